"""The table of conflict checks."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.conflicts import ConflictAnswer, Hit
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import EnumText, JsonTuple, Records, UtcDateTime


class ConflictCheckRow(VersionedMixin, Base):
    """A check of everybody in a case.

    ``hits`` and ``asked`` are no fields of the record, so that the trail never tells them: they
    name people and cases, by ids, that whoever reads the trail of this case may not know of.
    """

    __tablename__ = "conflict_check"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]
    names: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    decision: Mapped[ConflictAnswer] = mapped_column(EnumText(ConflictAnswer))
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hits: Mapped[tuple[Hit, ...]] = mapped_column(Records(Hit))
    asked: Mapped[str]
