"""Cases: type, stage, court and confidentiality are four separate things."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue
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
class Case(Private):
    """One matter of one client.

    Attributes:
        number: the office's own, given when the case is opened.
        code_name: shown instead of names where the case is not ordinary.
        subject_lo: what it is about, in one line, as papers print it.
        court: id in ``resources/reference/courts.toml``, or the name as typed of a court that the
            list lacks, such as a zone court; court_number: the case's number there.
        closed_on: the day it was closed, from which its time in the files runs; of a closed case
            from before the program asked, not known.
    """

    id: int | None = None
    version: int = 0
    number: str = ""
    client_id: int
    type: CaseType
    stage: Stage = Stage.ADVICE
    confidentiality: Confidentiality = Confidentiality.ORDINARY
    code_name: str = ""
    subject_lo: str = ""
    subject_en: str = ""
    court: str = ""
    court_number: str = ""
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
    """A case as lists need it: with its client, whose name a restricted case does not show."""

    case: Case
    client_code: str
    person: Person


def checked(case: Case, today: date) -> Case:
    """The case with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(case, "code_name", "subject_lo", "subject_en", "court", "court_number")
    if not clean.subject_lo and not clean.subject_en:
        raise InvalidValue("subject_lo", "Say in one line what the case is about.")
    if is_restricted(clean) and not clean.code_name:
        raise InvalidValue("code_name", "A restricted case needs a code name.")
    checks.not_after("opened_on", clean.opened_on, today)
    return _closed(clean, today)


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
