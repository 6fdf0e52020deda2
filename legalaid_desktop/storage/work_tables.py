"""The tables of the daily work: tasks, letters, things of clients, closings."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.attachments import Form
from legalaid_desktop.domain.cases import Stage
from legalaid_desktop.domain.closings import Service
from legalaid_desktop.domain.correspondence import Direction, LetterWay
from legalaid_desktop.domain.flags import RecordKind
from legalaid_desktop.domain.holdings import HoldingKind
from legalaid_desktop.domain.office_times import TimeKind
from legalaid_desktop.domain.referrals import ReferralStep
from legalaid_desktop.domain.tasks import TaskStatus
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import EnumText, Records, UtcDateTime


class TaskRow(VersionedMixin, Base):
    """Something to do, in a case or for the office."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_owner", "owner_id", "status", "due_on"),)

    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    what: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    due_on: Mapped[date | None]
    status: Mapped[TaskStatus] = mapped_column(EnumText(TaskStatus))
    settled_on: Mapped[date | None]
    settled_by: Mapped[str]
    reason: Mapped[str]
    sequence: Mapped[str]
    step: Mapped[str]
    record_kind: Mapped[RecordKind | None] = mapped_column(EnumText(RecordKind))
    record_id: Mapped[int | None]


class OfficeTimeRow(VersionedMixin, Base):
    """Time of somebody that belongs to no case."""

    __tablename__ = "office_time"
    __table_args__ = (Index("ix_office_time_user_id", "user_id", "on"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    on: Mapped[date]
    minutes: Mapped[int]
    kind: Mapped[TimeKind] = mapped_column(EnumText(TimeKind))
    what: Mapped[str]


class LetterRow(VersionedMixin, Base):
    """A letter in the register; what it answers may be in another case, or destroyed with it."""

    __tablename__ = "letter"
    __table_args__ = (
        Index("uq_letter_number", "direction", "year", "number", unique=True),
        Index(
            "ix_letter_answer",
            "answers_id",
            sqlite_where=text("answers_id IS NOT NULL"),
            postgresql_where=text("answers_id IS NOT NULL"),
        ),
    )

    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    direction: Mapped[Direction] = mapped_column(EnumText(Direction))
    year: Mapped[int]
    number: Mapped[int]
    their_number: Mapped[str]
    on: Mapped[date]
    dated_on: Mapped[date | None]
    correspondent: Mapped[str]
    subject: Mapped[str]
    way: Mapped[LetterWay] = mapped_column(EnumText(LetterWay))
    answer_by: Mapped[date | None]
    referral: Mapped[tuple[ReferralStep, ...]] = mapped_column(Records(ReferralStep))
    answers_id: Mapped[int | None]
    attachment_id: Mapped[int | None]
    paper_id: Mapped[int | None]
    void_why: Mapped[str]


class HoldingRow(VersionedMixin, Base):
    """A thing that the office has, or had, for a client."""

    __tablename__ = "holding"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    number: Mapped[int]
    kind: Mapped[HoldingKind] = mapped_column(EnumText(HoldingKind))
    what: Mapped[str]
    form: Mapped[Form] = mapped_column(EnumText(Form))
    pages: Mapped[int]
    received_on: Mapped[date]
    received_from: Mapped[str]
    received_by: Mapped[str]
    receipt: Mapped[str]
    returned_on: Mapped[date | None]
    returned_to: Mapped[str]
    returned_by: Mapped[str]
    return_receipt: Mapped[str]


class ClosingRow(VersionedMixin, Base):
    """The closing of a case, and its reopening."""

    __tablename__ = "closing"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    service: Mapped[Service] = mapped_column(EnumText(Service))
    outcome: Mapped[str]
    summary: Mapped[str]
    originals_why: Mapped[str]
    stage: Mapped[Stage] = mapped_column(EnumText(Stage))
    asked_by: Mapped[str]
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved: Mapped[bool]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_why: Mapped[str]
    reopened_by: Mapped[str]
    reopened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reopened_why: Mapped[str]
