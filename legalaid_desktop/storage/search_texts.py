"""What the search looks through: one line for each table, and nothing else to be told.

A new kind of record is a line here (and, where it is shown as itself, a kind in ``domain.search``).
Its triggers are made, and its rows taken into the index, when the office is opened next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement

from legalaid_desktop.domain.access import Viewer
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.search import Kind
from legalaid_desktop.storage import visibility
from legalaid_desktop.storage.tables import (
    AttachmentRow,
    CaseRow,
    ClientRow,
    DeadlineRow,
    DecisionRow,
    EventRow,
    PaperRow,
    PartyRow,
    PersonRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """A table whose texts are found.

    Attributes:
        code: its number in the index; never given to another table.
        kind: as what a hit is shown; record: what its row is read into.
        texts: the columns, comma between them; of a JSON column all texts in it count.
        names: those of them with names, which are found by their sound too.
        shows: the column with the id of what a hit shows, where that is not the row itself.
        file: the column that names a file whose text counts too.
        only: which of the rows a viewer finds, beyond who may see the case: notes that are
            private, for instance.
    """

    code: int
    row: Any
    kind: Kind
    record: Any
    texts: str
    names: str = ""
    shows: str = "id"
    file: str = ""
    only: Callable[[Viewer], ColumnElement[bool]] | None = None

    @property
    def name(self) -> str:
        """The name of the table."""
        return str(self.row.__tablename__)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns with texts."""
        return _listed(self.texts)

    @property
    def named(self) -> tuple[str, ...]:
        """The names of the columns with names."""
        return _listed(self.names)


def _listed(columns: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in columns.split(",") if name.strip())


# fmt: off
INDEXED: tuple[Indexed, ...] = (
    Indexed(code=1, row=PersonRow, kind=Kind.PERSON, record=Person,
            texts="given_lo, surname_lo, given_latin, surname_latin, village_lo, village_latin, "
                  "village_also, phones, id_papers, aliases",
            names="given_lo, surname_lo, given_latin, surname_latin"),
    Indexed(code=2, row=ClientRow, kind=Kind.PERSON, record=Person, shows="person_id",
            texts="code"),
    Indexed(code=3, row=CaseRow, kind=Kind.CASE, record=Case,
            texts="number, subject_lo, subject_en, code_name, court_number, numbers, shelf"),
    Indexed(code=4, row=PartyRow, kind=Kind.CASE, record=Case, shows="case_id",
            texts="organisation_lo, organisation_en"),
    Indexed(code=5, row=EventRow, kind=Kind.EVENT, record=Event, texts="text, receipt",
            only=lambda viewer: visibility.readable_event(viewer, EventRow)),
    Indexed(code=6, row=DeadlineRow, kind=Kind.DEADLINE, record=Deadline,
            texts="title_lo, title_en, trigger_note, reason"),
    Indexed(code=7, row=PaperRow, kind=Kind.PAPER, record=Paper, texts="number, values",
            file="blob"),
    Indexed(code=8, row=AttachmentRow, kind=Kind.ATTACHMENT, record=Attachment,
            texts="title_lo, title_en, file_name, source", file="blob"),
    Indexed(code=9, row=DecisionRow, kind=Kind.CASE, record=Case, shows="case_id",
            texts="number, outcome_lo, outcome_en"),
)
# fmt: on
