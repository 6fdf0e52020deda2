"""Entries of a calendar that leaves the office, and what comes back of them from elsewhere."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from legalaid_desktop.domain.privacy import Private


class EntryKind(StrEnum):
    """What an entry of the calendar is."""

    DEADLINE = "deadline"
    HEARING = "hearing"
    TARGET = "target"
    CLOCK = "clock"


class Fate(StrEnum):
    """What became of an entry in another program."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    REPEATED = "repeated"
    """It was made to come again and again."""
    UNREADABLE = "unreadable"
    """Its day or its number cannot be read."""
    GONE = "gone"
    """It is one of ours, but no longer here, or in a case that the user does not see."""
    UNKNOWN = "unknown"
    """It is not one of ours."""


_NEEDED = frozenset({"DTSTART", "DUE", "DTEND", "SEQUENCE", "RRULE"})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CalendarEntry(Private):
    """A deadline or a hearing as another program shows it.

    Attributes:
        uid: the same for the same record in every export.
        revision: grows with each change of the record.
        number: of the case; with the kind it is all that an alarm says: it pops up on a screen
            that others see.
        on: the day; ``at``: the moment (UTC+7, without a zone) where there is a time of day.
        words: what it says below the title.
        alarms: how long before it the other program shall ring.
        changed: when it was last changed; aware.
    """

    uid: str
    revision: int
    kind: EntryKind
    title: str
    number: str = ""
    on: date
    at: datetime | None = None
    lasts: timedelta = timedelta(hours=1)
    place: str = ""
    words: str = ""
    is_certain: bool = True
    alarms: tuple[timedelta, ...] = ()
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Answer(Private):
    """An entry as it came back.

    Attributes:
        method: what the file is for, such as REPLY; by: who answers, as the file says.
        until: the last day of an entry that takes several.
        repeats: how often it comes again, such as ``YEARLY``; zone: of a time whose zone nobody
            knows, so that it is read as if it were told in Laos.
        status: CANCELLED and the like; part: ACCEPTED, DECLINED and the like.
        broken: the names of the properties that cannot be read.
        others: the names of all further properties, so that a reader sees that they are there.
    """

    uid: str
    revision: int
    method: str
    title: str
    on: date | None
    at: datetime | None
    status: str = ""
    part: str = ""
    by: str = ""
    words: str = ""
    until: date | None = None
    repeats: str = ""
    zone: str = ""
    others: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether it is known which entry it is, or on which day it stands, and no part broke."""
        return bool(self.uid or self.on) and not _NEEDED & set(self.broken)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Returned(Private):
    """An answer beside the entry that it answers, if that is known, and what it means."""

    answer: Answer
    entry: CalendarEntry | None
    fate: Fate


DEADLINE, HEARING = "deadline", "hearing"
"""With what the uid of an entry begins."""
_LONG = 16
YEARLY = "YEARLY"
LONGEST = timedelta(days=30)
"""No holiday takes more days; a calendar may hold what is none."""
_PARTS = {
    "ACCEPTED": Fate.ACCEPTED,
    "DECLINED": Fate.DECLINED,
    "TENTATIVE": Fate.TENTATIVE,
}


def returned(
    entries: Iterable[CalendarEntry],
    answers: Iterable[Answer],
    titles: Collection[tuple[str, str]] = (),
    mark: str = "",
) -> tuple[Returned, ...]:
    """What became of each entry that came back; nothing of the office changes by it.

    Args:
        titles: uid and title of the entries as they may have gone out, too: in another language,
            or with a name.
        mark: what our entries are known by.
    """
    known = {one.uid: one for one in entries}
    return tuple(_returned(known, answer, titles, mark) for answer in answers)


def uid(kind: str, key: int | None, mark: str) -> str:
    """The same for the same record in every export."""
    return f"{kind}-{key}@{mark}"


def ours(answers: Iterable[Answer], kind: str, mark: str) -> set[int]:
    """The ids of the records of that kind whose entries came back."""
    begin, end = f"{kind}-", f"@{mark}"
    found = (
        one.uid.removeprefix(begin).removesuffix(end)
        for one in answers
        if mark and one.uid.startswith(begin) and one.uid.endswith(end)
    )
    return {int(one) for one in found if one.isascii() and one.isdigit() and len(one) < _LONG}


def _returned(
    known: Mapping[str, CalendarEntry],
    answer: Answer,
    titles: Collection[tuple[str, str]],
    mark: str,
) -> Returned:
    entry = known.get(answer.uid)
    if not answer.is_readable:
        return Returned(answer=answer, entry=entry, fate=Fate.UNREADABLE)
    if entry is not None:
        return Returned(answer=answer, entry=entry, fate=_fate(entry, answer, titles))
    is_ours = mark and answer.uid.endswith(f"@{mark}")
    return Returned(answer=answer, entry=None, fate=Fate.GONE if is_ours else Fate.UNKNOWN)


def _fate(entry: CalendarEntry, answer: Answer, titles: Collection[tuple[str, str]]) -> Fate:
    if answer.status == "CANCELLED" or answer.method == "CANCEL":
        return Fate.CANCELLED
    if answer.method == "REPLY" and answer.part in _PARTS:
        return _PARTS[answer.part]
    if answer.on is not None and _days(answer) != (entry.on, entry.at, entry.on):
        return Fate.MOVED
    if answer.repeats:
        return Fate.REPEATED
    ours = answer.title == entry.title or (answer.uid, answer.title) in titles
    return Fate.SAME if ours else Fate.CHANGED


def _days(answer: Answer) -> tuple[date | None, datetime | None, date | None]:
    return answer.on, answer.at, answer.until or answer.on


def notice_lines(answers: Iterable[Answer]) -> str:
    """The entries as lines of a notice: the day, then what it is called; a line for each day.

    What comes again each year has no year: it is that of the notice. An entry whose day cannot be
    read is a line without one, so that whoever reads the notice stops there.
    """
    lines = []
    for one in answers:
        if one.on is not None and one.is_readable:
            pattern = "%d/%m" if one.repeats == YEARLY else "%d/%m/%Y"
            last = min(one.until or one.on, one.on + LONGEST)
            days = (one.on + timedelta(days=past) for past in range((last - one.on).days + 1))
            lines += [f"{day:{pattern}} {one.title}".rstrip() for day in days]
        else:
            lines.append(one.title.strip() or one.uid or "?")
    return "\n".join(lines)
