"""Refusals of access."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.access_refusals import AccessRefusal
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import AccessRefusalRow


def save(session: Session, refusal: AccessRefusal) -> AccessRefusal:
    """Writes the refusal."""
    return records.save(session, AccessRefusalRow, refusal, Change.EVENT)


def of_case(session: Session, case_id: int) -> list[AccessRefusal]:
    """The refusals in a case, the latest first."""
    row = AccessRefusalRow
    query = select(row).where(row.case_id == case_id).order_by(row.on.desc(), row.id.desc())
    return [records.read(one, AccessRefusal) for one in session.scalars(query)]
