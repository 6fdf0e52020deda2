"""Time that is for no case, and the time of everybody by months."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.office_times import OfficeTime, TimeKind
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.tables import CaseRow, EventRow, OfficeTimeRow

Month = tuple[int, int]
"""An account, and the number of the month."""


def get(session: Session, key: int) -> OfficeTime:
    """The entry with that id."""
    return records.get(session, OfficeTimeRow, OfficeTime, key)


def save(session: Session, time: OfficeTime) -> OfficeTime:
    """Writes the entry."""
    return records.save(session, OfficeTimeRow, time, Change.TIME)


def of_year(session: Session, year: int, user_ids: Collection[int]) -> list[OfficeTime]:
    """The entries of those accounts in a year, the latest first."""
    query = (
        select(OfficeTimeRow)
        .where(OfficeTimeRow.user_id.in_(user_ids), *_within(OfficeTimeRow.on, year))
        .order_by(OfficeTimeRow.on.desc(), OfficeTimeRow.id.desc())
    )
    return [records.read(row, OfficeTime) for row in session.scalars(query)]


def for_no_case(
    session: Session, year: int, user_ids: Collection[int]
) -> dict[Month, dict[TimeKind, int]]:
    """The minutes for no case of those accounts, by month and by what they were for."""
    row, month = OfficeTimeRow, extract("month", OfficeTimeRow.on)
    query = (
        select(row.user_id, month, row.kind, func.sum(row.minutes))
        .where(row.user_id.in_(user_ids), row.minutes > 0, *_within(row.on, year))
        .group_by(row.user_id, month, row.kind)
    )
    found: dict[Month, dict[TimeKind, int]] = {}
    for user_id, number, kind, total in session.execute(query):
        found.setdefault((user_id, int(number)), {})[kind] = total
    return found


def in_cases(
    session: Session, year: int, user_ids: Collection[int]
) -> dict[Month, tuple[int, int]]:
    """In how many cases, and how many minutes: of all cases, for numbers tell of none of them."""
    row, month = EventRow, extract("month", EventRow.on)
    query = (
        select(row.author, month, func.count(row.case_id.distinct()), func.sum(row.minutes))
        .join(CaseRow, CaseRow.id == row.case_id)
        .where(
            row.author.in_(user_ids), row.minutes > 0, *_within(row.on, year),
            row.removed_at.is_(None), CaseRow.removed_at.is_(None),
        )
        .group_by(row.author, month)
    )  # fmt: skip
    rows = session.execute(query.execution_options(**visibility.EVERYTHING))
    return {(user_id or 0, int(number)): (count, total) for user_id, number, count, total in rows}


def _within(column: Any, year: int) -> tuple[Any, Any]:
    return column >= date(year, 1, 1), column <= date(year, 12, 31)
