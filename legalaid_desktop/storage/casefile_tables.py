"""Tables of the case file: the decisions in a case."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.cases import Chamber, Stage
from legalaid_desktop.domain.decisions import DecisionKind, Presence
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import EnumText


class DecisionRow(VersionedMixin, Base):
    """A decision in a case."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_case", "case_id", "on", "id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    on: Mapped[date]
    kind: Mapped[DecisionKind] = mapped_column(EnumText(DecisionKind))
    stage: Mapped[Stage] = mapped_column(EnumText(Stage))
    court: Mapped[str]
    chamber: Mapped[Chamber] = mapped_column(EnumText(Chamber))
    number: Mapped[str]
    presence: Mapped[Presence] = mapped_column(EnumText(Presence))
    outcome_lo: Mapped[str]
    outcome_en: Mapped[str]
    received_on: Mapped[date | None]
    weighed: Mapped[bool]
