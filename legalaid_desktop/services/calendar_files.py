"""The calendar of the office as a file for other programs, one way, and what comes back of it."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from legalaid_desktop import documents, i18n
from legalaid_desktop.bundles import spreadsheets
from legalaid_desktop.domain import calendar_files
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.alerts import AlertKind, DeskRules, ahead
from legalaid_desktop.domain.calendar import answers, kinds_of
from legalaid_desktop.domain.calendar_files import Answer, CalendarEntry, EntryKind, Returned
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.copies import OWN_FILE, CopyWay, Errand
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus, not_in_force
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.naming import Naming
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import calendar
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import alerts, copies, exports, naming, teams
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import events as stored_events
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
    """Whether ordinary cases say the client's name and what a hearing is about, as consented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What goes into a calendar: deadlines and hearings with their cases, by id.

    Attributes:
        own: ids of the cases that the user leads, or in which the user answers for a day.
    """

    due: list[Deadline]
    hearings: list[Event]
    cases: Mapping[int, Case]
    own: frozenset[int]


class CalendarFiles:
    """Calendars of other programs; nothing there ever changes anything here."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def naming(self, span: Span, errand: Errand) -> tuple[Naming, ...]:
        """Which cases of that calendar would be named on that errand, and why others would not.

        Raises:
            NotAllowed, InvalidValue: a ground was given by somebody who may not, or no reason.
        """
        with self._desk.reading(Act.EXPORT) as session:
            return judged(self._desk, session, replace(span, named=True), errand)

    def export(self, span: Span, language: str, errand: Errand, out: Path) -> int:
        """Writes the calendar to ``out`` and gives its number in the register of copies.

        A case is named only where the consents of its client allow it, and each that is named is
        entered in its own register. All others, and every restricted one, are in it by their number
        alone.

        Raises:
            NotAllowed, InvalidValue: a ground was given by somebody who may not, or no reason.
        """
        with exports.placing(out) as put, self._desk.writing(Act.EXPORT) as session:
            sign(session)
            found = judged(self._desk, session, span, errand)
            naming.enter_each(self._desk, session, CopyWay.FILE, CALENDAR, found, errand)
            number = copies.enter_without_case(session, Deed.EXPORT, CALENDAR, 0, errand)
            put((made(self._desk, session, span, language, found),))
            return number

    def compare(self, path: Path, language: str) -> tuple[Returned, ...]:
        """What became of our entries in a calendar that another program saved; changes nothing.

        Each is looked for by its own number, also when it is settled or long past.
        """
        came_back = read(_read(path))
        with self._desk.reading(Act.READ) as session:
            mark = settings.get(session, SIGN)
            plan = _come_back(session, came_back, mark)
            entries = _every(self._desk, session, plan, mark, language)
            titles = _titles(self._desk, session, plan, mark)
        return calendar_files.returned(entries, came_back, titles, mark)


def read(data: bytes) -> tuple[Answer, ...]:
    """The entries of a calendar file of any program, in any usual encoding; raises ``Refused``."""
    reader = documents.calendar_files
    if len(data) > reader.LARGEST:
        raise Refused(reader.TOO_LARGE)
    return reader.read(spreadsheets.decoded(reader.unfolded(data)).encode())


def judged(desk: Desk, session: Session, span: Span, errand: Errand) -> tuple[Naming, ...]:
    """Which cases of the calendar are named, in the caller's transaction; none if not asked for."""
    if not span.named:
        return ()
    plan = _planned(desk, session, span)
    return naming.look(desk, session, plan.cases.values(), errand, plan.own)


def sign(session: Session) -> None:
    """Gives what makes our entries known again, in the caller's transaction, if there is none."""
    known = settings.get(session, SIGN) or secrets.token_hex(4)
    settings.put(session, SIGN, known, Change.OFFICE)


def made(desk: Desk, session: Session, span: Span, language: str, found: Iterable[Naming]) -> bytes:
    """The calendar as a file, in the caller's transaction."""
    plan, mark = _planned(desk, session, span), settings.get(session, SIGN)
    entries = _every(desk, session, plan, mark, language, found)
    told = i18n.catalog(language).gettext(TITLE)
    return documents.calendar_files.make(entries, told, language)


def _every(
    desk: Desk,
    session: Session,
    plan: _Plan,
    mark: str,
    language: str,
    found: Iterable[Naming] = (),
) -> list[CalendarEntry]:
    names = naming.names(session, found, plan.cases, language)
    rules, now = alerts.rules(session), desk.clock()

    def called(case_id: int) -> tuple[Case, str, str, str, datetime]:
        return plan.cases[case_id], names.get(case_id, ""), mark, language, now

    due = [_ringing(_of_deadline(one, *called(one.case_id)), one, rules) for one in plan.due]
    return due + [
        _ringing(_of_hearing(one, *called(one.case_id)), one, rules) for one in plan.hearings
    ]


def _titles(desk: Desk, session: Session, plan: _Plan, mark: str) -> frozenset[tuple[str, str]]:
    """Uid and title of every entry as it may have gone out: with a name, and in each language."""
    ordinary = naming.look(desk, session, plan.cases.values(), OWN_FILE, ())
    return frozenset(
        (one.uid, one.title)
        for language in i18n.LANGUAGES
        for found in ((), ordinary)
        for one in _every(desk, session, plan, mark, language, found)
    )


def _planned(desk: Desk, session: Session, span: Span) -> _Plan:
    mine = desk.account.id
    due = [
        one
        for one in stored_deadlines.open_until(
            session, span.last, whose=mine if span.mine else None
        )
        if one.due_on >= span.first and one.status is DeadlineStatus.OPEN
    ]
    hearings = stored_events.hearings(session, span.first, span.last)
    now = desk.clock().replace(microsecond=0)
    about = {one.case_id for one in due} | {one.case_id for one in hearings}
    leads = teams.lead_ids(session, about, now)
    if span.mine:
        hearings = [one for one in hearings if answers(one, mine, leads)]
        about = {one.case_id for one in due} | {one.case_id for one in hearings}
    own = {key for key, lead in leads.items() if lead == mine}
    own |= {one.case_id for one in due if one.responsible_id == mine}
    known = stored_cases.several(session, about)
    return _Plan(due=due, hearings=hearings, cases=known, own=frozenset(own))


def _come_back(session: Session, came_back: Sequence[Answer], mark: str) -> _Plan:
    """The records whose entries came back, as far as the user sees them."""
    kinds = calendar_files.DEADLINE, calendar_files.HEARING
    keys = [calendar_files.ours(came_back, kind, mark) for kind in kinds]
    due = stored_deadlines.several(session, keys[0])
    events = stored_events.several(session, keys[1]).values()
    about = {one.case_id for one in due} | {one.case_id for one in events}
    cases = stored_cases.several(session, about)
    return _Plan(
        due=[one for one in due if one.case_id in cases],
        hearings=[one for one in events if one.kind is EventKind.HEARING and one.case_id in cases],
        cases=cases,
        own=frozenset(),
    )


def _read(path: Path) -> bytes:
    """The bytes of the file, unless it is so large that old computers would stand still."""
    try:
        if path.stat().st_size > documents.calendar_files.LARGEST:
            raise Refused(documents.calendar_files.TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise Refused(UNREADABLE, file=path.name) from error


def _of_deadline(
    one: Deadline, case: Case, name: str, mark: str, language: str, now: datetime
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
        uid=calendar_files.uid(calendar_files.DEADLINE, one.id, mark),
        revision=one.version,
        kind=kind,
        title=_joined(title, case.number, name),
        number=case.number,
        on=one.due_on,
        at=at,
        words=say(DATES).format(**shown),
        is_certain=certain,
        changed=now,
    )


def _of_hearing(
    one: Event, case: Case, name: str, mark: str, language: str, now: datetime
) -> CalendarEntry:
    say = i18n.catalog(language).gettext
    return CalendarEntry(
        uid=calendar_files.uid(calendar_files.HEARING, one.id, mark),
        revision=one.version,
        kind=EntryKind.HEARING,
        title=_joined(say(HEARING), case.number, name),
        number=case.number,
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
