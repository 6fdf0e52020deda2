"""Papers to be filed: what each needs, what is missing, and what shows that it was filed."""

from collections.abc import Callable, Set

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import court_fees, filing_card
from legalaid_desktop.desktop.cards import Card, Row
from legalaid_desktop.desktop.filing_card import FilingCard
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.record_dialog import RecordPart
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.i18n import N_


class FilingsCard(RecordPart):
    """The papers to be filed, each with its checklist."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self.card = Card(N_("Papers to be filed"))
        self.add = Button(N_("New paper to be filed …"), icon="plus")
        self.add.setVisible(may(frame, Act.EDIT))
        self.add.clicked.connect(self.ask_new)
        self.fees = Button(N_("Court fees …"), icon="scale")
        self.fees.clicked.connect(self.ask_fees)
        self.card.head.add_button(self.fees)
        self.card.head.add_button(self.add)
        self.nothing = _empty(
            N_("No paper is planned. A checklist says what a court expects, and what is missing.")
        )
        self.card.add(self.nothing, margins=False)
        self.list = CardList(self, self.card, self._again)

    def show_case(self, case_id: int) -> None:
        """Shows the papers of that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads them again."""
        del changes
        found = self.frame.office.filings.of_case(self._case_id)
        due = self.frame.office.deadlines.of_case(self._case_id)
        titles = {one.id: one.title(i18n.current()) for one in due}
        self.nothing.setVisible(not found)
        self.list.show_cards(
            [FilingCard(self.frame, one, titles.get(one.filing.deadline_id, "")) for one in found]
        )

    def ask_new(self) -> None:
        """Asks for a paper to be filed."""
        self._show(filing_card.ask(self, self.frame, self._case_id))

    def ask_fees(self) -> None:
        """Opens the court-fee sheet."""
        court_fees.ask(self, self.frame, self._case_id)

    def _again(self) -> None:
        self.reload(frozenset())


class DeadlinePapers(QWidget):
    """The papers that keep a deadline, with all that each of them still needs, beside it."""

    def __init__(self, frame: Frame, deadline: Deadline) -> None:
        super().__init__()
        self.frame, self._deadline = frame, deadline
        self.card = Card(N_("The paper that keeps it"))
        self.add = Button(N_("Plan the paper …"), icon="plus")
        self.add.setVisible(may(frame, Act.EDIT) and deadline.status is DeadlineStatus.OPEN)
        self.add.clicked.connect(self._plan)
        self.card.head.add_button(self.add)
        self.nothing = _empty(
            N_("No paper is planned for this deadline: nobody sees yet what it still needs.")
        )
        self.card.add(self.nothing, margins=False)
        self.list = CardList(self, self.card, self._again)
        self.reload()

    def reload(self) -> None:
        """Reads them again."""
        one = self._deadline
        found = [
            each
            for each in self.frame.office.filings.of_case(one.case_id)
            if each.filing.deadline_id == one.id
        ]
        is_ours = one.kind is DeadlineKind.DEADLINE and one.status is DeadlineStatus.OPEN
        self.setVisible(bool(found) or is_ours)
        self.card.setVisible(not found)
        self.list.show_cards([FilingCard(self.frame, each, narrow=True) for each in found])

    def _plan(self) -> None:
        one = self._deadline
        dialog = filing_card.ask(self, self.frame, one.case_id, deadline_id=one.id)
        dialog.kept_record.connect(self._again)
        dialog.open()

    def _again(self) -> None:
        self.reload()


class CardList:
    """The filings below their head, each on its card; the line that had the focus keeps it."""

    def __init__(self, held: QWidget, head: Card, changed: Callable[[], object]) -> None:
        self.cards: list[FilingCard] = []
        self._changed = changed
        self._column = QVBoxLayout(held)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addWidget(head)

    def show_cards(self, made: list[FilingCard]) -> None:
        """Puts these in the place of those before."""
        where = next((row.property("line") for row in self._rows() if row.hasFocus()), None)
        for old in self.cards:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = made
        for card in made:
            self._column.addWidget(card)
            card.changed.connect(self._changed)
        found = next((row for row in self._rows() if where and row.property("line") == where), None)
        if found is not None:
            found.setFocus()

    def _rows(self) -> list[Row]:
        return [row for card in self.cards for row in card.findChildren(Row)]


def _empty(message: str) -> EmptyState:
    return EmptyState(message, icon="file-text")
