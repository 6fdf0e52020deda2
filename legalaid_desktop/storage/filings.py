"""Papers on their way to a court."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.filings import Filing
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import AttachmentRow, DeadlineRow, FilingRow

MANDATE = "LM-13"
"""The rule whose deadline is the last day of a power of attorney."""
_NOT_FOREIGN = ("", "lo")


def get(session: Session, key: int) -> Filing:
    """The filing with that id."""
    return records.get(session, FilingRow, Filing, key)


def save(session: Session, filing: Filing) -> Filing:
    """Writes the filing."""
    return records.save(session, FilingRow, filing, Change.DEADLINE)


def of_case(session: Session, case_id: int) -> list[Filing]:
    """The filings of a case by the day they are planned for."""
    query = (
        select(FilingRow)
        .where(FilingRow.case_id == case_id)
        .order_by(FilingRow.planned_on, FilingRow.id)
    )
    return [records.read(one, Filing) for one in session.scalars(query)]


def mandate_until(session: Session, case_id: int) -> date | None:
    """The safe last day of the longest mandate that is watched in the case."""
    query = select(func.max(DeadlineRow.safe_on)).where(
        DeadlineRow.case_id == case_id,
        DeadlineRow.rule_id == MANDATE,
        DeadlineRow.status == DeadlineStatus.OPEN,
    )
    return session.scalar(query)


def untranslated(session: Session, case_id: int) -> int:
    """How many papers of the case are in a foreign language and translated by no other."""
    other = aliased(AttachmentRow)
    translated = select(other.translates).where(
        other.case_id == case_id, other.translates.is_not(None)
    )
    query = select(func.count()).where(
        AttachmentRow.case_id == case_id,
        AttachmentRow.language.not_in(_NOT_FOREIGN),
        AttachmentRow.translates.is_(None),
        AttachmentRow.id.not_in(translated),
    )
    return session.scalars(query).one()
