"""The tasks of a case: typed in a line, done with a click, dropped with a reason."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import colleagues, dialogs, undoing
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.notices import EmptyState, InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.sequences import SequenceDialog
from legalaid_desktop.desktop.task_form import TaskDialog
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain import sequences, tasks
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.flags import RecordKind
from legalaid_desktop.domain.tasks import Task, TaskLine, TaskStatus
from legalaid_desktop.i18n import N_, gettext
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import flags
from legalaid_desktop.labels import tasks as labels
from legalaid_desktop.services import reference

HINT = N_("What is to be done? Call the village chief +3d  ·  @name  ·  +2w  ·  15/04")
ADDED = N_("Added to the tasks.")
MISTAKE = N_("entered by mistake")
NEXT = N_("What usually comes next: {what}, by {day}.")
NOBODY = N_("There is no one colleague of the name {name}.")
SHOWN = 8
"""At most so many settled tasks."""
_TODAY = 0


class CaseTasks(QWidget):
    """What is to be done in one case, and what was done."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._case_id = 0
        self._known: dict[int, TaskLine] = {}
        self._proposed: list[Task] = []
        self.card = Card(N_("Tasks"))
        self.begin = Button(N_("Begin a sequence …"), icon="calendar-days")
        self.begin.clicked.connect(self.ask_sequence)
        self.card.head.add_button(self.begin)
        self.quick = QLineEdit()
        self.quick.setObjectName("quick_task")
        self.quick.returnPressed.connect(self._add_quickly)
        self.more = Button(N_("With more …"), kind="plain")
        self.more.clicked.connect(self.ask_task)
        self.error = Text(role="error", wrap=True)
        self.error.hide()
        self.next = InlineBanner()
        self.take = Button(N_("Add it"), icon="plus")
        self.take.clicked.connect(self._take_proposal)
        self.next.across.addWidget(self.take)
        self.nothing = EmptyState(N_("Nothing is to be done in this case."), icon="circle-check")
        self.settled = Card(N_("Done and dropped"))
        self._lay_out()

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.addWidget(self.quick, 1)
        across.addWidget(self.more)
        entry = QWidget()
        lines = QVBoxLayout(entry)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(across)
        lines.addWidget(self.error)
        lines.addWidget(self.next)
        entry.setVisible(may(self._frame, Act.EDIT))
        self.begin.setVisible(may(self._frame, Act.EDIT))
        self.card.add(entry)
        self.card.add(self.nothing, margins=False)
        self.card.opened.connect(self._edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.card)
        column.addWidget(self.settled)

    def show_case(self, case_id: int) -> None:
        """Shows the tasks of that case."""
        if case_id != self._case_id:
            self.quick.clear()
            self.error.hide()
            self._propose([])
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads the tasks again when they are concerned; no kinds at all means all."""
        if not self._case_id or (changes and Change.TASK not in changes):
            return
        self.quick.setPlaceholderText(gettext(HINT))
        self.quick.setAccessibleName(gettext(N_("What is to be done")))
        found: list[TaskLine] = self._frame.office.tasks.of_case(self._case_id)
        self._known = {one.task.id or 0: one for one in found}
        todo = [one for one in found if one.task.status is TaskStatus.OPEN]
        over = [one for one in found if one.task.status is not TaskStatus.OPEN]
        over.sort(key=lambda one: (str(one.task.settled_on), one.task.id or 0), reverse=True)
        self.card.set_rows([self._open_row(one) for one in todo])
        self.settled.set_rows([self._settled_row(one) for one in over[:SHOWN]])
        self.nothing.setVisible(not todo)
        self.settled.setVisible(bool(over))

    def ask_task(self) -> None:
        """Asks for a task with owner and day."""
        try:
            begun = self._typed()
        except InvalidValue:
            begun = Task(case_id=self._case_id, what=self.quick.text())
        dialog = TaskDialog(self, self._frame, begun)
        dialog.keep_in(self._frame.drafts, "task", self._case_id)
        dialog.saved.connect(self._said_added)
        dialog.open()

    def ask_sequence(self) -> None:
        """Asks which sequence begins, and when."""
        dialog = SequenceDialog(self, self._frame, self._case_id)
        dialog.keep_in(self._frame.drafts, "sequence", self._case_id)
        dialog.begun.connect(self._said_begun)
        dialog.open()

    def _typed(self) -> Task:
        office = self._frame.office
        said = tasks.quick_entry(self.quick.text(), office.today.day())
        owner = office.account.id
        if said.owner:
            owner = colleagues.called(self._frame, said.owner)
            if owner is None:
                raise InvalidValue("owner_id", NOBODY, name=said.owner)
        return Task(case_id=self._case_id, what=said.what, due_on=said.due_on, owner_id=owner)

    def _add_quickly(self) -> None:
        try:
            kept = self._frame.office.tasks.save(self._typed())
        except InvalidValue as problem:
            self.error.say(problem.reason, **problem.values)
            self.error.show()
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        else:
            self._said_added(kept)

    def _said_added(self, kept: Task) -> None:
        self.error.hide()
        self.quick.clear()
        self._frame.toast(ADDED, partial(self._drop, [kept], filled(MISTAKE)))

    def _said_begun(self, kept: list[Task]) -> None:
        self._frame.toast(ADDED, partial(self._drop, kept, filled(MISTAKE)))

    def _drop(self, found: Sequence[Task], why: str) -> None:
        try:
            self._frame.office.tasks.drop([one.id for one in found], why)
        except LegalAidError as problem:
            dialogs.tell(self, problem)

    def _edit(self, key: object) -> None:
        line = self._known.get(key) if isinstance(key, int) else None
        if line is None or not may(self._frame, Act.EDIT):
            return
        about = flags.about(line.about, i18n.current()) if line.about else ""
        dialog = TaskDialog(self, self._frame, line.task, about)
        dialog.saved.connect(self._said_saved)
        dialog.dropped.connect(partial(self._ask_reason, line.task))
        dialog.open()

    def _said_saved(self, kept: Task) -> None:
        undoing.said(self._frame, N_("The task is saved."), kept)

    def _ask_reason(self, task: Task) -> None:
        question = N_("Why is this task dropped? The reason stays in the file.")
        dialogs.ask_reason(self, question, N_("Drop the task"), partial(self._drop, [task]))

    def _done(self, task: Task) -> None:
        try:
            kept = self._frame.office.tasks.done(task.id)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        undoing.said(self._frame, N_("The task is done."), kept)
        today, language = self._frame.office.today.day(), i18n.current()
        known = reference.sequences_of_tasks()
        self._propose(sequences.following(known, kept, today, language))

    def _propose(self, found: list[Task]) -> None:
        self._proposed = found
        self.next.setVisible(bool(found))
        if found and found[0].due_on:
            day = i18n.date_full(found[0].due_on, i18n.current())
            self.next.say(NEXT, "info", what=found[0].what, day=day)

    def _take_proposal(self) -> None:
        office = self._frame.office
        for one in self._proposed[:1]:
            try:
                office.tasks.save(
                    tasks.in_case(one, case_id=self._case_id, owner_id=office.account.id)
                )
            except LegalAidError as problem:
                dialogs.tell(self, problem)
                return
            self._frame.toast(ADDED)
        self._propose(self._proposed[1:])

    def _reopen(self, task: Task) -> None:
        try:
            self._frame.office.tasks.reopen(task.id)
        except LegalAidError as problem:
            dialogs.tell(self, problem)

    def _open_row(self, line: TaskLine) -> Row:
        row = task_row(line, self._frame.office.today.day(), line.task.id, line.owner)
        if may(self._frame, Act.EDIT):
            done = Button(N_("Done"), icon="check", kind="plain")
            done.clicked.connect(partial(self._done, line.task))
            row.add_button(done)
        if line.about and line.about.is_there:
            there = Button(N_("Show it"), icon="external-link", kind="plain")
            there.clicked.connect(partial(self._frame.go, "case", place(line)))
            row.add_button(there)
        return row

    def _settled_row(self, line: TaskLine) -> Row:
        task, language = line.task, i18n.current()
        day = i18n.date_long(task.settled_on, language) if task.settled_on else ""
        about = flags.about(line.about, language) if line.about else ""
        said = " · ".join(filter(None, (about, day, task.settled_by, task.reason)))
        kind = "good" if task.status is TaskStatus.DONE else "neutral"
        row = Row(task.what, said, Chip(labels.STATUSES[task.status], kind))
        if may(self._frame, Act.EDIT):
            again = Button(N_("Do again"), icon="undo-2", kind="plain")
            again.clicked.connect(partial(self._reopen, task))
            row.add_button(again)
        return row


TABS: Mapping[RecordKind, str] = {
    RecordKind.ACCESS_REFUSAL: "hearings",
    RecordKind.ATTACHMENT: "evidence",
    RecordKind.DEADLINE: "deadlines",
    RecordKind.DECISION: "story",
    RecordKind.EVENT: "story",
    RecordKind.HOLDING: "work",
    RecordKind.LETTER: "work",
    RecordKind.PAPER: "papers",
    RecordKind.PARTY: "people",
}
"""On which tab of its case a record stands; all others on that of protection."""


def place(line: TaskLine) -> object:
    """Under which key the page of the case shows what the task is about; else the case itself."""
    if line.case is None or line.about is None or not line.about.is_there:
        return line.case.id if line.case else None
    flagged = line.about.record
    return line.case.id, TABS.get(flagged.kind, "protection"), flagged


def task_row(line: TaskLine, today: date, key: object, *more: str) -> Row:
    """A task with its day and how far off that is; ``more`` stands beside the day."""
    task, language = line.task, i18n.current()
    due = filled(N_("by {day}"), day=i18n.date_full(task.due_on, language)) if task.due_on else ""
    about = flags.about(line.about, language) if line.about else ""
    said = " · ".join(filter(None, (about, due, *more)))
    return Row(task.what, said, due_chip(task, today), key=key)


def office_task_row(line: TaskLine, today: date) -> Row:
    """A task of the user, of a case or of the office."""
    language, case = i18n.current(), line.case
    named = line.task.what or filled(N_("a task of the case"))
    shown = replace(line, task=replace(line.task, what=named))
    title = case_labels.title(case, language) if case else filled(N_("for the office"))
    return task_row(shown, today, place(line), title, line.owner)


def due_chip(task: Task, today: date) -> Chip | None:
    """How far off the day of a task is; none where it has none."""
    if task.due_on is None:
        return None
    off = (task.due_on - today).days
    kind = "urgent" if off < _TODAY else "attention" if off == _TODAY else "neutral"
    return Chip(days_off(task.due_on, today), kind)
