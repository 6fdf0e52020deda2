"""Babel's extractor for Designer forms; used when the catalog is made, never at run time."""

from collections.abc import Collection, Iterator
from typing import IO, Any
from xml.etree import ElementTree as Tree


def extract(
    fileobj: IO[bytes], keywords: Any, comment_tags: Collection[str], options: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Each translatable text of a form, with the translator's note beside it."""
    del keywords, comment_tags, options
    for line, element in enumerate(Tree.parse(fileobj).iter("string"), 1):  # noqa: S314 - our own forms
        if element.text and element.get("notr") != "true":
            note = element.get("extracomment")
            yield line, "gettext", element.text, [note] if note else []
