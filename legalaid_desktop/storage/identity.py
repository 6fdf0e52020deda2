"""Which office a database belongs to, kept in the database itself."""

from sqlalchemy import Column, Connection, MetaData, String, Table, insert, inspect, select

from legalaid_desktop.domain.errors import Damaged
from legalaid_desktop.i18n import N_

FOREIGN = N_(
    "The file office.db belongs to another office. Put the right file back, or restore the newest "
    "backup."
)
LOOSE = N_(
    "The office.db has records that point to nothing; nothing was changed. Restore a backup."
)

_IDENTITY = Table("identity", MetaData(), Column("office", String, primary_key=True))


def give(connection: Connection, office: str) -> None:
    """Writes the office's id into a database that has none yet."""
    if not inspect(connection).has_table(_IDENTITY.name):
        _IDENTITY.create(connection)
        connection.execute(insert(_IDENTITY).values(office=office))


def require(connection: Connection, office: str) -> None:
    """Refuses a database of another office, and one that is not an office's."""
    if not inspect(connection).has_table(_IDENTITY.name):
        raise Damaged(FOREIGN)
    if connection.scalars(select(_IDENTITY.c.office)).all() != [office]:
        raise Damaged(FOREIGN)


def require_references(connection: Connection) -> None:
    """Refuses a database in which a record points to one that is not there."""
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise Damaged(LOOSE)
