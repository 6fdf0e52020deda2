"""The detention clock: where somebody is held, on what ground, and how many hours have passed.

It counts moments, not dates, so that neither a time zone nor midnight changes anything. Where the
clock of the computer stands before what is known already, the later of the two counts. How long a
ground carries is a rule like any other, as it stood in the office on the day it began.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from legalaid_desktop.domain import checks, counting, reference
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Direction, Rule, Unit

LAOS = timezone(timedelta(hours=7), "UTC+7")
_NO_HOLIDAYS = CourtCalendar(())
AGAIN = timedelta(days=7)
"""Whoever is held again within this time has not been free for long (our own decision)."""
_LOOK_AHEAD = timedelta(minutes=5)
"""Two clocks of one office may differ so far."""


class Release(StrEnum):
    """How somebody came out."""

    NONE = ""
    RELEASED = "released"
    BAIL = "bail"
    ACQUITTED = "acquitted"
    SERVED = "served"
    DEPORTED = "deported"
    ESCAPED = "escaped"
    DIED = "died"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyGround:
    """A ground on which people are held; ``rule``: the id of that by which it carries, if any."""

    id: str
    texts: Mapping[str, str]
    rule: str = ""
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Extension(Private):
    """An order that somebody stays: whose, under which number, until ``2026-06-01T14:00``, UTC+7.

    Attributes:
        ground: the id of the ground from here on, if it is another one.
        made: when it was made, written like ``until``; empty where nobody knows.
    """

    authority: str
    until: str
    number: str = ""
    ground: str = ""
    made: str = ""

    @property
    def ends_at(self) -> datetime:
        """The moment up to which it allows it."""
        return datetime.fromisoformat(self.until).replace(tzinfo=LAOS)

    @property
    def made_at(self) -> datetime | None:
        """The moment from which it allows it, if that is known."""
        return datetime.fromisoformat(self.made).replace(tzinfo=LAOS) if self.made else None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Transfer(Private):
    """Somebody was taken to another place, at ``2026-06-01T14:00``, UTC+7; the clock goes on."""

    place: str
    at: str
    note: str = ""

    @property
    def moment(self) -> datetime:
        """When it was."""
        return datetime.fromisoformat(self.at).replace(tzinfo=LAOS)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Heard(Private):
    """Who said, and when, to have heard the clock ring at that hour; ``mark`` is the alarm's."""

    mark: str
    hour: int
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Custody(Private):
    """One time that somebody is or was held.

    Attributes:
        place: where it began; ``transfers``: where else the person was taken, and when.
        since: aware; time_known: else it counts from the first minute of that day.
        ground: the id of a ground; ground_note: what the paper or the guard says.
        accusation: of what the person is accused.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    person_id: int
    place: str
    country: str = ""
    ground: str
    ground_note: str = ""
    accusation: str = ""
    since: datetime
    time_known: bool = True
    extensions: tuple[Extension, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    heard: tuple[Heard, ...] = ()
    released_at: datetime | None = None
    release: Release = Release.NONE
    release_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Gap(Private):
    """A time in which no order carried.

    Attributes:
        ordered: what ended before it was an order, and not only what the ground carries.
        unverified: no lawyer has read the rule by which the ground carried.
        lasts: it goes on still.
    """

    begins: datetime
    ends: datetime
    ordered: bool
    unverified: bool = False
    lasts: bool = False

    @property
    def elapsed(self) -> timedelta:
        """How long it is."""
        return self.ends - self.begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How long somebody has been held at a moment.

    Attributes:
        runs: not released yet.
        limit: up to when the last order, or the ground by itself, carries; None: not known.
        ordered: whether an order says so, and not only the ground.
        behind: the clock of the computer stands before the beginning.
        abroad: under the law of another country, to which no period of ours applies.
        gaps: the times without an order, the earliest first.
        rule: that by which the ground carries, where one is known.
        supposed: nobody knows the hour: it counts from the earliest possible.
    """

    elapsed: timedelta
    runs: bool
    limit: datetime | None = None
    ordered: bool = False
    over: bool = False
    behind: bool = False
    abroad: bool = False
    gaps: tuple[Gap, ...] = ()
    rule: Rule | None = None
    supposed: bool = False

    @property
    def hours(self) -> int:
        """Full hours."""
        return self.elapsed // timedelta(hours=1)

    @property
    def minutes(self) -> int:
        """Full minutes beyond the hours."""
        return self.elapsed // timedelta(minutes=1) % 60


def checked(custody: Custody, now: datetime) -> Custody:
    """The custody with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(custody, "ground_note", "accusation", "release_note")
    for name in ("since", "released_at"):
        moment = getattr(clean, name)
        if moment and moment > now + _LOOK_AHEAD:
            raise InvalidValue(name, "This moment lies in the future.")
    if clean.released_at and clean.released_at < clean.since:
        raise InvalidValue("released_at", "The end lies before the beginning.")
    if (clean.released_at is None) != (clean.release is Release.NONE):
        raise InvalidValue("release", "Say both how and when the person came out.")
    return replace(
        clean,
        place=checks.line("place", clean.place, required=True),
        extensions=tuple(_checked(one, clean.since, now) for one in clean.extensions),
        transfers=tuple(_taken(one, clean, now) for one in clean.transfers),
    )


def _checked(extension: Extension, since: datetime, now: datetime) -> Extension:
    made = extension.made_at
    if extension.ends_at <= max(since, made or since):
        raise InvalidValue("until", "The end lies before the beginning.")
    if made and made > now + _LOOK_AHEAD:
        raise InvalidValue("made", "This moment lies in the future.")
    clean = checks.lines(extension, "number")
    return replace(clean, authority=checks.line("authority", extension.authority, required=True))


def _taken(transfer: Transfer, custody: Custody, now: datetime) -> Transfer:
    """Not before it began, nor after it ended; where its hour is not known, on that very day."""
    day = custody.since.astimezone(LAOS).date()
    if transfer.moment < custody.since and transfer.moment.date() != day:
        raise InvalidValue("taken_on", "The end lies before the beginning.")
    if transfer.moment > min(custody.released_at or now, now) + _LOOK_AHEAD:
        raise InvalidValue("taken_on", "This moment lies in the future.")
    clean = checks.lines(transfer, "note")
    return replace(clean, place=checks.line("place", transfer.place, required=True))


def began_on(custody: Custody) -> date:
    """The day in Laos on which it began: the rules are those of that day."""
    return custody.since.astimezone(LAOS).date()


def place(custody: Custody) -> str:
    """Where the person is now, as far as the office knows."""
    latest = max(custody.transfers, key=lambda one: one.moment, default=None)
    return latest.place if latest else custody.place


def before(custody: Custody, others: Iterable[Custody]) -> Custody | None:
    """The last time that the same person was held before, if that is not long ago.

    Whoever is let go and taken again at once begins a new clock, and has been held for both.
    """
    ended = [
        one
        for one in others
        if one.person_id == custody.person_id
        and one.id != custody.id
        and one.released_at is not None
        and timedelta(0) <= custody.since - one.released_at <= AGAIN
    ]
    return max(ended, key=lambda one: one.released_at or one.since, default=None)


def clock(
    custody: Custody, now: datetime, rule: Rule | None, known: datetime | None = None
) -> Clock:
    """How long it has lasted now.

    Args:
        custody: of which.
        now: what the clock of the computer says.
        rule: by which its ground carries, as it stood on the day it began; None: not known.
        known: the latest moment that the office knows of; a clock set back counts from there.
    """
    present = max(now, known) if known else now
    end = custody.released_at or present
    carried = _carried(custody, rule)
    limit = max((one.ends_at for one in custody.extensions), default=carried)
    gaps = tuple(_gaps(custody, end, carried, unverified=bool(rule and rule.is_unverified)))
    return Clock(
        elapsed=max(end - custody.since, timedelta()),
        runs=custody.released_at is None,
        limit=limit,
        ordered=bool(custody.extensions),
        over=limit is not None and end > limit,
        behind=custody.released_at is None and now < custody.since,
        abroad=is_abroad(custody),
        gaps=gaps,
        rule=None if is_abroad(custody) else rule,
        supposed=not custody.time_known,
    )


def is_abroad(custody: Custody) -> bool:
    """Whether somebody is held under the law of another country."""
    return custody.country not in ("", "LA") or present_ground(custody) == "abroad"


def present_ground(custody: Custody) -> str:
    """The id of the ground that the last order names, else of the first."""
    named = [one.ground for one in custody.extensions if one.ground]
    return named[-1] if named else custody.ground


def _gaps(
    custody: Custody, end: datetime, carried: datetime | None, *, unverified: bool
) -> Iterable[Gap]:
    """The times up to ``end`` in which nothing carried; ``carried``: how far the ground does.

    Before an order of which nobody knows when it was made, no gap is claimed.
    """
    ordered = False
    for order in sorted(custody.extensions, key=lambda one: one.made_at or one.ends_at):
        made = order.made_at
        if carried and made and carried < min(made, end):
            unsure = unverified and not ordered
            ends = min(made, end)
            yield Gap(begins=carried, ends=ends, ordered=ordered, unverified=unsure)
        carried, ordered = max(carried or order.ends_at, order.ends_at), True
    if carried and carried < end:
        yield Gap(
            begins=carried, ends=end, ordered=ordered, unverified=unverified and not ordered,
            lasts=custody.released_at is None,
        )  # fmt: skip


def _carried(custody: Custody, rule: Rule | None) -> datetime | None:
    """How far the ground carries: to the minute, and no rest day makes it longer."""
    if rule is None or not rule.is_countable or rule.direction is Direction.BEFORE:
        return None
    if is_abroad(custody):
        return None
    if rule.unit is Unit.HOUR:
        return custody.since + timedelta(hours=rule.length)
    since = custody.since.astimezone(LAOS)
    day, _ = counting.reach(since.date(), rule.length, rule.unit, _NO_HOLIDAYS)
    return datetime.combine(day, since.timetz())


def due(custody: Custody, counted: Clock, *, child: bool) -> Collection[str]:
    """When prompts are due: the words of ``custody.toml`` that hold."""
    if not counted.runs:
        return ()
    if counted.abroad:  # the periods and bodies of Lao law say nothing there
        return {"abroad", "abroad_over"} if counted.over else {"abroad"}
    facts = {"over": counted.over, "gap": bool(counted.gaps), "child": child}
    return {"running", present_ground(custody), *(word for word, holds in facts.items() if holds)}


def parse_grounds(data: Mapping[str, object]) -> tuple[CustodyGround, ...]:
    """The grounds, as ``resources/law/custody.toml`` says, in its order."""
    return tuple(
        CustodyGround(
            id=reference.text(record, "id"),
            texts={language: reference.text(record, language) for language in ("lo", "en")},
            rule=reference.text(record, "rule", ""),
            certainty=reference.choice(Certainty, record, "certainty"),
        )
        for record in reference.records(data, "ground")
    )
