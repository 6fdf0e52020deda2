"""Names in two scripts, and ages as far as they are known."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from legalaid_desktop.domain import people
from legalaid_desktop.domain.addresses import Address, AddressKind
from legalaid_desktop.domain.aliases import Alias, AliasKind
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.households import HouseholdMember
from legalaid_desktop.domain.identity_papers import IdentityPaper, IdPaper
from legalaid_desktop.domain.people import (
    AgeRange,
    Majority,
    Person,
    Phone,
    all_names,
    checked,
    comes_of_age,
    languages_of,
    main_paper,
    majority_on,
)

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


PASSPORT = IdentityPaper(kind=IdPaper.PASSPORT, number="PX 1", name="KHAM LA")


def test_a_month_of_birth_narrows_the_age_and_the_day_of_coming_of_age():
    born = Person(born_year=2008, born_month=3)
    for day, lowest, highest in (
        (date(2026, 2, 28), 17, 17), (TODAY, 17, 18), (date(2026, 4, 1), 18, 18),
    ):  # fmt: skip
        assert people.age_on(born, day) == AgeRange(lowest=lowest, highest=highest)
    assert comes_of_age(born, 18) == (date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("person", "first", "last"),
    [
        (Person(born_on=date(2008, 2, 29)), date(2026, 3, 1), date(2026, 3, 1)),
        (Person(born_year=2008), date(2026, 1, 1), date(2026, 12, 31)),
        (Person(age_from=17, age_to=19, age_seen_on=TODAY), date(2024, 3, 31), date(2027, 3, 30)),
    ],
)
def test_who_comes_of_age_between_two_days_is_perhaps_a_child_between_them(person, first, last):
    assert comes_of_age(person, 18) == (first, last)
    for day in (first, last):
        assert majority_on(person, day - timedelta(1)) is not Majority.ADULT
    assert majority_on(person, last + timedelta(1)) is Majority.ADULT
    assert majority_on(person, first - timedelta(1)) is Majority.CHILD


def test_every_name_by_which_somebody_may_be_known_is_told_once():
    person = Person(
        given_lo="ຄຳຫຼ້າ", surname_lo="ວັງ", given_latin="Khamla",
        aliases=(Alias(name="ຫຼ້ານ້ອຍ"), Alias(name="Khamla", kind=AliasKind.FALSE)),
        id_papers=(PASSPORT, PASSPORT),
    )  # fmt: skip
    assert all_names(person) == ("ຄຳຫຼ້າ ວັງ", "Khamla", "ຫຼ້ານ້ອຍ", "KHAM LA")


@pytest.mark.parametrize(
    ("wrong", "field", "part"),
    [
        (Person(given_lo="ຄຳ", aliases=(Alias(name="ນ້ອຍ"), Alias(name=" "))), "aliases", "name"),
        (
            Person(given_lo="ຄຳ", addresses=(Address(), Address(note="x"))),
            "addresses",
            "village_lo",
        ),
        (
            Person(given_lo="ຄຳ", addresses=(Address(district="0401", province="05"),)),
            "addresses",
            "district",
        ),
        (
            Person(given_lo="ຄຳ", household=(HouseholdMember(born_year=1700),)),
            "household",
            "born_year",
        ),
        (
            Person(given_lo="ຄຳ", id_papers=(replace(PASSPORT, issued_on=date(2026, 4, 1)),)),
            "id_papers",
            "issued_on",
        ),
        (
            Person(
                given_lo="ຄຳ",
                id_papers=(
                    replace(PASSPORT, issued_on=date(2026, 1, 1), expires_on=date(2025, 1, 1)),
                ),
            ),
            "id_papers",
            "expires_on",
        ),
    ],
)
def test_what_is_wrong_in_a_list_is_told_with_its_line(wrong, field, part):
    with pytest.raises(InvalidValue) as caught:
        checked(wrong, TODAY)
    assert (caught.value.field, caught.value.values["part"]) == (field, part)
    assert isinstance(caught.value.values["line"], int)


def test_a_month_needs_its_year_and_a_list_has_an_end():
    for wrong, field in (
        (Person(given_lo="ຄຳ", born_month=3), "born_year"),
        (Person(given_lo="ຄຳ", born_year=2000, born_month=13), "born_month"),
        (Person(given_lo="ຄຳ", aliases=(Alias(name="ນ້ອຍ"),) * 41), "aliases"),
    ):
        with pytest.raises(InvalidValue) as caught:
            checked(wrong, TODAY)
        assert caught.value.field == field


def test_having_no_paper_is_an_answer_of_its_own():
    told = Person(given_lo="ຄຳ", id_papers=(IdentityPaper(kind=IdPaper.NONE, number="7"),))
    assert checked(told, TODAY).id_papers == (IdentityPaper(kind=IdPaper.NONE),)
    assert main_paper(told) is None
    assert main_paper(Person(id_papers=(*told.id_papers, PASSPORT))) == PASSPORT


def test_languages_are_read_from_one_line():
    assert languages_of("ກຶມມຸ, ລາວ,, Thai ;ມົ້ງ") == ("ກຶມມຸ", "ລາວ", "Thai", "ມົ້ງ")


def test_an_address_abroad_or_with_a_district_alone_is_whole():
    person = Person(
        given_lo="ຄຳ",
        addresses=(Address(kind=AddressKind.EVENT, country="MY"), Address(district="0401")),
    )
    assert [one.province for one in checked(person, TODAY).addresses] == ["", "04"]
