"""Languages have codes whatever their spelling; an interpreter has to fit the client."""

from dataclasses import replace

from legalaid_desktop.domain import languages
from legalaid_desktop.domain.intakes import Tongue
from legalaid_desktop.domain.lao import has_lao
from legalaid_desktop.domain.people import Person, Sex
from legalaid_desktop.services import reference
from tests.domain.test_intakes import CALM

KNOWN = reference.languages()


def test_what_is_typed_is_known_in_either_script_and_old_texts_stay():
    typed = ("ກຶມມຸ (Khmu)", "ຂະມຸ", "lao", "ພາສາມົ້ງ", "ພາສາບ້ານ")
    codes = languages.coded(typed, KNOWN)
    assert codes == ("kjg", "lao", "hmn", "ພາສາບ້ານ")
    assert languages.names(codes, KNOWN, "en") == ["Khmu", "Lao", "Hmong", "ພາສາບ້ານ"]
    assert languages.names(["Khmou"], KNOWN, "lo") == ["ກຶມມຸ"]


def test_the_list_has_both_names_once_and_every_language_of_an_intake():
    spellings = [key for one in KNOWN for key in languages._keys(one)]
    assert len(spellings) == len(set(spellings))
    assert all(has_lao(one.titles["lo"]) and not has_lao(one.titles["en"]) for one in KNOWN)
    asked = {one.value for one in Tongue} - {Tongue.UNKNOWN, Tongue.OTHER}
    assert asked <= {one.id for one in KNOWN}


def test_an_interpreter_of_the_language_sex_and_dialect_comes_first_and_none_of_the_case():
    wants = replace(CALM, language=Tongue.HMONG, dialect="ມົ້ງຂາວ", interpreter_sex=Sex.FEMALE)
    people = [
        Person(id=1, given_lo="ກ", sex=Sex.MALE, languages=("ມົ້ງຂາວ",)),
        Person(id=2, given_lo="ຂ", sex=Sex.FEMALE, languages=("Hmong",)),
        Person(id=3, given_lo="ຄ", sex=Sex.FEMALE, languages=("ມົ້ງຂາວ", "lao")),
        Person(id=4, given_lo="ງ", sex=Sex.FEMALE, languages=("ມົ້ງຂາວ",)),
        Person(id=5, given_lo="ຈ", sex=Sex.FEMALE, languages=("lao",)),
    ]
    found = languages.matched(wants, people, [4], KNOWN)
    assert [one.person.id for one in found] == [3, 2, 1, 4]
    assert [(one.fits, one.dialect, one.is_here) for one in found] == [
        (True, True, False), (True, False, False), (False, True, False), (True, True, True),
    ]  # fmt: skip
