"""One paper to be filed, with its checklist: on the tab of filings, and beside its deadline."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, icons, theme
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.record_dialog import Ask, Kind, RecordDialog
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import copies
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.filings import (
    Filing,
    FilingLine,
    Readiness,
    Ticked,
    kind_that_keeps,
    missing,
)
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import filings as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.filings import Checklist

_MARKS = {
    Readiness.OPEN: ("circle-alert", "urgent"),
    Readiness.READY: ("circle-check", "good"),
    Readiness.NOT_NEEDED: ("circle-minus", "neutral"),
}
WHY = N_("Why is this not needed here? The reason is kept with the paper.")


class StateMark(QLabel):
    """The icon of a state, beside its word."""

    def __init__(self, icon: str, kind: str) -> None:
        super().__init__()
        self._icon, self._kind = icon, kind
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draws the icon in the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        letters, _ = theme.tokens().of_kind(self._kind)
        self.setPixmap(icons.pixmap(self._icon, letters))


class FilingCard(Card):
    """A paper with its conditions, what is missing, and what shows that it was filed.

    Signals:
        changed: something was ticked, changed or filed.
    """

    changed = Signal()

    def __init__(
        self, frame: Frame, checklist: Checklist, keeps: str = "", *, narrow: bool = False
    ) -> None:
        super().__init__(N_("Papers to be filed"))
        self.frame, self.checklist = frame, checklist
        language, filing = i18n.current(), checklist.filing
        self.head.title.show_text(title(filing, language))
        planned = filled(N_("planned for {day}"), day=i18n.date_full(filing.planned_on, language))
        self.head.note.show_text("" if narrow else " · ".join(filter(None, (planned, keeps))))
        self._add_buttons(printing=not narrow)
        if narrow:
            note = Text(role="dim", wrap=True)
            note.show_text(planned)
            self.add(note)
        self.add(_state(checklist, language))
        self.add_rows([self._row(line) for line in checklist.lines])
        self.opened.connect(self._turn)

    @property
    def filing(self) -> Filing:
        """The paper on show."""
        return self.checklist.filing

    def _add_buttons(self, *, printing: bool) -> None:
        if may(self.frame, Act.EDIT) and self.filing.filed_on is None:
            for message, slot in ((N_("Change"), self._change), (N_("Filed …"), self._ask_filed)):
                button = Button(message)
                button.clicked.connect(slot)
                self.head.add_button(button)
        if printing and may(self.frame, Act.EXPORT):
            sheet = Button(N_("Print the checklist"), icon="printer")
            sheet.clicked.connect(self._print)
            self.head.add_button(sheet)

    def _row(self, line: FilingLine) -> Row:
        language, item = i18n.current(), line.item
        where = labels.place(item.law, item.article, item.certainty, reference.laws(), language)
        said = "\n".join(filter(None, (labels.seen(line, language), where)))
        can = may(self.frame, Act.EDIT) and self.filing.filed_on is None
        icon, kind = _MARKS[line.state]
        chip = Chip(labels.STATES[line.state], kind)
        row = Row(item.texts[language], said, chip, key=item.id if can else None)
        row.across.insertWidget(0, StateMark(icon, kind), 0, Qt.AlignmentFlag.AlignTop)
        row.setProperty("line", f"{self.filing.id}:{item.id}")
        if can and line.state is Readiness.OPEN:
            button = Button(N_("Not needed …"), kind="plain")
            button.setProperty("item", item.id)
            button.clicked.connect(self._ask_why)
            row.add_button(button)
        return row

    def _turn(self, item: object) -> None:
        """Ticks a condition, or takes the tick back."""
        line = next((each for each in self.checklist.lines if each.item.id == item), None)
        if line is not None:
            state = Readiness.OPEN if line.by_hand else Readiness.READY
            self._tick(Ticked(item=line.item.id, state=state))

    def _ask_why(self) -> None:
        item = str(self.sender().property("item"))
        dialogs.ask_reason(self, WHY, N_("Not needed"), partial(self._not_needed, item))

    def _not_needed(self, item: str, why: str) -> None:
        self._tick(Ticked(item=item, state=Readiness.NOT_NEEDED, note=why))

    def _tick(self, tick: Ticked) -> None:
        try:
            self.frame.office.filings.tick(self.filing.id or 0, [tick])
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        self.changed.emit()

    def _change(self) -> None:
        self._show(ask(self, self.frame, self.filing.case_id, self.filing))

    def _ask_filed(self) -> None:
        asks = (
            Ask(name="filed_on", label=N_("Filed on"), kind=Kind.DAY, needed=True),
            Ask(name="proof", label=N_("What shows it: stamp, receipt, delivery book")),
        )
        values = {"filed_on": self.frame.office.today.day()}
        self._show(RecordDialog(self, N_("The paper was filed"), asks, values, self._filed))

    def _filed(self, typed: dict[str, Any]) -> object:
        key = self.filing.id or 0
        return self.frame.office.filings.filed(key, typed["filed_on"], typed["proof"])

    def _show(self, dialog: RecordDialog) -> None:
        dialog.kept_record.connect(self._said)
        dialog.open()

    def _said(self, record: object) -> None:
        del record
        self.frame.toast(N_("Saved."))
        self.changed.emit()

    def _print(self) -> None:
        office = self.frame.office
        number = office.cases.get(self.filing.case_id).number
        make = partial(office.sheets.checklist, self.filing.id)
        code = copies.file_code(number, "filing")
        what = filled(N_("Case {number}"), number=number)
        sheet = Sheet(self, self.frame, N_("Checklist of a filing"), code, make, ("story",))
        sheet.ask(what, self.filing.case_id)


def title(filing: Filing, language: str) -> str:
    """What kind of paper it is."""
    kinds = {kind.id: kind.texts[language] for kind in reference.filings().kinds}
    return kinds.get(filing.kind, filing.kind)


def chip(checklist: Checklist) -> Chip:
    """How a paper stands, in a word or two, beside its deadline."""
    if checklist.filing.filed_on is not None:
        return Chip(N_("paper filed"), "good")
    count = missing(checklist.lines)
    if count:
        return Chip(N_("paper: {count} missing"), "urgent", count=count)
    return Chip(N_("paper ready"), "good")


def ask(
    parent: QWidget,
    frame: Frame,
    case_id: int,
    filing: Filing | None = None,
    deadline_id: int | None = None,
) -> RecordDialog:
    """The dialog for a paper to be filed, a new one such as for that deadline."""
    language, rules = i18n.current(), reference.filings()
    found = frame.office.deadlines.of_case(case_id)
    due = [(one.id, one.title(language)) for one in found if one.status is DeadlineStatus.OPEN]
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
        Ask(name="by_representative", label=N_("Filed by"), kind=Kind.CHOICE,
            choices=[("yes", N_("a representative, with a mandate")),
                     ("no", N_("the client in person"))]),
    )  # fmt: skip
    values: dict[str, Any] = {"planned_on": frame.office.today.day(), "deadline_id": deadline_id}
    kept = next((one for one in found if one.id == deadline_id), None)
    if kept is not None:
        values["planned_on"] = max(kept.due_on, frame.office.today.day())
        values["kind"] = kind_that_keeps(rules, kept.rule_id) or None
    values |= {one.name: getattr(filing, one.name) for one in asks} if filing else {}
    values["by_representative"] = "no" if filing and not filing.by_representative else "yes"
    keep = partial(_keep, frame, case_id, filing)
    dialog = RecordDialog(parent, N_("A paper to be filed"), asks, values, keep)
    if filing is None:
        dialog.keep_in(frame.drafts, "filing", case_id)
    return dialog


def _keep(frame: Frame, case_id: int, filing: Filing | None, typed: dict[str, Any]) -> object:
    typed["by_representative"] = typed["by_representative"] != "no"
    typed["subject"] = typed["subject"] or ""
    made = replace(filing, **typed) if filing else Filing(case_id=case_id, **typed)
    return frame.office.filings.plan(made)


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
