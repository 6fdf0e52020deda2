"""Tasks: kept, done, dropped, begun in sequences."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from legalaid_desktop.domain import checks, sequences, tasks
from legalaid_desktop.domain.cases import is_restricted
from legalaid_desktop.domain.errors import NotFound
from legalaid_desktop.domain.tasks import Task, TaskLine
from legalaid_desktop.services import alerts, flags, reference, teams
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import flags as stored_flags
from legalaid_desktop.storage import tasks as stored
from legalaid_desktop.storage import users as stored_users


class Tasks:
    """What has to be done."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def save(self, task: Task) -> Task:
        """Keeps a task, new or changed; its case and the record it flags stay what they were.

        Raises:
            InvalidValue: a field, or the owner could not see it.
            NotFound: the record to flag is not in that case.
        """
        clean = tasks.checked(task)
        with self._desk.writing() as session:
            known = stored.get(session, clean.id) if clean.id is not None else clean
            self._require_owner(session, known.case_id, clean.owner_id)
            if clean.id is None:
                _require_record(session, clean)
            return stored.save(session, tasks.kept_link(clean, known))

    def begin(
        self, case_id: int, sequence_id: str, start: date, language: str, owner_id: int | None
    ) -> list[Task]:
        """Puts down the tasks of a sequence that begins on that day."""
        planned = sequences.planned(reference.sequence(sequence_id), start, language)
        with self._desk.writing() as session:
            self._require_owner(session, case_id, owner_id)
            return [
                stored.save(session, replace(one, case_id=case_id, owner_id=owner_id))
                for one in planned
            ]

    def done(self, task_id: int) -> Task:
        """Records that a task was done."""
        with self._desk.writing() as session:
            known = stored.get(session, task_id)
            return stored.save(session, tasks.done(known, self._desk.today(), self._desk.user))

    def drop(self, task_ids: Collection[int], why: str) -> list[Task]:
        """Takes tasks off the list, for a reason; they stay in the file."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            known = [stored.get(session, key) for key in task_ids]
            today, user = self._desk.today(), self._desk.user
            gone = [tasks.dropped(one, today, user, reason) for one in known]
            return [stored.save(session, one, reason) for one in gone]

    def reopen(self, task_id: int) -> Task:
        """Puts a task back on the list."""
        with self._desk.writing() as session:
            return stored.save(session, tasks.reopened(stored.get(session, task_id)))

    def of_case(self, case_id: int) -> list[TaskLine]:
        """The tasks of a case, the most urgent first."""
        with self._desk.reading(case=case_id) as session:
            return lines(session, stored.of_case(session, case_id))

    def flags(self, case_id: int) -> list[TaskLine]:
        """What is to be looked at again in a case, the nearest first."""
        with self._desk.reading(case=case_id) as session:
            return lines(session, stored.flags_of(session, case_id))

    def mine(self) -> list[TaskLine]:
        """What the user has to do, in cases and for the office, the most urgent first.

        That of colleagues for whom the user stands in is among it.
        """
        with self._desk.reading() as session:
            return mine(self._desk, session)

    def _require_owner(self, session: Session, case_id: int | None, owner_id: int | None) -> None:
        if owner_id is not None:
            now = self._desk.clock().replace(microsecond=0)
            teams.require_mate(session, case_id, owner_id, now, "owner_id")


def mine(desk: Desk, session: Session) -> list[TaskLine]:
    """What the user has to do now, and those for whom she stands in, by their names."""
    who = alerts.covered(session, desk.account.id or 0, desk.today())
    return _by_others(desk, lines(session, stored.open_of(session, *who)))


def _by_others(desk: Desk, found: Collection[TaskLine]) -> list[TaskLine]:
    """The lines, those of the user herself without her name."""
    own = desk.account.id
    return [replace(one, owner="") if one.task.owner_id == own else one for one in found]


def _require_record(session: Session, task: Task) -> None:
    """Refuses to flag what is not in the case of the task, or is hidden."""
    flagged = task.flagged
    if flagged and stored_flags.belongs(session, flagged) != task.case_id:
        raise NotFound("This record is no longer there.")


def lines(session: Session, found: Collection[Task]) -> list[TaskLine]:
    """The tasks with their cases and owners, read in the caller's transaction."""
    known = stored_cases.several(session, {one.case_id for one in found if one.case_id})
    names = {one.id: one.name for one in stored_users.every(session)}
    about = flags.about(session, found, known)
    return [
        TaskLine(
            task=one,
            case=known.get(one.case_id) if one.case_id else None,
            owner=names.get(one.owner_id, ""),
            about=about.get(one.flagged) if one.flagged else None,
        )
        for one in found
    ]


def veiled(line: TaskLine) -> TaskLine:
    """Without what was written about a restricted case: it may name people."""
    if line.case is None or not is_restricted(line.case):
        return line
    return replace(line, task=replace(line.task, what=""))


def due_between(desk: Desk, session: Session, first: date, last: date) -> tuple[TaskLine, ...]:
    """What the user and those she stands in for have to do on these days, as lists show it."""
    who = alerts.covered(session, desk.account.id or 0, desk.today())
    found = lines(session, stored.due_between(session, who, first, last))
    return tuple(veiled(one) for one in _by_others(desk, found))
