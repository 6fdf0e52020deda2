"""Closings: an outcome goes with the service and the stage, and nothing is kept without a word."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from legalaid_desktop.domain import closings
from legalaid_desktop.domain.cases import CaseType, Stage
from legalaid_desktop.domain.closings import Closing, ClosingState, Service
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.decisions import Decision, DecisionKind
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.labels import closings as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import VIENTIANE

NOW = datetime(2026, 3, 30, 9, tzinfo=VIENTIANE)
KNOWN = reference.outcomes()
WON = Closing(
    case_id=1,
    service=Service.REPRESENT,
    outcome="decided_for_client",
    stage=Stage.FIRST_INSTANCE,
    asked_by="noy",
    asked_at=NOW,
)


def test_an_outcome_that_does_not_fit_is_refused_at_its_field():
    assert closings.checked(WON, KNOWN, 0) == WON
    for wrong in (
        replace(WON, service=Service.ADVICE),
        replace(WON, stage=Stage.ADVICE),
        replace(WON, outcome=""),
        replace(WON, outcome="won it all"),
    ):
        with pytest.raises(InvalidValue) as problem:
            closings.checked(wrong, KNOWN, 0)
        assert problem.value.field == "outcome"


def test_what_is_still_here_needs_a_reason():
    with pytest.raises(InvalidValue) as problem:
        closings.checked(WON, KNOWN, 2)
    assert (problem.value.field, problem.value.values) == ("originals_why", {"count": 2})
    assert closings.checked(replace(WON, originals_why="ລູກຄວາມຂໍຝາກໄວ້"), KNOWN, 2)


def test_every_service_can_end_at_every_stage():
    for service in Service:
        for stage in set(Stage) - {Stage.CLOSED}:
            assert closings.fitting(KNOWN, service, stage)
    assert {one.certainty for one in KNOWN} == {"D"}
    assert len({one.id for one in KNOWN}) == len(KNOWN)


def test_it_is_decided_once_and_sent_back_only_for_a_reason():
    with pytest.raises(InvalidValue):
        closings.decided(WON, "boss", NOW, approved=False)
    back = closings.decided(WON, "boss", NOW, approved=False, why="ຂາດໜັງສື")
    closed = closings.decided(WON, "boss", NOW, approved=True)
    again = closings.reopened(closed, "noy", NOW, "ຫຼັກຖານໃໝ່")
    assert [one.state for one in (WON, back, closed, again)] == [
        ClosingState.WAITING, ClosingState.SENT_BACK, ClosingState.APPROVED, ClosingState.REOPENED,
    ]  # fmt: skip
    with pytest.raises(Refused):
        closings.decided(closed, "boss", NOW, approved=True)


def test_advice_ends_a_case_at_any_stage_and_no_civil_case_ends_in_a_conviction():
    for stage in (Stage.ADVICE, Stage.INVESTIGATION, Stage.ENFORCEMENT):
        names = [one.id for one in closings.fitting(KNOWN, Service.ADVICE, stage, CaseType.CIVIL)]
        assert {"informed", "advised"} <= set(names)
    convicted = replace(WON, outcome="convicted")
    for kind, offered in ((CaseType.LAND, False), (CaseType.TRAFFICKING, True)):
        found = closings.fitting(KNOWN, Service.REPRESENT, Stage.FIRST_INSTANCE, kind)
        assert ("convicted" in [one.id for one in found]) is offered
    closings.require_type(convicted, KNOWN, CaseType.CRIMINAL)
    with pytest.raises(InvalidValue):
        closings.require_type(convicted, KNOWN, CaseType.LAND)


def test_a_fresh_judgment_is_not_forgotten():
    day = date(2026, 3, 20)
    judgment = Decision(
        case_id=1, on=day, kind=DecisionKind.JUDGMENT, stage=Stage.FIRST_INSTANCE, outcome_en="x"
    )
    due = Deadline(
        case_id=1, title_lo="x", title_en="x", trigger_on=day, statutory_on=day, safe_on=day,
        certainty="C",
    )  # fmt: skip
    first = Stage.FIRST_INSTANCE

    def found(stage=first, decided=judgment, entered=(), today=date(2026, 3, 30)):
        return closings.appealable(stage, [decided], entered, today)

    assert found() == judgment
    assert found(stage=Stage.APPEAL) is None, "it was appealed"
    assert found(entered=[due]) is None
    assert found(entered=[replace(due, trigger_on=date(2026, 3, 1))]) == judgment
    assert found(today=date(2026, 5, 20)) is None
    assert found(today=date(2026, 5, 20), decided=replace(judgment, received_on=date(2026, 4, 1)))
    assert found(decided=replace(judgment, kind=DecisionKind.ORDER)) is None
    closings.require_appeal_thought_of(replace(WON, summary="ລູກຄວາມບໍ່ຂໍອຸທອນ"), judgment)
    with pytest.raises(InvalidValue) as problem:
        closings.require_appeal_thought_of(WON, judgment)
    assert problem.value.field == "summary"
    told = labels.remaining((), "en", judgment)
    assert "may still be appealed" in told
    assert "No period" not in told
