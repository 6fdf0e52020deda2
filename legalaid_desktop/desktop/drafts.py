"""What stands typed in a form, kept as it is, half a date included."""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import get_type_hints

from legalaid_desktop.desktop.fields import ChoiceField, Field, LongTextField, PassphraseField
from legalaid_desktop.desktop.forms import Parts
from legalaid_desktop.desktop.ticks import Ticks
from legalaid_desktop.domain.errors import InvalidValue

Draft = dict[str, object]
"""The typed text of each field by its name; of a choice the value, so that it outlives a switch of
language."""

Typed = Mapping[str, object]
"""The same, or whatever else a form holds that JSON can tell."""


def packed(typed: Typed) -> tuple[tuple[str, str], ...]:
    """What is typed as texts, as the office keeps it."""
    return tuple((name, json.dumps(_plain(value))) for name, value in typed.items())


def unpacked(values: tuple[tuple[str, str], ...]) -> dict[str, object]:
    """What was packed."""
    return {name: json.loads(value) for name, value in values}


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def typed(parts: Parts) -> Draft:
    """What stands in the fields of a form."""
    return {name: read_one(field) for name, field in _fields(parts)}


def changed(typed: object, before: object) -> Typed:
    """What was typed over ``before``: put back alone, it leaves what others saved meanwhile."""
    if not isinstance(typed, Mapping):
        return {}
    if not isinstance(before, Mapping):
        return typed
    return {name: value for name, value in typed.items() if value != before.get(name)}


def put_back(parts: Parts, draft: Typed) -> None:
    """Puts what was typed back into the form."""
    for name, field in _fields(parts):
        if name in draft:  # an older program may not have asked for it
            put_back_one(field, draft[name])


def _fields(parts: Parts) -> list[tuple[str, Field]]:
    found = ((name, getattr(parts, name)) for name in get_type_hints(type(parts)))
    return [
        (name, part)
        for name, part in found
        if isinstance(part, Field) and not isinstance(part, PassphraseField)
    ]


def read_one(field: Field) -> object:
    """What stands in one field."""
    if isinstance(field, ChoiceField):
        try:
            return ("value", field.value())
        except InvalidValue:
            return ("text", field.editor.currentText())
    if isinstance(field, Ticks):
        return field.value()
    if isinstance(field, LongTextField):
        return field.editor.toPlainText()
    return field.editor.text()  # type: ignore[attr-defined] # the others edit one line


def put_back_one(field: Field, was: object) -> None:
    """Puts what was typed back into one field."""
    if isinstance(field, ChoiceField):
        how, value = was if isinstance(was, list | tuple) else ("value", was)  # an older program
        if how == "value":
            field.set_value(value)
        else:
            field.editor.setEditText(str(value))
    elif isinstance(field, Ticks):
        field.set_value([str(one) for one in was] if isinstance(was, list | tuple) else ())
    elif isinstance(field, LongTextField):
        field.editor.setPlainText(str(was))
    else:
        field.editor.setText(str(was))  # type: ignore[attr-defined] # the others edit one line
