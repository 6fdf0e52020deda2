"""The table of imports."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import JsonTuple, UtcDateTime


class ImportRow(VersionedMixin, Base):
    """One import out of a spreadsheet, and what it made."""

    __tablename__ = "import_run"

    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]
    sha256: Mapped[str]
    rows: Mapped[int]
    taken: Mapped[int]
    same: Mapped[int]
    left: Mapped[int]
    faulty: Mapped[int]
    people: Mapped[tuple[int, ...]] = mapped_column(JsonTuple)
    cases: Mapped[tuple[int, ...]] = mapped_column(JsonTuple)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
