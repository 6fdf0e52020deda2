"""Moves: an open deadline that would end on another day by the present holidays, rule or event."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from legalaid_desktop.domain import rules
from legalaid_desktop.domain.counting_law import NO_LAW, CountingLaw
from legalaid_desktop.domain.court_calendar import CourtCalendar, Holiday, HolidayScope
from legalaid_desktop.domain.deadlines import Deadline, compute, counted_days, counted_sum
from legalaid_desktop.domain.holiday_tables import DayChange, DayChanged
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import DeadlineKind, Rule
from legalaid_desktop.domain.runs import LastDays
from legalaid_desktop.domain.steps import line
from legalaid_desktop.domain.triggers import Trigger

ROOM, SERVED = timedelta(days=7), timedelta(days=45)
"""So far around a period a changed day may matter; the second, how long a notice is posted."""


class MoveCause(StrEnum):
    """What would move a deadline."""

    HOLIDAY = "holiday"
    RULE = "rule"
    EVENT = "event"
    GRANTED = "granted"
    FOLLOWED = "followed"
    """The deadline that it follows ends on another day, or counts for it from another one."""


class MoveAnswer(StrEnum):
    """What somebody decided about a move."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    """What was refused is offered again."""
    ASKED = "asked"
    """Somebody entered what makes a day of the law later: it waits for another person."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Move(Private):
    """A deadline before and after it is counted again, and what somebody decided about that.

    Attributes:
        was_statutory, was_safe, was_at: the last days before, and the hour of a rule in hours.
        statutory_on, safe_on, ends_at: the same as they are counted now.
        days: the changes of the table of holidays that may have done it.
        answer: none as long as nobody decided; then ``by`` whom (an account), when and why.
        holidays_version: of the table that it is counted by now, ``rule_version`` of the rule.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    deadline_id: int
    cause: MoveCause
    was_statutory: date
    was_safe: date
    was_at: time | None = None
    statutory_on: date
    safe_on: date
    ends_at: time | None = None
    days: tuple[DayChange, ...] = ()
    answer: MoveAnswer | None = None
    reason: str = ""
    by: int | None = None
    at: datetime | None = None
    holidays_version: str = ""
    rule_version: str = ""


def recount(
    deadline: Deadline,
    rule: Rule,
    start: Trigger | LastDays | None,
    calendar: CourtCalendar,
    law: CountingLaw = NO_LAW,
) -> Deadline:
    """The deadline as it is counted now, and as sure as its rule now is; itself where it stays.

    Args:
        start: the event it runs from, or the last days of the deadline that it follows; without
            one the day it was counted from.

    Raises:
        LegalAidError: it cannot be counted: no time of day, no length, no longer that variant.
    """
    begin = start or moment(deadline)
    counted = compute(rule, begin, calendar, deadline.variant, deadline.prolongations, law=law)
    made = replace(deadline, **counted_days(counted))
    if made == deadline and made.certainty is rule.certainty:
        return deadline  # most are: the sum behind it takes longer than the count
    made = replace(made, rule_version=rules.version(rule), certainty=rule.certainty)
    return _by_hand(replace(made, **counted_sum(counted)))


def restood(before: Deadline, after: Deadline) -> Deadline | None:
    """The deadline on its days, as sure as its rule is by now; nothing where that is the same."""
    if ends(before) != ends(after) or before.certainty is after.certainty:
        return None
    return replace(
        before,
        certainty=after.certainty,
        rule_version=after.rule_version,
        rule_text=after.rule_text,
        steps=after.steps,
        holidays_version=after.holidays_version,
    )


def asks(before: Deadline, after: Deadline) -> bool:
    """Whether the move rests on a rule that nobody has read in the law, and did not before."""
    unread = Certainty.UNVERIFIED
    if after.certainty is not unread:
        return False
    return before.certainty is not unread or before.rule_version != after.rule_version


def refused_days(decided: Iterable[Move]) -> tuple[DayChange, ...]:
    """The changes of the table that somebody refused for a deadline and that hold still.

    A refusal holds for its days whatever is counted later. It ends when a move that these days
    made is accepted, or when the refusal itself is taken back.

    Args:
        decided: about one deadline, the oldest first.
    """
    found: dict[tuple[date, HolidayScope, DayChanged], DayChange] = {}
    for one in decided:
        if one.cause is not MoveCause.HOLIDAY:
            continue
        for each in one.days:
            key = _place(each)
            if one.answer is MoveAnswer.REFUSED:
                found[key] = each
            else:
                found.pop(key, None)
    return tuple(found[key] for key in sorted(found))


def offered_again(decided: Iterable[Move]) -> tuple[DayChange, ...]:
    """The changes of the table whose refusal was taken back and that nobody accepted since.

    Args:
        decided: about one deadline, the oldest first.
    """
    found: tuple[DayChange, ...] = ()
    for one in decided:
        if one.answer is MoveAnswer.ACCEPTED:
            found = ()  # counted with them
        elif (one.cause, one.answer) == (MoveCause.HOLIDAY, MoveAnswer.TAKEN_BACK):
            found = (*besides(found, one.days), *one.days)
    return found


def besides(days: Iterable[DayChange], refused: Iterable[DayChange]) -> tuple[DayChange, ...]:
    """The changes of the table without those that were refused, whatever they are called by now."""
    left_out = {_place(one) for one in refused}
    return tuple(one for one in days if _place(one) not in left_out)


def _place(one: DayChange) -> tuple[date, HolidayScope, DayChanged]:
    return one.day, one.scope, one.what


def honouring(
    calendar: CourtCalendar,
    refused: Iterable[DayChange],
    former: Callable[[DayChange], Holiday | None],
) -> CourtCalendar:
    """The table without the changes that were refused for a deadline.

    Args:
        former: the day as it was before it was changed or taken out, if any table has it still.
    """
    table = {(one.day, one.scope): one for one in calendar.holidays}
    for one in refused:
        place = (one.day, one.scope)
        if one.what is DayChanged.ADDED:
            table.pop(place, None)
        elif one.what is DayChanged.TAKEN_OUT:
            table.setdefault(place, former(one) or _day_again(one))
        elif place in table:
            table[place] = former(one) or table[place]
    if len(table) == len(calendar.holidays) and set(table.values()) == set(calendar.holidays):
        return calendar
    return CourtCalendar(tuple(table.values()))


def told_refusal(made: Deadline, version: str, refused: Iterable[DayChange]) -> Deadline:
    """What was counted so, with a line for each day that was left as it was.

    Args:
        version: of the whole table: what was changed since then is what later changes are.
    """
    near = within(tuple(refused), made, made)
    lines = tuple(
        line("left_refused", day=one.day, name_lo=one.name_lo, name_en=one.name_en).as_data()
        for one in near
    )
    return replace(made, holidays_version=version, steps=(*made.steps, *lines))


def _day_again(one: DayChange) -> Holiday:
    return Holiday(day=one.day, name_lo=one.name_lo, name_en=one.name_en, scope=one.scope)


def _by_hand(made: Deadline) -> Deadline:
    """A day that somebody put by hand stays, unless it is after the safe last day by now."""
    is_late = made.hand_on is not None and made.hand_on > made.safe_on
    if is_late and made.kind is not DeadlineKind.TARGET:
        return replace(made, hand_on=None, hand_reason="")
    return made


def moment(deadline: Deadline) -> date | datetime:
    """What an older deadline was counted from, which has no event of its own."""
    if deadline.trigger_at is None:
        return deadline.trigger_on
    return datetime.combine(deadline.trigger_on, deadline.trigger_at)


def move(before: Deadline, after: Deadline, cause: MoveCause) -> Move | None:
    """The move from one to the other; nothing where it ends on the same days."""
    return None if ends(before) == ends(after) else step(before, after, cause)


def step(before: Deadline, after: Deadline, cause: MoveCause) -> Move:
    """The same, on the same days as well: more time that was granted may change nothing."""
    return Move(
        case_id=before.case_id,
        deadline_id=before.id or 0,
        cause=cause,
        was_statutory=before.statutory_on,
        was_safe=before.safe_on,
        was_at=before.ends_at,
        statutory_on=after.statutory_on,
        safe_on=after.safe_on,
        ends_at=after.ends_at,
        holidays_version=after.holidays_version,
        rule_version=after.rule_version,
    )


def ends(deadline: Deadline) -> tuple[date, date, time | None]:
    """Both last days, and the hour where there is one."""
    return deadline.statutory_on, deadline.safe_on, deadline.ends_at


def is_later(before: Deadline, after: Deadline) -> bool:
    """Whether a day that the desk goes by gets later, or the hour on the same day of the law."""
    if after.statutory_on > before.statutory_on or after.safe_on > before.safe_on:
        return True
    same_day = after.statutory_on == before.statutory_on
    return same_day and (after.ends_at or time.min) > (before.ends_at or time.min)


def waits_for_another(decided: Iterable[Move]) -> int | None:
    """The account of who asked for the move and does not accept it alone; nobody without one.

    Only an acceptance answers it: who asked may refuse and take that back without end.

    Args:
        decided: about one deadline, the oldest first.
    """
    asked = None
    for one in decided:
        if one.answer is MoveAnswer.ASKED:
            asked = one.by
        elif one.answer is MoveAnswer.ACCEPTED:
            asked = None
    return asked


def as_asked(offered: Move, last: Move | None) -> Move:
    """The move with the cause and the reason of who asked for it, if it waits for another."""
    if last is None or last.answer is not MoveAnswer.ASKED:
        return offered
    return replace(offered, cause=last.cause, reason=last.reason)


def without_asked(deadline: Deadline, decided: Iterable[Move]) -> Deadline:
    """The deadline without the time that was asked for and to which nobody has agreed.

    Args:
        decided: about it, the oldest first.
    """
    waiting: list[str] = []
    for one in decided:
        if one.answer is MoveAnswer.ACCEPTED:
            waiting.clear()
        elif one.answer is MoveAnswer.ASKED and one.cause is MoveCause.GRANTED:
            waiting.append(one.reason)
    kept = deadline.prolongations
    for note in reversed(waiting):
        if kept and kept[-1].note == note:  # else it was undone
            kept = kept[:-1]
    return deadline if kept == deadline.prolongations else replace(deadline, prolongations=kept)


def is_same(one: Move, other: Move) -> bool:
    """Whether both say the same: the same deadline to the same days, whatever the cause."""
    return _content(one) == _content(other)


def _content(one: Move) -> tuple[object, ...]:
    return (
        one.deadline_id,
        one.was_statutory,
        one.was_safe,
        one.was_at,
        one.statutory_on,
        one.safe_on,
        one.ends_at,
    )


def left(offered: Iterable[Move], last: Mapping[int, Move]) -> list[Move]:
    """Those of the moves that were not refused when they were offered last."""
    return [one for one in offered if not _is_refused(one, last.get(one.deadline_id))]


def _is_refused(offered: Move, last: Move | None) -> bool:
    return last is not None and last.answer is MoveAnswer.REFUSED and is_same(offered, last)


def stays(deadline: Deadline, last: Move | None) -> bool:
    """Whether it stands where it is because somebody refused to move it."""
    if last is None or last.answer is not MoveAnswer.REFUSED:
        return False
    return ends(deadline) == (last.was_statutory, last.was_safe, last.was_at)


def touching(
    changed: Collection[DayChange], first: date, last: date, *, served: bool
) -> tuple[DayChange, ...]:
    """The changed days that may matter to a period between these days.

    Args:
        served: whether it runs from an event, so that the beginning itself may be counted.
    """
    room = SERVED if served else ROOM
    earliest, latest = first - room, last + room
    return tuple(one for one in changed if earliest <= one.day <= latest)


def within(
    changed: Collection[DayChange], deadline: Deadline, after: Deadline
) -> tuple[DayChange, ...]:
    """The changed days between the beginning of a period and its ends before and after."""
    days = (deadline.trigger_on, *ends(deadline)[:2], *ends(after)[:2])
    return tuple(one for one in changed if min(days) <= one.day <= max(days))


def cause_of(deadline: Deadline, after: Deadline, *, by_days: bool) -> MoveCause:
    """Why the deadline would move: what it runs from or follows, the changed days, or its rule.

    Args:
        by_days: whether changed days of the table may have done it.
    """
    if (deadline.trigger_on, deadline.trigger_at) != (after.trigger_on, after.trigger_at):
        return MoveCause.FOLLOWED if deadline.after_id else MoveCause.EVENT
    same_rule = deadline.rule_version in ("", after.rule_version)
    if deadline.after_id and same_rule and not by_days:
        return MoveCause.FOLLOWED
    return MoveCause.HOLIDAY if by_days or same_rule else MoveCause.RULE
