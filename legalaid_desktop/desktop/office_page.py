"""The office: its profile, people, keys and holidays, and how the program looks here."""

from collections.abc import Callable, Set
from typing import Any, Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from legalaid_desktop.desktop.appearance import Appearance
from legalaid_desktop.desktop.backups import Backups
from legalaid_desktop.desktop.bin import BinTab
from legalaid_desktop.desktop.cards import PageHeader
from legalaid_desktop.desktop.holidays import Holidays
from legalaid_desktop.desktop.lawyers import Lawyers
from legalaid_desktop.desktop.pages import Frame, Page, may
from legalaid_desktop.desktop.profile import Profile
from legalaid_desktop.desktop.retention import RetentionTab
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
    ("appearance", N_("This computer"), Appearance, Act.CONSULT),
    ("backups", N_("Backups"), Backups, Act.BACK_UP),
    ("users", N_("Users"), Users, Act.MANAGE_USERS),
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
        self.parts: dict[str, Any] = {name: make(frame) for name, _, make, _ in shown_tabs}
        self._titles = [title for _, title, _, _ in shown_tabs]
        self.tabs = Tabs()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)  # a white line in the dark
        for part in self.parts.values():
            self.tabs.addTab(_spaced(part), "")
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
        list(self.parts.values())[self.tabs.currentIndex()].reload(changes)

    def _came(self) -> None:
        self.tabs.updateGeometry()
        self.reload(frozenset())


def _spaced(part: QWidget) -> QWidget:
    """The part with the gap of the page below the tabs."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 16, 0, 0)
    column.addWidget(part)
    return holder
