"""People and clients of an office."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.errors import InvalidValue, NotFound, Stale
from legalaid_desktop.domain.people import Person, Phone, SafeToCall


def names(page):
    return [person.given_lo or person.given_latin for person, _client in page.lines]


def test_a_person_comes_back_as_typed_but_in_one_spelling(office):
    kept = office.people.save(
        Person(
            given_lo=" ຄໍາ\u200bຫລ້າ ",
            given_latin="Khamla",
            born_year=1999,
            phones=(Phone(number="020 5555 0101", safe=SafeToCall.NO),),
        )
    )
    read = office.people.get(kept.id)
    assert read == kept
    assert read.given_lo == "ຄຳຫລ້າ"
    assert read.phones[0].safe is SafeToCall.NO


def test_each_client_gets_the_next_code_and_nobody_gets_two(office):
    first = office.people.take_in(Person(given_lo="ກ"))
    second = office.people.take_in(Person(given_lo="ຂ"))
    again = office.people.take_in(office.people.get(first.person_id))
    assert (first.code, second.code) == ("K-001", "K-002")
    assert again.id == first.id
    assert office.people.client_of(second.person_id) == second


@pytest.mark.parametrize(
    "typed", ["ບົວຄຳ", "ບົວຄໍາ", "bouakham", "LATTANA", "ລັດຕະນະ", "K-001", "k-001"]
)
def test_people_are_found_by_either_script_and_by_code(office, client, typed):
    office.people.save(Person(given_lo="ສົມພອນ", given_latin="Somphone"))
    assert names(office.people.page(typed)) == ["ບົວຄຳ"]


def test_signs_of_the_database_are_plain_letters_in_a_search(office, client):
    assert names(office.people.page("%")) == []
    assert names(office.people.page("_")) == []


@pytest.mark.parametrize(
    "typed", ["Lattanaphone ", " bouakham  lattanaphone", "ລັດຕະນະພອນ ", "K-໐໐໑", "   ", "\x00"]
)
def test_gaps_and_lao_digits_in_a_search_do_no_harm(office, client, typed):
    assert names(office.people.page(typed)) == ["ບົວຄຳ"]
    assert names(office.people.page(typed)) == names(office.people.page(typed.strip()))


@pytest.mark.parametrize("typed", ["\ud800", "😀", '"', "'", "\\", "ກ" * 100_000, "%" * 60_000])
def test_whatever_is_pasted_into_a_search_finds_nothing_without_harm(office, case, typed):
    assert office.people.page(typed).lines == ()
    assert office.cases.page(typed).lines == ()


def test_the_same_person_is_found_among_many_of_one_given_name(office):
    for number in range(30):
        office.people.save(Person(given_lo="ບຸນມີ", surname_lo=f"ກອງ{number}"))
    same = office.people.save(Person(given_lo="ບຸນມີ", surname_lo="ໄຊຍະ"))
    found = office.people.similar(Person(given_lo="ບຸນມີ", surname_lo="ໄຊຍະ"))
    assert found[0] == (same, None)


def test_the_list_is_in_lao_order_and_comes_in_pages(office):
    for name in ("ແກ້ວ", "ຄຳ", "ກອງ", "ຂັນ", "ເກດ"):
        office.people.save(Person(given_lo=name))
    first = office.people.page(limit=3)
    rest = office.people.page(after=first.next, limit=3)
    assert names(first) + names(rest) == ["ກອງ", "ເກດ", "ແກ້ວ", "ຂັນ", "ຄຳ"]
    assert rest.next is None


def test_two_windows_do_not_overwrite_each_other(office, client):
    person = office.people.get(client.person_id)
    office.people.save(replace(person, village_lo="ນາແກ"))
    with pytest.raises(Stale):
        office.people.save(replace(person, village_lo="ດອນແກ້ວ"))
    assert office.people.get(client.person_id).village_lo == "ນາແກ"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Person(), "given_lo"),
        (Person(given_lo="ກ", born_on=date(2026, 3, 31)), "born_on"),
        (Person(given_lo="ກ", born_year=1850), "born_year"),
        (Person(given_lo="ກ", age_from=17, age_to=15, age_seen_on=date(2026, 3, 1)), "age_from"),
        (Person(given_lo="ກ", age_from=17), "age_seen_on"),
        (Person(given_lo="ກ", district="0401", province="05"), "district"),
        (Person(given_lo="ກ", district="0499", province="04"), "district"),
        (Person(given_lo="ກ", province="19"), "province"),
        (Person(given_lo="ກ", nationality="XX"), "nationality"),
        (Person(given_lo="ກ", phones=(Phone(number="ບໍ່ມີ"),)), "phones"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(office, wrong, field):
    with pytest.raises(InvalidValue) as caught:
        office.people.take_in(wrong)
    assert caught.value.field == field
    assert office.people.page().lines == ()


def test_somebody_who_is_not_there_is_said_so(office):
    with pytest.raises(NotFound):
        office.people.get(99)


def test_people_alike_are_shown_with_the_most_alike_first(office, client):
    office.people.save(Person(given_latin="Bouakham", given_lo="ບົວຄຳ"))
    same = Person(given_lo="ບົວຄໍາ", given_latin="Bouakham", born_year=1985)
    found = office.people.similar(same)
    assert found[0][0].id == client.person_id
    assert len(found) == 2


def test_people_alike_are_found_in_the_other_script_and_spelling(office, client):
    for typed in (
        Person(given_latin="Buakam", surname_latin="Rattanaporn"),
        Person(given_lo="ບົວຄໍາ", surname_lo="ຣັດຕະນະພອນ"),
        Person(given_latin="Lattanaphon", surname_latin="Bouakham"),
    ):
        ((found, known),) = office.people.similar(typed)
        assert (found.id, known) == (client.person_id, client)
    assert office.people.similar(Person(given_latin="Noy")) == []
