"""Calendars as iCalendar files (RFC 5545), and the answers of other programs (RFC 5546)."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from icalendar import Alarm, Calendar, Event, vCalAddress
from icalendar.cal import Component

from legalaid_desktop import i18n
from legalaid_desktop.domain.calendar_files import Answer, CalendarEntry, EntryKind
from legalaid_desktop.domain.custody import LAOS
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_

PRODUCT = "-//Legal Aid Desktop//Calendar//{language}"
LARGEST = 20 * 1024 * 1024
NO_CALENDAR = N_("This file is not a calendar, or it is damaged.")
TOO_LARGE = N_("This calendar is larger than 20 MB. Export a shorter time from the other program.")
MOST = 30_000
TOO_MANY = N_(
    "There are more than {most} entries in this calendar. Export a shorter time from the other "
    "program."
)
CATEGORIES = {
    EntryKind.DEADLINE: N_("Deadline"),
    EntryKind.HEARING: N_("Hearing"),
    EntryKind.TARGET: N_("Target of the office"),
    EntryKind.CLOCK: N_("Clock of an authority"),
}
_ENTRIES = frozenset({"VEVENT", "VTODO"})
_BEGINS = frozenset(f"BEGIN:{name}" for name in _ENTRIES)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_FOLD = re.compile(rb"\n[ \t]")
_BROKEN = (ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError)
_OURS = frozenset(
    {
        "ATTENDEE",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "DUE",
        "DURATION",
        "LAST-MODIFIED",
        "RRULE",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "UID",
    }
)


Found = TypeVar("Found")
_NO_START: tuple[date | datetime | None, str] = (None, "")
_NO_DAY: tuple[date | None, datetime | None] = (None, None)


def make(entries: Iterable[CalendarEntry], title: str, language: str) -> bytes:
    """The entries as a file that common calendar programs open; private, and busy for nobody."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT.format(language=language.upper()))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", "Asia/Vientiane")
    for entry in entries:
        calendar.add_component(_event(entry, language))
    made: bytes = calendar.to_ical()
    return made


def read(data: bytes) -> tuple[Answer, ...]:
    """The entries and tasks of a calendar file of any program; raises ``Refused``.

    What cannot be read of one entry costs no other one: it comes as one that says so.
    """
    if len(data) > LARGEST:
        raise Refused(TOO_LARGE)
    try:
        calendars = Calendar.from_ical(_whole(data), multiple=True)
        answers = tuple(
            _answer(event, str(calendar.get("METHOD", "")).upper())
            for calendar in calendars
            for event in calendar.walk()
            if event.name in _ENTRIES
        )
    except (*_BROKEN, RecursionError) as error:
        raise Refused(NO_CALENDAR) from error
    if answers and not any(one.is_readable for one in answers):
        raise Refused(NO_CALENDAR)
    return answers


def unfolded(data: bytes) -> bytes:
    """The file with each long line in one piece again: a fold may cut a letter in two."""
    if data[:2] in _UTF_16:
        return data
    return _FOLD.sub(b"", data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))


def _event(entry: CalendarEntry, language: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.revision)
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("summary", entry.title)
    _add_time(event, entry)
    for name, value in (("location", entry.place), ("description", entry.words)):
        if value:
            event.add(name, value)
    kind = i18n.catalog(language).gettext(CATEGORIES[entry.kind])
    event.add("categories", [kind])
    event.add("status", "CONFIRMED" if entry.is_certain else "TENTATIVE")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if entry.kind is EntryKind.HEARING else "TRANSPARENT")
    for lead in entry.alarms:
        event.add_component(_alarm(lead, " · ".join(filter(None, (kind, entry.number)))))
    return event


def _add_time(event: Event, entry: CalendarEntry) -> None:
    if entry.at is None:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        return
    begin = entry.at.replace(tzinfo=LAOS).astimezone(UTC)  # which every program reads
    event.add("dtstart", begin)
    event.add("dtend", begin + entry.lasts)


def _alarm(lead: timedelta, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -lead)
    return alarm


def _whole(data: bytes) -> str:
    """The text of a file that was not cut; raises ``ValueError``."""
    text = unfolded(data).decode("utf-16" if data[:2] in _UTF_16 else "utf-8-sig")
    lines = [line.strip().upper() for line in text.splitlines()]
    if not 0 < lines.count("BEGIN:VCALENDAR") == lines.count("END:VCALENDAR"):
        raise ValueError("no whole calendar")
    if sum(line in _BEGINS for line in lines) > MOST:
        raise Refused(TOO_MANY, most=i18n.number(MOST, i18n.current()))
    return text


def _answer(event: Component, method: str) -> Answer:
    found = {name.upper() for name, _ in event.errors if name}
    start, zone = _tried(lambda: _start(event, found), _NO_START, "DTSTART", found)
    on, at = _tried(lambda: _when(start), _NO_DAY, "DTSTART", found)
    until = _tried(lambda: _until(event, on, found), None, "DTEND", found) if at is None else None
    repeats = _tried(lambda: _repeats(event, found), "", "RRULE", found)
    broken = frozenset(found)
    attendee = _attendee(event)
    return Answer(
        uid=str(event.get("UID", "")),
        revision=0 if "SEQUENCE" in broken else int(event.get("SEQUENCE", 0)),
        method=method,
        title=str(event.get("SUMMARY", "")),
        on=on,
        at=at,
        until=until,
        repeats=repeats,
        zone=zone,
        status=str(event.get("STATUS", "")).upper(),
        part=str(attendee.params.get("PARTSTAT", "")).upper() if attendee is not None else "",
        by=_address(attendee) if attendee is not None else "",
        words=str(event.get("DESCRIPTION", "")),
        others=tuple(sorted(name for name in event if name not in _OURS)),
        broken=tuple(sorted(broken)),
    )


def _tried(read: Callable[[], Found], otherwise: Found, name: str, broken: set[str]) -> Found:
    """What is read of a property; where it breaks, its name goes to those that cannot be read."""
    try:
        return read()
    except _BROKEN:
        broken.add(name)
        return otherwise


def _start(event: Component, broken: Collection[str]) -> tuple[date | datetime | None, str]:
    """Its day or moment, of a task when it is due; and its zone where nobody knows that."""
    names = ("DUE", "DTSTART") if event.name == "VTODO" else ("DTSTART",)
    found: Any = next((event[name] for name in names if name in event and name not in broken), None)
    if found is None:
        return None, ""
    moment: date | datetime = found.dt
    told = isinstance(moment, datetime) and moment.tzinfo is None
    return moment, str(found.params.get("TZID", "")) if told else ""


def _until(event: Component, on: date | None, broken: Collection[str]) -> date | None:
    """The last of the whole days it takes; nothing for one day."""
    if on is None or "DTEND" in broken or "DTEND" not in event:
        return None
    told: Any = event["DTEND"]
    end, _ = _when(told.dt)
    last = end - timedelta(days=1) if end else on
    return last if last > on else None


def _repeats(event: Component, broken: Collection[str]) -> str:
    rule: Any = None if "RRULE" in broken else event.get("RRULE")
    first = rule[0] if isinstance(rule, list) else rule
    return str(first.get("FREQ", ["?"])[0]).upper() if first is not None else ""


def _when(moment: date | datetime | None) -> tuple[date | None, datetime | None]:
    """The day in Laos, and the time of day there; a time without a zone is Laos'."""
    if not isinstance(moment, datetime):
        if not isinstance(moment, date | None):
            raise TypeError("neither a day nor a moment")
        return moment, None
    local = moment.astimezone(LAOS).replace(tzinfo=None) if moment.tzinfo else moment
    return local.date(), local


def _attendee(event: Component) -> vCalAddress | None:
    found = event.get("ATTENDEE")
    first = found[0] if isinstance(found, list) else found
    return first if isinstance(first, vCalAddress) else None


def _address(attendee: vCalAddress) -> str:
    name = str(attendee.params.get("CN", ""))
    return name or str(attendee).removeprefix("mailto:").removeprefix("MAILTO:")
