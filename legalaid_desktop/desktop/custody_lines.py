"""Who had the original of a paper from when on: a line each."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop.desktop.fields import DateField, TextField
from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.domain.attachments import NO_DAY, CustodyStep
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_


class _Line(QWidget):
    dropped = Signal(object)

    def __init__(self, entry: CustodyStep) -> None:
        super().__init__()
        self.holder = TextField(label=N_("Who has the original"))
        self.holder.set_value(entry.holder)
        self.since = DateField(label=N_("Since"))
        self.since.setObjectName("custody")
        self.since.set_value(entry.day if entry.since else None)
        self.note = TextField(label=N_("Note"))
        self.note.set_value(entry.note)
        self.drop = Button("", icon="x", kind="plain", tip=N_("Take this line out"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        for part, weight in ((self.holder, 4), (self.since, 3), (self.note, 3)):
            across.addWidget(part, weight)
        across.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignBottom)
        self.drop.clicked.connect(self._drop)

    def entry(self) -> CustodyStep | None:
        holder, day = self.holder.value(), self.since.value()
        if not holder:
            return None
        if day is None:
            problem = InvalidValue("custody", NO_DAY)
            self.since.show_error(problem)
            raise problem
        return CustodyStep(holder=holder, since=day.isoformat(), note=self.note.value())

    def _drop(self) -> None:
        self.dropped.emit(self)


class CustodyLines(QWidget):
    """The line of custody, oldest first."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.lines: list[_Line] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.more = Button(N_("The original changes hands"), icon="plus", kind="plain")
        self.more.clicked.connect(self.add_line)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(Text(N_("Who had the original, and since when"), role="strong"))
        outer.addLayout(self._column)
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def entries(self) -> tuple[CustodyStep, ...]:
        """What stands in the lines; raises ``InvalidValue`` for one without a day."""
        found = (line.entry() for line in self.lines)
        return tuple(one for one in found if one is not None)

    def show_entries(self, entries: Sequence[CustodyStep]) -> None:
        """Shows these entries in place of the former ones."""
        for line in list(self.lines):
            self._remove(line)
        for entry in entries:
            self._add(entry)

    def add_line(self) -> None:
        """One more, from today on."""
        self._add(CustodyStep(holder="", since=self._today.isoformat()))
        self.lines[-1].holder.setFocus()

    def _add(self, entry: CustodyStep) -> None:
        line = _Line(entry)
        line.dropped.connect(self._remove)
        self.lines.append(line)
        self._column.addWidget(line)

    def _remove(self, line: _Line) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
