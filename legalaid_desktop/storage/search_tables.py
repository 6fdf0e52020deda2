"""The tables of the search: how far its index is, and the text of files."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.storage.base import Base


class SearchStateRow(Base):
    """How far the index of one table is: ``done`` is the last id in it; ``shape`` its version."""

    __tablename__ = "search_state"

    name: Mapped[str] = mapped_column(String, primary_key=True)
    shape: Mapped[str]
    done: Mapped[int]
    ready: Mapped[bool]


class FileTextRow(Base):
    """The text of a file, to be found by; it goes when no record names the file any more.

    The file is not called ``blob`` here: this row keeps none from being destroyed.
    """

    __tablename__ = "file_text"

    file: Mapped[str] = mapped_column(String, primary_key=True)
    reader: Mapped[int]
    text: Mapped[str]
