"""The destruction of a case: proposed by one, agreed by another, with a minute of what went.

Also the answer to somebody who asks that their data be deleted: the request is recorded with its
ground, and the case either goes by the same way or stays for a reason that is kept.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from legalaid_desktop import documents
from legalaid_desktop.domain import backups, cases, checks, confidentiality, destructions, retention
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.destructions import (
    Destruction,
    DestructionGround,
    DestructionState,
    Minute,
    Proposal,
    Remains,
)
from legalaid_desktop.domain.errors import LegalAidError, NotAllowed, Refused
from legalaid_desktop.domain.retention import OfficeRule, Review
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.undo import History
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import copies, exports, reference
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.retention import office_rules
from legalaid_desktop.storage import destructions as stored
from legalaid_desktop.storage import histories, keys, made_backups
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import retention as stored_retention
from legalaid_desktop.storage import teams as stored_teams
from legalaid_desktop.storage import users as stored_users

MOST = 500
KIND = "destruction"
"""What the trail calls it."""

STILL_OPEN = N_("This case is still open. Close it first; its file is needed until then.")
NOT_DUE = N_("The time for which this case is kept is not over.")
NOT_DECIDED = N_(
    "The time for which such cases are kept is only a proposal of the program. Let the office "
    "decide it first."
)
PROPOSED = N_("The destruction of this case is proposed already.")
DECIDED = N_("This was decided already.")
SAME_PERSON = N_(
    "Two people must agree. Somebody else than who proposed it has to sign for the destruction."
)
NO_ACCOUNT = N_("This account is closed, or there is none of that name.")
NO_MINUTE = N_("There is a minute only of cases that were destroyed.")


class Destructions:
    """What is proposed for destruction, and what was destroyed."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk, self._folder = desk, folder

    def propose(
        self, number: str, ground: DestructionGround, reason: str, requested_on: date | None = None
    ) -> Destruction:
        """Proposes to destroy a case, or records that somebody asked for it.

        Args:
            number: of the case.
            reason: in the user's own words; it goes with the case.
            requested_on: the day on which the person asked, where that is the ground.

        Raises:
            Refused: the time is not over, or the rule is not decided by the office.
            NotFound, NotAllowed, InvalidValue: as the sentence says.
        """
        today, clean_number = self._desk.today(), checks.line("case_number", number, required=True)
        with self._desk.writing(Act.DESTROY) as session:
            over = stored.case(session, stored.called(session, clean_number))
            rule = ""
            if ground is DestructionGround.RETENTION:
                rule = _due(session, over, today).rule.rule.id
            if stored.is_waiting(session, over.case.id or 0):
                raise Refused(PROPOSED)
            proposal = Destruction(
                case_id=over.case.id or 0,
                case_number=over.case.number,
                ground=ground,
                rule=rule,
                reason=reason,
                requested_on=requested_on,
                proposed_by=self._desk.user,
                proposed_at=self._desk.clock().replace(microsecond=0),
            )
            return stored.save(session, destructions.checked(proposal, today))

    def every(self) -> list[Proposal]:
        """What waits for a second person, and what became of the others, the latest first.

        Of cases that the user may not see there is number and code name, and no reason.
        """
        with self._desk.reading(Act.DESTROY) as session:
            found = stored.every(session, MOST)
            known = stored.reached(session, {one.case_id for one in found})
            shown = [self._seen(session, one, known.get(one.case_id)) for one in found]
        return [
            one for one in shown if one.case or one.destruction.state is DestructionState.DESTROYED
        ]

    def agree(self, destruction_id: int) -> Destruction:
        """Destroys the case: its rows, its files, and what the trail told of it.

        Raises:
            Refused: the same person proposed it, or the case may not go (any more).
            NotAllowed: the user's role does not reach this case.
        """
        with self._desk.writing(Act.DESTROY) as session:
            known = self._waiting(session, destruction_id)
            if known.proposed_by == self._desk.user:
                raise Refused(SAME_PERSON)
            kept = self._destroyed(session, known)
        self._desk.history.clear()  # it holds former versions
        self._desk.viewing.close()  # what another program was given to read goes with the case
        finish(self._desk)
        return kept

    def agree_here(self, destruction_id: int, name: str, passphrase: str) -> Destruction:
        """The same, by somebody else who signs at this desk with name and passphrase.

        Raises:
            WrongPassphrase, TooSoon: the passphrase is not that person's.
        """
        secrets = keys.unlock(self._folder, name, passphrase)
        secrets.wipe()
        with self._desk.reading(Act.DESTROY) as session:
            account = stored_users.called(session, secrets.user)
        if account is None or account.disabled_on is not None:
            raise NotAllowed(NO_ACCOUNT)
        rights = reference.roles()[account.role]
        theirs = replace(
            self._desk, account=account, rights=rights, looked={}, history=History(), watchers=[]
        )
        kept = Destructions(theirs, self._folder).agree(destruction_id)
        self._desk.history.clear()
        return kept

    def refuse(self, destruction_id: int, why: str) -> Destruction:
        """Decides that the case stays, for a reason that is kept; one person is enough."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing(Act.DESTROY) as session:
            known = self._waiting(session, destruction_id)
            return stored.save(session, replace(self._decided(known), refused_why=reason))

    def is_pending(self) -> bool:
        """Whether remains of a destruction are still to be overwritten; a restart does it."""
        with self._desk.reading(Act.DESTROY) as session:
            return stored.is_pending(session)

    def print_minute(self, destruction_id: int, language: str) -> bytes:
        """The pages of the minute, to print; their foot says which copy it is.

        For whom it is stays out of the trail: who asked for the destruction may be named there,
        and no other destruction takes that out again.
        """
        pages = self._pages(destruction_id, language)
        with self._desk.writing(Act.DESTROY) as session:
            return self._entered(session, Deed.PRINT, pages, destruction_id, language)

    def save_minute(self, destruction_id: int, language: str, out: Path) -> None:
        """Writes the minute to ``out``, entered as for ``print_minute``."""
        pages = self._pages(destruction_id, language)
        with exports.placing(out) as put, self._desk.writing(Act.DESTROY) as session:
            put((self._entered(session, Deed.EXPORT, pages, destruction_id, language),))

    def _entered(
        self, session: Session, deed: Deed, pages: bytes, key: int, language: str
    ) -> bytes:
        """The pages with the number of the copy; the case and its register of copies are gone."""
        number = copies.enter_without_case(session, deed, KIND, key)
        code = documents.destruction_minute.code(key)
        said = documents.copy_stamp.words(number, self._desk.today(), code, language)
        return documents.copy_stamp.stamp(pages, said)

    def _waiting(self, session: Session, key: int) -> Destruction:
        known = stored.get(session, key)
        if known.state is not DestructionState.WAITING:
            raise Refused(DECIDED)
        stored.case(session, known.case_id)
        return known

    def _destroyed(self, session: Session, known: Destruction) -> Destruction:
        over = stored.case(session, known.case_id)
        if known.ground is DestructionGround.RETENTION:
            _due(session, over, self._desk.today())
        elif not over.is_over:
            raise Refused(STILL_OPEN)
        gone = stored.destroy(session, known.case_id)
        counts = tuple((name, str(count)) for name, count in gone.counts)
        present = stored.get(session, known.id or 0)
        kept = stored.save(session, replace(self._decided(present), reason="", destroyed=counts))
        stored.enter(session, known.case_id, gone)
        return kept

    def _decided(self, known: Destruction) -> Destruction:
        now = self._desk.clock().replace(microsecond=0)
        return replace(known, decided_by=self._desk.user, decided_at=now)

    def _seen(self, session: Session, one: Destruction, case: Case | None) -> Proposal:
        mine, one = one.proposed_by == self._desk.user, _as_in_vientiane(one)
        if case is None or not cases.is_restricted(case):
            return Proposal(destruction=one, case=case, may_agree=not mine)
        shown = confidentiality.veiled(case)
        if not mine and not stored_teams.is_on(session, one.case_id):
            one = replace(one, reason="", refused_why="")
        return Proposal(destruction=one, case=shown, may_agree=not mine)

    def _pages(self, destruction_id: int, language: str) -> bytes:
        with self._desk.reading(Act.DESTROY) as session:
            minute = _minute(session, stored.get(session, destruction_id))
        return documents.destruction_minute.render(minute, language)


def finish(desk: Desk) -> bool:
    """Overwrites what is left of destroyed cases; the answer is whether nothing is.

    A power cut or a full disk may come in between: what is left to do stands in the database, and
    is done when the office is opened next.
    """
    with suppress(LegalAidError):
        with desk.database.transaction() as session:
            for name in stored.left(session):
                desk.blobs.destroy(name)
        if desk.database.rewrite():
            with desk.database.transaction() as session:
                stored.settle(session)
            return True
    return False


def finish_if_pending(desk: Desk) -> None:
    """The same, where something is left."""
    with desk.database.read() as session:
        pending = stored.is_pending(session)
    if pending:
        finish(desk)


def _due(session: Session, over: stored.Over, today: date) -> Review:
    """Until when the case was kept; refuses where that is not over, or only a proposal."""
    if not over.is_over:
        raise Refused(STILL_OPEN)
    (kept,) = [one for one in stored_retention.over(session) if one.case.id == over.case.id]
    found = retention.review(kept, office_rules(session))
    if found.until is None or found.until > today:
        raise Refused(NOT_DUE)
    if not found.rule.is_decided:
        raise Refused(NOT_DECIDED)
    return found


def _minute(session: Session, known: Destruction) -> Minute:
    if known.state is not DestructionState.DESTROYED:
        raise Refused(NO_MINUTE)
    (entry,) = histories.entries(
        session,
        histories.of_record("case_file", known.case_id, known.case_id),
        histories.of_deed(Deed.DESTROY),
        limit=1,
    )
    return Minute(
        office=stored_offices.profile(session),
        destruction=_as_in_vientiane(known),
        rule=_rule(session, known),
        entry=entry.seq,
        remains=_remains(session, known),
    )


def _rule(session: Session, known: Destruction) -> OfficeRule | None:
    return next((one for one in office_rules(session) if one.rule.id == known.rule), None)


def _remains(session: Session, known: Destruction) -> Remains:
    """Backups that were made before, by the register; copies as they were counted."""
    until = known.decided_at or known.proposed_at
    made = [one for one in made_backups.every(session, None) if one.at <= until]
    places: dict[str, list[datetime]] = {}
    for one in made:
        places.setdefault(one.place, []).append(_local(one.at))
    rules = reference.backup_rotation()
    stay = [backups.gone_by(moments, rules) for moments in places.values()]
    return Remains(
        backups=len(made),
        last=_local(made[0].at) if made else None,
        until=max(filter(None, stay), default=None),
        copies=int(dict(known.destroyed).get("copy", "0")),
    )


def _as_in_vientiane(known: Destruction) -> Destruction:
    decided = _local(known.decided_at) if known.decided_at else None
    return replace(known, proposed_at=_local(known.proposed_at), decided_at=decided)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(VIENTIANE)
