"""The table of people who were merged, from which a merge can be taken back."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.people import Person
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import Pairs, Records, UtcDateTime


class MergeRow(VersionedMixin, Base):
    """Two entries that became one; a merge that was taken back counts as removed."""

    __tablename__ = "merge"

    kept_id: Mapped[int] = mapped_column(index=True)
    gone_id: Mapped[int] = mapped_column(index=True)
    code: Mapped[str] = mapped_column(String)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]
    reason: Mapped[str]
    states: Mapped[tuple[Person, ...]] = mapped_column(Records(Person))
    moved: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    dropped: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
