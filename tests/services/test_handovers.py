"""Cases go from one colleague to another in one act, with all that runs, or not at all."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.assignments import AssignmentStatus
from legalaid_desktop.domain.attachments import Attachment, Form
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.copies import OWN_FILE, CopyWay, Errand
from legalaid_desktop.domain.correspondence import Direction, Letter
from legalaid_desktop.domain.custody import LAOS, Custody
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, NotFound
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import IdPaper
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.domain.users import NoticeKind
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from tests.documents.test_papers import by_pdfium, squeezed
from tests.services.conftest import seated

DAY = date(2026, 3, 26)
WHY = "ຍ້າຍໄປແຂວງອື່ນ"


@pytest.fixture
def filled(office, case, accepted, lawyer):
    """A case in which something of each kind runs, accepted by Noy."""
    noy = seated(office, "noy", Role.LAWYER, lawyer.id)
    office.tasks.save(Task(case_id=case.id, what="ໂທຫານາຍບ້ານ", owner_id=noy.account.id))
    office.tasks.save(Task(what="ສົ່ງບົດລາຍງານ", owner_id=noy.account.id))
    due = office.deadlines.add(case.id, "CV-24", DAY)
    assert due.responsible_id == noy.account.id
    hearing = Event(
        case_id=case.id, kind=EventKind.HEARING, on=date(2026, 4, 14), text="ຫ້ອງພິຈາລະນາ 2"
    )
    office.cases.add_event(hearing)
    office.holdings.receive(
        case.id, [Holding(case_id=case.id, what="ໃບຕາດິນ", received_on=DAY, received_from="ບົວຄຳ")]
    )
    office.correspondence.save(
        Letter(
            case_id=case.id, direction=Direction.OUT, on=DAY, correspondent="ສານແຂວງ",
            subject="ຂໍສຳເນົາ", answer_by=date(2026, 4, 2),
        )
    )  # fmt: skip
    return noy


def test_everything_moves_and_the_heir_is_told(office, case, filled):
    other = office.assignments.save_lawyer(Lawyer(name_lo="ສົມພອນ"))
    heir = seated(office, "som", Role.LAWYER, other.id)
    (running,) = office.handovers.of_colleague(filled.account.id)
    assert running.count == 5
    move = (filled.account.id, heir.account.id)
    for wrong in ((move[0], move[0], WHY), (*move, " ")):
        with pytest.raises(InvalidValue):
            office.handovers.hand_over([case.id], *wrong)
    office.handovers.hand_over([case.id], *move, WHY, leaves=True)
    assert [one.task.what for one in heir.tasks.mine()] == ["ໂທຫານາຍບ້ານ", "ສົ່ງບົດລາຍງານ"]
    assert filled.tasks.mine() == []
    assert [one.responsible_id for one in office.deadlines.of_case(case.id)] == [move[1]]
    assert office.cases.file(case.id).lawyer.id == other.id
    states = {one.status for one in office.assignments.of_case(case.id)}
    assert states == {AssignmentStatus.ACCEPTED, AssignmentStatus.HANDED_OVER}
    (told,) = heir.teams.notices()
    assert (told.notice.kind, told.notice.by, told.on_team) == (NoticeKind.GIVEN, "noy", True)
    assert office.handovers.of_colleague(filled.account.id) == []


@pytest.mark.parametrize("level", [Confidentiality.ORDINARY, Confidentiality.RESTRICTED])
def test_a_lawyer_hands_over_a_case_of_her_own(office, case, filled, level):
    heir = seated(office, "som", Role.LAWYER)
    office.cases.save(replace(office.cases.get(case.id), confidentiality=level, code_name="ນົກ"))
    filled.handovers.hand_over([case.id], filled.account.id, heir.account.id, WHY)
    assert heir.cases.file(case.id).case.id == case.id
    assert [one.task.what for one in heir.tasks.mine()] == ["ໂທຫານາຍບ້ານ"]
    with pytest.raises((NotAllowed, NotFound)):
        filled.tasks.save(Task(case_id=case.id, what="ຍັງຢູ່"))


def test_a_restricted_case_is_handed_over_only_by_its_team(office, case, seat):
    secret = replace(case, confidentiality=Confidentiality.RESTRICTED, code_name="ນົກ")
    office.cases.save(secret)
    noy, heir = seat("noy", Role.LAWYER), seat("som", Role.LAWYER)
    boss = seat("boss", Role.MANAGER)
    assert boss.handovers.of_colleague(office.account.id) == []
    with pytest.raises(NotAllowed):
        boss.handovers.hand_over([case.id], office.account.id, heir.account.id, WHY)
    with pytest.raises(NotAllowed):
        heir.cases.get(case.id)
    office.handovers.hand_over([case.id], office.account.id, heir.account.id, WHY)
    assert heir.cases.get(case.id).id == case.id
    for gone in (office, noy):
        with pytest.raises(NotAllowed):
            gone.cases.get(case.id)


def test_lists_on_paper_say_what_the_law_and_the_colleague_want(office, case, filled, tmp_path):
    scan = tmp_path / "scan.txt"
    scan.write_text("ສັນຍາ", encoding="utf-8")
    paper = Attachment(
        case_id=case.id, file_name="", title_lo="ສັນຍາແຮງງານ", received_on=DAY, language="th",
        pages=3, form=Form.COPY, source="ລູກຄວາມ",
    )  # fmt: skip
    original = office.attachments.add(scan, paper)
    lao = replace(paper, title_lo="ຄຳແປ", language="lo", pages=4, translates=original.id)
    pages = office.sheets.evidence(case.id, "lo", OWN_FILE).pages
    assert squeezed("ຍັງຕ້ອງມີຄຳແປພາສາລາວ") in by_pdfium(pages)
    office.attachments.add(scan, replace(lao, certified_by="ຫ້ອງການທະບຽນສານ"))
    out = tmp_path / "list.pdf"
    text = by_pdfium(office.sheets.evidence(case.id, "lo", OWN_FILE, out).pages)
    for wanted in ("ສັນຍາແຮງງານ", "ແປໃນ A2", "ຄຳແປຂອງ A1", "ທັງໝົດ 2 ລາຍການ, 7 ໜ້າ", "104 ແລະ 105"):
        assert squeezed(wanted) in text
    assert out.is_file()
    assert office.copies.of_case(case.id)[0].way is CopyWay.FILE
    text = by_pdfium(office.sheets.receipt(case.id, "1/2026", "lo", OWN_FILE).pages)
    for wanted in ("ເລກທີ 1/2026", "ໃບຕາດິນ", "ບົວຄຳ", "ແປະໂປ້ມື"):
        assert squeezed(wanted) in text
    with pytest.raises(NotFound):
        office.sheets.receipt(case.id, "9/2026", "lo", OWN_FILE)
    text = by_pdfium(office.sheets.running([case.id], "lo", OWN_FILE).pages)
    for wanted in (
        "ໂທຫານາຍບ້ານ",
        "9 ເມສາ 2026",
        "ຫ້ອງພິຈາລະນາ 2",
        "ໃບຕາດິນ",
        "ສານແຂວງ",
    ):
        assert squeezed(wanted) in text
    text = by_pdfium(office.sheets.register(Direction.OUT, 2026, "both", OWN_FILE))
    assert squeezed("ທະບຽນໜັງສືຂາອອກ") in text
    assert squeezed("answer expected by 2 April 2026") in text
    text = by_pdfium(office.sheets.register(Direction.OUT, 2026, "lo", Errand(recipient="ໜັງສືພິມ")))
    assert squeezed("ທະບຽນໜັງສືຂາອອກ") in text
    assert squeezed("ສານແຂວງ") not in text, "with whom and about what is for the own file alone"


def test_who_is_held_and_what_is_withheld_is_handed_over_too(office, case):
    person = office.people.client(case.client_id).person_id
    held = Custody(
        case_id=case.id, person_id=person, place="ສຕ ທ່າແຂກ", ground="police",
        since=datetime(2026, 3, 29, 20, 30, tzinfo=LAOS),
    )  # fmt: skip
    office.protection.save(held)
    passport = WithheldPaper(
        case_id=case.id, person_id=person, kind=IdPaper.PASSPORT, holder="ເຈົ້າຂອງເຮືອ"
    )
    office.protection.save(passport)
    text = by_pdfium(office.sheets.running([case.id], "lo", OWN_FILE).pages)
    for wanted in ("ສຕ ທ່າແຂກ", "29 ມີນາ 2026, 20:30", "ໜັງສືຜ່ານແດນ · ເຈົ້າຂອງເຮືອ"):
        assert squeezed(wanted) in text
    office.protection.save(replace(office.protection.of_case(case.id).papers[0], returned_on=DAY))
    assert squeezed("ເຈົ້າຂອງເຮືອ") not in by_pdfium(
        office.sheets.running([case.id], "lo", OWN_FILE).pages
    )
