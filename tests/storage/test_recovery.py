"""Sheets of paper that open an office again: their codes, and what they do."""

import json
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legalaid_desktop.domain import recovery_codes
from legalaid_desktop.domain.errors import InvalidValue, NotFound, Refused, TooSoon
from legalaid_desktop.domain.recovery_codes import Code, groups, read
from legalaid_desktop.storage import attempts, keys, places, recovery, shares

CODE = Code(index=3, set=0xA3F, secret=bytes(range(16)))
codes = st.builds(
    Code,
    index=st.integers(0, 5),
    set=st.integers(0, 4095),
    secret=st.binary(min_size=16, max_size=16),
)


@given(codes)
def test_a_code_is_twelve_groups_of_five_and_reads_back(code):
    printed = groups(code)
    assert [len(group) for group in printed] == [5] * 12
    assert read(" ".join(printed)) == code
    assert read("".join(printed)) == code
    lao = "-".join(printed).translate({ord(str(d)): chr(0x0ED0 + d) for d in range(10)})
    assert read(lao) == code


@settings(max_examples=60)
@given(codes, st.integers(0, 59), st.integers(1, 9))
def test_the_mistyped_group_is_named(code, place, off):
    digits = list("".join(groups(code)))
    digits[place] = str((int(digits[place]) + off) % 10)
    with pytest.raises(InvalidValue) as caught:
        read("".join(digits))
    assert caught.value.values == {"group": place // 5 + 1}


def test_exchanged_neighbours_are_found_in_every_group():
    digits = "".join(groups(CODE))
    for place in range(59):
        one, other = digits[place], digits[place + 1]
        if one == other or place % 5 == 4:
            continue
        with pytest.raises(InvalidValue) as caught:
            read(digits[:place] + other + one + digits[place + 2 :])
        assert caught.value.values == {"group": place // 5 + 1}


def test_exchanged_groups_are_found_by_the_checksum():
    printed = list(groups(CODE))
    for one, other in combinations(range(12), 2):
        swapped = list(printed)
        swapped[one], swapped[other] = printed[other], printed[one]
        if swapped != printed:
            with pytest.raises(InvalidValue):
                read(" ".join(swapped))


@pytest.mark.parametrize(
    "typed", ["", "12345", "x" * 60, "9" * 60, " ".join(groups(CODE)[:11]), "00000 " * 12]
)
def test_what_is_no_code_is_refused_with_a_sentence(typed):
    with pytest.raises(InvalidValue) as caught:
        read(typed)
    assert caught.value.field == "code"


def test_a_group_with_a_digit_too_few_is_named():
    printed = list(groups(CODE))
    printed[6] = printed[6][:4]
    with pytest.raises(InvalidValue) as caught:
        read(" ".join(printed))
    assert caught.value.values == {"group": 7}


def test_a_code_shows_its_secret_nowhere():
    assert repr(CODE.secret) not in repr(CODE)


def test_any_two_shares_make_the_secret_and_one_says_so():
    made = shares.made(shared=True)
    secrets = {shares.secret_of(pair) for pair in combinations(made, 2)}
    assert len(secrets) == 1
    assert len({code.secret for code in made}) == 5
    with pytest.raises(Refused) as caught:
        shares.secret_of(made[1:2] * 2)
    assert caught.value.reason == recovery_codes.ONE_MORE


def test_shares_of_two_sets_are_told_apart():
    first = shares.made(shared=True)
    second = shares.made(shared=True, other_than=[first[0].set])
    with pytest.raises(Refused) as caught:
        shares.secret_of((first[0], second[1]))
    assert caught.value.reason == recovery_codes.MIXED


@pytest.fixture
def office(folder, unlocked):
    return folder


@pytest.mark.parametrize("shared", [False, True])
def test_a_forgotten_passphrase_is_replaced(office, unlocked, passphrase, shared):
    made = recovery.make(office, "noy", passphrase, shared=shared)
    needed = made[3:1:-1] if shared else made
    assert recovery.confirm(office, needed) == made[0].set
    assert recovery.rehearse(office, needed) == made[0].set
    found = recovery.recover(office, needed, "noy", "ລະຫັດໃໝ່ ຍາວພໍ")
    assert found.database == unlocked.database
    assert keys.unlock(office, "noy", "ລະຫັດໃໝ່ ຍາວພໍ").audit == unlocked.audit
    with pytest.raises(Refused):
        keys.unlock(office, "noy", passphrase)


def test_a_rehearsal_changes_nothing(office, passphrase):
    made = recovery.make(office, "noy", passphrase, shared=True)
    before = (office / places.KEYS).read_bytes()
    recovery.rehearse(office, made[:2])
    with pytest.raises(Refused):
        recovery.rehearse(office, made[:1])
    assert (office / places.KEYS).read_bytes() == before


def test_older_sheets_open_until_new_ones_were_typed_back(office, passphrase):
    old = recovery.make(office, "noy", passphrase, shared=False)
    recovery.confirm(office, old)
    new = recovery.make(office, "noy", passphrase, shared=True)
    assert recovery.rehearse(office, old) == old[0].set
    recovery.confirm(office, new[2:4])
    with pytest.raises(Refused) as caught:
        recovery.rehearse(office, old)
    assert caught.value.reason == recovery.OTHER_SET
    assert recovery.sets(office) == {new[0].set: True}


def test_sheets_of_another_office_open_nothing(office, passphrase, tmp_path, cheap):
    recovery.make(office, "noy", passphrase, shared=False)
    other = tmp_path / "other"
    keys.create_slots(other, "noy", passphrase, cheap)
    foreign = recovery.make(other, "noy", passphrase, shared=False)[0]
    number = next(iter(recovery.sets(office)))
    with pytest.raises(Refused) as caught:
        recovery.rehearse(office, [Code(index=foreign.index, set=number, secret=foreign.secret)])
    assert caught.value.reason == recovery.WRONG


def test_only_somebody_with_a_passphrase_is_recovered(office, passphrase):
    made = recovery.make(office, "noy", passphrase, shared=False)
    with pytest.raises(NotFound):
        recovery.recover(office, made, "nobody", "ລະຫັດໃໝ່ ຍາວພໍ")


def test_the_key_file_holds_no_code(office, passphrase):
    made = recovery.make(office, "noy", passphrase, shared=True)
    recovery.confirm(office, made[:2])
    text = (office / places.KEYS).read_text(encoding="utf-8")
    _number, secret = shares.secret_of(made)
    for code in (secret, *(share.secret for share in made)):
        assert code.hex() not in text
    for share in made:
        assert not [group for group in groups(share) if f'"{group}"' in text]


def test_every_flipped_bit_of_a_file_with_sheets_is_refused(office, passphrase, unlocked):
    made = recovery.make(office, "noy", passphrase, shared=False)
    path = office / places.KEYS
    data = path.read_bytes()
    start = data.index(b'"recovery"')
    for position in range(start, len(data), 3):
        if chr(data[position]).isspace():
            continue
        path.write_bytes(data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :])
        with pytest.raises(Refused):
            recovery.rehearse(office, made)
    path.write_bytes(data)
    (office / attempts.FILE).unlink()
    assert recovery.rehearse(office, made) == made[0].set


class StandingClock:
    def __call__(self):
        return datetime(2026, 3, 30, 9, tzinfo=UTC)

    def uptime(self):
        return 1000.0


def test_wrong_sheets_are_counted_and_slowed_until_the_right_ones_come(office, passphrase):
    made, now = recovery.make(office, "noy", passphrase, shared=False), StandingClock()
    wrong = [Code(index=0, set=made[0].set, secret=bytes(16))]
    for _ in range(2):
        with pytest.raises(Refused):
            recovery.rehearse(office, wrong, now)
    assert recovery.rehearse(office, made, now) == made[0].set
    for _ in range(3):
        with pytest.raises(Refused) as caught:
            recovery.rehearse(office, wrong, now)
        assert not isinstance(caught.value, TooSoon)
    with pytest.raises(TooSoon) as caught:
        recovery.rehearse(office, made, now)
    assert caught.value.reason == attempts.WAIT_SHEETS
    assert attempts.read(office)[attempts.SHEETS].untold == 5


def test_the_keys_come_without_a_new_passphrase(office, unlocked, passphrase):
    made = recovery.make(office, "noy", passphrase, shared=False)
    assert recovery.unlock(office, made, "noy").database == unlocked.database
    assert keys.unlock(office, "noy", passphrase)


def test_a_file_without_sheets_is_still_version_1(office, passphrase):
    assert json.loads((office / places.KEYS).read_bytes())["version"] == 1
    recovery.make(office, "noy", passphrase, shared=False)
    assert json.loads((office / places.KEYS).read_bytes())["version"] == 2
    assert keys.unlock(office, "noy", passphrase)


def test_the_check_digit_is_damms():
    assert recovery_codes._check_digit("572") == "4"
