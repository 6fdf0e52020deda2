"""Fields of forms: label above, editor, and below it the error or a word of help.

In code ``TextField(label=N_("Name in Lao"))``; in a Designer form a custom widget with properties
``label``, ``help`` and ``placeholder``. The object name of a field is the record's field it
stands for.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from PySide6.QtCore import Property, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QStandardItem, QStandardItemModel, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from legalaid_desktop import i18n
from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.dates import read_date
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_, gettext


class Field(QWidget):
    """What all fields share: label, help, error.

    Signals:
        changed: the user or the program changed the value.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, label: str = "", help: str = "") -> None:  # noqa: A002 - the word on the form
        super().__init__(parent)
        self._messages = {"label": label, "help": help, "placeholder": ""}
        self._texts = dict.fromkeys(self._messages, "")
        self.caption = Text(role="strong")
        self.help_line = Text(role="dim", wrap=True)
        self.error_line = Text(role="error", wrap=True)
        self.error_line.setObjectName("error")
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.editor = self._make_editor()
        self.row.addWidget(self.editor, 1)
        self._added: list[QWidget] = []
        self._lay_out()
        self._speak()

    def _make_editor(self) -> QWidget:
        raise NotImplementedError

    def _lay_out(self) -> None:
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.caption)
        column.addLayout(self.row)
        column.addWidget(self.error_line)
        column.addWidget(self.help_line)
        self.error_line.hide()
        self.help_line.hide()
        self.caption.setBuddy(self.editor)
        self.setFocusProxy(self.editor)
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_line(self, line: QWidget) -> None:
        """Puts one more line below the editor; an error takes its place."""
        self._added.append(line)
        self.column.insertWidget(2, line)

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field, says why below it, and puts the cursor there."""
        self.error_line.say(problem.reason, **problem.values)
        self.error_line.show()
        for line in (self.help_line, *self._added):
            line.hide()
        theme.restyle(self.editor, wrong=True)
        self.editor.setAccessibleDescription(self.error_line.text())
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_error(self) -> None:
        """Takes the mark away."""
        if self.error_line.isHidden():
            return
        self.error_line.hide()
        self.help_line.setVisible(bool(self._texts["help"]))
        for line in self._added:
            line.show()
        theme.restyle(self.editor, wrong=False)
        self.editor.setAccessibleDescription(self._texts["help"])

    def changeEvent(self, event: QEvent) -> None:
        """Says label and help in the new language; what was typed stays."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        for name, message in self._messages.items():
            if message:
                self._say(name, gettext(message))

    def _say(self, name: str, text: str) -> None:
        self._texts[name] = text
        if name == "label":
            self.caption.show_text(text)
            self.editor.setAccessibleName(text)
            if isinstance(self.editor, QComboBox) and (line := self.editor.lineEdit()):
                line.setAccessibleName(text)  # it has the keyboard
        elif name == "help":
            self.help_line.show_text(text)
            self.help_line.setVisible(bool(text) and self.error_line.isHidden())
            self.editor.setAccessibleDescription(text)
        elif isinstance(self.editor, QLineEdit | QPlainTextEdit):
            self.editor.setPlaceholderText(text)

    def _edited(self) -> None:
        self.clear_error()
        self.changed.emit()

    label = Property(str, lambda self: self._texts["label"], lambda self, t: self._say("label", t))
    help = Property(str, lambda self: self._texts["help"], lambda self, t: self._say("help", t))
    placeholder = Property(
        str, lambda self: self._texts["placeholder"], lambda self, t: self._say("placeholder", t)
    )


class TextField(Field):
    """One line of text; Lao is normalised when it is read."""

    editor: QLineEdit

    def _make_editor(self) -> QLineEdit:
        editor = QLineEdit()
        editor.textChanged.connect(self._edited)
        return editor

    def value(self) -> str:
        """What was typed, normalised, without spaces around it."""
        return lao.normalise(self.editor.text()).strip()

    def set_value(self, text: str) -> None:
        """Puts a text into the field; of a long one its beginning shows."""
        self.editor.setText(text)
        self.editor.setCursorPosition(0)


class LongTextField(Field):
    """Several lines of text; Tab goes to the next field."""

    editor: QPlainTextEdit

    def _make_editor(self) -> QPlainTextEdit:
        editor = QPlainTextEdit()
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(editor.fontMetrics().lineSpacing() * 4 + 24)
        editor.textChanged.connect(self._edited)
        return editor

    def value(self) -> str:
        """What was typed, normalised, without blank lines around it."""
        return lao.normalise(self.editor.toPlainText()).strip()

    def set_value(self, text: str) -> None:
        """Puts a text into the field, with the cursor at its end."""
        self.editor.setPlainText(text)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)


class PassphraseField(Field):
    """A passphrase, hidden until the eye is pressed; says when Caps Lock seems to be on."""

    editor: QLineEdit

    def _make_editor(self) -> QLineEdit:
        editor = QLineEdit()
        editor.setEchoMode(QLineEdit.EchoMode.Password)
        editor.textChanged.connect(self._edited)
        editor.installEventFilter(self)
        self.eye = QAction(editor)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._reveal)
        editor.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)
        theme.give_icon(self.eye, "eye")
        return editor

    def value(self) -> str:
        """What was typed, as it was typed; whoever derives the key normalises it."""
        return self.editor.text()

    def clear(self) -> None:
        """Empties the field and hides what is typed next."""
        self.eye.setChecked(False)
        self.editor.clear()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """A capital letter without Shift, or a small one with it, means Caps Lock."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            letter = event.text()
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if letter.isalpha() and letter.isascii():
                self._warn(on=letter.isupper() != shift)
        return super().eventFilter(watched, event)  # type: ignore[arg-type] # Qt hands the watched object back

    def _warn(self, *, on: bool) -> None:
        if on:
            self.help_line.say(N_("Caps Lock seems to be on."))
            self.help_line.show()
        else:
            self._say("help", self._texts["help"])

    def _reveal(self, visible: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if visible else QLineEdit.EchoMode.Password
        self.editor.setEchoMode(mode)
        theme.give_icon(self.eye, "eye-off" if visible else "eye")

    def _speak(self) -> None:
        super()._speak()
        self.eye.setToolTip(gettext(N_("Show or hide the passphrase")))


class DateField(Field):
    """A date, typed as dd/mm/yyyy in Latin or Lao digits; the weekday stands beside it."""

    editor: QLineEdit

    def _make_editor(self) -> QLineEdit:
        editor = QLineEdit()
        editor.setMaximumWidth(editor.fontMetrics().horizontalAdvance("00/00/0000") + 48)
        editor.setMinimumWidth(editor.maximumWidth())
        editor.textChanged.connect(self._edited)
        self.weekday = Text(role="dim")
        self._messages["placeholder"] = N_("dd/mm/yyyy")
        return editor

    def _lay_out(self) -> None:
        super()._lay_out()
        self.row.setStretch(0, 0)
        self.row.addWidget(self.weekday, 1)

    def value(self) -> date | None:
        """The date, or None when the field is empty; raises ``InvalidValue`` for anything else."""
        text = self.editor.text().strip()
        if not text:
            return None
        try:
            return read_date(text)
        except InvalidValue as problem:
            raise InvalidValue(self.objectName(), problem.reason, **problem.values) from problem

    def needed(self) -> date:
        """The date; raises ``InvalidValue`` when there is none."""
        day = self.value()
        if day is None:
            raise InvalidValue(self.objectName(), N_("This is needed."))
        return day

    def set_value(self, day: date | None) -> None:
        """Puts a date into the field, or empties it."""
        self.editor.setText(day.strftime("%d/%m/%Y") if day else "")

    def _edited(self) -> None:
        super()._edited()
        self._speak()

    def _speak(self) -> None:
        super()._speak()
        try:
            day = self.value()
        except InvalidValue:
            day = None
        self.weekday.show_text(i18n.date_full(day, i18n.current()) if day else "")


class ChoiceField(Field):
    """One of a list, found by typing any part of it; Lao is found in either spelling."""

    editor: QComboBox

    def _make_editor(self) -> QComboBox:
        self._choices: list[tuple[object, str]] = []
        self._translated = True
        editor = QComboBox()
        self._model = QStandardItemModel(editor)
        editor.setModel(self._model)
        editor.setEditable(True)
        editor.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        editor.setMinimumContentsLength(12)
        editor.setCompleter(_Finder(editor.model(), editor))
        editor.editTextChanged.connect(self._edited)
        return editor

    def set_choices(
        self, choices: Iterable[tuple[object, str]], *, translated: bool = True
    ) -> None:
        """Fills the list with (value, message id), or with the office's own texts as they are."""
        self._choices, self._translated = list(choices), translated
        self._fill()

    def value(self) -> object | None:
        """The chosen value, None for nothing; ``InvalidValue`` for a text not in the list."""
        typed = lao.search_key(self.editor.currentText())
        for row in range(self.editor.count()):
            if _key_of(self.editor.itemText(row)) == typed:
                return self._choices[row][0]
        if typed:
            raise InvalidValue(self.objectName(), N_("Choose one from the list."))
        return None

    def chosen(self, otherwise: object) -> object:
        """The choice, or the other one where none is made or half a word stands there."""
        try:
            return self.value() or otherwise
        except InvalidValue:
            return otherwise

    def text_of(self, value: object) -> str:
        """How a value of the list reads; anything else as it is."""
        known = next((text for one, text in self._choices if one == value), None)
        if known is None:
            return str(value or "")
        return filled(known) if self._translated else known

    def set_value(self, value: object | None) -> None:
        """Chooses a value; None leaves the field empty."""
        values = [one for one, _ in self._choices]
        self.editor.setCurrentIndex(values.index(value) if value in values else -1)
        if value not in values:
            self.editor.setEditText("")

    def show_beginning(self) -> None:
        """Shows the beginning of a text that is longer than the field."""
        if line := self.editor.lineEdit():
            line.setCursorPosition(0)

    def _fill(self) -> None:
        typed, row = self.editor.currentText(), self.editor.currentIndex()
        chosen = row >= 0 and self.editor.itemText(row) == typed
        self.editor.blockSignals(True)
        self.editor.clear()
        said = (filled(text) if self._translated else text for _, text in self._choices)
        # all rows at once: the completer reads its list again with each change of it
        self._model.invisibleRootItem().appendRows([_item(text) for text in said])
        self.editor.setCurrentIndex(row if chosen else -1)
        if not chosen:
            self.editor.setEditText(typed)
        self.editor.blockSignals(False)

    def _speak(self) -> None:
        super()._speak()
        self._fill()


def _item(text: str) -> QStandardItem:
    made = QStandardItem(text)
    made.setData(_key_of(text), _KEY)
    return made


_KEY = Qt.ItemDataRole.UserRole + 1
_key_of = lru_cache(4096)(lao.search_key)  # the same hundreds of choices, over and over


class _Finder(QCompleter):
    """Completes by the search key, shows the text."""

    def __init__(self, model: object, parent: QComboBox) -> None:
        super().__init__(model, parent)  # type: ignore[call-overload] # any item model
        self.setCompletionRole(_KEY)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def splitPath(self, path: str) -> list[str]:
        return [lao.search_key(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


FIELDS = (TextField, LongTextField, PassphraseField, DateField, ChoiceField)
"""Fields that a Designer form may use as custom widgets."""
