"""The case file: everything about one case that papers and bundles are made from."""

from dataclasses import dataclass, replace

from legalaid_desktop.domain import safe_contacts
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.cases import Case, Party
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.consents import Consent
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.eligibility import AidFile
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.protection import NOTHING, Protection
from legalaid_desktop.domain.safe_contacts import SafeContact


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
        contacts: how those of them may be reached with whom it was agreed.
        aid: the decision on legal aid that counts, if one was taken.
        consents: what the client agreed to, newest first.
        ages: what speaks for the ages of its people, the first talk with the client too.
        protection: what it holds about trafficking and custody; read only for papers.
    """

    office: OfficeProfile
    case: Case
    client: Client
    person: Person
    parties: tuple[CaseParty, ...]
    lawyer: Lawyer | None
    assignment: Assignment | None
    contacts: tuple[SafeContact, ...] = ()
    aid: AidFile | None = None
    consents: tuple[Consent, ...] = ()
    ages: tuple[AgeEvidence, ...] = ()
    protection: Protection = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseHead(Private):
    """What stands over the parts of a case.

    Attributes:
        next: its next deadline; held: how many things of the client the office holds.
    """

    case: Case
    lawyer: Lawyer | None = None
    next: Deadline | None = None
    held: int = 0


def for_print(file: CaseFile) -> CaseFile:
    """The file as papers may use it: telephone numbers alone that are safe to call."""
    return replace(
        file,
        person=safe_contacts.for_print(file.person, contact_of(file, file.person)),
        parties=tuple(_party_for_print(file, one) for one in file.parties),
        contacts=(),
    )


def _party_for_print(file: CaseFile, party: CaseParty) -> CaseParty:
    if party.person is None:
        return party
    contact = contact_of(file, party.person)
    return replace(party, person=safe_contacts.for_print(party.person, contact))


def contact_of(file: CaseFile, person: Person) -> SafeContact | None:
    """How that person of the case may be reached; nothing where nothing was agreed."""
    return next((one for one in file.contacts if one.person_id == person.id), None)
