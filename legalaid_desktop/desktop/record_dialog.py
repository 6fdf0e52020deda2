"""A dialog that asks for the fields of a record, one below the other; it closes once it is kept."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop.desktop import drafts, forms
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import (
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    TextField,
)
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.times import read_time
from legalaid_desktop.domain import losses
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_

Values = Mapping[str, Any]  # Any: a text, a day, a number or a choice


class Kind(StrEnum):
    """How a field is typed."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    TIME = "time"
    AMOUNT = "amount"
    WHOLE = "whole"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One field: its name, label and kind.

    Attributes:
        choices: values with message ids, or with texts as they are if not ``translated``.
        beside: stands beside the field before it.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    choices: Sequence[tuple[object, str]] = ()
    translated: bool = True
    help: str = ""
    needed: bool = False
    beside: bool = False


class RecordDialog(DraftedDialog):
    """Asks, hands what was typed to ``keep``, and stays open with what is wrong at its field.

    Args:
        asks: the fields.
        values: what stands in them at first, by name.
        keep: stores what was typed; raises ``InvalidValue``.

    Signals:
        kept: (record) it is stored.
    """

    kept_record = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        asks: Sequence[Ask],
        values: Values,
        keep: Callable[[dict[str, Any]], object],
    ) -> None:
        super().__init__(parent, title, accept=N_("Save"))
        self.setMinimumWidth(620)
        self._asks, self._keep_values = asks, keep
        self.parts = forms.Parts()
        form = QWidget(self)  # held by the dialog: a field may be called body too
        self.parts.body = form
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.fields = {one.name: _field(one) for one in asks}
        across = QHBoxLayout()
        for one in asks:
            if not one.beside:
                across = QHBoxLayout()
                across.setSpacing(16)
                column.addLayout(across)
            across.addWidget(self.fields[one.name], 1)
            setattr(self.parts, one.name, self.fields[one.name])
            _put(self.fields[one.name], values.get(one.name))
        self.body.addWidget(form)
        self.fields[asks[0].name].setFocus()

    def typed(self) -> Typed:
        """What stands in the fields."""
        return {name: drafts.read_one(field) for name, field in self.fields.items()}

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        for name, field in self.fields.items():
            if name in typed:
                drafts.put_back_one(field, typed[name])

    def accept(self) -> None:
        """Keeps it, or says what is wrong."""
        record = forms.kept(self.parts, lambda: self._keep_values(self._read()))
        if record is None:
            return
        if hasattr(self, "_keeper"):
            self.forget_draft()
        super().accept()
        self.kept_record.emit(record)

    def _read(self) -> dict[str, Any]:
        return {one.name: _value(one, self.fields[one.name]) for one in self._asks}


def _field(one: Ask) -> Field:
    kinds: Mapping[Kind, type[Field]] = {
        Kind.TEXT: LongTextField, Kind.DAY: DateField, Kind.CHOICE: ChoiceField,
    }  # fmt: skip
    made = kinds.get(one.kind, TextField)(label=one.label, help=one.help)
    made.setObjectName(one.name)
    made.caption.break_lines()
    if isinstance(made, ChoiceField):
        made.set_choices(list(one.choices), translated=one.translated)
    return made


def _put(field: Field, value: Any) -> None:
    if isinstance(field, DateField | ChoiceField):
        field.set_value(value)
    elif isinstance(field, TextField | LongTextField):
        told = f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value
        field.set_value("" if told is None else str(told))


def _value(one: Ask, field: Any) -> Any:
    found = field.value()
    if one.needed and found in (None, ""):
        raise InvalidValue(one.name, N_("This is needed."))
    if one.kind is Kind.TIME:
        return read_time(one.name, found)
    if one.kind is Kind.AMOUNT:
        return losses.amount(one.name, found) if found else Decimal(0)
    if one.kind is Kind.WHOLE:
        return _whole(one.name, found)
    return found


def _whole(name: str, typed: str) -> int | None:
    if typed and not typed.isdecimal():
        raise InvalidValue(name, N_("A whole number, please."))
    return int(typed) if typed else None  # Lao digits too


def day_of(value: date | None) -> str:
    """A day as small records keep it."""
    return value.isoformat() if value else ""


class RecordPart(QWidget):
    """A part of a case whose records are typed in such dialogs; it reads itself anew after each."""

    frame: Frame

    def reload(self, changes: Set[Change]) -> None:
        """Reads its records again."""
        raise NotImplementedError  # Qt's metaclass rules out ABC; each part has its own

    def _show(self, dialog: RecordDialog) -> None:
        dialog.kept_record.connect(self._said)
        dialog.open()

    def _said(self, record: object) -> None:
        del record
        self.reload(frozenset())
        self.frame.toast(N_("Saved."))
