"""A person as papers write one: of all that is known, what the paper is about."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.documents import persons
from legalaid_desktop.domain.age_evidence import AgeEvidence, AgeSource
from legalaid_desktop.domain.aliases import Alias
from legalaid_desktop.domain.households import HouseholdMember
from legalaid_desktop.domain.identity_papers import Holder, IdentityPaper, IdPaper
from legalaid_desktop.domain.people import SENSITIVE, Person, Title
from legalaid_desktop.services import reference

DAY = date(2026, 3, 30)
PASSPORT = IdentityPaper(kind=IdPaper.PASSPORT, number="PX 7")
MAN = Person(given_lo="ຄຳຫຼ້າ", given_latin="Khamla", title=Title.THAO, id_papers=(PASSPORT,))


def said(person, language="en", ages=()):
    return persons.facts(person, reference.place_names(), DAY, language, ages)


@pytest.mark.parametrize(
    ("holder", "held_by", "english", "lao"),
    [
        (Holder.SELF, "", "holder of passport No. PX 7", "ຖືໜັງສືຜ່ານແດນ"),
        (Holder.EMPLOYER, "", "held by the employer", "ຜູ້ໃຊ້ແຮງງານ ເປັນຜູ້ຍຶດຖືໄວ້"),
        (Holder.EMPLOYER, "Tan", "held by Tan", "Tan ເປັນຜູ້ຍຶດຖືໄວ້"),
        (Holder.LOST, "", "which is lost", "ເສຍແລ້ວ"),
        (Holder.DESTROYED, "", "which is lost", "ເສຍແລ້ວ"),
    ],
)
def test_who_keeps_the_first_paper_is_said(holder, held_by, english, lao):
    paper = replace(PASSPORT, holder=holder, held_by=held_by)
    family_book = IdentityPaper(kind=IdPaper.FAMILY_BOOK)
    person = replace(MAN, id_papers=(IdentityPaper(kind=IdPaper.NONE), paper, family_book))
    assert english in said(person)["identity"]
    assert lao in said(person, "lo")["identity"]


def test_every_kind_and_every_holder_has_its_words_in_both_languages():
    for language in ("lo", "en"):
        for kind in set(IdPaper) - {IdPaper.NONE}:
            for holder in Holder:
                paper = IdentityPaper(kind=kind, holder=holder)
                told = said(replace(MAN, id_papers=(paper,)), language)
                assert told["identity_kind"] in told["identity"]
                assert "  " not in told["identity"]


def test_a_month_a_rank_and_a_house_are_written():
    person = replace(
        MAN, born_year=2008, born_month=3, rank_lo="ພັນຕີ", rank_latin="Major", house="12",
        unit="3", village_lo="ນາງາມ", village_latin="Na Ngam", district="0401", province="04",
    )  # fmt: skip
    told = "born in March 2008, aged 17 to 18 (a child until shown otherwise)"
    assert said(person)["birth"] == told
    assert said(person, "lo")["birth"].startswith("ເກີດເດືອນ ມີນາ 2008")
    assert said(person)["titled"] == "Major Khamla"
    assert said(person, "lo")["titled"] == "ພັນຕີ ຄຳຫຼ້າ"
    assert said(person)["address"].startswith("House No. 12, Unit 3, Na Ngam Village, ")
    assert said(person, "lo")["address"].startswith("ເຮືອນເລກທີ 12, ໜ່ວຍ 3, ບ້ານນາງາມ, ")


def test_the_age_is_printed_as_settled_and_with_the_doubt_until_then():
    man = replace(MAN, id=1, born_year=2004)
    said_by_him = AgeEvidence(
        case_id=1, person_id=1, kind=AgeSource.CLAIMED, on=DAY, age_from=17, age_to=17
    )
    of_another = replace(said_by_him, person_id=2)
    assert said(man, ages=(of_another,))["birth"] == "born in 2004, aged 21 to 22"
    told = said(man, ages=(said_by_him,))
    doubt = "aged 17 to 22 (a child until shown otherwise)"
    assert told["age"] == doubt
    assert told["birth"] == "of an estimated age of 17 to 22 (a child until shown otherwise)"
    lao = said(man, "lo", (said_by_him,))
    assert lao["age"] == "ອາຍຸ 17 ຫາ 22 ປີ (ຖືວ່າເປັນເດັກ ຈົນກວ່າຈະພິສູດໄດ້ເປັນຢ່າງອື່ນ)"
    view = replace(said_by_him, kind=AgeSource.SETTLED, born_year=2007, age_from=None, age_to=None)
    told = said(man, ages=(said_by_him, view))
    assert told["birth"] == "born in 2007, aged 18 to 19"
    assert told["age"] == "aged 18 to 19"
    assert said(replace(man, born_year=None))["age"] == "age unknown"


def test_nothing_sensitive_stands_in_a_paper_by_itself():
    marked = dict.fromkeys(SENSITIVE, "zq") | {"languages": ("zq",), "ethnic_group": "khmou"}
    person = replace(
        MAN, aliases=(Alias(name="zq"),), household=(HouseholdMember(name="zq"),), **marked
    )
    for language in ("lo", "en"):
        told = " ".join(said(person, language).values())
        assert "zq" not in told
        assert reference.ethnic_groups()["khmou"].name(language) not in told
