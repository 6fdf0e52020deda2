"""Accounts: added, given another role or passphrase, closed; the last manager stays."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, Refused, WrongPassphrase
from legalaid_desktop.domain.trail import Deed, Wanted
from legalaid_desktop.domain.users import User
from legalaid_desktop.services.office import open_office
from legalaid_desktop.storage import keys

OWN = "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026"
FIRST, SECOND = "ກະຕ່າຍ ໂມງ ສະພານ 7", "ພູເຂົາ ສາມ ໜ່ວຍ 9"
WHY = "ຍ້າຍວຽກ"


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
