"""The versions of events that an office made."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.office_events import EventVersion
from legalaid_desktop.storage import records
from legalaid_desktop.storage.office_rules import APART
from legalaid_desktop.storage.tables import OfficeEventRow


def every(session: Session) -> list[EventVersion]:
    """All versions of all events, the oldest first."""
    query = select(OfficeEventRow).order_by(OfficeEventRow.id)
    return [records.read(row, EventVersion) for row in session.scalars(query)]


def add(session: Session, entry: EventVersion) -> EventVersion:
    """Writes a new version; the trail has its fingerprint, the version itself its content."""
    why, row = entry.note, OfficeEventRow
    return records.save(session, row, entry, Change.RULE, why=why, unsaid=APART)
