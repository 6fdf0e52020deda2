"""What the triggers of the search call, on each connection that may write."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from legalaid_desktop.domain import names
from legalaid_desktop.domain.search import SOUND, words

NAME = "search_words"
SOUNDS = "search_sounds"
PARTS = "search_parts"
PLACE = "ꙮ"
"""The letter before the id of a case, as a word of all that belongs to it; nobody writes it."""


def register(connection: Any) -> None:
    """Gives a connection of the driver what the triggers call."""
    connection.create_function(NAME, -1, _words, deterministic=True)
    connection.create_function(SOUNDS, -1, _sounds, deterministic=True)
    connection.create_function(PARTS, -1, _parts, deterministic=True)


def _words(case_id: int | None, *texts: object) -> str:
    """The words of a row, and the case they belong to as one of them."""
    place = [] if case_id is None else [f"{PLACE}{case_id}"]
    return " ".join([*words(*(part for one in texts for part in plain(one))), *place])


def _sounds(*texts: object) -> str:
    """How the words of names sound, each as a word that nobody writes."""
    said = (names.parsed(part).words for one in texts for part in plain(one))
    keys = (word.key for each in said for word in each)
    return "".join(f" {SOUND}{key}" for key in dict.fromkeys(filter(None, keys)))


def _parts(kept: str | None, *keys: str) -> str:
    """The same fields of all records in a column of JSON, as a list in JSON.

    Whatever stands there, nothing is raised: it would refuse the save.
    """
    try:
        records = json.loads(kept or "[]")
    except ValueError:
        return ""
    if not isinstance(records, list):
        return ""
    return json.dumps([_part(one, key) for one in records for key in keys], ensure_ascii=False)


def _part(record: Any, key: str) -> object:
    """A field of a record, or of a pair the side with that number."""
    if isinstance(record, dict):
        return record.get(key, "")
    is_there = isinstance(record, list) and key.isdigit() and int(key) < len(record)
    return record[int(key)] if is_there else ""


def parts(records: Sequence[Any], keys: Sequence[str]) -> Iterator[object]:
    """The same of the records as they were read."""
    for one in records:
        for key in keys:
            yield one[int(key)] if isinstance(one, tuple) else getattr(one, key)


def plain(value: object) -> Iterator[str]:
    """The texts in a value of a column; of lists and records as JSON, those in them."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            value = json.loads(value)
        except ValueError:
            yield str(value)
            return
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from plain(one)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
