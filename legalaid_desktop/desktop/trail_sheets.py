"""The monthly sheet of the trail: which month, in which language, for whom; and those made."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Row, columns, scrolled
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.errands import ErrandLine
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.trail import Line
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import trail as labels
from legalaid_desktop.services.clock import VIENTIANE

MONTHS = 24
LANGUAGES = (("lo", N_("Lao")), ("en", N_("English")), ("both", N_("Lao and English")))
WHY = N_(
    "Print the sheet each month, have two people sign it and keep it out of reach of the computer: "
    "whoever cuts off or rewrites the trail cannot rewrite paper."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which sheet is wanted, and for whom."""

    month: date
    language: str
    errand: Errand


class SheetDialog(Dialog):
    """Asks which sheet, and shows which were made.

    Signals:
        printing, saving: (order) what is to be done with the sheet.
    """

    printing = Signal(object)
    saving = Signal(object)

    def __init__(self, parent: QWidget, office: Any) -> None:
        super().__init__(parent, N_("Monthly sheet"), accept=N_("Print"))
        self.setMinimumSize(640, 560)
        self.month = ChoiceField(label=N_("Month"))
        self.month.setObjectName("month")
        months = _months(office.today.day())
        language = i18n.current()
        self.month.set_choices(
            [(one, i18n.month(one, language)) for one in months], translated=False
        )
        self.month.set_value(months[1])
        self.language = ChoiceField(label=N_("Language of the paper"))
        self.language.setObjectName("language")
        self.language.set_choices(LANGUAGES)
        self.language.set_value("both")
        self.errand = ErrandLine()
        self.made = Card(N_("Sheets made"))
        self._lay_out(office.trail.sheets())
        self.save = Button(N_("Save as PDF"), icon="download")
        self.save.clicked.connect(self._save)
        self.add_button(self.save)
        self.month.setFocus()

    def _lay_out(self, made: list[Line]) -> None:
        self.made.set_rows([_row(line) for line in made])
        if not made:
            self.made.add(EmptyState(N_("No sheet was made yet."), icon="file-text"), margins=False)
        self.body.addWidget(Text(WHY, role="dim", wrap=True))
        for part in (self.month, self.language, self.errand):
            self.body.addWidget(part)
        self.body.addWidget(scrolled(columns(([self.made], 1))), 1)

    def accept(self) -> None:
        """Prints the sheet."""
        if order := self._order():
            super().accept()
            self.printing.emit(order)

    def _save(self) -> None:
        if order := self._order():
            self.reject()
            self.saving.emit(order)

    def _order(self) -> Order | None:
        try:
            month, language = self.month.value(), self.language.value()
        except InvalidValue as problem:
            field = self.month if problem.field == "month" else self.language
            field.show_error(problem)
            return None
        if not isinstance(month, date):
            self.month.show_error(InvalidValue("month", "This is needed."))
            return None
        return Order(month=month, language=str(language or "both"), errand=self.errand.errand())


def code(month: date) -> str:
    """Names the file and the print job."""
    return f"T{month:%Y-%m}"


def _months(today: date) -> list[date]:
    """The present month and those before it."""
    found = [today.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def _row(line: Line) -> Row:
    entry, language = line.entry, i18n.current()
    record = entry.record or 0
    month = i18n.month(date(record // 100, record % 100, 1), language)
    number = entry.fields.get("number", (None, ""))[1]
    at = i18n.moment(entry.at.astimezone(VIENTIANE), language) if entry.at else ""
    title = filled(N_("{month}, copy {number}"), month=month, number=number)
    parts = (labels.deed(entry.deed, language), at, labels.user(entry, language), entry.reason)
    return Row(title, " · ".join(filter(None, parts)))
