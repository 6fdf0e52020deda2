"""The main window: builds the pages, goes from one to the other, and locks."""

from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, undoing
from legalaid_desktop.desktop.alerts import Alerts
from legalaid_desktop.desktop.draft_keeper import DraftKeeper
from legalaid_desktop.desktop.draft_offers import DraftOffers
from legalaid_desktop.desktop.idle import IdleWatch
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.kept_calendar import KeptWriter
from legalaid_desktop.desktop.notices import Toast
from legalaid_desktop.desktop.pages import OnDemand, OpenOffice, Page, PageStack, allows
from legalaid_desktop.desktop.rail import Rail, StatusStrip, TopBar
from legalaid_desktop.desktop.search import Hit, SearchBox
from legalaid_desktop.desktop.settings import Settings
from legalaid_desktop.desktop.sleep import SleepWatch
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.desktop.told_marks import ToldMarks
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import LegalAidError, NotAllowed, NotFound
from legalaid_desktop.i18n import N_

TITLE = N_("Legal Aid")
"""The title of every window: neutral, for the task bar shows it to everybody."""

_HISTORY = 50
ACCOUNT_EVERY = 15_000
"""Milliseconds between two looks at the account of who sits here: less than one each."""

_OF_A_CASE = (
    "story", "event", "hearing", "decision", "party", "deadline", "intake_decision", "intake_try",
    "scope", "eligibility", "consent", "worksheet_period", "victim_status", "age_evidence",
    "withheld_paper", "custody", "loss", "sequence", "receive", "give_back",
    "task", "letter_in", "letter_out", "hearing_notice", "hearing_result", "access_refusal",
    "filing",
)  # fmt: skip
PLACES_OF_FORMS: Mapping[str, tuple[str, str | None]] = {
    "person": ("person_form", None),
    "case": ("case_form", None),
    "rule": ("rule_form", None),
    "office_event": ("office_event_form", None),
    "lawyer": ("office", "lawyers"),
    "profile": ("office", "profile"),
    "office_time": ("office", "time"),
    **dict.fromkeys(_OF_A_CASE, ("case", None)),
}
"""On which page a form stands, and under which key if not that of its record."""


class _Bridge(QObject):
    """Carries word of a commit, made in any thread, into the window thread."""

    changed = Signal(object)
    ended = Signal()
    """The account of who sits here is closed, or has another role."""


class MainWindow(QMainWindow):
    """Rail, top bar and the page on screen, for one unlocked office.

    Signals:
        lock_asked: the user, a long pause, or a computer that sleeps wants the office locked.
        user_asked: somebody else wants to sign in.
        hiding_asked: the user wants the program out of sight at once.
        close_asked: the user closes the window, and the page lets go.
        settings_changed: (settings) language, theme or another setting is to change.
    """

    lock_asked = Signal()
    user_asked = Signal()
    hiding_asked = Signal()
    close_asked = Signal()
    settings_changed = Signal(object)

    def __init__(
        self,
        office: OpenOffice,
        pages: Sequence[type[Page]],
        jobs: Jobs,
        settings: Settings,
        find: Callable[[Any, str], Sequence[Hit]] | None = None,
        marks: ToldMarks | None = None,
        *,
        is_covered: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.office: Any = office
        pages = [page for page in pages if allows(office, page.act)]
        self.jobs = jobs
        self.settings = settings
        self.drafts = DraftKeeper(office, jobs, self)
        self._history: list[tuple[str, object | None]] = []
        self._words: list[Callable[[], object]] = []  # end what the office tells this window
        self._account = QTimer(self)
        self.rail = Rail([page for page in pages if page.title_message], office.user)
        self.bar = TopBar()
        self.strip = StatusStrip(jobs)
        self.offers = DraftOffers(self.drafts)
        self.alerts = Alerts(self, office, jobs, marks or ToldMarks(), is_covered=is_covered)
        self.kept = KeptWriter(self, office, jobs)
        self.stack = PageStack()
        self._build()
        self.toasts = Toast(self)
        self.search = self._search_box(find)
        makers = {page.name: partial(page, self) for page in pages}
        self.pages = OnDemand(makers, lambda _name, page: self.stack.addWidget(page))
        self._wire(office)
        self._shortcuts()
        self._speak()
        if pages:
            self.go(pages[0].name)
        self.drafts.start()
        self.kept.start()

    # what pages may ask (pages.Frame)

    def go(self, page: str, key: object | None = None) -> bool:
        """Shows a page, or one record on it; False when the present page did not want to leave."""
        if not self._may_leave():
            self._light_up(self._history[-1][0])  # a click has checked the other entry
            return False
        self._history.append((page, key))
        del self._history[:-_HISTORY]
        self._show(page, key)
        return True

    def back(self) -> None:
        """Goes where the user came from."""
        if len(self._history) > 1 and self._may_leave():
            self._history.pop()
            while not self._is_there(*self._history[-1]) and len(self._history) > 1:
                self._history.pop()

    def toast(
        self, message: str, undo: Callable[[], object] | None = None, **values: object
    ) -> None:
        """Says that something is done, with a way to undo it."""
        self.toasts.show_for(message, undo, **values)

    def change(self, settings: Settings) -> None:
        """Keeps other settings and puts language and theme on screen."""
        self.settings = settings
        self.settings_changed.emit(settings)
        self.idle.start(settings.lock_after)

    # the window itself

    def show_work_of(self, jobs: Jobs) -> None:
        """Shows at the foot what that worker does, too."""
        self.column.addWidget(StatusStrip(jobs))

    def place(self) -> str:
        """Where the window is and how large, to find it so at the next start."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def put_down(self) -> None:
        """Keeps all that is typed: the office is about to be locked."""
        for page in self.pages.made():
            page.put_down()
        self.drafts.finish()

    def close_pages(self) -> None:
        """Drops all pages and what they show; commits of the last work reach no page any more."""
        while self._words:
            self._words.pop()()
        self.drafts.forget()
        self.idle.stop()
        self.sleep.stop()
        self.alerts.stop()
        self.kept.stop()
        self._account.stop()
        self._history.clear()
        for page in self.pages.made():
            self.stack.removeWidget(page)
            for timer in page.findChildren(QTimer):
                timer.stop()  # what it would look up lies behind the lock by then
            page.deleteLater()
        self.pages.forget()
        if self.search is not None:
            self.search.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Says the title in the new language and lets the page make its sentences again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
            self._reload(frozenset())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window locks the office and ends the program, if the page lets go."""
        event.ignore()
        if self._may_leave():
            self.close_asked.emit()

    def _build(self) -> None:
        body = QWidget()
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        for widget in (
            self.bar,
            self.alerts.banner,
            self.kept.banner,
            self.offers,
            self.stack.area,
            self.strip,
        ):
            self.column.addWidget(widget, widget is self.stack.area)
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(self.column, 1)
        self.setCentralWidget(body)
        self.resize(1366, 768)
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))

    def _search_box(self, find: Callable[[Any, str], Sequence[Hit]] | None) -> SearchBox | None:
        if find is None or not allows(self.office, Act.READ):
            return None
        office, look = self.office, find
        box = SearchBox(self.jobs, lambda typed: look(office, typed), self.bar)
        self.bar.put_search(box)
        box.chosen.connect(self._go_to_hit)
        return box

    def _wire(self, office: OpenOffice) -> None:
        self.rail.chosen.connect(self.go)
        self.rail.user.lock_asked.connect(self.lock_asked)
        self.rail.user.user_asked.connect(self.user_asked)
        self.rail.user.hiding_asked.connect(self.hiding_asked)
        self.offers.wanted.connect(self._take_up)
        self.alerts.banner.wanted.connect(self._to_lists)
        self.kept.banner.wanted.connect(self._to_lists)
        self.bar.back_asked.connect(self.back)
        self.bar.language_asked.connect(self._switch_language)
        self.bar.lock_asked.connect(self.lock_asked)
        self.sleep = SleepWatch(self)
        self.sleep.slept.connect(self.lock_asked)
        self.sleep.start()
        self.idle = IdleWatch(self, self.sleep.has_slept)
        self.idle.idle.connect(self.lock_asked)
        self.idle.hiding_asked.connect(self.hiding_asked)
        self.idle.start(self.settings.lock_after)
        self._bridge = _Bridge(self)
        self._bridge.changed.connect(self._reload)
        self._words.append(office.subscribe(self._bridge.changed.emit))
        self._bridge.ended.connect(self.lock_asked, Qt.ConnectionType.QueuedConnection)
        if hasattr(office, "watch_account"):
            self._words.append(office.watch_account(self._bridge.ended.emit))
            self._account.timeout.connect(self._check_account)
            self._account.start(ACCOUNT_EVERY)

    def _shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl+L", self.lock_asked),
            ("Alt+Left", self.back),
            ("Ctrl+K", self._to_search),
            ("Ctrl+Z", self._undo),  # a text field that has the cursor keeps these to itself
            ("Ctrl+Shift+Z", self._redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        for number, name in enumerate(list(self.rail.buttons)[:9], 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(self.rail.buttons[name].click)

    def _speak(self) -> None:
        self.setWindowTitle(filled(TITLE))
        self.bar.language.setText("English" if i18n.current() == "lo" else "ລາວ")

    def _show(self, name: str, key: object | None) -> None:
        page = self.pages[name]
        self.stack.setCurrentWidget(page)
        self._light_up(name)
        self.bar.back.setVisible(len(self._history) > 1)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.show_record(key)

    def _is_there(self, name: str, key: object | None) -> bool:
        """Shows that page, unless its record is gone or hidden by now."""
        try:
            self._show(name, key)
        except (NotFound, NotAllowed):
            return False
        return True

    def _light_up(self, name: str) -> None:
        self.rail.light_up(self.pages[name].under or name)

    def _reload(self, changes: Set[Any]) -> None:
        if Change.USER in changes and self._account.isActive():
            self._check_account()
        self.alerts.concern(changes)
        self.kept.concern(changes)
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            try:
                page.reload(changes)
            except (NotFound, NotAllowed):  # what was on screen is gone or hidden by now
                with suppress(NotFound, NotAllowed):  # nothing is left where the account is closed
                    self.go(page.under or next(iter(self.pages)))

    def _check_account(self) -> None:
        """A role changed by another program counts also for a window that nobody touches."""
        with suppress(LegalAidError):
            self.office.check_account()

    def _may_leave(self) -> bool:
        page = self.stack.currentWidget()
        return page.leave() if self._history and isinstance(page, Page) else True

    def _take_up(self, form: str, record: int) -> None:
        """Goes on with what was typed before."""
        name, key = PLACES_OF_FORMS.get(form, (form, None))
        if name not in self.pages:
            return
        try:
            if self.go(name, key or record or None):
                self.pages[name].take_up(form, record)
        except LegalAidError as problem:  # the record is gone, or hidden by now
            dialogs.tell(self, problem)

    def _go_to_hit(self, hit: Hit) -> None:
        if hit.page in self.pages:
            self.go(hit.page, hit.key)

    def _to_lists(self) -> None:
        if "calendar" in self.pages:
            self.go("calendar", "lists")

    def _to_search(self) -> None:
        if self.search is not None:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def _undo(self) -> None:
        undoing.take_back(self, self)

    def _redo(self) -> None:
        undoing.do_again(self, self)

    def _switch_language(self) -> None:
        other = "en" if i18n.current() == "lo" else "lo"
        self.change(replace(self.settings, language=other))
