"""Plain records as lines of TOML, the same for the same record, so that they can be signed."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def said(record: "DataclassInstance", but: Collection[str] = ()) -> dict[str, object]:
    """The fields of a record by their names, in their order, without those."""
    return {one.name: getattr(record, one.name) for one in fields(record) if one.name not in but}


def table(values: Mapping[str, object]) -> Iterator[str]:
    """A line for each value that is there."""
    for name, one in values.items():
        if one is not None:
            yield f"{name} = {value(one)}"


def value(one: object) -> str:
    """The value as TOML has it; a mapping as a table on one line."""
    if isinstance(one, bool):
        return "true" if one else "false"
    if isinstance(one, int):
        return str(one)
    if isinstance(one, date):
        return one.isoformat()
    if isinstance(one, tuple):
        return f"[{', '.join(value(each) for each in one)}]"
    if isinstance(one, Mapping):
        return f"{{ {', '.join(table(one))} }}"
    return json.dumps(str(one), ensure_ascii=False).replace("\x7f", "\\u007f")
