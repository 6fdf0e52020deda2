"""The registers of letters of the office, year by year: every number has its line."""

from collections.abc import Set
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Beside
from legalaid_desktop.desktop.correspondence import ENTERED, ask_void
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.letter_form import LetterDialog
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import correspondence
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.correspondence import Direction, Letter, LetterLine
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import correspondence as labels

YEARS = 10
"""How far back the years can be chosen."""


class LetterRegister(QWidget):
    """One register of one year, with the letters that belong to no case."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.direction = ChoiceField(label=N_("Register"))
        self.direction.set_choices(list(labels.REGISTERS.items()))
        self.direction.set_value(Direction.IN)
        self.year = ChoiceField(label=N_("Year"))
        this = frame.office.today.day().year
        years = [(one, str(one)) for one in range(this, this - YEARS, -1)]
        self.year.set_choices(years, translated=False)
        self.year.set_value(this)
        self.add = Button(N_("Enter a letter of no case"), icon="plus")
        self.add.clicked.connect(self._ask_new)
        self.add.setVisible(may(frame, Act.EDIT))
        self.print = Button(N_("Print …"), icon="printer")
        self.print.clicked.connect(self._print)
        self.print.setVisible(may(frame, Act.EXPORT))
        self.table = RecordTable(
            [
                Column(title=N_("No."), cell=_number, width=8),
                Column(title=N_("Day"), cell=_day, width=14),
                Column(title=N_("From whom, or to whom"), cell=_who, width=32),
                Column(title=N_("About what"), cell=_about),
                Column(title=N_("What became of it"), cell=_fate, width=32),
            ],
            empty=N_("No letter is in this register yet."),
        )
        self.table.opened.connect(self._open)
        self._lay_out()

    def _lay_out(self) -> None:
        beside = Beside(spacing=16)  # below each other where the window is narrow
        across = beside.across
        across.addWidget(self.direction, 3)
        across.addWidget(self.year, 1)
        across.addStretch(1)
        across.addWidget(self.add)
        across.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(beside)
        column.addWidget(self.table, 1)
        for field in (self.direction, self.year):
            field.changed.connect(self._show)

    def reload(self, changes: Set[Change]) -> None:
        """Reads the register again when it is concerned; no kinds at all means all."""
        if not changes or Change.LETTER in changes:
            self._show()

    def _show(self) -> None:
        self.table.show_records(self._slice)

    def _chosen(self) -> tuple[Direction, int]:
        this = self._frame.office.today.day().year
        year = self.year.chosen(this)
        direction = self.direction.chosen(Direction.IN)
        return Direction(str(direction)), year if isinstance(year, int) else this

    def _slice(self, _after: object) -> Slice:
        found: list[LetterLine] = self._frame.office.correspondence.register(*self._chosen())
        return Slice(records=found[::-1])

    def _ask_new(self) -> None:
        direction, _ = self._chosen()
        day = self._frame.office.today.day()
        self._ask(Letter(direction=direction, on=day, correspondent="", subject=""))

    def _ask(self, letter: Letter) -> None:
        other = Direction.OUT if letter.direction is Direction.IN else Direction.IN
        lines = self._frame.office.correspondence.register(other, self._chosen()[1])
        own = [one for one in lines if one.letter and one.letter.case_id == letter.case_id]
        dialog = LetterDialog(self, self._frame, letter, own)
        dialog.saved.connect(self._said)
        dialog.voided.connect(partial(ask_void, self, self._frame, letter))
        dialog.open()

    def _open(self, line: LetterLine) -> None:
        """A letter of a case is looked at in its case."""
        letter = line.letter
        if letter is None:
            return
        if letter.case_id is not None:
            self._frame.go("case", letter.case_id)
        elif may(self._frame, Act.EDIT):
            self._ask(letter)

    def _said(self, letter: Letter) -> None:
        code = labels.sign(letter.direction, correspondence.code(letter), i18n.current())
        self._frame.toast(ENTERED, code=code)

    def _print(self) -> None:
        direction, year = self._chosen()
        make = partial(self._frame.office.sheets.register, direction, year)
        code = f"L-{direction}-{year}"
        title = labels.REGISTERS[direction]
        what = f"{filled(title)} {year}"
        Sheet(self, self._frame, title, code, make).ask(what)


def _number(line: LetterLine) -> Cell:
    return Cell(text=str(line.number))


def _day(line: LetterLine) -> Cell:
    letter = line.letter
    return Cell(text=i18n.date_short(letter.on, i18n.current()) if letter else "")


def _who(line: LetterLine) -> Cell:
    way = filled(labels.WAYS[line.letter.way]) if line.letter else ""
    return Cell(text=labels.who(line), reason=way)


def _about(line: LetterLine) -> Cell:
    number = line.case.number if line.case else ""
    return Cell(text=labels.about(line, i18n.current()), reason=number)


def _fate(line: LetterLine) -> Cell:
    return Cell(text=labels.fate(line, i18n.current()))
