"""What the search field of a list finds."""

from sqlalchemy import ColumnElement, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.storage.tables import ClientRow

LONGEST = 2000
"""No kept search key is longer, and SQLite refuses patterns of more than 50,000 bytes."""


def holds(text: str, *searched: InstrumentedAttribute[str]) -> ColumnElement[bool] | None:
    """That one of the search keys or the client's code holds the text; nothing for an empty one."""
    key = search_key(text)
    if not key:
        return None
    if len(key) > LONGEST:
        return false()
    code = ClientRow.code.contains(key.upper(), autoescape=True)
    return or_(code, *(column.contains(key, autoescape=True) for column in searched))
