"""What stays of two entries of one person, and what comes apart again."""

from dataclasses import replace
from datetime import UTC, date, datetime

from legalaid_desktop.domain.aliases import Alias, AliasKind
from legalaid_desktop.domain.merges import Merge, choices, merged, undone
from legalaid_desktop.domain.people import Person, Phone, Sex

KEPT = Person(
    id=1, version=3, given_lo="ຄຳຫຼ້າ", surname_lo="ວັງ", given_latin="Khamla", born_year=2006,
    phones=(Phone(number="020 1"),),
)  # fmt: skip
GONE = Person(
    id=2, version=8, given_lo="ຄຳລ້າ", given_latin="Khamla", born_on=date(2007, 5, 1),
    sex=Sex.MALE, village_lo="ນາງາມ", district="0401", province="04",
    phones=(Phone(number="020 1"), Phone(number="020 2")),
)  # fmt: skip


def test_only_what_both_say_differently_has_to_be_chosen():
    assert [one.name for one in choices(KEPT, GONE)] == ["given_lo", "born_on"]
    assert choices(KEPT, KEPT) == ()


def test_what_belongs_together_is_taken_together():
    made = merged(KEPT, GONE, {"born_on"})
    assert (made.born_on, made.born_year) == (date(2007, 5, 1), None)
    assert (made.village_lo, made.district, made.sex) == ("ນາງາມ", "0401", Sex.MALE)
    assert (made.id, made.version, made.surname_lo) == (1, 3, "ວັງ")


def test_lists_are_joined_and_no_name_is_lost():
    made = merged(KEPT, GONE)
    assert [phone.number for phone in made.phones] == ["020 1", "020 2"]
    assert made.aliases == (Alias(name="ຄຳລ້າ", kind=AliasKind.SPELLING),)
    other = merged(KEPT, GONE, {"given_lo"})
    assert (other.given_lo, other.surname_lo) == ("ຄຳລ້າ", "")
    assert [alias.name for alias in other.aliases] == ["ຄຳຫຼ້າ ວັງ"]


def test_taking_back_leaves_what_was_changed_since():
    after = merged(KEPT, GONE)
    merge = Merge(
        kept_id=1, gone_id=2, at=datetime(2026, 3, 30, tzinfo=UTC), by="ສີວິໄລ", reason="x",
        states=(KEPT, after),
    )  # fmt: skip
    present = replace(after, version=9, village_lo="ໂພນທອງ")
    assert undone(present, merge) == replace(KEPT, version=9, village_lo="ໂພນທອງ")
