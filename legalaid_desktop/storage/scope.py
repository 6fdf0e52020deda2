"""The checks of scope of a case."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.scope import ScopeCheck
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import ScopeCheckRow


def add(session: Session, check: ScopeCheck) -> ScopeCheck:
    """Writes a new check; the one before stays."""
    return records.save(session, ScopeCheckRow, check, Change.ELIGIBILITY)


def of_case(session: Session, case_id: int) -> list[ScopeCheck]:
    """The checks of a case, newest first."""
    query = (
        select(ScopeCheckRow)
        .where(ScopeCheckRow.case_id == case_id)
        .order_by(ScopeCheckRow.id.desc())
    )
    return [records.read(row, ScopeCheck) for row in session.scalars(query)]
