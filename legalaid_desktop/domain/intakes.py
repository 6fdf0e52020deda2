"""Intakes: the first talk about a case, and what the office decides on it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.age_evidence import AgeEvidence, AgeSource
from legalaid_desktop.domain.custody import LAOS
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.people import ADULT, Sex
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact


class IntakeStatus(StrEnum):
    """What became of an intake."""

    WAITING = "waiting"
    TAKEN = "taken"
    REFUSED = "refused"
    REFERRED_ON = "referred_on"
    NO_ANSWER = "no_answer"


class Way(StrEnum):
    """How the first contact came about."""

    UNKNOWN = ""
    WALK_IN = "walk_in"
    HOTLINE = "hotline"
    PORTAL = "portal"
    REFERRAL = "referral"
    MOBILE_CLINIC = "mobile_clinic"
    VISIT = "visit"
    LETTER = "letter"


class Source(StrEnum):
    """From whom somebody heard of the office."""

    UNKNOWN = ""
    VILLAGE = "village"
    MEDIATION = "mediation"
    JUSTICE_OFFICE = "justice_office"
    POLICE = "police"
    COURT = "court"
    PRISON = "prison"
    WOMENS_UNION = "womens_union"
    LABOUR_OFFICE = "labour_office"
    HOSPITAL = "hospital"
    EMBASSY = "embassy"
    ASSOCIATION = "association"
    LAWYER = "lawyer"
    CLIENT = "client"
    FAMILY = "family"
    RADIO = "radio"
    LEAFLET = "leaflet"
    INTERNET = "internet"
    OTHER = "other"


class Relation(StrEnum):
    """Who the third party is to the client."""

    UNKNOWN = ""
    PARENT = "parent"
    SPOUSE = "spouse"
    CHILD = "child"
    SIBLING = "sibling"
    RELATIVE = "relative"
    GUARDIAN = "guardian"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    VILLAGE = "village"
    EMPLOYER = "employer"
    OFFICIAL = "official"
    HELPER = "helper"
    STRANGER = "stranger"


class Absence(StrEnum):
    """Why the office does not speak to the client."""

    UNKNOWN = ""
    CUSTODY = "custody"
    ABROAD = "abroad"
    CHILD = "child"
    ILL = "ill"
    AFRAID = "afraid"
    LANGUAGE = "language"
    MISSING = "missing"
    WISH = "wish"
    OTHER = "other"


class Tongue(StrEnum):
    """The language in which somebody is spoken to, by its ISO 639 code."""

    UNKNOWN = ""
    LAO = "lao"
    HMONG = "hmn"
    KHMU = "kjg"
    AKHA = "ahk"
    TAI_DAM = "blt"
    PHU_THAI = "pht"
    MAKONG = "bru"
    MIEN = "ium"
    LAHU = "lhu"
    THAI = "tha"
    VIETNAMESE = "vie"
    CHINESE = "zho"
    KHMER = "khm"
    BURMESE = "mya"
    ENGLISH = "eng"
    LAO_SIGN = "sgn"
    OTHER = "mis"


class Literacy(StrEnum):
    """What somebody does with a paper."""

    UNKNOWN = ""
    READS = "reads"
    READ_ALOUD = "read_aloud"
    THUMBPRINT = "thumbprint"
    """It is read aloud, and a thumbprint stands for the signature."""


class Adaptation(StrEnum):
    """What makes talking, reading or coming here harder."""

    HEARING = "hearing"
    SIGHT = "sight"
    SPEECH = "speech"
    MOVING = "moving"
    LEARNING = "learning"
    MIND = "mind"
    SMALL_CHILD = "small_child"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Attempt(Private):
    """One try to reach the client; ``on`` is an ISO date."""

    on: str
    by: str
    reached: bool
    note: str = ""

    @property
    def day(self) -> date:
        """The day of the try."""
        return date.fromisoformat(self.on)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Intake(Private):
    """The first talk about a case.

    Attributes:
        anonymous: the client gave no name; the code stands in its place.
        third_party: whether somebody else speaks, and ``other_…`` says who; pass_phrase: by which
            that person is known again.
        custody, child, deadline, danger, trafficking: the screen; deadline_on: the last day that
            was told, if any.
        interpreter_sex: of whom the client wants, unknown where it does not matter.
        call_again_on: when the next try is due.
        other_help: ids in ``resources/reference/other_help.toml`` of what was named to a client
            whom the office does not take.
        split_from: the id of the case whose talk brought this problem up as well.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    status: IntakeStatus = IntakeStatus.WAITING
    received_at: datetime
    way: Way = Way.UNKNOWN
    anonymous: bool = False
    third_party: Answer = Answer.NOT_ASKED
    other_name: str = ""
    other_phone: str = ""
    other_relation: Relation = Relation.UNKNOWN
    other_reason: Absence = Absence.UNKNOWN
    other_note: str = ""
    pass_phrase: str = ""
    custody: Answer = Answer.NOT_ASKED
    child: Answer = Answer.NOT_ASKED
    deadline: Answer = Answer.NOT_ASKED
    deadline_on: date | None = None
    danger: Answer = Answer.NOT_ASKED
    trafficking: Answer = Answer.NOT_ASKED
    language: Tongue = Tongue.UNKNOWN
    dialect: str = ""
    interpreter: Answer = Answer.NOT_ASKED
    interpreter_sex: Sex = Sex.UNKNOWN
    literacy: Literacy = Literacy.UNKNOWN
    adaptations: tuple[str, ...] = ()
    adaptation_note: str = ""
    source: Source = Source.UNKNOWN
    source_note: str = ""
    next_step: str = ""
    call_again_on: date | None = None
    attempts: tuple[Attempt, ...] = ()
    decided_on: date | None = None
    decision_reason: str = ""
    other_help: tuple[str, ...] = ()
    split_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FirstTalk(Private):
    """What a first talk brought besides the person and the case.

    Attributes:
        story: what happened, in the client's words; it becomes the first entry of the story.
    """

    intake: Intake
    contact: SafeContact
    story: str = ""


BY_HEAD = frozenset({IntakeStatus.REFUSED, IntakeStatus.REFERRED_ON})
"""What follows from a decision on legal aid alone."""
REFUSES = (
    "Who refuses, or sends somebody on, decides on legal aid: that is for the head of the office."
)
SCREEN = ("danger", "custody", "child", "deadline", "trafficking")
"""The questions of the screen, in the order of the talk."""
_LINES = (
    "other_name", "other_phone", "other_note", "pass_phrase", "dialect", "adaptation_note",
    "source_note", "next_step", "decision_reason",
)  # fmt: skip
_OTHER = ("other_name", "other_phone", "other_relation", "other_reason", "other_note")


def checked(intake: Intake, today: date) -> Intake:
    """The intake with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(intake, *_LINES)
    if clean.third_party is Answer.YES and not clean.other_name:
        raise InvalidValue("other_name", "Who speaks for the client?")
    if clean.third_party is not Answer.YES and any(getattr(clean, name) for name in _OTHER):
        clean = replace(clean, third_party=Answer.YES)
    if clean.deadline_on is not None and clean.deadline is not Answer.YES:
        clean = replace(clean, deadline=Answer.YES)
    checks.not_after("decided_on", clean.decided_on, today)
    return replace(clean, adaptations=tuple(Adaptation(one).value for one in clean.adaptations))


def age_told(intake: Intake, person_id: int) -> tuple[AgeEvidence, ...]:
    """What the screen says of the client's age: perhaps a child on that day, if anything."""
    if intake.child is not Answer.YES:
        return ()
    on = received_on(intake)
    doubt = AgeEvidence(
        case_id=intake.case_id,
        person_id=person_id,
        kind=AgeSource.CLAIMED,
        on=on,
        age_from=0,
        age_to=ADULT,
    )
    return (doubt,)


def received_on(intake: Intake) -> date:
    """The day of the first talk, in Vientiane."""
    return intake.received_at.astimezone(LAOS).date()


def without_texts(intake: Intake) -> Intake:
    """As lists show the intake of a restricted case: nothing in it that somebody typed."""
    empty: dict[str, Any] = dict.fromkeys(_LINES, "")
    return replace(intake, attempts=(), **empty)


def is_open(intake: Intake) -> bool:
    """Whether somebody still waits for a decision of the office."""
    return intake.status is IntakeStatus.WAITING


def tried(intake: Intake, attempt: Attempt, again_on: date | None, today: date) -> Intake:
    """The intake after one more try to reach the client."""
    clean = checks.lines(attempt, "by", "note")
    checks.not_after("on", clean.day, today)
    require_later(clean, again_on)
    return replace(intake, attempts=(*intake.attempts, clean), call_again_on=again_on)


def require_later(attempt: Attempt, again_on: date | None) -> None:
    """Refuses a next try that lies before this one."""
    if again_on is not None and again_on < attempt.day:
        raise InvalidValue("call_again_on", "The next try lies before this one.")


def decided(intake: Intake, decision: "IntakeDecision", today: date) -> Intake:
    """The intake with the office's decision; why is asked for unless the case is taken."""
    if decision.status in BY_HEAD:
        raise InvalidValue("status", REFUSES)
    waits = decision.status in (IntakeStatus.WAITING, IntakeStatus.TAKEN)
    reason = checks.line("decision_reason", decision.reason, required=not waits)
    return replace(
        intake,
        status=decision.status,
        decided_on=None if decision.status is IntakeStatus.WAITING else today,
        decision_reason=reason,
        other_help=decision.other_help,
        call_again_on=None if decision.status is not IntakeStatus.WAITING else intake.call_again_on,
    )


def followed(
    intake: Intake, status: IntakeStatus, other_help: tuple[str, ...], today: date
) -> Intake:
    """The intake as it follows from the decision of the head of the office on legal aid."""
    return replace(
        intake,
        status=status,
        decided_on=today,
        decision_reason="",
        other_help=other_help,
        call_again_on=None,
    )


def unentered(intake: Intake, *, deadlines: bool, custodies: bool) -> tuple[str, ...]:
    """What of the screen nobody has entered where it is watched: "deadline", "custody".

    Args:
        deadlines, custodies: whether the case has any.
    """
    if intake.status not in (IntakeStatus.WAITING, IntakeStatus.TAKEN):
        return ()
    told = {"custody": (intake.custody, custodies), "deadline": (intake.deadline, deadlines)}
    return tuple(
        name for name, (answer, entered) in told.items() if answer is Answer.YES and not entered
    )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IntakeDecision(Private):
    """What the office answers, why, and which other help it named."""

    status: IntakeStatus
    reason: str = ""
    other_help: tuple[str, ...] = ()
