"""Papers: the list of all, those of one case, and the beginning of a new one."""

from collections.abc import Set

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, Chip, PageHeader, Row, columns, scrolled
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.flagging import Flagging
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.printing import LANGUAGES
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import cases
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.flags import RecordKind
from legalaid_desktop.domain.papers import Paper, PaperLine, PaperStatus
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import papers as labels

SLICE = 100
CONCERNED = {
    Change.PAPER,
    Change.CASE,
    Change.ASSIGNMENT,
    Change.PERSON,
    Change.LAWYER,
    Change.TASK,
}
"""A paper may become complete by any of these."""


class PapersPage(Page):
    """The papers of all cases, newest first."""

    name = "papers"
    title_message = N_("Papers")
    icon = "file-text"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._titles = {kind.id: kind.title for kind in frame.office.papers.kinds()}
        head = PageHeader(N_("Papers"), N_("Drafts and issued papers of all cases, newest first"))
        self.new = head.add_button(Button(N_("New paper"), icon="file-plus", kind="primary"))
        self.new.clicked.connect(self._begin)
        self.table = RecordTable(
            [
                Column(title=N_("Kind of paper"), cell=self._what),
                Column(title=N_("Language"), cell=_language, width=18),
                Column(title=N_("Dated"), cell=_dated, width=12),
                Column(title=N_("State"), cell=_state, width=20),
            ],
            empty=N_("No paper yet. A paper is made from a case: its facts are filled in already."),
            action=N_("New paper"),
        )
        self.table.opened.connect(self._open)
        self.table.asked.connect(self._begin)
        self.column.addWidget(head)
        self.column.addWidget(self.table, 1)

    def show_record(self, key: object | None) -> None:
        """Reads the list."""
        del key
        self.table.show_records(self._slice)

    def reload(self, changes: Set[Change]) -> None:
        """Reads the list again when it is concerned."""
        if not changes or changes & {Change.PAPER, Change.CASE}:
            self.table.show_records(self._slice)

    def _slice(self, after: tuple[object, int] | None) -> Slice:
        found = self.frame.office.papers.lines(after, SLICE)
        last = found[-1].paper if len(found) == SLICE else None
        return Slice(records=found, after=(last.dated_on, last.id) if last else None)

    def _what(self, line: PaperLine) -> Cell:
        language = i18n.current()
        title = self._titles[line.paper.kind].of(language)
        shown = cases.shown_name(line.case, cases.subject(line.case, language))
        return Cell(text=title, reason=f"{line.case.number} · {shown}")

    def _open(self, line: PaperLine) -> None:
        self.frame.go("paper", line.paper.id)

    def _begin(self) -> None:
        dialog = NewPaperDialog(self, self.frame, None)
        dialog.saved.connect(self._made)
        dialog.open()

    def _made(self, paper: Paper) -> None:
        self.frame.go("paper", paper.id)


def _language(line: PaperLine) -> Cell:
    return Cell(text=labels.paper_language(line.paper.language, i18n.current()))


def _dated(line: PaperLine) -> Cell:
    return Cell(text=i18n.date_short(line.paper.dated_on, i18n.current()))


def _state(line: PaperLine) -> Cell:
    if line.paper.status is PaperStatus.DRAFT:
        return Cell(chip=filled(N_("draft")), kind="attention")
    return Cell(chip=filled(N_("issued {number}"), number=line.paper.number), kind="good")


class CasePapers(QWidget):
    """The papers of one case: what is missing from each draft, and a way to begin another."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._case_id = 0
        self._kinds = {kind.id: kind for kind in frame.office.papers.kinds()}
        self.flags = Flagging(self, frame)
        self.card = Card(N_("Papers"))
        self.new = Button(N_("New paper"), icon="file-plus")
        self.card.head.add_button(self.new)
        self.new.clicked.connect(self._begin)
        self.card.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(columns(([self.card], 1))))

    def show_case(self, case_id: int) -> None:
        """Shows the papers of that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads them again when they are concerned; no kinds at all means all."""
        if self._case_id and (not changes or changes & CONCERNED):
            papers: list[Paper] = self._frame.office.papers.of_case(self._case_id)
            self.flags.read(self._case_id)
            self.card.set_rows([self._row(paper) for paper in papers] or [self._nothing()])

    def _nothing(self) -> QWidget:
        sentence = N_("No paper of this case yet. Its facts are filled in when you begin one.")
        state = EmptyState(sentence, N_("New paper"), "file-plus")
        state.asked.connect(self._begin)
        return state

    def _row(self, paper: Paper) -> Row:
        language = i18n.current()
        reason = [
            labels.paper_language(paper.language, language),
            i18n.date_long(paper.dated_on, language),
        ]
        if paper.status is PaperStatus.ISSUED:
            chip = Chip(N_("issued {number}"), "good", number=paper.number)
        else:
            missing = labels.sentences(self._frame.office.papers.missing(paper), language)
            reason += missing
            chip = Chip(N_("incomplete"), "urgent") if missing else Chip(N_("ready"), "info")
        title = labels.title(self._kinds[paper.kind], language)
        row = Row(title, " · ".join(reason), chip, paper.id)
        return self.flags.mark(row, RecordKind.PAPER, paper.id)

    def _open(self, paper_id: int) -> None:
        self._frame.go("paper", paper_id)

    def _begin(self) -> None:
        dialog = NewPaperDialog(self, self._frame, self._case_id)
        dialog.saved.connect(self._made)
        dialog.open()

    def _made(self, paper: Paper) -> None:
        self._frame.go("paper", paper.id)


class NewPaperDialog(Dialog):
    """Asks for the kind and the language of a new paper, and for the case where it is not known.

    Signals:
        saved: (paper) the draft is there.
    """

    saved = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, case_id: int | None) -> None:
        super().__init__(parent, N_("New paper"), accept=N_("Make the draft"))
        self._frame, self._case_id = frame, case_id
        language = i18n.current()
        self._kinds = list(frame.office.papers.kinds())
        self.case = ChoiceField(label=N_("Case"))
        self.case.setObjectName("case")
        self.case.setVisible(case_id is None)
        if case_id is None:
            self.case.set_choices(self._cases(language), translated=False)
        self.kind = ChoiceField(label=N_("Kind of paper"))
        self.kind.setObjectName("kind")
        titles = [(kind.id, labels.title(kind, language)) for kind in self._kinds]
        self.kind.set_choices(titles, translated=False)
        self.about = Text(role="dim", wrap=True)
        self.language = ChoiceField(label=N_("Language of the paper"))
        self.language.setObjectName("language")
        self.language.set_choices(LANGUAGES)
        for widget in (self.case, self.kind, self.about, self.language):
            self.body.addWidget(widget)
        self.kind.changed.connect(self._explain)
        self.kind.set_value(self._kinds[0].id)
        self.language.set_value("lo")
        (self.kind if case_id else self.case).setFocus()

    def _cases(self, language: str) -> list[tuple[object, str]]:
        lines = self._frame.office.cases.page().lines
        return [
            (line.case.id, f"{line.case.number} · {_name(line.case, language)}") for line in lines
        ]

    def _explain(self) -> None:
        try:
            chosen = self.kind.value()
        except InvalidValue:
            return
        for kind in self._kinds:
            if kind.id == chosen:
                warning = labels.wording(kind, i18n.current())
                about = kind.about.of(i18n.current())
                self.about.show_text(". ".join(filter(None, (about, warning))))

    def accept(self) -> None:
        """Makes the draft."""
        try:
            case_id = self._case_id or self._chosen(self.case)
            kind, language = self._chosen(self.kind), self._chosen(self.language)
            paper = self._frame.office.papers.draft(case_id, kind, language)
        except InvalidValue as problem:
            getattr(self, problem.field).show_error(problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        super().accept()
        self.saved.emit(paper)

    def _chosen(self, field: ChoiceField) -> object:
        value = field.value()
        if value is None:
            raise InvalidValue(field.objectName(), N_("Choose one from the list."))
        return value


def _name(case: cases.Case, language: str) -> str:
    return cases.shown_name(case, cases.subject(case, language))
