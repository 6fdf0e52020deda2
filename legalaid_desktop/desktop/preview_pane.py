"""A preview with its head: what is shown, which page, and buttons for its size."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.preview import PAGE_OF, Preview
from legalaid_desktop.desktop.texts import Button, Text, cause, filled
from legalaid_desktop.domain.errors import Cancelled, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import bundles as labels

WAIT = N_("One moment: the pages are being made …")


class PreviewPane(QFrame):
    """The pages of one document in a card."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.title = Text(role="title", wrap=True)
        self.note = Text(role="dim", wrap=True)
        self.place = Text(role="dim")
        self.preview = Preview(jobs)
        self.preview.moved.connect(self._moved)
        self._at = (0, 0)
        self.smaller = _tool("zoom-out", N_("Smaller (Ctrl and -)"))
        self.larger = _tool("zoom-in", N_("Larger (Ctrl and +)"))
        self.fit = _tool("move-horizontal", N_("As wide as the window (Ctrl and 0)"))
        self.smaller.clicked.connect(self.preview.zoom_out)
        self.larger.clicked.connect(self.preview.zoom_in)
        self.fit.clicked.connect(self.preview.fit_width)
        self._lay_out()
        self.say_title("", "")

    def _lay_out(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.title)
        lines.addWidget(self.note)
        self.across = QHBoxLayout()
        self.across.setContentsMargins(18, 10, 12, 8)
        self.across.setSpacing(4)
        self.across.addLayout(lines, 1)
        for widget in (self.place, self.smaller, self.larger, self.fit):
            self.across.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 8)
        self._column.setSpacing(0)
        self._column.addLayout(self.across)
        self._column.addWidget(self.preview, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    def add_button(self, button: Button) -> None:
        """Puts a button at the right of the head."""
        self.across.addWidget(button)

    def add_line(self, widget: QWidget) -> None:
        """Puts a widget between the head and the pages."""
        self._column.insertWidget(1, widget)

    def say_title(self, title: str, note: str) -> None:
        """Says what is shown; both lines are texts already made."""
        for label, text in ((self.title, title), (self.note, note)):
            label.show_text(text)
            label.setVisible(bool(text))

    def wait(self) -> None:
        """Shows that pages are on their way."""
        self.preview.clear(filled(WAIT))
        self.place.show_text("")

    def say_problem(self, error: LegalAidError, *more: str) -> None:
        """Says in place of pages why there are none, and more sentences already made."""
        message, values = cause(error)
        why = labels.filled(message, i18n.current(), values)  # the kind of a file is a message too
        said = "" if isinstance(error, Cancelled) else "\n".join((why, *more))
        self.preview.clear(said)

    def changeEvent(self, event: QEvent) -> None:
        """Says the number of the page in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._at[1]:
            self._moved(*self._at)

    def _moved(self, page: int, pages: int) -> None:
        self._at = (page, pages)
        self.place.show_text(filled(PAGE_OF, page=page, pages=pages) if pages else "")


def _tool(icon: str, tip: str) -> Button:
    """A button without a word; its tip is its name for a screen reader."""
    return Button("", icon=icon, kind="plain", tip=tip)
