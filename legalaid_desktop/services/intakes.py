"""Intakes: the first talk, the queue of those who wait, and what the office decides."""

import random
from dataclasses import dataclass, replace
from datetime import date

from legalaid_desktop.domain import (
    checks,
    eligibility,
    events,
    intakes,
    languages,
    safe_contacts,
    urgency,
)
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case, is_restricted
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome
from legalaid_desktop.domain.errors import InvalidValue, Refused, Stale
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
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from legalaid_desktop.domain.urgency import UrgencyRule
from legalaid_desktop.i18n import N_, catalog
from legalaid_desktop.labels import intakes as labels
from legalaid_desktop.services import conflict_checking, people, reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import eligibility as stored_eligibility
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import intakes as stored
from legalaid_desktop.storage import people as stored_people
from legalaid_desktop.storage import records
from legalaid_desktop.storage import safe_contacts as stored_contacts

NO_DAY = N_("Nobody told a day.")
WATCHED = N_("A deadline of this case is watched already.")
NAMELESS = "–"
"""Stands for the name of somebody who gave none, until the code is there."""
WAS_REFUSED = N_("Legal aid was refused here. Only a new decision on legal aid changes that.")
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
        aid: the decision on legal aid that counts.
        unentered: what the talk told of that is watched nowhere: "deadline", "custody".
        interpreters: who speaks the client's language, the best first, where one is needed.
    """

    case: Case
    person: Person
    intake: Intake | None
    contact: SafeContact | None
    grounds: tuple[UrgencyRule, ...]
    linked: tuple[Case, ...]
    aid: EligibilityDecision | None = None
    unentered: tuple[str, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unentered:
    """Something told in a first talk that is watched nowhere: a "deadline" or a "custody".

    Attributes:
        on: the last day that was told, if any.
    """

    what: str
    on: date | None = None


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
                aid=eligibility.present(stored_eligibility.of_case(session, case_id)),
                unentered=_left(session, intake) if intake else (),
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
            kept = keep_talk(self._desk, session, clean, case.id or 0, who.id or 0)
            conflict_checking.current(self._desk, session, kept.case_id)
            return kept

    def try_again(self, case_id: int, attempt: Attempt, again_on: date | None) -> Intake:
        """Enters one try to reach the client, and when the next one is due."""
        today = self._desk.today()
        mine = replace(attempt, by=self._desk.user)
        with self._desk.writing() as session:
            known = _existing(session, case_id)
            return stored.save(session, intakes.tried(known, mine, again_on, today))

    def decide(self, case_id: int, decision: IntakeDecision) -> Intake:
        """Enters what became of the intake, why, and which other help was named.

        Raises:
            InvalidValue: a refusal, which follows from the decision on legal aid alone.
            Refused: legal aid was refused, and only another decision on it changes that.
        """
        reference.require_help(decision.other_help)
        with self._desk.writing() as session:
            known = _existing(session, case_id)
            _require_not_refused(session, known)
            return stored.save(session, intakes.decided(known, decision, self._desk.today()))

    def watch_told(self, case_id: int) -> Deadline:
        """Puts the last day that was told on the watch as it was told: nobody has counted it.

        Raises:
            InvalidValue: no day was told; Refused: the case has a deadline already.
        """
        with self._desk.writing() as session:
            known = _existing(session, case_id)
            if known.deadline_on is None:
                raise InvalidValue("deadline_on", NO_DAY)
            if case_id in stored.with_deadlines(session, [case_id]):
                raise Refused(WATCHED)
            return stored_deadlines.save(session, _as_told(known, known.deadline_on))

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
    if known and talk.intake.id is None:
        raise Stale(records.CHANGED_MEANWHILE)
    fresh = replace(talk.intake, case_id=case_id, received_at=desk.clock())
    kept = stored.save(session, _over(known, fresh) if known else fresh)
    contact = replace(talk.contact, person_id=person_id)
    if contact.id is not None or not safe_contacts.is_empty(contact):
        if contact.id is None and stored_contacts.of_person(session, person_id):
            raise Stale(records.CHANGED_MEANWHILE)  # never over an agreement that nobody looked at
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
    event = Event(
        case_id=intake.case_id, kind=kind, on=desk.today(), text=story, author=desk.account.id
    )
    stored_events.save(session, events.checked(event, desk.today()))


def _as_told(intake: Intake, day: date) -> Deadline:
    lao = catalog("lo").gettext
    return Deadline(
        case_id=intake.case_id,
        title_lo=lao(labels.TOLD_DAY),
        title_en=labels.TOLD_DAY,
        trigger_on=intakes.received_on(intake),
        trigger_note="",
        statutory_on=day,
        safe_on=day,
        certainty=Certainty.UNVERIFIED,
        rule_text=f"{lao(labels.TOLD_RULE)}\n{labels.TOLD_RULE}",
    )


def _existing(session: Session, case_id: int) -> Intake:
    stored_cases.get(session, case_id)
    intake = stored.of_case(session, case_id)
    if intake is None:
        raise InvalidValue("status", "This case has no intake. Write the first talk down first.")
    return intake


def _require_not_refused(session: Session, intake: Intake) -> None:
    if intake.status not in intakes.BY_HEAD:
        return
    present = eligibility.present(stored_eligibility.of_case(session, intake.case_id))
    if present is not None and present.outcome is Outcome.REFUSED:
        raise Refused(WAS_REFUSED)


def _left(session: Session, intake: Intake) -> tuple[str, ...]:
    return intakes.unentered(
        intake,
        deadlines=intake.case_id in stored.with_deadlines(session, [intake.case_id]),
        custodies=intake.case_id in stored.with_custodies(session, [intake.case_id]),
    )


def untold(session: Session) -> list[tuple[Unentered, Case]]:
    """What first talks told of that is watched nowhere, the earliest day first."""
    found = stored.told(session)
    keys = [case.id or 0 for _, case in found]
    deadlines = stored.with_deadlines(session, keys)
    custodies = stored.with_custodies(session, keys)
    lines = [
        (Unentered(what=what, on=intake.deadline_on if what == "deadline" else None), case)
        for intake, case in found
        for what in intakes.unentered(
            intake, deadlines=case.id in deadlines, custodies=case.id in custodies
        )
    ]
    return sorted(lines, key=lambda line: line[0].on or date.min)


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
