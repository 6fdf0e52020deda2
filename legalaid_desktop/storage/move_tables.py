"""The tables of moves: what was decided about deadlines counted again, and the holidays before."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.holiday_tables import DayChange
from legalaid_desktop.domain.moves import MoveAnswer, MoveCause
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import EnumText, Records, UtcDateTime


class MoveRow(VersionedMixin, Base):
    """What somebody decided about a deadline that would end on another day."""

    __tablename__ = "deadline_move"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    deadline_id: Mapped[int] = mapped_column(index=True)
    cause: Mapped[MoveCause] = mapped_column(EnumText(MoveCause))
    was_statutory: Mapped[date]
    was_safe: Mapped[date]
    was_at: Mapped[time | None]
    statutory_on: Mapped[date]
    safe_on: Mapped[date]
    ends_at: Mapped[time | None]
    days: Mapped[tuple[DayChange, ...]] = mapped_column(Records(DayChange))
    answer: Mapped[MoveAnswer | None] = mapped_column(EnumText(MoveAnswer))
    reason: Mapped[str]
    by: Mapped[int | None]
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    holidays_version: Mapped[str]
    rule_version: Mapped[str]


class HolidayVersionRow(VersionedMixin, Base):
    """The whole table of holidays as it was after a change."""

    __tablename__ = "holiday_version"

    code: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    by: Mapped[str]
    why: Mapped[str]
    notice: Mapped[str]
    notice_on: Mapped[date | None]
    year: Mapped[int | None]
    days: Mapped[tuple[Holiday, ...]] = mapped_column(Records(Holiday))
