"""The lawyer of a case: offering it, and recording what the lawyer answers."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import declarations, dialogs
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import lawyers
from legalaid_desktop.domain.assignments import Assignment, AssignmentStatus, Declaration
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import assignments as labels

_KINDS = {
    AssignmentStatus.OFFERED: "attention",
    AssignmentStatus.ACCEPTED: "good",
    AssignmentStatus.DECLINED: "neutral",
}


DECLARED = N_("declared on {day}, entered by {by}: {answer}")


class OfferDialog(Dialog):
    """Chooses a lawyer; pro bono and the open load stand beside each name.

    Signals:
        told: (lawyer) the one to be asked.
    """

    told = Signal(object)

    def __init__(self, parent: QWidget, known: list[Lawyer], loads: dict[int, int]) -> None:
        super().__init__(parent, N_("Offer the case"), accept=N_("Offer to this lawyer"))
        self._loads = loads
        self.setMinimumSize(640, 420)
        self.table = RecordTable(
            [
                Column(title=N_("Lawyer"), cell=_lawyer),
                Column(title=N_("Open cases"), cell=self._load, width=14),
                Column(title=N_("Pro bono"), cell=_pro_bono, width=14),
            ],
            empty=N_("No lawyer yet. Enter the lawyers on the page Office."),
        )
        ranked = sorted(known, key=lambda one: loads.get(one.id or 0, 0))
        self.table.show_records(partial(_slice, ranked))
        self.accept_button.setEnabled(bool(known))
        self.body.addWidget(Text(N_("The lawyer with the least open cases stands first."),
                                 role="dim", wrap=True))  # fmt: skip
        self.body.addWidget(self.table, 1)
        self.table.setFocus()

    def accept(self) -> None:
        """Hands on the lawyer under the cursor."""
        index = self.table.view.currentIndex()
        super().accept()
        self.told.emit(self.table.model.record(index.row()))

    def _load(self, lawyer: Lawyer) -> Cell:
        return Cell(text=str(self._loads.get(lawyer.id or 0, 0)))


class AssignmentCard(Card):
    """Who was asked, what they answered, and the buttons to go on."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("Lawyer"))
        self.frame = frame
        self._case_id = 0
        self._open_offer: Assignment | None = None
        self.offer = Button(N_("Offer to a lawyer"), icon="scale")
        self.declare = Button(N_("No conflict of interest? …"), icon="scale", kind="primary")
        self.accept = Button(N_("Accepts"), icon="check")
        self.decline = Button(N_("Declines"), icon="x")
        self.answers = QWidget()
        across = QHBoxLayout(self.answers)
        across.setContentsMargins(18, 14, 18, 12)
        for button in (self.offer, self.declare, self.accept, self.decline):
            across.addWidget(button)
        across.addStretch(1)
        self.add(self.answers, margins=False)
        self.offer.clicked.connect(self.ask_lawyer)
        self.declare.clicked.connect(self.ask_declaration)
        self.accept.clicked.connect(self._accept)
        self.decline.clicked.connect(self._ask_reason)

    def show_file(self, file: CaseFile) -> None:
        """Shows the assignments of that case."""
        office = self.frame.office
        self._case_id = file.case.id or 0
        found: list[Assignment] = office.assignments.of_case(self._case_id)
        names = {one.id: one for one in office.assignments.lawyers()}
        self._open_offer = next(
            (one for one in found if one.status is AssignmentStatus.OFFERED), None
        )
        waiting = self._open_offer is not None
        accepted = any(one.status is AssignmentStatus.ACCEPTED for one in found)
        self.offer.setVisible(not waiting and not accepted)
        said = self._open_offer.declaration if self._open_offer else Declaration.NONE
        declared = said is Declaration.NO_CONFLICT
        self.declare.setVisible(waiting and not declared)
        self.accept.setVisible(declared)
        self.decline.setVisible(waiting)
        self.answers.setVisible(waiting or not accepted)
        self.set_rows([_row(one, names[one.lawyer_id]) for one in found])

    def ask_lawyer(self) -> None:
        """Asks which lawyer to offer the case to."""
        assignments = self.frame.office.assignments
        dialog = OfferDialog(self, assignments.lawyers(), assignments.loads())
        dialog.told.connect(self._offer)
        dialog.open()

    def _offer(self, lawyer: Lawyer) -> None:
        try:
            self.frame.office.assignments.offer(self._case_id, lawyer.id)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        name = lawyers.name(lawyer, i18n.current())
        self.frame.toast(N_("Offered to {name}."), name=name)

    def ask_declaration(self) -> None:
        """Asks what the lawyer declares about conflicts of interest; that comes first."""
        if self._open_offer is not None:
            declarations.ask(self, self.frame, self._open_offer)

    def _accept(self) -> None:
        if self._open_offer is None:
            return
        try:
            self.frame.office.assignments.accept(self._open_offer.id)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.toast(N_("The lawyer has accepted."))

    def _ask_reason(self) -> None:
        question = N_("Why does the lawyer decline? The reason stays with the case.")
        dialogs.ask_reason(self, question, N_("Record the answer"), self._decline)

    def _decline(self, reason: str) -> None:
        if self._open_offer is None:
            return
        try:
            self.frame.office.assignments.decline(self._open_offer.id, reason)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.toast(N_("The lawyer has declined. Offer the case to another one."))


def _row(assignment: Assignment, lawyer: Lawyer) -> Row:
    language = i18n.current()
    day = assignment.answered_on or assignment.offered_on
    said = (i18n.date_long(day, language), _declared(assignment, language), assignment.reason)
    reason = " · ".join(filter(None, said))
    chip = Chip(labels.STATUSES[assignment.status], _KINDS[assignment.status])
    return Row(lawyers.name(lawyer, language), reason, chip)


def _declared(assignment: Assignment, language: str) -> str:
    """What the lawyer declared, when, and who entered it; nothing of offers from before that."""
    known = labels.DECLARATIONS[assignment.declaration]
    if assignment.declared_on is None:
        waits = assignment.status is AssignmentStatus.OFFERED
        return filled(N_("conflict of interest: {answer}"), answer=filled(known)) if waits else ""
    day = i18n.date_long(assignment.declared_on, language)
    return filled(DECLARED, answer=filled(known), day=day, by=assignment.declared_by)


def _lawyer(lawyer: Lawyer) -> Cell:
    language = i18n.current()
    lao, english = lawyer.organisation_lo, lawyer.organisation_en
    firm = (lao or english) if language == "lo" else (english or lao)
    return Cell(text=lawyers.name(lawyer, language), reason=firm)


def _pro_bono(lawyer: Lawyer) -> Cell:
    return Cell(chip=filled(N_("pro bono")), kind="good") if lawyer.pro_bono else Cell()


def _slice(known: list[Lawyer], after: object) -> Slice:
    del after
    return Slice(records=known)
