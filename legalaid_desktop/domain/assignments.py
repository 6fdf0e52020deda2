"""Assignments: a case offered to a lawyer, who accepts or declines with a reason."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.privacy import Private


class AssignmentStatus(StrEnum):
    """Where an offer stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    HANDED_OVER = "handed_over"
    """Accepted or asked once; a colleague has it now."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Assignment(Private):
    """One offer of one case to one lawyer."""

    id: int | None = None
    version: int = 0
    case_id: int
    lawyer_id: int
    status: AssignmentStatus = AssignmentStatus.OFFERED
    offered_on: date
    answered_on: date | None = None
    reason: str = ""


def accepted(assignment: Assignment, on: date) -> Assignment:
    """The assignment, accepted on that day; refuses one that was answered before."""
    return replace(_open(assignment, on), status=AssignmentStatus.ACCEPTED, answered_on=on)


def declined(assignment: Assignment, on: date, reason: str) -> Assignment:
    """The assignment, declined on that day for that reason."""
    return replace(
        _open(assignment, on),
        status=AssignmentStatus.DECLINED,
        answered_on=on,
        reason=checks.line("reason", reason, required=True),
    )


def _open(assignment: Assignment, on: date) -> Assignment:
    if assignment.status is not AssignmentStatus.OFFERED:
        raise Refused("This offer was answered before.")
    if on < assignment.offered_on:
        raise InvalidValue("answered_on", "The answer cannot come before the offer.")
    return assignment
