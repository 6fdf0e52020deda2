"""Opening without a passphrase: only where a manager allows it, and each step in the trail."""

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.errors import NotAllowed, Refused, WrongPassphrase
from legalaid_desktop.domain.trail import Deed, Wanted
from legalaid_desktop.domain.users import User
from legalaid_desktop.services import doors, keyrings
from legalaid_desktop.services.office import open_by_keyring, open_office
from legalaid_desktop.storage import keyrings as stored
from tests.services.conftest import PASSPHRASE, USER

THEIRS = "ກະຕ່າຍ ໂມງ ສະພານ 7"


@pytest.fixture
def allowed(office, account_keyring):
    office.keyrings.allow()
    return office


def deeds(office):
    return [line.entry for line in office.trail.page(Wanted(deed=Deed.KEYRING))]


def told(entry):
    return {name: tuple(values) for name, values in entry.fields.items()}


def test_nobody_can_switch_it_on_before_a_manager_allows_it(office, account_keyring):
    assert not office.keyrings.state().allowed
    with pytest.raises(NotAllowed) as caught:
        office.keyrings.switch_on(PASSPHRASE)
    assert caught.value.reason == keyrings.FORBIDDEN
    assert account_keyring.kept == {}


def test_only_a_manager_allows_it(office, seat, account_keyring):
    clerk = seat("noy", Role.CLERK)
    with pytest.raises(NotAllowed):
        clerk.keyrings.allow()
    with pytest.raises(NotAllowed):
        clerk.keyrings.forbid(PASSPHRASE)
    assert not clerk.keyrings.state().allowed


def test_it_opens_the_office_and_the_trail_says_how(allowed, folder, clock):
    allowed.keyrings.switch_on(PASSPHRASE)
    assert allowed.keyrings.state().mine
    allowed.lock()
    assert doors.keyring_users(folder) == [USER]
    again = open_by_keyring(folder, USER, at=clock)
    assert again.user == USER
    (entry,) = deeds(again)
    assert told(entry) == {"switched_on": (False, True)}
    signed_in = again.trail.page(Wanted(deed=Deed.SIGN_IN))[0].entry
    assert told(signed_in) == {"without_passphrase": (None, True)}
    again.lock()


def test_switched_off_the_passphrase_is_needed_again(allowed, folder, clock, account_keyring):
    allowed.keyrings.switch_on(PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        allowed.keyrings.switch_off("ບໍ່ແມ່ນ ອັນນີ້ ແນ່ນອນ")
    allowed.keyrings.switch_off(PASSPHRASE)
    switched = [told(entry)["switched_on"] for entry in deeds(allowed)]
    assert switched == [(True, False), (False, True)]
    allowed.lock()
    with pytest.raises(Refused):
        open_by_keyring(folder, USER, at=clock)
    open_office(folder, USER, PASSPHRASE, at=clock).lock()


def test_forbidding_takes_it_from_everybody(allowed, folder, clock, account_keyring):
    allowed.users.add(User(name="noy", role=Role.CLERK, since=clock().date()), THEIRS, PASSPHRASE)
    allowed.keyrings.switch_on(PASSPHRASE)
    stored.switch_on(folder, "noy", THEIRS)
    assert set(allowed.keyrings.state().users) == {USER, "noy"}
    allowed.keyrings.forbid(PASSPHRASE)
    state = allowed.keyrings.state()
    assert (state.allowed, state.mine, state.users) == (False, False, ())
    assert account_keyring.kept == {}


def test_a_slot_that_no_manager_allows_opens_nothing(office, folder, clock, account_keyring):
    stored.switch_on(folder, USER, PASSPHRASE)
    office.lock()
    with pytest.raises(NotAllowed) as caught:
        open_by_keyring(folder, USER, at=clock)
    assert caught.value.reason == keyrings.FORBIDDEN
    open_office(folder, USER, PASSPHRASE, at=clock).lock()


@pytest.mark.parametrize("how", ["reset", "disable", "change"])
def test_a_new_passphrase_or_a_closed_account_ends_it(allowed, folder, clock, account_keyring, how):
    made = allowed.users.add(
        User(name="noy", role=Role.CLERK, since=clock().date()), THEIRS, PASSPHRASE
    )
    stored.switch_on(folder, "noy", THEIRS)
    if how == "reset":
        allowed.users.reset(made.id, "ໝາກໂມ ຂີ່ ລົດຖີບ ຂ້າມ", PASSPHRASE)
    elif how == "disable":
        allowed.users.disable(made.id, "ອອກ", PASSPHRASE)
    else:
        theirs = open_office(folder, "noy", THEIRS, at=clock)
        theirs.change_passphrase(THEIRS, "ໝາກໂມ ຂີ່ ລົດຖີບ ຂ້າມ")
        theirs.lock()
    assert doors.keyring_users(folder) == []
    assert account_keyring.kept == {}


def test_the_door_holds_the_office_for_one_window(allowed, folder):
    allowed.keyrings.switch_on(PASSPHRASE)
    allowed.lock()
    opened = doors.open_by_keyring(folder, USER)
    with pytest.raises(Refused):
        doors.open_office(folder, USER, PASSPHRASE)
    opened.lock()


def test_a_computer_without_a_keyring_keeps_it_off(office, no_keyring):
    office.keyrings.allow()
    assert not office.keyrings.is_available()
    with pytest.raises(Refused):
        office.keyrings.switch_on(PASSPHRASE)
    assert not office.keyrings.state().mine
