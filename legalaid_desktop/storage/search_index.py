"""The index of the search: kept by triggers with each save, made again in the background.

The triggers call functions that each of our connections has; another program, or an older one,
that writes to such a table fails, and can never leave a stale index behind.
"""

# ruff: noqa: S608 - all names in these statements are our own

from collections.abc import Iterable, Iterator
from hashlib import sha256

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    func,
    inspect,
    literal,
    select,
    text,
)
from sqlalchemy.orm import Session

from legalaid_desktop.domain import search
from legalaid_desktop.domain.search import SPLIT, Progress
from legalaid_desktop.storage import search_functions
from legalaid_desktop.storage.search_tables import FileTextRow, SearchStateRow
from legalaid_desktop.storage.search_texts import INDEXED, Column, Indexed

NAME = "search_index"
_LETTERS = 200_000
"""Of files, in one slice: a tenth of a second."""
BITS = 40
"""A row of the index has the number of the table, then that of the row in it, in so many bits."""
_TRIGGER = "search"
_STATE: Table = SearchStateRow.__table__  # type: ignore[assignment]  # a mapped class's table


def prepare(connection: Connection) -> None:
    """Makes the triggers of this program's list where others are there; rows then wait."""
    there = _triggers(connection)
    shapes = _shapes(connection)
    wanted = {one.name: _shape(one) for one in INDEXED}
    for one in INDEXED:
        own = dict(_wanted(one))
        if shapes.get(one.name) != wanted[one.name] or any(there.get(n) != own[n] for n in own):
            _begin_anew(connection, one, own)
    for gone in set(shapes) - set(wanted):
        connection.execute(_STATE.delete().where(_STATE.c.name == gone))
    strange = set(there) - {name for one in INDEXED for name, _sql in _wanted(one)}
    _drop(connection, strange)


def is_prepared(connection: Connection) -> bool:
    """Whether there is nothing for ``prepare`` to do."""
    there = _triggers(connection)
    wanted = {name: sql for one in INDEXED for name, sql in _wanted(one)}
    if there != wanted:
        return False
    shapes = _shapes(connection)
    return shapes == {one.name: _shape(one) for one in INDEXED}


def withdraw(connection: Connection) -> None:
    """Takes the triggers away: a migration that makes a table anew would trip over them."""
    _drop(connection, _triggers(connection))


def is_there(connection: Connection) -> bool:
    """Whether the database has an index."""
    return inspect(connection).has_table(NAME)


def _begin_anew(connection: Connection, one: Indexed, triggers: dict[str, str]) -> None:
    _drop(connection, set(triggers) & set(_triggers(connection)))
    for sql in triggers.values():
        connection.exec_driver_sql(sql)
    connection.execute(_STATE.delete().where(_STATE.c.name == one.name))
    empty = connection.execute(select(one.row.id).limit(1)).first() is None
    state = {"name": one.name, "shape": _shape(one), "done": 0, "ready": empty}
    connection.execute(_STATE.insert().values(state))


def _drop(connection: Connection, names: Iterable[str]) -> None:
    for name in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def _triggers(connection: Connection) -> dict[str, str]:
    found = connection.exec_driver_sql(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{_TRIGGER}/%'"
    )
    return {row.name: row.sql for row in found}


def _shapes(connection: Connection) -> dict[str, str]:
    found = connection.execute(select(_STATE.c.name, _STATE.c.shape))
    return {row.name: row.shape for row in found}


def _shape(one: Indexed) -> str:
    said = "\n".join([SPLIT, *(sql for _name, sql in _wanted(one))])
    return sha256(said.encode()).hexdigest()[:16]


def _wanted(one: Indexed) -> Iterator[tuple[str, str]]:
    """The triggers of a table, by their names."""
    table, code = one.name, one.code << BITS
    forget = f"DELETE FROM {NAME} WHERE rowid = {code} + {{0}}.id;"
    keep = f"INSERT INTO {NAME} (rowid, words) VALUES ({code} + new.id, {_call(one, 'new')});"
    read = (*(column.name for column in one.columns), *filter(None, [one.file]))
    columns = ", ".join(f'"{name}"' for name in read)
    for name, when, does in (
        ("added", f'INSERT ON "{table}"', keep),
        ("changed", f'UPDATE OF {columns} ON "{table}"', forget.format("old") + " " + keep),
        ("gone", f'DELETE ON "{table}"', forget.format("old")),
    ):
        title = f"{_TRIGGER}/{table}/{name}"
        yield title, f'CREATE TRIGGER "{title}" AFTER {when} BEGIN {does} END'
    if one.file:
        yield from _of_files(one)


def _of_files(one: Indexed) -> Iterator[tuple[str, str]]:
    named = f'"{one.file}" = new.file'
    for when in ("INSERT", "UPDATE"):
        title = f"{_TRIGGER}/file_text/{one.name}/{when.lower()}"
        does = " ".join(f"{sql};" for sql in _again(one, named))
        yield title, f'CREATE TRIGGER "{title}" AFTER {when} ON file_text BEGIN {does} END'


def _again(one: Indexed, which: str) -> tuple[str, str]:
    """Takes these rows of a table into the index, in it already or not."""
    code = one.code << BITS
    return (
        f'DELETE FROM {NAME} WHERE rowid IN (SELECT {code} + id FROM "{one.name}" WHERE {which})',
        f"INSERT INTO {NAME} (rowid, words) SELECT {code} + one.id, {_call(one, 'one')} "
        f'FROM "{one.name}" AS one WHERE {which}',
    )


def _call(one: Indexed, row: str) -> str:
    case = {"case_file": f"{row}.id"}.get(one.name)
    case = case or (f"ifnull({row}.case_id, 0)" if "case_id" in one.row.__table__.c else "NULL")
    texts = [_value(row, column) for column in one.columns]
    if one.file:
        texts.append(f'(SELECT text FROM file_text WHERE file = {row}."{one.file}")')
    said = f"{search_functions.NAME}({', '.join([case, *texts])})"
    if one.named:
        called = ", ".join(_value(row, column) for column in one.named)
        said += f" || {search_functions.SOUNDS}({called})"
    return said


def _value(row: str, column: Column) -> str:
    value = f'{row}."{column.name}"'
    if not column.parts:
        return value
    parts = ", ".join(f"'{part}'" for part in column.parts)
    return f"{search_functions.PARTS}({value}, {parts})"


def build(session: Session, rows: int) -> bool:
    """Takes the next rows into the index, the newest table of the list last; whether any waits."""
    connection = session.connection()
    waiting = connection.execute(select(_STATE).where(_STATE.c.ready.is_(False)))
    states = {state.name: state.done for state in waiting}
    one = next((each for each in INDEXED if each.name in states), None)
    if one is None:
        return False
    last = _last_of_slice(connection, one, states[one.name], rows)
    if last is not None:
        for sql in _again(one, "id > :after AND id <= :last"):
            connection.execute(text(sql), {"after": states[one.name], "last": last})
    known = _STATE.update().where(_STATE.c.name == one.name)
    connection.execute(known.values(done=last or states[one.name], ready=last is None))
    return True


def _last_of_slice(connection: Connection, one: Indexed, after: int, rows: int) -> int | None:
    """The last id of the next slice, which ends early where the files in it are long."""
    table = one.row.__table__
    length = _length(table.c[one.file]) if one.file else literal(0)
    query = select(table.c.id, length).where(table.c.id > after).order_by(table.c.id).limit(rows)
    last, letters = None, 0
    for last, long in connection.execute(query):  # noqa: B007 - the last one counts
        letters += long or 0
        if letters > _LETTERS:
            break
    return last


def _length(file: ColumnElement[str]) -> ColumnElement[int]:
    kept = FileTextRow.__table__.c
    return select(func.length(kept.text)).where(kept.file == file).scalar_subquery()


def progress(session: Session) -> Progress:
    """How far the index is."""
    connection = session.connection()
    states = {s.name: s for s in connection.execute(select(_STATE))}
    done = of = 0
    for one in INDEXED:
        state = states.get(one.name)
        if state is None or state.ready:
            continue
        highest = connection.execute(select(func.max(one.row.id))).scalar() or 0
        done, of = done + state.done, of + max(highest, state.done) + 1
    return Progress(done=done, of=of)


def sounds(session: Session) -> list[str]:
    """How the words of all names sound, each once."""
    found = session.connection().exec_driver_sql(
        "SELECT term FROM search_word WHERE term >= ? AND term < ?",
        (search.SOUND, chr(ord(search.SOUND) + 1)),
    )
    return [term.removeprefix(search.SOUND) for (term,) in found.fetchall()]


def tidy(session: Session) -> None:
    """Merges the index, so that no word is left in it of what was deleted."""
    session.connection().exec_driver_sql(f"INSERT INTO {NAME} ({NAME}) VALUES ('optimize')")


def forget_files(session: Session, files: Iterable[str]) -> None:
    """Deletes the texts of files that no record names any more."""
    gone = delete(FileTextRow).where(FileTextRow.file == bindparam("gone"))
    for name in files:
        session.connection().execute(gone, {"gone": name})
