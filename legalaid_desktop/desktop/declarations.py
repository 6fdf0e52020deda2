"""What an asked lawyer declares about conflicts of interest, before the file is opened."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.facts import Facts
from legalaid_desktop.desktop.fields import ChoiceField, LongTextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain.assignments import Assignment, Declaration, OfferSheet
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import assignments as labels
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import conflicts as conflict_labels
from legalaid_desktop.services.clock import VIENTIANE

WHAT = N_(
    "Compare these names with your own files: those of clients, of other sides, of your family and "
    "your business. The file opens once you have declared that there is no conflict of interest."
)
WHAT_OF_ANOTHER = N_(
    "Read these names to the lawyer, who compares them with the own files and answers. The file "
    "opens to the lawyer once there is no conflict of interest."
)
RESTRICTED = N_(
    "The names of this case are not shown before it is accepted. The office has compared them with "
    "its files and its lawyers; in doubt, the lawyer asks the manager and they compare together."
)
KEPT = N_("The declaration is kept.")
DECLINED = N_("The case is declined; the file stays closed.")


def ask(parent: QWidget, frame: Frame, offer: Assignment) -> "DeclareDialog | None":
    """Opens the dialog, or says why there is nothing to declare."""
    try:
        sheet = frame.office.assignments.sheet(offer.id)
    except LegalAidError as problem:
        dialogs.tell(parent, problem)
        return None
    own = any(one.id == offer.id for one in frame.office.assignments.asked())
    dialog = DeclareDialog(parent, frame, sheet, own=own)
    dialog.open()
    return dialog


def asked_row(offer: Assignment, today: date) -> Row:
    """An offer to the user, without anything of the case."""
    title = filled(N_("A case is offered to you"))
    said = filled(N_("Declare first whether there is a conflict of interest."))
    return Row(title, said, Chip(days_off(offer.offered_on, today), "attention"), key=offer)


class DeclareDialog(Dialog):
    """Shows the few names that are needed, and asks what the lawyer declares.

    Args:
        own: whether the lawyer sits here; else somebody enters what the lawyer said.

    Signals:
        declared: (assignment) it is kept.
    """

    declared = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, sheet: OfferSheet, *, own: bool) -> None:
        super().__init__(parent, N_("Conflict of interest"), accept=N_("Keep the declaration"))
        self.setMinimumWidth(620)
        self._frame, self._sheet = frame, sheet
        self.body.addWidget(InlineBanner(self._what(own=own), "info"))
        self.body.addWidget(Facts(_facts(sheet), margins=False))
        self.declaration = ChoiceField(label=N_("The lawyer declares"))
        self.declaration.setObjectName("declaration")
        choices = (Declaration.NO_CONFLICT, Declaration.CONFLICT)
        self.declaration.set_choices([(one, labels.DECLARATIONS[one]) for one in choices])
        self.declaration.changed.connect(self._turn)
        self.reason = LongTextField(
            label=N_("What the conflict is"),
            help=N_("It stays with the case. Name nobody whom the lawyer has to keep secret."),
        )
        self.reason.setObjectName("reason")
        self.reason.hide()
        self.promise = Text(role="dim", wrap=True)
        self.promise.say(N_("Name, day and answer stay with the case and stand in its history."))
        for part in (self.declaration, self.reason, self.promise):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.declaration.setFocus()

    def accept(self) -> None:
        """Keeps the declaration; what is wrong stands below its field."""
        chosen = self.declaration.value()
        declaration = Declaration(str(chosen)) if chosen is not None else Declaration.NONE
        try:
            kept = self._frame.office.assignments.declare(
                self._sheet.offer.id, declaration, self.reason.value()
            )
        except InvalidValue as problem:
            field = self.reason if problem.field == "reason" else self.declaration
            field.show_error(problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        super().accept()
        self._frame.toast(KEPT if declaration is Declaration.NO_CONFLICT else DECLINED)
        self.declared.emit(kept)

    def _what(self, *, own: bool) -> str:
        if self._sheet.code_name:
            return RESTRICTED
        return WHAT if own else WHAT_OF_ANOTHER

    def _turn(self) -> None:
        self.reason.setVisible(self.declaration.value() == Declaration.CONFLICT)


def _facts(sheet: OfferSheet) -> list[tuple[str, str]]:
    language = i18n.current()
    title = filled(case_labels.TYPES[sheet.type])
    if sheet.code_name:
        title = f"“{sheet.code_name}” · {title}"
    found = [(filled(N_("Case")), title)]
    for lao, english, places in sheet.names:
        roles = ", ".join(conflict_labels.place(one, language) for one in places)
        found.append((roles, " / ".join(dict.fromkeys((lao, english)))))
    day = i18n.date_long(sheet.checked_at.astimezone(VIENTIANE).date(), language) if (
        sheet.checked_at
    ) else ""  # fmt: skip
    outcome = filled(conflict_labels.DECISIONS[sheet.check]) if sheet.checked_at else filled(
        conflict_labels.NO_CHECK
    )  # fmt: skip
    found.append((filled(N_("Check of the office")), " · ".join(filter(None, (outcome, day)))))
    return found
