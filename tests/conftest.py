"""Fixtures for all tests; those with windows take them through the conftest of their folder."""

import gc
import os
import threading
from functools import partial

import keyring.core
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import inspect
from sqlalchemy.util import LRUCache

from legalaid_desktop import i18n
from legalaid_desktop.desktop import app as program
from legalaid_desktop.desktop import dialogs, settings, theme, translator
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.services import office as services
from legalaid_desktop.storage import connections, keys, schema
from legalaid_desktop.storage.keys import Cost
from tests.recovering import recoverable


@pytest.fixture(scope="module", autouse=True)
def what_stays_is_no_rubbish():
    """What is imported, and the statements kept, need not be looked through for each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(params=["lo", "en"])
def language(request, qapp):
    """The test runs in Lao and in English."""
    translator.switch(qapp, request.param)
    return request.param


@pytest.fixture
def prepared(qapp):
    """Our fonts, theme and translator, as the program starts; English unless the test asks."""
    program.prepare(settings.Settings(language="en", theme="light"))
    theme.apply(qapp, "light")


@pytest.fixture(scope="session")
def the_program_is_no_rubbish():
    """What is imported and made once need not be looked through after each test."""
    from legalaid_desktop.desktop import places  # noqa: F401 - for the sake of loading it
    from legalaid_desktop.services import office  # noqa: F401 - likewise

    gc.collect()
    gc.freeze()


@pytest.fixture
def nothing_left_behind(the_program_is_no_rubbish, prepared, qapp):
    """Fails when a window, a dialog or a thread outlives its test: the next one would meet it."""
    before = set(threading.enumerate())
    yield
    QCoreApplication.processEvents()  # a closed dialog lets go of its parts one turn later
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows = [
        f"{type(w).__name__} {w.objectName()}"
        for w in QApplication.topLevelWidgets()
        if w.metaObject().className() != "QTipLabel"  # Qt's own, and gone by itself
    ]
    threads = [t.name for t in threading.enumerate() if t not in before and _ours(t)]
    for widget in QApplication.topLevelWidgets():  # so that only this test fails, not the next
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert windows == []
    assert threads == []
    gc.freeze()  # what is still there belongs to the program: the next test need not look again


def _ours(thread):
    """Qt's own threads show up as dummies once they run a line of Python."""
    return not thread.name.startswith("Dummy")


@pytest.fixture
def no_nested_loops(monkeypatch):
    """A dialog shown with exec() would block the run for ever."""

    def refuse(*_):
        raise AssertionError("dialogs are shown with open()")

    monkeypatch.setattr(QDialog, "exec", refuse)


@pytest.fixture
def jobs(qtbot):
    made = Jobs()
    yield made
    left = made.busy
    made.close()
    assert not left, "a job outlives its test"


@pytest.fixture
def type_text():
    """Types as an input method does; Qt's own test keys know only Latin letters."""

    def type_into(widget, text):
        target = getattr(widget, "editor", widget)
        target.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(target, event)

    return type_into


class Answers:
    """What the user would choose in file choosers; set ``files``, ``save`` or ``folder``."""

    files = ()
    save = None
    folder = None

    def agree(self):
        """Presses the button that does it, in the dialog on screen."""
        open_dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, dialogs.Dialog)]
        next(d for d in open_dialogs if d.isVisible()).accept_button.click()


@pytest.fixture
def answers(monkeypatch):
    given = Answers()
    monkeypatch.setattr(
        dialogs, "choose_open_files", lambda p, t, then, filters=(): then(list(given.files))
    )
    monkeypatch.setattr(
        dialogs, "choose_save_file", lambda p, t, s, then, filters=(): then(given.save)
    )
    monkeypatch.setattr(dialogs, "choose_folder", lambda p, t, then: then(given.folder))
    return given


@pytest.fixture
def create_bare():
    """Makes real offices as the window does, with a passphrase that is quick to check."""
    return partial(services.create_office, cost=Cost(memory=64, passes=1, lanes=1))


class AccountKeyring(KeyringBackend):
    """The keyring of an account, in memory; it can be ``locked``, or ``deaf``: keep nothing."""

    priority = -1  # never found by itself

    def __init__(self):
        super().__init__()
        self.kept, self.locked, self.deaf = {}, False, False

    def get_password(self, service, username):
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self._open()
        if not self.deaf:
            self.kept[service, username] = password

    def delete_password(self, service, username):
        self._open()
        del self.kept[service, username]

    def _open(self):
        if self.locked:
            raise KeyringLocked("locked")


@pytest.fixture
def account_keyring(monkeypatch):
    """This account of the computer has a keyring, as on a desk with a screen."""
    made = AccountKeyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", made)
    return made


@pytest.fixture
def no_keyring(monkeypatch):
    """A computer without any keyring, whatever the one of the tests has."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())


@pytest.fixture
def create_cheaply(create_bare):
    """The same, with recovery sheets that were typed back: they take in clients."""

    def create(folder, profile, user, passphrase, **times):
        made = create_bare(folder, profile, user, passphrase, **times)
        recoverable(made, passphrase)
        return made

    return create


@pytest.fixture(autouse=True)
def the_next_test_begins_in_english():
    """The language of the window is one for the whole program, and so for the tests of a worker."""
    yield
    i18n.use(i18n.SOURCE)


@pytest.fixture(scope="session", autouse=True)
def cheap_slots_stay_cheap():
    """Unlocking would raise what a guess costs; the tests of the keys show that it does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "outgrown", lambda _cost, _seconds: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def tables_are_made_once():
    """Alembic takes a quarter of a second per office: its tables are made anew by their SQL.

    Only in a database that has none yet; what is brought up from an earlier program, or by other
    migrations, goes the whole way.
    """
    whole, made = schema.upgrade, []

    def upgrade(connection, versions=None):
        fresh = versions is None and inspect(connection).get_table_names() == ["identity"]
        if not fresh or not made:
            whole(connection, versions)
        else:
            for statement in made:
                connection.exec_driver_sql(statement)
        if fresh and not made:
            made.extend(_as_sql(connection))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "upgrade", upgrade)
        yield


class CompiledOnce(LRUCache):
    """Statements by what they are; all offices speak the same dialect."""

    def get(self, key, default=None):
        return super().get(key[1:], default)

    def __setitem__(self, key, value):
        super().__setitem__(key[1:], value)


@pytest.fixture(scope="session", autouse=True)
def statements_are_compiled_once():
    """Each office would compile them anew, so that nothing of it stays in memory when it is locked.

    That is a third of the time of a test with windows.
    """
    made = partial(
        connections.create_engine, execution_options={"compiled_cache": CompiledOnce(3000)}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "create_engine", made)
        yield


def _as_sql(connection):
    """Everything in a new database, which has no rows yet but the number of its migration."""
    ask = lambda query: connection.exec_driver_sql(query).fetchall()  # noqa: E731 - used thrice
    found = [
        one
        for one in ask(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        )
        if not one[1].startswith(f"{schema.INDEX}_")  # made by SQLite with the index itself
    ]
    tables = [name for kind, name, _ in found if kind == "table"]
    filled = {name for name in tables if ask(f'SELECT count(*) FROM "{name}"')[0][0]}  # noqa: S608
    assert filled == {"alembic_version", "identity"}
    ((version,),) = ask("SELECT version_num FROM alembic_version")
    order = {"table": 0, "index": 1, "trigger": 2}
    statements = [
        sql for _, name, sql in sorted(found, key=lambda one: order[one[0]]) if name != "identity"
    ]
    return [*statements, f"INSERT INTO alembic_version VALUES ('{version}')"]  # noqa: S608
