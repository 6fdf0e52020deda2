"""What all tables share: names of constraints, the version against lost edits, the bin."""

from datetime import datetime

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from legalaid_desktop.storage.types import UtcDateTime

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The tables of an office."""

    metadata = MetaData(naming_convention=NAMES)


class VersionedMixin:
    """A row with an id, and a version that grows by one with each save.

    Two sessions that write the same version of a row cannot both succeed: the second one's update
    finds no such version and fails. A removed row stays, out of sight (``visibility``), until it
    is restored or destroyed.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_by: Mapped[str | None]
    removed_why: Mapped[str | None]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805 - SQLAlchemy hands in the class
        """Makes SQLAlchemy count and compare the version."""
        return {"version_id_col": cls.version}
