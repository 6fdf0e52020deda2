"""What needs attention today: deadlines, unanswered offers, drafts, cases with nothing pending."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.assignments import Assignment, Declaration
from legalaid_desktop.domain.cases import Case, is_restricted
from legalaid_desktop.domain.closings import Closing
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.custody import Clock, Custody
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.eligibility import EligibilityDecision
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.tasks import TaskLine
from legalaid_desktop.services import alerts, holidays, intakes, redating, tasks
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.intakes import Unentered, Waiting
from legalaid_desktop.services.protection import counted, rules_of
from legalaid_desktop.storage import assignments as stored_assignments
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import closings as stored_closings
from legalaid_desktop.storage import conflicts as stored_conflicts
from legalaid_desktop.storage import correspondence as stored_letters
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import eligibility as stored_eligibility
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import histories
from legalaid_desktop.storage import papers as stored_papers
from legalaid_desktop.storage import protection as stored_protection

DAYS = 30
WEEK = 7
STEADY = timedelta(hours=1)
"""A clock that is set by hand may jump back so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The start page: each thing with the case it belongs to.

    Attributes:
        idle: open cases without an open deadline or a coming hearing, with the day something last
            happened there.
        deadlines: those that we have to keep; ``clocks`` of authorities, ``targets`` of the office.
        deadline_count: how many deadlines there are, also beyond those that were asked for; the
            same of ``clock_count`` and ``target_count``.
        second_looks: what waits for a second look; unseen: at what who answers for it has not
            looked for too long.
        idle_count: the same of the idle cases.
        waiting: intakes without a decision, the most urgent first; waiting_count: of all of them.
        tasks: what the user has to do; closings: what waits for an approval.
        letters: those whose answer is expected in the coming week or late.
        custodies: who is held, the longest first, with the hours until now; places are left out.
        unentered: what first talks told of that is watched nowhere, the earliest day first.
        proposals: what waits for the head of the office to decide on legal aid, without notes.
        conflicts: cases the user works on whose conflict check waits for an answer or a new look.
        asked: offers to the user, as a lawyer, before the file is open to her.
        names: of all accounts by their ids: who answers for a deadline.
        redated: events that are counted from a day their hearing or step no longer has.
        lacking: the year whose notice on holidays is still to be entered by the user.
        shipped: how many days the program brings that the table of holidays lacks, for those who
            may put them there.
        behind: when something was last entered, where the clock of the computer stands before that.
    """

    day: date
    deadlines: tuple[tuple[Deadline, Case], ...]
    hearings: tuple[tuple[Event, Case], ...]
    offers: tuple[tuple[Assignment, Lawyer, Case], ...]
    drafts: tuple[tuple[Paper, Case], ...]
    idle: tuple[tuple[Case, date], ...]
    waiting: tuple[Waiting, ...]
    waiting_count: int
    idle_count: int
    deadline_count: int = 0
    tasks: tuple[TaskLine, ...] = ()
    closings: tuple[tuple[Closing, Case], ...] = ()
    letters: tuple[tuple[Letter, Case | None], ...] = ()
    custodies: tuple[tuple[Custody, Clock, Case], ...] = ()
    unentered: tuple[tuple[Unentered, Case], ...] = ()
    proposals: tuple[tuple[EligibilityDecision, Case], ...] = ()
    conflicts: tuple[Case, ...] = ()
    asked: tuple[Assignment, ...] = ()
    redated: int = 0
    lacking: int | None = None
    shipped: int = 0
    behind: datetime | None = None
    clocks: tuple[tuple[Deadline, Case], ...] = ()
    targets: tuple[tuple[Deadline, Case], ...] = ()
    clock_count: int = 0
    target_count: int = 0
    second_looks: tuple[tuple[Deadline, Case], ...] = ()
    unseen: tuple[tuple[Deadline, Case], ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Due:
    """Deadlines, clocks, targets, those that wait for a second look, those that nobody has seen."""

    lists: tuple[Sequence[Deadline], ...]
    counts: tuple[int, ...]

    def by_name(self, cases: Mapping[int, Case]) -> dict[str, Any]:
        """The lists by the names of the page, each deadline with its case."""
        names = ("deadlines", "clocks", "targets", "second_looks", "unseen")
        return {
            name: tuple((one, cases[one.case_id]) for one in found)
            for name, found in zip(names, self.lists, strict=True)
        }

    def counted(self, made: Today) -> Today:
        """The page with how many of each kind there are."""
        due, clocks, targets = self.counts
        return replace(made, deadline_count=due, clock_count=clocks, target_count=targets)


class Todays:
    """The start page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def day(self) -> date:
        """The present day in Vientiane."""
        return self._desk.today()

    def look(self, limit: int | None = None, *, mine: bool = False) -> Today:
        """What needs attention on the present day, the most urgent first.

        Args:
            limit: reads at most so many deadlines and idle cases, of which an office has hundreds.
            mine: only the deadlines for which the user answers.
        """
        day = self._desk.today()
        last = day + timedelta(days=DAYS)
        with self._desk.reading() as session:
            due = self._due(session, last, limit, mine=mine)
            hearings = stored_events.hearings(session, day, last)
            offers = stored_assignments.waiting(session)
            drafts = stored_papers.drafts(session)
            waiting = intakes.queue(session, day)
            closings = stored_closings.waiting(session)
            letters = stored_letters.expecting(session, day + timedelta(days=WEEK))
            held = stored_protection.running(session)
            proposals = stored_eligibility.proposed(session)
            found = (hearings, offers, drafts, closings, letters, held, proposals)
            cases = stored_cases.several(session, _about((*found, *due.lists)))
            lawyers = {one.id: one for one in stored_assignments.lawyers(session)}
            made = Today(
                day=day,
                **due.by_name(cases),
                hearings=tuple(_shown(one, cases[one.case_id]) for one in hearings),
                offers=tuple((one, lawyers[one.lawyer_id], cases[one.case_id]) for one in offers),
                drafts=tuple((one, cases[one.case_id]) for one in drafts),
                idle=tuple(stored_cases.idle(session, day, limit)),
                waiting=tuple(waiting[:limit]),
                waiting_count=len(waiting),
                idle_count=stored_cases.count_idle(session, day),
                tasks=tuple(tasks.veiled(one) for one in self._tasks(session)),
                closings=tuple((one, cases[one.case_id]) for one in closings),
                letters=tuple(_unnamed(one, cases.get(one.case_id or 0)) for one in letters),
                custodies=tuple(self._held(session, held, cases)),
                unentered=tuple(intakes.untold(session)),
                proposals=tuple((_bare(one), cases[one.case_id]) for one in proposals),
                conflicts=self._conflicts(session),
                asked=self._asked(session),
                names=stored_events.authors(session),
                redated=len(redating.waiting(session)),
                lacking=holidays.lacking(self._desk, session),
                shipped=len(holidays.shipped(self._desk, session)),
                behind=self._behind(session),
            )
        return due.counted(made)

    def _due(self, session: Session, last: date, limit: int | None, *, mine: bool) -> _Due:
        whose = self._desk.account.id if mine else None
        found = [
            stored_deadlines.open_until(session, last, limit, whose, kind) for kind in DeadlineKind
        ]
        counts = [stored_deadlines.count_until(session, last, whose, kind) for kind in DeadlineKind]
        unseen = self._unseen(session, last - timedelta(days=DAYS))
        return _Due((*found, stored_deadlines.waiting(session), unseen), tuple(counts))

    def _unseen(self, session: Session, day: date) -> list[Deadline]:
        """Of all for who heads the office; for anybody else what is the user's own."""
        whose = None if self._desk.may(session, Act.APPROVE) else self._desk.account.id
        return alerts.unseen(session, day, self._desk.clock(), whose)

    def _asked(self, session: Session) -> tuple[Assignment, ...]:
        seat = self._desk.reader(session, Act.ANSWER)
        own = stored_assignments.offered_to(session, seat.lawyer_id) if seat else []
        return tuple(one for one in own if one.declaration is Declaration.NONE)

    def _conflicts(self, session: Session) -> tuple[Case, ...]:
        return tuple(stored_conflicts.waiting(session, self._desk.reader(session, Act.EDIT)))

    def _tasks(self, session: Session) -> list[TaskLine]:
        return tasks.mine(self._desk, session)

    def _held(
        self, session: Session, held: Sequence[Custody], cases: Mapping[int, Case]
    ) -> Iterator[tuple[Custody, Clock, Case]]:
        known = histories.latest(session) if held else None
        in_force = rules_of(session, held)
        for one in held:
            bare = replace(one, place="", ground_note="", accusation="", release_note="")
            counted_ = counted(one, self._desk.clock(), in_force[one.id or 0], known)
            yield bare, counted_, cases[one.case_id]

    def _behind(self, session: Session) -> datetime | None:
        last = histories.latest(session)
        behind = last is not None and self._desk.clock() < last - STEADY
        return last.astimezone(VIENTIANE) if last is not None and behind else None


def _about(found: Iterable[Iterable[Any]]) -> set[int]:
    """The ids of the cases that any of these records belong to."""
    return {one.case_id for kind in found for one in kind if one.case_id}


def _bare(decision: EligibilityDecision) -> EligibilityDecision:
    """What is proposed, without anything that somebody typed."""
    return replace(
        decision, categories=(), means=(), note="", review_lo="", review_en="", help_lo="",
        help_en="",
    )  # fmt: skip


def _unnamed(letter: Letter, case: Case | None) -> tuple[Letter, Case | None]:
    """The same for a letter."""
    if case is None or not is_restricted(case):
        return letter, case
    return replace(letter, correspondent="", subject=""), case


def _shown(event: Event, case: Case) -> tuple[Event, Case]:
    """Without what was written about a restricted case: it may name people."""
    return (replace(event, text="") if is_restricted(case) else event), case
