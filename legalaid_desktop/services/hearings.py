"""Hearings: who was told, who came, what came of it and when it goes on; refused access."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from legalaid_desktop.domain import access_refusals, checks, events, hearings
from legalaid_desktop.domain.access_refusals import AccessRefusal
from legalaid_desktop.domain.cases import Party, PartyRole
from legalaid_desktop.domain.errors import InvalidValue, NotFound
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.hearings import CLIENT, HearingNotice, Missed
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference, step_links
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import access_refusals as stored_refusals
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import hearings as stored
from legalaid_desktop.storage import people as stored_people

NO_ROLE = 0
NO_HEARING = N_("This is not a hearing of the case.")
NO_PARTY = N_("This party does not belong to the case.")
NOT_LATER = N_("The next date lies after this hearing.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The hearings of a case with all that is known of their notices.

    Attributes:
        hearings: the latest first; notices: of each by its id; missed: of each party that missed
            one, by its id; by ``NO_ROLE`` of a client who is not among the parties.
    """

    hearings: tuple[Event, ...]
    notices: dict[int, tuple[HearingNotice, ...]]
    parties: tuple[Party, ...]
    missed: dict[int, Missed]
    refusals: tuple[AccessRefusal, ...]


class Hearings:
    """The diary of hearings of a case."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ledger(self, case_id: int) -> Ledger:
        """The hearings, who was told of each, and what was missed."""
        with self._desk.reading(case=case_id) as session:
            return ledger(session, case_id)

    def note(self, notice: HearingNotice) -> HearingNotice:
        """Writes a line of the ledger, or corrects it; raises ``InvalidValue``, ``Stale``."""
        clean = hearings.checked(notice, self._desk.today())
        with self._desk.writing() as session:
            return _note(session, clean)

    def strike(self, notice_id: int, why: str) -> HearingNotice:
        """Strikes out a wrong line, which stays readable; it counts no more."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            return stored.save(session, replace(stored.get(session, notice_id), struck=reason))

    def conclude(
        self,
        hearing: Event,
        result: str,
        attendance: Sequence[HearingNotice] = (),
        *,
        next_on: date | None = None,
        next_at: time | None = None,
    ) -> tuple[Event, Event | None]:
        """Keeps what came of a hearing, who came, and the next date, all or nothing.

        What runs from the hearing belongs to the next one from then on; its deadlines stay until
        somebody says that they move (``Redating``).

        Returns:
            the hearing, and the next one if there is a date for it. What was noted before stays.
        """
        today = self._desk.today()
        clean = replace(hearing, result=checks.text("result", result, required=True))
        checks.not_after("on", clean.on, today)
        if next_on is not None and next_on <= clean.on:
            raise InvalidValue("next_on", NOT_LATER)
        lines = [hearings.checked(one, today) for one in attendance]
        with self._desk.writing() as session:
            known = _hearing(session, clean.id or 0, clean.case_id)
            kept = stored_events.save(session, events.changed(known, clean))
            for line in lines:
                if line.event_id != kept.id:
                    raise NotFound(NO_HEARING)
                _note(session, line)
            return kept, self._next(session, kept, next_on, next_at)

    def refused(self, refusal: AccessRefusal) -> AccessRefusal:
        """Keeps that access was refused; raises ``InvalidValue``, ``Stale``."""
        clean = access_refusals.checked(refusal, self._desk.today())
        with self._desk.writing() as session:
            return stored_refusals.save(session, clean)

    def _next(
        self, session: Session, hearing: Event, on: date | None, at: time | None
    ) -> Event | None:
        if on is None:
            return None
        following = Event(
            case_id=hearing.case_id,
            kind=EventKind.HEARING,
            on=on,
            at=at,
            text=hearing.text,
            author=self._desk.account.id,
        )
        kept = stored_events.save(session, following)
        step_links.pass_on(session, hearing, kept)
        return kept


def ledger(session: Session, case_id: int) -> Ledger:
    """The hearings of a case, who was told of each, and what was missed."""
    found = [one for one in stored_events.of_case(session, case_id) if _is_hearing(one)]
    notices = stored.of_case(session, case_id)
    parties = stored_cases.parties(session, case_id)
    days = {one.id or 0: one.on for one in found}
    return Ledger(
        hearings=tuple(found),
        notices={key: tuple(one for one in notices if one.event_id == key) for key in days},
        parties=tuple(parties),
        missed=_missed(parties, notices, days, _ours(session, case_id, parties)),
        refusals=tuple(stored_refusals.of_case(session, case_id)),
    )


def _ours(session: Session, case_id: int, parties: Sequence[Party]) -> frozenset[int]:
    """The parties that the client is."""
    client = stored_people.client(session, stored_cases.get(session, case_id).client_id)
    return frozenset(one.id or 0 for one in parties if one.person_id == client.person_id)


def _missed(
    parties: Sequence[Party],
    notices: Sequence[HearingNotice],
    days: dict[int, date],
    ours: frozenset[int],
) -> dict[int, Missed]:
    """What each party missed; a line about “our client” is one about the party the client is."""
    rules = reference.summonses()
    roles: dict[int, PartyRole | None] = {one.id or 0: one.role for one in parties}
    if not ours:
        roles[NO_ROLE] = None

    def of(key: int) -> list[HearingNotice]:
        is_client = key in ours or key == NO_ROLE
        return [
            one
            for one in notices
            if (one.party_id is not None and one.party_id == key)
            or (is_client and one.party_id is None and one.whom == CLIENT)
        ]

    found = {key: hearings.missed(of(key), days, role, rules) for key, role in roles.items()}
    return {key: one for key, one in found.items() if one.days or one.doubtful}


def _note(session: Session, notice: HearingNotice) -> HearingNotice:
    """Writes the line with the day that its notice named."""
    hearing = _hearing(session, notice.event_id, notice.case_id)
    before = stored.get(session, notice.id) if notice.id else None
    if before is not None and before.case_id != notice.case_id:
        raise NotFound(NO_HEARING)
    _require_party(session, notice, before)
    day = hearings.told_for(notice, before, hearing.on)
    return stored.save(session, replace(notice, told_for=day))


def _require_party(session: Session, notice: HearingNotice, before: HearingNotice | None) -> None:
    """A line may stay with a party that was taken out since, never get one of another case."""
    same = before is not None and before.party_id == notice.party_id
    if notice.party_id is None or same:
        return
    if notice.party_id not in {one.id for one in stored_cases.parties(session, notice.case_id)}:
        raise NotFound(NO_PARTY)


def _hearing(session: Session, key: int, case_id: int) -> Event:
    """The hearing; raises ``NotFound`` for anything else, or one of another case."""
    event = stored_events.get(session, key)
    if event.case_id != case_id or not _is_hearing(event):
        raise NotFound(NO_HEARING)
    return event


def _is_hearing(event: Event) -> bool:
    return event.kind is EventKind.HEARING
