"""Papers to be filed: what each needs, what is missing, and what shows that it was filed."""

from collections.abc import Set
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from legalaid_desktop import i18n
from legalaid_desktop.desktop import court_fees, dialogs
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.notices import EmptyState, InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.record_dialog import Ask, Kind, RecordDialog, RecordPart
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import copies
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.filings import Filing, FilingLine, Readiness, Ticked
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import filings as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.filings import Checklist

_MARKS = {
    Readiness.OPEN: ("✗", "urgent"),
    Readiness.READY: ("✓", "good"),
    Readiness.NOT_NEEDED: ("–", "neutral"),
}
WHY = N_("Why is this not needed here? The reason is kept with the paper.")


class FilingsCard(RecordPart):
    """The papers to be filed, each with its checklist."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self.cards: list[Card] = []
        self.card = Card(N_("Papers to be filed"))
        self.add = Button(N_("New paper to be filed …"), icon="plus")
        self.add.setVisible(may(frame, Act.EDIT))
        self.add.clicked.connect(self.ask_new)
        self.fees = Button(N_("Court fees …"), icon="scale")
        self.fees.clicked.connect(self.ask_fees)
        self.card.head.add_button(self.fees)
        self.card.head.add_button(self.add)
        self.nothing = EmptyState(
            N_("No paper is planned. A checklist says what a court expects, and what is missing."),
            icon="file-text",
        )
        self.card.add(self.nothing, margins=False)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.column.addWidget(self.card)

    def show_case(self, case_id: int) -> None:
        """Shows the papers of that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads them again."""
        del changes
        found: list[Checklist] = self.frame.office.filings.of_case(self._case_id)
        titles = {one.id: one.title(i18n.current()) for one in self._deadlines()}
        self.nothing.setVisible(not found)
        where = self._focused()
        for old in self.cards:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = [self._list(one, titles.get(one.filing.deadline_id, "")) for one in found]
        for card in self.cards:
            self.column.addWidget(card)
        if where:
            for row in self.findChildren(Row):
                if row.property("line") == where and row.parent() in self.cards:
                    row.setFocus()

    def ask_new(self) -> None:
        """Asks for a paper to be filed."""
        self._ask(None)

    def ask_fees(self) -> None:
        """Opens the court-fee sheet."""
        court_fees.ask(self, self.frame, self._case_id)

    def _focused(self) -> object:
        rows = [row for card in self.cards for row in card.findChildren(Row)]
        return next((row.property("line") for row in rows if row.hasFocus()), None)

    def _deadlines(self) -> list[Any]:
        found = self.frame.office.deadlines.of_case(self._case_id)
        return [one for one in found if one.status is DeadlineStatus.OPEN]

    def _list(self, one: Checklist, keeps: str) -> Card:
        language, filing = i18n.current(), one.filing
        kinds = {kind.id: kind.texts[language] for kind in reference.filings().kinds}
        title = kinds.get(filing.kind, filing.kind)
        card = Card(title)
        card.head.title.show_text(title)
        planned = filled(N_("planned for {day}"), day=i18n.date_full(filing.planned_on, language))
        card.head.note.show_text(" · ".join(filter(None, (planned, keeps))))
        if may(self.frame, Act.EDIT) and filing.filed_on is None:
            change = card.head.add_button
            for message, slot in ((N_("Change"), self._ask), (N_("Filed …"), self._ask_filed)):
                button = Button(message)
                button.clicked.connect(partial(_call, slot, filing))
                change(button)
        if may(self.frame, Act.EXPORT):
            sheet = Button(N_("Print the checklist"), icon="printer")
            sheet.clicked.connect(partial(_call, self._print, filing))
            card.head.add_button(sheet)
        card.add(_state(one, language))
        card.add_rows([self._row(filing, line) for line in one.lines])
        card.opened.connect(partial(self._turn, one))
        return card

    def _row(self, filing: Filing, line: FilingLine) -> Row:
        language, item = i18n.current(), line.item
        mark, kind = _MARKS[line.state]
        where = labels.place(item.law, item.article, item.certainty, reference.laws(), language)
        said = "\n".join(filter(None, (labels.seen(line, language), where)))
        can = may(self.frame, Act.EDIT) and filing.filed_on is None
        chip = Chip(labels.STATES[line.state], kind)
        row = Row(f"{mark}  {item.texts[language]}", said, chip, key=item.id if can else None)
        row.setProperty("line", f"{filing.id}:{item.id}")
        if can and line.state is Readiness.OPEN:
            button = Button(N_("Not needed …"), kind="plain")
            button.clicked.connect(partial(self._ask_why, filing.id or 0, item.id))
            row.add_button(button)
        return row

    def _turn(self, one: Checklist, item: object) -> None:
        """Ticks a condition, or takes the tick back."""
        line = next((each for each in one.lines if each.item.id == item), None)
        if line is None:
            return
        state = Readiness.OPEN if line.by_hand else Readiness.READY
        self._tick(one.filing.id or 0, Ticked(item=line.item.id, state=state))

    def _ask_why(self, key: int, item: str, *_clicked: object) -> None:
        dialogs.ask_reason(self, WHY, N_("Not needed"), partial(self._not_needed, key, item))

    def _not_needed(self, key: int, item: str, why: str) -> None:
        self._tick(key, Ticked(item=item, state=Readiness.NOT_NEEDED, note=why))

    def _tick(self, key: int, tick: Ticked) -> None:
        try:
            self.frame.office.filings.tick(key, [tick])
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        self.reload(frozenset())

    def _ask(self, filing: Filing | None) -> None:
        language, rules = i18n.current(), reference.filings()
        due = [(one.id, one.title(language)) for one in self._deadlines()]
        asks = (
            Ask(name="kind", label=N_("Kind of paper"), kind=Kind.CHOICE, needed=True,
                choices=[(one.id, one.texts[language]) for one in rules.kinds], translated=False),
            Ask(name="planned_on", label=N_("To be filed on"), kind=Kind.DAY, needed=True,
                beside=True),
            Ask(name="deadline_id", label=N_("Keeps the deadline"), kind=Kind.CHOICE,
                choices=due, translated=False),
            Ask(name="subject", label=N_("Subject: decides whether mediation comes first"),
                kind=Kind.CHOICE, translated=False,
                choices=[(one.id, one.texts[language]) for one in rules.subjects]),
            Ask(name="by_representative", label=N_("Filed by"), kind=Kind.CHOICE, beside=True,
                choices=[("yes", N_("a representative, with a mandate")),
                         ("no", N_("the client in person"))]),
        )  # fmt: skip
        names = [one.name for one in asks]
        values: dict[str, Any] = {"planned_on": self.frame.office.today.day()}
        values |= {one: getattr(filing, one) for one in names} if filing else {}
        values["by_representative"] = "no" if filing and not filing.by_representative else "yes"

        def keep(typed: dict[str, Any]) -> object:
            typed["by_representative"] = typed["by_representative"] != "no"
            typed["subject"] = typed["subject"] or ""
            made = replace(filing, **typed) if filing else Filing(case_id=self._case_id, **typed)
            return self.frame.office.filings.plan(made)

        dialog = RecordDialog(self, N_("A paper to be filed"), asks, values, keep)
        if filing is None:
            dialog.keep_in(self.frame.drafts, "filing", self._case_id)
        self._show(dialog)

    def _ask_filed(self, filing: Filing) -> None:
        asks = (
            Ask(name="filed_on", label=N_("Filed on"), kind=Kind.DAY, needed=True),
            Ask(name="proof", label=N_("What shows it: stamp, receipt, delivery book")),
        )

        def keep(typed: dict[str, Any]) -> object:
            key = filing.id or 0
            return self.frame.office.filings.filed(key, typed["filed_on"], typed["proof"])

        values = {"filed_on": self.frame.office.today.day()}
        self._show(RecordDialog(self, N_("The paper was filed"), asks, values, keep))

    def _print(self, filing: Filing) -> None:
        office = self.frame.office
        number = office.cases.get(self._case_id).number
        make = partial(office.sheets.checklist, filing.id)
        code = copies.file_code(number, "filing")
        what = filled(N_("Case {number}"), number=number)
        sheet = Sheet(self, self.frame, N_("Checklist of a filing"), code, make, ("story",))
        sheet.ask(what, self._case_id)


def _call(slot: Any, filing: Filing, *_clicked: object) -> None:
    slot(filing)


def _state(one: Checklist, language: str) -> InlineBanner:
    """Whether it is ready or filed, large and in its colour."""
    banner = InlineBanner("{text}", "good" if one.ready else "urgent",
                          text=labels.standing(one.lines, language))  # fmt: skip
    if one.filing.filed_on is not None:
        day = i18n.date_long(one.filing.filed_on, language)
        said = filled(labels.FILED, day=day, proof=one.filing.proof)
        banner = InlineBanner("{text}", "good" if one.ready else "attention", text=said)
    banner.text.setProperty("role", "title")
    return banner
