"""Teams of cases: who is on them, who comes in by breaking the glass, and who is told of it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from legalaid_desktop.domain import cases, checks, lao
from legalaid_desktop.domain.access import Act, Role, Scope
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.teams import HiddenCase, Mate, Told, Uncovered
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.users import Member, MemberKind, Notice, NoticeKind, User
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference
from legalaid_desktop.services.cases import key
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import assignments as stored_assignments
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import teams as stored
from legalaid_desktop.storage import trail
from legalaid_desktop.storage import users as stored_users

CLOSED = N_("This account is closed. Add the person again to open it.")
ALREADY = N_("This person is on the team already.")
ONLY_TO_READ = N_(
    "Who broke the glass only reads the case, for a time. Somebody on its team has to do this."
)
LAST_ONE = N_("Nobody would see this case any more. Add somebody else first.")
NO_ACCOUNT = N_("There is no open account of that name.")
OFF_TEAM = N_("This person is not on the team of the case and could not see it.")
NO_GLASS = N_("You see this case already. There is no glass to break.")


class Teams:
    """Who is on the team of which case."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> list[Mate]:
        """The team of a case: lawyers who accepted it, then the others in the order they came."""
        with self._desk.reading(case=case_id) as session:
            return self._mates(session, case_id)

    def colleagues(self) -> list[User]:
        """The open accounts of the office."""
        with self._desk.reading(Act.CONSULT) as session:
            return [one for one in stored_users.every(session) if one.disabled_on is None]

    def add(self, case_id: int, user_id: int, reason: str = "") -> Member:
        """Puts somebody on the team of a case.

        Who is there only because of a broken glass cannot, unless nobody else is left on the team.

        Raises:
            Refused: that person is on it, or has broken the glass; or the account is closed.
            NotAllowed: the user does not see the case.
        """
        why = checks.line("reason", reason)
        with self._desk.writing(Act.ASSIGN, by_glass=True) as session:
            case = stored_cases.get(session, case_id)
            user = stored_users.get(session, user_id)
            if user.disabled_on is not None:
                raise Refused(CLOSED)
            left = {one.id for one in team(session, case_id, self._now())}
            if user_id in left:
                raise Refused(ALREADY)
            if cases.is_restricted(case) and left and self._desk.account.id not in left:
                raise Refused(ONLY_TO_READ)
            place = Member(
                case_id=case_id,
                user_id=user_id,
                kind=MemberKind.ADDED,
                since=self._now(),
                reason=why,
            )
            return stored.save(session, place)

    def remove(self, member_id: int, why: str) -> None:
        """Takes somebody off the team, for a reason.

        Raises:
            Refused: nobody would see a restricted case any more.
        """
        reason = checks.line("reason", why, required=True)
        with self._desk.writing(Act.ASSIGN) as session:
            place = stored.get(session, member_id)
            case = stored_cases.get(session, place.case_id)
            present = team(session, place.case_id, self._now())
            left = [one for one in present if one.id != place.user_id]
            if cases.is_restricted(case) and not left:
                raise Refused(LAST_ONE)
            stored.remove(session, member_id, reason)

    def hidden(self, text: str = "") -> list[HiddenCase]:
        """The restricted cases of others, by number and code name, newest first.

        Volunteers and others whose role reads only assigned cases are told of none; of highly
        restricted ones are told only those who may break the glass.

        Args:
            text: part of the number or the code name.
        """
        wanted = lao.search_key(text)
        with self._desk.reading() as session:
            found = stored.hidden(session)
        return [one for one in found if wanted in lao.search_key(f"{one.number} {one.code_name}")]

    def break_glass(self, case_id: int, reason: str) -> Member:
        """Lets the user read a restricted case for some hours, and tells its team at next sign-in.

        Reading is all that it opens: whoever is to change, print or hand on anything must be put on
        the team by somebody who is on it. Only where nobody is left there, who broke the glass may
        do it.

        Raises:
            InvalidValue: no reason is given.
            Refused: the user sees the case already.
            NotAllowed: the user's role may not.
        """
        why = checks.line("reason", reason, required=True)
        with self._desk.writing(Act.BREAK_GLASS) as session:
            case = stored_cases.get(session, case_id)
            if not cases.is_restricted(case) or stored.is_on(session, case_id):
                raise Refused(NO_GLASS)
            told = self._to_tell(session, case)
            now = self._now()
            place = Member(
                case_id=case_id,
                user_id=self._desk.account.id or 0,
                kind=MemberKind.GLASS,
                since=now,
                until=now + reference.levels()[case.confidentiality].glass,
                reason=why,
            )
            kept = stored.save(session, place)
            trail.note(
                session,
                Deed.BREAK_GLASS,
                kind="case_file",
                record=case_id,
                case_id=case_id,
                reason=why,
            )
            for user in told:
                stored_users.tell(session, self._notice(user, case, why, now))
            return kept

    def uncovered(self, user_id: int, stand_in_id: int) -> Uncovered:
        """The restricted cases of somebody that who shall stand in cannot see.

        Raises:
            NotAllowed: it is somebody else's absence, and the user manages no accounts.
        """
        own = user_id == self._desk.account.id
        with self._desk.reading(Act.READ if own else Act.MANAGE_USERS) as session:
            away = stored_users.get(session, user_id)
            found = [
                one
                for one in stored.restricted(session, stored.seat(away, self._now()))
                if stand_in_id not in {mate.id for mate in team(session, one.id, self._now())}
            ]
            told = {one.id for one in stored.hidden(session)}
            seen = [one for one in found if stored.is_on(session, one.id) or one.id in told]
            return Uncovered(cases=tuple(seen), hidden=len(found) - len(seen))

    def notices(self) -> list[Told]:
        """What the user was not told yet, the oldest first."""
        with self._desk.reading(Act.CONSULT) as session:
            found = stored_users.unseen(session, self._desk.account.id or 0)
            known = stored.names(session, {one.case_id for one in found})
            return [
                Told(
                    notice=one,
                    number=known[one.case_id][0],
                    code_name=known[one.case_id][1],
                    on_team=stored.is_on(session, one.case_id),
                )
                for one in found
                if one.case_id in known
            ]

    def see_notices(self) -> None:
        """Notes that the user has read them."""
        with self._desk.writing(Act.CONSULT) as session:
            stored_users.see(session, self._desk.account.id or 0, self._now())

    def _mates(self, session: Session, case_id: int) -> list[Mate]:
        return mates(session, case_id, self._now())

    def _to_tell(self, session: Session, case: Case) -> list[User]:
        """The team; where nobody is left on it, the other managers of the office."""
        team = {
            mate.user.id: mate.user
            for mate in self._mates(session, key(case))
            if not mate.is_over and mate.user.id != self._desk.account.id
        }
        if team:
            return list(team.values())
        mine = self._desk.account
        return [one for one in stored_users.every(session) if _manages(one) and one.id != mine.id]

    def _notice(self, user: User, case: Case, why: str, now: datetime) -> Notice:
        return Notice(
            user_id=user.id or 0,
            kind=NoticeKind.GLASS_BROKEN,
            case_id=key(case),
            at=now,
            by=self._desk.user,
            reason=why,
        )

    def _now(self) -> datetime:
        return self._desk.clock().replace(microsecond=0)


def mates(session: Session, case_id: int, now: datetime) -> list[Mate]:
    """Everybody who is or was on the team of a case, read in the caller's transaction."""
    return mates_of(session, [case_id], now)[case_id]


def mates_of(session: Session, case_ids: Collection[int], now: datetime) -> dict[int, list[Mate]]:
    """The same of several cases, in as many questions as for one."""
    accounts = {one.id: one for one in stored_users.every(session)}
    asked = stored.asked_lawyers(session, case_ids)
    places = stored.of_cases(session, case_ids)
    return {
        case_id: [
            *(
                Mate(user=one, is_over=one.disabled_on is not None)
                for one in asked.get(case_id, ())
            ),
            *(
                Mate(user=user, member=place, is_over=_is_over(place, user, now))
                for place in places.get(case_id, ())
                if (user := accounts[place.user_id])
            ),
        ]
        for case_id in case_ids
    }


def team(session: Session, case_id: int, now: datetime) -> list[User]:
    """Those on the team who can work on the case; who broke the glass is not one of them."""
    return _able(mates(session, case_id, now))


def _able(mates: Iterable[Mate]) -> list[User]:
    found = {
        mate.user.id: mate.user
        for mate in mates
        if not mate.is_over and not by_glass(mate) and reads(mate.user)
    }
    return list(found.values())


def require_mate(
    session: Session, case_id: int | None, user_id: int, now: datetime, field: str
) -> None:
    """Refuses an account that is closed, or does not see the case: a restricted one off its team.

    Raises:
        InvalidValue: of that field.
    """
    mate = stored_users.get(session, user_id)
    if mate.disabled_on is not None:
        raise InvalidValue(field, NO_ACCOUNT)
    if case_id is None or not cases.is_restricted(stored_cases.get(session, case_id)):
        return
    if user_id not in {one.id for one in team(session, case_id, now)}:
        raise InvalidValue(field, OFF_TEAM)


def lead(session: Session, case_id: int, now: datetime) -> User | None:
    """Who answers for a case: the lawyer who accepted it, else the first on its team."""
    return leads(session, [case_id], now).get(case_id)


def leads(session: Session, case_ids: Iterable[int], now: datetime) -> dict[int, User]:
    """Who answers for each of those cases, where somebody does."""
    wanted = set(case_ids)
    accepted = stored_assignments.accepted(session, wanted)
    found: dict[int, User] = {}
    for case_id, known in mates_of(session, wanted, now).items():
        able = _able(known)
        lawyers = [one for one in able if one.lawyer_id in accepted.get(case_id, ())]
        if able:
            found[case_id] = next(iter([*lawyers, *able]))
    return found


def lead_ids(session: Session, case_ids: Iterable[int], now: datetime) -> dict[int, int]:
    """The same by account."""
    return {key: user.id for key, user in leads(session, case_ids, now).items() if user.id}


def alone_on(session: Session, user: User, now: datetime) -> list[HiddenCase]:
    """The restricted cases that nobody would work on without that user."""
    found = stored.restricted(session, stored.seat(user, now))
    return [one for one in found if [each.id for each in team(session, one.id, now)] == [user.id]]


def reads(user: User) -> bool:
    """Whether the role of that account reads cases at all."""
    return reference.roles()[user.role].get(Act.READ, Scope.NONE) is not Scope.NONE


def by_glass(mate: Mate) -> bool:
    """Whether that is the place of somebody who broke the glass."""
    return mate.member is not None and mate.member.kind is MemberKind.GLASS


def _is_over(place: Member, user: User, now: datetime) -> bool:
    ended = place.until is not None and place.until <= now
    return ended or user.disabled_on is not None


def _manages(user: User) -> bool:
    return user.role is Role.MANAGER and user.disabled_on is None
