"""What the trail tells: its entries, newest first, page by page."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, func, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.trail import Deed, Entry
from legalaid_desktop.storage import visibility
from legalaid_desktop.storage.tables import CaseRow, TrailRow, TrailValueRow

_TRAIL: Table = TrailRow.__table__  # type: ignore[assignment]  # a mapped class's table
_TOLD: Table = TrailValueRow.__table__  # type: ignore[assignment]  # a mapped class's table

Condition = ColumnElement[bool]


def entries(
    session: Session, *conditions: Condition, before: int | None = None, limit: int = 100
) -> list[Entry]:
    """The entries that fulfil the conditions, the latest first; those with lower numbers only."""
    query = _entries().where(*conditions).order_by(_TRAIL.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(_TRAIL.c.seq < before)
    return [_entry(row) for row in session.connection().execute(query)]


def by(user: str) -> Condition:
    """What that user did."""
    return _TRAIL.c.user == user


def of_deed(*deeds: Deed) -> Condition:
    """What was done in one of these ways."""
    return _TRAIL.c.deed.in_(deeds)


def of_record(kind: str, record: int) -> Condition:
    """What happened to one record."""
    return (_TRAIL.c.kind == kind) & (_TRAIL.c.record == record)


def of_case(case_id: int) -> Condition:
    """What happened to a case and everything in it."""
    return _TRAIL.c.case_id == case_id


def since(moment: datetime) -> Condition:
    """What was entered then or later."""
    return _TRAIL.c.at >= moment


def until(moment: datetime) -> Condition:
    """What was entered before that."""
    return _TRAIL.c.at < moment


def case_called(session: Session, number: str) -> int | None:
    """The id of the case of that number, whoever may see it."""
    query = select(CaseRow.id).where(CaseRow.number == number)
    return session.scalar(query.execution_options(**visibility.EVERYTHING))


def numbers(session: Session, cases: Collection[int]) -> dict[int, str]:
    """The numbers of cases by their ids, whoever may see them."""
    query = select(CaseRow.id, CaseRow.number).where(CaseRow.id.in_(cases))
    rows = session.execute(query.execution_options(**visibility.EVERYTHING))
    return {row.id: row.number for row in rows}


def counts(session: Session, *conditions: Condition) -> list[tuple[str, Deed, int]]:
    """How often each user did what."""
    query = select(_TRAIL.c.user, _TRAIL.c.deed, func.count().label("count")).where(*conditions)
    rows = session.connection().execute(query.group_by(_TRAIL.c.user, _TRAIL.c.deed))
    return [(row.user, row.deed, row[2]) for row in rows]


def _entries() -> Select[Any]:
    told = [_TOLD.c.fields, _TOLD.c.reason]
    return select(_TRAIL, *told).select_from(_TRAIL.outerjoin(_TOLD, _TOLD.c.seq == _TRAIL.c.seq))


def _entry(row: Row[Any]) -> Entry:
    changes = json.loads(row.fields or "{}")
    return Entry(
        seq=row.seq,
        at=row.at,
        user=row.user,
        deed=row.deed,
        kind=row.kind,
        record=row.record,
        case_id=row.case_id,
        fields={name: (old, new) for name, (old, new) in changes.items()},
        reason=row.reason or "",
        destroyed=bool(row.content) and row.fields is None,
    )
