"""The ledger of notices of hearings."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.hearings import HearingNotice
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import HearingNoticeRow


def get(session: Session, key: int) -> HearingNotice:
    """The notice with that id."""
    return records.get(session, HearingNoticeRow, HearingNotice, key)


def save(session: Session, notice: HearingNotice) -> HearingNotice:
    """Writes the notice."""
    return records.save(session, HearingNoticeRow, notice, Change.EVENT)


def of_case(session: Session, case_id: int) -> list[HearingNotice]:
    """All lines of the ledger of a case, in the order they were written."""
    row = HearingNoticeRow
    query = select(row).where(row.case_id == case_id).order_by(row.event_id, row.id)
    return [records.read(one, HearingNotice) for one in session.scalars(query)]
