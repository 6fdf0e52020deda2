"""The queue: intakes without a decision, the most urgent first, with the reason in words."""

from collections.abc import Set
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Chip, PageHeader, Row
from legalaid_desktop.desktop.first_steps import PRESSURE_KINDS
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain import intakes
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import intakes as labels
from legalaid_desktop.services.intakes import Waiting


class WaitingPage(Page):
    """Everybody who waits for the office to decide."""

    name = "waiting"
    under = "cases"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._today = frame.office.today.day()
        head = PageHeader(
            N_("Waiting for a decision"),
            N_("Most urgent first; the order is the program's own and nobody has confirmed it."),
        )
        self.intake = head.add_button(Button(N_("New intake"), icon="plus", kind="primary"))
        self.intake.clicked.connect(self._begin)
        self.table = RecordTable(
            [
                Column(title=N_("Case"), cell=_what),
                Column(title=N_("Why it is urgent"), cell=_why, width=34),
                Column(title=N_("Tries"), cell=self._tries, width=22),
                Column(title=N_("Waits since"), cell=self._since, width=18),
                Column(title="", cell=_pressure, width=10),
            ],
            empty=N_("Nobody waits: every intake is decided."),
        )
        self.table.opened.connect(self._open)
        self.column.addWidget(head)
        self.column.addWidget(self.table, 1)

    def show_record(self, key: object | None) -> None:
        """Reads the queue."""
        del key
        self._refill()

    def reload(self, changes: Set[Change]) -> None:
        """Reads it again when it is concerned."""
        if not changes or changes & {Change.CASE, Change.INTAKE}:
            self._refill()

    def _refill(self) -> None:
        self._today = self.frame.office.today.day()
        self.table.show_records(self._slice)

    def _slice(self, after: object) -> Slice:
        del after
        return Slice(records=tuple(self.frame.office.intakes.waiting()), after=None)

    def _tries(self, waiting: Waiting) -> Cell:
        return Cell(text=_tried(waiting.tries), reason=_next_call(waiting))

    def _since(self, waiting: Waiting) -> Cell:
        day = intakes.received_on(waiting.intake)
        said = i18n.date_long(day, i18n.current())
        return Cell(text=said, reason=days_off(day, self._today))

    def _open(self, waiting: Waiting) -> None:
        self.frame.go("case", (waiting.case.id, "intake"))

    def _begin(self) -> None:
        self.frame.go("intake")


def waiting_row(waiting: Waiting, _today: date) -> Row:
    """One of the queue as the start page shows it."""
    language = i18n.current()
    day = i18n.date_long(intakes.received_on(waiting.intake), language)
    since = filled(N_("since {day}"), day=day)
    said = (reasons(waiting, language), since, _tried(waiting.tries), _next_call(waiting))
    key = (waiting.case.id, "intake")
    title = case_labels.title(waiting.case, language)
    return Row(title, " · ".join(filter(None, said)), _chip(waiting), key=key)


def reasons(waiting: Waiting, language: str) -> str:
    """Why it stands where it stands."""
    return ", ".join(rule.reason[language] for rule in waiting.grounds)


def _what(waiting: Waiting) -> Cell:
    title = case_labels.title(waiting.case, i18n.current())
    return Cell(text=title, reason=waiting.client_code)


def _why(waiting: Waiting) -> Cell:
    said = [rule.reason[i18n.current()] for rule in waiting.grounds]
    return Cell(text=said[0], reason=", ".join(said[1:])) if said else Cell()


def _pressure(waiting: Waiting) -> Cell:
    if not waiting.grounds:
        return Cell()
    pressure = waiting.grounds[0].pressure
    return Cell(chip=filled(labels.PRESSURES[pressure]), kind=PRESSURE_KINDS[pressure])


def _chip(waiting: Waiting) -> Chip | None:
    if not waiting.grounds:
        return None
    pressure = waiting.grounds[0].pressure
    return Chip(labels.PRESSURES[pressure], PRESSURE_KINDS[pressure])


def _tried(count: int) -> str:
    return ngettext("{count} try", "{count} tries", count).format(count=count) if count else ""


def _next_call(waiting: Waiting) -> str:
    day = waiting.intake.call_again_on
    return filled(N_("next: {day}"), day=i18n.date_long(day, i18n.current())) if day else ""
