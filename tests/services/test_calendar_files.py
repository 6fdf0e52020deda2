"""The calendar of the office in other programs: by number, with names only where that is asked."""

import errno
import tracemalloc
from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import event
from sqlalchemy.orm import Session

from legalaid_desktop.documents import calendar_files
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.alerts import AlertKind
from legalaid_desktop.domain.calendar_files import Fate
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.copies import OWN_FILE, Errand
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, Refused
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.sharing import Lack, OverrideGround
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.users import User
from legalaid_desktop.services.calendar_files import CALENDAR, Span
from legalaid_desktop.services.office import open_office
from tests.consenting import agreed
from tests.services.conftest import PASSPHRASE

DAY = date(2026, 3, 30)
SPAN = Span(first=DAY, last=DAY + timedelta(days=60))
NAMED = replace(SPAN, named=True)
OTHER = "ດອກຈຳປາ ຂາວ ຫ້າ ກີບ"


@pytest.fixture
def busy(office, case):
    """An ordinary case and a restricted one, each with a deadline and a hearing."""
    secret = office.cases.take_in(
        Person(given_lo="ຄຳຫຼ້າ", given_latin="Khamla"),
        Case(
            client_id=0,
            type=CaseType.TRAFFICKING,
            subject_lo="ແຮງງານ",
            opened_on=DAY,
            confidentiality=Confidentiality.RESTRICTED,
            code_name="ນົກ",
        ),
    )
    for one in (case, secret):
        office.deadlines.add(one.id, "CV-24", DAY)
        office.cases.add_event(
            Event(
                case_id=one.id,
                kind=EventKind.HEARING,
                on=date(2026, 4, 21),
                at=time(9),
                text="ພະຍານ ທ້າວ ສົມສັກ",
            )
        )
    return case, secret


def titles(office, tmp_path, span):
    out = exported(office, tmp_path, span, "en")
    return [one.title for one in calendar_files.read(out.read_bytes())]


def exported(office, tmp_path, span=SPAN, language="lo"):
    out = tmp_path / "calendar.ics"
    office.calendar_files.export(span, language, OWN_FILE, out)
    return out


def test_what_was_typed_of_a_day_leaves_with_names_only(office, busy, tmp_path):
    for case in busy:
        office.settling.write(case.id, DeadlineKind.TARGET, "Bring Khamla to the shelter", DAY)
    bare, named = (titles(office, tmp_path, span) for span in (SPAN, NAMED))
    assert not any("Khamla" in one for one in bare)
    assert [one for one in bare if "Target" in one] == [f"Target · {one.number}" for one in busy]
    said = [one for one in named if "Khamla" in one]
    assert len(said) == 1
    assert busy[0].number in said[0]


@pytest.mark.parametrize("language", ["lo", "en"])
def test_without_names_only_numbers_leave(office, busy, tmp_path, language):
    out = exported(office, tmp_path, language=language)
    said = " ".join(one.title + one.words for one in calendar_files.read(out.read_bytes()))
    assert all(case.number in said for case in busy)
    for name in ("ຄຳຫຼ້າ", "Khamla", "ນົກ", "ສົມສັກ", "ບົວ"):
        assert name not in said


def test_with_names_a_restricted_case_still_has_none(office, busy, case, tmp_path):
    out = exported(office, tmp_path, NAMED)
    titles = [one.title for one in calendar_files.read(out.read_bytes())]
    person = office.people.get(office.people.client(case.client_id).person_id)
    assert [person.given_lo in one for one in titles if busy[0].number in one] == [True, True]
    secret = [one for one in titles if busy[1].number in one]
    assert len(secret) == 2
    assert not any("ຄຳຫຼ້າ" in one or "ນົກ" in one for one in secret)


def test_what_pops_up_elsewhere_says_kind_and_number_alone(office, busy, tmp_path):
    out = exported(office, tmp_path, NAMED, "en")
    assert "Bouakham" in out.read_text("utf-8")
    parts = Calendar.from_ical(out.read_bytes()).walk("VALARM")
    said = {str(one["DESCRIPTION"]) for one in parts}
    assert said == {f"{kind} · {one.number}" for kind in ("Deadline", "Hearing") for one in busy}


def test_no_calendar_lies_there_without_its_entry_in_the_trail(office, busy, tmp_path):
    def full(_session):
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(Refused):
        exported(office, tmp_path / "nowhere")
    event.listen(Session, "before_commit", full)
    try:
        with pytest.raises(Refused, match="full"):
            exported(office, tmp_path)
    finally:
        event.remove(Session, "before_commit", full)
    assert list(tmp_path.glob("*.ics*")) == []
    assert CALENDAR not in [line.entry.kind for line in office.trail.page()]


def test_each_named_case_has_the_copy_in_its_own_register(office, busy, tmp_path):
    exported(office, tmp_path, NAMED)
    register = [office.copies.of_case(one.id) for one in busy]
    assert [(one.kind, one.number, one.body) for one in register[0]] == [
        ("calendar_file", 1, "own_file")
    ]
    assert register[1] == []
    exported(office, tmp_path, SPAN)
    assert len(office.copies.of_case(busy[0].id)) == 1


def test_outside_a_name_leaves_only_with_the_consent_of_its_client(office, busy, case, tmp_path):
    go = Errand(recipient="Women’s shelter", purpose="to find a shelter", body="shelter")

    def leaves(errand=go):
        out = tmp_path / "outside.ics"
        office.calendar_files.export(NAMED, "en", errand, out)
        said = [one.title for one in calendar_files.read(out.read_bytes())]
        assert all(any(one.number in title for title in said) for one in busy)
        return any("Bouakham" in one for one in said)

    assert not leaves()
    told = office.calendar_files.naming(NAMED, go)
    assert [one.number for one in told] == sorted(one.number for one in busy)
    assert {one.finding and one.finding.lacks for one in told} == {None, (Lack.NONE,)}
    shelter = {"body": "shelter", "recipient_lo": "", "recipient_en": go.recipient}
    given = agreed(office, case.id, **shelter, purposes=("shelter",), data=("identity",))
    assert not leaves()  # what is written about a day tells what happened
    office.consents.withdraw(given.id, DAY)
    agreed(office, case.id, **shelter, purposes=("shelter",), data=("identity", "story"))
    assert leaves()
    assert not leaves(replace(go, purpose="for reporting"))
    assert not leaves(replace(go, body="", recipient="somebody"))
    assert not leaves(Errand())
    (entered,) = office.copies.of_case(case.id)
    assert (entered.recipient, entered.consent_id is not None) == (go.recipient, True)


def test_a_name_leaves_without_consent_only_by_the_right_and_for_a_reason(
    office, busy, case, folder, clock, tmp_path
):
    go = Errand(recipient="ສະຖານທູດ", purpose="x", body="embassy", ground=OverrideGround.AUTHORITY)
    with pytest.raises(InvalidValue):
        office.calendar_files.export(NAMED, "en", go, tmp_path / "x.ics")
    assert not (tmp_path / "x.ics").exists()
    asked = replace(go, override="ໜັງສື 12")
    office.calendar_files.export(NAMED, "en", asked, tmp_path / "x.ics")
    (entered,) = office.copies.of_case(case.id)
    assert (entered.ground, entered.override) == (OverrideGround.AUTHORITY, "ໜັງສື 12")
    assert office.copies.of_case(busy[1].id) == []
    office.users.add(User(name="ມະນີ", role=Role.CLERK, since=DAY), OTHER, PASSPHRASE)
    colleague = open_office(folder, "ມະນີ", OTHER, at=clock)
    with pytest.raises(NotAllowed):
        colleague.calendar_files.naming(NAMED, asked)
    colleague.lock()


def test_what_needs_no_consent_of_one_case_does_not_open_another(
    office, busy, case, accepted, lawyer
):
    other = office.cases.take_in(
        Person(given_lo="ສີດາ"),
        Case(client_id=0, type=CaseType.CIVIL, subject_lo="ໜີ້", opened_on=DAY),
    )
    office.deadlines.add(other.id, "CV-24", DAY)

    def why(body, recipient="x"):
        told = office.calendar_files.naming(NAMED, Errand(recipient=recipient, body=body))
        return [one.finding.lacks for one in told if one.finding]

    assert why("court") == why("client") == [(Lack.OTHERS,)] * 2
    assert why("lawyer") == [(), ()]  # the user answers for both
    lead = User(name="ມະນີ", role=Role.LAWYER, lawyer_id=lawyer.id, since=DAY)
    third = office.users.add(lead, OTHER, PASSPHRASE).id
    for one in office.deadlines.of_case(case.id):
        office.deadlines.entrust(one, third)
    lacks = why("lawyer")
    assert sorted(map(len, lacks)) == [0, 1]
    assert why("own_file", "") == [(), ()]


def test_only_mine_has_no_hearing_of_a_case_that_somebody_else_leads(
    office, busy, accepted, lawyer, tmp_path
):
    mine = replace(NAMED, mine=True)
    person = office.people.get(office.people.client(busy[0].client_id).person_id)
    colleague = User(name="ມະນີວອນ", role=Role.LAWYER, lawyer_id=lawyer.id, since=DAY)
    office.users.add(colleague, OTHER, PASSPHRASE)
    heard = [one for one in titles(office, tmp_path, mine) if one.startswith("Hearing")]
    assert not any(busy[0].number in one or person.given_latin in one for one in heard)
    assert [busy[1].number in one for one in heard] == [True]
    everybody = [one for one in titles(office, tmp_path, NAMED) if one.startswith("Hearing")]
    assert len(everybody) == 2


def test_it_rings_elsewhere_as_the_office_decided(office, busy, tmp_path):
    rules = office.alerts.rules()
    hearing = rules.of(AlertKind.HEARING)
    assert exported(office, tmp_path).read_text("utf-8").count("TRIGGER:-P7D") >= 2
    ours = replace(hearing, days=(5,), hours=(3,))
    others = (
        one if one.rings else replace(one, days=(), hours=())
        for one in rules.leads
        if one is not hearing
    )
    office.alerts.save_rules(replace(rules, leads=(ours, *others)))
    said = exported(office, tmp_path).read_text("utf-8")
    assert [said.count(f"TRIGGER:{one}\n") for one in ("-P5D", "-PT3H")] == [2, 2]
    assert said.count("BEGIN:VALARM") == 4


def test_an_unverified_date_looks_so_elsewhere(office, case, tmp_path):
    at = office._desk.clock().replace(tzinfo=None)
    office.deadlines.add(case.id, "CR-01", at, confirmed=True)
    (answer,) = calendar_files.read(exported(office, tmp_path, language="en").read_bytes())
    assert answer.title.startswith("UNVERIFIED")
    assert answer.status == "TENTATIVE"


def test_the_export_is_in_the_trail(office, busy, tmp_path):
    exported(office, tmp_path)
    entered = [(line.entry.deed, line.entry.kind) for line in office.trail.page()]
    assert (Deed.EXPORT, "calendar_file") in entered


def test_a_calendar_with_names_or_in_the_other_language_comes_back_as_it_went_out(
    office, busy, tmp_path
):
    office.settling.write(busy[0].id, DeadlineKind.TARGET, "Bring Khamla", DAY)
    for language in ("lo", "en"):
        out = exported(office, tmp_path, NAMED, language)
        found = office.calendar_files.compare(out, "lo")
        assert {one.fate for one in found} == {Fate.SAME}
        assert not any("Khamla" in one.entry.title for one in found)


def test_what_is_settled_removed_or_far_away_is_still_ours(office, busy, tmp_path):
    hearing = Event(case_id=busy[0].id, kind=EventKind.HEARING, on=date(2028, 5, 9), text="x")
    _far, near = (office.cases.add_event(replace(hearing, on=day)) for day in (hearing.on, DAY))
    out = exported(office, tmp_path, replace(SPAN, last=date(2029, 1, 1)))
    due = office.deadlines.of_case(busy[0].id)[0]
    office.settling.settle(due, DeadlineStatus.DROPPED, reason="ຖອນ")
    office.cases.remove_event(near.id, "x")
    text = out.read_text("utf-8").replace("20280509", "20310509").replace("20280510", "20310510")
    other = "BEGIN:VEVENT\nUID:x\nDTSTART:20260401\nEND:VEVENT\nEND:VCALENDAR"
    out.write_text(text.replace("END:VCALENDAR", other), "utf-8")
    fates = Counter(one.fate for one in office.calendar_files.compare(out, "lo"))
    assert fates == {Fate.SAME: 4, Fate.MOVED: 1, Fate.GONE: 1, Fate.UNKNOWN: 1}


def test_what_was_moved_elsewhere_is_told_and_changes_nothing(office, busy, tmp_path):
    out = exported(office, tmp_path)
    assert {one.fate for one in office.calendar_files.compare(out, "lo")} == {Fate.SAME}
    moved = out.read_bytes().replace(b"20260421T020000Z", b"20260422T020000Z", 1)
    out.write_bytes(moved)
    fates = [one.fate for one in office.calendar_files.compare(out, "lo")]
    assert fates.count(Fate.MOVED) == 1
    hearings = [one for one in office.cases.story(busy[0].id) if one.kind is EventKind.HEARING]
    assert hearings[0].on == date(2026, 4, 21)


def test_a_later_change_of_ours_comes_with_a_higher_revision(office, busy, tmp_path):
    before = {
        one.uid: one.revision
        for one in calendar_files.read(exported(office, tmp_path).read_bytes())
    }
    deadline = office.deadlines.of_case(busy[0].id)[0]
    office.deadlines.entrust(replace(deadline, trigger_note="ປຶ້ມ 3"), office.account.id)
    after = calendar_files.read(exported(office, tmp_path).read_bytes())
    assert [one.uid for one in after if one.revision > before[one.uid]] == [
        next(uid for uid in before if uid.startswith(f"deadline-{deadline.id}@"))
    ]


def test_a_broken_file_is_refused_and_a_missing_one_too(office, tmp_path):
    broken = tmp_path / "x.ics"
    broken.write_bytes(b"BEGIN:VCALENDAR")
    for path in (broken, tmp_path / "none.ics"):
        with pytest.raises(Refused):
            office.calendar_files.compare(path, "lo")


def test_a_huge_file_is_refused_before_it_is_read(office, tmp_path):
    huge = tmp_path / "huge.ics"
    with huge.open("wb") as file:
        file.truncate(calendar_files.LARGEST + 1)
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="20 MB"):
            office.calendar_files.compare(huge, "lo")
        assert tracemalloc.get_traced_memory()[1] < calendar_files.LARGEST / 4
    finally:
        tracemalloc.stop()
