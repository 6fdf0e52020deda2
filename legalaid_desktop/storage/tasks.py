"""Tasks of cases and of the office."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.tasks import Task, TaskStatus
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import TaskRow


def get(session: Session, key: int) -> Task:
    """The task with that id."""
    return records.get(session, TaskRow, Task, key)


def save(session: Session, task: Task, why: str = "") -> Task:
    """Writes the task."""
    return records.save(session, TaskRow, task, Change.TASK, why=why)


def of_case(session: Session, case_id: int) -> list[Task]:
    """The tasks of a case: the most urgent first, those without a day last."""
    query = select(TaskRow).where(TaskRow.case_id == case_id)
    query = query.order_by(TaskRow.due_on.nulls_last(), TaskRow.id)
    return [records.read(row, Task) for row in session.scalars(query)]


def flags_of(session: Session, case_id: int) -> list[Task]:
    """The open tasks that flag a record of the case, the nearest first."""
    query = select(TaskRow).where(TaskRow.case_id == case_id, TaskRow.status == TaskStatus.OPEN)
    query = query.where(TaskRow.record_id.is_not(None)).order_by(TaskRow.due_on, TaskRow.id)
    return [records.read(row, Task) for row in session.scalars(query)]


def due_between(session: Session, user_ids: Collection[int], first: date, last: date) -> list[Task]:
    """What those accounts have to do on these days."""
    query = select(TaskRow).where(
        TaskRow.owner_id.in_(user_ids),
        TaskRow.status == TaskStatus.OPEN,
        TaskRow.due_on.between(first, last),
    )
    query = query.order_by(TaskRow.due_on, TaskRow.id)
    return [records.read(row, Task) for row in session.scalars(query)]


def open_of(session: Session, *user_ids: int) -> list[Task]:
    """What those accounts have to do, the most urgent first."""
    query = select(TaskRow).where(TaskRow.owner_id.in_(user_ids), TaskRow.status == TaskStatus.OPEN)
    query = query.order_by(TaskRow.due_on.nulls_last(), TaskRow.id)
    return [records.read(row, Task) for row in session.scalars(query)]
