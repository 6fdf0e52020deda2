"""What somebody changed since signing in, step by step, and the way back and forth."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

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
from legalaid_desktop.domain.triggers import Trigger

Undoable = (
    Attachment
    | Case
    | Deadline
    | Decision
    | Event
    | Lawyer
    | OfficeProfile
    | Person
    | Task
    | Trigger
)
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Edit(Private):
    """One record as it was and as it was saved, with all that was moved along with it.

    Attributes:
        also: the deadlines of an event, and the event of an entry of the story.
    """

    before: Undoable
    after: Undoable
    also: tuple["Edit", ...] = ()

    @property
    def parts(self) -> tuple["Edit", ...]:
        """Each record by itself."""
        return (replace(self, also=()), *self.also)


def edit_of(saved: Sequence[tuple[object, object]]) -> Edit | None:
    """What one act changed, as one step: a record, or an event with its deadlines."""
    found: dict[tuple[type, int | None], Edit] = {}
    for before, after in saved:
        if not isinstance(before, Undoable) or not isinstance(after, Undoable):
            return None
        key = type(after), after.id
        first = found[key].before if key in found else before
        found[key] = Edit(before=first, after=after)
    edits = list(found.values())
    if len(edits) < 2:
        return next(iter(edits), None)
    main = next((one for one in edits if isinstance(one.after, Trigger)), None)
    if main is None or any(not isinstance(one.after, Trigger | Deadline) for one in edits):
        return None
    return replace(main, also=tuple(one for one in edits if one is not main))


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

    def join(self, kind: type[Undoable], keys: Collection[int | None]) -> None:
        """Makes the last two edits one step, if the first is of one of these records."""
        if len(self.done) < 2 or not isinstance(self.done[-2].after, kind):
            return
        first, then = self.done[-2:]
        if first.after.id in keys:
            self.done[-2:] = [replace(first, also=(*first.also, *then.parts))]

    def clear(self) -> None:
        """Forgets all."""
        self.done.clear()
        self.undone.clear()
