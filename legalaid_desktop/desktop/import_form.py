"""One spreadsheet on its way in: what its columns are, and what becomes of each row."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, scrolled
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.tables import Cell, RecordTable, Slice
from legalaid_desktop.desktop.tables import Column as TableColumn
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import people
from legalaid_desktop.domain.imports import Choice, Column, Match, SheetRow
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import imports as labels
from legalaid_desktop.labels import people as people_labels
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.imports import File, Preview

SHOWN = 500
_SAMPLE = 40
_KINDS = {Choice.NEW: "good", Choice.SAME: "attention", Choice.LEAVE: "neutral"}
AGAIN = N_(
    "This very table was taken in before, on {day}. Whoever it brought is left out now, unless you "
    "choose otherwise for a row."
)
REST = N_(
    "This very table was taken in on {day}, but not to its end. Whoever it brought is left out "
    "now; the rest is taken in."
)


class ImportForm(QWidget):
    """What each column holds, and what the import would do.

    Signals:
        asked: what the columns hold has changed: another preview is wanted.
        accepted, cancelled, faulty_wanted: what was pressed.
    """

    asked = Signal()
    accepted = Signal()
    cancelled = Signal()
    faulty_wanted = Signal()

    def __init__(self, file: File) -> None:
        super().__init__()
        self._file = file
        self.sheet = file.sheets[0]
        self.preview = Preview(rows=())
        self.choices: dict[int, Choice] = {}
        self._row: SheetRow | None = None
        self.again = InlineBanner()
        self.sheets = ChoiceField(label=N_("Table in the file"))
        self.sheets.set_choices(
            [(number, sheet.title or "1") for number, sheet in enumerate(file.sheets)],
            translated=False,
        )
        self.sheets.set_value(0)
        self.sheets.setVisible(len(file.sheets) > 1)
        self.sheets.changed.connect(self._turn)
        self.fields: list[ChoiceField] = []
        self._make_rest()
        self._lay_out()
        self._warn()

    def _make_rest(self) -> None:
        self.counts = Text(role="strong", wrap=True)
        self.show_only = ChoiceField()
        self.show_only.caption.hide()
        self.show_only.editor.setAccessibleName(filled(N_("Which rows to show")))
        self.show_only.set_choices(list(_FILTERS.items()))
        self.show_only.set_value("all")
        self.show_only.changed.connect(self._refill)
        self.table = RecordTable(
            [
                TableColumn(title=N_("Row"), cell=_number, width=8),
                TableColumn(title=N_("Person"), cell=self._person),
                TableColumn(title=N_("What becomes of it"), cell=self._fate),
            ],
            empty=N_("No such rows."),
        )
        self.table.opened.connect(self._open)
        self.cancel = Button(N_("Cancel"))
        self.faulty = Button(N_("Save the rows that cannot be taken in …"), icon="download")
        self.accept = Button(N_("Take in"), kind="primary", icon="check")
        self.accept.setEnabled(False)
        self.faulty.hide()
        self.cancel.clicked.connect(self.cancelled)
        self.faulty.clicked.connect(self.faulty_wanted)
        self.accept.clicked.connect(self.accepted)

    def _lay_out(self) -> None:
        self._columns = Card(N_("What the columns hold"), N_("an empty one is left out"))
        self._columns.setFixedWidth(340)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        self._columns.add(inside)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.cancel, self.faulty):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.accept)
        right = QVBoxLayout()
        right.setSpacing(12)
        for widget in (self.again, self.sheets, self.counts, self.show_only):
            right.addWidget(widget)
        right.addWidget(self.table, 1)
        right.addLayout(foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        left = scrolled(self._columns)
        left.setFixedWidth(360)
        across.addWidget(left)
        across.addLayout(right, 1)

    def ask_columns(self, columns: Sequence[Column | None]) -> None:
        """Shows a field for each column, with what was guessed."""
        for old in self.fields:
            self._list.removeWidget(old)
            old.deleteLater()
        self.fields = [self._field(place, guessed) for place, guessed in enumerate(columns)]

    @property
    def is_new(self) -> bool:
        """Whether nobody said yet what the columns of this table hold."""
        return len(self.fields) != len(self.sheet.headings)

    def columns(self) -> tuple[Column | None, ...]:
        """What was chosen for each column."""
        chosen = [field.chosen(None) for field in self.fields]
        return tuple(one if isinstance(one, Column) else None for one in chosen)

    def show_preview(self, preview: Preview) -> None:
        """Shows what the import would do; what was chosen for rows before is forgotten.

        One of another table, or of what the columns held before, is passed over.
        """
        if preview.sheet is not self.sheet or preview.columns != self.columns():
            return
        self.preview, self.choices = preview, {}
        self.faulty.setEnabled(True)
        self._count()
        self._refill()

    def _field(self, place: int, guessed: Column | None) -> ChoiceField:
        field = ChoiceField()
        heading = self.sheet.headings[place] or filled(N_("column {number}"), number=place + 1)
        field.caption.show_text(heading)
        field.editor.setAccessibleName(heading)
        field.set_choices(list(labels.COLUMNS.items()))
        field.set_value(guessed)
        field.changed.connect(self._ask)
        sample = next(
            (row[place] for row in self.sheet.rows if len(row) > place and row[place]), ""
        )
        line = Text(role="dim", wrap=True)
        line.show_text(sample[:_SAMPLE])
        field.add_line(line)
        self._list.addWidget(field)
        return field

    def _turn(self) -> None:
        chosen = self.sheets.chosen(0)
        self.sheet = self._file.sheets[chosen if isinstance(chosen, int) else 0]
        self.ask_columns(())
        self.preview, self.choices = Preview(rows=()), {}
        self.counts.show_text("")
        self._refill()
        self._warn()
        self._ask()

    def _ask(self) -> None:
        """Nothing can be taken in until it is seen what becomes of these rows."""
        self.accept.setEnabled(False)
        self.faulty.setEnabled(False)
        self.asked.emit()

    def _warn(self) -> None:
        """Says when this table came in before."""
        earlier = self._file.earlier(self.sheet)
        self.again.hide()
        if earlier:
            day = i18n.date_long(earlier[0].at.astimezone(VIENTIANE).date(), i18n.current())
            self.again.say(AGAIN if any(run.is_whole for run in earlier) else REST, day=day)

    def _count(self) -> None:
        faulty = len(self.preview.faulty)
        chosen = Counter(self.choice(row) for row in self.preview.rows if row.person)
        whole = chosen.total() - chosen[Choice.LEAVE]
        self.counts.say(
            N_(
                "{rows} rows. To take in: {whole}, known of these: {known}. Left out: {left}. "
                "Not: {faulty}."
            ),
            rows=len(self.preview.rows), whole=whole, known=chosen[Choice.SAME],
            left=chosen[Choice.LEAVE], faulty=faulty,
        )  # fmt: skip
        self.faulty.setVisible(bool(faulty))
        self.accept.setEnabled(bool(whole))

    def choice(self, row: SheetRow) -> Choice:
        """What becomes of a row."""
        return self.choices.get(row.number, self.preview.choice(row))

    def _refill(self) -> None:
        wanted = self.show_only.chosen("all")
        rows = [row for row in self.preview.rows if self._is_wanted(row, wanted)]

        def source(after: int | None) -> Slice:
            begin = after or 0
            end = begin + SHOWN
            return Slice(records=rows[begin:end], after=end if end < len(rows) else None)

        self.table.show_records(source)

    def _is_wanted(self, row: SheetRow, wanted: object) -> bool:
        if wanted == "faulty":
            return bool(row.problems)
        return wanted != "known" or row.number in self.preview.matches

    def _person(self, row: SheetRow) -> Cell:
        if row.person is None:
            sheet = self.preview.sheet or self.sheet
            said = filter(None, sheet.rows[row.number - sheet.first])
            return Cell(text=" · ".join(islice(said, 3)))
        about = row.case.subject_lo or row.case.subject_en if row.case else ""
        return Cell(text=people.name(row.person, i18n.current()), reason=about)

    def _fate(self, row: SheetRow) -> Cell:
        language = i18n.current()
        if row.problems:
            said = "; ".join(labels.problem(one, language) for one in row.problems)
            return Cell(chip=filled(N_("cannot be taken in")), kind="urgent", reason=said)
        matches = self.preview.matches.get(row.number, ())
        choice = self.choice(row)
        return Cell(
            chip=filled(labels.CHOICES[choice]),
            kind=_KINDS[choice],
            reason=_like(matches[0], language) if matches else "",
        )

    def _open(self, row: SheetRow) -> None:
        if row.person is None:
            return
        self._row = row
        sheet = RowDialog(self, row, self.preview.matches.get(row.number, ()), self.choice(row))
        sheet.told.connect(self._choose)
        sheet.open()

    def _choose(self, choice: Choice) -> None:
        if self._row is not None:
            self.choices[self._row.number] = choice
        self._count()
        self._refill()


class RowDialog(Dialog):
    """What becomes of one row.

    Signals:
        told: (choice)
    """

    told = Signal(object)

    def __init__(
        self, parent: QWidget, row: SheetRow, matches: Sequence[Match], choice: Choice
    ) -> None:
        super().__init__(parent, N_("One row"), accept=N_("Choose"))
        self.setMinimumWidth(520)
        language = i18n.current()
        title = Text(role="title", wrap=True)
        if row.person is not None:
            title.show_text(people.name(row.person, language))
        self.body.addWidget(title)
        for match in matches:
            line = Text(wrap=True)
            line.show_text(_like(match, language))
            self.body.addWidget(line)
        self.choice = ChoiceField(label=N_("What becomes of it"))
        offered = list(Choice) if matches else [Choice.NEW, Choice.LEAVE]
        self.choice.set_choices([(one, labels.CHOICES[one]) for one in offered])
        self.choice.set_value(choice)
        self.body.addWidget(self.choice)
        self.body.addStretch(1)

    def accept(self) -> None:
        """Hands on what was chosen."""
        self.told.emit(self.choice.chosen(Choice.NEW))
        super().accept()


_FILTERS = {
    "all": N_("all rows"),
    "faulty": N_("rows that cannot be taken in"),
    "known": N_("people who may be known already"),
}


def _number(row: SheetRow) -> Cell:
    return Cell(text=str(row.number))


def _like(match: Match, language: str) -> str:
    """Who it may be, and in what they are alike."""
    alike = ", ".join(filled(people_labels.LIKENESSES[one]) for one in match.alike)
    name = people.name(match.person, language)
    if match.row is not None:
        return filled(N_("row {number}, {name}: {alike}"), number=match.row, name=name, alike=alike)
    return filled(N_("{name}, in the files: {alike}"), name=name, alike=alike)
