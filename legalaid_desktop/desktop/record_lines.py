"""A list of small records in a form: a line of fields for each, added and taken out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop.desktop import drafts
from legalaid_desktop.desktop.fields import ChoiceField, Field, TextField
from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordLine(QFrame):
    """The fields of one record; those who inherit say which, by the names of its fields.

    Attributes:
        kind: the record.
        optional: a line in which nothing is typed counts as not there.
        flat: all stands in one row without a frame, under the captions of the first line.

    Signals:
        changed: something was typed; dropped: (self) it is to be taken out.
    """

    changed = Signal()
    dropped = Signal(object)
    kind: ClassVar[Callable[..., Any]]
    optional: ClassVar[bool] = False
    flat: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.rows = QVBoxLayout()
        self.rows.setSpacing(10)
        self.drop = Button("", icon="x", kind="plain", tip=N_("Take line {number} out"), number=1)
        self.drop.clicked.connect(self._drop)
        self.across = across = QHBoxLayout(self)
        across.setSpacing(8)
        across.addLayout(self.rows, 1)
        if self.flat:
            across.setContentsMargins(0, 0, 0, 0)
            across.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignBottom)
        else:
            self.setProperty("role", "line")
            across.setContentsMargins(12, 10, 6, 12)
            across.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignTop)

    def add_row(self, *weighted: tuple[str, Field, int]) -> None:
        """Puts fields side by side: (name, field, share of the width)."""
        row = QHBoxLayout()
        row.setSpacing(16)
        for name, field, weight in weighted:
            field.setObjectName(name)
            self.fields[name] = field
            row.addWidget(field, weight)
            field.changed.connect(self.changed)
        self.rows.addLayout(row)

    def record(self) -> Any:
        """The record as typed; raises ``InvalidValue`` named after the field of the line."""
        read = {name: self._value(field) for name, field in self.fields.items()}
        return self.kind(**{name: value for name, value in read.items() if value is not None})

    def show_record(self, record: Any) -> None:
        """Puts a record into the fields."""
        for name, field in self.fields.items():
            self._fill(field, getattr(record, name))

    @property
    def counts(self) -> bool:
        """Whether a record stands in it."""
        return not self.optional or not self.is_empty

    @property
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

    def stops(self) -> list[QWidget]:
        """Where the cursor comes by, in the order of reading."""
        return [*(field.editor for field in self.fields.values()), self.drop]

    def number(self, place: int) -> None:
        """Says which line it is, from 0; only the first of flat lines has captions."""
        self.drop.say("", number=place + 1)
        for field in self.fields.values() if self.flat else ():
            field.caption.setVisible(place == 0)

    def _value(self, field: Any) -> Any:
        return field.value()

    def _fill(self, field: Any, value: Any) -> None:
        field.set_value(value)

    def _drop(self) -> None:
        self.dropped.emit(self)


class RecordLines(QWidget):
    """The lines of one field of a record.

    Enter in the last line begins another; Delete on the cross of a line takes it out, and Ctrl+Z
    puts it back where it was.

    Args:
        name: of that field.
        line: makes one.
        more: message id of the button that adds one.
        least: so many empty lines wait where there is no record.
        title: message id, above the lines.

    Signals:
        changed: something was typed, added or taken out.
    """

    changed = Signal()

    def __init__(
        self, name: str, line: Callable[[], RecordLine], more: str, least: int = 0, title: str = ""
    ) -> None:
        super().__init__()
        self._name, self._make, self._least = name, line, least
        self._lines: list[RecordLine] = []
        self._shown: Sequence[Any] = ()
        self._waiting: Sequence[Any] | None = ()
        self._first: list[dict[str, object]] = []
        self._out: list[tuple[int, Mapping[str, object]]] = []
        self._place = QWidget()
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.more = Button(more, icon="plus", kind="plain")
        self.more.clicked.connect(self.add_line)
        self.more.installEventFilter(self)
        self.back = Button(N_("Put back what was taken out"), icon="undo-2", kind="plain")
        self.back.clicked.connect(self._take_back)
        self.setFocusProxy(self.more)
        below = QHBoxLayout()
        below.addWidget(self.more)
        below.addWidget(self.back)
        below.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        if title:
            outer.addWidget(Text(title, role="strong"))
        outer.addWidget(self._place)
        outer.addLayout(below)
        self.back.hide()

    def records(self) -> tuple[Any, ...]:
        """The records typed; raises ``InvalidValue`` with the line and the part of it."""
        if self._waiting is not None:
            return tuple(self._waiting)
        return tuple(self._record(at, line) for at, line in enumerate(self._counting()))

    def show_records(self, records: Sequence[Any]) -> None:
        """Shows these, a line each, once somebody looks."""
        self._clear()
        self._shown = self._waiting = records
        self._first = []
        if self.isVisible():
            self._make_lines()

    @property
    def lines(self) -> list[RecordLine]:
        """The lines, made by being asked for."""
        if self._waiting is not None:
            self._make_lines()
        return self._lines

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._lines if self._waiting is None else self._waiting)

    def showEvent(self, event: QShowEvent) -> None:
        """Makes the lines: in most forms most lists are folded, and nobody looks."""
        super().showEvent(event)
        if self._waiting is not None:
            self._make_lines()

    def _make_lines(self) -> None:
        waiting, self._waiting = self._waiting or (), None
        blocked = self.blockSignals(True)
        for one in waiting:
            self._add().show_record(one)
        self._settle()
        self.blockSignals(blocked)
        self._first = self._typed()

    def typed(self) -> list[dict[str, object]]:
        """What stands in the lines, for a draft; the same whether they are made or not."""
        now = [] if self._waiting is not None else self._typed()
        return now if now != self._first else [_plain(one) for one in self._shown]

    def _typed(self) -> list[dict[str, object]]:
        return [line.typed() for line in self._lines]

    def put_back(self, typed: object) -> None:
        """Puts back what ``typed`` gave, as a draft keeps it."""
        self._clear()
        self._shown, self._waiting, self._first = (), None, []
        for one in typed if isinstance(typed, list) else ():
            self._add().put_back(one)
        self._settle()

    def add_line(self) -> None:
        """Puts an empty line at the end and the cursor into it."""
        self._enter(self._add())

    def show_error(self, problem: InvalidValue) -> Field | None:
        """Marks the part of the line that is wrong, and gives it back."""
        at, part = problem.values.get("line"), problem.values.get("part")
        lines = self._counting()
        if not isinstance(at, int) or at >= len(lines):
            return None
        fields = lines[at].fields
        field = fields.get(str(part), next(iter(fields.values())))
        field.show_error(problem)
        return field

    def event(self, event: QEvent) -> bool:
        """Keeps Ctrl+Z to itself as long as a line can be put back by it."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_undo(event):
            event.accept()
            return True
        return super().event(event)

    # Qt would come to lines that are added later after all else on the page, and setTabOrder breaks
    # the chain where an editable list is in it: so only the button is in the chain, and Tab goes
    # through the lines here.

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: N802 - Qt's name
        """Goes through the lines in the order of reading."""
        stops = [one for one in self._stops() if one.isVisibleTo(self) and one.isEnabled()]
        here = self._cursor()
        at = stops.index(here) + (1 if forwards else -1) if here in stops else len(stops)
        if 0 <= at < len(stops):
            stops[at].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        (stops[-1] if forwards else self.more).setFocus(Qt.FocusReason.OtherFocusReason)
        return super().focusNextPrevChild(forwards)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever comes to the button by Tab is led to the first line."""
        if isinstance(event, QFocusEvent) and event.reason() == Qt.FocusReason.TabFocusReason:
            self._stops()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return super().eventFilter(watched, event)

    def _stops(self) -> list[QWidget]:
        return [*(one for line in self.lines for one in line.stops()), self.more, self.back]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Adds, takes out and puts back by the keyboard."""
        with_cursor = next((one for one in self.lines if one.isAncestorOf(self._cursor())), None)
        is_cross = with_cursor is not None and self._cursor() is with_cursor.drop
        if self._is_undo(event):
            self._take_back()
        elif with_cursor and is_cross and event.key() == Qt.Key.Key_Delete:
            self._drop(with_cursor)
        elif event.key() in _ENTER and not is_cross and self._asks_for_more(with_cursor):
            self.add_line()
        else:
            super().keyPressEvent(event)

    def _cursor(self) -> QWidget:
        return self.focusWidget() or self

    def _is_undo(self, event: QEvent) -> bool:
        undo = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
        return undo and bool(self._out)

    def _asks_for_more(self, line: RecordLine | None) -> bool:
        return line is not None and line is self.lines[-1] and not line.is_empty

    def _counting(self) -> list[RecordLine]:
        return [line for line in self.lines if line.counts]

    def _record(self, at: int, line: RecordLine) -> Any:
        try:
            return line.record()
        except InvalidValue as problem:
            told = {**problem.values, "line": at, "part": problem.field}
            raise InvalidValue(self._name, problem.reason, **told) from problem

    def _add(self, at: int | None = None) -> RecordLine:
        line, at = self._make(), len(self.lines) if at is None else at
        for one in line.stops():
            one.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        line.changed.connect(self.changed)
        line.dropped.connect(self._drop)
        self.lines.insert(at, line)
        self._column.insertWidget(at, line)
        line.show()  # at once: the layout would do it one turn later
        return line

    def _enter(self, line: RecordLine) -> None:
        self._settle()
        next(iter(line.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, line: RecordLine) -> None:
        if not line.is_empty:
            self._out.append((self.lines.index(line), line.typed()))
        self._remove(line)
        self._settle()
        self.changed.emit()
        (self.back if self._out else self.more).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self) -> None:
        at, typed = self._out.pop()
        line = self._add(min(at, len(self.lines)))
        line.put_back(typed)
        self._enter(line)

    def _settle(self) -> None:
        """What waits and what shows, after lines came or went."""
        while len(self.lines) < self._least:
            self._add()
        for place, line in enumerate(self.lines):
            line.number(place)
        self._place.setVisible(bool(self.lines))
        self.back.setVisible(bool(self._out))

    def _clear(self) -> None:
        self._out.clear()
        for line in list(self._lines):
            self._remove(line)

    def _remove(self, line: RecordLine) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()


def _plain(record: Any) -> dict[str, object]:
    """The record as ``put_back`` reads it."""
    return {name: _text(value) for name, value in asdict(record).items()}


def _text(value: object) -> object:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else value


def choice(label: str, words: Mapping[Any, str], first: object = None) -> ChoiceField:
    """A field that offers those words, with one of them chosen."""
    field = ChoiceField(label=label)
    field.set_choices(list(words.items()))
    field.set_value(first)
    return field
