"""A list of small records in a form: a few fields for each, added and taken out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop.desktop import drafts
from legalaid_desktop.desktop.fields import Field, TextField
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_


class RecordLine(QFrame):
    """The fields of one record; those who inherit say which, by the names of its fields.

    Attributes:
        kind: the record.

    Signals:
        changed: something was typed; dropped: (self) it is to be taken out.
    """

    changed = Signal()
    dropped = Signal(object)
    kind: ClassVar[Callable[..., Any]]

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "line")
        self.fields: dict[str, Field] = {}
        self.rows = QVBoxLayout()
        self.rows.setSpacing(10)
        self.drop = Button("", icon="x", kind="plain", tip=N_("Take this out"))
        self.drop.clicked.connect(self._drop)
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 10, 6, 12)
        across.setSpacing(8)
        across.addLayout(self.rows, 1)
        across.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignTop)

    def add_row(self, *weighted: tuple[str, Field, int]) -> QHBoxLayout:
        """Puts fields side by side: (name, field, share of the width)."""
        row = QHBoxLayout()
        row.setSpacing(16)
        for name, field, weight in weighted:
            field.setObjectName(name)
            self.fields[name] = field
            row.addWidget(field, weight)
            field.changed.connect(self.changed)
        self.rows.addLayout(row)
        return row

    def record(self) -> Any:
        """The record as typed; raises ``InvalidValue`` named after the field of the line."""
        read = {name: self._value(field) for name, field in self.fields.items()}
        return self.kind(**{name: value for name, value in read.items() if value is not None})

    def show_record(self, record: Any) -> None:
        """Puts a record into the fields."""
        for name, field in self.fields.items():
            self._fill(field, getattr(record, name))

    def is_empty(self) -> bool:
        """Whether nothing was typed into it."""
        texts = (one for one in self.fields.values() if isinstance(one, TextField))
        return not any(one.editor.text().strip() for one in texts)

    def typed(self) -> dict[str, object]:
        """What stands in the fields, for a draft."""
        return {name: drafts.read_one(field) for name, field in self.fields.items()}

    def put_back(self, typed: Mapping[str, object]) -> None:
        """Puts back what ``typed`` gave."""
        for name, field in self.fields.items():
            if name in typed:
                drafts.put_back_one(field, typed[name])

    def _value(self, field: Any) -> Any:
        return field.value()

    def _fill(self, field: Any, value: Any) -> None:
        field.set_value(value)

    def _drop(self) -> None:
        self.dropped.emit(self)


class RecordLines(QWidget):
    """The lines of one field of a record.

    Args:
        name: of that field.
        line: makes one.
        more: message id of the button that adds one.

    Signals:
        changed: something was typed, added or taken out.
    """

    changed = Signal()

    def __init__(self, name: str, line: Callable[[], RecordLine], more: str) -> None:
        super().__init__()
        self._name, self._make = name, line
        self.lines: list[RecordLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self.more = Button(more, icon="plus", kind="plain")
        self.more.clicked.connect(self.add_line)
        self.setFocusProxy(self.more)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(self._column)
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def records(self) -> tuple[Any, ...]:
        """The records typed; raises ``InvalidValue`` with the line and the part of it."""
        return tuple(self._record(at, line) for at, line in enumerate(self.lines))

    def show_records(self, records: Sequence[Any]) -> None:
        """Shows these, a line each."""
        self._clear()
        for one in records:
            self._add().show_record(one)

    def typed(self) -> list[dict[str, object]]:
        """What stands in the lines, for a draft."""
        return [line.typed() for line in self.lines]

    def put_back(self, typed: object) -> None:
        """Puts back what ``typed`` gave, as a draft keeps it."""
        self._clear()
        for one in typed if isinstance(typed, list) else ():
            self._add().put_back(one)

    def add_line(self) -> None:
        """Puts an empty line at the end and the cursor into it."""
        line = self._add()
        next(iter(line.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def show_error(self, problem: InvalidValue) -> Field | None:
        """Marks the part of the line that is wrong, and gives it back."""
        at, part = problem.values.get("line"), problem.values.get("part")
        if not isinstance(at, int) or at >= len(self.lines):
            return None
        fields = self.lines[at].fields
        field = fields.get(str(part), next(iter(fields.values())))
        field.show_error(problem)
        return field

    def _record(self, at: int, line: RecordLine) -> Any:
        try:
            return line.record()
        except InvalidValue as problem:
            told = {**problem.values, "line": at, "part": problem.field}
            raise InvalidValue(self._name, problem.reason, **told) from problem

    def _add(self) -> RecordLine:
        line = self._make()
        line.changed.connect(self.changed)
        line.dropped.connect(self._drop)
        self.lines.append(line)
        self._column.addWidget(line)
        return line

    def _drop(self, line: object) -> None:
        if isinstance(line, RecordLine):
            self._remove(line)
        self.changed.emit()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        for line in list(self.lines):
            self._remove(line)

    def _remove(self, line: RecordLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
