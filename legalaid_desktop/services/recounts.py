"""Deadlines counted again by the present table and rules: what moves, and what cannot be counted.

A change of the table that somebody refused for a deadline stays refused: the deadline is counted
without it, also when an act of another kind (more time, another day of its event, another rule)
counts it again later, and its sum says so. Only who accepts these days after all, or takes the
refusal back, lets them in. So nobody's decision is undone by the way.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from legalaid_desktop.domain import moves, rules
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.court_calendar import CourtCalendar, Holiday
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.holiday_tables import DayChange, DayChanged, changes
from legalaid_desktop.domain.moves import Move
from legalaid_desktop.domain.rules import Rule, in_variant
from legalaid_desktop.domain.runs import LastDays
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services import rules as office_rules
from legalaid_desktop.services.known_standing import KnownStanding, Standing
from legalaid_desktop.storage import holidays as stored_holidays
from legalaid_desktop.storage import moves as stored
from legalaid_desktop.storage.database import Session
from legalaid_desktop.storage.moves import Outdated

_version = lru_cache(512)(rules.version)
"""Every rule of the office, each time something may have moved."""


class Counted(NamedTuple):
    """A deadline, the same counted again, and the move between them."""

    deadline: Deadline
    after: Deadline
    move: Move


class Uncounted(NamedTuple):
    """A deadline that cannot be counted again, why, and its case where several are told."""

    deadline: Deadline
    problem: LegalAidError
    case: Case | None = None


@dataclass(slots=True)
class Looked:
    """What was counted again: what moves, what cannot be counted, what is otherwise sure now."""

    moved: list[Counted] = field(default_factory=list)
    lost: list[Uncounted] = field(default_factory=list)
    restood: list[Deadline] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """By what is counted now, and what changed of it since it was counted by another table."""

    rules: Mapping[str, Rule]
    versions: Mapping[str, str]
    calendar: CourtCalendar
    session: Session
    changed: dict[str, tuple[DayChange, ...] | None] = field(default_factory=dict)
    honoured: dict[tuple[DayChange, ...], CourtCalendar] = field(default_factory=dict)

    @classmethod
    def present(
        cls,
        session: Session,
        given: Iterable[Rule] | None = None,
        holidays: Iterable[Holiday] | None = None,
    ) -> "Basis":
        """What the office has now, or what is given instead."""
        known = {one.id: one for one in given or office_rules.effective(session)}
        table = stored_holidays.every(session) if holidays is None else holidays
        return cls(
            rules=known,
            versions={key: _version(one) for key, one in known.items()},
            calendar=CourtCalendar(tuple(table)),
            session=session,
        )

    def since(self, code: str) -> tuple[DayChange, ...] | None:
        """What changed since the table of that code; ``None`` where nobody knows that table."""
        if code == self.calendar.version:
            return ()
        if code not in self.changed:
            table = stored_holidays.called(self.session, code)
            days = changes(table.days, self.calendar.holidays) if table else None
            self.changed[code] = days
        return self.changed[code]

    def without(self, refused: tuple[DayChange, ...]) -> CourtCalendar:
        """The table without these changes."""
        if not refused:
            return self.calendar
        if refused not in self.honoured:
            self.honoured[refused] = moves.honouring(self.calendar, refused, self._former)
        return self.honoured[refused]

    def may_move(self, one: Outdated) -> bool:
        """Whether it has to be counted again to know; a day far from its period moves nothing."""
        known = self.versions.get(one.rule_id, one.rule_version)
        if one.follows or not one.rule_version or one.rule_version != known:
            return True
        days = self.since(one.holidays_version)
        return days is None or bool(moves.touching(days, one.first, one.last, served=one.served))

    def _former(self, day: DayChange) -> Holiday | None:
        """The day as the latest table before had it."""
        taken = day.what is DayChanged.TAKEN_OUT
        present = {(one.day, one.scope): one for one in self.calendar.holidays}
        for version in stored_holidays.versions(self.session):
            for one in version.days:
                same = (one.day, one.scope) == (day.day, day.scope)
                if same and (taken or one.kind is not present[day.day, day.scope].kind):
                    return one
        return None


def standing(basis: Basis, known: KnownStanding) -> Standing:
    """How all open deadlines stand by that basis; counted again only if something has changed."""
    key = (basis.calendar.version, tuple(sorted(basis.versions.items())))
    return known.of(basis.session, key, lambda among: _standing(basis, among))


def _standing(basis: Basis, among: Collection[int] | None) -> Standing:
    found = look(basis, everything=True, among=among)
    return Standing(
        moving=frozenset(one.move.deadline_id for one in found.moved),
        lost=frozenset(one.deadline.id or 0 for one in found.lost),
        restood=frozenset(one.id or 0 for one in found.restood),
    )


def look(
    basis: Basis,
    *,
    everything: bool = False,
    only: Collection[int] | None = None,
    among: Collection[int] | None = None,
    case_id: int | None = None,
) -> Looked:
    """Counts again what may move, and gives what was not refused already.

    Args:
        everything: also of cases that the session does not see.
        only: these deadlines, which may move; among: those of these that may; case_id: of this
            case.
    """
    session, found = basis.session, Looked()
    if only is None:
        outdated = stored.outdated(
            session,
            basis.calendar.version,
            basis.versions,
            everything=everything,
            case_id=case_id,
            among=among,
        )
        only = [one.id for one in outdated if basis.may_move(one)]
    refused = stored.refused(session, only, everything=everything)
    for deadline, trigger in stored.deadlines(session, only, everything=everything):
        without = refused.get(deadline.id or 0, ())
        again = after(basis, deadline, trigger, refused=without)
        if isinstance(again, LegalAidError):
            found.lost.append(Uncounted(deadline, again))
        elif counted := counted_again(basis, deadline, again, refused=without):
            found.moved.append(counted)
        elif (stood := moves.restood(deadline, again)) is not None:
            found.restood.append(stood)
    last = stored.last(
        session, {one.move.deadline_id for one in found.moved}, everything=everything
    )
    left = {one.deadline_id for one in moves.left((each.move for each in found.moved), last)}
    found.moved = [
        one._replace(move=moves.as_asked(one.move, last.get(one.move.deadline_id)))
        for one in found.moved
        if one.move.deadline_id in left
    ]
    return found


def after(
    basis: Basis,
    deadline: Deadline,
    trigger: Trigger | None,
    other: LastDays | None = None,
    *,
    refused: tuple[DayChange, ...] = (),
) -> Deadline | LegalAidError:
    """The deadline counted again, or why it cannot be.

    Args:
        other: the last days by now of the deadline that it follows; the kept ones without.
        refused: the changes of the table that were refused for it.
    """
    start: Trigger | LastDays | None = trigger
    if deadline.after_id:
        start = other or stored.last_days(basis.session, deadline.after_id)
    try:
        rule = basis.rules.get(deadline.rule_id)
        if rule is None:
            rule = office_rules.rule(basis.session, deadline.rule_id)
        table, law = basis.without(refused), reference.counting_law()
        made = moves.recount(deadline, rule, start, table, law)
    except LegalAidError as problem:
        return problem
    if made is deadline:
        return deadline
    if table is not basis.calendar:
        made = moves.told_refusal(made, basis.calendar.version, refused)
    return replace(made, rule_text=_said(rule, deadline))


def _said(rule: Rule, deadline: Deadline) -> str:
    """The rule as it reads now, in the variant of the deadline."""
    return labels.rule_text(in_variant(rule, deadline.variant), reference.laws())


def counted_again(
    basis: Basis,
    deadline: Deadline,
    made: Deadline,
    cause: moves.MoveCause | None = None,
    refused: Iterable[DayChange] = (),
) -> Counted | None:
    """The move to what was counted again, with the days that may have made it; none to stay.

    Args:
        refused: changes of the table that it was counted without, so that they made no move.
    """
    days = moves.besides(moves.within(_changed(basis, deadline), deadline, made), refused)
    why = cause or moves.cause_of(deadline, made, by_days=bool(days))
    move = moves.move(deadline, made, why)
    return None if move is None else Counted(deadline, made, replace(move, days=days))


def lists(basis: Basis, deadline: Deadline, days: Collection[DayChange]) -> bool:
    """Whether there are such changes of the table and all are among those since it was counted."""
    return bool(days) and not moves.besides(days, basis.since(deadline.holidays_version) or ())


def _changed(basis: Basis, deadline: Deadline) -> tuple[DayChange, ...]:
    """What changed of the table since it was counted, with the days that are offered again."""
    changed = basis.since(deadline.holidays_version) or ()
    if deadline.rule_version and deadline.holidays_version:
        return changed
    again = moves.offered_again(stored.of_deadline(basis.session, deadline.id or 0))
    told = {(one.day, one.scope) for one in changed}
    return (*changed, *(one for one in again if (one.day, one.scope) not in told))
