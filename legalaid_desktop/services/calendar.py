"""The calendar of the office: what stands on which day, and the lists of the desk."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from legalaid_desktop.domain.calendar import (
    MONTH,
    WEEK,
    Board,
    DeskList,
    Planned,
    Span,
    kind_of,
    movable,
)
from legalaid_desktop.domain.cases import Case, is_restricted
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.labels import calendar as labels
from legalaid_desktop.services import rules, tasks, teams
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.settling import is_statutory
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import holidays as stored_holidays


class Calendar:
    """Days with what stands on them. It reads only what is asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def span(self, first: date, last: date) -> Span:
        """All deadlines and hearings from one day to another, with the holidays."""
        now = self._desk.clock().replace(microsecond=0)
        with self._desk.reading() as session:
            found: list[Deadline | Event] = [*stored.between(session, first, last)]
            heard = stored_events.hearings(session, first, last)
            found += heard
            return Span(
                first=first,
                last=last,
                planned=_planned(session, found),
                tasks=tasks.due_between(self._desk, session, first, last),
                leads=teams.lead_ids(session, (one.case_id for one in heard), now),
                court=CourtCalendar(tuple(stored_holidays.every(session))),
                names=stored_events.authors(session),
            )

    def board(self, *, whose: int | None = None, limit: int = 200) -> Board:
        """The lists of the desk: what is late or near, by whom, by case, and what is forgotten.

        Args:
            whose: only what that account answers for.
            limit: at most so many of each list.
        """
        today = self._desk.today()
        with self._desk.reading() as session:
            due = stored.open_until(session, today + timedelta(days=MONTH), whose=whose)
            lists = _lists(due, today)
            near = {one.id: one for each in lists.values() for one in each[:limit]}
            planned = {one.record.id: one for one in _planned(session, near.values())}
            counted = stored.by_case(session, whose, limit)
            cases = stored_cases.several(session, [key for key, _, _ in counted])
            return Board(
                day=today,
                tasks=tasks.due_between(
                    self._desk, session, date.min, today + timedelta(days=MONTH)
                )[:limit],
                lists={
                    name: tuple(planned[one.id] for one in found[:limit])
                    for name, found in lists.items()
                },
                by_lawyer=tuple(
                    stored.by_person(session, today, today + timedelta(days=WEEK), whose)
                ),
                by_case=tuple((cases[key], count, day) for key, count, day in counted),
                idle=tuple(stored_cases.idle(session, today, limit)),
                idle_count=stored_cases.count_idle(session, today),
                names=stored_events.authors(session),
            )


def _planned(session: Session, found: Iterable[Deadline | Event]) -> tuple[Planned, ...]:
    known, by_rule = list(found), rules.known(session)
    cases = stored_cases.several(session, {one.case_id for one in known})
    return tuple(planned(one, cases[one.case_id], by_rule) for one in known)


def planned(one: Deadline | Event, case: Case, known: Mapping[str, Rule]) -> Planned:
    """The thing as the calendar shows it: of a restricted case without what somebody wrote.

    Args:
        known: the rules of the office, those switched off too.
    """
    if isinstance(one, Deadline):
        titles = labels.title(one, case, "lo"), labels.title(one, case, "en")
    else:
        titles = ("", "") if is_restricted(case) else (one.text, one.text)
    statutory = isinstance(one, Deadline) and is_statutory(one, known)
    return Planned(
        kind=kind_of(one),
        record=one,
        case=case,
        title_lo=titles[0],
        title_en=titles[1],
        movable=movable(one, statutory=statutory),
    )


def _lists(due: Iterable[Deadline], today: date) -> Mapping[DeskList, list[Deadline]]:
    found: dict[DeskList, list[Deadline]] = {name: [] for name in DeskList}
    for one in due:
        left = (one.due_on - today).days
        if left < 0:
            found[DeskList.OVERDUE].append(one)
        elif left == 0:
            found[DeskList.TODAY].append(one)
        elif left <= WEEK:
            found[DeskList.WEEK].append(one)
        else:
            found[DeskList.MONTH].append(one)
    return found
