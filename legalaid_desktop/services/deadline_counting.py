"""Counts periods by the shipped law of service, and those that somebody types without an office."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from legalaid_desktop.domain import court_calendar, deadlines
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.deadlines import Computation
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Rule, Unit
from legalaid_desktop.domain.runs import LastDays
from legalaid_desktop.domain.starts import require_near
from legalaid_desktop.domain.triggers import (
    Known,
    Occasion,
    Pause,
    Prolongation,
    ServiceWay,
    Trigger,
    Which,
)
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

BAD_PAUSE = N_(
    "“{pause}” is not a pause. Write 2026-05-01..2026-05-20, or 2026-05-01.. for one that goes on."
)
BAD_MORE = N_(
    "“{more}” is not a length of time. Write 15d, 10w (working days), 2week, 3m, 1y or 24h, and "
    "the day of the grant if it is known: 15d@2026-06-20."
)

_UNITS = {
    "h": Unit.HOUR,
    "d": Unit.DAY,
    "w": Unit.WORKING_DAY,
    "week": Unit.WEEK,
    "m": Unit.MONTH,
    "y": Unit.YEAR,
}
_MORE = re.compile(r"(\d{1,6})(h|d|week|w|m|y)(?:@(.+))?")
_LAO_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[T ]+(.+))?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]+(.+))?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(Z|[+-]\d{2}:?\d{2})?")


def compute(
    rule: Rule,
    trigger: date | datetime | Trigger | LastDays,
    calendar: CourtCalendar,
    variant: str = "",
    prolongations: Sequence[Prolongation] = (),
) -> Computation:
    """The last days of the rule, with what the laws say of service, standstill and more time."""
    law = reference.counting_law()
    return deadlines.compute(rule, trigger, calendar, variant, prolongations, law=law)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedEvent:
    """What somebody typed of an event besides its day; all texts may be empty.

    Attributes:
        reached: the day of receipt; ``also``: further days of which ``which`` counts.
        pauses: ``2026-05-01..2026-05-20``, or ``2026-05-01..`` for one that goes on.
        restarts: days on which the period began anew.
        more: ``15d`` or ``2m@2026-06-20`` with the day of the grant.
    """

    known: Known = Known.DAY
    way: ServiceWay = ServiceWay.NONE
    reached: str = ""
    also: tuple[str, ...] = ()
    which: Which = Which.EARLIEST
    pauses: tuple[str, ...] = ()
    restarts: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


PLAIN = TypedEvent()


def compute_free(
    rule_id: str,
    trigger_text: str,
    variant: str = "",
    holidays_text: str = "",
    typed: TypedEvent = PLAIN,
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
    when = parse_when(trigger_text)
    more = tuple(_more(each, when) for each in typed.more)
    trigger = when if replace(typed, more=()) == PLAIN else _event(rule, when, typed)
    return compute(rule, trigger, calendar, variant, more)


def _event(rule: Rule, when: date | datetime, typed: TypedEvent) -> Trigger:
    return Trigger(
        case_id=0,
        event=rule.event,
        on=_day(when),
        at=when.time() if isinstance(when, datetime) else None,
        known=typed.known,
        way=typed.way,
        reached_on=_day(parse_when(typed.reached)) if typed.reached else None,
        also=tuple(Occasion(on=_day(parse_when(each))) for each in typed.also),
        which=typed.which,
        pauses=tuple(_pause(each) for each in typed.pauses),
        restarts=tuple(Occasion(on=_day(parse_when(each))) for each in typed.restarts),
    )


def _pause(text: str) -> Pause:
    first, dots, last = text.partition("..")
    if not dots:
        raise Refused(BAD_PAUSE, pause=text)
    ends = _day(parse_when(last)) if last.strip() else None
    return Pause(first=_day(parse_when(first)), last=ends)


def _more(text: str, when: date | datetime) -> Prolongation:
    found = _MORE.fullmatch(text.strip().translate(_LAO_DIGITS))
    if found is None:
        raise Refused(BAD_MORE, more=text)
    granted = _day(parse_when(found[3])) if found[3] else _day(when)
    return Prolongation(length=int(found[1]), unit=_UNITS[found[2]], granted_on=granted)


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


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
