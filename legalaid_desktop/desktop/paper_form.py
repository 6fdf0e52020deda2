"""The own facts of a paper as a form, made from its kind; labels follow the window's language."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, Field, LongTextField, TextField
from legalaid_desktop.desktop.texts import Text, shown
from legalaid_desktop.domain import paper_kinds
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.paper_kinds import FieldType, PaperKind

SIDES = {"lo": "ລາວ", "en": "English"}
"""Beside the label of a fact that is typed once in each language; a language names itself."""


class Choices(QWidget):
    """Several answers to tick."""

    changed = Signal()

    def __init__(self, field: paper_kinds.Field) -> None:
        super().__init__()
        self._options = field.options
        self.caption = Text(role="strong")
        self.boxes = {option.value: QCheckBox() for option in field.options}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.caption)
        for box in self.boxes.values():
            column.addWidget(box)
            box.toggled.connect(self.changed)

    def speak(self, language: str) -> None:
        """Says the answers in that language."""
        for option in self._options:
            self.boxes[option.value].setText(shown(option.label.of(language)))

    def text(self) -> str:
        """The ticked answers, one a line."""
        return "\n".join(value for value, box in self.boxes.items() if box.isChecked())

    def set_text(self, text: str) -> None:
        """Ticks those answers."""
        for value, box in self.boxes.items():
            box.setChecked(value in text.splitlines())

    def focus_first(self) -> None:
        """Puts the cursor on the first answer."""
        next(iter(self.boxes.values())).setFocus()


class PaperForm(QWidget):
    """The form of one paper.

    Signals:
        changed: something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, kind: PaperKind) -> None:
        super().__init__()
        self._kind = kind
        self.editors: dict[str, Field | Choices] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        for field in kind.fields:
            self._add(field)
        self._column.addStretch(1)
        self._speak()

    def values(self) -> dict[str, str]:
        """What is typed, by key; raises ``InvalidValue`` for what is no date or no answer."""
        return {key: _text(editor) for key, editor in self.editors.items()}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Puts the facts of a paper into the form, without a ``changed``."""
        self.blockSignals(True)
        for key, editor in self.editors.items():
            _put(editor, values.get(key, ""))
        self.blockSignals(False)

    def typed(self) -> Typed:
        """What stands in the fields, half a date included."""
        return {
            key: one.text() if isinstance(one, Choices) else drafts.read_one(one)
            for key, one in self.editors.items()
        }

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        for key, one in self.editors.items():
            if key not in typed:
                continue
            if isinstance(one, Choices):
                one.set_text(str(typed[key]))
            else:
                drafts.put_back_one(one, typed[key])

    def set_read_only(self, read_only: bool) -> None:
        """An issued paper can be read, not changed."""
        for editor in self.editors.values():
            editor.setEnabled(not read_only)

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field."""
        editor = self.editors.get(problem.field)
        if isinstance(editor, Field):
            editor.show_error(problem)

    def focus_on(self, name: str) -> None:
        """Puts the cursor into the field of that name."""
        for field in self._kind.fields:
            if field.name == name:
                editor = self.editors[field.keys[0]]
                editor.focus_first() if isinstance(editor, Choices) else editor.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Says the labels in the new language; what was typed stays."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _add(self, field: paper_kinds.Field) -> None:
        for key in field.keys:
            editor = _editor(field)
            editor.setObjectName(key)
            editor.changed.connect(self.changed)
            editor.caption.setWordWrap(True)
            self.editors[key] = editor
            self._column.addWidget(editor)

    def _speak(self) -> None:
        language = i18n.current()
        for field in self._kind.fields:
            for key in field.keys:
                side = key.removeprefix(f"{field.name}_") if field.bilingual else ""
                label = " · ".join(filter(None, (field.label.of(language), SIDES.get(side, ""))))
                self._label(self.editors[key], field, label, language)

    def _label(
        self, editor: Field | Choices, field: paper_kinds.Field, label: str, language: str
    ) -> None:
        if isinstance(editor, Choices):
            editor.caption.show_text(label)
            editor.speak(language)
            return
        if isinstance(editor, ChoiceField):
            chosen = editor.value() if editor.editor.currentIndex() >= 0 else None
            options = [(option.value, option.label.of(language)) for option in field.options]
            self.blockSignals(True)
            editor.set_choices(options, translated=False)
            editor.set_value(chosen)
            self.blockSignals(False)
        editor.setProperty("label", label)
        editor.setProperty("help", field.hint.of(language))


def _editor(field: paper_kinds.Field) -> Field | Choices:
    match field.type:
        case FieldType.LINE:
            return TextField()
        case FieldType.LINES:
            return LongTextField()
        case FieldType.DATE:
            return DateField()
        case FieldType.CHOICE:
            return ChoiceField()
        case FieldType.CHOICES:
            return Choices(field)


def _text(editor: Field | Choices) -> str:
    if isinstance(editor, Choices):
        return editor.text()
    if isinstance(editor, DateField):
        day = editor.value()
        return day.isoformat() if day else ""
    if isinstance(editor, ChoiceField):
        return str(editor.value() or "")
    if isinstance(editor, TextField | LongTextField):
        return editor.value()
    raise TypeError(editor)


def _put(editor: Field | Choices, text: str) -> None:
    if isinstance(editor, Choices):
        editor.set_text(text)
    elif isinstance(editor, DateField):
        editor.set_value(date.fromisoformat(text) if text else None)
    elif isinstance(editor, ChoiceField):
        editor.set_value(text or None)
    elif isinstance(editor, TextField | LongTextField):
        editor.set_value(text)
