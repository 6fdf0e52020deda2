"""Papers on their way to a court."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.filings import Filing, Mandate
from legalaid_desktop.domain.papers import Paper, PaperStatus
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import AttachmentRow, DeadlineRow, FilingRow, PaperRow

MANDATE = "LM-13"
"""The rule whose deadline is the last day of a power of attorney."""
MANDATE_PAPER = "power_of_attorney"
UNKNOWN, LAO = "", "lo"


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


def mandates(session: Session, case_id: int) -> list[Mandate]:
    """The powers of attorney whose end is watched in the case."""
    query = select(DeadlineRow).where(
        DeadlineRow.case_id == case_id,
        DeadlineRow.rule_id == MANDATE,
        DeadlineRow.status == DeadlineStatus.OPEN,
    )
    found = (records.read(one, Deadline) for one in session.scalars(query))
    return [Mandate(first=one.trigger_on, last=one.due_on) for one in found]


def unsigned(session: Session, case_id: int) -> list[Paper]:
    """The powers of attorney that were issued in the case: printed, and to be signed."""
    query = select(PaperRow).where(
        PaperRow.case_id == case_id,
        PaperRow.kind == MANDATE_PAPER,
        PaperRow.status == PaperStatus.ISSUED,
    )
    return [records.read(one, Paper) for one in session.scalars(query)]


def languages(session: Session, case_id: int) -> tuple[int, int]:
    """How many papers of the case there are, and of how many nobody noted the language."""
    kept = AttachmentRow.case_id == case_id
    query = select(func.count()).where(kept)
    unknown = query.where(AttachmentRow.language == UNKNOWN, AttachmentRow.translates.is_(None))
    return session.scalars(query).one(), session.scalars(unknown).one()


def untranslated(session: Session, case_id: int) -> int:
    """How many papers of the case are in a foreign language and translated by no other."""
    other = aliased(AttachmentRow)
    translated = select(other.translates).where(
        other.case_id == case_id, other.translates.is_not(None)
    )
    query = select(func.count()).where(
        AttachmentRow.case_id == case_id,
        AttachmentRow.language.not_in((UNKNOWN, LAO)),
        AttachmentRow.translates.is_(None),
        AttachmentRow.id.not_in(translated),
    )
    return session.scalars(query).one()
