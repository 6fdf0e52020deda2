"""The case file: everything about one case that papers and bundles are made from."""

from dataclasses import dataclass

from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.cases import Case, Party
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.consents import Consent
from legalaid_desktop.domain.eligibility import AidFile
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseParty(Private):
    """A party together with its person, if it is one."""

    party: Party
    person: Person | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseFile(Private):
    """One case with its client, parties and lawyer, read in one go.

    Attributes:
        person: the client's person.
        lawyer: the one who accepted the case, if any.
        aid: the decision on legal aid that counts, if one was taken.
        consents: what the client agreed to, newest first.
    """

    office: OfficeProfile
    case: Case
    client: Client
    person: Person
    parties: tuple[CaseParty, ...]
    lawyer: Lawyer | None
    assignment: Assignment | None
    aid: AidFile | None = None
    consents: tuple[Consent, ...] = ()
