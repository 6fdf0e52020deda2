"""A row of tabs that never scrolls: those for which there is no room are in a menu at its end."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QWidget

from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.i18n import N_, gettext


class _Bar(QTabBar):
    def __init__(self) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def width_of(self, place: int) -> int:
        """The width that the tab takes, or would take if it were shown."""
        return self.tabSizeHint(place).width()


class TabRow(QWidget):
    """Tabs by their message ids; the chosen one always shows.

    Attributes:
        bar: the tabs, by their places; whoever asks it for one of the menu gets that too.
    """

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__()
        self._messages = messages
        self.bar = _Bar()
        self.more = Button(N_("More"), icon="chevron-down", kind="plain", tip=N_("More tabs"))
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._list)
        self.menu.triggered.connect(self._choose)
        self.more.setMenu(self.menu)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.bar, 1)
        across.addWidget(self.more)
        for _ in messages:
            self.bar.addTab("")
        self.bar.currentChanged.connect(self._fold)
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        """Names the tabs in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "menu"):
            self._speak()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows as many as there is room for."""
        super().resizeEvent(event)
        self._fold()

    def _speak(self) -> None:
        for place, message in enumerate(self._messages):
            self.bar.setTabText(place, gettext(message))
        self._fold()

    def _fold(self) -> None:
        widths = [self.bar.width_of(place) for place in range(self.bar.count())]
        fits = sum(widths) <= self.width()
        room = self.width() - (0 if fits else self.more.sizeHint().width())
        chosen = max(self.bar.currentIndex(), 0)
        room -= widths[chosen]
        for place, width in enumerate(widths):
            if place != chosen:
                room -= width
            shows = place == chosen or room >= 0
            if self.bar.isTabVisible(place) != shows:  # Qt forgets a change at a call without one
                self.bar.setTabVisible(place, shows)
        self.more.setHidden(fits)

    def _list(self) -> None:
        self.menu.clear()
        for place, message in enumerate(self._messages):
            if not self.bar.isTabVisible(place):
                self.menu.addAction(gettext(message)).setData(place)

    def _choose(self, action: object) -> None:
        self.bar.setCurrentIndex(action.data())  # type: ignore[attr-defined]  # one of the menu
        self.bar.setFocus()
