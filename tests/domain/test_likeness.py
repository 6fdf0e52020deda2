"""In what two people of the files are alike."""

from datetime import date

from legalaid_desktop.domain.people import Person, Phone, likeness

KNOWN = Person(
    given_lo="ຄຳແພງ",
    surname_lo="ພູທະວົງ",
    born_on=date(1972, 5, 1),
    village_lo="ຫ້ວຍແສນ",
    phones=(Phone(number="020 5555 0301"),),
)


def test_a_name_is_the_same_in_either_spelling():
    assert likeness(Person(given_lo="ຄໍາແພງ"), KNOWN) == ("given_lo",)


def test_birth_village_and_telephone_count_however_they_were_typed():
    other = Person(
        given_lo="ສົມ",
        born_year=1972,
        village_lo="ຫ້ວຍແສນ",
        phones=(Phone(number="+856 20 55550301"),),
    )
    assert likeness(other, KNOWN) == ("birth", "village", "phone")


def test_names_in_two_scripts_or_spellings_may_be_the_same():
    assert likeness(Person(given_lo="ສົມ"), Person(given_latin="Som")) == ("spelling",)
    assert likeness(Person(given_latin="Khampheng"), KNOWN) == ("spelling",)


def test_what_is_not_known_is_not_alike():
    assert likeness(Person(given_lo="ສົມ"), Person(given_latin="Noy")) == ()
