"""Cases: type, stage, court and confidentiality are four separate things."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private


class CaseType(StrEnum):
    """What a case is about."""

    CRIMINAL = "criminal"
    CIVIL = "civil"
    FAMILY = "family"
    LABOUR = "labour"
    LAND = "land"
    COMMERCIAL = "commercial"
    CHILD = "child"
    ADMINISTRATIVE = "administrative"
    TRAFFICKING = "trafficking"


class Stage(StrEnum):
    """How far proceedings have come; the level of the court is another thing."""

    ADVICE = "advice"
    MEDIATION = "mediation"
    INVESTIGATION = "investigation"
    PROSECUTOR = "prosecutor"
    FIRST_INSTANCE = "first_instance"
    APPEAL = "appeal"
    CASSATION = "cassation"
    REOPENING = "reopening"
    ENFORCEMENT = "enforcement"
    CLOSED = "closed"


class Chamber(StrEnum):
    """A chamber of a court (ຄະນະສານ)."""

    UNKNOWN = ""
    CRIMINAL = "criminal"
    CIVIL = "civil"
    COMMERCIAL = "commercial"
    FAMILY = "family"
    CHILD = "child"
    LABOUR = "labour"
    ADMINISTRATIVE = "administrative"
    OTHER = "other"


class Began(StrEnum):
    """Where a case came before a court first; its ways of appeal follow from it."""

    UNKNOWN = ""
    ZONE = "zone"
    PROVINCIAL = "provincial"


class NumberOf(StrEnum):
    """Whose number of a case it is."""

    POLICE = "police"
    PROSECUTOR = "prosecutor"
    COURT = "court"
    ENFORCEMENT = "enforcement"
    FORMER = "former"
    """Our own, from before the program."""
    OTHER = "other"


class Confidentiality(StrEnum):
    """Who may see the names of a case; anything but ordinary shows a code name instead."""

    ORDINARY = "ordinary"
    RESTRICTED = "restricted"
    HIGHLY_RESTRICTED = "highly_restricted"


class PartyRole(StrEnum):
    """What somebody is in a case."""

    PLAINTIFF = "plaintiff"
    DEFENDANT = "defendant"
    ACCUSED = "accused"
    VICTIM = "victim"
    CIVIL_CLAIMANT = "civil_claimant"
    WITNESS = "witness"
    GUARDIAN = "guardian"
    EMPLOYER = "employer"
    SUSPECT = "suspect"
    ALLEGED_OFFENDER = "alleged_offender"
    """Named as the one who did it, whether or not anybody investigates."""
    RECRUITER = "recruiter"
    RELATIVE = "relative"
    REPRESENTATIVE = "representative"
    OTHER_LAWYER = "other_lawyer"
    """Of the other side."""
    GUARANTOR = "guarantor"
    HELPER = "helper"
    """Brought the client here, speaks for the client, took the client in."""
    INTERPRETER = "interpreter"
    MEDIATOR = "mediator"
    EXPERT = "expert"
    OFFICIAL = "official"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FileNumber(Private):
    """A number under which somebody else keeps the case.

    Attributes:
        body: which office or court it is, as typed; stage: of a court's number, how far the case
            was there, a value of ``Stage``.
    """

    of: NumberOf = NumberOf.OTHER
    number: str
    body: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Case(Private):
    """One matter of one client.

    Attributes:
        number: the office's own, given when the case is opened.
        code_name: shown instead of names where the case is not ordinary.
        subject_lo: what it is about, in one line, as papers print it.
        subtype: id in ``resources/reference/case_subtypes.toml``, or empty.
        stage_since, stage_cause: since when it has come so far, and by what (``happenings``); of a
            stage that somebody chose from the list, nothing.
        court: id in ``resources/reference/courts.toml``, or the name as typed of a court that the
            list lacks, such as a zone court; court_number: the case's number there.
        numbers: those of other bodies, and of courts where it was before.
        shelf: where the paper file stands.
        closed_on: the day it was closed, from which its time in the files runs; of a closed case
            from before the program asked, not known.
    """

    id: int | None = None
    version: int = 0
    number: str = ""
    client_id: int
    type: CaseType
    subtype: str = ""
    stage: Stage = Stage.ADVICE
    stage_since: date | None = None
    stage_cause: str = ""
    confidentiality: Confidentiality = Confidentiality.ORDINARY
    code_name: str = ""
    subject_lo: str = ""
    subject_en: str = ""
    court: str = ""
    court_number: str = ""
    chamber: Chamber = Chamber.UNKNOWN
    began: Began = Began.UNKNOWN
    numbers: tuple[FileNumber, ...] = ()
    shelf: str = ""
    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Party(Private):
    """A person or an organisation in a case, with the role it has there."""

    id: int | None = None
    version: int = 0
    case_id: int
    person_id: int | None = None
    organisation_lo: str = ""
    organisation_en: str = ""
    role: PartyRole


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseLine(Private):
    """A case as lists need it: with its client, whose name a restricted case does not show.

    Attributes:
        lawyer: the one who accepted it, if any.
    """

    case: Case
    client_code: str
    person: Person
    lawyer: Lawyer | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseFilter(Private):
    """Which cases a list shows.

    Attributes:
        text: part of a number, a subject, a code name or a name.
        is_open: whether it is not closed yet; ``None`` for both.
        lawyer_id: of the lawyer who accepted it.
    """

    text: str = ""
    type: CaseType | None = None
    stage: Stage | None = None
    lawyer_id: int | None = None
    is_open: bool | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing but the text chooses."""
        return replace(self, text="") == CaseFilter()


CLOSED_ELSEWHERE = (
    "A case is closed by asking for it with its outcome, and by the approval of a second person: "
    "press “Close the case” in the case."
)
OPENED_ELSEWHERE = "A closed case is opened again with a reason: press “Open again” in its closing."
CLOSED_BEFORE = "A case that was closed before is entered by somebody who may approve closings."

_LINES = (
    "subtype", "code_name", "subject_lo", "subject_en", "court", "court_number", "shelf",
)  # fmt: skip


def checked(case: Case, today: date) -> Case:
    """The case with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(case, *_LINES)
    if not clean.subject_lo and not clean.subject_en:
        raise InvalidValue("subject_lo", "Say in one line what the case is about.")
    if is_restricted(clean) and not clean.code_name:
        raise InvalidValue("code_name", "A restricted case needs a code name.")
    checks.not_after("opened_on", clean.opened_on, today)
    return _closed(replace(clean, numbers=_numbers(clean.numbers)), today)


def require_same_end(before: Case, after: Case) -> None:
    """Refuses a stage that closes the case or opens it again: that is not an edit like others."""
    was, will = before.stage is Stage.CLOSED, after.stage is Stage.CLOSED
    if was is not will:
        raise InvalidValue("stage", CLOSED_ELSEWHERE if will else OPENED_ELSEWHERE)


def moved(before: Case, after: Case, today: date) -> Case:
    """The changed case; a stage that was chosen from the list runs from today, by no happening."""
    told = (before.stage_since, before.stage_cause) != (after.stage_since, after.stage_cause)
    if before.stage is after.stage or told:
        return after
    return replace(after, stage_since=today, stage_cause="")


def _numbers(numbers: tuple[FileNumber, ...]) -> tuple[FileNumber, ...]:
    """Those in which something stands, normalised; only a court's number keeps its stage."""
    told = [one for one in numbers if one.number.strip() or one.body.strip()]
    clean = [
        checks.of_list("numbers", at, one, "number", "body", needed="number")
        for at, one in enumerate(told)
    ]
    return tuple(one if one.of is NumberOf.COURT else replace(one, stage="") for one in clean)


def _closed(case: Case, today: date) -> Case:
    """With the day of closing while it is closed: today unless another was entered."""
    if case.stage is not Stage.CLOSED:
        return replace(case, closed_on=None)
    day = case.closed_on or today
    checks.not_after("closed_on", day, today)
    if day < case.opened_on:
        raise InvalidValue("closed_on", "A case cannot be closed before it was opened.")
    return replace(case, closed_on=day)


def checked_party(party: Party) -> Party:
    """The party with texts normalised; it is a person or an organisation, never neither."""
    clean = checks.lines(party, "organisation_lo", "organisation_en")
    if clean.person_id is None:
        checks.any_of("organisation_lo", clean.organisation_lo, clean.organisation_en)
    return clean


def is_restricted(case: Case) -> bool:
    """Whether names of this case are hidden in lists, titles and file names."""
    return case.confidentiality is not Confidentiality.ORDINARY


def shown_name(case: Case, subject: str) -> str:
    """What lists, titles and file names may show: the subject, or the code name."""
    return case.code_name if is_restricted(case) else subject


def subject(case: Case, language: str) -> str:
    """What the case is about in that language, else in the other."""
    first, second = case.subject_lo, case.subject_en
    return (first or second) if language == "lo" else (second or first)
