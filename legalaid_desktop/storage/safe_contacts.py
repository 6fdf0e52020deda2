"""How people may be reached."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.safe_contacts import SafeContact
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import SafeContactRow


def save(session: Session, contact: SafeContact) -> SafeContact:
    """Writes the record."""
    return records.save(session, SafeContactRow, contact, Change.PERSON)


def of_person(session: Session, person_id: int) -> SafeContact | None:
    """What was agreed with that person, if anything was."""
    return of_people(session, [person_id]).get(person_id)


def of_people(session: Session, keys: Collection[int]) -> dict[int, SafeContact]:
    """What was agreed with each of these people."""
    rows = session.scalars(select(SafeContactRow).where(SafeContactRow.person_id.in_(keys)))
    return {row.person_id: records.read(row, SafeContact) for row in rows}
