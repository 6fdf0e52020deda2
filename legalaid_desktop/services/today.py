"""What needs attention today: deadlines, unanswered offers, drafts, cases with nothing pending."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.cases import Case, is_restricted
from legalaid_desktop.domain.custody import Clock, Custody
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.protection import counted
from legalaid_desktop.storage import assignments as stored_assignments
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import histories
from legalaid_desktop.storage import papers as stored_papers
from legalaid_desktop.storage import protection as stored_protection

DAYS = 30
STEADY = timedelta(hours=1)
"""A clock that is set by hand may jump back so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The start page: each thing with the case it belongs to.

    Attributes:
        idle: open cases without an open deadline or a coming hearing, with the day something last
            happened there.
        deadline_count: how many deadlines there are, also beyond those that were asked for.
        idle_count: the same of the idle cases.
        custodies: who is held, the longest first, with the hours until now; places are left out.
        behind: when something was last entered, where the clock of the computer stands before that.
    """

    day: date
    deadlines: tuple[tuple[Deadline, Case], ...]
    hearings: tuple[tuple[Event, Case], ...]
    offers: tuple[tuple[Assignment, Lawyer, Case], ...]
    drafts: tuple[tuple[Paper, Case], ...]
    idle: tuple[tuple[Case, date], ...]
    deadline_count: int
    idle_count: int
    custodies: tuple[tuple[Custody, Clock, Case], ...] = ()
    behind: datetime | None = None


class Todays:
    """The start page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def day(self) -> date:
        """The present day in Vientiane."""
        return self._desk.today()

    def look(self, limit: int | None = None) -> Today:
        """What needs attention on the present day, the most urgent first.

        Args:
            limit: reads at most so many deadlines and idle cases, of which an office has hundreds.
        """
        day = self._desk.today()
        last = day + timedelta(days=DAYS)
        with self._desk.reading() as session:
            due = stored_deadlines.open_until(session, last, limit)
            hearings = stored_events.hearings(session, day, last)
            offers = stored_assignments.waiting(session)
            drafts = stored_papers.drafts(session)
            held = stored_protection.running(session)
            about = {one.case_id for kind in (due, hearings, offers, drafts, held) for one in kind}
            cases = stored_cases.several(session, about)
            lawyers = {one.id: one for one in stored_assignments.lawyers(session)}
            return Today(
                day=day,
                deadlines=tuple((one, cases[one.case_id]) for one in due),
                hearings=tuple(_shown(one, cases[one.case_id]) for one in hearings),
                offers=tuple((one, lawyers[one.lawyer_id], cases[one.case_id]) for one in offers),
                drafts=tuple((one, cases[one.case_id]) for one in drafts),
                idle=tuple(stored_cases.idle(session, day, limit)),
                deadline_count=stored_deadlines.count_until(session, last),
                idle_count=stored_cases.count_idle(session, day),
                custodies=tuple(self._held(session, held, cases)),
                behind=self._behind(session),
            )

    def _held(
        self, session: Session, held: Sequence[Custody], cases: Mapping[int, Case]
    ) -> Iterator[tuple[Custody, Clock, Case]]:
        known = histories.latest(session) if held else None
        for one in held:
            bare = replace(one, place="", ground_note="", accusation="", release_note="")
            yield bare, counted(one, self._desk.clock(), known), cases[one.case_id]

    def _behind(self, session: Session) -> datetime | None:
        last = histories.latest(session)
        behind = last is not None and self._desk.clock() < last - STEADY
        return last.astimezone(VIENTIANE) if last is not None and behind else None


def _shown(event: Event, case: Case) -> tuple[Event, Case]:
    """Without what was written about a restricted case: it may name people."""
    return (replace(event, text="") if is_restricted(case) else event), case
