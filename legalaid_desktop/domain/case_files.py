"""The case file: everything about one case that papers and bundles are made from."""

from dataclasses import dataclass

from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.cases import Case, Party
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.protection import NOTHING, Protection


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
        protection: what it holds about trafficking and custody; read only for papers.
    """

    office: OfficeProfile
    case: Case
    client: Client
    person: Person
    parties: tuple[CaseParty, ...]
    lawyer: Lawyer | None
    assignment: Assignment | None
    protection: Protection = NOTHING
