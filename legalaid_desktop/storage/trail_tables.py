"""The tables of the trail and what guards them against being changed."""

from sqlalchemy import Connection, Table, inspect
from sqlalchemy.orm import Session

from legalaid_desktop.domain.trail import Flaw
from legalaid_desktop.storage.tables import TrailRow, TrailValueRow

GUARDS = {
    "trail_keeps": "CREATE TRIGGER trail_keeps BEFORE UPDATE ON trail "
    "BEGIN SELECT RAISE(ABORT, 'the trail cannot be changed'); END",
    "trail_stays": "CREATE TRIGGER trail_stays BEFORE DELETE ON trail "
    "BEGIN SELECT RAISE(ABORT, 'the trail cannot be deleted'); END",
    "trail_grows": "CREATE TRIGGER trail_grows BEFORE INSERT ON trail "
    "WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM trail) "
    "BEGIN SELECT RAISE(ABORT, 'the trail only grows at its end'); END",
    "trail_value_keeps": "CREATE TRIGGER trail_value_keeps BEFORE UPDATE ON trail_value "
    "BEGIN SELECT RAISE(ABORT, 'the trail cannot be changed'); END",
    "trail_value_stays": "CREATE TRIGGER trail_value_stays BEFORE DELETE ON trail_value "
    "WHEN EXISTS (SELECT 1 FROM trail WHERE seq = OLD.seq) "
    "AND NOT EXISTS (SELECT 1 FROM trail AS told, trail AS later WHERE told.seq = OLD.seq "
    "AND later.deed = 'destroy' AND later.seq > told.seq "
    "AND ((later.kind = 'case_file' AND later.case_id = told.case_id) "
    "OR (later.kind = told.kind AND later.record = told.record))) "
    "BEGIN SELECT RAISE(ABORT, 'only what is destroyed leaves the trail'); END",
    "trail_value_grows": "CREATE TRIGGER trail_value_grows BEFORE INSERT ON trail_value "
    "WHEN NEW.seq <= (SELECT coalesce(max(seq), 0) FROM trail) "
    "OR EXISTS (SELECT 1 FROM trail_value WHERE seq = NEW.seq) "
    "BEGIN SELECT RAISE(ABORT, 'the trail only grows at its end'); END",
}
"""The triggers on the tables, as the database must have them: these, and no others."""

NAME = TrailRow.__tablename__
ENTRIES: Table = TrailRow.__table__  # type: ignore[assignment]  # a mapped class's table
VALUES: Table = TrailValueRow.__table__  # type: ignore[assignment]  # a mapped class's table


def is_there(connection: Connection) -> bool:
    """Whether there are tables that can be written on."""
    return {ENTRIES.name, VALUES.name} <= set(inspect(connection).get_table_names())


def flaws_of_table(session: Session) -> list[Flaw]:
    """Whether the tables are there, and their triggers are those that they were made with."""
    connection = session.connection()
    tables = inspect(connection)
    for table in (ENTRIES, VALUES):
        if table.name not in tables.get_table_names():
            return [Flaw.TABLE]
        columns = [str(column["name"]) for column in tables.get_columns(table.name)]
        if columns != [column.name for column in table.columns]:
            return [Flaw.TABLE]
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master "
        "WHERE type = 'trigger' AND tbl_name IN ('trail', 'trail_value')"
    )
    return [] if {row.name: row.sql for row in found} == GUARDS else [Flaw.GUARDS]
