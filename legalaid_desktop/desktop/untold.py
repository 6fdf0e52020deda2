"""What first talks told of that is watched nowhere, and what is proposed on legal aid."""

from datetime import date

from PySide6.QtCore import Signal

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.eligibility import EligibilityDecision
from legalaid_desktop.domain.intakes import Intake
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import eligibility as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.intakes import Unentered

SOON = 7
HELD = N_("In custody; the detention clock does not run")
NO_DEADLINE = N_("Something must be done by {day}; no deadline was entered")
SOME_DAY = N_("Something must be done by a certain day; no deadline was entered")


class UnenteredCard(Card):
    """On the tab Intake: what was told and is watched nowhere, with the way to enter it.

    Signals:
        wanted: (form) it is to be entered there, "deadline" or "custody".
        watched: the day that was told is to be watched as it is.
    """

    wanted = Signal(str)
    watched = Signal()

    def __init__(self) -> None:
        super().__init__(N_("Told, and watched nowhere yet"))

    def show_left(self, left: tuple[str, ...], intake: Intake | None, *, edits: bool) -> None:
        """Shows what is left to enter."""
        self.setVisible(bool(left))
        on = intake.deadline_on if intake else None
        self.set_rows([self._row(what, on, edits=edits) for what in left])

    def _row(self, what: str, on: date | None, *, edits: bool) -> Row:
        row = Row(_said(what, on))
        if edits and what == "custody":
            clock = Button(N_("Start the clock …"), icon="clock")
            clock.clicked.connect(self._want_clock)
            row.add_button(clock)
        elif edits:
            if on is not None:
                watch = Button(N_("Watch this day"))
                watch.clicked.connect(self.watched)
                row.add_button(watch)
            count = Button(N_("Count it …"), icon="calendar-days")
            count.clicked.connect(self._want_deadline)
            row.add_button(count)
        return row

    def _want_clock(self) -> None:
        self.wanted.emit("custody")

    def _want_deadline(self) -> None:
        self.wanted.emit("deadline")


def unentered_row(one: Unentered, case: Case, today: date) -> Row:
    """One line of the start page."""
    chip = Chip(N_("to be entered"), "attention")
    if one.on is not None:
        kind = "urgent" if (one.on - today).days <= SOON else "attention"
        chip = Chip(days_off(one.on, today), kind)
    title = case_labels.title(case, i18n.current())
    return Row(title, _said(one.what, one.on), chip, key=(case.id, "intake"))


def proposal_row(one: EligibilityDecision, case: Case, today: date) -> Row:
    """What somebody proposes to decide on legal aid."""
    del today
    language = i18n.current()
    reasons = reference.eligibility().titles(one.reasons, language)
    by = filled(N_("proposed by {name}"), name=one.proposed_by)
    said = " · ".join((by, *reasons))
    chip = Chip(labels.OUTCOMES[one.outcome], "attention")
    return Row(case_labels.title(case, language), said, chip, key=(case.id, "aid"))


def _said(what: str, on: date | None) -> str:
    if what == "custody":
        return filled(HELD)
    if on is None:
        return filled(SOME_DAY)
    return filled(NO_DEADLINE, day=i18n.date_long(on, i18n.current()))
