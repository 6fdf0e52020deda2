"""The profile of the office, and the numbers it gives."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import NotFound
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import CounterRow, OfficeRow


def profile(session: Session) -> OfficeProfile:
    """The profile; every office has one from its creation."""
    row = _row(session)
    if row is None:
        raise NotFound("This office has no profile.")
    return records.read(row, OfficeProfile)


def save_profile(session: Session, office: OfficeProfile) -> OfficeProfile:
    """Writes the one profile; raises ``Stale`` for another one beside it."""
    row = _row(session)
    known = replace(office, id=row.id if row else None)
    return records.save(session, OfficeRow, known, Change.OFFICE)


def last_number(session: Session, series: str) -> int:
    """The number of a series that was given last, 0 if none was."""
    row = session.get(CounterRow, series)
    return row.last if row else 0


def next_number(session: Session, series: str) -> int:
    """The next number of a series, from 1; a number is never given twice."""
    row = session.get(CounterRow, series)
    if row is None:
        row = CounterRow(series=series, last=0)
        session.add(row)
    row.last += 1
    session.flush()
    return row.last


def _row(session: Session) -> OfficeRow | None:
    return session.scalars(select(OfficeRow).order_by(OfficeRow.id)).first()
