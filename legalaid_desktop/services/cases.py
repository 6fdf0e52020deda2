"""Cases, their parties and their story."""

from dataclasses import dataclass, replace
from datetime import date

from legalaid_desktop.domain import (
    case_files,
    cases,
    checks,
    confidentiality,
    eligibility,
    events,
    holdings,
    offices,
    scope,
)
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.assignments import Assignment, AssignmentStatus
from legalaid_desktop.domain.case_files import CaseFile, CaseHead, CaseParty
from legalaid_desktop.domain.cases import Case, CaseFilter, CaseLine, Party, Stage
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.eligibility import AidFile
from legalaid_desktop.domain.errors import InvalidValue, NotFound, Refused
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.intakes import FirstTalk, age_told
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.settling import is_statutory
from legalaid_desktop.domain.users import Member, MemberKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import (
    conflict_checking,
    intakes,
    people,
    reference,
    rules,
    step_links,
)
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import assignments as stored_assignments
from legalaid_desktop.storage import cases as stored
from legalaid_desktop.storage import consents as stored_consents
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import eligibility as stored_eligibility
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import holdings as stored_holdings
from legalaid_desktop.storage import intakes as stored_intakes
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import people as stored_people
from legalaid_desktop.storage import protection as stored_protection
from legalaid_desktop.storage import safe_contacts as stored_contacts
from legalaid_desktop.storage import scope as stored_scope
from legalaid_desktop.storage import teams as stored_teams

PAGE = 100
RUNS = N_(
    "Last days that the law sets still run in this case ({count}, the nearest on {day}). In the "
    "bin nobody would be warned: settle or drop them first."
)
STAYS = N_("Somebody was told of this hearing, or something came of it: it stays in the file.")
IS_HELD = N_(
    "Somebody is held in this case. In the bin its clock would not ring: enter the release first."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One page of the list of cases, and where the next one begins (``None`` at the end)."""

    lines: tuple[CaseLine, ...]
    next: tuple[date, int] | None


class Cases:
    """The cases of the office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, case: Case, parties: tuple[Party, ...] = ()) -> Case:
        """Opens a case under the office's next number, with its parties.

        The ``case_id`` of the parties is filled in here.
        """
        clean = cases.checked(case, self._desk.today())
        named = [cases.checked_party(party) for party in parties]
        with self._desk.writing(Act.TAKE_IN) as session:
            kept = opened(self._desk, session, clean)
            for party in named:
                stored.save_party(session, replace(party, case_id=key(kept)))
            conflict_checking.current(self._desk, session, key(kept))
            return kept

    def take_in(self, person: Person, case: Case, talk: FirstTalk | None = None) -> Case:
        """Keeps the person as a client and opens the case; a failure leaves nothing.

        The ``client_id`` of the case is filled in here, and the ids in what the first talk brought.
        Somebody who gave no name goes by the client's code.
        """
        today = self._desk.today()
        told = intakes.checked_talk(talk, today) if talk else None
        nameless = told is not None and told.intake.anonymous
        who = intakes.nameless(person) if nameless else person
        clean_person, clean_case = people.checked(who, today), cases.checked(case, today)
        with self._desk.writing(Act.TAKE_IN) as session:
            client = people.as_client(self._desk, session, clean_person, today)
            if nameless:
                intakes.name_by_code(session, client)
            kept = opened(self._desk, session, replace(clean_case, client_id=client.id or 0))
            if told:
                intakes.keep_talk(self._desk, session, told, key(kept), client.person_id)
            conflict_checking.current(self._desk, session, key(kept))
            return kept

    def save(self, case: Case, why: str = "") -> Case:
        """Keeps changes to a case, but never to its number or client.

        Args:
            why: without it nobody lowers the level of confidentiality; it stays in the trail.

        Raises:
            InvalidValue, Stale: nothing was written.
        """
        clean, reason = cases.checked(case, self._desk.today()), checks.line("reason", why)
        with self._desk.writing() as session:
            return keep(self._desk, session, clean, reason)

    def remove(self, case_id: int, why: str) -> None:
        """Puts a case with all that belongs to it into the bin, for a reason.

        Its number is never given again.

        Raises:
            Refused: what the law sets runs in it, or somebody is held: in the bin nothing warns.
        """
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            _require_silent(session, case_id)
            stored.remove(session, case_id, reason)

    def get(self, case_id: int) -> Case:
        """The case with that id."""
        with self._desk.reading() as session:
            return stored.get(session, case_id)

    def by_number(self, number: str) -> Case:
        """The case with that number; raises ``NotFound``."""
        with self._desk.reading() as session:
            found = stored.by_number(session, checks.line("number", number))
        if found is None:
            raise NotFound("There is no case {number}.", number=number)
        return found

    def file(self, case_id: int) -> CaseFile:
        """The case with its client, parties and lawyer, read in one go."""
        with self._desk.reading() as session:
            return case_file(session, case_id)

    def head(self, case_id: int) -> CaseHead:
        """What stands over the parts of a case, read in one go."""
        with self._desk.reading() as session:
            case, accepted = stored.get(session, case_id), _accepted(session, case_id)
            lawyer = stored_assignments.lawyer(session, accepted.lawyer_id) if accepted else None
            return CaseHead(
                case=case,
                lawyer=lawyer,
                next=stored_deadlines.next_of(session, [case_id]).get(case_id),
                held=len(holdings.still_here(stored_holdings.of_case(session, case_id))),
            )

    def page(
        self,
        wanted: CaseFilter | str = "",
        after: tuple[date, int] | None = None,
        limit: int = PAGE,
    ) -> CasePage:
        """The cases that the filter wants, or whose numbers or client's name hold the text."""
        chosen = CaseFilter(text=wanted) if isinstance(wanted, str) else wanted
        with self._desk.reading() as session:
            lines = stored.page(session, chosen, after, limit)
        last = lines[-1].case if len(lines) == limit else None
        return CasePage(lines=tuple(lines), next=(last.opened_on, key(last)) if last else None)

    def of_person(self, person_id: int) -> list[Case]:
        """The cases in which the person is the client or a party, newest first."""
        with self._desk.reading() as session:
            return stored.of_person(session, person_id)

    def add_party(self, party: Party) -> Party:
        """Adds a party to its case."""
        clean = cases.checked_party(party)
        with self._desk.writing() as session:
            kept = stored.save_party(session, clean)
            conflict_checking.current(self._desk, session, kept.case_id)
            return kept

    def remove_party(self, party_id: int, why: str = "") -> Party:
        """Takes a party out of the case and returns it; it lies in the bin."""
        reason = checks.line("reason", why)
        with self._desk.writing() as session:
            return stored.remove_party(session, party_id, reason)

    def add_event(self, event: Event) -> Event:
        """Adds a happening to the story."""
        own = replace(event, author=self._desk.account.id, weighed=False)
        clean = events.checked(own, self._desk.today())
        with self._desk.writing() as session:
            return stored_events.save(session, clean)

    def save_event(self, event: Event) -> Event:
        """Keeps changes to an entry; its case and its author stay.

        Raises:
            InvalidValue, Stale: nothing was written.
        """
        clean = events.checked(event, self._desk.today())
        with self._desk.writing() as session:
            known = stored_events.get(session, event.id or 0)
            step_links.carry(session, known, clean)
            return stored_events.save(session, events.changed(known, clean))

    def remove_event(self, event_id: int, why: str) -> Event:
        """Takes a happening out of the story, for a reason, and returns it; it lies in the bin."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            known = stored_events.get(session, event_id)
            if known.kind is EventKind.HEARING:
                step_links.require_bare(session, known, STAYS)
            return stored_events.remove(session, event_id, reason)

    def story(self, case_id: int) -> list[Event]:
        """What happened in a case, newest first."""
        with self._desk.reading(case=case_id) as session:
            return stored_events.of_case(session, case_id)


def _require_silent(session: Session, case_id: int) -> None:
    known = rules.known(session)
    running = [
        one
        for one in stored_deadlines.of_case(session, case_id)
        if one.status is DeadlineStatus.OPEN and is_statutory(one, known.get(one.rule_id))
    ]
    if running:
        nearest = min(running, key=lambda one: one.due_on)
        raise Refused(RUNS, count=len(running), day=f"{nearest.due_on:%d/%m/%Y}")
    if any(one.case_id == case_id for one in stored_protection.running(session)):
        raise Refused(IS_HELD)


def key(case: Case) -> int:
    """The id of a stored case."""
    if case.id is None:
        raise AssertionError("the case was never stored")
    return case.id


def opened(desk: Desk, session: Session, case: Case) -> Case:
    """The new, checked case under the office's next number, in the caller's transaction.

    One that was closed before the program knew it is entered by those who approve closings.
    """
    if case.stage is Stage.CLOSED and not desk.may(session, Act.APPROVE):
        raise InvalidValue("stage", cases.CLOSED_BEFORE)
    kept = _numbered(session, case)
    _join(desk, session, kept, MemberKind.OPENED)
    return kept


def keep(desk: Desk, session: Session, case: Case, why: str = "", *, ends: bool = False) -> Case:
    """Keeps a known, checked case, in the caller's transaction; number and client stay.

    Args:
        ends: whether it may close the case or open it again, which ``Closings`` alone does.
    """
    known = stored.get(session, key(case))
    if not ends and known.version == case.version:  # a stale one is refused as such
        cases.require_same_end(known, case)
    confidentiality.require_reason(known, case, why)
    if case.stage not in (known.stage, Stage.CLOSED):
        conflict_checking.require(desk, session, key(case))
    if cases.is_restricted(case) and not stored_teams.is_on(session, key(case)):
        _join(desk, session, case, MemberKind.ADDED)  # who restricts it keeps seeing it
    kept = replace(case, number=known.number, client_id=known.client_id)
    kept = cases.moved(known, kept, desk.today())
    return stored.save(session, kept, why)


def _join(desk: Desk, session: Session, case: Case, kind: MemberKind) -> None:
    place = Member(case_id=key(case), user_id=desk.account.id or 0, kind=kind, since=desk.clock())
    stored_teams.save(session, place)


def _numbered(session: Session, case: Case) -> Case:
    """The new case under the office's next number."""
    pattern, year = stored_offices.profile(session).case_numbers, case.opened_on.year
    while True:
        count = stored_offices.next_number(session, f"case/{year}")
        number = offices.case_number(pattern, year, count)
        # an earlier pattern of the office may have given this very number
        if not stored.is_taken(session, number):
            return stored.save(session, replace(case, number=number))


def file_for_papers(session: Session, case_id: int) -> CaseFile:
    """The same for whatever leaves the office: no number in it that is not safe to call."""
    return case_files.for_print(case_file(session, case_id))


def case_file(session: Session, case_id: int) -> CaseFile:
    """Everything papers and bundles need of a case, read in the caller's transaction."""
    case = stored.get(session, case_id)
    client = stored_people.client(session, case.client_id)
    accepted = _accepted(session, case_id)
    joined = stored.parties(session, case_id)
    persons = [one.person_id for one in joined if one.person_id]
    with stored_people.at_hand(session, [client.person_id, *persons]):
        parties = tuple(_with_person(session, party) for party in joined)
    people_ids = [client.person_id, *(one.person.id for one in parties if one.person)]
    contacts = stored_contacts.of_people(session, [one for one in people_ids if one is not None])
    return CaseFile(
        office=stored_offices.profile(session),
        case=case,
        client=client,
        person=stored_people.get(session, client.person_id),
        parties=parties,
        lawyer=stored_assignments.lawyer(session, accepted.lawyer_id) if accepted else None,
        assignment=accepted,
        contacts=tuple(contacts.values()),
        aid=_aid(session, case_id),
        consents=tuple(stored_consents.of_case(session, case_id)),
        ages=ages(session, case_id, client.person_id),
    )


def _accepted(session: Session, case_id: int) -> Assignment | None:
    found = stored_assignments.of_case(session, case_id)
    return next((one for one in found if one.status is AssignmentStatus.ACCEPTED), None)


def _aid(session: Session, case_id: int) -> AidFile | None:
    found = eligibility.present(stored_eligibility.of_case(session, case_id))
    if found is None:
        return None
    asked = scope.last_before(stored_scope.of_case(session, case_id), found.decided_on)
    return AidFile(decision=found, rules=reference.eligibility(), scope=asked)


def ages(session: Session, case_id: int, person_id: int) -> tuple[AgeEvidence, ...]:
    """What was said of the age of a client, in the file and in the first talk."""
    intake = stored_intakes.of_case(session, case_id)
    told = age_told(intake, person_id) if intake else ()
    return (*stored_protection.of_case(session, AgeEvidence, case_id), *told)


def _with_person(session: Session, party: Party) -> CaseParty:
    person = stored_people.get(session, party.person_id) if party.person_id else None
    return CaseParty(party=party, person=person)
