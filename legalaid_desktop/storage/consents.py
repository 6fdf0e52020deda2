"""What clients agreed to."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.consents import Consent
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import ConsentRow


def get(session: Session, key: int) -> Consent:
    """The consent with that id."""
    return records.get(session, ConsentRow, Consent, key)


def save(session: Session, consent: Consent) -> Consent:
    """Writes the consent."""
    return records.save(session, ConsentRow, consent, Change.CONSENT)


def remove(session: Session, key: int, why: str) -> Consent:
    """Puts the consent into the bin and returns it."""
    consent = get(session, key)
    records.remove(session, ConsentRow, key, Change.CONSENT, why)
    return consent


def of_case(session: Session, case_id: int) -> list[Consent]:
    """The consents of a case, newest first."""
    query = select(ConsentRow).where(ConsentRow.case_id == case_id).order_by(ConsentRow.id.desc())
    return [records.read(row, Consent) for row in session.scalars(query)]
