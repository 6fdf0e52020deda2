"""What needs attention today: deadlines, unanswered offers, drafts, cases with nothing pending."""

from dataclasses import dataclass
from datetime import date, timedelta

from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.cases import Case, Stage
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import assignments as stored_assignments
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import papers as stored_papers

DAYS = 30
FORGOTTEN = 200
"""At most so many cases are looked through for ones with nothing pending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The start page: each thing with the case it belongs to.

    Attributes:
        idle: open cases without an open deadline, with the day something last happened there.
    """

    day: date
    deadlines: tuple[tuple[Deadline, Case], ...]
    hearings: tuple[tuple[Event, Case], ...]
    offers: tuple[tuple[Assignment, Lawyer, Case], ...]
    drafts: tuple[tuple[Paper, Case], ...]
    idle: tuple[tuple[Case, date], ...]


class Todays:
    """The start page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def day(self) -> date:
        """The present day in Vientiane."""
        return self._desk.today()

    def look(self) -> Today:
        """What needs attention on the present day, the most urgent first."""
        day = self._desk.today()
        with self._desk.reading() as session:
            return Today(
                day=day,
                deadlines=_deadlines(session, day),
                hearings=tuple(
                    (event, stored_cases.get(session, event.case_id))
                    for event in stored_events.hearings(session, day, day + timedelta(days=DAYS))
                ),
                offers=_offers(session),
                drafts=tuple(
                    (paper, stored_cases.get(session, paper.case_id))
                    for paper in stored_papers.drafts(session)
                ),
                idle=_idle(session),
            )


def _deadlines(session: Session, day: date) -> tuple[tuple[Deadline, Case], ...]:
    due = stored_deadlines.open_until(session, day + timedelta(days=DAYS))
    return tuple((one, stored_cases.get(session, one.case_id)) for one in due)


def _offers(session: Session) -> tuple[tuple[Assignment, Lawyer, Case], ...]:
    return tuple(
        (
            offer,
            stored_assignments.lawyer(session, offer.lawyer_id),
            stored_cases.get(session, offer.case_id),
        )
        for offer in stored_assignments.waiting(session)
    )


def _idle(session: Session) -> tuple[tuple[Case, date], ...]:
    watched = stored_deadlines.cases_with_open(session)
    last = stored_events.last_days(session)
    idle = [
        (line.case, max(line.case.opened_on, last.get(line.case.id or 0, date.min)))
        for line in stored_cases.page(session, "", None, FORGOTTEN)
        if line.case.id not in watched and line.case.stage is not Stage.CLOSED
    ]
    return tuple(sorted(idle, key=lambda pair: pair[1]))
