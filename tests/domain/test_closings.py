"""Closings: an outcome goes with the service and the stage, and nothing is kept without a word."""

from dataclasses import replace
from datetime import datetime

import pytest

from legalaid_desktop.domain import closings
from legalaid_desktop.domain.cases import Stage
from legalaid_desktop.domain.closings import Closing, ClosingState, Service
from legalaid_desktop.domain.errors import InvalidValue, Refused
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
