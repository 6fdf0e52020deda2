"""What part of a story is shown: its words, kinds, for whom, by whom, and the period."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop.desktop.fields import ChoiceField, DateField
from legalaid_desktop.desktop.filters import FilterLine
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.events import Audience
from legalaid_desktop.domain.stories import StoryFilter
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import events as event_labels
from legalaid_desktop.labels import stories as labels


class StoryFilterLine(QWidget):
    """A search line; a button unfolds the rest.

    Signals:
        asked: the story is to be shown by ``wanted()``.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = FilterLine(N_("Words in the story"))
        self.more = Button(N_("Filter"), icon="settings-2", kind="plain")
        self.more.setCheckable(True)
        self.kind = ChoiceField(label=N_("Which kinds"))
        self.kind.set_choices(list(labels.KINDS.items()))
        self.audience = ChoiceField(label=N_("For whom it is written"))
        self.audience.set_choices(list(event_labels.AUDIENCES.items()))
        self.author = ChoiceField(label=N_("Written by"))
        self.first = DateField(label=N_("From"))
        self.last = DateField(label=N_("Until"))
        self._lay_out()
        self.line.asked.connect(self.asked)
        self.more.toggled.connect(self.rest.setVisible)
        for field in self._fields():
            field.changed.connect(self.asked)

    def _fields(self) -> tuple[ChoiceField | DateField, ...]:
        return (self.kind, self.audience, self.author, self.first, self.last)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        above = QHBoxLayout()
        above.addWidget(self.line, 4)
        above.addWidget(self.more)
        above.addStretch(1)
        column.addLayout(above)
        self.rest = QWidget()
        lines = QVBoxLayout(self.rest)
        lines.setContentsMargins(0, 0, 0, 0)
        for parts in ((self.kind, self.audience), (self.author, self.first, self.last)):
            across = QHBoxLayout()
            across.setSpacing(16)
            for part in parts:
                across.addWidget(part, 1)
            lines.addLayout(across)
        column.addWidget(self.rest)
        self.rest.hide()

    def show_authors(self, authors: Sequence[tuple[int, str]]) -> None:
        """Offers those who wrote in the story."""
        self.author.set_choices(list(authors), translated=False)

    def clear(self) -> None:
        """Shows everything again, without asking."""
        self.blockSignals(True)
        self.line.clear()
        for field in self._fields():
            field.set_value(None)
        self.blockSignals(False)

    def wanted(self) -> StoryFilter:
        """What is wanted; a field that cannot be read yet wants nothing."""
        try:
            kind, audience = self.kind.value(), self.audience.value()
            author = self.author.value()
            first, last = self.first.value(), self.last.value()
        except InvalidValue:
            return StoryFilter(text=self.line.wanted())
        return StoryFilter(
            text=self.line.wanted(),
            kinds=frozenset({str(kind)} if kind else ()),
            audiences=frozenset({Audience(str(audience))} if audience else ()),
            author=author if isinstance(author, int) else None,
            first=first,
            last=last,
        )
