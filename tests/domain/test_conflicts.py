"""Which hits of a conflict check somebody must answer, and which answers still hold."""

import pytest

from legalaid_desktop.domain.conflicts import Hit, is_new, must_be_answered
from legalaid_desktop.domain.name_index import OwnerKind


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
        (hit("defendant", "client", 100, "record"), True),
        (hit("interpreter", "alleged_offender", 100, "record"), True),
        (hit("defendant", "lawyer", 95), True),
    ],
)
def test_what_must_be_answered(found, must):
    assert must_be_answered(found) is must


def test_another_role_makes_a_hit_new():
    known = hit("witness", "client", 95)
    assert not is_new(hit("witness", "client", 90, "sound"), [known])
    assert is_new(hit("defendant", "client", 95), [known])
    assert is_new(hit("witness", "defendant", 95), [known])
