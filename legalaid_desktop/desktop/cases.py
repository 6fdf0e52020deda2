"""The list of cases."""

from collections.abc import Set

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import PageHeader
from legalaid_desktop.desktop.filters import FilterLine
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain import deadlines
from legalaid_desktop.domain.cases import CaseLine, Stage, is_restricted
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import Deadline, Urgency
from legalaid_desktop.domain.teams import HiddenCase
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels

URGENCY_KINDS = {
    Urgency.PAST: "urgent",
    Urgency.OVERDUE: "urgent",
    Urgency.TODAY: "urgent",
    Urgency.SOON: "attention",
    Urgency.MONTH: "info",
    Urgency.LATER: "neutral",
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
        self._today = frame.office.today.day()
        head = PageHeader(N_("Cases"), N_("Newest first"))
        self.waiting = head.add_button(Button(N_("Waiting for a decision"), icon="clock"))
        self.waiting.clicked.connect(self._to_waiting)
        self.intake = head.add_button(Button(N_("New intake"), icon="plus", kind="primary"))
        self.intake.clicked.connect(self._begin)
        self.filter = FilterLine(N_("Part of a number, a subject, a code name or a name"))
        self.filter.asked.connect(self._refill)
        self.table = RecordTable(
            [
                Column(title=N_("Case"), cell=_what),
                Column(title=N_("Type and stage"), cell=_type, width=20),
                Column(title=N_("Confidentiality"), cell=_secrecy, width=16),
                Column(title=N_("Next deadline"), cell=self._deadline, width=23),
                Column(title="", cell=self._urgency, width=12),
            ],
            empty=N_("No case found. Begin with the person who asks for help."),
            action=N_("New intake"),
        )
        self.table.opened.connect(self._open)
        self.table.asked.connect(self._begin)
        self.column.addWidget(head)
        self.column.addWidget(self.filter)
        self.column.addWidget(self.table, 1)

    def show_record(self, key: object | None) -> None:
        """Reads the list."""
        del key
        self._refill()

    def reload(self, changes: Set[Change]) -> None:
        """Reads the list again when it is concerned."""
        if not changes or changes & {Change.CASE, Change.DEADLINE, Change.PERSON}:
            self._refill()

    def _refill(self) -> None:
        self._today = self.frame.office.today.day()
        self.table.show_records(self._slice)

    def _slice(self, after: object) -> Slice:
        office = self.frame.office
        page = office.cases.page(self.filter.wanted(), after)
        ids = [line.case.id for line in page.lines]
        for case_id in ids:
            self._next.pop(case_id, None)
        self._next |= office.deadlines.next_of(ids)
        hidden = () if page.next else office.teams.hidden(self.filter.wanted())
        return Slice(records=(*page.lines, *hidden), after=page.next)

    def _deadline(self, line: Line) -> Cell:
        if isinstance(line, HiddenCase):
            return Cell()
        found = self._next.get(line.case.id or 0)
        if found is None:
            return Cell()
        language = i18n.current()
        return Cell(text=i18n.date_long(found.safe_on, language), reason=found.title(language))

    def _urgency(self, line: Line) -> Cell:
        if isinstance(line, HiddenCase):
            return Cell()
        found = self._next.get(line.case.id or 0)
        if found is None:
            return Cell()
        kind = URGENCY_KINDS[deadlines.urgency(found, self._today)]
        return Cell(chip=days_off(found.safe_on, self._today), kind=kind)

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
    return Cell(text=filled(labels.TYPES[case.type]), reason=filled(labels.STAGES[case.stage]))


def _secrecy(line: Line) -> Cell:
    if isinstance(line, HiddenCase):
        return Cell(chip=filled(N_("not on the team")), kind="neutral")
    case = line.case
    if is_restricted(case):
        return Cell(chip=filled(labels.CONFIDENTIALITIES[case.confidentiality]), kind="urgent")
    if case.stage is Stage.CLOSED:
        return Cell(chip=filled(labels.STAGES[case.stage]), kind="neutral")
    return Cell()
