"""What the search looks through: one line for each table, and nothing else to be told.

A new kind of record is a line here (and, where it is shown as itself, a kind in ``domain.search``).
Its triggers are made, and its rows taken into the index, when the office is opened next.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement

from legalaid_desktop.domain.access import Viewer
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.consents import Consent
from legalaid_desktop.domain.copies import Copy
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.eligibility import EligibilityDecision
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.intakes import Intake
from legalaid_desktop.domain.losses import Loss
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.search import Kind
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.domain.worksheets import View, Worksheet
from legalaid_desktop.storage import visibility
from legalaid_desktop.storage.tables import (
    AgeEvidenceRow,
    AttachmentRow,
    CaseRow,
    ClientRow,
    ClosingRow,
    ConsentRow,
    CopyRow,
    CustodyRow,
    DeadlineRow,
    DecisionRow,
    EligibilityRow,
    EventRow,
    HoldingRow,
    IntakeRow,
    LetterRow,
    LossRow,
    PaperRow,
    PartyRow,
    PersonRow,
    SafeContactRow,
    TaskRow,
    VictimStatusRow,
    ViewRow,
    WithheldPaperRow,
    WorksheetRow,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with texts; of one that holds records or pairs, the parts that count."""

    name: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """A table whose texts are found.

    Attributes:
        code: its number in the index; never given to another table.
        kind: as what a hit is shown; record: what its row is read into.
        texts: the columns, comma between them; of records and pairs, the parts in brackets.
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
    def columns(self) -> tuple[Column, ...]:
        """The columns with texts."""
        return _listed(self.texts)

    @property
    def named(self) -> tuple[Column, ...]:
        """The columns with names."""
        return _listed(self.names)


_COLUMN = re.compile(r"(\w+)(?:\[([\w ]+)\])?")


def _listed(columns: str) -> tuple[Column, ...]:
    found = _COLUMN.findall(columns)
    return tuple(Column(name, tuple(filter(None, parts.split(" ")))) for name, parts in found)


# fmt: off
INDEXED: tuple[Indexed, ...] = (
    Indexed(code=1, row=PersonRow, kind=Kind.PERSON, record=Person,
            texts="given_lo, surname_lo, given_latin, surname_latin, village_lo, village_latin, "
                  "village_also, occupation_lo, occupation_en, phones[number note], "
                  "id_papers[number name held_by], aliases[name source], household[name]",
            names="given_lo, surname_lo, given_latin, surname_latin, id_papers[name], "
                  "aliases[name]"),
    Indexed(code=2, row=ClientRow, kind=Kind.PERSON, record=Person, shows="person_id",
            texts="code"),
    Indexed(code=3, row=CaseRow, kind=Kind.CASE, record=Case,
            texts="number, subject_lo, subject_en, code_name, court_number, numbers[number body], "
                  "shelf"),
    Indexed(code=4, row=PartyRow, kind=Kind.CASE, record=Case, shows="case_id",
            texts="organisation_lo, organisation_en", names="organisation_lo, organisation_en"),
    Indexed(code=5, row=EventRow, kind=Kind.EVENT, record=Event, texts="text, receipt, result",
            only=lambda viewer: visibility.readable_event(viewer, EventRow)),
    Indexed(code=6, row=DeadlineRow, kind=Kind.DEADLINE, record=Deadline,
            texts="title_lo, title_en, trigger_note, reason"),
    Indexed(code=7, row=PaperRow, kind=Kind.PAPER, record=Paper, texts="number, values[1]",
            file="blob"),
    Indexed(code=8, row=AttachmentRow, kind=Kind.ATTACHMENT, record=Attachment,
            texts="title_lo, title_en, file_name, source, certified_by, mark, "
                  "custody[holder note]",
            file="blob"),
    Indexed(code=9, row=DecisionRow, kind=Kind.CASE, record=Case, shows="case_id",
            texts="number, outcome_lo, outcome_en"),
    Indexed(code=10, row=TaskRow, kind=Kind.TASK, record=Task, texts="what, reason"),
    Indexed(code=11, row=LetterRow, kind=Kind.LETTER, record=Letter,
            texts="number, year, their_number, correspondent, subject, void_why",
            names="correspondent"),
    Indexed(code=12, row=HoldingRow, kind=Kind.HOLDING, record=Holding,
            texts="what, received_from, returned_to, receipt, return_receipt"),
    Indexed(code=13, row=WorksheetRow, kind=Kind.PROTECTION, record=Worksheet,
            texts="place, recruiter, findings[note]", names="recruiter"),
    Indexed(code=14, row=ViewRow, kind=Kind.PROTECTION, record=View, texts="reasons"),
    Indexed(code=15, row=VictimStatusRow, kind=Kind.PROTECTION, record=VictimStatus,
            texts="body, number, reasons"),
    Indexed(code=16, row=AgeEvidenceRow, kind=Kind.PROTECTION, record=AgeEvidence,
            texts="source, doctor, method, consent, note"),
    Indexed(code=17, row=WithheldPaperRow, kind=Kind.PROTECTION, record=WithheldPaper,
            texts="number, holder, place, steps[to_whom how answer], new_number, note",
            names="holder"),
    Indexed(code=18, row=CustodyRow, kind=Kind.PROTECTION, record=Custody,
            texts="place, ground_note, accusation, extensions[authority number ground], "
                  "release_note"),
    Indexed(code=19, row=LossRow, kind=Kind.PROTECTION, record=Loss,
            texts="what, deductions[reason], proof"),
    # not the pass phrase: it proves who calls, and must not lead to the case
    Indexed(code=20, row=IntakeRow, kind=Kind.INTAKE, record=Intake,
            texts="other_name, other_phone, other_note, dialect, adaptation_note, source_note, "
                  "next_step, attempts[note], decision_reason",
            names="other_name"),
    Indexed(code=21, row=ConsentRow, kind=Kind.AID, record=Consent,
            texts="recipient_lo, recipient_en, limits, guardian, interpreter, witness, "
                  "withdrawn_why, withdrawn_told"),
    Indexed(code=22, row=EligibilityRow, kind=Kind.AID, record=EligibilityDecision,
            texts="number, categories[proof], note, help_lo, help_en"),
    Indexed(code=23, row=ClosingRow, kind=Kind.CASE, record=Case, shows="case_id",
            texts="summary, originals_why, decided_why, reopened_why"),
    # nor code word and safe place: they stand on the page of the person, not in lists
    Indexed(code=24, row=SafeContactRow, kind=Kind.PERSON, record=Person, shows="person_id",
            texts="others"),
    Indexed(code=25, row=CopyRow, kind=Kind.COPY, record=Copy, texts="recipient, purpose"),
)
# fmt: on
