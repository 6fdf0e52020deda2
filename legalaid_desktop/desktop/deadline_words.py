"""What is said of a deadline in lists: why its days are what they are, and how far off."""

from collections.abc import Mapping
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Chip
from legalaid_desktop.desktop.cases import URGENCY_KINDS
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain import deadlines
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import reference

RESPONSIBLE = N_("answers for it: {name}")


def reason(deadline: Deadline, language: str) -> str:
    """Why the date is what it is: safe and statutory day, article, and whether it was checked."""
    safe, last = (
        i18n.date_full(day, language) for day in (deadline.safe_on, deadline.statutory_on)
    )
    at = f", {deadline.ends_at:%H:%M}" if deadline.ends_at else ""
    parts = [filled(N_("Safe {day}"), day=safe + at)]
    if deadline.statutory_on != deadline.safe_on:
        parts.append(filled(N_("statutory {day}"), day=last))
    rule = next((one for one in reference.rules() if one.id == deadline.rule_id), None)
    if rule:
        parts.append(labels.article(rule.article, language))
    if deadline.certainty is Certainty.UNVERIFIED:
        parts.append(filled(N_("rule not checked by a lawyer")))
    return " · ".join(parts)


def whose(deadline: Deadline, names: Mapping[int, str], said: str) -> str:
    """The words with who answers for it, where somebody does."""
    name = names.get(deadline.responsible_id or 0, "")
    return f"{said} · {filled(RESPONSIBLE, name=name)}" if name else said


def urgency_chip(deadline: Deadline, today: date) -> Chip:
    """How far off the safe day is, in the colour of its urgency."""
    kind = URGENCY_KINDS[deadlines.urgency(deadline, today)]
    return Chip(days_off(deadline.safe_on, today), kind)
