"""The register of copies: what was printed or exported, and which copy it was."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.copies import Copy, CopyLine, CopyWay
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import records, trail, visibility
from legalaid_desktop.storage.tables import AttachmentRow, CopyRow, PaperRow

_DEEDS = {CopyWay.PRINT: Deed.PRINT, CopyWay.FILE: Deed.EXPORT, CopyWay.OPEN: Deed.OPEN}
_ONE_SERIES = (
    "bundle", "calendar_file", "chronology", "copy_list", "court_fee_sheet", "digest",
    "evidence_list", "filing_checklist", "htcds", "kept_calendar", "notice_ledger", "receipt",
    "return_slip", "running_list",
)  # fmt: skip
"""Kinds that are made anew each time: their copies are numbered through the case."""

Titles = tuple[str, str]

CAME_OUT = N_("This copy cannot be cancelled: it came out, or somebody else made it.")


def add(session: Session, copy: Copy) -> Copy:
    """Enters a copy under the next number of its record, here and in the trail."""
    numbered = replace(copy, number=_last(session, copy) + 1)
    entered = records.save(session, CopyRow, numbered, Change.COPY)
    trail.note(
        session,
        _DEEDS[copy.way],
        kind=copy.kind,
        record=copy.record or None,
        case_id=copy.case_id,
        fields={
            "number": (None, numbered.number),
            "recipient": (None, copy.recipient),
            "purpose": (None, copy.purpose),
            **_allowed(copy),
        },
        reason=copy.override or copy.purpose,
    )
    return entered


def _allowed(copy: Copy) -> dict[str, tuple[None, object]]:
    """By which consent it went out, or on what ground without one."""
    told = {"body": copy.body, "consent_id": copy.consent_id, "ground": str(copy.ground)}
    return {name: (None, value) for name, value in told.items() if value}


def of_case(session: Session, case_id: int) -> list[Copy]:
    """The copies made in a case, newest first."""
    query = select(CopyRow).where(CopyRow.case_id == case_id).order_by(CopyRow.id.desc())
    return [records.read(row, Copy) for row in session.scalars(query)]


def change(session: Session, copy: Copy, **changes: Any) -> Copy:
    """Enters what became of a copy: of what it was made, or that it did not come out."""
    return records.save(session, CopyRow, replace(copy, **changes), Change.COPY)


def cancel(session: Session, key: int, user: str) -> Copy:
    """Enters that a copy of that user did not come out; raises ``Refused`` for any other."""
    copy = records.get(session, CopyRow, Copy, key)
    if copy.by != user or copy.way not in (CopyWay.PRINT, CopyWay.OPEN):
        raise Refused(CAME_OUT)
    return change(session, copy, way=CopyWay.CANCELLED)


def lines(session: Session, case_id: int, titles: Callable[[str], Titles]) -> list[CopyLine]:
    """The copies made in a case, newest first, with what they are of, though it lie in the bin.

    Args:
        titles: what a kind of paper is called, in Lao and in English.
    """
    known: dict[tuple[str, int], tuple[str, Titles]] = {
        ("attachment", key): (f"A{row.exhibit}", (row.title_lo, row.title_en))
        for key, row in _all(session, AttachmentRow, case_id).items()
    }
    for key, row in _all(session, PaperRow, case_id).items():
        known["paper", key] = (row.number, titles(row.kind))
    found = []
    for copy in of_case(session, case_id):
        code, (lao, english) = known.get((copy.kind, copy.record), ("", ("", "")))
        found.append(CopyLine(copy=copy, code=code, title_lo=lao, title_en=english))
    return found


def _all(session: Session, table: Any, case_id: int) -> dict[int, Any]:
    query = select(table).where(table.case_id == case_id)
    rows = session.scalars(query, execution_options=visibility.EVERYTHING)
    return {row.id: row for row in rows}


def _last(session: Session, copy: Copy) -> int:
    """The last number given, to a removed copy too: a number is never given twice."""
    query = select(func.max(CopyRow.number)).where(
        CopyRow.case_id == copy.case_id, CopyRow.kind == copy.kind
    )
    if copy.kind not in _ONE_SERIES:
        query = query.where(CopyRow.record == copy.record)
    found: int | None = session.scalar(query, execution_options=visibility.EVERYTHING)
    return found or 0
