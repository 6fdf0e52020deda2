"""Sharing: nothing goes out that no consent covers, whichever way somebody tries."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop import i18n
from legalaid_desktop.domain import consents
from legalaid_desktop.domain.consents import ConsentWay, Giver
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.sharing import Lack, Sharing, find
from legalaid_desktop.labels import consents as labels
from legalaid_desktop.labels import copies as copy_labels
from legalaid_desktop.services import reference
from tests.consenting import consent

RULES = reference.consents()
TODAY = date(2026, 3, 30)
ADULT = Person(given_lo="ບຸນມີ", born_year=1990)
CHILD = Person(given_lo="ນ້ອຍ", age_from=15, age_to=18, age_seen_on=date(2026, 3, 1))
EMBASSY = replace(
    consent(1),
    id=1,
    body="embassy",
    recipient_lo="ສະຖານທູດລາວ ທີ່ ກົວລາລຳເປີ",
    recipient_en="Embassy of the Lao PDR in Kuala Lumpur",
    purposes=("documents",),
    data=("identity", "papers"),
    abroad=True,
    country="ມາເລເຊຍ",
    until=date(2026, 6, 30),
)
LETTER = Sharing(
    names=("embassy of the Lao PDR in Kuala Lumpur",),
    purposes=("documents",),
    data=frozenset({"identity"}),
)


def lacks(sharing=LETTER, known=EMBASSY, person=ADULT, day=TODAY):
    return find(sharing, (known,), RULES, person, day).lacks


def test_what_the_client_agreed_to_may_go():
    found = find(LETTER, (EMBASSY,), RULES, ADULT, TODAY)
    assert (found.may_go, found.consent, found.body) == (True, EMBASSY, "embassy")
    assert lacks(replace(LETTER, names=("ສະຖານທູດລາວ ທີ່ ກົວລາລໍາເປີ",))) == ()  # another spelling
    assert lacks(day=date(2026, 3, 1)) == lacks(day=date(2026, 6, 30)) == ()
    whole = replace(EMBASSY, data=("file",))
    assert lacks(replace(LETTER, data=frozenset({"medical", "story"})), whole) == ()


@pytest.mark.parametrize(
    ("sharing", "known", "day", "lack"),
    [
        ({}, {}, date(2026, 7, 1), Lack.EXPIRED),
        ({}, {}, date(2026, 2, 28), Lack.NOT_YET),
        ({}, {"withdrawn_on": TODAY}, TODAY, Lack.WITHDRAWN),
        ({}, {"withdrawn_on": date(2026, 4, 2)}, TODAY, Lack.WITHDRAWN),  # the clock was set back
        ({"purposes": ("reporting",)}, {}, TODAY, Lack.PURPOSE),
        ({"purposes": ()}, {}, TODAY, Lack.PURPOSE),
        ({"purposes": ("documents", "health")}, {}, TODAY, Lack.PURPOSE),
        ({"data": frozenset({"identity", "medical"})}, {}, TODAY, Lack.DATA),
        ({"data": frozenset({"file"})}, {}, TODAY, Lack.DATA),
        ({}, {"abroad": False}, TODAY, Lack.ABROAD),
        ({"names": ("Embassy of Malaysia",), "body": "embassy"}, {}, TODAY, Lack.NONE),
        ({"body": "police"}, {}, TODAY, Lack.NONE),
        ({"names": (), "body": "embassy"}, {}, TODAY, Lack.NONE),
        ({"names": ("somebody",)}, {}, TODAY, Lack.BODY),
        ({"names": ()}, {}, TODAY, Lack.RECIPIENT),
    ],
)
def test_what_differs_in_one_thing_stays(sharing, known, day, lack):
    assert lacks(replace(LETTER, **sharing), replace(EMBASSY, **known), day=day) == (lack,)


@pytest.mark.parametrize("name", ["the court", "ສານ", "the client", "our own file", "ທະນາຍຄວາມ"])
def test_own_file_client_court_and_the_lawyer_need_no_consent(name):
    asked = Sharing(names=(name,) if name else (), data=frozenset({"file"}))
    found = find(asked, (), RULES, ADULT, TODAY)
    assert (found.needed, found.may_go) == (False, True)
    assert copy_labels.RECIPIENTS[0] == "the court"


def test_nobody_else_is_our_own_file():
    assert find(Sharing(body="own_file"), (), RULES, ADULT, TODAY).may_go
    assert lacks(Sharing(names=("ໜັງສືພິມ",), body="own_file")) == (Lack.BODY,)


def test_what_the_register_calls_usual_is_known_as_a_kind_of_recipient():
    lao = i18n.catalog("lo").gettext
    for usual in copy_labels.RECIPIENTS:
        assert RULES.body_of(usual) == RULES.body_of(lao(usual)) != ""


def test_a_court_abroad_needs_a_yes_of_its_own_and_the_client_never():
    abroad = Sharing(names=("the court",), purposes=("proceedings",), abroad=True)
    assert lacks(abroad) == (Lack.NONE,)
    asked = replace(EMBASSY, body="court", recipient_lo="", recipient_en="")
    asked = consents.checked(replace(asked, purposes=("proceedings",)), RULES, ADULT, TODAY)
    assert lacks(abroad, asked) == ()
    assert lacks(Sharing(names=("the client",), abroad=True)) == ()


def test_the_newest_that_covers_it_counts_not_the_one_taken_back():
    gone = replace(EMBASSY, id=2, withdrawn_on=TODAY)
    found = find(LETTER, (gone, EMBASSY), RULES, ADULT, TODAY)
    assert found.consent == EMBASSY


def test_a_guardian_speaks_for_nobody_who_is_grown_up():
    """And it is known beforehand on which day that ends."""
    spoken = replace(EMBASSY, giver=Giver.GUARDIAN, guardian="ແມ່")
    child = Person(given_lo="ນ້ອຍ", born_on=date(2008, 4, 15))
    assert lacks(known=spoken, person=child) == lacks(known=spoken, person=CHILD) == ()
    assert consents.counts_until(spoken, child) == date(2026, 4, 14)
    assert lacks(known=spoken, person=child, day=date(2026, 4, 14)) == ()
    assert lacks(known=spoken, person=child, day=date(2026, 4, 15)) == (Lack.OF_AGE,)
    both = replace(spoken, giver=Giver.BOTH)
    assert lacks(known=both, person=child, day=date(2026, 4, 15)) == ()
    assert consents.counts_until(both, child) is None
    assert "15 April 2026" in labels.of_age(date(2026, 4, 14), date(2026, 4, 20), "en")


def test_a_child_that_was_taken_for_an_adult_has_consented_to_nothing():
    assert lacks(person=CHILD) == (Lack.GUARDIAN,)
    assert lacks(known=replace(EMBASSY, giver=Giver.BOTH), person=CHILD) == ()


@pytest.mark.parametrize(
    ("field", "changes", "person"),
    [
        ("giver", {}, CHILD),
        ("guardian", {"giver": Giver.GUARDIAN}, CHILD),
        ("body", {"body": "court", "abroad": False}, ADULT),
        ("body", {"body": "own_file"}, ADULT),
        ("body", {"body": "moon"}, ADULT),
        ("recipient_lo", {"recipient_lo": "", "recipient_en": " "}, ADULT),
        ("abroad", {"abroad": False}, ADULT),
        ("country", {"country": ""}, ADULT),
        ("purposes", {"purposes": ()}, ADULT),
        ("data", {"data": ("everything",)}, ADULT),
        ("given_on", {"given_on": date(2026, 3, 31)}, ADULT),
        ("until", {"until": date(2026, 2, 1)}, ADULT),
        ("until", {"until": date(2036, 2, 1)}, ADULT),
        ("language", {"language": ""}, ADULT),
        ("witness", {"way": ConsentWay.ORAL}, ADULT),
    ],
)
def test_a_consent_that_lacks_something_is_refused_at_its_field(field, changes, person):
    with pytest.raises(InvalidValue) as caught:
        consents.checked(replace(EMBASSY, **changes), RULES, person, TODAY)
    assert caught.value.field == field


def test_a_consent_keeps_which_text_was_shown_and_is_taken_back_once():
    kept = consents.checked(EMBASSY, RULES, ADULT, TODAY)
    assert kept.text == RULES.text_on(TODAY).id
    gone = consents.withdrawn(kept, on=TODAY, why="", told="ສະຖານທູດ", by="a", today=TODAY)
    with pytest.raises(Refused):
        consents.withdrawn(gone, on=TODAY, why="", told="", by="a", today=TODAY)


def test_a_consent_reads_as_a_sentence_in_both_languages():
    one = replace(EMBASSY, interpreter="Somphone", language="Khmu", taken_by="mina")
    assert labels.sentence(one, RULES, "en") == (
        "May tell Embassy of the Lao PDR in Kuala Lumpur identity and papers and evidence, "
        "to get a travel or identity document, until 30 June 2026; also in ມາເລເຊຍ"
    )
    assert labels.given(one, "en").startswith("thumbprint; explained in Khmu by Somphone")
    assert "30 ມິຖຸນາ 2026" in labels.sentence(one, RULES, "lo")
    gone = replace(one, withdrawn_on=TODAY, withdrawn_told="the embassy")
    assert labels.ended(gone, "en") == "taken back on 30 March 2026; told: the embassy"
