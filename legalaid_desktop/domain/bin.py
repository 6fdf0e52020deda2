"""The bin: what was removed, by whom and why, until it is restored or its case is destroyed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, Party
from legalaid_desktop.domain.consents import Consent
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.eligibility import EligibilityDecision
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.protection import Kept


class BinKind(StrEnum):
    """The kinds of record that can lie in the bin, by the names of their tables."""

    CASE = "case_file"
    PERSON = "person"
    PARTY = "party"
    EVENT = "event"
    DECISION = "decision"
    ATTACHMENT = "attachment"
    PAPER = "paper"
    LAWYER = "lawyer"
    HOLIDAY = "holiday"
    WORKSHEET = "worksheet"
    VICTIM_STATUS = "victim_status"
    AGE_EVIDENCE = "age_evidence"
    WITHHELD_PAPER = "withheld_paper"
    CUSTODY = "custody"
    LOSS = "loss"
    CONSENT = "consent"
    ELIGIBILITY = "eligibility"


Binned = (
    Case
    | Person
    | Party
    | Event
    | Decision
    | Attachment
    | Paper
    | Lawyer
    | Holiday
    | Kept
    | Consent
    | EligibilityDecision
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Removed(Private):
    """One record in the bin.

    Attributes:
        record: as it was; case: it, or the one that it belongs to; person: who a party was.
        at: aware; by: the name of the user; why: as that person gave it, may be empty.
        hidden: of a case off whose team the viewer is: only number and code name may be shown.
    """

    kind: BinKind
    key: int
    record: Binned
    case: Case | None = None
    person: Person | None = None
    at: datetime
    by: str
    why: str = ""
    hidden: bool = False
