"""Accounts: who may sign in, with which role. Each has a slot of its own in the key file.

The key file is written before the database, so that what is left when the program is killed
between the two opens nothing: a slot without an account is refused at sign-in and written anew when
the account is made again; an account without a slot cannot sign in.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from legalaid_desktop.domain import checks, offices, users
from legalaid_desktop.domain.access import Act, Role
from legalaid_desktop.domain.errors import InvalidValue, NotFound, Refused
from legalaid_desktop.domain.teams import Handover
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.users import Member, MemberKind, Notice, NoticeKind, User
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import teams
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.strength import own_names
from legalaid_desktop.services.teams import CLOSED
from legalaid_desktop.storage import drafts as stored_drafts
from legalaid_desktop.storage import keys, passphrases, trail
from legalaid_desktop.storage import teams as stored_teams
from legalaid_desktop.storage import users as stored

KIND = "user_account"
"""What the trail calls an account."""

LAST_MANAGER = N_("An office needs a manager. Make somebody else a manager first.")
NOT_BY_LINK = N_(
    "This lawyer works on restricted cases on whose team you are not. Somebody on their team has "
    "to add the person there; without that entry the account can be made now."
)
HAND_OVER = N_("Choose who takes over the restricted cases that nobody else works on.")
ADD_FIRST = N_(
    "Restricted cases on which only this person works: {count}. Let the person add somebody to "
    "the team of each first."
)


class Users:
    """The people who can sign in."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk, self._folder = desk, folder

    def every(self) -> list[User]:
        """All accounts, closed ones too, in the order in which they were made."""
        with self._desk.reading(Act.MANAGE_USERS) as session:
            return stored.every(session)

    def called(self, name: str) -> User:
        """The account of that name; raises ``NotFound``."""
        with self._desk.reading(Act.MANAGE_USERS) as session:
            found = stored.called(session, passphrases.normalise(name).strip())
        if found is None:
            raise NotFound(keys.NOBODY)
        return found

    def add(self, user: User, passphrase: str, own_passphrase: str) -> User:
        """Makes an account, or opens a closed one of that name again.

        Args:
            passphrase: the new user's first one, to be changed by that person.
            own_passphrase: of the user at this desk; it opens the office's key for the new slot.

        Raises:
            InvalidValue: the name is taken, or the passphrase is too easy to guess.
            WrongPassphrase, TooSoon: it is not one's own.
        """
        checked = users.checked(user)
        clean = replace(checked, name=passphrases.normalise(checked.name).strip())
        with self._desk.reading(Act.MANAGE_USERS) as session:
            offices.checked_passphrase(passphrase, (*own_names(session), clean.name))
            self._require_seen(session, clean)
            known = stored.called(session, clean.name)
        if known is not None and known.disabled_on is None:
            raise InvalidValue("name", keys.TAKEN)
        self._give_slot(clean.name, passphrase, own_passphrase)
        with self._desk.writing(Act.MANAGE_USERS) as session:
            self._require_seen(session, clean)
            if known is None:
                return stored.save(session, replace(clean, since=self._desk.today()))
            stored_teams.end(session, known, self._now())  # of cases restricted since it was closed
            again = replace(known, role=clean.role, lawyer_id=clean.lawyer_id, disabled_on=None)
            return stored.save(session, again)

    def change(self, user: User) -> User:
        """Keeps another role, or another entry among the lawyers; the name stays.

        Raises:
            Refused: no manager would be left, or nobody on a restricted case; or the person would
                come on the team of one in this way.
            Stale: somebody else changed it.
        """
        with self._desk.writing(Act.MANAGE_USERS) as session:
            known = stored.get(session, user.id or 0)
            if known.disabled_on is not None:
                raise Refused(CLOSED)
            if user.role is not Role.MANAGER:
                _require_manager(session, known)
            changed = replace(user, name=known.name, since=known.since, disabled_on=None)
            if changed.lawyer_id != known.lawyer_id:
                self._require_seen(session, changed)
            before = teams.alone_on(session, known, self._now())
            kept = stored.save(session, changed)
            lost = [one for one in before if not teams.team(session, one.id, self._now())]
            if lost:
                raise Refused(ADD_FIRST, count=len(lost))
            return kept

    def reset(self, user_id: int, passphrase: str, own_passphrase: str) -> None:
        """Gives somebody a new passphrase; the old one opens nothing from then on.

        Raises:
            Refused: the account is closed.
            InvalidValue, WrongPassphrase, TooSoon: as for ``add``.
        """
        with self._desk.reading(Act.MANAGE_USERS) as session:
            offices.checked_passphrase(passphrase, own_names(session))
            known = stored.get(session, user_id)
        if known.disabled_on is not None:
            raise Refused(CLOSED)
        self._give_slot(known.name, passphrase, own_passphrase)
        with self._desk.writing(Act.MANAGE_USERS) as session:
            trail.note(session, Deed.PASSPHRASE, kind=KIND, record=user_id)

    def handover(self, user_id: int) -> Handover:
        """What has to be handed over before that account is closed, and to whom it can be.

        It cannot be handed to the one who closes the account: that way a manager would come on the
        team of a restricted case without breaking the glass.
        """
        with self._desk.reading(Act.MANAGE_USERS) as session:
            return self._handover(session, stored.get(session, user_id))

    def disable(
        self, user_id: int, reason: str, own_passphrase: str, successor_id: int | None = None
    ) -> User:
        """Closes an account and takes its slot away; what the person did stays in the files.

        What was typed and never saved goes.

        Args:
            successor_id: who takes over the restricted cases that nobody else works on, and is told
                so. Where the office has nobody else they wait behind the glass.

        Raises:
            Refused: no manager would be left, or nobody takes over the cases.
            InvalidValue: no reason is given.
            WrongPassphrase, TooSoon: it is not one's own.
        """
        why = checks.line("reason", reason, required=True)
        with self._desk.reading(Act.MANAGE_USERS) as session:
            known = stored.get(session, user_id)
            _require_manager(session, known)
            _heir(self._handover(session, known), successor_id)
        keys.remove_user(self._folder, self._desk.user, own_passphrase, known.name)
        with self._desk.writing(Act.MANAGE_USERS) as session:
            present = stored.get(session, user_id)
            left = self._handover(session, present)
            heir = _heir(left, successor_id)
            if heir is not None:
                for case in left.cases:
                    self._hand_over(session, case.id, heir, present)
            stored_teams.end(session, present, self._now())
            stored_drafts.discard_of_user(session, user_id)
            kept = stored.save(session, replace(present, disabled_on=self._desk.today()))
            trail.note(session, Deed.REMOVE, kind=KIND, record=user_id, reason=why)
            return kept

    def _handover(self, session: Session, user: User) -> Handover:
        others = [
            one
            for one in stored.every(session)
            if one.disabled_on is None and teams.reads(one)
            if one.id not in (user.id, self._desk.account.id)
        ]
        alone = teams.alone_on(session, user, self._now())
        return Handover(cases=tuple(alone), successors=tuple(others))

    def _hand_over(self, session: Session, case_id: int, heir: User, leaving: User) -> None:
        place = Member(
            case_id=case_id, user_id=heir.id or 0, kind=MemberKind.ADDED, since=self._now()
        )
        stored_teams.save(session, place)
        notice = Notice(
            user_id=heir.id or 0,
            kind=NoticeKind.HANDED_OVER,
            case_id=case_id,
            at=self._now(),
            by=leaving.name,
        )
        stored.tell(session, notice)

    def _require_seen(self, session: Session, user: User) -> None:
        """Nobody comes on the team of a restricted case by an entry among the lawyers.

        Nor where the lawyer was only asked: one would declare that there is no conflict, and be on.
        """
        now = self._now()
        of_lawyer = stored_teams.seat(replace(user, id=None), now)
        theirs = {one.id for one in stored_teams.restricted(session, of_lawyer)}
        theirs |= {one.id for one in stored_teams.asked(session, user.lawyer_id)}
        mine = stored_teams.restricted(session, stored_teams.seat(self._desk.account, now))
        if user.lawyer_id is not None and theirs - {one.id for one in mine}:
            raise Refused(NOT_BY_LINK)

    def _now(self) -> datetime:
        return self._desk.clock().replace(microsecond=0)

    def _give_slot(self, name: str, passphrase: str, own: str) -> None:
        give = keys.reset_passphrase if name in keys.users(self._folder) else keys.add_user
        give(self._folder, self._desk.user, own, name, passphrase)


def _heir(left: Handover, successor_id: int | None) -> User | None:
    """Who takes the cases over; nobody where there is nothing to take, or no one to take it."""
    if not left.cases or not left.successors:
        return None
    for one in left.successors:
        if one.id == successor_id:
            return one
    raise InvalidValue("successor", HAND_OVER)


def _require_manager(session: Session, without: User) -> None:
    others = [
        one
        for one in stored.every(session)
        if one.role is Role.MANAGER and one.disabled_on is None and one.id != without.id
    ]
    if not others:
        raise Refused(LAST_MANAGER)
