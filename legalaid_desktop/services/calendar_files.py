"""The calendar of the office as a file for other programs, one way, and what comes back of it."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from legalaid_desktop import documents, i18n
from legalaid_desktop.domain import calendar_files, cases, people
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.alerts import AlertKind, DeskRules, ahead
from legalaid_desktop.domain.calendar import answers, kinds_of
from legalaid_desktop.domain.calendar_files import CalendarEntry, EntryKind, Returned
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus, not_in_force
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import calendar
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import alerts, copies, exports, teams
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import people as stored_people
from legalaid_desktop.storage import settings

CALENDAR = "calendar_file"
"""What the trail calls it."""
SIGN = "calendar/sign"
"""The setting that makes our entries known again: random, given with the first export."""
UNREADABLE = N_("The file cannot be read: {file}")
UNVERIFIED = N_("UNVERIFIED – {title}")
NOT_IN_FORCE = N_("RULE NOT IN FORCE – {title}")
DATES = N_("Safe last day: {safe}. Statutory last day: {statutory}.")
TITLE = N_("Deadlines and hearings")
HEARING = N_("Hearing")
_KINDS = {
    DeadlineKind.DEADLINE: EntryKind.DEADLINE,
    DeadlineKind.CLOCK: EntryKind.CLOCK,
    DeadlineKind.TARGET: EntryKind.TARGET,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which part of the calendar is wanted, and whose: the account's own only, or everything."""

    first: date
    last: date
    mine: bool = False
    named: bool = False
    """Whether ordinary cases say the client's name and what a hearing is about."""


class CalendarFiles:
    """Calendars of other programs; nothing there ever changes anything here."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def export(self, span: Span, language: str, errand: Errand, out: Path) -> int:
        """Writes the calendar to ``out`` and gives its number in the register of copies.

        Restricted cases are in it by their number alone, whatever was asked for.
        """
        with self._desk.writing(Act.EXPORT) as session, exports.placing(out) as put:
            sign = settings.get(session, SIGN) or secrets.token_hex(4)
            settings.put(session, SIGN, sign, Change.OFFICE)
            entries = list(self._entries(session, span, sign, language))
            told = i18n.catalog(language).gettext(TITLE)
            number = copies.enter_without_case(session, Deed.EXPORT, CALENDAR, 0, errand)
            put((documents.calendar_files.make(entries, told, language),))
            return number

    def compare(self, path: Path, span: Span, language: str) -> tuple[Returned, ...]:
        """What became of our entries in a calendar that another program saved; changes nothing."""
        came_back = documents.calendar_files.read(_read(path))
        with self._desk.reading(Act.READ) as session:
            sign = settings.get(session, SIGN)
            entries = list(self._entries(session, span, sign, language)) if sign else []
        return calendar_files.returned(entries, came_back)

    def _entries(
        self, session: Session, span: Span, sign: str, language: str
    ) -> Iterator[CalendarEntry]:
        whose = self._desk.account.id if span.mine else None
        due = [
            one
            for one in stored_deadlines.open_until(session, span.last, whose=whose)
            if one.due_on >= span.first and one.status is DeadlineStatus.OPEN
        ]
        hearings = self._hearings(session, span, whose)
        about = {one.case_id for one in due} | {one.case_id for one in hearings}
        known = stored_cases.several(session, about)
        rules = alerts.rules(session)
        names = _names(session, known.values(), language) if span.named else {}
        now = self._desk.clock()
        for deadline in due:
            case = known[deadline.case_id]
            made = _of_deadline(deadline, case, names.get(case.id, ""), sign, language, now)
            yield _ringing(made, deadline, rules)
        for hearing in hearings:
            case = known[hearing.case_id]
            made = _of_hearing(hearing, case, names.get(case.id, ""), sign, language, now)
            yield _ringing(made, hearing, rules)

    def _hearings(self, session: Session, span: Span, whose: int | None) -> list[Event]:
        found = stored_events.hearings(session, span.first, span.last)
        if whose is None:
            return found
        now = self._desk.clock().replace(microsecond=0)
        leads = teams.lead_ids(session, (one.case_id for one in found), now)
        return [one for one in found if answers(one, whose, leads)]


def _read(path: Path) -> bytes:
    """The bytes of the file, unless it is so large that old computers would stand still."""
    try:
        if path.stat().st_size > documents.calendar_files.LARGEST:
            raise Refused(documents.calendar_files.TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise Refused(UNREADABLE, file=path.name) from error


def _names(session: Session, found: Iterable[Case], language: str) -> dict[int | None, str]:
    """The client of each ordinary case; a restricted one has no name outside."""
    named = {}
    for case in found:
        if not cases.is_restricted(case):
            client = stored_people.client(session, case.client_id)
            named[case.id] = people.name(stored_people.get(session, client.person_id), language)
    return named


def _of_deadline(
    one: Deadline, case: Case, name: str, sign: str, language: str, now: datetime
) -> CalendarEntry:
    kind, say = _KINDS[one.kind], i18n.catalog(language).gettext
    certain = one.certainty is not Certainty.UNVERIFIED
    words = calendar.title(one, case, language, typed=bool(name))
    title = words if certain else say(UNVERIFIED).format(title=words)
    if not_in_force(one):
        title = say(NOT_IN_FORCE).format(title=title)
    days = {"safe": one.safe_on, "statutory": one.statutory_on}
    shown = {key: labels.when(day, language) for key, day in days.items()}
    at = datetime.combine(one.due_on, one.ends_at) if one.ends_at else None
    return CalendarEntry(
        uid=f"deadline-{one.id}@{sign}",
        revision=one.version,
        kind=kind,
        title=_joined(title, case.number, name),
        on=one.due_on,
        at=at,
        words=say(DATES).format(**shown),
        is_certain=certain,
        changed=now,
    )


def _of_hearing(
    one: Event, case: Case, name: str, sign: str, language: str, now: datetime
) -> CalendarEntry:
    say = i18n.catalog(language).gettext
    return CalendarEntry(
        uid=f"hearing-{one.id}@{sign}",
        revision=one.version,
        kind=EntryKind.HEARING,
        title=_joined(say(HEARING), case.number, name),
        on=one.on,
        at=datetime.combine(one.on, one.at) if one.at else None,
        words=one.text if name else "",
        changed=now,
    )


def _ringing(entry: CalendarEntry, record: Deadline | Event, rules: DeskRules) -> CalendarEntry:
    """The entry with the office's own lead times: it rings elsewhere as the desk warns here."""
    leads = rules.of_all([AlertKind(one) for one in kinds_of(record)])
    return replace(entry, alarms=ahead(leads, timed=entry.at is not None))


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
