"""The office: its profile, lawyers, holidays, and how the program looks on this computer."""

from collections.abc import Set
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from legalaid_desktop.desktop.appearance import Appearance
from legalaid_desktop.desktop.cards import PageHeader
from legalaid_desktop.desktop.holidays import Holidays
from legalaid_desktop.desktop.lawyers import Lawyers
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.profile import Profile
from legalaid_desktop.desktop.texts import filled, shown
from legalaid_desktop.i18n import N_

TABS = (N_("Profile"), N_("Lawyers"), N_("Holidays"), N_("This computer"))


class OfficePage(Page):
    """What is set once: four tabs."""

    name = "office"
    title_message = N_("Office")
    icon = "building-2"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.column.addWidget(PageHeader(N_("Office")))
        self.profile = Profile(frame)
        self.lawyers = Lawyers(frame)
        self.holidays = Holidays(frame)
        self.appearance = Appearance(frame)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)  # a white line in the dark
        for part in (self.profile, self.lawyers, self.holidays, self.appearance):
            self.tabs.addTab(_spaced(part), "")
        self.tabs.currentChanged.connect(self._came)
        self.column.addWidget(self.tabs, 1)

    def show_record(self, key: object | None) -> None:
        """Reads the tab on screen."""
        del key
        self.reload(frozenset())

    def reload(self, changes: Set[Any]) -> None:
        """Reads again what is on screen; what was typed into the profile stays."""
        for place, title in enumerate(TABS):
            self.tabs.setTabText(place, shown(filled(title)))
        parts = (self.profile, self.lawyers, self.holidays, self.appearance)
        parts[self.tabs.currentIndex()].reload(changes)

    def _came(self) -> None:
        self.reload(frozenset())


def _spaced(part: QWidget) -> QWidget:
    """The part with the gap of the page below the tabs."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 16, 0, 0)
    column.addWidget(part)
    return holder
