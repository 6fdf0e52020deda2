"""What stands typed in a form, kept as it is, half a date included."""

from typing import get_type_hints

from legalaid_desktop.desktop.fields import ChoiceField, Field, LongTextField
from legalaid_desktop.desktop.forms import Parts
from legalaid_desktop.domain.errors import InvalidValue

Draft = dict[str, object]
"""The typed text of each field by its name; of a choice the value, so that it outlives a switch of
language."""


def typed(parts: Parts) -> Draft:
    """What stands in the fields of a form."""
    return {name: _read(field) for name, field in _fields(parts)}


def put_back(parts: Parts, draft: Draft) -> None:
    """Puts what was typed back into the form."""
    for name, field in _fields(parts):
        put_back_one(field, draft[name])


def _fields(parts: Parts) -> list[tuple[str, Field]]:
    found = ((name, getattr(parts, name)) for name in get_type_hints(type(parts)))
    return [(name, part) for name, part in found if isinstance(part, Field)]


def _read(field: Field) -> object:
    if isinstance(field, ChoiceField):
        try:
            return ("value", field.value())
        except InvalidValue:
            return ("text", field.editor.currentText())
    if isinstance(field, LongTextField):
        return field.editor.toPlainText()
    return field.editor.text()  # type: ignore[attr-defined] # the others edit one line


def put_back_one(field: Field, was: object) -> None:
    """Puts what was typed back into one field."""
    if isinstance(field, ChoiceField) and isinstance(was, tuple):
        if was[0] == "value":
            field.set_value(was[1])
        else:
            field.editor.setEditText(str(was[1]))
    elif isinstance(field, LongTextField):
        field.editor.setPlainText(str(was))
    else:
        field.editor.setText(str(was))  # type: ignore[attr-defined] # the others edit one line
