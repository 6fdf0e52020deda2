"""Decisions of courts and prosecutors: what was decided, where, how far the case was."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.cases import Chamber, Stage
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private


class DecisionKind(StrEnum):
    """The kinds of decision; the two kinds of judgment are not the same word in Lao."""

    ORDER = "order"
    """ຄຳສັ່ງ"""
    RULING = "ruling"
    """ຄຳຊີ້ຂາດ"""
    JUDGMENT = "judgment"
    """ຄຳຕັດສິນ, at first instance."""
    JUDGMENT_ABOVE = "judgment_above"
    """ຄຳພິພາກສາ, on appeal or in cassation."""


class Presence(StrEnum):
    """Whether the parties were there when it was decided."""

    UNKNOWN = ""
    PRESENT = "present"
    DEFAULT = "default"
    DEEMED = "deemed"


ABOVE = frozenset({Stage.APPEAL, Stage.CASSATION})
FIRST_ONLY = "This word is for first instance. On appeal and in cassation it is another one."
ABOVE_ONLY = "This word is for appeal and cassation. At first instance it is another one."


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Decision(Private):
    """One decision in a case.

    Attributes:
        court: as of a case; a prosecutor's office may be typed there too.
        stage: how far the case was then.
        outcome_lo, outcome_en: what was decided, in words.
        received_on: the day the client got the copy.
        weighed: whether somebody has said if the stage of the case follows from it.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    on: date
    kind: DecisionKind
    stage: Stage
    court: str = ""
    chamber: Chamber = Chamber.UNKNOWN
    number: str = ""
    presence: Presence = Presence.UNKNOWN
    outcome_lo: str = ""
    outcome_en: str = ""
    received_on: date | None = None
    weighed: bool = False


def checked(decision: Decision, today: date) -> Decision:
    """The decision with its texts normalised; raises ``InvalidValue`` for the first wrong field."""
    checks.not_after("on", decision.on, today)
    checks.not_after("received_on", decision.received_on, today)
    if decision.received_on and decision.received_on < decision.on:
        raise InvalidValue("received_on", "It cannot be received before it was made.")
    if decision.kind is DecisionKind.JUDGMENT and decision.stage in ABOVE:
        raise InvalidValue("kind", FIRST_ONLY)
    if decision.kind is DecisionKind.JUDGMENT_ABOVE and decision.stage is Stage.FIRST_INSTANCE:
        raise InvalidValue("kind", ABOVE_ONLY)
    clean = checks.lines(decision, "court", "number")
    lao = checks.text("outcome_lo", decision.outcome_lo)
    english = checks.text("outcome_en", decision.outcome_en)
    if not lao and not english:
        raise InvalidValue("outcome_lo", "Say in a few words what was decided.")
    return replace(clean, outcome_lo=lao, outcome_en=english)


def outcome(decision: Decision, language: str) -> str:
    """What was decided, in that language, else in the other."""
    first, second = decision.outcome_lo, decision.outcome_en
    return (first or second) if language == "lo" else (second or first)


def kind_at(stage: Stage) -> DecisionKind:
    """What a decision at that stage usually is: a judgment in court, else an order."""
    in_court = stage in ABOVE or stage is Stage.FIRST_INSTANCE
    return judgment_at(stage) if in_court else DecisionKind.ORDER


def judgment_at(stage: Stage) -> DecisionKind:
    """Which of the two words a judgment has at that stage."""
    return DecisionKind.JUDGMENT_ABOVE if stage in ABOVE else DecisionKind.JUDGMENT
