"""Counts periods by the shipped law of service, and those that somebody types without an office."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from legalaid_desktop.domain import court_calendar, deadlines
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.deadlines import Computation
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.domain.starts import require_near
from legalaid_desktop.domain.triggers import Prolongation, Trigger
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import VIENTIANE

BAD_TRIGGER = N_(
    "“{trigger}” is neither a date nor a date with a time. Write 2026-03-27 or 2026-03-27T14:30."
)
NOT_VERIFIED = N_(
    "Rule {rule} has not been verified by a Lao lawyer. It is used only when an unverified rule is "
    "asked for on purpose (--unverified)."
)

_LAO_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[T ]+(.+))?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]+(.+))?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(Z|[+-]\d{2}:?\d{2})?")


def compute(
    rule: Rule,
    trigger: date | datetime | Trigger,
    calendar: CourtCalendar,
    variant: str = "",
    prolongations: Sequence[Prolongation] = (),
) -> Computation:
    """The last days of the rule, with what the laws say of service, standstill and more time."""
    law = reference.counting_law()
    return deadlines.compute(rule, trigger, calendar, variant, prolongations, law=law)


def compute_free(
    rule_id: str,
    trigger_text: str,
    variant: str = "",
    holidays_text: str = "",
    *,
    unverified: bool = False,
) -> Computation:
    """The last days of a shipped rule on the shipped holidays, changed by ``holidays_text``."""
    rule = reference.rule(rule_id)
    require_verified(rule, unverified=unverified)
    added, removed = court_calendar.parse_changes(holidays_text)
    calendar = reference.seed_calendar()
    if added or removed:
        calendar = calendar.changed(added, removed)
    return compute(rule, parse_when(trigger_text), calendar, variant)


def require_verified(rule: Rule, *, unverified: bool) -> None:
    """Refuses a rule that nobody has read in the law, unless it is asked for on purpose."""
    if rule.certainty is Certainty.UNVERIFIED and not unverified:
        raise Refused(NOT_VERIFIED, rule=rule.id)


def parse_when(text: str) -> date | datetime:
    """The date, or the moment in Vientiane, that somebody typed; Lao digits are read too."""
    plain = text.strip().translate(_LAO_DIGITS)
    try:
        day, time_text = _day_and_time(plain)
        require_near(day)
        return day if time_text is None else _moment(day, time_text)
    except (OverflowError, ValueError) as error:
        raise Refused(BAD_TRIGGER, trigger=text) from error


def _day_and_time(text: str) -> tuple[date, str | None]:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day, rest = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year, rest = found.groups()
    else:
        raise ValueError(text)
    return date(int(year), int(month), int(day)), rest


def _moment(day: date, text: str) -> datetime:
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(text)
    local = datetime(day.year, day.month, day.day, int(found[1]), int(found[2]), tzinfo=VIENTIANE)
    if found[3]:
        zone = datetime.strptime(found[3], "%z").tzinfo
        local = local.replace(tzinfo=zone).astimezone(VIENTIANE)
    return local.replace(tzinfo=None)
