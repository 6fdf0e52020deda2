"""The encrypted database of an office: made, opened, checked, read, written, closed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.orm import Session

from legalaid_desktop.domain.access import PROGRAM, Viewer
from legalaid_desktop.domain.errors import Damaged, NewerFile, NotFound, Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import (
    anchors,
    connections,
    copies,
    durable,
    failures,
    identity,
    latest,
    places,
    schema,
    search_index,
    trail,
    visibility,
)
from legalaid_desktop.storage.keys import EXISTS, LOCKED, Keys
from legalaid_desktop.storage.slots import NEWER

NO_DATABASE = N_(
    "The file office.db is missing from the office's folder. Restore the newest backup."
)
CUT = N_("The file office.db is cut short. Keep the file, and restore the newest backup.")
NO_TRAIL = N_(
    "The trail was taken out of the file office.db by another program. Keep the file, and restore "
    "the newest backup."
)

__all__ = ["Database", "Session"]

PAGE = 4096
_CLOSING_SECONDS = 30.0

Subscriber = Callable[[frozenset[object]], None]


class Database:
    """An open database; sessions are short and never leave the ``with`` that gave them."""

    def __init__(self, path: Path, keys: Keys) -> None:
        self._path = path
        self._keys: Keys | None = keys
        self._place = _place(path)
        self._engine: Engine = connections.engine(path, keys)
        self._subscribers: list[Subscriber] = []
        self._sessions = 0
        self._idle = Condition()

    @classmethod
    def create(cls, folder: Path, keys: Keys, versions: Path | None = None) -> "Database":
        """A new database with the tables of this program; after a failure there is none."""
        places.require_local(folder)
        path = folder / places.DATABASE
        if path.exists():
            raise Refused(EXISTS)
        with durable.translated(), failures.translated(), _removed_on_failure(path):
            connections.connect(path, keys, create=True).close()
            database = cls(path, keys)
            with _closed_on_failure(database):
                database._upgrade(versions)
        return database

    @classmethod
    def open(cls, folder: Path, keys: Keys, versions: Path | None = None) -> "Database":
        """The database of an office, brought to this program's tables; refuses what it is not."""
        places.require_local(folder)
        path = folder / places.DATABASE
        with durable.translated(), failures.translated():
            length = _require_whole(path)
            database = cls(path, keys)
            with _closed_on_failure(database):
                database._require_own(length)
                database._update(versions)
        durable.sweep(folder.glob(f"office.*{durable.PART}*"))
        return database

    @contextmanager
    def read(self, viewer: Viewer = PROGRAM) -> Iterator[Session]:
        """A session that sees one state of the office, as the viewer may, and cannot change it."""
        with self._session(viewer, writes=False) as session:
            yield session

    @contextmanager
    def transaction(self, viewer: Viewer = PROGRAM) -> Iterator[Session]:
        """A session whose changes are all kept at the end, or none; then subscribers are told.

        What was changed is entered in the trail with it, in the viewer's name.
        """
        key = self._require_keys().audit
        self._require_place()
        with self._session(viewer, writes=True) as session:
            yield session
            session.flush()
            end = trail.write(session, key)
            session.commit()
            if end is not None:
                latest.note(self.folder, key, end)
            changed: frozenset[object] = frozenset(session.info.get("changed", ()))
        if changed:
            for subscriber in tuple(self._subscribers):
                subscriber(changed)

    @property
    def folder(self) -> Path:
        """Where the files of the office lie."""
        return self._path.parent

    def audit_key(self) -> bytearray:
        """The key that seals the trail; raises ``Refused`` once the office is locked."""
        return self._require_keys().audit

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Calls the subscriber after each commit with what it changed; the answer ends that."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def copy_to(self, path: Path) -> None:
        """A consistent, encrypted copy under the same key, while others read and write."""
        with durable.translated(), failures.translated():
            copies.copy(self._path, path, self._require_keys())

    def complaints(self) -> list[str]:
        """What a full check finds wrong, in the database's words; empty when all is well."""
        with failures.translated():
            return copies.complaints(self._path, self._require_keys())

    def rewrite(self) -> bool:
        """Writes the file anew without what was deleted, and deletes copies from before migrations.

        Returns:
            Whether nothing of what was deleted is left; others who read at this moment can keep it
            in the journal.
        """
        with durable.translated(), failures.translated():
            for old in self.folder.glob(f"{self._path.name}.before-*"):
                copies.remove(old)
            return copies.rewrite(self._path, self._require_keys())

    def close(self) -> None:
        """Waits for open sessions, writes everything into the main file and drops the keys."""
        with self._idle:
            keys, self._keys = self._keys, None
            idle = self._idle.wait_for(lambda: not self._sessions, _CLOSING_SECONDS)
        self._engine.dispose()
        if keys and idle:
            copies.checkpoint(self._path, keys)

    @contextmanager
    def _session(self, viewer: Viewer, *, writes: bool) -> Iterator[Session]:
        with self._counted(), failures.translated():
            bind = self._engine.execution_options(**{connections.WRITES: writes})
            with Session(bind, expire_on_commit=False) as session:
                visibility.restrict(session, viewer)
                yield session
                if session.in_transaction():
                    _require_read(session)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._idle:
            self._require_keys()
            self._sessions += 1
        try:
            yield
        finally:
            with self._idle:
                self._sessions -= 1
                self._idle.notify_all()

    def _require_keys(self) -> Keys:
        if not self._keys:
            raise Refused(LOCKED)
        return self._keys

    def _require_place(self) -> None:
        """Refuses to save into a file that was deleted or moved: the system would take it all."""
        if _place(self._path) != self._place:
            raise NotFound(durable.MISSING)

    def _require_own(self, length: int | None) -> None:
        """Refuses a database that is cut or belongs to another office."""
        with self._engine.connect() as connection:
            identity.require(connection, self._require_keys().office)
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        if length is not None and length < pages * PAGE:
            raise Damaged(CUT)

    def _update(self, versions: Path | None) -> None:
        with self._engine.connect() as connection:
            present = schema.revision(connection)
            if present == schema.head(versions):
                if versions is None and not trail.is_there(connection):
                    raise Damaged(NO_TRAIL)
                if versions is not None or search_index.is_prepared(connection):
                    return
        if present not in (None, schema.head(versions)):
            if not schema.known(present, versions):
                raise NewerFile(NEWER)
            self.copy_to(self._path.with_name(f"{self._path.name}.before-{present}"))
        self._upgrade(versions)

    def _upgrade(self, versions: Path | None) -> None:
        """All migrations in one transaction; foreign keys are checked at its end, not before."""
        keys = self._require_keys()
        engine = connections.engine(self._path, keys, guarded=False)
        try:
            with engine.execution_options(**{connections.WRITES: True}).connect() as connection:
                _set_foreign_keys(connection, on=False)
                with connection.begin():
                    if not inspect(connection).has_table(trail.NAME):
                        # before the trail, so that no power cut leaves a trail without it
                        anchors.begin(self.folder, keys.audit)
                    identity.give(connection, keys.office)
                    _bring_up(connection, versions)
                    identity.require_references(connection)
        finally:
            engine.dispose()


def _bring_up(connection: Connection, versions: Path | None) -> None:
    """The tables of this program, then the index of its search on them."""
    if search_index.is_there(connection):
        search_index.withdraw(connection)
    schema.upgrade(connection, versions)
    if versions is None:
        search_index.prepare(connection)


def _place(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one of the same name."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _require_read(session: Session) -> None:
    """Refuses what was read if a page of it was damaged.

    SQLCipher gives such a page out as an empty one and refuses only the next page that it decrypts;
    the end of a long text could be the last. So one more is read, from the disk.
    """
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA shrink_memory")
    connection.exec_driver_sql("SELECT office FROM identity").first()


def _set_foreign_keys(connection: Connection, *, on: bool) -> None:
    """Works outside a transaction only, hence not through SQLAlchemy, which begins one."""
    raw = connection.connection.dbapi_connection
    assert raw is not None  # noqa: S101 - a connection in use has one
    raw.cursor().execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def _require_whole(path: Path) -> int | None:
    """The file's length where it must hold everything; nothing while a journal lies beside it."""
    if not path.exists():
        raise Damaged(NO_DATABASE)
    length = path.stat().st_size
    # An empty file would be opened as a new, empty office.
    if length < PAGE:
        raise Damaged(CUT)
    journal = path.with_name(f"{path.name}-wal")
    return None if journal.exists() and journal.stat().st_size else length


@contextmanager
def _closed_on_failure(database: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        copies.remove(path)
        raise
