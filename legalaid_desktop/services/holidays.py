"""The office's table of holidays: kept by the yearly notice, with every version of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from legalaid_desktop.bundles import spreadsheets
from legalaid_desktop.domain import checks, holiday_tables
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.calendar_files import notice_lines
from legalaid_desktop.domain.court_calendar import CourtCalendar, Holiday
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.holiday_tables import (
    DayChange,
    HolidayVersion,
    NoticePreview,
    YearlyNotice,
)
from legalaid_desktop.domain.moves import is_same
from legalaid_desktop.domain.users import User
from legalaid_desktop.i18n import N_, gettext
from legalaid_desktop.services import calendar_files, moves, reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.imports import NOT_READ
from legalaid_desktop.services.moves import Moving
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import holidays as stored
from legalaid_desktop.storage import visibility

CALENDAR, TEXT = ".ics", ".txt"
NO_DAYS = N_("No line of this file has a day: {file}")
THERE = N_("This day is in the table already.")
SHIPPED = N_("Days that came with the program")
SHOWN = 60
"""So many versions are shown: a page of a screen, years of work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTable:
    """The table as it was after a change, and what that changed."""

    version: HolidayVersion
    changes: tuple[DayChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEffect:
    """What a yearly notice would do: to the table, and to which open deadlines.

    Attributes:
        hidden: so many more would move in cases that the user does not see.
    """

    notice: YearlyNotice
    preview: NoticePreview
    moves: tuple[Moving, ...]
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedEffect:
    """Which open deadlines the days of the program would move, and how many more out of sight."""

    moves: tuple[Moving, ...]
    hidden: int = 0


class Holidays:
    """The days off that deadlines are counted by."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def table(self) -> list[Holiday]:
        """The days of the table in order."""
        with self._desk.reading(Act.CONSULT) as session:
            return stored.every(session)

    def add(self, holiday: Holiday, why: str = "") -> Holiday:
        """Adds a day to the table; open deadlines stay until somebody accepts that they move."""
        clean = replace(
            holiday,
            name_lo=checks.line("name_lo", holiday.name_lo, required=True),
            name_en=checks.line("name_en", holiday.name_en),
            source=checks.line("source", holiday.source),
        )
        reason = checks.line("why", why)
        with (
            self._desk.writing(Act.SET_UP) as session,
            changing(self._desk, session, reason) as before,
        ):
            if any((one.day, one.scope) == (clean.day, clean.scope) for one in before):
                raise Refused(THERE)
            return stored.save(session, clean, why=reason)

    def remove(self, holiday_id: int, why: str = "") -> Holiday:
        """Takes a day out of the table and returns it; it lies in the bin."""
        reason = checks.line("why", why)
        with self._desk.writing(Act.SET_UP) as session, changing(self._desk, session, reason):
            return stored.remove(session, holiday_id, reason)

    def try_notice(self, notice: YearlyNotice, taken_out: Collection[date] = ()) -> NoticeEffect:
        """What the notice would do; raises ``InvalidValue``. Nothing is kept."""
        clean = holiday_tables.checked(notice)
        with self._desk.reading(Act.SET_UP) as session:
            present = stored.every(session)
            after = holiday_tables.with_notice(present, clean, taken_out)
            moving = moves.would_move(session, holidays=after)
            shown = seen(self._desk, session, moving)
            return NoticeEffect(
                notice=clean,
                preview=holiday_tables.preview(present, clean),
                moves=shown,
                hidden=len(moving) - len(shown),
            )

    def keep_notice(
        self, notice: YearlyNotice, taken_out: Collection[date] = (), why: str = ""
    ) -> YearlyNotice:
        """Puts the notice into the table, as one version; ``taken_out`` are no holidays after all.

        Raises:
            InvalidValue: a day of another year, twice, or without a name.
        """
        clean, reason = holiday_tables.checked(notice), checks.line("why", why)
        with self._desk.writing(Act.SET_UP) as session:
            with changing(self._desk, session, reason, clean) as before:
                after = holiday_tables.with_notice(before, clean, taken_out)
                _write(session, before, after, clean.number)
            return clean

    def read_file(self, path: Path) -> str:
        """The days of a spreadsheet, a text or a calendar file, as lines that could be typed."""
        with self._desk.reading(Act.SET_UP):
            return _lines(path)

    def history(self) -> list[PastTable]:
        """The latest versions of the table, newest first, each with what it changed."""
        with self._desk.reading(Act.CONSULT) as session:
            found = stored.versions(session, SHOWN + 1)
        earlier: Iterable[HolidayVersion | None] = [*found[1:], None]
        lines = [
            PastTable(
                version=one,
                changes=holiday_tables.changes(former.days, one.days) if former else (),
            )
            for one, former in zip(found, earlier, strict=True)
        ]
        return lines[:SHOWN]

    def called(self, code: str) -> HolidayVersion | None:
        """The table by which a deadline was counted, if it is still known."""
        with self._desk.reading(Act.CONSULT) as session:
            return stored.called(session, code)

    def shipped(self) -> list[Holiday]:
        """The days that the program brings and the table lacks, for those who may put them in."""
        with self._desk.reading(Act.CONSULT) as session:
            return shipped(self._desk, session)

    def try_shipped(self, days: Collection[Holiday]) -> ShippedEffect:
        """The open deadlines that those days would move; nothing is kept.

        What would move without them is told elsewhere.
        """
        with self._desk.reading(Act.SET_UP) as session:
            waiting = {one.move.deadline_id: one.move for one in moves.would_move(session)}
            found = [
                one
                for one in moves.would_move(session, holidays=[*stored.every(session), *days])
                if (known := waiting.get(one.move.deadline_id)) is None
                or not is_same(known, one.move)
            ]
            shown = seen(self._desk, session, found)
            return ShippedEffect(moves=shown, hidden=len(found) - len(shown))

    def keep_shipped(self, days: Collection[Holiday]) -> list[Holiday]:
        """Puts those of the days that are still lacking into the table, as one version."""
        with self._desk.writing(Act.SET_UP) as session:
            wanted = [one for one in shipped(self._desk, session) if one in days]
            if not wanted:
                return []
            with changing(self._desk, session, gettext(SHIPPED)):
                return [stored.save(session, one, why=gettext(SHIPPED)) for one in wanted]

    def lacking(self) -> int | None:
        """The year whose notice is still to be entered, for those who may; else nothing."""
        with self._desk.reading(Act.CONSULT) as session:
            return lacking(self._desk, session)


def seen(desk: Desk, session: Session, moving: Sequence[Moving]) -> tuple[Moving, ...]:
    """Those of the moves that are in cases which the user reads: the table concerns all of them."""
    reader = desk.reader(session)
    if reader is None:
        return ()
    visibility.restrict(session, reader)
    known = stored_cases.several(session, {one.move.case_id for one in moving})
    return tuple(one for one in moving if one.move.case_id in known)


@contextmanager
def changing(
    desk: Desk, session: Session, why: str = "", notice: YearlyNotice | None = None
) -> Iterator[list[Holiday]]:
    """The table before it is changed in the block; afterwards it is kept as a new version.

    Of an office from before, the table as it was is kept first: deadlines were counted by it.
    """
    before = stored.every(session)
    yield before
    latest, former = stored.versions(session, 1), CourtCalendar(tuple(before))
    if not latest or latest[0].code != former.version:
        stored.keep_version(session, HolidayVersion(code=former.version, days=former.holidays))
    present = CourtCalendar(tuple(stored.every(session)))
    made = HolidayVersion(
        code=present.version,
        at=desk.clock().replace(microsecond=0),
        by=desk.user,
        why=why,
        days=present.holidays,
    )
    if notice is not None:
        made = replace(made, notice=notice.number, notice_on=notice.on, year=notice.year)
    stored.keep_version(session, made)


def keep_first(session: Session, founder: User, now: datetime) -> None:
    """Fills the table of a new office with the days that come with the program."""
    for holiday in reference.seed_holidays():
        stored.save(session, holiday)
    first = CourtCalendar(tuple(stored.every(session)))
    at = now.replace(microsecond=0)
    stored.keep_version(
        session, HolidayVersion(code=first.version, at=at, by=founder.name, days=first.holidays)
    )


def lacking(desk: Desk, session: Session) -> int | None:
    """The year whose notice is still to be entered by this user, if any."""
    if not desk.may(session, Act.SET_UP):
        return None
    return holiday_tables.lacks_notice(stored.every(session), stored.notices(session), desk.today())


def shipped(desk: Desk, session: Session) -> list[Holiday]:
    """The days that the program brings and that this user may put into the table, if any."""
    if not desk.may(session, Act.SET_UP):
        return []
    table, brought = stored.every(session), reference.seed_holidays()
    if not holiday_tables.shipped_days(brought, table, (), desk.today()):
        return []  # the versions are long, and of no use then
    return holiday_tables.shipped_days(brought, table, stored.versions(session), desk.today())


def _lines(path: Path) -> str:
    try:
        spreadsheets.require_size(path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        raise Refused(NOT_READ) from error
    kind = path.suffix.lower()
    if kind == CALENDAR:
        lines = notice_lines(calendar_files.read(data)).splitlines()
    elif kind == TEXT:
        lines = _with_days(spreadsheets.decoded(data).splitlines())
    else:
        rows = (row for sheet in spreadsheets.tables(data) for row in (sheet.headings, *sheet.rows))
        lines = _with_days(" ".join(_told(row)) for row in rows)
    if not lines:
        raise Refused(NO_DAYS, file=path.name)
    return "\n".join(lines)


def _with_days(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if any(map(str.isdigit, line))]


def _told(row: Sequence[str]) -> list[str]:
    """The filled cells of a row, without the number of the row itself."""
    filled = [cell for cell in row if cell]
    is_numbered = len(filled) > 1 and filled[0].strip(".) ").isdigit()
    has_day = any(map(str.isdigit, "".join(filled[1:])))
    return filled[1:] if is_numbered and has_day else filled


def _write(session: Session, before: Iterable[Holiday], after: Iterable[Holiday], why: str) -> None:
    """Saves what is new or confirmed, and takes out what is gone."""
    present = {one.id: one for one in before}
    wanted = list(after)
    for gone in present.keys() - {one.id for one in wanted}:
        stored.remove(session, gone or 0, why)
    for one in wanted:
        if one != present.get(one.id):
            stored.save(session, one, why=why)
