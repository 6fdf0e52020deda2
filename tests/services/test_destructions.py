"""Destruction by two people: what goes is gone, what stays is whole, and the minute says both."""

import io
import json
from contextlib import closing
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.destructions import DestructionGround, DestructionState
from legalaid_desktop.domain.drafts import Draft
from legalaid_desktop.domain.errors import (
    InvalidValue,
    NotAllowed,
    NotFound,
    Refused,
    WrongPassphrase,
)
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.trail import Deed, Wanted
from legalaid_desktop.services import destructions as services
from legalaid_desktop.services.office import open_office
from legalaid_desktop.storage import connections, keys
from legalaid_desktop.storage import destructions as stored
from tests.closing import closed

CANARY = "ນົກເຂົາທອງ"
LATIN = "Nokkhaothong"
LATER = date(2036, 3, 30)
PASSPHRASES = ("ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026", "ຟ້າໃສ ຕອນເຊົ້າ 9")


@pytest.fixture
def marked(office, tmp_path):
    """A closed case of somebody whose name stands everywhere, with everything that can be in it."""
    person = Person(given_lo=CANARY, given_latin=LATIN, born_on=date(1990, 1, 1))
    opened = Case(
        client_id=0, type=CaseType.CIVIL, subject_lo=CANARY, subject_en=LATIN,
        opened_on=date(2026, 3, 24),
    )  # fmt: skip
    case = office.cases.take_in(person, opened)
    told = Event(case_id=case.id, kind=EventKind.NOTE, on=date(2026, 3, 25), text=f"{CANARY} ມາ")
    office.cases.add_event(told)
    office.cases.remove_event(office.cases.add_event(told).id, CANARY)
    path = tmp_path / "letter.txt"
    path.write_text(CANARY, encoding="utf-8")
    named = Attachment(case_id=case.id, file_name="", title_lo=CANARY, received_on=told.on)
    office.attachments.add(path, named)
    office.papers.draft(case.id, "referral_letter", "lo")
    office.deadlines.add(case.id, "CV-24", date(2026, 3, 26), note=CANARY)
    witness = office.people.save(Person(given_lo=CANARY, surname_lo="ພະຍານ"))
    office.cases.add_party(Party(case_id=case.id, person_id=witness.id, role=PartyRole.WITNESS))
    office.drafts.keep(Draft(form="story", record=case.id, values=(("text", CANARY),)))
    return closed(office, case)


@pytest.fixture
def due(office, marked, clock):
    """The same when its time is over by a rule that the office decided."""
    office.retention.decide("general", 10, "ຄຳແນະນຳ ເລກທີ 12")
    clock.set(LATER)
    return marked


@pytest.fixture
def second(seat):
    return seat("manivone", Role.MANAGER)


@pytest.fixture
def proposed(office, due):
    return office.destructions.propose(due.number, DestructionGround.RETENTION, CANARY)


def page_text(pdf):
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def everything(office):
    """All that can be read of the office with its keys, in one text."""
    database = office._desk.database
    found = []
    with closing(connections.connect(database.folder / "office.db", office._secrets)) as opened:
        assert opened.execute("PRAGMA freelist_count").fetchone()[0] == 0
        names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            found += [str(row) for row in opened.execute(f'SELECT * FROM "{name}"')]  # noqa: S608
    for name in office._desk.blobs.names():
        found.append(office._desk.blobs.read(name).decode("utf-8", "replace"))
    return "\n".join(found)


def test_no_word_of_it_is_left_in_the_index(office, second, due, proposed):
    while office.search.read_file(lambda: False):
        pass
    syllable = "ທອງ".encode()

    def left():
        with closing(connections.connect(office.folder / "office.db", office._secrets)) as opened:
            blocks = opened.execute("SELECT block FROM search_index_data").fetchall()
            texts = opened.execute("SELECT text FROM file_text").fetchall()
        return [block for (block,) in blocks if syllable in block], texts

    assert all(left())
    second.destructions.agree(proposed.id)
    assert left() == ([], [])
    assert office.search.find(CANARY) == {}


def test_all_that_was_known_is_gone_and_the_trail_is_whole(office, second, due, proposed):
    assert CANARY in everything(office)
    before = office.trail.verify()
    done = second.destructions.agree(proposed.id)
    left = everything(office)
    assert CANARY not in left
    assert json.dumps(CANARY)[1:-1] not in left
    assert LATIN not in left
    counts = dict(done.destroyed)
    assert counts == {
        "case_file": "1", "conflict_check": "2",
        "client": "1", "person": "2", "party": "1", "member": "1", "event": "2",
        "deadline": "1", "attachment": "1", "paper": "1", "draft": "1", "file": "1",
    }  # fmt: skip
    check = office.trail.verify()
    assert before.is_sound
    assert check.is_sound
    assert check.destroyed > 10
    with pytest.raises(NotFound):
        office.cases.get(due.id)
    assert office._desk.database.complaints() == []


def test_the_journal_and_the_files_are_empty_of_it(office, second, proposed):
    second.destructions.agree(proposed.id)
    journal = office.folder / "office.db-wal"
    assert list(office._desk.blobs.names()) == []
    # only the note that nothing is left to do was written since
    assert not journal.exists() or journal.stat().st_size < 100_000
    assert not office.destructions.is_pending()


def test_what_lies_open_for_another_program_goes_too(office, second, due, proposed):
    (evidence,) = office.attachments.of_case(due.id)
    path = office.copies.open_attachment(evidence.id).path
    assert CANARY in path.read_text(encoding="utf-8")
    second.destructions.agree(proposed.id)
    assert not path.exists()
    assert not office.has_views


def test_one_person_alone_destroys_nothing(office, due, proposed):
    with pytest.raises(Refused) as refused:
        office.destructions.agree(proposed.id)
    assert refused.value.reason == services.SAME_PERSON
    assert office.cases.get(due.id).subject_lo == CANARY


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER, Role.VOLUNTEER, Role.AUDITOR])
def test_other_roles_neither_propose_nor_agree_nor_see(office, seat, due, proposed, role):
    other = seat("noy", role)
    for attempt in (
        lambda: other.destructions.propose(due.number, DestructionGround.RETENTION, "x"),
        lambda: other.destructions.agree(proposed.id),
        lambda: other.destructions.refuse(proposed.id, "x"),
        other.destructions.every,
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert office.cases.get(due.id)


def test_a_lawyer_agrees_only_for_cases_on_whose_team_she_is(office, seat, due, proposed):
    stranger = seat("bounthan", Role.LAWYER)
    with pytest.raises(NotAllowed):
        stranger.destructions.agree(proposed.id)
    assert stranger.destructions.every() == []


def test_the_second_person_signs_at_the_same_desk(office, seat, due, proposed, cheap):
    seat("manivone", Role.MANAGER)
    mine, theirs = PASSPHRASES
    keys.add_user(office.folder, office.user, mine, "manivone", theirs, cheap)
    for name, passphrase in (("manivone", mine), (office.user, theirs)):
        with pytest.raises(WrongPassphrase):
            office.destructions.agree_here(proposed.id, name, passphrase)
    with pytest.raises(Refused) as refused:
        office.destructions.agree_here(proposed.id, office.user, mine)
    assert refused.value.reason == services.SAME_PERSON
    done = office.destructions.agree_here(proposed.id, "manivone", theirs)
    assert (done.proposed_by, done.decided_by) == (office.user, "manivone")
    assert done.state is DestructionState.DESTROYED


def test_nothing_is_proposed_before_its_time_or_by_an_undecided_rule(office, marked, clock):
    def attempt():
        return office.destructions.propose(marked.number, DestructionGround.RETENTION, "ໝົດເວລາ")

    with pytest.raises(Refused) as refused:
        attempt()
    assert refused.value.reason == services.NOT_DUE
    clock.set(LATER)
    with pytest.raises(Refused) as refused:
        attempt()
    assert refused.value.reason == services.NOT_DECIDED
    office.retention.decide("general", 10, "ຄຳແນະນຳ")
    with pytest.raises(InvalidValue):
        office.destructions.propose(marked.number, DestructionGround.RETENTION, " ")
    attempt()
    with pytest.raises(Refused) as refused:
        attempt()
    assert refused.value.reason == services.PROPOSED


def test_a_case_that_was_opened_again_stays(office, second, due, proposed):
    office.closings.reopen(due.id, "ຫຼັກຖານໃໝ່")
    with pytest.raises(Refused) as refused:
        second.destructions.agree(proposed.id)
    assert refused.value.reason == services.STILL_OPEN
    assert office.cases.get(due.id)


def test_what_another_case_needs_stays(office, second, due, proposed, tmp_path):
    (line,) = (one for one in office.people.page().lines if one[1])
    other = office.cases.open(
        Case(client_id=line[1].id, type=CaseType.CIVIL, subject_en="x", opened_on=due.opened_on)
    )
    path = tmp_path / "again.txt"
    path.write_text(CANARY, encoding="utf-8")
    named = Attachment(case_id=other.id, file_name="", title_en="x", received_on=due.opened_on)
    kept = office.attachments.add(path, named)
    done = dict(second.destructions.agree(proposed.id).destroyed)
    assert (done["person"], "client" in done, "file" in done) == ("1", False, False)
    assert office.cases.file(other.id).person.given_lo == CANARY
    assert office.attachments.data(kept.id).decode() == CANARY
    assert office.trail.verify().is_sound


def test_a_new_case_inherits_nothing_of_a_destroyed_one(office, second, due, proposed, client):
    second.destructions.agree(proposed.id)
    opened = Case(client_id=client.id, type=CaseType.CIVIL, subject_en="x", opened_on=due.opened_on)
    new = office.cases.open(opened)
    assert new.id > due.id
    assert new.number != due.number
    assert all(line.entry.case_id == new.id for line in office.trail.of_case(new.id))


def test_a_case_in_the_bin_goes_by_the_same_way(office, second, due):
    office.alerts.save_rules(replace(office.alerts.rules(), second_look=False))
    for one in office.deadlines.of_case(due.id):
        office.settling.settle(one, DeadlineStatus.DROPPED, reason="ເປີດຊ້ຳ")
    office.cases.remove(due.id, "ເປີດຊ້ຳ")
    proposed = office.destructions.propose(due.number, DestructionGround.RETENTION, "ໝົດເວລາ")
    second.destructions.agree(proposed.id)
    assert office.bin.contents() == []
    assert CANARY not in everything(office)


def test_a_power_cut_after_the_decision_is_made_good_at_the_next_start(office, due, folder, clock):
    with office._desk.database.transaction() as session:
        gone = stored.destroy(session, due.id)
        stored.enter(session, due.id, gone)
    assert office.destructions.is_pending()
    assert list(office._desk.blobs.names()) == list(gone.blobs)
    office.lock()
    opened = open_office(folder, office.user, PASSPHRASES[0], at=clock)
    try:
        assert not opened.destructions.is_pending()
        assert list(opened._desk.blobs.names()) == []
        assert CANARY not in everything(opened)
    finally:
        opened.lock()


def test_a_request_is_recorded_with_its_day_and_refused_for_a_reason(office, second, marked):
    def ask(day):
        return office.destructions.propose(marked.number, DestructionGround.REQUEST, "ຂໍໃຫ້ລຶບ", day)

    for wrong in (None, date(2026, 4, 1)):
        with pytest.raises(InvalidValue) as caught:
            ask(wrong)
        assert caught.value.field == "requested_on"
    asked = ask(date(2026, 3, 27))
    with pytest.raises(InvalidValue):
        second.destructions.refuse(asked.id, " ")
    second.destructions.refuse(asked.id, "ຍັງມີການອຸທອນ")
    (one,) = office.destructions.every()
    assert one.destruction.state is DestructionState.REFUSED
    assert one.destruction.requested_on == date(2026, 3, 27)
    assert one.destruction.refused_why == "ຍັງມີການອຸທອນ"
    with pytest.raises(Refused) as refused:
        second.destructions.agree(asked.id)
    assert refused.value.reason == services.DECIDED
    assert office.cases.get(marked.id)


def test_a_request_is_granted_before_the_time_is_over_but_not_for_an_open_case(
    office, second, marked, case
):
    open_one = office.destructions.propose(
        case.number, DestructionGround.REQUEST, "ຂໍໃຫ້ລຶບ", date(2026, 3, 27)
    )
    with pytest.raises(Refused) as refused:
        second.destructions.agree(open_one.id)
    assert refused.value.reason == services.STILL_OPEN
    asked = office.destructions.propose(
        marked.number, DestructionGround.REQUEST, CANARY, date(2026, 3, 27)
    )
    second.destructions.agree(asked.id)
    assert CANARY not in everything(office)


def test_earlier_reasons_go_with_the_case(office, second, due):
    first = office.destructions.propose(due.number, DestructionGround.RETENTION, CANARY)
    office.destructions.refuse(first.id, f"{CANARY} ຂໍໄວ້")
    again = office.destructions.propose(due.number, DestructionGround.RETENTION, CANARY)
    second.destructions.agree(again.id)
    assert CANARY not in everything(office)
    assert len(office.destructions.every()) == 1, "of a destroyed case there is its destruction"


def test_a_restricted_case_of_others_is_shown_by_its_code_name(office, second, clock):
    opened = Case(
        client_id=0, type=CaseType.TRAFFICKING, subject_lo=CANARY, opened_on=date(2026, 3, 24),
        confidentiality=Confidentiality.RESTRICTED, code_name="ນົກຍຸງ",
    )  # fmt: skip
    case = office.cases.take_in(Person(given_lo=CANARY), opened)
    office.destructions.propose(case.number, DestructionGround.REQUEST, CANARY, clock().date())
    (mine,) = office.destructions.every()
    assert mine.destruction.reason == CANARY
    (theirs,) = second.destructions.every()
    assert (theirs.case.code_name, theirs.case.subject_lo) == ("ນົກຍຸງ", "")
    assert theirs.destruction.reason == ""
    assert theirs.may_agree
    assert not mine.may_agree


@pytest.mark.parametrize("language", ["lo", "en", "both"])
def test_the_minute_says_who_when_why_and_how_much_and_names_nobody(
    office, second, due, proposed, clock, tmp_path, language
):
    office.backups.make(tmp_path)
    done = second.destructions.agree(proposed.id)
    out = tmp_path / "minute.pdf"
    office.destructions.save_minute(done.id, language, out)
    with pikepdf.open(io.BytesIO(out.read_bytes())) as pdf:
        assert CANARY not in str(pdf.docinfo)
    words = page_text(out.read_bytes())
    assert due.number in words
    assert office.user in words
    assert "manivone" in words
    assert CANARY not in words
    assert LATIN not in words
    expected = {
        "lo": ("ສາທາລະນະລັດ", "ສີວິໄລ"),
        "en": ("Minute of the destruction", "Backups: 1 made before", "10 years after"),
    }
    for spoken in ("lo", "en") if language == "both" else (language,):
        assert all(one in words for one in expected[spoken])


def test_each_minute_is_a_numbered_copy_and_the_trail_names_nobody(
    office, seat, second, proposed, tmp_path
):
    done = second.destructions.agree(proposed.id)
    office.destructions.save_minute(done.id, "en", tmp_path / "minute.pdf")
    printed = page_text(office.destructions.print_minute(done.id, "both"))
    assert f"Copy 1 · 30/03/2036 · D{done.id:04d}" in page_text(
        (tmp_path / "minute.pdf").read_bytes()
    )
    assert f"Copy 2 · 30/03/2036 · D{done.id:04d}" in printed
    for reader in (office, seat("audit", Role.AUDITOR)):
        for deed, number in ((Deed.EXPORT, 1), (Deed.PRINT, 2)):
            (line,) = reader.trail.page(Wanted(kind=services.KIND, deed=deed))
            assert line.entry.fields["number"] == (None, number)
    assert CANARY not in everything(office)
    assert LATIN not in everything(office)


def test_there_is_no_minute_of_a_case_that_stays(office, proposed, tmp_path):
    with pytest.raises(Refused) as refused:
        office.destructions.save_minute(proposed.id, "lo", tmp_path / "minute.pdf")
    assert refused.value.reason == services.NO_MINUTE
    assert not (tmp_path / "minute.pdf").exists()
