"""What a guess at a passphrase costs is never below what is recommended.

- OWASP, Password Storage Cheat Sheet, Argon2id: at the least m=19 MiB, t=2, p=1.
- RFC 9106, section 4, second recommendation: Argon2id, m=64 MiB, t=3, p=4, a salt of 128 bits and a
  tag of 256 bits; section 3.1: version 0x13.
"""

from argon2.low_level import ARGON2_VERSION

from legalaid_desktop.storage import keys, places, slots, stretching
from legalaid_desktop.storage.stretching import Cost

OWASP = Cost(memory=19 * 1024, passes=2, lanes=1)
RFC_9106 = Cost(memory=64 * 1024, passes=3, lanes=4)


def reaches(cost, least):
    return all(getattr(cost, name) >= getattr(least, name) for name in Cost.__slots__)


def test_the_least_is_what_both_recommend():
    assert reaches(stretching.LEAST, OWASP)
    assert reaches(stretching.LEAST, RFC_9106)
    assert ARGON2_VERSION == 0x13
    assert 8 * stretching.SALT_LENGTH >= 128
    assert 8 * stretching.KEY_LENGTH >= 256


def test_a_slow_computer_gets_no_less(monkeypatch):
    monkeypatch.setattr(stretching, "_timed", lambda _cost: 30.0)
    assert stretching.calibrated() == stretching.LEAST


def test_an_office_is_made_with_no_less(tmp_path):
    keys.create_slots(tmp_path, "noy", "ບ້ານເຮົາ ນາງາມ 2026").wipe()
    (slot,) = slots.parse((tmp_path / places.KEYS).read_bytes()).slots
    assert reaches(slot.cost, RFC_9106)
    assert len(slot.salt) == stretching.SALT_LENGTH


def test_a_slot_that_costs_less_is_outgrown():
    for weak in (OWASP, Cost(memory=64, passes=1, lanes=1)):
        assert reaches(stretching.outgrown(weak, 60.0), RFC_9106)
