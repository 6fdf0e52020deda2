"""Deadlines that a later holiday, rule or event would move: told, and moved only by a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from legalaid_desktop.domain import checks, moves
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.errors import LegalAidError, Refused
from legalaid_desktop.domain.moves import Move, MoveAnswer, MoveCause
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.domain.settling import NOT_OWN
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.i18n import N_, gettext
from legalaid_desktop.services import recounts
from legalaid_desktop.services import rules as office_rules
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.known_standing import Standing
from legalaid_desktop.services.recounts import Basis
from legalaid_desktop.services.recounts import Counted as Counted
from legalaid_desktop.services.recounts import Uncounted as Uncounted
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import moves as stored
from legalaid_desktop.storage import triggers as stored_triggers

CHANGED = N_("This deadline has changed meanwhile. Look at it again.")
UNCHECKED = "No lawyer has confirmed rule {rule} yet. Confirm it before you use it."
RESTOOD = N_("How sure rule {rule} is has changed; the days stay.")
RECENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted:
    """Deadlines counted again: those that move, those with another sum only, and the others."""

    moved: tuple[Counted, ...]
    same: tuple[Deadline, ...]
    uncounted: tuple[Uncounted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """A deadline that would move, with its case.

    Attributes:
        asks: whether it would rest on a rule that no lawyer has confirmed.
    """

    move: Move
    deadline: Deadline
    case: Case
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What waits for a decision: the moves the user sees, and how many more there are.

    Attributes:
        uncounted: what may be wrong by now and cannot be counted: somebody has to look.
    """

    moves: tuple[Moving, ...]
    uncounted: tuple[Uncounted, ...] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What became of several moves: those that were decided, and those that had changed since."""

    decided: tuple[Move, ...]
    left: tuple[Move, ...] = ()


class Moves:
    """Deadlines counted again, before and after."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def pending(self) -> Pending:
        """The open deadlines that would end on other days by now; takes a while in a large office.

        Who may change the table is also told how many there are in cases that are hidden here.
        """
        with self._desk.reading() as session:
            basis, standing = self._standing(session)
            seen = stored.seen(session, standing.moving | standing.lost)
            found = recounts.look(basis, only=seen)
            told = {one.move.case_id for one in found.moved}
            cases = stored_cases.several(
                session, told | {one.deadline.case_id for one in found.lost}
            )
            hidden = len(standing.moving.difference(seen))
            return Pending(
                moves=tuple(_moving(one, cases) for one in found.moved),
                uncounted=tuple(
                    one._replace(case=cases[one.deadline.case_id]) for one in found.lost
                ),
                hidden=hidden if self._desk.may(session, Act.SET_UP) else 0,
            )

    def waiting(self, case_id: int) -> tuple[Moving, ...]:
        """The open deadlines of one case that would end on other days by now."""
        with self._desk.reading(case=case_id) as session:
            cases = {case_id: stored_cases.get(session, case_id)}
            found = recounts.look(Basis.present(session), case_id=case_id)
            return tuple(_moving(one, cases) for one in found.moved)

    def count(self) -> int:
        """How many deadlines the user has to look at by now.

        One that cannot be counted again counts until somebody puts its day by hand. It takes a
        while the first time after something has changed.
        """
        with self._desk.reading() as session:
            _basis, standing = self._standing(session)
            lost = stored.deadlines(session, stored.seen(session, standing.lost))
            unset = sum(one.hand_on is None for one, _trigger in lost)
            return len(stored.seen(session, standing.moving)) + unset

    def refresh(self) -> int:
        """Lets deadlines on the same days say how sure their rule is by now; how many there were.

        Such as after a lawyer has checked a rule off, or where a rule is no longer sure. No day
        moves, so that nobody is asked; each change stands in the trail. Those in cases that are
        hidden here follow when somebody of their team works.
        """
        with self._desk.reading() as session:
            _basis, standing = self._standing(session)
            seen = stored.seen(session, standing.restood)
        if not seen:
            return 0
        with self._desk.writing(Act.READ) as session:
            found = recounts.look(Basis.present(session), only=seen)
            for one in found.restood:
                why = gettext(RESTOOD).format(rule=one.rule_id)
                stored_deadlines.save(session, one, why=why)
            return len(found.restood)

    def accept(self, move: Move, *, confirmed: bool = False) -> Deadline:
        """Moves the deadline to the days it was offered.

        Args:
            confirmed: whether a rule that no lawyer has checked was confirmed for this.

        Raises:
            Refused: it changed meanwhile, or its rule needs a confirmation.
        """
        with self._desk.writing() as session:
            return self._accept(session, _again(session, move), confirmed=confirmed)

    def accept_several(self, offered: Sequence[Move], *, confirmed: bool = False) -> Answered:
        """Accepts them one by one, each with its own trace; what changed meanwhile stays.

        Raises:
            Refused: the rule of one needs a confirmation; then none is accepted.
        """
        decided, left = list[Move](), list[Move]()
        with self._desk.writing() as session:
            for one in offered:
                found = _still(session, one)
                if found is None:
                    left.append(one)
                    continue
                self._accept(session, found, confirmed=confirmed)
                decided.append(found.move)
        return Answered(decided=tuple(decided), left=tuple(left))

    def refuse(self, move: Move, reason: str) -> Move:
        """Leaves the deadline where it is; the same is not offered again, and the file says why."""
        clean = checks.line("reason", reason, required=True)
        with self._desk.writing() as session:
            found = _again(session, move)
            return refuse(session, self._desk, found.move, clean)

    def refuse_several(self, offered: Sequence[Move], reason: str) -> Answered:
        """Refuses them one by one for the same reason, each with its own trace."""
        clean = checks.line("reason", reason, required=True)
        with self._desk.writing() as session:
            found = [(one, _still(session, one)) for one in offered]
            decided = tuple(
                refuse(session, self._desk, again.move, clean)
                for _one, again in found
                if again is not None
            )
        return Answered(decided=decided, left=tuple(one for one, again in found if again is None))

    def take_back(self, refused: Move) -> Move:
        """Takes a refusal back: what it left out is offered again."""
        with self._desk.writing() as session:
            deadline = stored_deadlines.get(session, refused.deadline_id)
            if not recounts.lists(Basis.present(session), deadline, refused.days):
                # by no known version of the rule: counted again with the next look; its table
                # stays known, so that what changes later is told by its days
                stored_deadlines.save(session, replace(deadline, rule_version=""))
            made = replace(refused, id=None, version=0)
            return note(session, self._desk, made, MoveAnswer.TAKEN_BACK)

    def of_case(self, case_id: int) -> list[Move]:
        """What was decided about the deadlines of a case, the latest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def refused(self, case_id: int) -> list[Move]:
        """Why open deadlines of a case stand where another table or rule would not put them.

        Also those that were counted again since, without the days that were refused.
        """
        with self._desk.reading(case=case_id) as session:
            known = stored_deadlines.of_case(session, case_id)
            keys = [one.id or 0 for one in known if one.status is DeadlineStatus.OPEN]
            last, kept = stored.last(session, keys), stored.refused(session, keys)
            decided = stored.of_case(session, case_id)  # the latest first
            found = [
                last[one.id or 0]
                for one in known
                if one.id in keys and moves.stays(one, last.get(one.id or 0))
            ]
            others = kept.keys() - {one.deadline_id for one in found}
            return found + [_refusal(decided, key) for key in sorted(others)]

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

    def _standing(self, session: Session) -> tuple[Basis, Standing]:
        basis = Basis.present(session)
        return basis, recounts.standing(basis, self._desk.standing)

    def _accept(self, session: Session, found: Counted, *, confirmed: bool) -> Deadline:
        if moves.asks(found.deadline, found.after) and not confirmed:
            raise Refused(UNCHECKED, rule=found.after.rule_id)
        self._require_another(session, found)
        kept = keep(session, found, why=because(found.move))
        note(session, self._desk, found.move, MoveAnswer.ACCEPTED)
        return kept

    def _require_another(self, session: Session, found: Counted) -> None:
        """Refuses whoever entered what makes a day of the law later, if somebody else can agree."""
        if not moves.is_later(found.deadline, found.after):
            return
        asked_by = moves.waits_for_another(stored.of_deadline(session, found.move.deadline_id))
        if asked_by != self._desk.account.id or asked_by is None:
            return
        if names := others(session, self._desk, found.move.case_id):
            raise Refused(NOT_OWN, names=", ".join(names))


def would_move(
    session: Session,
    *,
    rules: Iterable[Rule] | None = None,
    holidays: Iterable[Holiday] | None = None,
) -> tuple[Moving, ...]:
    """The open deadlines that these rules and this table would move; the present ones without."""
    basis = Basis.present(session, rules, holidays)
    found = recounts.look(basis).moved
    cases = stored_cases.several(session, {one.deadline.case_id for one in found})
    return tuple(_moving(one, cases) for one in found)


def counted_from(
    session: Session,
    known: Sequence[Deadline],
    trigger: Trigger | None,
    cause: moves.MoveCause,
) -> Recounted:
    """Deadlines counted again from an event, those that follow others from where these end then."""
    basis, again = Basis.present(session), dict[int, Deadline]()
    moved, same, lost = list[Counted](), list[Deadline](), list[Uncounted]()
    refused = stored.refused(session, {one.id or 0 for one in known})
    for one in sorted(known, key=lambda each: each.id or 0):  # what follows was made later
        other = again.get(one.after_id or 0)
        last, kept = other.last_days if other else None, refused.get(one.id or 0, ())
        after = recounts.after(basis, one, trigger, last, refused=kept)
        if isinstance(after, LegalAidError):
            lost.append(Uncounted(one, after))
            continue
        again[one.id or 0] = after
        if counted := recounts.counted_again(basis, one, after, cause, kept):
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


def refuse(session: Session, desk: Desk, move: Move, why: str) -> Move:
    """Keeps a refusal; time that was only asked for goes with it, so that no later count has it."""
    known = stored_deadlines.get(session, move.deadline_id)
    without = moves.without_asked(known, stored.of_deadline(session, move.deadline_id))
    if without is not known:
        stored_deadlines.save(session, without, why=why)
    return note(session, desk, move, MoveAnswer.REFUSED, why)


def because(move: Move) -> str:
    """What moved it, for the trail: the days of the table by their names."""
    return "; ".join(f"{one.day:%d/%m/%Y} {one.name_lo}".strip() for one in move.days)


def present_rules(session: Session) -> tuple[Rule, ...]:
    """The rules that this office counts by."""
    return office_rules.effective(session)


def _moving(one: Counted, cases: Mapping[int, Case]) -> Moving:
    asks = moves.asks(one.deadline, one.after)
    return Moving(move=one.move, deadline=one.deadline, case=cases[one.move.case_id], asks=asks)


def _refusal(decided: Iterable[Move], deadline_id: int) -> Move:
    """The latest refusal of a change of the table for that deadline."""
    return next(
        one
        for one in decided
        if one.deadline_id == deadline_id
        and (one.cause, one.answer) == (MoveCause.HOLIDAY, MoveAnswer.REFUSED)
    )


def _still(session: Session, offered: Move) -> Counted | None:
    """The move as it is now, if it is the one that somebody decided on."""
    deadline = stored_deadlines.get(session, offered.deadline_id)
    run_from, basis = deadline.trigger_id, Basis.present(session)
    trigger = stored_triggers.get(session, run_from) if run_from else None
    refused = stored.refused(session, [offered.deadline_id]).get(offered.deadline_id, ())
    after = recounts.after(basis, deadline, trigger, refused=refused)
    if isinstance(after, LegalAidError) or deadline.status is not DeadlineStatus.OPEN:
        return None
    found = recounts.counted_again(basis, deadline, after, refused=refused)
    if found is None or not moves.is_same(found.move, offered):
        return None
    last = stored.last(session, [offered.deadline_id]).get(offered.deadline_id)
    return found._replace(move=moves.as_asked(found.move, last))


def _again(session: Session, offered: Move) -> Counted:
    """The same; refuses where it is another by now."""
    found = _still(session, offered)
    if found is None:
        raise Refused(CHANGED)
    return found
