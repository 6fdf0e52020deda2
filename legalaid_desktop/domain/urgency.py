"""Urgency: who in the queue comes first, and what is to be done first, by rules that are data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from legalaid_desktop.domain import intakes, reference
from legalaid_desktop.domain.intakes import Intake
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.safe_contacts import Answer


class Ground(StrEnum):
    """What can make an intake urgent."""

    DANGER = "danger"
    CUSTODY = "custody"
    DEADLINE_NEAR = "deadline_near"
    CHILD = "child"
    TRAFFICKING = "trafficking"
    DEADLINE = "deadline"
    CALL_DUE = "call_due"
    NOT_ASKED = "not_asked"
    LONG_WAIT = "long_wait"


class Pressure(StrEnum):
    """How soon somebody must act."""

    NOW = "now"
    TODAY = "today"
    SOON = "soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyRule:
    """One rule of order.

    Attributes:
        days: for grounds of time, how many; zero for the others.
        reason: why it is urgent, in words; first: what to do first; both by language.
    """

    ground: Ground
    pressure: Pressure
    days: int
    reason: Mapping[str, str]
    first: Mapping[str, str]
    certainty: Certainty


def parse_rules(data: Mapping[str, object]) -> tuple[UrgencyRule, ...]:
    """The rules, the most urgent first, as ``resources/reference/urgency.toml`` says."""
    return tuple(
        UrgencyRule(
            ground=reference.choice(Ground, record, "id"),
            pressure=reference.choice(Pressure, record, "pressure"),
            days=reference.number(record, "days") if "days" in record else 0,
            reason={each: reference.text(record, f"reason_{each}") for each in ("lo", "en")},
            first={each: reference.text(record, f"first_{each}", "") for each in ("lo", "en")},
            certainty=reference.choice(Certainty, record, "certainty"),
        )
        for record in reference.records(data, "rule")
    )


def found(intake: Intake, rules: Sequence[UrgencyRule], today: date) -> tuple[UrgencyRule, ...]:
    """The rules that hold for an intake on that day, the most urgent first."""
    holding = tuple(rule for rule in rules if _holds(rule, intake, today))
    near = any(rule.ground is Ground.DEADLINE_NEAR for rule in holding)
    return tuple(rule for rule in holding if not (near and rule.ground is Ground.DEADLINE))


def order(
    intake: Intake, rules: Sequence[UrgencyRule], today: date
) -> tuple[int, int, date, float, int]:
    """A key that puts the most urgent first: by the first ground, by how many, by the older."""
    holding = found(intake, rules, today)
    first = list(rules).index(holding[0]) if holding else len(rules)
    last_day = intake.deadline_on or date.max
    return first, -len(holding), last_day, intake.received_at.timestamp(), intake.id or 0


def _holds(rule: UrgencyRule, intake: Intake, today: date) -> bool:
    if rule.ground in intakes.SCREEN:
        return getattr(intake, rule.ground) is Answer.YES
    if rule.ground is Ground.DEADLINE_NEAR:
        day = intake.deadline_on
        return day is not None and day <= today + timedelta(days=rule.days)
    if rule.ground is Ground.CALL_DUE:
        return intake.call_again_on is not None and intake.call_again_on <= today
    if rule.ground is Ground.NOT_ASKED:
        return any(getattr(intake, name) is Answer.NOT_ASKED for name in intakes.SCREEN)
    return intakes.received_on(intake) <= today - timedelta(days=rule.days)
