"""The detention clock: where somebody is held, on what ground, and how many hours have passed.

It counts moments, not dates, so that neither a time zone nor midnight changes anything. Where the
clock of the computer stands before what is known already, the later of the two counts.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from enum import StrEnum

from legalaid_desktop.domain import checks, counting, reference
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Unit

LAOS = timezone(timedelta(hours=7), "UTC+7")
_NO_HOLIDAYS = CourtCalendar(())
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
    """A ground on which people are held; ``hours`` or ``months`` it carries, 0 where not known."""

    id: str
    texts: Mapping[str, str]
    hours: int = 0
    months: int = 0
    law: str = ""
    article: str = ""
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
class Custody(Private):
    """One time that somebody is or was held.

    Attributes:
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
    released_at: datetime | None = None
    release: Release = Release.NONE
    release_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Gap(Private):
    """A time in which no order carried.

    Attributes:
        ordered: what ended before it was an order, and not only what the ground carries.
        lasts: it goes on still.
    """

    begins: datetime
    ends: datetime
    ordered: bool
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
    """

    elapsed: timedelta
    runs: bool
    limit: datetime | None = None
    ordered: bool = False
    over: bool = False
    behind: bool = False
    abroad: bool = False
    gaps: tuple[Gap, ...] = ()

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
    )


def _checked(extension: Extension, since: datetime, now: datetime) -> Extension:
    made = extension.made_at
    if extension.ends_at <= max(since, made or since):
        raise InvalidValue("until", "The end lies before the beginning.")
    if made and made > now + _LOOK_AHEAD:
        raise InvalidValue("made", "This moment lies in the future.")
    clean = checks.lines(extension, "number")
    return replace(clean, authority=checks.line("authority", extension.authority, required=True))


def clock(
    custody: Custody, now: datetime, grounds: Mapping[str, CustodyGround], known: datetime | None
) -> Clock:
    """How long it has lasted now.

    Args:
        custody: of which.
        now: what the clock of the computer says.
        grounds: by their ids.
        known: the latest moment that the office knows of; a clock set back counts from there.
    """
    present = max(now, known) if known else now
    end = custody.released_at or present
    limit = _limit(custody, grounds)
    gaps = tuple(_gaps(custody, end, _ground_limit(custody, grounds)))
    return Clock(
        elapsed=max(end - custody.since, timedelta()),
        runs=custody.released_at is None,
        limit=limit,
        ordered=bool(custody.extensions),
        over=limit is not None and end > limit,
        behind=custody.released_at is None and now < custody.since,
        abroad=is_abroad(custody),
        gaps=gaps,
    )


def is_abroad(custody: Custody) -> bool:
    """Whether somebody is held under the law of another country."""
    return custody.country not in ("", "LA") or present_ground(custody) == "abroad"


def present_ground(custody: Custody) -> str:
    """The id of the ground that the last order names, else of the first."""
    named = [one.ground for one in custody.extensions if one.ground]
    return named[-1] if named else custody.ground


def _limit(custody: Custody, grounds: Mapping[str, CustodyGround]) -> datetime | None:
    if custody.extensions:
        return max(one.ends_at for one in custody.extensions)
    return _ground_limit(custody, grounds)


def _gaps(custody: Custody, end: datetime, carried: datetime | None) -> Iterable[Gap]:
    """The times up to ``end`` in which nothing carried; ``carried``: how far the ground does.

    Before an order of which nobody knows when it was made, no gap is claimed.
    """
    ordered = False
    for order in sorted(custody.extensions, key=lambda one: one.made_at or one.ends_at):
        made = order.made_at
        if carried and made and carried < min(made, end):
            yield Gap(begins=carried, ends=min(made, end), ordered=ordered)
        carried, ordered = max(carried or order.ends_at, order.ends_at), True
    if carried and carried < end:
        yield Gap(begins=carried, ends=end, ordered=ordered, lasts=custody.released_at is None)


def _ground_limit(custody: Custody, grounds: Mapping[str, CustodyGround]) -> datetime | None:
    ground = grounds.get(custody.ground)
    if ground is None or is_abroad(custody):
        return None
    if ground.months:
        since = custody.since.astimezone(LAOS)
        day, _ = counting.reach(since.date(), ground.months, Unit.MONTH, _NO_HOLIDAYS)
        return datetime.combine(day, since.timetz())
    return custody.since + timedelta(hours=ground.hours) if ground.hours else None


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
            hours=reference.number(record, "hours") if "hours" in record else 0,
            months=reference.number(record, "months") if "months" in record else 0,
            law=reference.text(record, "law", ""),
            article=reference.text(record, "article", ""),
            certainty=reference.choice(Certainty, record, "certainty"),
        )
        for record in reference.records(data, "ground")
    )
