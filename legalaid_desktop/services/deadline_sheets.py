"""Printed deadlines: control sheet, court list, log of the day, and the sum of one last day."""

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop import documents
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case, is_restricted
from legalaid_desktop.domain.copies import CopyWay, Errand, Printout
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.moves import Move, MoveCause
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.trail import Deed, Entry
from legalaid_desktop.labels import changes
from legalaid_desktop.services import copies, exports, reference, teams
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.deadlines import sums
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import histories
from legalaid_desktop.storage import holidays as stored_holidays
from legalaid_desktop.storage import moves as stored_moves
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import users as stored_users

if TYPE_CHECKING:
    from legalaid_desktop.documents.deadline_log import LogLine

WEEK = timedelta(days=7)
CONTROL, COURTS, LOG = "control_sheet", "court_list", "deadline_log"
"""What the trail calls the sheets of the whole office."""
SUM = "deadline_sum"
MOVE = "deadline_move"
DAYS = frozenset(
    {"safe_on", "statutory_on", "hand_on", "refused_on", "status", "asked", "kind", "actor"}
)
TEXTS = frozenset({"reason", "hand_reason", "proof", "prolongations"})
"""What the log says of a change; texts only in cases whose names may be shown."""
_FAR = timedelta(days=3650)


class DeadlineSheets:
    """Sheets about what is due; cases stand there by number alone.

    What somebody wrote (titles, matters, reasons) stands in the copy for the own file alone.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def control(self, day: date, language: str, errand: Errand, out: Path | None = None) -> bytes:
        """What is due on a day and in the week after it, and what has passed, to be signed."""
        with self._desk.reading(Act.EXPORT) as session:
            office = stored_offices.profile(session)
            due = [
                one
                for one in stored_deadlines.open_until(session, day + _FAR)
                if one.kind is DeadlineKind.CLOCK or one.due_on <= day + WEEK
            ]
            court = CourtCalendar(tuple(stored_holidays.every(session)))
            hearings = stored_events.hearings(session, day, court.working_day(day, 1))
            about = {one.case_id for one in due} | {one.case_id for one in hearings}
            known = stored_cases.several(session, about)
            names = {one.id or 0: one.name for one in stored_users.every(session)}
            behind = sums(session, due)
        found = documents.control_sheet.Due(
            deadlines=[(one, known[one.case_id]) for one in due],
            hearings=[(one, known[one.case_id]) for one in hearings],
            names=names,
            marked={key for key, kept in behind.items() if kept.is_marked},
            typed=copies.is_ours(errand),
        )
        pages = documents.control_sheet.render(office, day, found, language)
        code = documents.control_sheet.code(day)
        return self._entered(CONTROL, day, code, pages, language, errand, out)

    def courts(self, day: date, language: str, errand: Errand, out: Path | None = None) -> bytes:
        """The hearings of the week in which that day lies."""
        first = day - timedelta(days=day.weekday())
        with self._desk.reading(Act.EXPORT) as session:
            office = stored_offices.profile(session)
            hearings = stored_events.hearings(session, first, first + WEEK - timedelta(days=1))
            known = stored_cases.several(session, {one.case_id for one in hearings})
            now = self._desk.clock().replace(microsecond=0)
            leads = teams.leads(session, known, now)
        who = {key: lead.name for key, lead in leads.items()}
        names = {one.id: {"lo": one.name_lo, "en": one.name_en} for one in reference.courts()}
        pairs = [(one, known[one.case_id]) for one in hearings]
        typed = copies.is_ours(errand)
        pages = documents.court_list.render(office, first, pairs, who, names, language, typed=typed)
        code = documents.court_list.code(first)
        return self._entered(COURTS, first, code, pages, language, errand, out)

    def log(self, day: date, language: str, errand: Errand, out: Path | None = None) -> bytes:
        """What was done with deadlines on a day, one after the other, by whom and why."""
        begin, typed = datetime.combine(day, time.min, VIENTIANE), copies.is_ours(errand)
        with self._desk.reading(Act.EXPORT) as session:
            office = stored_offices.profile(session)
            entries = histories.entries(
                session,
                histories.since(begin.astimezone(UTC)),
                histories.until((begin + timedelta(days=1)).astimezone(UTC)),
                histories.of_sort("deadline"),
                histories.but_looks(),
                limit=10_000,
            )
            known = stored_cases.several(session, {one.case_id or 0 for one in entries})
            decided = {key: stored_moves.of_case(session, key) for key in known}
            causes = {one.seq: _cause(one, decided.get(one.case_id or 0, ())) for one in entries}
            lines = [
                _line(
                    session, one, one.at, known[one.case_id], language, causes[one.seq], typed=typed
                )
                for one in reversed(entries)
                if one.case_id in known and one.at is not None
            ]
        pages = documents.deadline_log.render(office, day, lines, language)
        code = documents.deadline_log.code(day)
        return self._entered(LOG, day, code, pages, language, errand, out)

    def sum(
        self, deadline_id: int, language: str, errand: Errand, out: Path | None = None
    ) -> Printout:
        """How the last day of one deadline was counted, for the file."""
        with self._desk.reading(Act.EXPORT) as session:
            office = stored_offices.profile(session)
            deadline = stored_deadlines.get(session, deadline_id)
            case = stored_cases.get(session, deadline.case_id)
            kept = sums(session, [deadline])[deadline_id]
        counted = documents.deadline_sum.Sum(
            deadline=deadline, case=case, kept=kept, laws=reference.laws()
        )
        pages = documents.deadline_sum.render(office, counted, language)
        way = CopyWay.FILE if out else CopyWay.PRINT
        with ExitStack() as stack:
            put = stack.enter_context(exports.placing(out)) if out else None
            session = stack.enter_context(self._desk.writing(Act.EXPORT))
            of = copies.Of(id=deadline_id, case_id=deadline.case_id)
            copy = copies.enter(self._desk, session, way, SUM, of, errand, {"story"})
            marked = copies.stamped(pages, language, copy)
            if put is not None:
                put((marked,))
        return Printout(pages=marked, copy=copy)

    def _entered(
        self,
        kind: str,
        day: date,
        code: str,
        pages: bytes,
        language: str,
        errand: Errand,
        out: Path | None,
    ) -> bytes:
        """The pages with the number of the copy at their foot, in place once it is entered."""
        deed = Deed.EXPORT if out else Deed.PRINT
        with ExitStack() as stack:
            put = stack.enter_context(exports.placing(out)) if out else None
            session = stack.enter_context(self._desk.writing(Act.EXPORT))
            number = copies.enter_without_case(session, deed, kind, day.toordinal(), errand)
            said = documents.copy_stamp.words(number, self._desk.today(), code, language)
            made = documents.copy_stamp.stamp(pages, said)
            if put is not None:
                put((made,))
        return made


def _line(
    session: Session,
    entry: Entry,
    at: datetime,
    case: Case,
    language: str,
    cause: MoveCause | None,
    *,
    typed: bool,
) -> "LogLine":
    is_said = typed and not is_restricted(case)
    wanted = DAYS | TEXTS if is_said else DAYS
    deadline = stored_deadlines.get(session, entry.record or 0)
    if not deadline.is_of_law:
        wanted -= {"statutory_on"}
    told = {name: values for name, values in entry.fields.items() if name in wanted}
    if entry.reason and is_said:
        told.setdefault("reason", (None, entry.reason))
    details = [changes.change(entry.kind, name, values, language) for name, values in told.items()]
    if cause is not None:
        details.append(changes.change(MOVE, "cause", (None, cause), language))
    return documents.deadline_log.LogLine(
        at=at.astimezone(VIENTIANE),
        who=entry.user,
        case=case.number,
        title=documents.control_sheet.marked(deadline, case, language, typed=typed),
        deed=entry.deed,
        details=tuple(details),
    )


def _cause(entry: Entry, decided: Iterable[Move]) -> MoveCause | None:
    """What moved the deadline in that entry, or would have: as the decision beside it says."""
    days = {name: entry.fields.get(name) for name in ("statutory_on", "safe_on", "refused_on")}
    for one in decided:
        before = (one.was_statutory.isoformat(), one.was_safe.isoformat())
        after = (one.statutory_on.isoformat(), one.safe_on.isoformat())
        moved = [pair if pair[0] != pair[1] else None for pair in zip(before, after, strict=True)]
        is_moved = any(moved) and [days["statutory_on"], days["safe_on"]] == moved
        if one.deadline_id == entry.record and (is_moved or days["refused_on"] == (None, after[1])):
            return one.cause
    return None
