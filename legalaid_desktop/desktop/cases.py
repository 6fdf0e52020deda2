"""The list of cases."""

from collections.abc import Set
from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from legalaid_desktop import i18n
from legalaid_desktop.desktop import office_lists
from legalaid_desktop.desktop.cards import PageHeader
from legalaid_desktop.desktop.case_choices import CaseChoices
from legalaid_desktop.desktop.filters import FilterLine
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain import deadlines, lawyers
from legalaid_desktop.domain.cases import CaseLine, Stage, is_restricted
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, Urgency
from legalaid_desktop.domain.office_lists import ListKind
from legalaid_desktop.domain.teams import HiddenCase
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import calendar as calendar_labels
from legalaid_desktop.labels import cases as labels
from legalaid_desktop.services import reference

URGENCY_KINDS = {
    Urgency.PAST: "urgent",
    Urgency.OVERDUE: "urgent",
    Urgency.TODAY: "urgent",
    Urgency.SOON: "attention",
    Urgency.MONTH: "info",
    Urgency.LATER: "neutral",
}

_CONCERNED = {
    Change.CASE,
    Change.DEADLINE,
    Change.EVENT,
    Change.PERSON,
    Change.ASSIGNMENT,
}

Line = CaseLine | HiddenCase
"""A case, or a restricted one of others; those stand at the end of the list."""


class CasesPage(Page):
    """All cases, newest first; where names are hidden, under a code name."""

    name = "cases"
    title_message = N_("Cases")
    icon = "folder-open"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._next: dict[int, Deadline] = {}
        self._hearings: dict[int, date] = {}
        self._today = frame.office.today.day()
        head = PageHeader(N_("Cases"), N_("Newest first"))
        self.waiting = head.add_button(Button(N_("Waiting for a decision"), icon="clock"))
        self.waiting.clicked.connect(self._to_waiting)
        self.export = office_lists.add_button(head, self, frame, ListKind.CASES)
        self.intake = head.add_button(Button(N_("New intake"), icon="plus", kind="primary"))
        self.intake.clicked.connect(self._begin)
        self.filter = FilterLine(N_("Part of a number, a subject, a code name or a name"))
        self.filter.asked.connect(self._refill)
        self.chosen = CaseChoices()
        self.chosen.asked.connect(self._refill)
        self.table = RecordTable(
            [
                Column(title=N_("Case"), cell=_what),
                Column(title=N_("Type and stage"), cell=_type, width=20),
                Column(title=N_("Lawyer"), cell=_lawyer, width=16),
                Column(title=N_("Next date"), cell=self._deadline, width=23),
                Column(title="", cell=self._urgency, width=12),
            ],
            empty=N_("No case found. Begin with the person who asks for help."),
            action=N_("New intake"),
        )
        self.table.opened.connect(self._open)
        self.table.asked.connect(self._begin)
        self.column.addWidget(head)
        above = QHBoxLayout()
        above.setSpacing(16)
        above.addWidget(self.filter, 2)
        above.addWidget(self.chosen, 5)
        self.column.addLayout(above)
        self.column.addWidget(self.table, 1)

    def show_record(self, key: object | None) -> None:
        """Reads the list."""
        del key
        self.chosen.show_lawyers(self.frame.office.assignments.lawyers())
        self._refill()

    def reload(self, changes: Set[Change]) -> None:
        """Reads the list again when it is concerned."""
        if not changes or changes & _CONCERNED:
            self._refill()

    def _refill(self) -> None:
        self._today = self.frame.office.today.day()
        self.table.show_records(self._slice)

    def _slice(self, after: object) -> Slice:
        office = self.frame.office
        wanted = self.chosen.wanted(self.filter.wanted())
        page = office.cases.page(wanted, after)
        ids = [line.case.id for line in page.lines]
        for case_id in ids:
            self._next.pop(case_id, None)
        self._next |= office.deadlines.next_of(ids)
        self._hearings |= dict.fromkeys(ids, date.max) | office.stories.next_hearings(ids)
        plain = not page.next and wanted.is_plain
        hidden = office.teams.hidden(wanted.text) if plain else ()
        return Slice(records=(*page.lines, *hidden), after=page.next)

    def _deadline(self, line: Line) -> Cell:
        if isinstance(line, HiddenCase):
            return Cell()
        found, hearing = self._coming(line)
        language = i18n.current()
        if hearing is not None:
            return Cell(text=i18n.date_long(hearing, language), reason=filled(N_("hearing")))
        if found is None:
            return Cell()
        what = calendar_labels.title(found, line.case, language)
        return Cell(text=i18n.date_long(found.due_on, language), reason=what)

    def _urgency(self, line: Line) -> Cell:
        if isinstance(line, HiddenCase):
            return Cell()
        found, hearing = self._coming(line)
        if hearing is not None:
            return Cell(chip=days_off(hearing, self._today), kind="attention")
        if found is None:
            return Cell()
        kind = URGENCY_KINDS[deadlines.urgency(found, self._today)]
        return Cell(chip=days_off(found.due_on, self._today), kind=kind)

    def _coming(self, line: CaseLine) -> tuple[Deadline | None, date | None]:
        """The next deadline, or the day of a hearing that comes before it."""
        key = line.case.id or 0
        found, hearing = self._next.get(key), self._hearings.get(key, date.max)
        is_first = hearing < (found.due_on if found else date.max)
        return (None, hearing) if is_first else (found, None)

    def _open(self, line: Line) -> None:
        if isinstance(line, HiddenCase):
            self.frame.go("glass", line.id)
        else:
            self.frame.go("case", line.case.id)

    def _to_waiting(self) -> None:
        self.frame.go("waiting")

    def _begin(self) -> None:
        self.frame.go("intake")


def _what(line: Line) -> Cell:
    if isinstance(line, HiddenCase):
        said = filled(N_("restricted: only its team sees it"))
        title = f"{line.number} · {line.code_name}"
        level = filled(labels.CONFIDENTIALITIES[line.confidentiality])
        return Cell(text=title, reason=said, icon="lock", icon_says=f"{level}. {said}")
    language = i18n.current()
    title, client = labels.title(line.case, language), labels.client(line, language)
    if not is_restricted(line.case):
        return Cell(text=title, reason=client)
    said = filled(labels.CONFIDENTIALITIES[line.case.confidentiality])
    return Cell(text=title, reason=client, icon="lock", icon_says=said)


def _type(line: Line) -> Cell:
    if isinstance(line, HiddenCase):
        return Cell()
    case = line.case
    matter = labels.matter(case, i18n.current(), reference.subtypes())
    return Cell(text=matter, reason=filled(labels.STAGES[case.stage]))


def _lawyer(line: Line) -> Cell:
    """Who has taken the case, and what hides it."""
    secrecy = _secrecy(line)
    if isinstance(line, HiddenCase):
        return secrecy
    name = lawyers.name(line.lawyer, i18n.current()) if line.lawyer else filled(N_("No lawyer yet"))
    return Cell(text=name, reason=secrecy.chip)


def _secrecy(line: Line) -> Cell:
    if isinstance(line, HiddenCase):
        return Cell(chip=filled(N_("not on the team")), kind="neutral")
    case = line.case
    if is_restricted(case):
        return Cell(chip=filled(labels.CONFIDENTIALITIES[case.confidentiality]), kind="urgent")
    if case.stage is Stage.CLOSED:
        return Cell(chip=filled(labels.STAGES[case.stage]), kind="neutral")
    return Cell()
