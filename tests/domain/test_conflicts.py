"""Which hits of a conflict check somebody must answer, and which answers still hold."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.conflicts import Hit, is_new, known, must_be_answered
from legalaid_desktop.domain.name_index import OwnerKind
from legalaid_desktop.domain.people import Person


def hit(asked_as, places, score, how="same"):
    return Hit(
        asked="person/1", asked_as=asked_as, kind=OwnerKind.PERSON, record=2, case=3,
        places=places, score=score, how=how,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "must"),
    [
        (hit("defendant", "client", 95, "two_scripts"), True),
        (hit("witness", "interpreter", 80, "nearly"), True),
        (hit("witness", "client", 79, "nearly"), False),
        (hit("defendant", "client", 57, "two_scripts given_alone"), True),
        (hit("client", "defendant", 57, "two_scripts given_alone"), True),
        (hit("witness", "witness", 57, "two_scripts given_alone"), False),
        (hit("client", "client", 100, "record"), False),
        (hit("client defendant", "client plaintiff", 100, "record"), False),
        (hit("defendant", "client defendant", 100, "record"), True),
        (hit("client employer", "employer", 100, "record"), True),
        (hit("employer", "employer witness", 100, "record"), False),
        (hit("defendant", "client", 100, "record"), True),
        (hit("interpreter", "alleged_offender", 100, "record"), True),
        (hit("defendant", "lawyer", 95), True),
    ],
)
def test_what_must_be_answered(found, must):
    assert must_be_answered(found) is must


def test_an_estimated_age_counts_as_a_birth_if_it_is_close():
    seen = date(2026, 3, 9)
    close = Person(given_lo="ຄຳ", age_from=17, age_to=19, age_seen_on=seen)
    assert known(close).born == "2008"
    assert known(replace(close, age_to=30)).born == ""
    assert known(replace(close, born_year=2007)).born == "2007"


def test_another_role_makes_a_hit_new():
    before = hit("witness", "client", 95)
    assert not is_new(hit("witness", "client", 90, "sound"), [before])
    assert is_new(hit("defendant", "client", 95), [before])
    assert is_new(hit("witness", "defendant", 95), [before])
