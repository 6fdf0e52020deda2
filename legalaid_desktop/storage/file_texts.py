"""The text of files, kept so that it can be found; it never leaves the encrypted database."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import CompoundSelect, Select, Table, func, select, union
from sqlalchemy.orm import Session

from legalaid_desktop.storage.search_tables import FileTextRow
from legalaid_desktop.storage.search_texts import INDEXED

_TEXTS: Table = FileTextRow.__table__  # type: ignore[assignment]  # a mapped class's table


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file whose text is not kept yet: the name of its bytes."""

    name: str


def unread(session: Session, reader: int, limit: int, but: Collection[str] = ()) -> list[Unread]:
    """The next files that this version of the reader has not read.

    Args:
        but: names of those that cannot be read now.
    """
    named = _named().subquery()
    query = select(named.c.file).where(named.c.file.not_in(_read(reader)))
    query = query.where(named.c.file.not_in(list(but))).order_by(named.c.file).limit(limit)
    return [Unread(name=name) for name in session.connection().execute(query).scalars()]


def count_unread(session: Session, reader: int) -> int:
    """How many there are."""
    named = _named().subquery()
    query = select(func.count()).select_from(named).where(named.c.file.not_in(_read(reader)))
    return session.connection().execute(query).scalar_one()


def save(session: Session, file: str, reader: int, text: str) -> None:
    """Keeps the text of the file, unless no record names it any more; the index follows."""
    named = _named().subquery()
    if session.connection().execute(select(named).where(named.c.file == file)).first() is None:
        return
    session.merge(FileTextRow(file=file, reader=reader, text=text))
    session.flush()


def text(session: Session, file: str) -> str:
    """The text of the file; empty if it has none or was not read yet."""
    found = session.connection().execute(select(_TEXTS.c.text).where(_TEXTS.c.file == file))
    return found.scalar() or ""


def _read(reader: int) -> Select[tuple[str]]:
    return select(_TEXTS.c.file).where(_TEXTS.c.reader >= reader)


def _named() -> CompoundSelect[tuple[str]]:
    """All files that records name whose files are looked through."""
    columns = [one.row.__table__.c[one.file] for one in INDEXED if one.file]
    return union(*(select(column.label("file")).where(column != "") for column in columns))
