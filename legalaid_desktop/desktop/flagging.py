"""Flags on the rows of a case: look at this again, on that day."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, icons, theme, undoing
from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.task_form import TaskDialog
from legalaid_desktop.desktop.tasks import due_chip
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.flags import Flagged, RecordKind
from legalaid_desktop.domain.tasks import Task, TaskLine
from legalaid_desktop.i18n import N_

REMIND = N_("Remind me of this …")
AGAIN = N_("Look at it again")
SET = N_("You are reminded of it on {day}.")
_MARGIN = 96
_WIDE = 100
"""How much more of the free width a note takes than the space beside it."""


class Flagging:
    """The flags of one case, for the part of its page that shows rows.

    Args:
        parent: that part; dialogs open above it.
    """

    def __init__(self, parent: QWidget, frame: Frame) -> None:
        self._parent, self._frame = parent, frame
        self._case_id = 0
        self._found: dict[Flagged, list[TaskLine]] = {}

    def read(self, case_id: int) -> None:
        """Reads what is flagged in that case."""
        self._case_id, self._found = case_id, {}
        for line in self._frame.office.tasks.flags(case_id):
            if line.task.flagged:
                self._found.setdefault(line.task.flagged, []).append(line)

    def mark(self, row: Row, kind: RecordKind, key: int | None) -> Row:
        """The row with a button that flags its record, and below it what was flagged before."""
        if key is None:
            return row
        one = Flagged(kind, key)
        row.setProperty("flagged", f"{kind}:{key}")
        if may(self._frame, Act.EDIT):
            button = Button("", icon="bookmark", kind="plain", tip=REMIND)
            button.setProperty("flags", f"{kind}:{key}")
            button.clicked.connect(partial(self.ask, one, row.title.text()))
            row.add_button(button)
        for line in self._found.get(one, ()):
            row.lines.addWidget(self._line(line))
        return row

    def mark_each(self, rows: Iterable[Row], kind: RecordKind, keys: Iterable[int | None]) -> None:
        """Marks several rows, each with its record."""
        for row, key in zip(rows, keys, strict=True):
            self.mark(row, kind, key)

    def ask(self, one: Flagged, about: str) -> None:
        """Asks when the record is to be looked at again, and what for."""
        office = self._frame.office
        new = Task(
            case_id=self._case_id or None,
            what=filled(AGAIN),
            owner_id=office.account.id,
            record_kind=one.kind,
            record_id=one.key,
        )
        self._open(new, about)

    def _open(self, task: Task, about: str) -> None:
        dialog = TaskDialog(self._parent, self._frame, task, about)
        dialog.saved.connect(self._said)
        dialog.dropped.connect(partial(ask_reason, self._parent, self._frame, task))
        dialog.open()

    def _said(self, kept: Task) -> None:
        day = i18n.date_full(kept.due_on, i18n.current()) if kept.due_on else ""
        self._frame.toast(SET, day=day)

    def _line(self, line: TaskLine) -> QWidget:
        """What is flagged: the day, who, the note, and what can be done."""
        task = line.task
        day = i18n.date_long(task.due_on, i18n.current()) if task.due_on else ""
        said = Text(role="dim", wrap=True)
        said.show_text(" · ".join(filter(None, (day, task.what, line.owner))))
        sign = QLabel()
        sign.setPixmap(icons.pixmap("bookmark", theme.tokens().accent))
        chip = due_chip(task, self._frame.office.today.day())
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 6, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(_across(sign, said))
        lines.addLayout(_across(*filter(None, (chip, *self._buttons(task, line)))))
        return made

    def _buttons(self, task: Task, line: TaskLine) -> list[Button]:
        if not may(self._frame, Act.EDIT):
            return []
        about = line.about.title(i18n.current()) if line.about else ""
        change = Button("", icon="pencil", kind="plain", tip=N_("Change"))
        change.clicked.connect(partial(self._change, task, about))
        done = Button(N_("Done"), icon="check", kind="plain")
        done.clicked.connect(partial(self._done, task))
        return [change, done]

    def _change(self, task: Task, about: str) -> None:
        self._open(task, about)

    def _done(self, task: Task) -> None:
        try:
            kept = self._frame.office.tasks.done(task.id)
        except LegalAidError as problem:
            dialogs.tell(self._parent, problem)
            return
        undoing.said(self._frame, N_("The task is done."), kept)


def _across(*parts: QWidget) -> QHBoxLayout:
    across = QHBoxLayout()
    across.setSpacing(8)
    for part in parts:
        across.addWidget(part, _WIDE if isinstance(part, Text) else 0)
    across.addStretch(1)
    return across


def ask_reason(parent: QWidget, frame: Frame, task: Task) -> None:
    """Asks why a task is dropped, and drops it."""

    def drop(why: str) -> None:
        try:
            frame.office.tasks.drop([task.id], why)
        except LegalAidError as problem:
            dialogs.tell(parent, problem)

    question = N_("Why is this task dropped? The reason stays in the file.")
    dialogs.ask_reason(parent, question, N_("Drop the task"), drop)


def show(part: QWidget, one: Flagged) -> None:
    """Brings the row of that record into sight, once it has its place."""
    QTimer.singleShot(0, part, partial(_show, part, one))


def _show(part: QWidget, one: Flagged) -> None:
    wanted = f"{one.kind}:{one.key}"
    row = next((row for row in part.findChildren(Row) if row.property("flagged") == wanted), None)
    if row is None or not row.isVisible():
        return
    row.setFocus()
    area = row.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.ensureWidgetVisible(row, 0, _MARGIN)
