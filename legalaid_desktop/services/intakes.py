"""Intakes: the first talk, the queue of those who wait, and what the office decides."""

import random
from dataclasses import dataclass, replace
from datetime import date

from legalaid_desktop.domain import checks, events, intakes, languages, safe_contacts, urgency
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case, is_restricted
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.intakes import (
    Attempt,
    FirstTalk,
    Intake,
    IntakeDecision,
    Way,
)
from legalaid_desktop.domain.languages import Interpreter
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from legalaid_desktop.domain.urgency import UrgencyRule
from legalaid_desktop.services import people, reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import intakes as stored
from legalaid_desktop.storage import people as stored_people
from legalaid_desktop.storage import safe_contacts as stored_contacts

NAMELESS = "–"
"""Stands for the name of somebody who gave none, until the code is there."""
NO_SUCH_HELP = "There is no such code: {code}."
_KINDS = {Way.HOTLINE: EventKind.CALL, Way.LETTER: EventKind.RECEIVED, Way.PORTAL: EventKind.NOTE}
"""What the first entry of the story is; a talk face to face is a visit."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Waiting(Private):
    """One intake without a decision, with its case and the reasons for its place in the queue.

    Attributes:
        intake: of a restricted case without anything that somebody typed.
        tries: how often somebody tried to reach the client.
    """

    intake: Intake
    case: Case
    client_code: str
    tries: int
    grounds: tuple[UrgencyRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseIntake(Private):
    """The intake of a case with all that belongs to it.

    Attributes:
        contact: of the client; grounds: why it is urgent.
        linked: the case whose talk brought this one up, and those that it brought up itself, as far
            as the viewer sees them.
        interpreters: who speaks the client's language, the best first, where one is needed.
    """

    case: Case
    person: Person
    intake: Intake | None
    contact: SafeContact | None
    grounds: tuple[UrgencyRule, ...]
    linked: tuple[Case, ...]
    interpreters: tuple[Interpreter, ...] = ()


class Intakes:
    """The intakes of the office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> CaseIntake:
        """The intake of a case, read in one go."""
        with self._desk.reading() as session:
            case = stored_cases.get(session, case_id)
            client = stored_people.client(session, case.client_id)
            intake = stored.of_case(session, case_id)
            return CaseIntake(
                case=case,
                person=stored_people.get(session, client.person_id),
                intake=intake,
                contact=stored_contacts.of_person(session, client.person_id),
                grounds=grounds(intake, self._desk.today()) if intake else (),
                linked=_linked(session, case_id, intake),
                interpreters=_interpreters(session, case, client.person_id, intake),
            )

    def waiting(self, limit: int | None = None) -> list[Waiting]:
        """Those without a decision, the most urgent first; at most so many."""
        with self._desk.reading() as session:
            return queue(session, self._desk.today())[:limit]

    def complete(self, person: Person, talk: FirstTalk) -> Intake:
        """Keeps what was asked later: the person, the intake, safe contact, a line of the story.

        Decision, attempts and the time of the first talk stay as they are.

        Raises:
            InvalidValue, Stale: nothing was written.
        """
        today = self._desk.today()
        who, clean = people.checked(person, today), checked_talk(talk, today)
        with self._desk.writing() as session:
            case = stored_cases.get(session, clean.intake.case_id)
            if stored_people.client(session, case.client_id).person_id != who.id:
                raise AssertionError("the person is not the client of the case")
            stored_people.save(session, who)
            return keep_talk(self._desk, session, clean, case.id or 0, who.id or 0)

    def try_again(self, case_id: int, attempt: Attempt, again_on: date | None) -> Intake:
        """Enters one try to reach the client, and when the next one is due."""
        today = self._desk.today()
        mine = replace(attempt, by=self._desk.user)
        with self._desk.writing() as session:
            known = _existing(session, case_id)
            return stored.save(session, intakes.tried(known, mine, again_on, today))

    def decide(self, case_id: int, decision: IntakeDecision) -> Intake:
        """Enters what the office decided, why, and which other help was named."""
        known_help = {one.id for one in reference.other_help()}
        for one in decision.other_help:
            if one not in known_help:
                raise InvalidValue("other_help", NO_SUCH_HELP, code=one)
        with self._desk.writing() as session:
            known = _existing(session, case_id)
            return stored.save(session, intakes.decided(known, decision, self._desk.today()))

    def contact(self, person_id: int) -> SafeContact | None:
        """How that person may be reached; nothing where nothing was agreed."""
        with self._desk.reading() as session:
            stored_people.get(session, person_id)
            return stored_contacts.of_person(session, person_id)

    def save_contact(self, contact: SafeContact) -> SafeContact:
        """Keeps what was agreed with a person; raises ``InvalidValue`` or ``Stale``."""
        clean = safe_contacts.checked(contact)
        with self._desk.writing() as session:
            stored_people.get(session, clean.person_id)
            return stored_contacts.save(session, clean)

    def code_name(self) -> str:
        """A name for a restricted case that no case of the office has; empty if all are taken."""
        with self._desk.reading(Act.TAKE_IN) as session:
            taken = stored.code_names(session)
        left = [name for name in reference.code_names() if name not in taken]
        return random.SystemRandom().choice(left) if left else ""


def queue(session: Session, today: date) -> list[Waiting]:
    """The intakes without a decision, the most urgent first, in the caller's transaction."""
    rules = reference.urgency_rules()
    found = stored.waiting(session)
    found.sort(key=lambda line: urgency.order(line[0], rules, today))
    return [
        Waiting(
            intake=intakes.without_texts(intake) if is_restricted(case) else intake,
            case=case,
            client_code=code,
            tries=len(intake.attempts),
            grounds=grounds(intake, today),
        )
        for intake, case, code in found
    ]


def grounds(intake: Intake, today: date) -> tuple[UrgencyRule, ...]:
    """Why the intake is urgent on that day; of a decided one only what the talk itself told."""
    found = urgency.found(intake, reference.urgency_rules(), today)
    if intakes.is_open(intake):
        return found
    return tuple(one for one in found if one.ground in intakes.SCREEN)


def checked_talk(talk: FirstTalk, today: date) -> FirstTalk:
    """The talk with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    return FirstTalk(
        intake=intakes.checked(talk.intake, today),
        contact=safe_contacts.checked(talk.contact),
        story=checks.text("story", talk.story),
    )


def keep_talk(
    desk: Desk, session: Session, talk: FirstTalk, case_id: int, person_id: int
) -> Intake:
    """Writes intake, safe contact and story, in the caller's transaction."""
    known = stored.of_case(session, case_id)
    fresh = replace(talk.intake, case_id=case_id, received_at=desk.clock())
    kept = stored.save(session, _over(known, fresh) if known else fresh)
    contact = replace(talk.contact, person_id=person_id)
    if contact.id is None and (earlier := stored_contacts.of_person(session, person_id)):
        contact = replace(contact, id=earlier.id, version=earlier.version)
        contact = earlier if safe_contacts.is_empty(contact) else contact
    if contact.id is not None or not safe_contacts.is_empty(contact):
        stored_contacts.save(session, contact)
    if talk.story:
        _tell(desk, session, kept, talk.story)
    return kept


def nameless(person: Person) -> Person:
    """The person with a dash where no name was given: it can be kept, and gets the code later."""
    named = person.given_lo or person.given_latin
    return person if named else replace(person, given_latin=NAMELESS)


def name_by_code(session: Session, client: Client) -> None:
    """Gives the client's code as a name to somebody who gave none."""
    person = stored_people.get(session, client.person_id)
    if person.given_latin == NAMELESS:
        stored_people.save(session, replace(person, given_latin=client.code))


def _over(known: Intake, fresh: Intake) -> Intake:
    """What was asked now over what is known; the rest of the record is not asked there."""
    kept = ("received_at", "status", "attempts", "decided_on", "decision_reason", "other_help",
            "split_from")  # fmt: skip
    return replace(fresh, **{name: getattr(known, name) for name in kept})


def _tell(desk: Desk, session: Session, intake: Intake, story: str) -> None:
    kind = _KINDS.get(intake.way, EventKind.VISIT)
    event = Event(case_id=intake.case_id, kind=kind, on=desk.today(), text=story)
    stored_events.save(session, events.checked(event, desk.today()))


def _existing(session: Session, case_id: int) -> Intake:
    stored_cases.get(session, case_id)
    intake = stored.of_case(session, case_id)
    if intake is None:
        raise InvalidValue("status", "This case has no intake. Write the first talk down first.")
    return intake


def _interpreters(
    session: Session, case: Case, client: int, intake: Intake | None
) -> tuple[Interpreter, ...]:
    if intake is None or intake.interpreter is not Answer.YES:
        return ()
    parties = stored_cases.parties(session, case.id or 0)
    here = [client, *(one.person_id or 0 for one in parties)]
    known = stored_cases.interpreters(session)
    return tuple(languages.matched(intake, known, here, reference.languages()))


def _linked(session: Session, case_id: int, intake: Intake | None) -> tuple[Case, ...]:
    found = stored.split_off(session, case_id)
    if intake is None or intake.split_from is None:
        return tuple(found)
    origin = intake.split_from
    siblings = [one for one in stored.split_off(session, origin) if one.id != case_id]
    known = {one.id: one for one in (*siblings, *found)}
    return (*stored_cases.several(session, [origin]).values(), *known.values())
