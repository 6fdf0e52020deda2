"""Handing over: cases with all that runs in them, from one colleague to another, in one act."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from legalaid_desktop.domain import checks, holdings, withheld_papers
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.assignments import Assignment, AssignmentStatus, asked_anew
from legalaid_desktop.domain.cases import Case, Stage, is_restricted
from legalaid_desktop.domain.correspondence import is_waiting
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.events import EventKind
from legalaid_desktop.domain.handovers import Running
from legalaid_desktop.domain.tasks import TaskStatus
from legalaid_desktop.domain.users import Member, MemberKind, Notice, NoticeKind, User
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import correspondence, tasks, teams
from legalaid_desktop.services.closings import open_deadlines
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import assignments as stored_assignments
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import correspondence as stored_letters
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import holdings as stored_holdings
from legalaid_desktop.storage import protection as stored_protection
from legalaid_desktop.storage import tasks as stored_tasks
from legalaid_desktop.storage import teams as stored_teams
from legalaid_desktop.storage import users as stored_users
from legalaid_desktop.storage import visibility

SAME = N_("Choose two different colleagues.")
CLOSED = N_("This account is closed, or its role reads no cases.")
NO_CASES = N_("Choose at least one case.")


class Handovers:
    """From one colleague to another."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> Running:
        """What runs in a case."""
        with self._desk.reading(case=case_id) as session:
            return running(session, stored_cases.get(session, case_id), self._desk)

    def of_colleague(self, user_id: int) -> list[Running]:
        """What runs in the open cases of a colleague, as far as the user may hand them over.

        Restricted cases on whose team the user is not are not among them: only somebody who is
        can hand them over.
        """
        with self._desk.reading(Act.ASSIGN) as session:
            user = stored_users.get(session, user_id)
            found = _cases_of(session, user, self._now())
            return [running(session, one, self._desk) for one in found]

    def hand_over(
        self, case_ids: Collection[int], from_id: int, to_id: int, why: str, *, leaves: bool = False
    ) -> None:
        """Moves place on the team, assignment, open tasks and deadlines; tells who takes over.

        Args:
            leaves: whether the tasks that belong to no case move too.

        Raises:
            NotAllowed: one of the cases is restricted, and the user not on its team.
            InvalidValue: no reason, the same colleague twice, or one who cannot take it.
        """
        reason = checks.line("reason", why, required=True)
        if from_id == to_id:
            raise InvalidValue("successor", SAME)
        if not case_ids and not leaves:
            raise InvalidValue("cases", NO_CASES)
        with self._desk.writing(Act.ASSIGN) as session:
            giver, heir = stored_users.get(session, from_id), stored_users.get(session, to_id)
            if heir.disabled_on is not None or not teams.reads(heir):
                raise InvalidValue("successor", CLOSED)
            moves = [(stored_cases.get(session, key).id or 0) for key in case_ids]
            self._move_tasks(session, moves, giver, heir, leaves=leaves)
            self._move_deadlines(session, moves, giver, heir)
            for case_id in moves:
                self._move(session, case_id, giver, heir, reason)

    def _move(self, session: Session, case_id: int, giver: User, heir: User, why: str) -> None:
        """The heir comes in before the giver goes: who hands over her own case is off it then."""
        stored_users.tell(session, self._notice(heir, case_id, giver, why))
        if heir.id not in {one.id for one in teams.team(session, case_id, self._now())}:
            stored_teams.save(session, self._place(case_id, heir, why))
        ending = [
            known
            for known in stored_assignments.of_case(session, case_id)
            if known.lawyer_id == giver.lawyer_id and known.status in visibility.ASKED
        ]
        for known in ending:
            self._assign(session, known, heir, why)
        for place in stored_teams.of_case(session, case_id):
            over = place.until is not None and place.until <= self._now()
            if place.user_id == giver.id and not over and place.kind is not MemberKind.GLASS:
                stored_teams.save(session, replace(place, until=self._now(), reason=why))
        for known in ending:
            over_to = AssignmentStatus.HANDED_OVER
            gone = replace(known, status=over_to, answered_on=self._desk.today(), reason=why)
            stored_assignments.save(session, gone)

    def _assign(self, session: Session, known: Assignment, heir: User, why: str) -> None:
        if heir.lawyer_id is None or heir.lawyer_id == known.lawyer_id:
            return
        today = self._desk.today()
        taken = replace(known, id=None, version=0, lawyer_id=heir.lawyer_id, offered_on=today)
        answered = today if known.status is AssignmentStatus.ACCEPTED else None
        stored_assignments.save(
            session, replace(asked_anew(taken), answered_on=answered, reason=why)
        )

    def _move_tasks(
        self, session: Session, moves: list[int], giver: User, heir: User, *, leaves: bool
    ) -> None:
        for one in stored_tasks.open_of(session, giver.id or 0):
            if one.case_id in moves or (leaves and one.case_id is None):
                stored_tasks.save(session, replace(one, owner_id=heir.id))

    def _move_deadlines(self, session: Session, moves: list[int], giver: User, heir: User) -> None:
        """Those the giver answers for, and those for which nobody does."""
        for case_id in moves:
            for one in open_deadlines(session, case_id):
                if one.responsible_id in (giver.id, None):
                    stored_deadlines.save(session, replace(one, responsible_id=heir.id))

    def _place(self, case_id: int, heir: User, why: str) -> Member:
        return Member(
            case_id=case_id,
            user_id=heir.id or 0,
            kind=MemberKind.ADDED,
            since=self._now(),
            reason=why,
        )

    def _notice(self, heir: User, case_id: int, giver: User, why: str) -> Notice:
        return Notice(
            user_id=heir.id or 0,
            kind=NoticeKind.GIVEN,
            case_id=case_id,
            at=self._now(),
            by=giver.name,
            reason=why,
        )

    def _now(self) -> datetime:
        return self._desk.clock().replace(microsecond=0)


def running(session: Session, case: Case, desk: Desk) -> Running:
    """What runs in the case, read in the caller's transaction."""
    key, today = case.id or 0, desk.today()
    letters = correspondence.lines(session, stored_letters.of_case(session, key))
    offers = stored_assignments.of_case(session, key)
    todo = [one for one in stored_tasks.of_case(session, key) if one.status is TaskStatus.OPEN]
    due = open_deadlines(session, key)
    return Running(
        case=case,
        deadlines=due,
        blind=_blind(session, case, due, desk),
        hearings=tuple(
            one
            for one in reversed(stored_events.of_case(session, key))
            if one.kind is EventKind.HEARING and one.on >= today
        ),
        offers=tuple(one for one in offers if one.status is AssignmentStatus.OFFERED),
        tasks=tuple(tasks.lines(session, todo)),
        letters=tuple(one.letter for one in letters if one.letter and is_waiting(one)),
        holdings=tuple(holdings.still_here(stored_holdings.of_case(session, key))),
        custodies=tuple(
            one
            for one in stored_protection.of_case(session, Custody, key)
            if one.released_at is None
        ),
        withheld=tuple(
            filter(withheld_papers.is_open, stored_protection.of_case(session, WithheldPaper, key))
        ),
        names=stored_events.authors(session),
    )


def _blind(session: Session, case: Case, due: Collection[Deadline], desk: Desk) -> frozenset[int]:
    """Who stands in for a deadline of a restricted case without being on its team."""
    if not is_restricted(case):
        return frozenset()
    now = desk.clock().replace(microsecond=0)
    mates = {one.id for one in teams.team(session, case.id or 0, now)}
    return frozenset(one.stand_in_id for one in due if one.stand_in_id) - mates


def _cases_of(session: Session, user: User, now: datetime) -> list[Case]:
    """The open cases that the session sees where that user has a place, a task or a deadline."""
    keys = set(stored_teams.of_user(session, user, now))
    keys |= {one.case_id for one in stored_tasks.open_of(session, user.id or 0) if one.case_id}
    keys |= {one.case_id for one in stored_deadlines.open_of(session, user.id or 0)}
    known = stored_cases.several(session, keys)
    return [case for _, case in sorted(known.items()) if case.stage is not Stage.CLOSED]
