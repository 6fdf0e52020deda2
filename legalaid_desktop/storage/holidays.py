"""The office's table of holidays, and the table as it was after each change."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.holiday_tables import HolidayVersion
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import HolidayRow, HolidayVersionRow


def every(session: Session) -> list[Holiday]:
    """All holidays by day."""
    query = select(HolidayRow).order_by(HolidayRow.day, HolidayRow.scope)
    return [records.read(row, Holiday) for row in session.scalars(query)]


def get(session: Session, key: int) -> Holiday:
    """The holiday with that id."""
    return records.get(session, HolidayRow, Holiday, key)


def save(session: Session, holiday: Holiday, *, why: str = "") -> Holiday:
    """Writes the holiday."""
    return records.save(session, HolidayRow, holiday, Change.HOLIDAY, why=why)


def remove(session: Session, key: int, why: str = "") -> Holiday:
    """Puts the holiday into the bin and returns it."""
    holiday = records.get(session, HolidayRow, Holiday, key)
    records.remove(session, HolidayRow, key, Change.HOLIDAY, why)
    return holiday


def keep_version(session: Session, version: HolidayVersion) -> HolidayVersion:
    """Keeps the table as it is now; the trail tells the days one by one already."""
    return records.save(
        session, HolidayVersionRow, version, Change.HOLIDAY, why=version.why, unsaid={"days"}
    )


def versions(session: Session, limit: int | None = None) -> list[HolidayVersion]:
    """The tables as they were, the latest first."""
    query = select(HolidayVersionRow).order_by(HolidayVersionRow.id.desc()).limit(limit)
    return [records.read(row, HolidayVersion) for row in session.scalars(query)]


def called(session: Session, code: str) -> HolidayVersion | None:
    """The table that deadlines name by that code, if it is still known."""
    query = (
        select(HolidayVersionRow)
        .where(HolidayVersionRow.code == code)
        .order_by(HolidayVersionRow.id.desc())
        .limit(1)
    )
    row = session.scalar(query)
    return records.read(row, HolidayVersion) if row else None


def notices(session: Session) -> list[HolidayVersion]:
    """The yearly notices that were entered, without the days, the latest first."""
    row = HolidayVersionRow
    query = (
        select(row.id, row.code, row.at, row.by, row.notice, row.notice_on, row.year)
        .where(row.notice != "")
        .order_by(row.id.desc())
    )
    return [
        HolidayVersion(
            id=one.id, code=one.code, at=one.at, by=one.by,
            notice=one.notice, notice_on=one.notice_on, year=one.year,
        )
        for one in session.execute(query)
    ]  # fmt: skip
