"""What is proposed for destruction, and what was destroyed: a card of the page on keeping files."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.destruction_form import (
    AgreementDialog,
    MinuteDialog,
    ProposalDialog,
)
from legalaid_desktop.desktop.notices import EmptyState, InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.destructions import DestructionState, Proposal
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import destructions as labels

PENDING = N_(
    "Remains of a destroyed case are still to be overwritten. Close the program and start it "
    "again: it is done then."
)
STAYS = N_("Why does this case stay? The reason is kept with the request.")
_KINDS = {
    DestructionState.WAITING: "attention",
    DestructionState.DESTROYED: "neutral",
    DestructionState.REFUSED: "good",
}


class Destructions(QWidget):
    """The register of destructions, with what each user can do about them."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._known: dict[int, Proposal] = {}
        self.pending = InlineBanner(PENDING, "attention")
        self.card = Card(N_("Destruction, by two people"))
        self.request = Button(N_("Somebody asks for deletion …"))
        self.request.clicked.connect(self._ask_request)
        self.card.head.add_button(self.request)
        self.nothing = EmptyState(N_("Nothing is proposed, and nothing was destroyed."))
        self.card.add(self.nothing, margins=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.pending)
        column.addWidget(self.card)

    def reload(self) -> None:
        """Reads the register again."""
        office = self._frame.office
        found: list[Proposal] = office.destructions.every()
        self._known = {one.destruction.id or 0: one for one in found}
        self.pending.setVisible(office.destructions.is_pending())
        self.nothing.setVisible(not found)
        self.card.set_rows([self._row(one) for one in found])

    def is_waiting(self, number: str) -> bool:
        """Whether the destruction of that case waits for a second person."""
        found = (one.destruction for one in self._known.values())
        return any(
            one.case_number == number and one.state is DestructionState.WAITING for one in found
        )

    def propose(self, number: str) -> None:
        """Asks for the reason why that case is to be destroyed."""
        self._open(ProposalDialog(self, self._frame, number))

    def _ask_request(self) -> None:
        self._open(ProposalDialog(self, self._frame))

    def _open(self, dialog: ProposalDialog) -> None:
        dialog.proposed.connect(self._proposed)
        dialog.open()

    def _proposed(self) -> None:
        self.reload()
        self._frame.toast(N_("Kept. A second person has to agree now."))

    def _row(self, one: Proposal) -> Row:
        language, done = i18n.current(), one.destruction
        chip = Chip(labels.STATES[done.state], _KINDS[done.state])
        row = Row(labels.title(one, language), labels.story(done, language), chip)
        if done.state is DestructionState.WAITING:
            self._add(row, done.id, N_("Agree …"), self._agree)
            self._add(row, done.id, N_("It stays …"), self._ask_why)
        elif done.state is DestructionState.DESTROYED:
            self._add(row, done.id, N_("Minute …"), self._show_minute)
        return row

    def _add(self, row: Row, key: int | None, message: str, slot: object) -> None:
        button = Button(message, kind="plain")
        button.setProperty("record", key)
        button.clicked.connect(slot)
        row.add_button(button)

    def _pressed(self) -> Proposal:
        return self._known[int(self.sender().property("record"))]

    def _agree(self) -> None:
        dialog = AgreementDialog(self, self._frame, self._pressed())
        dialog.agreed.connect(self._destroyed)
        dialog.open()

    def _destroyed(self) -> None:
        self.reload()
        self._frame.toast(N_("The file is destroyed. Print the minute, and have both sign it."))

    def _ask_why(self) -> None:
        key = self._pressed().destruction.id or 0
        dialogs.ask_reason(self, STAYS, N_("The case stays"), partial(self._refuse, key))

    def _refuse(self, key: int, why: str) -> None:
        try:
            self._frame.office.destructions.refuse(key, why)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        self.reload()

    def _show_minute(self) -> None:
        MinuteDialog(self, self._frame, self._pressed()).open()
