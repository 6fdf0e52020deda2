"""The form of a task: what, who, by when."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop import colleagues, drafts, forms
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.i18n import N_


class TaskParts(forms.Parts):
    """The parts of ``ui/task.ui``."""

    what: TextField
    owner_id: ChoiceField
    due_on: DateField


class TaskDialog(DraftedDialog):
    """Asks for a task, or for changes to one.

    Args:
        about: what the record is called that the task flags.

    Signals:
        saved: (task) as stored.
        dropped: the user takes it off the list.
    """

    saved = Signal(object)
    dropped = Signal()

    def __init__(self, parent: QWidget, frame: Frame, task: Task, about: str = "") -> None:
        known = task.id is not None
        title = N_("Change the task") if known else N_("New task")
        if task.flagged:
            title = N_("Look at it again")
        super().__init__(parent, title, accept=N_("Save") if known else N_("Add"))
        self.setMinimumWidth(560)
        self._frame, self._task = frame, task
        self.parts = forms.load("task", self, TaskParts)
        if about:
            named = Text(role="strong", wrap=True)
            named.show_text(about)
            self.body.addWidget(named)
        self.body.addWidget(self.parts.body)
        colleagues.offer(self.parts.owner_id, frame, task.owner_id)
        self.parts.what.set_value(task.what)
        self.parts.due_on.set_value(task.due_on)
        if known:
            drop = Button(N_("Drop …"))
            drop.clicked.connect(self._drop)
            self.add_button(drop)
        (self.parts.due_on if task.flagged and not known else self.parts.what).setFocus()

    def typed(self) -> Typed:
        """What stands in the fields."""
        return drafts.typed(self.parts)

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        drafts.put_back(self.parts, typed)

    def accept(self) -> None:
        """Keeps the task, or says what is wrong."""
        kept = forms.kept(self.parts, self._keep)
        if kept is None:
            return
        if hasattr(self, "_keeper"):
            self.forget_draft()
        super().accept()
        self.saved.emit(kept)

    def _keep(self) -> Task:
        owner = self.parts.owner_id.value()
        task = replace(
            self._task,
            what=self.parts.what.value(),
            owner_id=owner if isinstance(owner, int) else None,
            due_on=self.parts.due_on.value(),
        )
        saved: Task = self._frame.office.tasks.save(task)
        return saved

    def _drop(self) -> None:
        self.reject()
        self.dropped.emit()
