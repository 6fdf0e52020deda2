"""What somebody changed since signing in, step by step, and the way back and forth."""

from dataclasses import dataclass

from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.tasks import Task

Undoable = Attachment | Case | Deadline | Decision | Event | Lawyer | OfficeProfile | Person | Task
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Edit(Private):
    """One record as it was and as it was saved."""

    before: Undoable
    after: Undoable


class History:
    """The edits of one user, the latest last; what was undone waits until something else is saved.

    It is only in memory, and gone when the office is locked.
    """

    def __init__(self) -> None:
        self.done: list[Edit] = []
        self.undone: list[Edit] = []

    def add(self, edit: Edit) -> None:
        """A new edit: what was undone before it cannot be done again."""
        self.done.append(edit)
        self.undone.clear()
        del self.done[:-MOST]

    def clear(self) -> None:
        """Forgets all."""
        self.done.clear()
        self.undone.clear()
