"""Deadlines that a later holiday, rule or event would move: told, and moved only by a person."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from legalaid_desktop.domain import checks, moves, rules
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.court_calendar import CourtCalendar, Holiday
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.errors import LegalAidError, Refused
from legalaid_desktop.domain.holiday_tables import DayChange, changes
from legalaid_desktop.domain.moves import Move, MoveAnswer
from legalaid_desktop.domain.rules import Rule, in_variant
from legalaid_desktop.domain.runs import LastDays
from legalaid_desktop.domain.settling import NOT_OWN
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services import rules as office_rules
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import holidays as stored_holidays
from legalaid_desktop.storage import moves as stored
from legalaid_desktop.storage import triggers as stored_triggers
from legalaid_desktop.storage.moves import Outdated

CHANGED = N_("This deadline has changed meanwhile. Look at it again.")
RECENT = 100
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted:
    """Deadlines counted again: those that move, those with another sum only, and the others."""

    moved: tuple[Counted, ...]
    same: tuple[Deadline, ...]
    uncounted: tuple[Uncounted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """A deadline that would move, with its case."""

    move: Move
    deadline: Deadline
    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What waits for a decision: the moves the user sees, and how many more there are.

    Attributes:
        uncounted: what may be wrong by now and cannot be counted: somebody has to look.
    """

    moves: tuple[Moving, ...]
    uncounted: tuple[Uncounted, ...] = ()
    hidden: int = 0


class Moves:
    """Deadlines counted again, before and after."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def pending(self) -> Pending:
        """The open deadlines that would end on other days by now; takes a while in a large office.

        Who may change the table is also told how many there are in cases that are hidden here.
        """
        with self._desk.reading() as session:
            found, lost = _looked(session, _Basis.present(session))
            told = [one.deadline for one in found] + [one.deadline for one in lost]
            cases = stored_cases.several(session, {one.case_id for one in told})
            return Pending(
                moves=tuple(
                    Moving(move=one.move, deadline=one.deadline, case=cases[one.deadline.case_id])
                    for one in found
                ),
                uncounted=tuple(one._replace(case=cases[one.deadline.case_id]) for one in lost),
                hidden=self._hidden(session),
            )

    def waiting(self, case_id: int) -> tuple[Moving, ...]:
        """The open deadlines of one case that would end on other days by now."""
        with self._desk.reading(case=case_id) as session:
            case = stored_cases.get(session, case_id)
            found = _offered(session, _Basis.present(session), case_id=case_id)
            return tuple(Moving(move=one.move, deadline=one.deadline, case=case) for one in found)

    def count(self) -> int:
        """How many deadlines the user has to look at by now; takes a while as well.

        One that cannot be counted again counts until somebody puts its day by hand.
        """
        with self._desk.reading() as session:
            found, lost = _looked(session, _Basis.present(session))
            return len(found) + sum(one.deadline.hand_on is None for one in lost)

    def accept(self, move: Move) -> Deadline:
        """Moves the deadline to the days it was offered; raises ``Refused`` if they changed."""
        with self._desk.writing() as session:
            found = _again(session, move)
            self._require_another(session, found)
            kept = keep(session, found, why=because(found.move))
            note(session, self._desk, found.move, MoveAnswer.ACCEPTED)
            return kept

    def refuse(self, move: Move, reason: str) -> Move:
        """Leaves the deadline where it is; the same is not offered again, and the file says why."""
        clean = checks.line("reason", reason, required=True)
        with self._desk.writing() as session:
            found = _again(session, move)
            return note(session, self._desk, found.move, MoveAnswer.REFUSED, clean)

    def of_case(self, case_id: int) -> list[Move]:
        """What was decided about the deadlines of a case, the latest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def refused(self, case_id: int) -> list[Move]:
        """Why open deadlines of a case stand where another table or rule would not put them."""
        with self._desk.reading(case=case_id) as session:
            known = stored_deadlines.of_case(session, case_id)
            last = stored.last(session, [one.id or 0 for one in known])
            return [
                last[one.id or 0]
                for one in known
                if one.status is DeadlineStatus.OPEN and moves.stays(one, last.get(one.id or 0))
            ]

    def recent(self) -> list[Moving]:
        """What was decided last, in the cases that the user sees."""
        with self._desk.reading() as session:
            found = stored.recent(session, RECENT)
            known = stored.deadlines(session, {one.deadline_id for one in found})
            by_id = {one.id: one for one, _trigger in known}
            cases = stored_cases.several(session, {one.case_id for one in found})
            return [
                Moving(move=one, deadline=by_id[one.deadline_id], case=cases[one.case_id])
                for one in found
                if one.deadline_id in by_id
            ]

    def _require_another(self, session: Session, found: Counted) -> None:
        """Refuses whoever entered what makes a day of the law later, if somebody else can agree."""
        key = found.move.deadline_id
        asked_by = moves.waits_for_another(stored.last(session, [key]).get(key))
        if asked_by != self._desk.account.id or asked_by is None:
            return
        if names := others(session, self._desk, found.move.case_id):
            raise Refused(NOT_OWN, names=", ".join(names))

    def _hidden(self, session: Session) -> int:
        if not self._desk.may(session, Act.SET_UP):
            return 0
        basis = _Basis.present(session)
        seen = stored.outdated(session, basis.calendar.version, basis.versions)
        return len(_offered(session, basis, everything=True, but={one.id for one in seen}))


def would_move(
    session: Session,
    *,
    rules: Iterable[Rule] | None = None,
    holidays: Iterable[Holiday] | None = None,
) -> tuple[Moving, ...]:
    """The open deadlines that these rules and this table would move; the present ones without."""
    basis = _Basis.present(session, rules, holidays)
    found = _offered(session, basis)
    cases = stored_cases.several(session, {one.deadline.case_id for one in found})
    return tuple(
        Moving(move=one.move, deadline=one.deadline, case=cases[one.deadline.case_id])
        for one in found
    )


def is_outdated(session: Session) -> bool:
    """Whether any deadline was counted by another table or rule, so that some may move."""
    basis = _Basis.present(session)
    return stored.is_outdated(session, basis.calendar.version, basis.versions)


def counted_from(
    session: Session,
    known: Sequence[Deadline],
    trigger: Trigger | None,
    cause: moves.MoveCause,
) -> Recounted:
    """Deadlines counted again from an event, those that follow others from where these end then."""
    basis, again = _Basis.present(session), dict[int, Deadline]()
    moved, same, lost = list[Counted](), list[Deadline](), list[Uncounted]()
    for one in sorted(known, key=lambda each: each.id or 0):  # what follows was made later
        other = again.get(one.after_id or 0)
        after = _after(basis, one, trigger, other.last_days if other else None)
        if isinstance(after, LegalAidError):
            lost.append(Uncounted(one, after))
            continue
        again[one.id or 0] = after
        if counted := _counted(basis, one, after, cause):
            moved.append(counted)
        elif after is not one:
            same.append(after)
    return Recounted(moved=tuple(moved), same=tuple(same), uncounted=tuple(lost))


def others(session: Session, desk: Desk, case_id: int) -> list[str]:
    """The names of those who could take the second look in a case."""
    able = desk.able(session, Act.EDIT, case_id)
    return [one.name for one in able if one.id != desk.account.id]


def keep(session: Session, found: Counted, *, why: str) -> Deadline:
    """Writes the deadline as it was counted again; on other days it has to be seen anew."""
    after = found.after
    if moves.ends(after) != moves.ends(found.deadline):
        after = replace(after, seen_by=None, seen_at=None)
    return stored_deadlines.save(session, after, why=why)


def note(session: Session, desk: Desk, move: Move, answer: MoveAnswer, reason: str = "") -> Move:
    """Keeps what was decided about a move, by whom and when."""
    at = desk.clock().replace(microsecond=0)
    return stored.save(
        session, replace(move, answer=answer, reason=reason, by=desk.account.id, at=at)
    )


def because(move: Move) -> str:
    """What moved it, for the trail: the days of the table by their names."""
    return "; ".join(f"{one.day:%d/%m/%Y} {one.name_lo}".strip() for one in move.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Basis:
    """By what is counted now, and what changed of it since it was counted by another table."""

    rules: Mapping[str, Rule]
    versions: Mapping[str, str]
    calendar: CourtCalendar
    session: Session
    changed: dict[str, tuple[DayChange, ...] | None]

    @classmethod
    def present(
        cls,
        session: Session,
        given: Iterable[Rule] | None = None,
        holidays: Iterable[Holiday] | None = None,
    ) -> "_Basis":
        known = {one.id: one for one in given or present_rules(session)}
        table = stored_holidays.every(session) if holidays is None else holidays
        return cls(
            rules=known,
            versions={key: _version(one) for key, one in known.items()},
            calendar=CourtCalendar(tuple(table)),
            session=session,
            changed={},
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

    def may_move(self, one: Outdated) -> bool:
        """Whether it has to be counted again to know; a day far from its period moves nothing."""
        known = self.versions.get(one.rule_id, one.rule_version)
        if one.follows or not one.rule_version or one.rule_version != known:
            return True
        days = self.since(one.holidays_version)
        return days is None or bool(moves.touching(days, one.first, one.last, served=one.served))


def present_rules(session: Session) -> tuple[Rule, ...]:
    """The rules that this office counts by."""
    return office_rules.effective(session)


def _offered(
    session: Session,
    basis: _Basis,
    *,
    everything: bool = False,
    but: Collection[int] = (),
    case_id: int | None = None,
) -> list[Counted]:
    """All that would move and was not refused already."""
    found, _lost = _looked(session, basis, everything=everything, but=but, case_id=case_id)
    return found


def _looked(
    session: Session,
    basis: _Basis,
    *,
    everything: bool = False,
    but: Collection[int] = (),
    case_id: int | None = None,
) -> tuple[list[Counted], list[Uncounted]]:
    """The same, and what cannot be counted again."""
    outdated = stored.outdated(
        session, basis.calendar.version, basis.versions, everything=everything, case_id=case_id
    )
    wanted = [one.id for one in outdated if one.id not in but and basis.may_move(one)]
    found, lost = list[Counted](), list[Uncounted]()
    for deadline, trigger in stored.deadlines(session, wanted, everything=everything):
        after = _after(basis, deadline, trigger)
        if isinstance(after, LegalAidError):
            lost.append(Uncounted(deadline, after))
        elif counted := _counted(basis, deadline, after):
            found.append(counted)
    last = stored.last(session, {one.move.deadline_id for one in found}, everything=everything)
    left = {one.deadline_id for one in moves.left((each.move for each in found), last)}
    return [one for one in found if one.move.deadline_id in left], lost


def _after(
    basis: _Basis, deadline: Deadline, trigger: Trigger | None, other: LastDays | None = None
) -> Deadline | LegalAidError:
    """The deadline counted again, or why it cannot be.

    Args:
        other: the last days by now of the deadline that it follows; the kept ones without.
    """
    start: Trigger | LastDays | None = trigger
    if deadline.after_id:
        start = other or stored.last_days(basis.session, deadline.after_id)
    try:
        rule = basis.rules.get(deadline.rule_id)
        if rule is None:
            rule = office_rules.rule(basis.session, deadline.rule_id)
        after = moves.recount(deadline, rule, start, basis.calendar, reference.counting_law())
        return after if after is deadline else replace(after, rule_text=_said(rule, deadline))
    except LegalAidError as problem:
        return problem


def _said(rule: Rule, deadline: Deadline) -> str:
    """The rule as it reads now, in the variant of the deadline."""
    return labels.rule_text(in_variant(rule, deadline.variant), reference.laws())


def _counted(
    basis: _Basis, deadline: Deadline, after: Deadline, cause: moves.MoveCause | None = None
) -> Counted | None:
    days = moves.within(basis.since(deadline.holidays_version) or (), deadline, after)
    why = cause or moves.cause_of(deadline, after, by_days=bool(days))
    move = moves.move(deadline, after, why)
    return None if move is None else Counted(deadline, after, replace(move, days=days))


def _recounted(basis: _Basis, deadline: Deadline, trigger: Trigger | None) -> Counted | None:
    after = _after(basis, deadline, trigger)
    return None if isinstance(after, LegalAidError) else _counted(basis, deadline, after)


def _again(session: Session, offered: Move) -> Counted:
    """The move as it is now; refuses where it is another than the one somebody decided on."""
    deadline = stored_deadlines.get(session, offered.deadline_id)
    run_from = deadline.trigger_id
    trigger = stored_triggers.get(session, run_from) if run_from else None
    found = _recounted(_Basis.present(session), deadline, trigger)
    same = found is not None and moves.is_same(found.move, offered)
    if found is None or not same or deadline.status is not DeadlineStatus.OPEN:
        raise Refused(CHANGED)
    return found
