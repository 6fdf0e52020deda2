"""Undo and redo: the former version of a record, saved again as its newest one.

Nothing is taken back from the files: the way there and the way back both stand in the trail.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from legalaid_desktop.domain import moves
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.errors import LegalAidError, NotFound, Refused
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.moves import MoveAnswer, MoveCause
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.domain.undo import Edit, Undoable
from legalaid_desktop.i18n import N_, current, gettext
from legalaid_desktop.services import cases
from legalaid_desktop.services import moves as moving
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import assignments as stored_assignments
from legalaid_desktop.storage import attachments as stored_attachments
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import decisions as stored_decisions
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import people as stored_people
from legalaid_desktop.storage import records
from legalaid_desktop.storage import tasks as stored_tasks
from legalaid_desktop.storage import triggers as stored_triggers

NOTHING = N_("There is nothing to undo.")
NOTHING_AGAIN = N_("There is nothing to do again.")
TAKEN_BACK = N_("Taken back together with its event.")
CHANGED_SINCE = N_(
    "“{title}” moved together with its event and has been changed since: all of it stays as it is. "
    "Change the event itself to count it again."
)
CHANGED = N_("Somebody has changed this meanwhile, so that it stays as it is now.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How a kind of record is read and kept, and who may do that.

    What ``stays`` is no edit of anybody, such as that it was looked at: it hinders no undo, and
    none takes it back.
    """

    get: Callable[[Session, int], Any]
    save: Callable[[Session, Any], Any]
    act: Act = Act.EDIT
    stays: tuple[str, ...] = ()


_WAYS: Mapping[type, _Way] = {
    Attachment: _Way(get=stored_attachments.get, save=stored_attachments.save),
    Deadline: _Way(
        get=stored_deadlines.get, save=stored_deadlines.save, stays=("seen_by", "seen_at")
    ),
    Decision: _Way(get=stored_decisions.get, save=stored_decisions.save),
    Event: _Way(get=stored_events.get, save=stored_events.save),
    Task: _Way(get=stored_tasks.get, save=stored_tasks.save),
    Trigger: _Way(get=stored_triggers.get, save=stored_triggers.save),
    Person: _Way(get=stored_people.get, save=stored_people.save),
    Lawyer: _Way(
        get=stored_assignments.lawyer, save=stored_assignments.save_lawyer, act=Act.SET_UP
    ),
    OfficeProfile: _Way(
        get=lambda session, _key: stored_offices.profile(session),
        save=stored_offices.save_profile,
        act=Act.SET_UP,
    ),
}


class Undo:
    """The user's own edits since signing in, back and forth."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def last(self) -> Edit | None:
        """What ``undo`` would take back."""
        done = self._desk.history.done
        return done[-1] if done else None

    def undo(self, edit: Edit | None = None) -> Edit:
        """Saves what the last edit changed, or that one, as it was before.

        Returns:
            The way back, as an edit that ``redo`` takes.

        Raises:
            Refused: there is nothing to undo, or somebody has changed it meanwhile.
            NotFound: it lies in the bin.
        """
        history = self._desk.history
        made = self._taken(history.done, edit, NOTHING)
        history.undone.append(made)
        return made

    def redo(self, edit: Edit | None = None) -> Edit:
        """Does again what was undone last, or that; as ``undo``."""
        history = self._desk.history
        made = self._taken(history.undone, edit, NOTHING_AGAIN)
        history.done.append(made)
        return made

    def _taken(self, steps: list[Edit], wanted: Edit | None, nothing: str) -> Edit:
        """The way back of that step or the last one, which is no longer one of them.

        A step that failed for another reason than a later change, such as a full disk, stays.
        """
        place = next((at for at, one in enumerate(steps) if one is wanted), -1)
        if not steps or (wanted is not None and place < 0):
            raise Refused(nothing)
        step = steps[place]
        try:
            made = self._reversed(step)
        except LegalAidError as problem:
            overtaken = getattr(problem, "reason", "") in (CHANGED, CHANGED_SINCE)
            if overtaken or isinstance(problem, NotFound):
                steps.remove(step)
            raise
        steps.remove(step)
        return made

    def _reversed(self, edit: Edit) -> Edit:
        """All of it together, or nothing."""
        with self._desk.writing(self._way(edit).act) as session:
            back = [self._put_back(session, one, whole=edit) for one in edit.parts]
            if edit.also:
                self._note(session, back)
            records.edits(session).clear()  # it is a step of the way, not a new edit
        return replace(back[0], also=tuple(back[1:]))

    def _put_back(self, session: Session, edit: Edit, *, whole: Edit) -> Edit:
        way = self._way(edit)
        present = way.get(session, edit.after.id or 0)
        now = {name: getattr(present, name) for name in ("version", *way.stays)}
        if replace(edit.after, **now) != present:
            raise _overtaken(present, whole)
        return Edit(before=present, after=way.save(session, replace(edit.before, **now)))

    def _note(self, session: Session, back: Sequence[Edit]) -> None:
        """The file says of each deadline that it went back, by whom and when.

        One that waits for a second look has not moved: to undo and redo is no agreement.
        """
        for one in back:
            if isinstance(one.before, Deadline) and isinstance(one.after, Deadline):
                if moves.ends(one.before) == moves.ends(one.after):
                    continue
                step = moves.step(one.before, one.after, MoveCause.EVENT)
                why = gettext(TAKEN_BACK)
                moving.note(session, self._desk, step, MoveAnswer.ACCEPTED, why)

    def _way(self, edit: Edit) -> _Way:
        if isinstance(edit.after, Case):
            desk = self._desk
            return _Way(
                get=stored_cases.get, save=lambda session, case: cases.keep(desk, session, case)
            )
        return _WAYS[type(edit.after)]


def _overtaken(present: Undoable, whole: Edit) -> Refused:
    """Why it stays: of several that moved together it says which one is in the way."""
    if whole.also and isinstance(present, Deadline):
        return Refused(CHANGED_SINCE, title=present.title(current()))
    return Refused(CHANGED)
