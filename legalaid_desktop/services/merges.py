"""Two entries of one person merged into one, and taken apart again."""

from collections.abc import Collection, Sequence

from legalaid_desktop.domain import checks, merges
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.errors import NotAllowed, Refused
from legalaid_desktop.domain.merges import Merge, Pair
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import people
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import merges as stored
from legalaid_desktop.storage import people as stored_people
from legalaid_desktop.storage import records, trail
from legalaid_desktop.storage import safe_contacts as stored_contacts
from legalaid_desktop.storage import teams as stored_teams
from legalaid_desktop.storage import users as stored_users

ITSELF = N_("These are not two entries but one.")
WIDENS = N_(
    "One of them is known only from cases that fewer people see. Merged, all who see the other's "
    "cases would read what stands there. Restrict those cases first."
)
LATER_FIRST = N_("This person was merged once more since. Take the later merge back first.")


class Merges:
    """Double entries of people."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def compare(self, kept_id: int, gone_id: int) -> Pair:
        """Both entries side by side; raises ``NotAllowed`` unless every case of both is reached."""
        with self._desk.reading(Act.EDIT) as session:
            _require(session, kept_id, gone_id)
            return _pair(session, kept_id, gone_id)

    def merge(
        self,
        kept_id: int,
        gone_id: int,
        why: str,
        chosen: Collection[str] = (),
        contact_of: int | None = None,
    ) -> Merge:
        """Makes one person of two; all that named the other names the kept one then.

        Args:
            chosen: in what the other entry is right, by the names of ``merges.choices``.
            contact_of: the entry whose safe contact stays where both have one; the stricter one
                unless that is said. The other lies in the bin until the merge is taken back.

        Raises:
            NotAllowed: one of them is in a case that is out of reach; it does not say which.
            Refused: more people would see one of them than before.
        """
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            _require(session, kept_id, gone_id)
            pair = _pair(session, kept_id, gone_id)
            return _merge(self._desk, session, pair, reason, chosen, contact_of)

    def of_person(self, person_id: int) -> list[Merge]:
        """The merges by which other entries became this person, the latest first."""
        with self._desk.reading() as session:
            stored_people.get(session, person_id)
            return stored.into(session, person_id)

    def take_back(self, merge_id: int, why: str) -> Person:
        """Makes two people of one again, for a reason; what was added meanwhile stays.

        Returns:
            The person who was merged, as that entry was.

        Raises:
            NotAllowed: a case of the person is out of reach.
            Refused: a later merge has to be taken back first.
        """
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            merge = stored.get(session, merge_id)
            present = stored_people.get(session, merge.kept_id)
            stored.require_all(session, [merge.kept_id])
            if stored.into(session, merge.kept_id)[0].id != merge.id:
                raise Refused(LATER_FIRST)
            return _take_back(session, merge, present, reason)


def _require(session: Session, kept_id: int, gone_id: int) -> None:
    if kept_id == gone_id:
        raise Refused(ITSELF)
    try:
        for key in (kept_id, gone_id):
            stored_people.get(session, key)
    except NotAllowed as hidden:
        raise NotAllowed(stored.NEUTRAL) from hidden
    stored.require_all(session, [kept_id, gone_id])


def _pair(session: Session, kept_id: int, gone_id: int) -> Pair:
    cases = [stored.cases_of(session, key) for key in (kept_id, gone_id)]
    kept, gone = (stored.numbers_of(session, one) for one in cases)
    return Pair(
        kept=stored_people.get(session, kept_id),
        gone=stored_people.get(session, gone_id),
        kept_client=stored_people.client_of(session, kept_id),
        gone_client=stored_people.client_of(session, gone_id),
        kept_cases=kept,
        gone_cases=gone,
        shared=tuple(number for number in kept if number in gone),
        contacts=(
            stored_contacts.of_person(session, kept_id),
            stored_contacts.of_person(session, gone_id),
        ),
    )


def _merge(
    desk: Desk,
    session: Session,
    pair: Pair,
    reason: str,
    chosen: Collection[str],
    contact_of: int | None,
) -> Merge:
    kept_id, gone_id = pair.kept.id or 0, pair.gone.id or 0
    _refuse_to_widen(desk, session, kept_id, gone_id)
    wanted = people.checked(merges.merged(pair.kept, pair.gone, chosen), desk.today())
    moved, dropped = stored.move(session, gone_id, kept_id, _second_contact(pair, contact_of))
    kept = stored_people.save(session, wanted)
    stored_people.put_away(session, gone_id, reason)
    made = Merge(
        kept_id=kept_id,
        gone_id=gone_id,
        code=pair.gone_client.code if pair.kept_client and pair.gone_client else "",
        at=desk.clock(),
        by=desk.user,
        reason=reason,
        states=(pair.kept, kept),
        moved=tuple(moved),
        dropped=tuple(dropped),
    )
    _note(session, Deed.MERGE, made, reason)
    stored_merge = stored.save(session, made)
    records.edits(session).clear()  # no step of undo: it is taken back as a whole
    return stored_merge


def _second_contact(pair: Pair, contact_of: int | None) -> int | None:
    """The safe contact that does not stay, where both have one."""
    if not all(pair.contacts):
        return None
    stays = pair.proposed
    for one in pair.contacts:
        if one is not None and one.person_id == contact_of:
            stays = one
    return next(one.id for one in pair.contacts if one is not None and one != stays)


def _take_back(session: Session, merge: Merge, present: Person, reason: str) -> Person:
    stored.move_back(session, merge)
    stored_people.save(session, merges.undone(present, merge))
    stored_people.bring_back(session, merge.gone_id)
    stored.take_back(session, merge.id or 0, reason)
    _note(session, Deed.UNMERGE, merge, reason)
    records.edits(session).clear()
    return stored_people.get(session, merge.gone_id)


def _refuse_to_widen(desk: Desk, session: Session, *both: int) -> None:
    """Whoever sees the one after the merge reads the name, the telephone, the past of the other."""
    order = list(Confidentiality)
    cases = [stored.cases_of(session, key) for key in both]
    levels = [stored.levels_of(session, one) for one in cases]
    lowest = {min(map(order.index, one)) for one in levels if one}
    restricted = all(levels) and min(lowest) > order.index(Confidentiality.ORDINARY)
    if len(lowest) > 1 or (restricted and _teams_differ(desk, session, cases)):
        raise Refused(WIDENS)


def _teams_differ(desk: Desk, session: Session, cases: Sequence[Collection[int]]) -> bool:
    """Whether somebody is on a restricted case of the one person and on none of the other."""
    seats = [stored_teams.seat(user, desk.clock()) for user in stored_users.every(session)]
    teams = [stored.on_team_of(session, one, seats) for one in cases]
    return any(team != teams[0] for team in teams)


def _note(session: Session, deed: Deed, merge: Merge, reason: str) -> None:
    """In the histories of both entries."""
    for key, other in ((merge.kept_id, merge.gone_id), (merge.gone_id, merge.kept_id)):
        fields = {"merged_with": (None, other)}
        trail.note(session, deed, kind="person", record=key, fields=fields, reason=reason)
