"""The closings of cases."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.closings import Closing
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import ClosingRow


def get(session: Session, key: int) -> Closing:
    """The closing with that id."""
    return records.get(session, ClosingRow, Closing, key)


def save(session: Session, closing: Closing, why: str = "") -> Closing:
    """Writes the closing."""
    return records.save(session, ClosingRow, closing, Change.CLOSING, why=why)


def of_case(session: Session, case_id: int) -> list[Closing]:
    """The closings of a case, the latest first."""
    query = select(ClosingRow).where(ClosingRow.case_id == case_id).order_by(ClosingRow.id.desc())
    return [records.read(row, Closing) for row in session.scalars(query)]


def waiting(session: Session) -> list[Closing]:
    """The closings that wait for a decision, the oldest first."""
    query = select(ClosingRow).where(ClosingRow.decided_at.is_(None)).order_by(ClosingRow.id)
    return [records.read(row, Closing) for row in session.scalars(query)]
