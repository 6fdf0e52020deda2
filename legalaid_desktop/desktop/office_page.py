"""The office: its profile, people, keys and holidays, and how the program looks here."""

from collections.abc import Callable, Set
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from legalaid_desktop.desktop.appearance import Appearance
from legalaid_desktop.desktop.backups import Backups
from legalaid_desktop.desktop.bin import BinTab
from legalaid_desktop.desktop.cards import PageHeader
from legalaid_desktop.desktop.desk_rules import DeskTab
from legalaid_desktop.desktop.holidays import Holidays
from legalaid_desktop.desktop.imports import ImportTab
from legalaid_desktop.desktop.lawyers import Lawyers
from legalaid_desktop.desktop.letter_register import LetterRegister
from legalaid_desktop.desktop.office_events import EventsTab
from legalaid_desktop.desktop.office_times import OfficeTimes
from legalaid_desktop.desktop.orphans import LostFiles
from legalaid_desktop.desktop.pages import Frame, OnDemand, Page, may
from legalaid_desktop.desktop.profile import Profile
from legalaid_desktop.desktop.recovery import RecoveryTab
from legalaid_desktop.desktop.retention import RetentionTab
from legalaid_desktop.desktop.rules import RulesTab
from legalaid_desktop.desktop.texts import filled, shown
from legalaid_desktop.desktop.trail import Trail
from legalaid_desktop.desktop.users import Users
from legalaid_desktop.domain.access import Act
from legalaid_desktop.i18n import N_


class Part(Protocol):
    """What a tab of the page can do."""

    def reload(self, changes: Set[Any]) -> None:
        """Reads again what these changes concern; an empty set is all."""


TABS: tuple[tuple[str, str, Callable[[Frame], QWidget], Act], ...] = (
    ("profile", N_("Profile"), Profile, Act.READ),
    ("lawyers", N_("Lawyers"), Lawyers, Act.READ),
    ("holidays", N_("Holidays"), Holidays, Act.READ),
    ("rules", N_("Rules of periods"), RulesTab, Act.CONSULT),
    ("events", N_("Events of periods"), EventsTab, Act.CONSULT),
    ("desk", N_("Deadline desk"), DeskTab, Act.READ),
    ("letters", N_("Letters"), LetterRegister, Act.READ),
    ("time", N_("Time"), OfficeTimes, Act.READ),
    ("appearance", N_("This computer"), Appearance, Act.CONSULT),
    ("backups", N_("Backups"), Backups, Act.BACK_UP),
    ("lost", N_("Lost files"), LostFiles, Act.SET_UP),
    ("imports", N_("Import"), ImportTab, Act.TAKE_IN),
    ("users", N_("Users"), Users, Act.MANAGE_USERS),
    ("recovery", N_("Recovery"), RecoveryTab, Act.MANAGE_USERS),
    ("bin", N_("Bin"), BinTab, Act.READ),
    ("retention", N_("Keeping files"), RetentionTab, Act.DESTROY),
    ("trail", N_("Trail"), Trail, Act.READ_TRAIL),
)
"""Name, title and kind of each tab, and the act without which it is not shown."""


class Tabs(QTabWidget):
    """Tabs that need the room of the one on screen only: Qt asks for that of the largest."""

    def minimumSizeHint(self) -> QSize:
        """What the tab on screen needs."""
        bar, part = self.tabBar().minimumSizeHint(), self.currentWidget()
        return part.minimumSizeHint() + QSize(0, bar.height()) if part else bar


class OfficePage(Page):
    """What is set once: a tab each.

    Attributes:
        parts: the tabs that the user may see, by name.
    """

    name = "office"
    title_message = N_("Office")
    icon = "building-2"
    act = Act.CONSULT

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.column.addWidget(PageHeader(N_("Office")))
        shown_tabs = [tab for tab in TABS if may(frame, tab[3])]
        self._titles = [title for _, title, _, _ in shown_tabs]
        places = {name: QWidget() for name, _, _, _ in shown_tabs}
        self.parts = OnDemand(
            {name: partial(make, frame) for name, _, make, _ in shown_tabs},
            lambda name, part: _put(part, places[name]),
        )
        self.tabs = Tabs()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)  # a white line in the dark
        for place in places.values():
            self.tabs.addTab(place, "")
        self.tabs.currentChanged.connect(self._came)
        self.column.addWidget(self.tabs, 1)

    def show_record(self, key: object | None) -> None:
        """Reads the tab on screen; a key is the name of the tab to show."""
        if key in self.parts:
            self.tabs.setCurrentIndex(list(self.parts).index(str(key)))
        self.reload(frozenset())

    def take_up(self, form: str, record: int) -> None:
        """Opens the form of a lawyer again; the profile takes up its draft by itself."""
        if form == "lawyer":
            self.parts["lawyers"].take_up(record)

    def reload(self, changes: Set[Any]) -> None:
        """Reads again what is on screen; what was typed into the profile stays."""
        for place, title in enumerate(self._titles):
            self.tabs.setTabText(place, shown(filled(title)))
        self.parts[list(self.parts)[self.tabs.currentIndex()]].reload(changes)
        self.tabs.updateGeometry()

    def _came(self) -> None:
        self.reload(frozenset())


def _put(part: QWidget, place: QWidget) -> None:
    """Puts a tab into its place, with the gap of the page below the bar."""
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 16, 0, 0)
    column.addWidget(part)
    part.show()  # at once: the layout would do it one turn later
