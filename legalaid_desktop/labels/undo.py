"""What was undone, in words that name nobody."""

from collections.abc import Mapping

from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.domain.undo import Edit
from legalaid_desktop.i18n import N_

UNDONE: Mapping[type, str] = {
    Attachment: N_("Undone: the description of an attachment is as before."),
    Case: N_("Undone: case {number} is as before."),
    Deadline: N_("Undone: the deadline is as before."),
    Decision: N_("Undone: the decision is as before."),
    Event: N_("Undone: the entry is as before."),
    Lawyer: N_("Undone: the entry of a lawyer is as before."),
    OfficeProfile: N_("Undone: the profile is as before."),
    Person: N_("Undone: the entry of a person is as before."),
    Task: N_("Undone: the task is as before."),
    Trigger: N_("Undone: the event that periods run from is as before."),
}
DONE_AGAIN: Mapping[type, str] = {
    Attachment: N_("Done again: the description of an attachment."),
    Case: N_("Done again: case {number}."),
    Deadline: N_("Done again: the deadline."),
    Decision: N_("Done again: the decision."),
    Event: N_("Done again: the entry."),
    Lawyer: N_("Done again: the entry of a lawyer."),
    OfficeProfile: N_("Done again: the profile."),
    Person: N_("Done again: the entry of a person."),
    Task: N_("Done again: the task."),
    Trigger: N_("Done again: the event that periods run from."),
}
UNDONE_TOGETHER = N_("Undone: the day is as before, with the deadlines that had moved: {count}")
DONE_TOGETHER = N_("Done again: the day, with the deadlines that move: {count}")


def undone(edit: Edit) -> str:
    """What was undone."""
    return UNDONE_TOGETHER if _deadlines(edit) and edit.also else UNDONE[type(edit.after)]


def done_again(edit: Edit) -> str:
    """What was done again."""
    return DONE_TOGETHER if _deadlines(edit) and edit.also else DONE_AGAIN[type(edit.after)]


def values(edit: Edit) -> dict[str, object]:
    """What fills the places of these sentences."""
    if edit.also:
        return {"count": _deadlines(edit)}
    return {"number": edit.after.number} if isinstance(edit.after, Case) else {}


def _deadlines(edit: Edit) -> int:
    """How many deadlines went along."""
    return sum(isinstance(one.after, Deadline) for one in edit.also)
