"""Assignments: a case offered to a lawyer, who declares, and then accepts or declines.

Before the lawyer has declared that there is no conflict of interest, the file stays closed: she
reads the few names that she needs for looking into her own files, and of a restricted case none.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.cases import CaseType, PartyRole
from legalaid_desktop.domain.conflicts import CLIENT, ConflictAnswer
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.privacy import Private


class AssignmentStatus(StrEnum):
    """Where an offer stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    HANDED_OVER = "handed_over"
    """Accepted or asked once; a colleague has it now."""


class Declaration(StrEnum):
    """What the lawyer declares before the file is opened."""

    NONE = ""
    NO_CONFLICT = "no_conflict"
    CONFLICT = "conflict"


NOT_DECLARED = (
    "The lawyer has not declared yet that there is no conflict of interest. The declaration comes "
    "before the answer."
)
SIDES = frozenset({
    CLIENT, PartyRole.PLAINTIFF, PartyRole.DEFENDANT, PartyRole.ACCUSED, PartyRole.VICTIM,
    PartyRole.CIVIL_CLAIMANT, PartyRole.EMPLOYER, PartyRole.SUSPECT, PartyRole.ALLEGED_OFFENDER,
    PartyRole.RECRUITER, PartyRole.THIRD_PARTY, PartyRole.OTHER_LAWYER,
})  # fmt: skip
"""Whose names a lawyer needs for looking into her own files: those who have something to win or
to lose by the case, and who acts for them; nobody who only helps with it or was there."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Assignment(Private):
    """One offer of one case to one lawyer.

    Attributes:
        declaration: what the lawyer declared about conflicts of interest; declared_by: the name of
            the user who entered it, the lawyer or somebody whom the lawyer told.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    lawyer_id: int
    status: AssignmentStatus = AssignmentStatus.OFFERED
    offered_on: date
    answered_on: date | None = None
    reason: str = ""
    declaration: Declaration = Declaration.NONE
    declared_on: date | None = None
    declared_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OfferSheet(Private):
    """What an asked lawyer reads before she declares.

    Attributes:
        names: of who has something to win or to lose, in Lao and in English, with what they are;
            of a restricted case none.
        code_name: of a restricted case, whose names the office compares itself.
        check: what the office's own conflict check came to; checked_at: when.
    """

    offer: Assignment
    type: CaseType
    code_name: str = ""
    names: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    check: ConflictAnswer = ConflictAnswer.OPEN
    checked_at: datetime | None = None


def declared(
    assignment: Assignment, declaration: Declaration, reason: str, by: str, on: date
) -> Assignment:
    """The assignment with what the lawyer declared; whoever names a conflict declines with it."""
    if declaration is Declaration.NONE:
        raise InvalidValue("declaration", "Choose what is declared.")
    made = replace(_open(assignment, on), declaration=declaration, declared_on=on, declared_by=by)
    return made if declaration is Declaration.NO_CONFLICT else declined(made, on, reason)


def asked_anew(assignment: Assignment) -> Assignment:
    """The assignment for another lawyer, who has declared nothing."""
    return replace(assignment, declaration=Declaration.NONE, declared_on=None, declared_by="")


def accepted(assignment: Assignment, on: date) -> Assignment:
    """The assignment, accepted on that day.

    Raises:
        Refused: it was answered before, or the lawyer has not declared that there is no conflict.
    """
    asked = _open(assignment, on)
    if asked.declaration is not Declaration.NO_CONFLICT:
        raise Refused(NOT_DECLARED)
    return replace(asked, status=AssignmentStatus.ACCEPTED, answered_on=on)


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
