"""Handing over: from whom, to whom, which cases, with a list of what runs in them."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import colleagues, drafts, forms
from legalaid_desktop.desktop.cards import Card, Chip, PageHeader, Row, columns, scrolled
from legalaid_desktop.desktop.fields import ChoiceField, TextField
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, Page, may
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.tasks import task_row
from legalaid_desktop.desktop.texts import Button, filled, shown
from legalaid_desktop.domain import custody
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.custody import LAOS
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.handovers import Running
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import closings as closing_labels
from legalaid_desktop.labels import correspondence as letter_labels
from legalaid_desktop.labels import holdings as holding_labels
from legalaid_desktop.labels import identity_papers as paper_labels

WHAT_MOVES = N_(
    "Place on the team, assignment, open tasks and deadlines move in one act; who takes over is "
    "told. "
    "Restricted cases are handed over only by somebody on their team."
)
LEAVES = N_("Also the tasks that belong to no case: the colleague leaves the office")
HELD_AT = N_("In custody: {place}")
DONE = N_("Handed over. {name} is told.")


@dataclass(frozen=True, slots=True)
class AllOf:
    """All cases of the colleague whose account that is."""

    user_id: int


class HandoverParts(forms.Parts):
    """The parts of ``ui/handover.ui``."""

    giver: ChoiceField
    successor: ChoiceField
    reason: TextField


class HandoverPage(Page):
    """From one colleague to another."""

    name = "handover"
    under = "cases"
    act = Act.ASSIGN

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._case_id = 0
        self._found: list[Running] = []
        self.ticks: dict[int, QCheckBox] = {}
        self.head = PageHeader(N_("Hand over"), WHAT_MOVES)
        self.print = self.head.add_button(Button(N_("Print what runs …"), icon="printer"))
        self.print.clicked.connect(self._print)
        self.print.setVisible(may(frame, Act.EXPORT))
        self.do = self.head.add_button(Button(N_("Hand over"), kind="primary"))
        self.do.clicked.connect(self._hand_over)
        self.form = Card()
        self.parts = forms.load("handover", self, HandoverParts)
        self.leaves = QCheckBox()
        self.form.add(self._entry())
        self.cases = Card(N_("Which cases"))
        self.none = EmptyState(N_("Choose who hands over: the open cases are listed here."))
        self.cases.add(self.none, margins=False)
        self.runs = Card(N_("What runs in them"))
        self.column.addWidget(self.head)
        sides = columns(([self.form, self.cases], 5), ([self.runs], 6))
        self.column.addWidget(scrolled(sides), 1)
        self.parts.giver.changed.connect(self._look)
        frame.drafts.watch(self, "handover", self._record, self._unsaved)

    def _entry(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.parts.body)
        column.addWidget(self.leaves)
        return holder

    def show_record(self, key: object | None) -> None:
        """Hands over the case with that id, all cases of a colleague, or cases of anybody."""
        self._case_id = key if isinstance(key, int) else 0
        self.leaves.setText(shown(filled(LEAVES)))
        self.leaves.setChecked(False)
        self.ticks = {}
        mates = self._on_team()
        me = self.frame.office.account.id
        giver = me if not mates or me in mates else mates[0]
        # who has left still has cases to hand over
        names = list(self.frame.office.deadlines.names().items())
        self.parts.giver.set_choices(names, translated=False)
        colleagues.offer(self.parts.successor, self.frame)
        self.parts.giver.set_value(key.user_id if isinstance(key, AllOf) else giver)
        self.parts.reason.set_value("")
        begun = self.frame.drafts.take("handover", self._case_id)
        if begun:
            self._put_back(begun)
        self._look()
        if isinstance(key, AllOf):
            self._tick_all()

    def _tick_all(self) -> None:
        for tick in self.ticks.values():
            tick.setChecked(True)

    def take_up(self, form: str, record: int) -> None:
        """Shows what was typed before."""
        del form
        self.show_record(record or None)

    def leave(self) -> bool:
        """Keeps what is typed and not done."""
        typed = self._unsaved()
        if typed is not None:
            self.frame.drafts.keep("handover", self._case_id, typed)
        return True

    def _record(self) -> int:
        return self._case_id

    def _unsaved(self) -> drafts.Typed | None:
        """Once somebody is chosen to take over, or a reason is typed, it is worth keeping."""
        typed = drafts.typed(self.parts)
        if not self.parts.reason.editor.text() and typed["successor"] == ("value", None):
            return None
        ticked = [key for key, tick in self.ticks.items() if tick.isChecked()]
        return {**typed, "cases": ticked, "leaves": self.leaves.isChecked()}

    def _put_back(self, typed: drafts.Typed) -> None:
        drafts.put_back(self.parts, typed)
        self.leaves.setChecked(bool(typed.get("leaves")))
        self._look()
        ticked = typed.get("cases")
        for key, tick in self.ticks.items():
            tick.setChecked(isinstance(ticked, list) and key in ticked)

    def reload(self, changes: Set[Any]) -> None:
        """Reads again what runs."""
        del changes
        self._look()

    def _on_team(self) -> list[int]:
        if not self._case_id:
            return []
        found = self.frame.office.teams.of_case(self._case_id)
        return [one.user.id for one in found if not one.is_over]

    def _look(self) -> None:
        """Lists the cases of who hands over; the one that was asked for is ticked."""
        giver = self.parts.giver.chosen(None)
        known: list[Running] = []
        if isinstance(giver, int):
            known = self.frame.office.handovers.of_colleague(giver)
        self._found = known
        ticked = {key for key, tick in self.ticks.items() if tick.isChecked()} or {self._case_id}
        self.ticks = {}
        rows: list[QWidget] = []
        for one in known:
            key = one.case.id or 0
            tick = QCheckBox(shown(case_labels.title(one.case, i18n.current())))
            tick.setChecked(key in ticked)
            tick.setContentsMargins(18, 8, 18, 8)
            tick.toggled.connect(self._show_running)
            self.ticks[key] = tick
            rows.append(_padded(tick))
        self.cases.set_rows(rows)
        self.none.setVisible(not rows)
        self._show_running()

    def _chosen(self) -> list[Running]:
        return [one for one in self._found if self.ticks[one.case.id or 0].isChecked()]

    def _show_running(self) -> None:
        chosen, today = self._chosen(), self.frame.office.today.day()
        self.runs.set_rows([row for one in chosen for row in running_rows(one, today)])
        self.print.setEnabled(bool(chosen))

    def _hand_over(self) -> None:
        if forms.kept(self.parts, self._kept) is None:
            return
        name = self.parts.successor.text_of(self.parts.successor.chosen(None))
        self.frame.drafts.done("handover", self._case_id)
        self.parts.reason.set_value("")
        self.parts.successor.set_value(None)
        self.frame.toast(DONE, name=name)
        self.frame.back()

    def _kept(self) -> bool:
        giver, heir = self.parts.giver.value(), self.parts.successor.value()
        for field, one in (("giver", giver), ("successor", heir)):
            if not isinstance(one, int):
                raise InvalidValue(field, N_("Please fill in this field."))
        self.frame.office.handovers.hand_over(
            [one.case.id for one in self._chosen()],
            giver,
            heir,
            self.parts.reason.value(),
            leaves=self.leaves.isChecked(),
        )
        return True

    def _print(self) -> None:
        keys = [one.case.id for one in self._chosen()]
        code = f"H{self.frame.office.today.day():%Y-%m-%d}"
        make = partial(self.frame.office.sheets.running, keys)
        what = ngettext("{count} case", "{count} cases", len(keys)).format(count=len(keys))
        Sheet(self, self.frame, N_("What runs, for handing over"), code, make, ("story",)).ask(
            what, keys[0] or 0
        )


def running_rows(one: Running, today: date) -> list[Row]:
    """The case, and below it what runs there."""
    language = i18n.current()
    counted = ngettext("{count} thing runs", "{count} things run", one.count)
    rows = [Row(case_labels.title(one.case, language), counted.format(count=one.count))]
    rows += [_deadline_row(one, each) for each in one.deadlines]
    rows += [
        Row(each.text, filled(N_("hearing {day}"), day=i18n.date_full(each.on, language)))
        for each in one.hearings
    ]
    rows += [task_row(each, today, None, each.owner) for each in one.tasks]
    rows += [
        Row(
            filled(HELD_AT, place=custody.place(each)),
            i18n.moment(each.since.astimezone(LAOS), i18n.current()),
        )
        for each in one.custodies
    ]
    rows += [
        Row(
            filled(paper_labels.KINDS[each.kind]),
            " · ".join(filter(None, (each.holder, each.place))),
        )
        for each in one.withheld
    ]
    rows += [Row(each.subject, _expected(each)) for each in one.letters]
    rows += [Row(each.what, holding_labels.nature(each, language)) for each in one.holdings]
    return rows


def _deadline_row(one: Running, deadline: Deadline) -> Row:
    language = i18n.current()
    chip = Chip(N_("cannot see it"), "urgent") if one.is_blind(deadline) else None
    said = closing_labels.whose(one, deadline, language)
    return Row(closing_labels.right(deadline, language), said, chip)


def _expected(letter: Letter) -> str:
    day = i18n.date_long(letter.answer_by, i18n.current()) if letter.answer_by else ""
    return f"{letter.correspondent} · {filled(letter_labels.EXPECTED, day=day)}"


def _padded(tick: QCheckBox) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(18, 8, 18, 8)
    column.addWidget(tick)
    return holder
