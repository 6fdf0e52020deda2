"""The morning digest of one person: what waits for her today, on one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.custody import Clock
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.tasks import TaskLine

WEEK = timedelta(days=7)
OLD = timedelta(days=365)
"""A decision whose copy nobody fetched for so long is no errand of this morning."""
Due = tuple[Deadline, Case]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Digest(Private):
    """What stands on the page; each part with the cases, the nearest first.

    Attributes:
        who: the account's name; day: the morning it is for; next_day: the next working day.
        hearings: of both days.
        late, today, week: deadlines of ours and targets of the office; clocks: of authorities.
        held: who is held, with the hours until now.
        looks: what waits for this person's second look; unseen: what she has not looked at.
        tasks: that are due in a week, and those without a day.
        collect: decisions whose copy nobody has received.
        covered: whom she stands in for, by name and last day; stand_in: who stands in for her.
        clients: by language, names by the id of the case; nobody else is named, and what was typed
            stands beside a name alone.
        typed: whether tasks of the office itself say what they are.
    """

    who: str
    day: date
    next_day: date
    hearings: Sequence[tuple[Event, Case]] = ()
    late: Sequence[Due] = ()
    today: Sequence[Due] = ()
    week: Sequence[Due] = ()
    clocks: Sequence[Due] = ()
    held: Sequence[tuple[Clock, Case]] = ()
    looks: Sequence[Due] = ()
    unseen: Sequence[Due] = ()
    tasks: Sequence[TaskLine] = ()
    collect: Sequence[tuple[Decision, Case]] = ()
    covered: Sequence[tuple[str, date]] = ()
    stand_in: tuple[str, date] | None = None
    clients: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    typed: bool = False

    @property
    def far(self) -> Sequence[Due]:
        """What she has not looked at and stands nowhere else on the page."""
        near = (*self.late, *self.today, *self.week, *self.clocks, *self.looks)
        return [one for one in self.unseen if one not in near]


def sorted_out(found: Sequence[Deadline], day: date) -> dict[str, list[Deadline]]:
    """Clocks of authorities apart; the others by late, today and the week after."""
    parts: dict[str, list[Deadline]] = {"late": [], "today": [], "week": [], "clocks": []}
    for one in found:
        if one.kind is DeadlineKind.CLOCK:
            parts["clocks"].append(one)
        elif one.due_on < day:
            parts["late"].append(one)
        elif one.due_on == day:
            parts["today"].append(one)
        elif one.due_on <= day + WEEK:
            parts["week"].append(one)
    return parts


def near(lines: Sequence[TaskLine], day: date) -> list[TaskLine]:
    """The tasks that are due within a week, late ones too, and those without a day."""
    return [one for one in lines if one.task.due_on is None or one.task.due_on <= day + WEEK]
