"""The protection side of a case: kept, stamped, signed, printed, destroyed with it."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pypdfium2
import pytest

from legalaid_desktop.domain import papers
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.age_evidence import AgeEvidence, AgeSource
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole
from legalaid_desktop.domain.copies import OWN_FILE, Errand
from legalaid_desktop.domain.custody import Custody, Extension, Release
from legalaid_desktop.domain.errors import InvalidValue, Refused, Stale
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.losses import Deduction, ExchangeRate, Loss, LossKind, Money, Per
from legalaid_desktop.domain.people import IdPaper, Person
from legalaid_desktop.domain.sharing import NoConsent
from legalaid_desktop.domain.victim_status import Status, VictimStatus
from legalaid_desktop.domain.withheld_papers import PaperStep, StepKind, WithheldPaper
from legalaid_desktop.domain.worksheets import Answer, Finding, Ground, Opinion, View, Worksheet
from legalaid_desktop.services.clock import VIENTIANE
from tests.closing import closed
from tests.consenting import agreed

TODAY = date(2026, 3, 30)


@pytest.fixture
def boat(office):
    case = Case(
        client_id=0, type=CaseType.TRAFFICKING, subject_en="work on a boat", opened_on=TODAY,
        confidentiality=Confidentiality.RESTRICTED, code_name="ນົກຍຸງ",
    )  # fmt: skip
    man = Person(given_lo="ຄຳຫຼ້າ", given_latin="Khamla", born_year=2007)
    return office.cases.take_in(man, case)


@pytest.fixture
def man(office, boat):
    return office.people.client(boat.client_id).person_id


def sheet(boat, man, **more):
    findings = (
        Finding(element="act.seek", answer=Answer.YES, note="ທ້າວ ບຸນຍັງ"),
        Finding(element="means.debt", answer=Answer.YES, ground=Ground.PAPER),
        Finding(element="purpose.labour", answer=Answer.YES),
        Finding(element="ilo.documents", answer=Answer.YES),
    )
    return Worksheet(
        case_id=boat.id, person_id=man, from_on=date(2024, 11, 5), to_on=date(2025, 8, 16),
        place="ປີນັງ", country="MY", findings=findings, **more,
    )  # fmt: skip


def words(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(text.split()).replace("\ufffe", "")


def test_the_worksheet_bears_who_noted_what_and_each_view_stays(office, boat, man, clock):
    kept = office.protection.save(sheet(boat, man))
    assert {(one.by, one.on) for one in kept.findings} == {(office.user, "2026-03-30")}
    lawyer = office.assignments.save_lawyer(Lawyer(name_lo="ມະນີວອນ"))
    first = View(
        case_id=0, worksheet_id=kept.id, reasons="ຍັງຂາດຫຼັກຖານ", lawyer_id=lawyer.id,
        signed_on=TODAY,
    )  # fmt: skip
    office.protection.sign(first)
    clock.set(date(2026, 4, 2))
    second = replace(first, trafficking=Opinion.YES, signed_on=date(2026, 4, 2))
    signed = office.protection.sign(second)
    found = office.protection.of_case(boat.id)
    assert [one.reasons for one in found.views] == [first.reasons, second.reasons]
    assert (signed.case_id, signed.entered_by) == (boat.id, office.user)
    assert not signed.is_signed, "what another enters in a lawyer's name waits for that lawyer"
    with pytest.raises(Stale):
        office.protection.save(replace(kept, version=kept.version - 1, place="x"))
    stranger = office.people.save(Person(given_lo="ບົວຄຳ"))
    with pytest.raises(InvalidValue, match="person_id"):
        office.protection.save(replace(kept, id=None, version=0, person_id=stranger.id))


def test_only_the_lawyer_signs_and_the_memo_bears_the_name_of_who_did(office, boat, man, seat):
    kept = office.protection.save(sheet(boat, man))
    lawyer = office.assignments.save_lawyer(Lawyer(name_lo="ມະນີວອນ", name_latin="Manivone"))
    view = View(
        case_id=0, worksheet_id=kept.id, reasons="ຄົບທັງສາມ", lawyer_id=lawyer.id, signed_on=TODAY,
        trafficking=Opinion.YES,
    )  # fmt: skip
    entered = office.protection.sign(view)
    assert not office.protection.is_own(entered)
    with pytest.raises(Refused, match="Only the lawyer"):
        office.protection.confirm(entered.id)
    draft = office.papers.draft(boat.id, "protection_memo", "en")
    assert dict(draft.values)["person_shown"] == "code"
    unsigned = words(office.papers.pdf(draft))
    assert "EnteredforManivonebyfounder" in unsigned.replace(office.user, "founder")
    assert unsigned.count("Manivone") == 1, "nobody signs at the foot"
    theirs = seat("manivone", Role.LAWYER, lawyer.id)
    office.teams.add(boat.id, theirs.account.id, "ຊ່ວຍກັນ")
    signed = theirs.protection.confirm(entered.id)
    assert (signed.signed_by, signed.signed_on) == ("manivone", TODAY)
    with pytest.raises(Refused, match="already"):
        theirs.protection.confirm(entered.id)
    assert words(office.papers.pdf(draft)).count("Manivone") == 2


def everything(office, boat, man):
    """All that the fisherman's lawyer enters."""
    save, case = office.protection.save, {"case_id": boat.id, "person_id": man}
    arrested = datetime(2025, 8, 17, 5, 40, tzinfo=VIENTIANE)
    asked = PaperStep(kind=StepKind.REQUEST, on="2026-03-12", to_whom="ນາຍຈ້າງ")
    return [
        save(sheet(boat, man)),
        save(VictimStatus(**case, status=Status.PRESUMED, on=TODAY, body="ຫ້ອງການ")),
        save(AgeEvidence(**case, kind=AgeSource.PAPER, on=TODAY, born_year=2004, source="x")),
        save(
            WithheldPaper(**case, kind=IdPaper.PASSPORT, holder="ນາຍຈ້າງ", steps=(asked,))
        ),
        save(
            Custody(
                **case, place="ຄຸກປີນັງ", country="MY", ground="abroad", since=arrested,
                extensions=(Extension(authority="ສານ", until="2025-09-17T09:00"),),
                release=Release.BAIL, released_at=datetime(2026, 2, 18, 15, tzinfo=VIENTIANE),
            )
        ),
        save(
            Loss(
                **case, kind=LossKind.WAGES, quantity=Decimal(9), per=Per.MONTH,
                rate=Decimal(12000), money=Money.THB,
                deductions=(Deduction(amount="45000", reason="ຄ່າເດີນທາງ"),),
            )
        ),
    ]  # fmt: skip


def test_all_of_it_comes_back_goes_into_the_bin_and_out_again(office, boat, man):
    kept = everything(office, boat, man)
    found = office.protection.of_case(boat.id)
    read = [
        *found.worksheets, *found.steps, *found.ages, *found.papers, *found.custodies,
        *found.losses,
    ]  # fmt: skip
    assert read == kept
    kinds = (
        BinKind.WORKSHEET, BinKind.VICTIM_STATUS, BinKind.AGE_EVIDENCE, BinKind.WITHHELD_PAPER,
        BinKind.CUSTODY, BinKind.LOSS,
    )  # fmt: skip
    for kind, record in zip(kinds, kept, strict=True):
        office.protection.remove(kind, record.id, "ພິມຜິດ")
    assert office.protection.of_case(boat.id).losses == ()
    assert len(office.bin.contents()) == len(kinds)
    for kind, record in zip(kinds, kept, strict=True):
        office.bin.restore(kind, record.id)
    assert len(office.protection.of_case(boat.id).custodies) == 1


def test_the_memo_tells_what_is_noted_under_the_code_and_the_sheet_sums_it(office, boat, man):
    everything(office, boat, man)
    office.protection.save_rate(
        ExchangeRate(money=Money.THB, on=TODAY, kip=Decimal("612.35"), source="ທະນາຄານ")
    )
    memo = words(office.papers.pdf(office.papers.draft(boat.id, "protection_memo", "both")))
    code = office.people.client(boat.client_id).code
    for fact in (
        code, "ຊອກຫາ", "ບຸນຍັງ", "boundbydebt", "childuntilshownotherwise", "presumedtobeavictim",
        "releasedonbail", "art.215", "notconfirmedbyaLaolawyer", "withoutanorderthatweknowof",
    ):  # fmt: skip
        assert fact in memo, fact
    assert "ຄຳຫຼ້າ" not in memo
    assert "Khamla" not in memo
    sums = words(office.papers.pdf(office.papers.draft(boat.id, "loss_sheet", "en")))
    for fact in ("9months×12,000THB=108,000THB", "66,133,800LAK", "45,000THB:ຄ່າເດີນທາງ"):
        assert fact in sums, fact


def test_the_hours_are_counted_from_what_the_office_knows(office, boat, man, clock):
    held = Custody(
        case_id=boat.id, person_id=man, place="ສຕ", ground="police",
        since=clock.at - timedelta(hours=50),
    )  # fmt: skip
    office.protection.save(held)
    with pytest.raises(InvalidValue, match="ground"):
        office.protection.save(replace(held, ground="nonsense"))
    ((custody, counted, case),) = office.today.look().custodies
    assert (counted.hours, counted.over, case.id) == (50, True, boat.id)
    clock.set(date(2026, 3, 1))
    found = office.protection.of_case(boat.id)
    assert office.protection.clock(custody, found).hours >= 50


def test_the_codes_go_out_with_consent_alone_and_stand_in_the_register(office, boat, man, tmp_path):
    everything(office, boat, man)
    out = tmp_path / "codes.csv"
    with pytest.raises(NoConsent):
        office.htcds.save(boat.id, out, Errand(recipient="IOM", purpose="reporting", body="iom"))
    assert not out.exists()
    copy = office.htcds.save(boat.id, out, OWN_FILE)
    table = out.read_text(encoding="utf-8-sig")
    assert "vic_MethodsOfControl" in table
    assert "DebtBondage;WithholdsDocuments" in table
    assert not {"ຄຳຫຼ້າ", "Khamla", "ປີນັງ", "2024", "2007"} & set(re.findall(r"\w+", table))
    assert [(one.kind, one.number) for one in office.copies.of_case(boat.id)] == [
        ("htcds", copy.number)
    ]


def test_what_is_entered_belongs_to_people_of_the_case_and_goes_with_it(office, boat, man):
    accused = Party(case_id=boat.id, person_id=man, role=PartyRole.ACCUSED)
    office.cases.add_party(accused)
    everything(office, boat, man)
    assert office.protection.of_case(boat.id).accused == (man,)
    (coded,) = office.htcds.of_case(boat.id)
    assert coded.values["vic_MethodsOfControl"] == "DebtBondage;WithholdsDocuments"
    other = office.people.save(Person(given_lo="ຄຳຕັນ"))
    step = VictimStatus(case_id=boat.id, person_id=other.id, status=Status.PRESUMED, on=TODAY)
    with pytest.raises(InvalidValue, match="person_id"):
        office.protection.save(step)


def test_a_settled_age_counts_for_consents_papers_and_how_long_a_case_is_kept(
    office, boat, man, clock
):
    claimed = AgeEvidence(
        case_id=boat.id, person_id=man, kind=AgeSource.CLAIMED, on=TODAY, age_from=17, age_to=17
    )
    office.people.save(replace(office.people.get(man), born_year=2004))
    file = office.cases.file(boat.id)
    assert not papers.is_minor(file, TODAY)
    agreed(office, boat.id, on=TODAY)
    office.protection.save(claimed)
    file = office.cases.file(boat.id)
    assert papers.is_minor(file, TODAY)
    with pytest.raises(InvalidValue, match="giver"):
        agreed(office, boat.id, on=TODAY)
    poa = office.papers.draft(boat.id, "power_of_attorney", "en")
    assert "childuntilshownotherwise" in words(office.papers.pdf(poa))
    office.protection.save(
        replace(claimed, kind=AgeSource.SETTLED, age_from=20, age_to=21, source="x", note="y")
    )
    told = words(office.papers.pdf(poa))
    assert "20" in told
    assert "childuntil" not in told
    assert not papers.is_minor(office.cases.file(boat.id), TODAY)
    settled = office.protection.ages(man)[-1]
    office.protection.remove(BinKind.AGE_EVIDENCE, settled.id, "x")
    closed(office, boat, closed_on=TODAY)
    clock.set(date(2060, 1, 1))
    (due,) = office.retention.due()
    assert due.rule.rule.children
