"""What a page of the window is, and what the window offers to its pages."""

from collections.abc import Callable, Iterator, Mapping, Set
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from legalaid_desktop.desktop.draft_keeper import DraftKeeper
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.settings import Settings
from legalaid_desktop.domain.access import Act, Scope


class OpenOffice(Protocol):
    """What the window itself asks of an unlocked office."""

    @property
    def user(self) -> str:
        """Who is signed in."""

    def subscribe(self, callback: Callable[[Any], None]) -> Any:
        """Calls back after each transaction with the kinds of record it touched."""

    def lock(self) -> None:
        """Closes the database and forgets its keys."""


class Frame(Protocol):
    """What the window offers to a page.

    Attributes:
        office: the unlocked office.
        jobs: the worker for anything longer than 50 ms.
        settings: what the program remembers on this computer.
        drafts: keeps what is typed and not saved.
    """

    @property
    def office(self) -> Any:
        """The unlocked office (``services.office.Office``)."""

    @property
    def jobs(self) -> Jobs:
        """The one worker."""

    @property
    def settings(self) -> Settings:
        """What this computer remembers."""

    @property
    def drafts(self) -> DraftKeeper:
        """The drafts of who is signed in."""

    def go(self, page: str, key: object | None = None) -> bool:
        """Shows a page, or one record on it; False when the present page did not want to leave."""

    def back(self) -> None:
        """Goes where the user came from."""

    def toast(
        self, message: str, undo: Callable[[], object] | None = None, **values: object
    ) -> None:
        """Says that something is done, with a way to undo it."""

    def change(self, settings: Settings) -> None:
        """Keeps other settings and puts language and theme on screen."""


class Page(QWidget):
    """One page of the window; pages never call each other, they ask the frame to ``go``.

    Attributes:
        act: who may not do this does not get the page; the check itself stays in the services.
        name: the page's word in code, such as ``people``.
        title_message: message id of its entry in the rail.
        icon: name of its Lucide icon.
        under: for a page without an entry of its own, the name of the entry that lights up.
    """

    act: ClassVar[Act] = Act.READ
    name: ClassVar[str]
    title_message: ClassVar[str] = ""
    icon: ClassVar[str] = "file-text"
    under: ClassVar[str] = ""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 24)
        self.column.setSpacing(16)

    def show_record(self, key: object | None) -> None:
        """Shows that record, or the page's start; called each time the page comes up."""

    def reload(self, changes: Set[Any]) -> None:
        """Reads again after these kinds of change; called only while on screen."""

    def leave(self) -> bool:
        """Whether the page may be left; a page with unsaved typing keeps it as a draft or asks."""
        return True

    def put_down(self) -> None:
        """Keeps a last time what no draft keeps: the office is about to be locked."""

    def take_up(self, form: str, record: int) -> None:
        """Goes on with a form that was typed before and opens by a button of the page."""


class OnDemand(Mapping[str, Any]):
    """Pages or tabs by name, each made when it is first asked for: most are not looked at.

    Args:
        makers: what makes each.
        made: is called with the name and what was made, to put it into its place.
    """

    def __init__(
        self, makers: Mapping[str, Callable[[], Any]], made: Callable[[str, Any], object]
    ) -> None:
        self._makers, self._put = dict(makers), made
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self._put(name, self._made[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def made(self) -> list[Any]:
        """Those that were asked for."""
        return list(self._made.values())

    def forget(self) -> None:
        """Lets go of all, made or not."""
        self._makers.clear()
        self._made.clear()


class PageStack(QStackedWidget):
    """The pages, one of them on screen, and as small as that one allows: Qt asks for the largest.

    Attributes:
        area: the stack with scroll bars where the screen is smaller than the page.
    """

    def __init__(self) -> None:
        super().__init__()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """What the page on screen needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page else QSize(0, 0)

    def heightForWidth(self, width: int) -> int:
        """The same: a page that needs more in a narrow window scrolls by itself."""
        del width
        return self.minimumSizeHint().height()


def may(frame: Frame, act: Act) -> bool:
    """Whether the user's role allows the act for at least some cases: what is worth a button."""
    return allows(frame.office, act)


def allows(office: Any, act: Act) -> bool:
    """The same, asked of the office itself; one without roles allows everything."""
    rights = getattr(office, "rights", None)
    return rights is None or rights.get(act, Scope.NONE) is not Scope.NONE
