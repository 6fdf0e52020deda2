"""What the office holds for clients."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.tables import HoldingRow


def get(session: Session, key: int) -> Holding:
    """The thing with that id."""
    return records.get(session, HoldingRow, Holding, key)


def save(session: Session, holding: Holding) -> Holding:
    """Writes the thing."""
    return records.save(session, HoldingRow, holding, Change.HOLDING)


def of_case(session: Session, case_id: int) -> list[Holding]:
    """What was received in a case, by number."""
    query = select(HoldingRow).where(HoldingRow.case_id == case_id).order_by(HoldingRow.number)
    return [records.read(row, Holding) for row in session.scalars(query)]


def last_number(session: Session, case_id: int) -> int:
    """The highest number that was given in the case, 0 if there is none."""
    query = select(func.max(HoldingRow.number)).where(HoldingRow.case_id == case_id)
    return session.scalar(query.execution_options(**visibility.EVERYTHING)) or 0
