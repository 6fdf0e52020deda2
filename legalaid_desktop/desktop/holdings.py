"""What the office holds for the client of a case: received, given back, each on a receipt."""

from collections.abc import Set
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.flagging import Flagging
from legalaid_desktop.desktop.holding_form import CorrectDialog, GiveBackDialog, ReceiveDialog
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import copies, holdings, people
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.flags import RecordKind
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import holdings as labels

RECEIVED = N_("Received. The number of the receipt is {number}.")
GIVEN = N_("Given back. The number of the receipt is {number}.")
RECEIPT = N_("Receipt {number}")


class CaseHoldings(QWidget):
    """The things of one client, by number."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._case_id = 0
        self._found: list[Holding] = []
        self.flags = Flagging(self, frame)
        self.card = Card(N_("Held for the client"))
        self.receive = Button(N_("Receive …"), icon="inbox")
        self.receive.clicked.connect(self.ask_receive)
        self.give = Button(N_("Give back …"), icon="undo-2")
        self.give.clicked.connect(self.ask_give_back)
        for button in (self.receive, self.give):
            self.card.head.add_button(button)
            button.setVisible(may(frame, Act.EDIT))
        sentence = N_(
            "Nothing of the client is here. Originals that are handed in are listed here."
        )
        self.nothing = EmptyState(sentence, icon="package")
        self.card.add(self.nothing, margins=False)
        self.card.opened.connect(self._correct)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def show_case(self, case_id: int) -> None:
        """Shows what is held in that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads it again when it is concerned; no kinds at all means all."""
        if not self._case_id or (changes and not changes & {Change.HOLDING, Change.TASK}):
            return
        self._found = self._frame.office.holdings.of_case(self._case_id)
        self.flags.read(self._case_id)
        self.card.set_rows([self._row(one) for one in self._found])
        self.nothing.setVisible(not self._found)
        self.give.setEnabled(bool(holdings.still_here(self._found)))

    def _row(self, one: Holding) -> Row:
        language, here = i18n.current(), one.returned_on is None
        came = filled(
            N_("from {person}, {day}"),
            person=one.received_from,
            day=i18n.date_short(one.received_on, language),
        )
        said = [labels.nature(one, language), came]
        if one.returned_on is not None:
            day = i18n.date_short(one.returned_on, language)
            said.append(filled(N_("back to {person}, {day}"), person=one.returned_to, day=day))
        chip = Chip(N_("is here"), "attention") if here else Chip(N_("given back"), "good")
        row = Row(f"{one.number} · {one.what}", " · ".join(said), chip, key=one.id)
        if may(self._frame, Act.EXPORT):
            for number in filter(None, (one.receipt, one.return_receipt)):
                button = Button(f"{number}", icon="printer", kind="plain", tip=N_("Print receipt"))
                button.clicked.connect(partial(self._print, number))
                row.add_button(button)
        return self.flags.mark(row, RecordKind.HOLDING, one.id)

    def _client(self) -> str:
        """Who usually hands things in."""
        return people.name(self._frame.office.cases.file(self._case_id).person, i18n.current())

    def ask_receive(self) -> None:
        """Asks what the client hands in."""
        dialog = ReceiveDialog(self, self._frame, self._case_id, self._client())
        dialog.keep_in(self._frame.drafts, "receive", self._case_id)
        dialog.saved.connect(self._said_received)
        dialog.open()

    def ask_give_back(self) -> None:
        """Asks what goes back."""
        held = holdings.still_here(self._found)
        dialog = GiveBackDialog(self, self._frame, held, self._client())
        dialog.keep_in(self._frame.drafts, "give_back", self._case_id)
        dialog.saved.connect(self._said_given)
        dialog.open()

    def _correct(self, key: object) -> None:
        found = next((one for one in self._found if one.id == key), None)
        if found is not None and may(self._frame, Act.EDIT):
            CorrectDialog(self, self._frame, found).open()

    def _said_received(self, kept: list[Holding]) -> None:
        self._frame.toast(RECEIVED, number=kept[0].receipt)
        self._offer(kept[0].receipt)

    def _said_given(self, kept: list[Holding]) -> None:
        self._frame.toast(GIVEN, number=kept[0].return_receipt)
        self._offer(kept[0].return_receipt)

    def _offer(self, number: str) -> None:
        """Nothing is taken or given without paper: the receipt comes up by itself."""
        if may(self._frame, Act.EXPORT):
            self._print(number)

    def _print(self, number: str) -> None:
        office = self._frame.office
        make = partial(office.sheets.receipt, self._case_id, number)
        case = office.cases.get(self._case_id)
        code = copies.file_code(case.number, f"R{number.replace('/', '-')}")
        what = filled(RECEIPT, number=number)
        Sheet(self, self._frame, N_("Print receipt"), code, make, ("papers",)).ask(
            what, self._case_id
        )
