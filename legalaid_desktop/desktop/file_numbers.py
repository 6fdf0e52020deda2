"""The numbers that other bodies have given a case: a line each, with whose it is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop.desktop.fields import ChoiceField, TextField
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain.cases import FileNumber, NumberOf, Stage
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels

_IN_COURT = (Stage.FIRST_INSTANCE, Stage.APPEAL, Stage.CASSATION, Stage.REOPENING)


class _Line(QWidget):
    changed = Signal()
    dropped = Signal(object)

    def __init__(self, one: FileNumber) -> None:
        super().__init__()
        self.of = ChoiceField(label=N_("Whose number"))
        self.of.set_choices(list(labels.NUMBERS.items()))
        self.of.set_value(one.of)
        self.number = TextField(label=N_("Number of the file"))
        self.number.set_value(one.number)
        self.place = TextField(label=N_("Which office or court"))
        self.place.set_value(one.body)
        self.stage = ChoiceField(label=N_("Stage there"))
        self.stage.set_choices([(stage.value, labels.STAGES[stage]) for stage in _IN_COURT])
        self.stage.set_value(one.stage or None)
        self.drop = Button("", icon="x", kind="plain", tip=N_("Take this number out"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        for part, weight in ((self.of, 3), (self.number, 3), (self.place, 4), (self.stage, 3)):
            across.addWidget(part, weight)
            part.changed.connect(self.changed)
        across.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignBottom)
        self.drop.clicked.connect(self._drop)
        self.of.changed.connect(self._ask_stage)
        self._ask_stage()

    def file_number(self) -> FileNumber:
        """What stands in the line; half a word counts as nothing."""
        of = NumberOf(str(self.of.chosen(NumberOf.OTHER)))
        return FileNumber(
            of=of,
            number=self.number.value(),
            body=self.place.value(),
            stage=str(self.stage.chosen("")) if of is NumberOf.COURT else "",
        )

    def _ask_stage(self) -> None:
        self.stage.setEnabled(self.of.chosen(None) is NumberOf.COURT)

    def _drop(self) -> None:
        self.dropped.emit(self)


class FileNumberLines(QWidget):
    """Lines for such numbers; none at first.

    Signals:
        changed: something was typed, added or taken out.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Line] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.more = Button(N_("Number of police, prosecutor or court"), icon="plus", kind="plain")
        self.more.clicked.connect(self.add_line)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._column)
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def numbers(self) -> tuple[FileNumber, ...]:
        """The numbers typed; raises ``InvalidValue`` for an answer that is not in a list."""
        for line in self.lines:
            for field in (line.of, line.stage):
                try:
                    field.value()
                except InvalidValue as problem:
                    field.show_error(problem)
                    raise
        return tuple(line.file_number() for line in self.lines if line.number.value())

    def typed(self) -> list[FileNumber]:
        """What stands in the lines, for a draft."""
        return [line.file_number() for line in self.lines]

    def put_back(self, typed: object) -> None:
        """Puts back what ``typed`` gave, as a draft keeps it."""
        lines = typed if isinstance(typed, list) else []
        self.show_numbers([one if isinstance(one, FileNumber) else _unpacked(one) for one in lines])

    def show_numbers(self, numbers: Sequence[FileNumber]) -> None:
        """Shows these numbers."""
        for line in list(self.lines):
            self._remove(line)
        for one in numbers:
            self._add(one)

    def add_line(self) -> None:
        """Puts an empty line at the end and the cursor into it."""
        line = self._add(FileNumber(of=NumberOf.COURT, number=""))
        line.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, one: FileNumber) -> _Line:
        line = _Line(one)
        line.changed.connect(self.changed)
        line.dropped.connect(self._drop)
        self.lines.append(line)
        self._column.addWidget(line)
        self._caption()
        return line

    def _drop(self, line: object) -> None:
        if isinstance(line, _Line):
            self._remove(line)
        self._caption()
        self.changed.emit()

    def _remove(self, line: _Line) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _caption(self) -> None:
        for place, line in enumerate(self.lines):
            for field in (line.of, line.number, line.place, line.stage):
                field.caption.setVisible(place == 0)


def said(numbers: Sequence[FileNumber]) -> str:
    """The numbers, one a line."""
    return "\n".join(
        " · ".join(filter(None, (filled(labels.NUMBERS[one.of]), one.number, one.body)))
        for one in numbers
    )


def _unpacked(kept: Mapping[str, str]) -> FileNumber:
    return FileNumber(
        of=NumberOf(kept["of"]), number=kept["number"], body=kept["body"], stage=kept["stage"]
    )
