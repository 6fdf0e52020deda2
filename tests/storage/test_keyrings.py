"""The slot that the keyring of somebody's account opens, and what can go wrong with a keyring."""

import json

import pytest
from keyring.backends import null
from keyring.errors import KeyringError

from legalaid_desktop.domain.errors import Damaged, NewerFile, Refused, WrongPassphrase
from legalaid_desktop.storage import key_file, keyrings, keys, os_keyring, places, recovery, slots

OTHER = "ລະຫັດໃໝ່ ຍາວພໍ"


@pytest.fixture
def switched_on(folder, unlocked, passphrase, account_keyring):
    keyrings.switch_on(folder, "noy", passphrase)
    return folder


def content(folder):
    return json.loads((folder / places.KEYS).read_bytes())


def same(found, unlocked):
    keys_of = [
        (each.database, each.attachments, each.audit, each.backup) for each in (found, unlocked)
    ]
    return keys_of[0] == keys_of[1]


def refusal(act):
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.reason


def test_the_keyring_opens_what_the_passphrase_opens(switched_on, unlocked, passphrase):
    found = keyrings.unlock(switched_on, "noy")
    assert same(found, unlocked)
    assert found.user == "noy"
    assert keyrings.users(switched_on) == ["noy"]
    assert same(keys.unlock(switched_on, "noy", passphrase), unlocked)


def test_the_keyring_learns_no_name(switched_on, account_keyring):
    ((service, name),) = account_keyring.kept
    assert service == "legalaid-desktop"
    assert name == content(switched_on)["keyrings"][0]["id"]


def test_a_file_without_such_a_slot_keeps_its_format(folder, unlocked, passphrase, account_keyring):
    before = content(folder)
    keyrings.switch_on(folder, "noy", passphrase)
    assert content(folder)["version"] == 3
    keyrings.switch_off(folder, "noy", passphrase)
    assert content(folder) == before
    assert before["version"] == 1
    recovery.make(folder, "noy", passphrase, shared=False)
    assert content(folder)["version"] == 2


def test_sheets_and_keyring_stand_in_one_file(switched_on, passphrase, unlocked):
    made = recovery.make(switched_on, "noy", passphrase, shared=True)
    assert recovery.rehearse(switched_on, made[:2]) == made[0].set
    assert same(keyrings.unlock(switched_on, "noy"), unlocked)


def test_a_wrong_passphrase_switches_nothing(folder, unlocked, account_keyring):
    before = content(folder)
    with pytest.raises(WrongPassphrase):
        keyrings.switch_on(folder, "noy", OTHER)
    assert content(folder) == before
    assert account_keyring.kept == {}


def test_switching_on_again_leaves_one_secret(switched_on, passphrase, account_keyring, unlocked):
    keyrings.switch_on(switched_on, "noy", passphrase)
    assert len(account_keyring.kept) == 1
    assert same(keyrings.unlock(switched_on, "noy"), unlocked)


@pytest.mark.parametrize(
    "act",
    [
        lambda folder, p: keyrings.switch_off(folder, "noy", p),
        lambda folder, p: keyrings.forbid(folder, "noy", p),
        lambda folder, p: keys.change_passphrase(folder, "noy", p, OTHER),
        lambda folder, p: keys.reset_passphrase(folder, "noy", p, "noy", OTHER),
        lambda folder, p: keys.remove_user(folder, "noy", p, "noy"),
    ],
    ids=["switched off", "forbidden", "changed", "reset", "closed"],
)
def test_slot_and_secret_go_together(switched_on, passphrase, account_keyring, act):
    act(switched_on, passphrase)
    assert account_keyring.kept == {}
    assert "keyrings" not in content(switched_on)
    assert keyrings.users(switched_on) == []
    assert refusal(lambda: keyrings.unlock(switched_on, "noy")) == keyrings.OFF


def test_a_recovery_takes_it_away_too(switched_on, passphrase, account_keyring):
    made = recovery.make(switched_on, "noy", passphrase, shared=False)
    recovery.recover(switched_on, made, "noy", OTHER).wipe()
    assert keyrings.users(switched_on) == []
    assert account_keyring.kept == {}


def test_a_raised_cost_leaves_it_alone(switched_on, passphrase, unlocked, cheap, monkeypatch):
    monkeypatch.setattr(
        keys, "outgrown", lambda _cost, _seconds: keys.Cost(memory=128, passes=1, lanes=1)
    )
    keys.unlock(switched_on, "noy", passphrase).wipe()
    assert content(switched_on)["slots"][0]["cost"]["memory"] == 128
    assert same(keyrings.unlock(switched_on, "noy"), unlocked)


def test_a_change_of_somebody_else_leaves_it_alone(switched_on, passphrase, unlocked, cheap):
    keys.add_user(switched_on, "noy", passphrase, "kham", OTHER, cheap)
    keys.reset_passphrase(switched_on, "noy", passphrase, "kham", "ລະຫັດໃໝ່ ຍາວກວ່າ")
    assert same(keyrings.unlock(switched_on, "noy"), unlocked)


def emptied(ring):
    ring.kept.clear()


def locked(ring):
    ring.locked = True


def exchanged(ring):
    ring.kept = dict.fromkeys(ring.kept, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")


def scribbled(ring):
    ring.kept = dict.fromkeys(ring.kept, "ບໍ່ແມ່ນລະຫັດ")


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (emptied, os_keyring.MISSING), (locked, os_keyring.LOCKED), (exchanged, keyrings.CHANGED),
        (scribbled, keyrings.CHANGED),
    ],
)  # fmt: skip
def test_a_keyring_that_fails_gives_its_sentence_and_the_passphrase_opens(
    switched_on, passphrase, unlocked, account_keyring, happens, said
):
    happens(account_keyring)
    assert refusal(lambda: keyrings.unlock(switched_on, "noy")) == said
    assert same(keys.unlock(switched_on, "noy", passphrase), unlocked)


def test_a_keyring_that_keeps_nothing_is_found_out(folder, unlocked, passphrase, account_keyring):
    account_keyring.deaf = True
    before = content(folder)
    assert refusal(lambda: keyrings.switch_on(folder, "noy", passphrase)) == os_keyring.NOT_KEPT
    assert content(folder) == before


@pytest.mark.parametrize("broken", [False, True])
def test_nor_one_that_gives_back_something_else(
    folder, unlocked, passphrase, account_keyring, monkeypatch, broken
):
    def read(_service, _name):
        if broken:
            raise KeyringError("broken")
        return "AAAA"

    monkeypatch.setattr(account_keyring, "get_password", read)
    assert refusal(lambda: keyrings.switch_on(folder, "noy", passphrase)) == os_keyring.NOT_KEPT
    assert account_keyring.kept == {}


def test_a_computer_without_a_keyring_says_so(folder, unlocked, passphrase, no_keyring):
    assert not os_keyring.is_available()
    assert refusal(lambda: keyrings.switch_on(folder, "noy", passphrase)) == os_keyring.NO_KEYRING
    assert "keyrings" not in content(folder)


def test_a_keyring_that_protects_nothing_is_none(monkeypatch):
    import keyring.core

    monkeypatch.setattr(keyring.core, "_keyring_backend", null.Keyring())
    assert not os_keyring.is_available()
    plain = type("PlaintextKeyring", (null.Keyring,), {"__module__": "keyrings.alt.file"})
    monkeypatch.setattr(keyring.core, "_keyring_backend", plain())
    assert not os_keyring.is_available()


def test_a_key_file_that_cannot_be_written_leaves_no_secret(
    folder, unlocked, passphrase, account_keyring, monkeypatch
):
    def full(*_):
        raise Refused("full")

    monkeypatch.setattr(key_file, "write", full)
    assert refusal(lambda: keyrings.switch_on(folder, "noy", passphrase)) == "full"
    assert account_keyring.kept == {}


def test_every_bit_of_such_a_slot_counts(switched_on, unlocked):
    path = switched_on / places.KEYS
    whole = path.read_bytes()
    start = whole.index(b'"keyrings"')
    for place in range(start, len(whole), 5):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises((Damaged, NewerFile, Refused)):
            keyrings.unlock(switched_on, "noy")
    path.write_bytes(whole)
    assert same(keyrings.unlock(switched_on, "noy"), unlocked)


def test_a_slot_that_somebody_forged_opens_nothing(switched_on, account_keyring):
    file = key_file.read(switched_on)
    forged = slots.wrap_keyring(file.office, "noy", bytes(32), bytearray(32))
    account_keyring.set_password(os_keyring.SERVICE, forged.id, "A" * 43 + "=")
    path = switched_on / places.KEYS
    path.write_bytes(slots.sealed(file.with_keyring(forged), bytearray(32)))
    with pytest.raises(Damaged):
        keyrings.unlock(switched_on, "noy")
