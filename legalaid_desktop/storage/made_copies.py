"""The register of copies: what was printed or exported, and which copy it was."""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.copies import Copy, CopyWay
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.storage import records, trail, visibility
from legalaid_desktop.storage.tables import CopyRow

_DEEDS = {CopyWay.PRINT: Deed.PRINT, CopyWay.FILE: Deed.EXPORT}


def add(session: Session, copy: Copy) -> Copy:
    """Enters a copy under the next number of its record, here and in the trail."""
    numbered = replace(copy, number=_last(session, copy) + 1)
    entered = records.save(session, CopyRow, numbered, Change.COPY)
    trail.note(
        session,
        _DEEDS[copy.way],
        kind=copy.kind,
        record=copy.record,
        case_id=copy.case_id,
        fields={
            "number": (None, numbered.number),
            "recipient": (None, copy.recipient),
            "purpose": (None, copy.purpose),
        },
        reason=copy.purpose,
    )
    return entered


def of_case(session: Session, case_id: int) -> list[Copy]:
    """The copies made in a case, newest first."""
    query = select(CopyRow).where(CopyRow.case_id == case_id).order_by(CopyRow.id.desc())
    return [records.read(row, Copy) for row in session.scalars(query)]


def _last(session: Session, copy: Copy) -> int:
    """The last number given, to a removed copy too: a number is never given twice."""
    query = select(func.max(CopyRow.number)).where(
        CopyRow.case_id == copy.case_id, CopyRow.kind == copy.kind, CopyRow.record == copy.record
    )
    found: int | None = session.scalar(query, execution_options=visibility.EVERYTHING)
    return found or 0
