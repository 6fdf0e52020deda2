"""Starts the window: fonts, language, theme; goes from the unlock window to the office and back."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from legalaid_desktop import assets, i18n
from legalaid_desktop.desktop import (
    clipboard,
    crash,
    dialogs,
    icons,
    settings,
    texts,
    theme,
    translator,
)
from legalaid_desktop.desktop.cover import Cover
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.settings import Settings
from legalaid_desktop.desktop.told_marks import ToldMarks
from legalaid_desktop.desktop.unlock import UnlockWindow
from legalaid_desktop.domain.errors import Cancelled, LegalAidError
from legalaid_desktop.services import doors

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from legalaid_desktop.desktop.alarms import Alarms
    from legalaid_desktop.desktop.create_office import CreateOffice
    from legalaid_desktop.desktop.indexing import Indexing
    from legalaid_desktop.desktop.pages import Page
    from legalaid_desktop.desktop.sleep import SleepWatch
    from legalaid_desktop.desktop.unlock_form import OpenOfficeCall, UsersCall
    from legalaid_desktop.desktop.window import MainWindow
    from legalaid_desktop.domain.alerts import Alarm

FAMILY = "Noto Sans Lao"
_FONTS = (
    "NotoSansLao-Regular.ttf",
    "NotoSansLao-Bold.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansThai-Bold.ttf",
)
_POINTS = 11


def prepare(kept: Settings, arguments: Sequence[str] = ()) -> QApplication:
    """The application with our fonts, language and theme; the running one, if there is one."""
    running = QApplication.instance()
    if running is None and kept.scale:
        os.environ.setdefault("QT_SCALE_FACTOR", str(kept.scale / 100))
    app = running if isinstance(running, QApplication) else QApplication(list(arguments))
    app.setApplicationName("legalaid-desktop")
    app.setStyle("Fusion")
    load_fonts(app)
    if app.findChild(translator.Translator) is None:
        translator.install(app)
    translator.switch(app, kept.language)
    theme.apply(app, kept.theme)
    app.setWindowIcon(icons.icon("scale", theme.LIGHT.accent))
    return app


def load_fonts(app: QApplication) -> None:
    """Loads the fonts that come with the program, Thai for names: not every computer has them."""
    for name in _FONTS:
        if QFontDatabase.addApplicationFont(str(assets.resource("fonts", name))) < 0:
            raise FileNotFoundError(name)
    app.setFont(QFont(FAMILY, _POINTS))


def provinces() -> list[tuple[object, str]]:
    """Codes and names of the provinces, in the language of the window."""
    from legalaid_desktop.services import reference  # only a new office asks for it

    known = reference.provinces().values()
    return [(one.code, one.name(i18n.current())) for one in known]


class Program(QObject):
    """Holds what lives as long as the program: settings, worker, and the window on screen.

    Args:
        settings_path: where the settings of this computer lie.
        open_office: see ``services.doors``, as for the next two.
        create_office: makes a new office.
        users: who may sign in.
        pages: other pages than those of ``places``.
        now: the clock on the wall, by which custody clocks ring.
    """

    def __init__(
        self,
        settings_path: Path,
        open_office: "OpenOfficeCall",
        create_office: "CreateOffice",
        users: "UsersCall",
        pages: "Sequence[type[Page]] | None" = None,
        now: "Callable[[], datetime] | None" = None,
    ) -> None:
        super().__init__()
        self._path, self._now = settings_path, now
        self._marks = ToldMarks(settings_path.with_name("told.json"))
        self.alarms: Alarms | None = None  # from the first office on, also while it is locked
        self.settings = settings.load(settings_path)
        self._pages = pages
        self.jobs = Jobs(self)
        self.background = Jobs(self)  # what takes hours must not stand before what takes a moment
        self.watch = crash.Watch(self)
        for jobs in (self.jobs, self.background):
            jobs.broke.connect(self.watch.take)
            jobs.ended.connect(self._lock_when_idle)
        self.unlock = UnlockWindow(
            open_office, create_office, users, self.jobs, provinces, doors.wipe_leftovers
        )
        self.unlock.opened.connect(self._opened)
        self.unlock.language_asked.connect(self._switch_language)
        self.cover = Cover()
        self.cover.over.connect(self.lock_at_once)
        self.cover.taken_down.connect(self._uncover)
        self.window: MainWindow | None = None
        self._office: Any = None
        self._indexing: Indexing | None = None
        self._is_changing_user = False
        self._ending = False
        self._hurried = False
        self._sleep: SleepWatch | None = None  # while the last backup is made
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow_system)

    def start(self) -> None:
        """Shows the unlock window."""
        self.unlock.start(self.settings.office, choose_user=self._is_changing_user)
        self._is_changing_user = False
        self._show_unlock()

    def lock(self) -> None:
        """Takes the office off the screen, and locks it when the worker has let go of it.

        A backup may be the last piece of work, if the office wants one and there is time for it.
        """
        if self._take_away():
            self._back_up_last()
            self._lock_when_idle()

    def lock_at_once(self) -> None:
        """Takes the office off the screen and locks it, with no work that is not begun yet."""
        if self._take_away():
            self._lock_when_idle()

    def change_user(self) -> None:
        """Locks, and asks who it is that wants to sign in now."""
        self._is_changing_user = True
        self.lock_at_once()

    def hide(self) -> None:
        """Puts a neutral sheet in the place of every window until it is taken down."""
        if self.window is not None and not self.cover.isVisible():
            self.cover.put_up()

    def close(self) -> None:
        """Locks and ends the worker, however long it takes; for the end of the program."""
        if self.window is not None:
            self._put_away(self.window)
        self._ending = True
        self.background.close()
        self.jobs.close()
        self._lock_when_idle()
        if self.alarms is not None:
            self.alarms.stop()
            self.alarms = None
        clipboard.forget()
        for window in (self.cover, self.unlock):
            window.hide()
            window.deleteLater()
        self.unlock.forget()

    def _take_away(self) -> bool:
        """Nothing of the office is on the screen afterwards; whether there was one."""
        if self.window is None:
            return False
        self.jobs.forget()
        self.unlock.finish()
        self._show_unlock()
        self._put_away(self.window)
        if getattr(self._office, "has_views", False):
            work = partial(_views_wiped, self._office)
            self.jobs.run(work, self.unlock.leftovers.watch, self._not_wiped, lasting=True)
        return True

    def _back_up_last(self) -> None:
        from legalaid_desktop.desktop import daily

        hurried, self._hurried = self._hurried, False
        if not hurried and self._office is not None:
            self.unlock.watch(self.jobs)
            if daily.begin_at_lock(self._office, self.jobs, closing=self._ending):
                self._watch_sleep()

    def _watch_sleep(self) -> None:
        from legalaid_desktop.desktop.sleep import SleepWatch

        self._sleep = SleepWatch(self)
        self._sleep.slept.connect(self._hurry)
        self._sleep.start()

    def _hurry(self) -> None:
        """The computer is about to sleep: no more work, whatever it is."""
        self._hurried = True
        if self.window is None:
            self.jobs.forget()

    def _show_unlock(self) -> None:
        """The unlock window, or its place behind the sheet that hides the program."""
        if self.cover.isVisible():
            self.cover.let_go()
            self.cover.hold(self.unlock)
        else:
            self.unlock.show()

    def _uncover(self) -> None:
        self.cover.take_down()
        self.cover.put_away()
        if self.window is not None:
            self.window.alerts.look_again()

    def _put_away(self, window: "MainWindow") -> None:
        window.put_down()
        self._keep(replace(self.settings, geometry=window.place()))
        dialogs.close_all()
        self._stop_indexing()
        window.close_pages()
        window.hide()
        window.deleteLater()
        self.window = None
        clipboard.forget()

    def _lock_when_idle(self) -> None:
        if self._office is None or self.window is not None:
            return
        if self.jobs.busy or self.background.busy:
            return
        self._hurried = False
        if self._sleep is not None:
            self._sleep.stop()
            self._sleep.deleteLater()
            self._sleep = None
        locked, self._office = self._office, None
        locked.lock()
        if self._ending:
            self.cover.put_away()
            self.unlock.close()
        else:
            self.start()

    def _not_wiped(self, _error: LegalAidError) -> None:
        self.unlock.leftovers.watch(1)

    def _end(self) -> None:
        self._ending = True
        self.lock()

    def _opened(self, opened: Any, folder: str) -> None:
        from legalaid_desktop.desktop import (
            conflicts,
            places,  # all pages: not needed to ask a passphrase
        )
        from legalaid_desktop.desktop.recovery_banner import lead
        from legalaid_desktop.desktop.window import MainWindow

        self._office = opened
        self._keep(replace(self.settings, office=folder))
        pages = places.PAGES if self._pages is None else self._pages
        self.window = MainWindow(
            opened, pages, self.jobs, self.settings, places.SEARCH, self._marks,
            is_covered=self.cover.isVisible,
        )  # fmt: skip
        self._watch_alarms(self.window)
        self.window.sleep.slept.connect(self._hurry)  # before the lock that it asks for
        self.window.lock_asked.connect(self.lock, Qt.ConnectionType.QueuedConnection)
        self.window.user_asked.connect(self.change_user, Qt.ConnectionType.QueuedConnection)
        self.window.hiding_asked.connect(self.hide, Qt.ConnectionType.QueuedConnection)
        self.window.settings_changed.connect(self._change)
        self.window.close_asked.connect(self._end, Qt.ConnectionType.QueuedConnection)
        lead(self.window)
        self.window.show()
        self.unlock.hide()
        conflicts.prepare(opened, self.jobs)
        self._back_up()
        self._index(self.window)

    def _watch_alarms(self, window: "MainWindow") -> None:
        """The clocks of those who are held ring on after the office is locked."""
        from legalaid_desktop.desktop.alarms import Alarms
        from legalaid_desktop.services.clock import now

        if self.alarms is None:
            self.alarms = Alarms(
                self, self._now or now, self._marks, is_covered=self.cover.isVisible
            )
        window.alerts.alarms_found.connect(self._know_alarms)
        window.sleep.slept.connect(self.alarms.check)
        window.alerts.start()

    def _know_alarms(self, found: "Sequence[Alarm]") -> None:
        if self.alarms is not None:
            self.alarms.know(self.settings.office, found)

    def _index(self, window: "MainWindow") -> None:
        from legalaid_desktop.desktop.indexing import Indexing

        if hasattr(self._office, "search"):
            window.show_work_of(self.background)
            self._indexing = Indexing(self._office, self.background, self)
            self._indexing.start()

    def _stop_indexing(self) -> None:
        if self._indexing is not None:
            self._indexing.stop()
            self._indexing.deleteLater()
            self._indexing = None

    def _back_up(self) -> None:
        from legalaid_desktop.desktop import daily

        try:
            daily.begin(self._office, self.jobs, self._not_backed_up)
        except LegalAidError as problem:
            self._not_backed_up(problem)

    def _not_backed_up(self, problem: LegalAidError) -> None:
        if self.window is not None and not isinstance(problem, Cancelled):
            message, values = texts.cause(problem)
            self.window.toast(message, None, **values)

    def _change(self, kept: Settings) -> None:
        before = self.settings
        self._keep(kept)
        app = _app()
        if kept.language != before.language:
            translator.switch(app, kept.language)
        if kept.theme != before.theme:
            theme.apply(app, kept.theme)

    def _switch_language(self) -> None:
        other = "en" if i18n.current() == "lo" else "lo"
        self._change(replace(self.settings, language=other))

    def _follow_system(self) -> None:
        if self.settings.theme == "system":
            theme.apply(_app(), "system")

    def _keep(self, kept: Settings) -> None:
        self.settings = kept
        with suppress(OSError):  # a full disk must keep nobody from opening or locking an office
            settings.save(self._path, kept)


def _views_wiped(office: Any, _progress: object, _cancelled: object) -> int:
    left: int = office.wipe_views()
    return left


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 - windows exist, so the application does
    return app


def _load_pages() -> None:
    import legalaid_desktop.desktop.places
    import legalaid_desktop.desktop.window  # noqa: F401 - for the sake of loading them

    i18n.date_full(date.min, i18n.current())  # loads how the language writes dates


def main(arguments: Sequence[str] = ()) -> int:
    """Runs the window until it is closed; the exit code."""
    path = settings.default_path()
    app = prepare(settings.load(path), arguments or sys.argv[:1])
    program = Program(path, doors.open_office, doors.create_office, doors.users)
    program.watch.start()
    program.start()
    doors.warm(_load_pages)
    code = app.exec()
    program.close()
    return code
