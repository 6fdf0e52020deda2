"""What the cards of the tab Protection share: their records, the button that adds, the bin."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, protection_forms, removing
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.flagging import Flagging
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain import protection as domain
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.flags import RecordKind
from legalaid_desktop.domain.people import name as person_name
from legalaid_desktop.domain.protection import NOTHING, Kept, Protection
from legalaid_desktop.i18n import N_


class ProtectionCard(QWidget):
    """One part of the tab: a card with its records, what to begin with, and a button to add."""

    title: ClassVar[str]
    empty: ClassVar[str]
    add_label: ClassVar[str]
    kind: ClassVar[type]
    bin_kind: ClassVar[BinKind]
    icon: ClassVar[str] = "shield"

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self.kept: Protection = NOTHING
        self.flags = Flagging(self, frame)
        self.card = Card(self.title)
        self.add = Button(self.add_label, icon="plus")
        self.add.setVisible(may(frame, Act.EDIT))
        self.add.clicked.connect(self.ask_new)
        self.card.head.add_button(self.add)
        self.nothing = EmptyState(self.empty, icon=self.icon)
        self.card.add(self.nothing, margins=False)
        self.card.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    @property
    def case_id(self) -> int:
        """The case on show."""
        return self._case_id

    def show_kept(self, case_id: int, kept: Protection) -> None:
        """Shows what was read of that case."""
        self._case_id, self.kept = case_id, kept
        self.flags.read(case_id)
        self.show_rows()

    def show_rows(self) -> None:
        """Shows what is kept."""
        rows = self.rows()
        self.nothing.setVisible(not rows)
        self.card.set_rows(rows)

    def rows(self) -> list[Row]:
        """The rows of the card."""
        raise NotImplementedError  # Qt's metaclass rules out ABC; each card has its own

    def records(self) -> Sequence[Any]:
        """The records that the card is about."""
        raise NotImplementedError  # Qt's metaclass rules out ABC; each card has its own

    def ask_new(self) -> None:
        """Asks for a new record."""
        self._ask(None)

    def who(self, person_id: int) -> str:
        """The person, where the case has more than the client; else nothing."""
        if len(domain.concerned(self.kept)) < 2 and person_id == self.kept.client_id:
            return ""
        return person_name(self.kept.person(person_id), i18n.current())

    def row(self, record: Kept, parts: Sequence[str], reason: Sequence[str], chip: Chip) -> Row:
        """A row that opens its record, with a button that removes it."""
        title = " · ".join(filter(None, (*parts, self.who(record.person_id))))
        made = Row(title, "\n".join(filter(None, reason)), chip, key=record.id)
        if may(self.frame, Act.EDIT):
            button = removing.small_button(record.id)
            button.clicked.connect(self._ask_removal)
            made.add_button(button)
        return self.flags.mark(made, RecordKind(self.bin_kind), record.id)

    def more(self, row: Row, record: Kept, label: str) -> None:
        """Adds a button for one more step, order or deduction."""
        if may(self.frame, Act.EDIT):
            button = Button(label, kind="plain", icon="plus")
            button.setProperty("record", record.id)
            button.clicked.connect(self._ask_part)
            row.add_button(button)

    def _record(self, key: object) -> Any:
        return next((one for one in self.records() if one.id == key), None)

    def _open(self, key: object) -> None:
        record = self._record(key)
        if record is not None and may(self.frame, Act.EDIT):
            self._ask(record)

    def _ask(self, record: Any) -> None:
        dialog = protection_forms.ask_record(
            self, self.frame, self.kept, self._case_id, self.kind, record
        )
        dialog.kept_record.connect(self._said)
        dialog.open()

    def _ask_part(self) -> None:
        record = self._record(removing.key_of(self.sender()))
        dialog = protection_forms.ask_part(self, self.frame, record)
        dialog.kept_record.connect(self._said)
        dialog.open()

    def _said(self, record: object) -> None:
        del record
        self.frame.toast(N_("Saved."))

    def _ask_removal(self) -> None:
        removing.ask(self, self.frame, self.bin_kind, removing.key_of(self.sender()))


def begin_paper(card: ProtectionCard, kind: str, typed: Mapping[str, str] | None = None) -> None:
    """Begins a paper of that kind, in both languages and with what is known, and opens it."""
    begin_paper_of(card, card.frame, card.case_id, kind, typed)


def begin_paper_of(
    part: QWidget, frame: Frame, case_id: int, kind: str, typed: Mapping[str, str] | None = None
) -> None:
    """The same for any part of the page of a case."""
    papers = frame.office.papers
    try:
        paper = papers.draft(case_id, kind, "both")
        if typed:
            paper = papers.save(paper, {**dict(paper.values), **typed})
    except LegalAidError as problem:
        dialogs.tell(part, problem)
        return
    frame.go("paper", paper.id)
