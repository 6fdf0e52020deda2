"""The tables of deadlines: what is watched, and the events that periods run from."""

from collections.abc import Mapping
from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Actor, DeadlineKind
from legalaid_desktop.domain.triggers import Known, Occasion, Pause, Prolongation, ServiceWay, Which
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import EnumText, JsonTuple, Records, UtcDateTime


class TriggerRow(VersionedMixin, Base):
    """An event of a case that periods run from."""

    __tablename__ = "deadline_trigger"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    event: Mapped[str]
    on: Mapped[date]
    at: Mapped[time | None]
    known: Mapped[Known] = mapped_column(EnumText(Known))
    way: Mapped[ServiceWay] = mapped_column(EnumText(ServiceWay))
    reached_on: Mapped[date | None]
    also: Mapped[tuple[Occasion, ...]] = mapped_column(Records(Occasion))
    which: Mapped[Which] = mapped_column(EnumText(Which))
    pauses: Mapped[tuple[Pause, ...]] = mapped_column(Records(Pause))
    restarts: Mapped[tuple[Occasion, ...]] = mapped_column(Records(Occasion))
    restart_by: Mapped[str]
    note: Mapped[str]
    step_id: Mapped[int | None] = mapped_column(index=True)


class DeadlineRow(VersionedMixin, Base):
    """A last day that the office watches, with the sum behind it."""

    __tablename__ = "deadline"
    __table_args__ = (
        Index("ix_deadline_open", "status", "safe_on", "id"),
        Index(
            "ix_deadline_hand",
            "status",
            "hand_on",
            sqlite_where=text("hand_on IS NOT NULL"),
            postgresql_where=text("hand_on IS NOT NULL"),
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[DeadlineKind] = mapped_column(EnumText(DeadlineKind))
    kind_was: Mapped[DeadlineKind | None] = mapped_column(EnumText(DeadlineKind))
    kind_reason: Mapped[str]
    hearing_id: Mapped[int | None]
    trigger_id: Mapped[int | None] = mapped_column(index=True)
    after_id: Mapped[int | None]
    rule_id: Mapped[str]
    rule_version: Mapped[str]
    variant: Mapped[str]
    title_lo: Mapped[str]
    title_en: Mapped[str]
    trigger_on: Mapped[date]
    trigger_at: Mapped[time | None]
    trigger_note: Mapped[str]
    prolongations: Mapped[tuple[Prolongation, ...]] = mapped_column(Records(Prolongation))
    statutory_on: Mapped[date]
    safe_on: Mapped[date]
    ends_at: Mapped[time | None]
    hand_on: Mapped[date | None]
    hand_reason: Mapped[str]
    actor: Mapped[Actor] = mapped_column(EnumText(Actor))
    certainty: Mapped[Certainty] = mapped_column(EnumText(Certainty))
    confirmed_by: Mapped[str]
    confirmed_on: Mapped[date | None]
    status: Mapped[DeadlineStatus] = mapped_column(EnumText(DeadlineStatus))
    reason: Mapped[str]
    asked: Mapped[DeadlineStatus | None] = mapped_column(EnumText(DeadlineStatus))
    asked_kind: Mapped[DeadlineKind | None] = mapped_column(EnumText(DeadlineKind))
    asked_by: Mapped[int | None]
    asked_on: Mapped[date | None]
    proof: Mapped[str]
    proof_id: Mapped[int | None]
    settled_by: Mapped[int | None]
    settled_on: Mapped[date | None]
    reopened: Mapped[str]
    reopened_by: Mapped[int | None]
    reopened_on: Mapped[date | None]
    rule_text: Mapped[str]
    steps: Mapped[tuple[Mapping[str, object], ...]] = mapped_column(JsonTuple)
    assumptions: Mapped[tuple[Mapping[str, object], ...] | None] = mapped_column(JsonTuple)
    warnings: Mapped[tuple[Mapping[str, object], ...] | None] = mapped_column(JsonTuple)
    holidays_version: Mapped[str]
    responsible_id: Mapped[int | None]
    stand_in_id: Mapped[int | None]
    seen_by: Mapped[int | None]
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
