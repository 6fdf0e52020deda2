"""What is said of a deadline in lists: why its days are what they are, and how far off."""

from collections.abc import Mapping
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.cases import URGENCY_KINDS
from legalaid_desktop.desktop.kind_marks import stacked
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain import deadlines
from legalaid_desktop.domain.calendar import kind_of
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.settling import is_seen
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels

RESPONSIBLE = N_("answers for it: {name}")


def reason(deadline: Deadline, language: str) -> str:
    """Why the date is what it is: safe and statutory day, article, and whether it was checked."""
    at = f", {deadline.ends_at:%H:%M}" if deadline.ends_at else ""
    parts = [_first(deadline, language, at)]
    if deadline.statutory_on != deadline.safe_on:
        last = i18n.date_full(deadline.statutory_on, language)
        parts.append(filled(N_("statutory {day}"), day=last))
    if deadline.rule_text:
        parts.append(labels.cited(deadline.rule_text, language))
    if deadline.certainty is Certainty.UNVERIFIED:
        parts.append(filled(N_("rule not checked by a lawyer")))
    if deadlines.not_in_force(deadline):
        parts.append(filled(N_("rule not in force on the day it runs from")))
    return " · ".join(parts)


def _first(deadline: Deadline, language: str, at: str) -> str:
    safe = i18n.date_full(deadline.safe_on, language) + at
    counted = filled(N_("Safe {day}"), day=safe) if deadline.rule_id else safe
    if deadline.hand_on is None:
        return counted
    by_hand = filled(N_("Put by hand on {day}"), day=i18n.date_full(deadline.hand_on, language))
    return f"{by_hand} · {counted}" if deadline.rule_id else by_hand


def whose(deadline: Deadline, names: Mapping[int, str], said: str) -> str:
    """The words with who answers for it, where somebody does."""
    name = names.get(deadline.responsible_id or 0, "")
    return f"{said} · {filled(RESPONSIBLE, name=name)}" if name else said


def urgency_chip(deadline: Deadline, today: date) -> Chip:
    """How far off the day is that the desk goes by, in the colour of its urgency."""
    kind = URGENCY_KINDS[deadlines.urgency(deadline, today)]
    return Chip(days_off(deadline.due_on, today), kind)


def state_chips(deadline: Deadline) -> list[Chip]:
    """What else matters now: it waits for a second look, nobody has seen it, it is unverified."""
    chips = []
    if deadline.asked is not None:
        chips.append(Chip(N_("waits for a second look"), "attention"))
    elif deadline.status is DeadlineStatus.OPEN and not is_seen(deadline):
        chips.append(Chip(N_("not seen"), "neutral"))
    if deadline.certainty is Certainty.UNVERIFIED:
        chips.append(Chip(labels.CERTAINTIES[deadline.certainty], "urgent"))
    if deadlines.not_in_force(deadline):
        chips.append(Chip(N_("not in force"), "urgent"))
    return chips


def deadline_row(deadline: Deadline, title: str, said: str, today: date, key: object) -> Row:
    """One deadline with its days and what else matters now; kind and state stand above."""
    chips = [*state_chips(deadline), urgency_chip(deadline, today)]
    return stacked(Row(title, said, key=key), kind_of(deadline), chips)
