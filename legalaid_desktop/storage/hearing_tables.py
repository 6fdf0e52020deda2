"""The tables of hearings and filings: notices, refused access, papers on their way to a court."""

from datetime import date, time

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.access_refusals import AccessTo
from legalaid_desktop.domain.filings import Ticked
from legalaid_desktop.domain.hearings import Attendance, Signed
from legalaid_desktop.domain.triggers import ServiceWay
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import EnumText, Records


class HearingNoticeRow(VersionedMixin, Base):
    """Somebody was, or was not, told of a hearing."""

    __tablename__ = "hearing_notice"
    __table_args__ = (Index("ix_hearing_notice_case_id", "case_id", "event_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    event_id: Mapped[int]
    party_id: Mapped[int | None]
    whom: Mapped[str]
    told_on: Mapped[date | None]
    told_for: Mapped[date | None]
    told_by: Mapped[str]
    way: Mapped[ServiceWay] = mapped_column(EnumText(ServiceWay))
    signed: Mapped[Signed] = mapped_column(EnumText(Signed))
    book: Mapped[str]
    attendance: Mapped[Attendance] = mapped_column(EnumText(Attendance))
    note: Mapped[str]
    struck: Mapped[str]


class AccessRefusalRow(VersionedMixin, Base):
    """Access to a client, a file or a hearing was refused."""

    __tablename__ = "access_refusal"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    on: Mapped[date]
    at: Mapped[time | None]
    to: Mapped[AccessTo] = mapped_column(EnumText(AccessTo))
    body: Mapped[str]
    officer: Mapped[str]
    reason: Mapped[str]
    note: Mapped[str]
    complained_on: Mapped[date | None]


class FilingRow(VersionedMixin, Base):
    """A paper on its way to a court, and what of it is ready."""

    __tablename__ = "filing"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    deadline_id: Mapped[int | None]
    kind: Mapped[str]
    planned_on: Mapped[date]
    by_representative: Mapped[bool]
    subject: Mapped[str]
    ticks: Mapped[tuple[Ticked, ...]] = mapped_column(Records(Ticked))
    filed_on: Mapped[date | None]
    proof: Mapped[str]
