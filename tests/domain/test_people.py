"""Names in two scripts, and ages as far as they are known."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain import people
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.people import AgeRange, Majority, Person, Phone

TODAY = date(2026, 3, 30)


@pytest.mark.parametrize(
    ("person", "lowest", "highest"),
    [
        (Person(born_on=date(2008, 3, 30)), 18, 18),
        (Person(born_on=date(2008, 3, 31)), 17, 17),
        (Person(born_on=date(2004, 2, 29)), 22, 22),
        (Person(born_year=2008), 17, 18),
        (Person(born_year=2026), 0, 0),
        (Person(age_from=16, age_to=19, age_seen_on=TODAY), 16, 19),
        (Person(age_from=16, age_to=19, age_seen_on=date(2025, 3, 30)), 17, 20),
        (Person(age_from=16, age_to=19, age_seen_on=date(2025, 4, 1)), 16, 20),
        (Person(age_to=17, age_seen_on=TODAY), 17, 17),
        (Person(age_from=18, age_to=18, age_seen_on=date(2026, 3, 31)), 17, 18),
    ],
)
def test_age_is_as_narrow_as_the_facts_allow(person, lowest, highest):
    assert people.age_on(person, TODAY) == AgeRange(lowest=lowest, highest=highest)


def test_every_birthday_that_fits_the_estimate_lies_in_the_range():
    """Somebody seen as 16 to 19 on a day was born on one of the days between; all are tried."""
    seen, day = date(2025, 6, 15), date(2026, 3, 30)
    estimated = Person(age_from=16, age_to=19, age_seen_on=seen)
    ages = people.age_on(estimated, day)
    for ordinal in range(date(2005, 6, 16).toordinal(), date(2009, 6, 15).toordinal() + 1):
        born = Person(born_on=date.fromordinal(ordinal))
        assert people.age_on(born, seen).lowest in range(16, 20)
        assert ages.lowest <= people.age_on(born, day).lowest <= ages.highest


@pytest.mark.parametrize(
    ("person", "majority"),
    [
        (Person(born_year=2010), Majority.CHILD),
        (Person(born_year=2008), Majority.PERHAPS_CHILD),
        (Person(born_year=2000), Majority.ADULT),
        (Person(), Majority.UNKNOWN),
        (Person(age_seen_on=TODAY), Majority.UNKNOWN),
    ],
)
def test_perhaps_a_child_is_told_apart(person, majority):
    assert people.majority_on(person, TODAY) is majority


@pytest.mark.parametrize(
    ("person", "field"),
    [
        (Person(), "given_lo"),
        (Person(surname_lo="ສີສຸວັນ"), "given_lo"),
        (Person(given_lo="ຄຳ", born_on=date(2027, 1, 1)), "born_on"),
        (Person(given_lo="ຄຳ", born_year=1820), "born_year"),
        (Person(given_lo="ຄຳ", age_from=19, age_to=16, age_seen_on=TODAY), "age_from"),
        (Person(given_lo="ຄຳ", age_from=16, age_to=19), "age_seen_on"),
        (Person(given_lo="ຄຳ", district="0401", province="05"), "district"),
        (Person(given_lo="ຄຳ", district="0401"), "province"),
        (Person(given_lo="ຄຳ", phones=(Phone(number="ບໍ່ມີ"),)), "phones"),
        (Person(given_lo="ຄ" * 301), "given_lo"),
    ],
)
def test_a_wrong_field_is_named(person, field):
    with pytest.raises(InvalidValue) as caught:
        people.checked(person, TODAY)
    assert caught.value.field == field


def test_names_are_kept_in_one_spelling():
    typed = Person(given_lo=" ຄໍາ\u200bພອນ ", surname_latin="Sisouvanh\n")
    clean = people.checked(typed, TODAY)
    assert (clean.given_lo, clean.surname_latin) == ("ຄຳພອນ", "Sisouvanh")


def test_a_name_falls_back_to_the_other_script():
    lao = Person(given_lo="ຄຳພອນ", surname_lo="ສີສຸວັນ")
    assert people.name(lao, "en") == people.name(lao, "lo") == "ຄຳພອນ ສີສຸວັນ"
    assert people.name(replace(lao, given_latin="Khamphone"), "en") == "Khamphone"
