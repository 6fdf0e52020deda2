"""The frame around the pages: rail at the left, bar at the top, strip at the foot."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.pages import Page
from legalaid_desktop.desktop.texts import Button, Text, filled, shown
from legalaid_desktop.i18n import N_

_NAME_WIDTH = 130


class Rail(QFrame):
    """The pages by name and icon.

    Signals:
        chosen: (name) the user wants that page.
    """

    chosen = Signal(str)

    def __init__(self, pages: Sequence[type[Page]], user: str) -> None:
        super().__init__()
        self.setFixedWidth(212)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 18, 12, 16)
        column.setSpacing(4)
        column.addWidget(Text(N_("Legal Aid"), role="rail"))
        column.addSpacing(10)
        self.buttons: dict[str, Button] = {}
        for page in pages:
            self.buttons[page.name] = self._button(page)
            column.addWidget(self.buttons[page.name])
        column.addStretch(1)
        self.user = UserButton(user)
        column.addWidget(self.user)

    def light_up(self, name: str) -> None:
        """Marks the entry of the page on screen."""
        for one, button in self.buttons.items():
            button.setChecked(one == name)

    def _button(self, page: type[Page]) -> Button:
        button = Button(page.title_message, icon=page.icon)
        theme.give_icon(button, page.icon, "rail_text")
        button.setObjectName(f"go_{page.name}")
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        pressed = self.sender()
        for name, button in self.buttons.items():
            if button is pressed:
                self.chosen.emit(name)


class UserButton(Button):
    """Who is signed in; a press offers to hide, to lock, and to let somebody else in.

    Signals:
        hiding_asked, lock_asked, user_asked: an entry was chosen.
    """

    hiding_asked = Signal()
    lock_asked = Signal()
    user_asked = Signal()

    def __init__(self, user: str) -> None:
        super().__init__("", icon="user", tip=N_("Hide, lock, or change the user"))
        theme.give_icon(self, "user", "rail_text")
        fitting = self.fontMetrics().elidedText(user, Qt.TextElideMode.ElideRight, _NAME_WIDTH)
        self.setText(fitting.replace("&", "&&"))
        self.setObjectName("signed_in")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.choices = QMenu(self)
        self._entries = [
            (self._entry(icon, signal), message)
            for icon, message, signal in (
                ("eye-off", N_("Hide the program (F9)"), self.hiding_asked),
                ("lock", N_("Lock the office (Ctrl+L)"), self.lock_asked),
                ("users", N_("Change the user"), self.user_asked),
            )
        ]
        self.clicked.connect(self._offer)

    def _entry(self, icon: str, signal: SignalInstance) -> QAction:
        entry = self.choices.addAction("")
        theme.give_icon(entry, icon)
        entry.triggered.connect(signal)
        return entry

    def _offer(self) -> None:
        for entry, message in self._entries:
            entry.setText(shown(filled(message)))
        above = self.mapToGlobal(self.rect().topLeft())
        self.choices.popup(QPoint(above.x(), above.y() - self.choices.sizeHint().height() - 4))


class TopBar(QFrame):
    """Back, search, language, lock.

    Signals:
        back_asked, language_asked, lock_asked: a button was pressed.
    """

    back_asked = Signal()
    language_asked = Signal()
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.across = QHBoxLayout(self)
        self.across.setContentsMargins(24, 9, 24, 9)
        self.across.setSpacing(10)
        self.back = Button(N_("Back"), icon="arrow-left", tip=N_("Back (Alt+Left)"))
        self.back.setObjectName("back")
        self.back.clicked.connect(self.back_asked)
        self.language = Button("", tip=N_("Change the language of the window"))
        self.language.setObjectName("language")
        self.language.clicked.connect(self.language_asked)
        self.lock = Button(N_("Lock"), icon="lock", tip=N_("Lock the office (Ctrl+L)"))
        self.lock.setObjectName("lock")
        self.lock.clicked.connect(self.lock_asked)
        self.across.addWidget(self.back)
        self.across.addStretch(1)
        self.across.addWidget(self.language)
        self.across.addWidget(self.lock)

    def put_search(self, box: QWidget) -> None:
        """Puts the search box in its place."""
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.across.insertWidget(1, box, 10)


class StatusStrip(QFrame):
    """Shows the work that is under way, how far it is, and a way to stop it; hidden otherwise."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.title = Text(role="dim")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(320)
        self.stop = Button(N_("Stop"), kind="plain", icon="x")
        self.stop.setObjectName("stop")
        self.stop.clicked.connect(jobs.cancel)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 4, 24, 4)
        across.setSpacing(16)
        across.addWidget(self.title)
        across.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.stop)
        across.addStretch(1)
        self.hide()
        jobs.started.connect(self._began)
        jobs.progressed.connect(self._went_on)
        jobs.ended.connect(self.hide)

    def _began(self, title: str) -> None:
        if title:  # work without a title is short: a search
            self.title.show_text(title)
            self.bar.setAccessibleName(title)
            self.bar.setRange(0, 0)
            self.show()

    def _went_on(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
