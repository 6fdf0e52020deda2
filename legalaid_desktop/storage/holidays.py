"""The office's table of holidays."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import HolidayRow


def every(session: Session) -> list[Holiday]:
    """All holidays by day."""
    query = select(HolidayRow).order_by(HolidayRow.day, HolidayRow.scope)
    return [records.read(row, Holiday) for row in session.scalars(query)]


def save(session: Session, holiday: Holiday) -> Holiday:
    """Writes the holiday."""
    return records.save(session, HolidayRow, holiday, Change.HOLIDAY)


def remove(session: Session, key: int) -> Holiday:
    """Puts the holiday into the bin and returns it."""
    holiday = records.get(session, HolidayRow, Holiday, key)
    records.remove(session, HolidayRow, key, Change.HOLIDAY)
    return holiday
