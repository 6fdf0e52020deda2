"""Accounts: added, given another role or passphrase, closed; the last manager stays."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.drafts import Draft
from legalaid_desktop.domain.errors import (
    InvalidValue,
    NotAllowed,
    NotFound,
    Refused,
    WrongPassphrase,
)
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.trail import Deed, Wanted
from legalaid_desktop.domain.users import NoticeKind, User
from legalaid_desktop.services.office import open_office
from legalaid_desktop.storage import assignments as stored_assignments
from legalaid_desktop.storage import keys

OWN = "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026"
FIRST, SECOND = "ກະຕ່າຍ ໂມງ ສະພານ 7", "ພູເຂົາ ສາມ ໜ່ວຍ 9"
WHY = "ຍ້າຍວຽກ"
DAY = date(2026, 3, 30)


@pytest.fixture
def noy(office):
    return office.users.add(User(name="noy", role=Role.CLERK, since=date(2020, 1, 1)), FIRST, OWN)


def opens(folder, passphrase, name="noy"):
    try:
        open_office(folder, name, passphrase).lock()
    except (WrongPassphrase, NotAllowed):
        return False
    return True


def test_somebody_added_signs_in_with_the_role_given(office, noy, folder):
    assert (noy.role, noy.since) == (Role.CLERK, date(2026, 3, 30))
    theirs = open_office(folder, "noy", FIRST)
    assert theirs.account == noy
    with pytest.raises(NotAllowed):
        theirs.users.every()
    theirs.lock()
    assert [one.name for one in office.users.every()] == ["ສີວິໄລ", "noy"]


def test_a_taken_name_a_short_passphrase_and_a_foreign_one_are_refused(office, noy, folder):
    newcomer = replace(noy, id=None, version=0)
    with pytest.raises(InvalidValue) as problem:
        office.users.add(newcomer, SECOND, OWN)
    assert problem.value.field == "name"
    with pytest.raises(InvalidValue) as problem:
        office.users.add(replace(newcomer, name="mina"), "short", OWN)
    assert problem.value.field == "passphrase"
    with pytest.raises(WrongPassphrase):
        office.users.add(replace(newcomer, name="mina"), SECOND, FIRST)
    assert keys.users(folder) == ["ສີວິໄລ", "noy"]
    assert len(office.users.every()) == 2


def test_a_name_in_two_spellings_is_one_name(office):
    lao = User(name="ນ້ຳ", role=Role.CLERK, since=date(2026, 1, 1))
    office.users.add(lao, FIRST, OWN)
    with pytest.raises(InvalidValue):
        office.users.add(replace(lao, name="ນໍ້າ"), FIRST, OWN)


def test_a_reset_passphrase_replaces_the_old_one(office, noy, folder):
    office.users.reset(noy.id, SECOND, OWN)
    assert not opens(folder, FIRST)
    assert opens(folder, SECOND)
    (line,) = office.trail.page(Wanted(deed=Deed.PASSPHRASE))
    assert (line.entry.user, line.entry.record) == ("ສີວິໄລ", noy.id)


def test_a_closed_account_opens_nothing_and_can_be_opened_again(office, noy, folder):
    with pytest.raises(InvalidValue):
        office.users.disable(noy.id, " ", OWN)
    closed = office.users.disable(noy.id, WHY, OWN)
    assert closed.disabled_on == date(2026, 3, 30)
    assert not opens(folder, FIRST)
    assert keys.users(folder) == ["ສີວິໄລ"]
    for attempt in (
        lambda: office.users.reset(noy.id, SECOND, OWN),
        lambda: office.users.change(replace(closed, role=Role.LAWYER)),
    ):
        with pytest.raises(Refused):
            attempt()
    again = office.users.add(replace(noy, id=None, version=0, role=Role.LAWYER), SECOND, OWN)
    assert (again.id, again.role, again.disabled_on) == (noy.id, Role.LAWYER, None)
    assert opens(folder, SECOND)
    reasons = [one.entry.reason for one in office.trail.page(Wanted(kind="user_account"))]
    assert WHY in reasons


def test_an_account_closed_in_another_session_is_no_alarm(office, noy, folder):
    office.lock()
    again = open_office(folder, office.user, OWN)
    again.users.disable(noy.id, WHY, OWN)
    assert again.trail.verify().is_sound
    again.lock()


def test_the_last_manager_stays(office, noy):
    me = office.account
    for attempt in (
        lambda: office.users.disable(me.id, WHY, OWN),
        lambda: office.users.change(replace(me, role=Role.CLERK)),
    ):
        with pytest.raises(Refused):
            attempt()
    office.users.change(replace(noy, role=Role.MANAGER))
    assert office.users.change(replace(me, role=Role.LAWYER)).role is Role.LAWYER


@pytest.mark.parametrize("killed", ["add", "disable"])
def test_what_a_kill_between_key_file_and_database_leaves_opens_nothing(
    office, noy, folder, killed
):
    if killed == "add":
        keys.add_user(folder, office.user, OWN, "mina", FIRST)
        assert not opens(folder, FIRST, "mina")
        mina = replace(noy, id=None, version=0, name="mina")
        office.users.add(mina, SECOND, OWN)
        assert not opens(folder, FIRST, "mina")
        assert opens(folder, SECOND, "mina")
    else:
        keys.remove_user(folder, office.user, OWN, "noy")
        assert not opens(folder, FIRST)
        assert office.users.disable(noy.id, WHY, OWN).disabled_on is not None


def test_a_change_of_ones_own_passphrase_is_in_the_trail(office, folder):
    office.change_passphrase(OWN, SECOND)
    assert opens(folder, SECOND, office.user)
    assert len(office.trail.page(Wanted(deed=Deed.PASSPHRASE))) == 1


@pytest.fixture
def hers(office, noy, folder):
    """A restricted case on whose team is nobody but noy."""
    theirs = open_office(folder, "noy", FIRST, at=office._desk.clock)
    case = Case(
        client_id=0,
        type=CaseType.TRAFFICKING,
        subject_lo="ທະເລ",
        confidentiality=Confidentiality.HIGHLY_RESTRICTED,
        code_name="ດອກບົວ",
        opened_on=date(2026, 3, 24),
    )
    yield theirs.cases.take_in(Person(given_lo="ພອນສະຫວັນ"), case)
    theirs.lock()


def test_who_closes_an_account_says_who_takes_its_restricted_cases(office, noy, hers, folder):
    mina = office.users.add(User(name="mina", role=Role.LAWYER, since=DAY), SECOND, OWN)
    left = office.users.handover(noy.id)
    assert [(one.number, one.code_name) for one in left.cases] == [(hers.number, "ດອກບົວ")]
    assert left.successors == (mina,), "not who leaves, and not who closes the account"
    for nobody in (None, noy.id, office.account.id):
        with pytest.raises(InvalidValue) as problem:
            office.users.disable(noy.id, WHY, OWN, nobody)
        assert problem.value.field == "successor"
    assert "noy" in keys.users(folder)
    office.users.disable(noy.id, WHY, OWN, mina.id)
    with pytest.raises(NotAllowed):
        office.cases.get(hers.id)
    theirs = open_office(folder, "mina", SECOND, at=office._desk.clock)
    (told,) = theirs.teams.notices()
    assert (told.notice.kind, told.notice.by) == (NoticeKind.HANDED_OVER, "noy")
    assert (told.number, told.code_name, told.on_team) == (hers.number, "ດອກບົວ", True)
    assert theirs.cases.get(hers.id) == hers
    theirs.lock()


def test_where_there_is_nobody_else_the_case_waits_behind_the_glass(office, noy, hers):
    assert office.users.handover(noy.id).successors == ()
    office.users.disable(noy.id, WHY, OWN)
    with pytest.raises(NotAllowed):
        office.cases.get(hers.id)
    office.teams.break_glass(hers.id, WHY)
    office.teams.add(hers.id, office.account.id, WHY)
    assert office.cases.save(replace(hers, court_number="7")).court_number == "7"


def test_an_account_opened_again_brings_no_restricted_case_back(office, noy, hers, folder):
    mina = office.users.add(User(name="mina", role=Role.LAWYER, since=DAY), SECOND, OWN)
    office.users.disable(noy.id, WHY, OWN, mina.id)
    office.users.add(replace(noy, id=None, version=0), FIRST, OWN)
    theirs = open_office(folder, "noy", FIRST, at=office._desk.clock)
    with pytest.raises(NotFound):
        theirs.cases.get(hers.id)
    theirs.lock()


def test_nor_one_that_was_restricted_while_the_account_was_closed(office, noy, case, folder):
    office.teams.add(case.id, noy.id, WHY)
    office.users.disable(noy.id, WHY, OWN)
    level = Confidentiality.HIGHLY_RESTRICTED
    office.cases.save(replace(case, confidentiality=level, code_name="ດອກບົວ"))
    office.users.add(replace(noy, id=None, version=0), FIRST, OWN)
    theirs = open_office(folder, "noy", FIRST, at=office._desk.clock)
    with pytest.raises(NotFound):
        theirs.cases.get(case.id)
    theirs.lock()


def test_what_somebody_typed_and_never_saved_goes_with_the_account(office, noy, folder):
    theirs = open_office(folder, "noy", FIRST, at=office._desk.clock)
    theirs.drafts.keep(Draft(form="story", record=1, values=(("text", "ພອນສະຫວັນ"),)))
    theirs.lock()
    office.users.disable(noy.id, WHY, OWN)
    office.users.add(replace(noy, id=None, version=0), FIRST, OWN)
    theirs = open_office(folder, "noy", FIRST, at=office._desk.clock)
    assert theirs.drafts.mine() == []
    theirs.lock()


def test_the_only_one_on_a_restricted_case_becomes_no_auditor(office, noy, hers):
    with pytest.raises(Refused):
        office.users.change(replace(noy, role=Role.AUDITOR))
    assert office.users.change(replace(noy, role=Role.OFFICER)).role is Role.OFFICER


def test_no_manager_comes_on_a_restricted_team_by_an_entry_among_the_lawyers(
    office, noy, hers, lawyer, folder
):
    office.users.change(replace(noy, role=Role.LAWYER))
    theirs = open_office(folder, "noy", FIRST, at=office._desk.clock)
    place = Assignment(case_id=hers.id, lawyer_id=lawyer.id, offered_on=DAY)
    with theirs._desk.database.transaction() as session:
        stored_assignments.save(session, place)
    with pytest.raises(Refused):
        office.users.change(replace(office.account, lawyer_id=lawyer.id))
    linked = User(name="mina", role=Role.LAWYER, lawyer_id=lawyer.id, since=DAY)
    with pytest.raises(Refused):
        office.users.add(linked, SECOND, OWN)
    with pytest.raises(NotAllowed):
        office.cases.get(hers.id)
    theirs.teams.add(hers.id, office.account.id)
    assert office.users.change(replace(office.account, lawyer_id=lawyer.id)).lawyer_id == lawyer.id
    theirs.lock()


def test_another_role_counts_at_once_and_the_window_is_told(office, noy, folder):
    theirs = open_office(folder, "noy", FIRST, at=office._desk.clock)
    told = []
    theirs.watch_account(lambda: told.append("changed"))
    assert theirs.check_account()
    assert theirs.people.take_in(Person(given_lo="ຄຳ"))
    assert told == []
    office.users.change(replace(noy, role=Role.VOLUNTEER))
    with pytest.raises(NotAllowed):
        theirs.people.take_in(Person(given_lo="ຄຳ"))
    assert told == ["changed"]
    theirs.drafts.keep(Draft(form="note"))
    assert not theirs.check_account()
    theirs.lock()


def test_a_closed_account_does_nothing_any_more(office, noy, folder):
    theirs = open_office(folder, "noy", FIRST, at=office._desk.clock)
    office.users.disable(noy.id, WHY, OWN)
    for attempt in (theirs.cases.page, theirs.profile, lambda: theirs.drafts.keep(Draft(form="n"))):
        with pytest.raises(NotAllowed):
            attempt()
    theirs.lock()


def test_who_takes_the_own_right_away_loses_it_at_once(office, noy):
    office.users.change(replace(noy, role=Role.MANAGER))
    office.users.change(replace(office.account, role=Role.CLERK))
    with pytest.raises(NotAllowed):
        office.users.every()
