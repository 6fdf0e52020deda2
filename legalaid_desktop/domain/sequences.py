"""Sequences of tasks, one per kind of case: the office's own practice, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.cases import CaseType
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.tasks import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceStep:
    """A step of a sequence.

    Attributes:
        days: after the start, or, with ``after``, after the day on which that step was done.
        after: the step upon which this one is proposed; empty where it stands from the start.
    """

    id: str
    titles: Mapping[str, str] = field(repr=False)
    days: int
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSequence:
    """Steps that usually follow each other; for cases of ``types``, or of any type without."""

    id: str
    titles: Mapping[str, str] = field(repr=False)
    types: tuple[CaseType, ...]
    steps: tuple[SequenceStep, ...]
    certainty: Certainty


def parse(data: Mapping[str, object]) -> tuple[TaskSequence, ...]:
    """The sequences, as ``resources/reference/sequences.toml`` says."""
    return tuple(_sequence(record) for record in reference.records(data, "sequence"))


def _sequence(record: Mapping[str, object]) -> TaskSequence:
    return TaskSequence(
        id=reference.text(record, "id"),
        titles=_titles(record),
        types=tuple(
            reference.choice(CaseType, {**record, "types": one}, "types")
            for one in reference.texts(record, "types")
        ),
        steps=tuple(_step(step) for step in reference.records(record, "steps")),
        certainty=reference.choice(Certainty, record, "certainty"),
    )


def _step(record: Mapping[str, object]) -> SequenceStep:
    # the first step may stand on the first day
    days = 0 if record.get("days") == 0 else reference.number(record, "days")
    after = reference.text(record, "after", "")
    return SequenceStep(
        id=reference.text(record, "id"), titles=_titles(record), days=days, after=after
    )


def _titles(record: Mapping[str, object]) -> dict[str, str]:
    return {language: reference.text(record, language) for language in ("lo", "en")}


def fitting(known: Sequence[TaskSequence], kind: CaseType) -> list[TaskSequence]:
    """Those for cases of that type first, then those for any type."""
    own = [one for one in known if kind in one.types]
    return own + [one for one in known if not one.types]


def planned(sequence: TaskSequence, start: date, language: str) -> list[Task]:
    """The tasks that the sequence puts down when it is begun on that day; of no case yet."""
    return [_task(sequence, step, start, language) for step in sequence.steps if not step.after]


def following(
    known: Sequence[TaskSequence], task: Task, done_on: date, language: str
) -> list[Task]:
    """The tasks to propose now that this one was done."""
    return [
        _task(one, step, done_on, language)
        for one in known
        if one.id == task.sequence
        for step in one.steps
        if step.after and step.after == task.step
    ]


def _task(sequence: TaskSequence, step: SequenceStep, start: date, language: str) -> Task:
    return Task(
        what=step.titles[language],
        due_on=start + timedelta(days=step.days),
        sequence=sequence.id,
        step=step.id,
    )
