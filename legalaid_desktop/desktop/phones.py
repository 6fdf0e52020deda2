"""The telephone numbers of a person: a line each, with whether a call is safe."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop.desktop.fields import ChoiceField, TextField
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.people import Phone, SafeToCall
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import people as labels


class _Line(QWidget):
    changed = Signal()
    dropped = Signal(object)

    def __init__(self, phone: Phone) -> None:
        super().__init__()
        self.number = TextField(label=N_("Telephone number"))
        self.number.set_value(phone.number)
        self.safe = ChoiceField(label=N_("Is a call safe?"))
        self.safe.set_choices([(safe, text) for safe, text in labels.SAFE_TO_CALL.items()])
        self.safe.set_value(phone.safe)
        self.note = TextField(label=N_("Who answers, when to call"))
        self.note.set_value(phone.note)
        self.drop = Button("", icon="x", kind="plain", tip=N_("Take this number out"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        for part, weight in ((self.number, 4), (self.safe, 3), (self.note, 5)):
            across.addWidget(part, weight)
            part.changed.connect(self.changed)
        across.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignBottom)
        self.drop.clicked.connect(self._drop)

    def phone(self) -> Phone:
        safe = self.safe.value()
        return Phone(
            number=self.number.value(),
            safe=safe if isinstance(safe, SafeToCall) else SafeToCall.ASK_FIRST,
            note=self.note.value(),
        )

    def _drop(self) -> None:
        self.dropped.emit(self)


class PhoneLines(QWidget):
    """Lines for telephone numbers; one empty line waits at the end of a new person.

    Signals:
        changed: something was typed, added or taken out.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Line] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.more = Button(N_("Another number"), icon="plus", kind="plain")
        self.more.clicked.connect(self.add_line)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(self._column)
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_phones(())

    def phones(self) -> tuple[Phone, ...]:
        """The numbers typed; raises ``InvalidValue`` for an answer that is not in the list."""
        return tuple(line.phone() for line in self.lines if line.number.value())

    def typed(self) -> list[Phone]:
        """What stands in the lines, empty ones too, for a draft."""
        return [_kept(line) for line in self.lines]

    def put_back(self, typed: object) -> None:
        """Puts back what ``typed`` gave, as a draft keeps it."""
        lines = typed if isinstance(typed, list) else []
        self.show_phones([one if isinstance(one, Phone) else _unpacked(one) for one in lines])

    def show_phones(self, phones: Sequence[Phone]) -> None:
        """Shows these numbers, or one empty line."""
        for line in list(self.lines):
            self._remove(line)
        for phone in phones or (Phone(number=""),):
            self._add(phone)

    def add_line(self) -> None:
        """Puts an empty line at the end and the cursor into it."""
        self._add(Phone(number="")).number.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the first number that cannot be one."""
        wrong = (one for one in self.lines if not any(map(str.isdigit, one.number.value())))
        next(wrong, self.lines[0]).number.show_error(problem)

    def _add(self, phone: Phone) -> _Line:
        line = _Line(phone)
        line.changed.connect(self.changed)
        line.dropped.connect(self._drop)
        self.lines.append(line)
        self._column.addWidget(line)
        self._caption()
        return line

    def _drop(self, line: object) -> None:
        if isinstance(line, _Line):
            self._remove(line)
        if not self.lines:
            self._add(Phone(number=""))
        self._caption()
        self.changed.emit()

    def _remove(self, line: _Line) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _caption(self) -> None:
        for place, line in enumerate(self.lines):
            for field in (line.number, line.safe, line.note):
                field.caption.setVisible(place == 0)


def _unpacked(kept: Mapping[str, str]) -> Phone:
    return Phone(number=kept["number"], safe=SafeToCall(kept["safe"]), note=kept["note"])


def _kept(line: _Line) -> Phone:
    try:
        return line.phone()
    except InvalidValue:
        return Phone(number=line.number.value(), note=line.note.value())
