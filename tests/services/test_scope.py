"""Checks of scope are kept with their case, one after the other, and stand on the decision."""

import pytest

from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome, SeenProof
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.scope import EndKind
from legalaid_desktop.services import reference
from tests.domain.test_scope import FISHERMAN


def test_a_check_is_kept_changed_and_stops_nothing(office, case):
    with pytest.raises(InvalidValue):
        office.scope.keep(case.id, {"asks_for": "represent"})
    assert office.scope.of_case(case.id) == []
    office.scope.keep(case.id, {"asks_for": "other", "other_need": "return"})
    office.scope.keep(case.id, FISHERMAN, "ມີຫຼັກຖານ")
    now, before = office.scope.of_case(case.id)
    assert (now.kind, before.kind) == (EndKind.SERVICE, EndKind.ELSEWHERE)
    assert (now.asked_by, now.asked_on) == (office.user, office.today.day())
    assert now.tree == reference.scope().version
    proof = (SeenProof(category="TIP"),)
    grant = EligibilityDecision(
        case_id=case.id, outcome=Outcome.PROVISIONAL, services=("REPRESENT",), categories=proof,
        full_by=office.today.day(),
    )  # fmt: skip
    office.scope.keep(case.id, {"asks_for": "advice"})
    decided = office.eligibility.decide(grant)
    assert decided.is_decided, "whatever the questions say"
    told = [one for one in office.trail.of_case(case.id) if one.entry.kind == "scope_check"]
    assert len(told) == 3
