"""Who can open an office, and what becomes of a changed key file."""

import errno
import json
import logging
import os
import pickle
import subprocess
import sys
from dataclasses import replace

import pytest

from legalaid_desktop.domain.errors import (
    Damaged,
    InvalidValue,
    NewerFile,
    NotFound,
    Refused,
    WrongPassphrase,
)
from legalaid_desktop.storage import attempts, key_file, keys, places, slots, stretching

OTHER = "correct horse battery"
FIRST_VERSION = """{
  "version": 1,
  "office": "77777777777777777777777777777777",
  "slots": [
    {
      "id": "f4afd52168228a4b",
      "user": "noy",
      "kdf": "argon2id",
      "cost": {
        "memory": 64,
        "passes": 1,
        "lanes": 1
      },
      "salt": "k49HeIZeYtbBKADdVGvRUg==",
      "normaliser": 1,
      "cipher": "chacha20-poly1305",
      "nonce": "fk4KgWGjsCGFXiVA",
      "wrapped": "jg5Q4ZennvQ5CxEQnLcIcghSxNgEOZPpSAnE+EjPglI7txMjNpcrGElR0UVsyEFF"
    }
  ],
  "mac": "dTp+nTDuTJ3S1foSJVjpMFZjp+uLqLdKYyN2/UjgWm4="
}
"""
SUBKEYS = ("database", "attachments", "audit")


def same(one, other):
    return all(getattr(one, name) == getattr(other, name) for name in SUBKEYS)


def edit(folder, change):
    """Changes the key file as a person with an editor would."""
    path = folder / places.KEYS
    content = json.loads(path.read_bytes())
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def two_people(folder, unlocked, passphrase, cheap):
    """The office with a second slot, made as a later version of the program will."""
    file = slots.parse((folder / places.KEYS).read_bytes())
    master = slots.unwrap(file.office, file.slot("noy"), passphrase)
    file = file.with_slot(slots.wrap(file.office, "kham", OTHER, master, cheap))
    (folder / places.KEYS).write_bytes(
        slots.sealed(file, key_file.subkey(master, file.office, "slots"))
    )
    return folder


def test_the_passphrase_gives_the_same_keys_again(folder, unlocked, passphrase):
    assert same(keys.unlock(folder, "noy", passphrase), unlocked)
    assert len({bytes(getattr(unlocked, name)) for name in SUBKEYS}) == len(SUBKEYS)


def test_another_keyboard_unlocks_too(folder, unlocked):
    typed = "ລະຫັດຜ\u0ec8\u0eb2ນ ນ\u0ecd\u0ec9\u0eb2ຂອງ"
    assert same(keys.unlock(folder, "noy", typed), unlocked)


def test_a_wrong_passphrase_is_refused(folder, unlocked):
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, "noy", OTHER)


def test_an_unknown_name_is_refused_like_a_wrong_passphrase(folder, unlocked, passphrase):
    with pytest.raises(WrongPassphrase) as refusal:
        keys.unlock(folder, "somebody", passphrase)
    assert refusal.value.reason == slots.WRONG


def test_a_folder_without_an_office_is_refused(tmp_path, passphrase):
    with pytest.raises(NotFound):
        keys.unlock(tmp_path / "nowhere", "noy", passphrase)
    assert list(tmp_path.iterdir()) == []


def test_two_people_open_the_same_office(two_people, unlocked, passphrase):
    assert keys.users(two_people) == ["noy", "kham"]
    assert same(keys.unlock(two_people, "kham", OTHER), unlocked)
    assert same(keys.unlock(two_people, "noy", passphrase), unlocked)


def test_a_new_passphrase_takes_the_place_of_the_old(two_people, unlocked, passphrase):
    keys.change_passphrase(two_people, "noy", passphrase, "ລະຫັດໃໝ່ ຍາວພໍ")
    assert same(keys.unlock(two_people, "noy", "ລະຫັດໃຫມ່ ຍາວພໍ"), unlocked)
    assert same(keys.unlock(two_people, "kham", OTHER), unlocked)
    with pytest.raises(WrongPassphrase):
        keys.unlock(two_people, "noy", passphrase)


def test_changing_needs_the_old_passphrase_and_a_long_new_one(folder, unlocked, passphrase):
    before = (folder / places.KEYS).read_bytes()
    with pytest.raises(WrongPassphrase):
        keys.change_passphrase(folder, "noy", OTHER, "something new")
    with pytest.raises(InvalidValue):
        keys.change_passphrase(folder, "noy", passphrase, "short")
    assert (folder / places.KEYS).read_bytes() == before


def test_an_office_is_not_made_over_another(folder, unlocked, passphrase, cheap):
    with pytest.raises(Refused):
        keys.create_slots(folder, "noy", passphrase, cheap)


def test_a_name_is_needed(folder, passphrase, cheap):
    with pytest.raises(InvalidValue):
        keys.create_slots(folder, " ", passphrase, cheap)
    assert not folder.exists()


def test_a_lowered_cost_opens_nothing(folder, unlocked, passphrase):
    edit(folder, lambda content: content["slots"][0]["cost"].update(memory=32))
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, "noy", passphrase)


def test_an_absurd_cost_is_not_paid(folder, unlocked, passphrase):
    edit(folder, lambda content: content["slots"][0]["cost"].update(memory=2**40))
    with pytest.raises(Damaged):
        keys.unlock(folder, "noy", passphrase)


def test_a_deleted_slot_is_noticed(two_people, passphrase):
    edit(two_people, lambda content: content["slots"].pop())
    with pytest.raises(Damaged):
        keys.unlock(two_people, "noy", passphrase)


def test_exchanged_names_open_nothing(two_people):
    def swap(content):
        one, other = content["slots"]
        one["user"], other["user"] = other["user"], one["user"]

    edit(two_people, swap)
    with pytest.raises(WrongPassphrase):
        keys.unlock(two_people, "noy", OTHER)


def test_reordered_slots_are_noticed(two_people, passphrase):
    edit(two_people, lambda content: content["slots"].reverse())
    with pytest.raises(Damaged):
        keys.unlock(two_people, "noy", passphrase)


def test_an_old_slot_put_back_is_noticed(folder, unlocked, passphrase):
    old = json.loads((folder / places.KEYS).read_bytes())["slots"]
    keys.change_passphrase(folder, "noy", passphrase, OTHER)
    edit(folder, lambda content: content.update(slots=old))
    with pytest.raises(Damaged):
        keys.unlock(folder, "noy", passphrase)


def test_a_changed_mac_is_noticed(folder, unlocked, passphrase):
    edit(folder, lambda content: content.update(mac="A" * 43 + "="))
    with pytest.raises(Damaged):
        keys.unlock(folder, "noy", passphrase)


def test_another_office_in_the_file_opens_nothing(folder, unlocked, passphrase):
    edit(folder, lambda content: content.update(office="0" * 32))
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, "noy", passphrase)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.clear(),
        lambda content: content.pop("mac"),
        lambda content: content.update(slots=7),
        lambda content: content.update(version="1"),
        lambda content: content.update(slots=[[]]),
        lambda content: content.update(note="added"),
        lambda content: content["slots"][0].update(nonce="AA=="),
        lambda content: content["slots"][0].update(salt="not base64!"),
        lambda content: content["slots"][0].update(kdf="md5"),
        lambda content: content["slots"][0]["cost"].update(passes="3"),
        lambda content: content["slots"][0]["cost"].update(passes=0),
        lambda content: content["slots"][0]["cost"].update(lanes=True),
        lambda content: content["slots"][0]["cost"].update(speed=3),
    ],
)
def test_a_file_that_is_no_key_file_is_damaged(folder, unlocked, passphrase, change):
    edit(folder, change)
    with pytest.raises(Damaged):
        keys.unlock(folder, "noy", passphrase)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"7", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_text_is_damaged(folder, unlocked, passphrase, data):
    (folder / places.KEYS).write_bytes(data)
    with pytest.raises(Damaged):
        keys.unlock(folder, "noy", passphrase)


def test_every_flipped_bit_is_refused(folder, unlocked, passphrase):
    path = folder / places.KEYS
    data = path.read_bytes()
    for position in range(0, len(data), 5):
        path.write_bytes(data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :])
        (folder / attempts.FILE).unlink(missing_ok=True)  # or there would be a wait
        try:
            found = keys.unlock(folder, "noy", passphrase)
        except (Damaged, WrongPassphrase, NewerFile):
            continue
        # Spaces between the fields say nothing; whatever says something is proved.
        assert same(found, unlocked)
        assert chr(data[position]).isspace()


def test_a_file_of_a_newer_program_is_named_as_such(folder, unlocked, passphrase):
    edit(folder, lambda content: content.update(version=slots.VERSION + 1))
    with pytest.raises(NewerFile):
        keys.unlock(folder, "noy", passphrase)
    edit(folder, lambda content: content.update(version=1))
    edit(folder, lambda content: content["slots"][0].update(normaliser=99))
    with pytest.raises(NewerFile):
        keys.unlock(folder, "noy", passphrase)


@pytest.fixture
def worn_out(monkeypatch):
    """A disk that takes what it is given and does not keep it."""

    def fail(_handle):
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "fsync", fail)


def test_a_failed_write_leaves_the_old_file(folder, unlocked, passphrase, worn_out):
    with pytest.raises(Refused):
        keys.change_passphrase(folder, "noy", passphrase, OTHER)
    assert same(keys.unlock(folder, "noy", passphrase), unlocked)


def test_keys_show_themselves_nowhere(folder, unlocked, passphrase, caplog):
    caplog.set_level(logging.DEBUG)
    again = keys.unlock(folder, "noy", passphrase)
    shown = repr(again) + str(again) + caplog.text
    file = (folder / places.KEYS).read_text(encoding="utf-8")
    for name in SUBKEYS:
        assert getattr(again, name).hex() not in shown + file
        assert repr(bytes(getattr(again, name))) not in shown
    with pytest.raises(TypeError):
        pickle.dumps(again)


def test_wiped_keys_are_zero(unlocked):
    held = [getattr(unlocked, name) for name in SUBKEYS]
    unlocked.wipe()
    assert not unlocked
    assert all(key == bytes(32) for key in held)


def test_the_least_cost_is_that_of_rfc_9106():
    least = stretching.LEAST
    assert (least.memory, least.passes, least.lanes) == (64 * 1024, 3, 4)


@pytest.mark.parametrize("seconds", [0.0001, 0.14, 0.5, 3.0])
def test_calibration_never_goes_below_the_least(monkeypatch, seconds):
    monkeypatch.setattr(stretching, "_timed", lambda _: seconds)
    cost = stretching.calibrated()
    assert cost.memory >= stretching.LEAST.memory
    assert cost.passes >= stretching.LEAST.passes
    assert cost.is_sane()
    assert not replace(cost, memory=0).is_sane()


def test_unlocking_loads_no_database_library():
    """The passphrase is stretched while those libraries load."""
    code = (
        "import sys, legalaid_desktop.storage.keys;"
        "print([m for m in ('sqlalchemy', 'alembic', 'sqlcipher3') if m in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert answer.stdout.strip() == b"[]"


def test_somebody_is_added_reset_and_removed(folder, unlocked, passphrase, cheap):
    keys.add_user(folder, "noy", passphrase, "kham", OTHER, cheap)
    assert same(keys.unlock(folder, "kham", OTHER), unlocked)
    with pytest.raises(InvalidValue) as caught:
        keys.add_user(folder, "noy", passphrase, "kham", OTHER, cheap)
    assert caught.value.field == "user"
    keys.reset_passphrase(folder, "noy", passphrase, "kham", "ລະຫັດໃໝ່ ຍາວພໍ")
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, "kham", OTHER)
    assert same(keys.unlock(folder, "kham", "ລະຫັດໃໝ່ ຍາວພໍ"), unlocked)
    keys.remove_user(folder, "noy", passphrase, "kham")
    assert keys.users(folder) == ["noy"]
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, "kham", "ລະຫັດໃໝ່ ຍາວພໍ")


def test_nobody_is_added_or_removed_without_the_managers_passphrase(folder, unlocked, passphrase):
    before = (folder / places.KEYS).read_bytes()
    for attempt in (
        lambda: keys.add_user(folder, "noy", OTHER, "kham", OTHER),
        lambda: keys.remove_user(folder, "noy", OTHER, "noy"),
        lambda: keys.reset_passphrase(folder, "noy", OTHER, "noy", OTHER),
    ):
        with pytest.raises(WrongPassphrase):
            attempt()
    assert (folder / places.KEYS).read_bytes() == before


def test_a_file_of_the_first_version_opens(tmp_path):
    """Frozen: written by the program before there were recovery slots."""
    (tmp_path / places.KEYS).write_text(FIRST_VERSION, encoding="utf-8")
    assert keys.users(tmp_path) == ["noy"]
    assert keys.unlock(tmp_path, "noy", "ລະຫັດຜ່ານ ນ້ຳຂອງ").office == "7" * 32


@pytest.fixture
def strong(monkeypatch):
    """This computer carries more than the cheap slots of the tests."""
    wanted = stretching.Cost(memory=128, passes=2, lanes=1)
    monkeypatch.setattr(keys, "outgrown", stretching.outgrown)
    monkeypatch.setattr(stretching, "calibrated", lambda: wanted)
    return wanted


def test_a_slot_that_became_too_cheap_is_written_anew(folder, unlocked, passphrase, strong):
    assert same(keys.unlock(folder, "noy", passphrase), unlocked)
    file = slots.parse((folder / places.KEYS).read_bytes())
    assert file.slot("noy").cost == strong
    assert same(keys.unlock(folder, "noy", passphrase), unlocked)


def test_a_wrong_passphrase_raises_no_cost(folder, unlocked, strong):
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, "noy", OTHER)
    file = slots.parse((folder / places.KEYS).read_bytes())
    assert file.slot("noy").cost != strong


def test_a_disk_that_cannot_be_written_keeps_nobody_out(
    folder, unlocked, passphrase, strong, worn_out
):
    assert same(keys.unlock(folder, "noy", passphrase), unlocked)


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [(0.7, None), (0.3, None), (0.1, stretching.Cost(memory=256 * 1024, passes=3, lanes=4))],
)
def test_a_cost_grows_when_computers_do_and_never_shrinks(monkeypatch, seconds, wanted):
    faster = stretching.Cost(memory=256 * 1024, passes=3, lanes=4)
    monkeypatch.setattr(stretching, "calibrated", lambda: faster)
    assert stretching.outgrown(stretching.LEAST, seconds) == wanted
    assert stretching.outgrown(faster, seconds) is None
