"""The court-fee sheet: asks what a claim is about, and counts while it is typed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, Field, TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain import copies
from legalaid_desktop.domain.court_fees import (
    FeeQuestion,
    FeeSheet,
    FeeStage,
    Matter,
    Payable,
)
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import filings as labels
from legalaid_desktop.services import reference

WHOLE = N_("Write whole kip.")


class CourtFeesDialog(Dialog):
    """What a claim costs, counted with every letter.

    Signals:
        printing: (question) the sheet is to be printed.
    """

    printing = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame) -> None:
        super().__init__(parent, N_("Court-fee sheet"), accept=N_("Print the sheet"),
                         cancel=N_("Close"))  # fmt: skip
        self.setMinimumWidth(720)
        self._frame, table = frame, reference.court_fees()
        language = i18n.current()
        self.stage = _choice(N_("Stage of the proceedings"), list(labels.STAGES.items()))
        self.matter = _choice(N_("What it is about"), list(labels.MATTERS.items()))
        self.value = TextField(label=N_("Value in kip"))
        self.value.setObjectName("value")
        sides = [("yes", N_("claims")), ("no", N_("is claimed against"))]
        self.side = _choice(N_("Our side"), sides)
        above = [("yes", N_("our side")), ("no", N_("the other side"))]
        self.brings = _choice(N_("Who appeals or asks for the stage above"), above)
        grounds = [("", filled(N_("no exemption")))]
        grounds += [(one.id, one.texts[language]) for one in table.exemptions]
        self.exempt = ChoiceField(label=N_("Ground of exemption"))
        self.exempt.set_choices(grounds, translated=False)
        self.exempt.set_value("")
        self.copies = {
            one.id: TextField(label=one.texts[language])
            for one in table.fees
            if one.when is Payable.COPY
        }
        self.sums = Text(role="title", wrap=True)
        self.lines = Row("")
        self.lines.across.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self._count()

    def _lay_out(self) -> None:
        fields = QWidget()
        fields.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.body.addWidget(fields)
        pairs = ((self.stage, self.matter), (self.value, self.side), (self.brings, self.exempt))
        for beside in (*pairs, tuple(self.copies.values())):
            across = QHBoxLayout()
            across.setSpacing(16)
            for field in beside:
                across.addWidget(field, 1)
                field.changed.connect(self._count)
            column.addLayout(across)
        check, paid = labels.MINDED
        for part in (self.sums, self.lines, InlineBanner(check), Text(paid, role="dim", wrap=True)):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def question(self) -> FeeQuestion:
        """What was asked; raises ``InvalidValue`` for what is no number."""
        counts = tuple((key, _whole(field, "copies")) for key, field in self.copies.items())
        matter = Matter(str(self.matter.chosen(Matter.VALUED)))
        return FeeQuestion(
            stage=FeeStage(str(self.stage.chosen(FeeStage.FIRST_INSTANCE))),
            matter=matter,
            value=_whole(self.value, "value") if matter is Matter.VALUED else 0,
            copies=counts,
            claims=self.side.chosen("yes") == "yes",
            brings=self.brings.chosen("yes") == "yes",
            exempt=str(self.exempt.chosen("")),
        )

    def accept(self) -> None:
        """Prints once everything can be counted."""
        try:
            question = self.question()
            self._frame.office.filings.fees(question)
        except InvalidValue as problem:
            field = self.value if problem.field == "value" else next(iter(self.copies.values()))
            field.show_error(problem)
            return
        super().accept()
        self.printing.emit(question)

    def _count(self) -> None:
        valued = self.matter.chosen(Matter.VALUED) == Matter.VALUED
        self.value.setEnabled(valued)
        first = self.stage.chosen(FeeStage.FIRST_INSTANCE) == FeeStage.FIRST_INSTANCE
        self.brings.setEnabled(not first)
        self.exempt.setEnabled(self.side.chosen("yes") == "yes")
        self.accept_button.setEnabled(True)
        try:
            self._show(self._frame.office.filings.fees(self.question()))
        except InvalidValue as problem:
            self.sums.say(problem.reason, **problem.values)
            self.lines.hide()

    def _show(self, sheet: FeeSheet) -> None:
        language, laws = i18n.current(), reference.laws()
        self.sums.show_text("\n".join(labels.sums(sheet, language)))
        told = [
            " · ".join((
                one.fee.texts[language],
                labels.kip(one, language),
                labels.place("court-fees", one.fee.article, one.fee.certainty, laws, language),
            ))
            for one in sheet.lines
        ]  # fmt: skip
        self.lines.title.hide()
        self.lines.reason.show_text("\n".join(told))
        self.lines.reason.show()
        self.lines.show()


def ask(parent: QWidget, frame: Frame, case_id: int) -> None:
    """Opens the sheet for a case."""
    dialog = CourtFeesDialog(parent, frame)
    dialog.printing.connect(partial(_print, parent, frame, case_id))
    dialog.open()


def _print(parent: QWidget, frame: Frame, case_id: int, question: FeeQuestion) -> None:
    office = frame.office
    number = office.cases.get(case_id).number
    make = partial(office.sheets.court_fees, case_id, question)
    code = copies.file_code(number, "fees")
    what = filled(N_("Case {number}"), number=number)
    Sheet(parent, frame, N_("Court-fee sheet"), code, make).ask(what, case_id)


def _choice(label: str, choices: Sequence[tuple[object, str]]) -> ChoiceField:
    made = ChoiceField(label=label)
    made.set_choices(choices)
    made.set_value(choices[0][0])
    return made


def _whole(field: Field, name: str) -> int:
    """Whole kip, also with points or spaces between the thousands; nothing is 0."""
    typed = field.value().replace(" ", "").replace(".", "").replace(",", "")  # type: ignore[attr-defined]  # a line of text
    if typed and not typed.isdecimal():
        raise InvalidValue(name, WHOLE)
    return int(typed or 0)
