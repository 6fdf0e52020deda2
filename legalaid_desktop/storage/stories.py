"""The story of a case, merged from entries and from what its other records tell."""

from collections.abc import Iterable
from heapq import merge
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.assignments import AssignmentStatus
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.papers import PaperStatus
from legalaid_desktop.domain.stories import (
    Place,
    StoryFilter,
    StoryLine,
    StorySource,
    lets_through,
)
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.storage import (
    assignments,
    attachments,
    deadlines,
    decisions,
    events,
    histories,
    papers,
    records,
    story_sources,
)
from legalaid_desktop.storage.story_sources import local, minute
from legalaid_desktop.storage.tables import LawyerRow

_MOST = 500


def page(
    session: Session, case_id: int, wanted: StoryFilter, after: Place | None, limit: int
) -> list[StoryLine]:
    """The next lines that the filter wants, but for its text, newest first."""
    names = events.authors(session)
    told = [
        StoryLine(
            source=StorySource.EVENT,
            on=event.on,
            at=event.at,
            record=event,
            by=names.get(event.author or 0, ""),
        )
        for event in events.page(session, case_id, wanted, after, limit)
    ]
    others = [
        line
        for line in _others(session, case_id)
        if lets_through(wanted, line) and (after is None or line.place < after)
    ]
    others.sort(key=lambda line: line.place, reverse=True)
    return list(islice(merge(told, others, key=lambda line: line.place, reverse=True), limit))


def _others(session: Session, case_id: int) -> Iterable[StoryLine]:
    """All that stands in other records: they are few, however long the story is."""
    for decision in decisions.of_case(session, case_id):
        yield StoryLine(source=StorySource.DECISION, on=decision.on, record=decision)
    for paper in papers.of_case(session, case_id):
        if paper.status is PaperStatus.ISSUED:
            day = local(paper.issued_at) if paper.issued_at else None
            yield StoryLine(
                source=StorySource.PAPER,
                on=day.date() if day else paper.dated_on,
                at=minute(day) if day else None,
                record=paper,
            )
    for attachment in attachments.of_case(session, case_id):
        yield StoryLine(source=StorySource.ATTACHMENT, on=attachment.received_on, record=attachment)
    yield from _turns(session, case_id)
    yield from _met(session, case_id)
    yield from story_sources.lines(session, case_id)


def _turns(session: Session, case_id: int) -> Iterable[StoryLine]:
    turns = assignments.of_case(session, case_id)
    asked = select(LawyerRow).where(LawyerRow.id.in_({turn.lawyer_id for turn in turns}))
    known = {row.id: records.read(row, Lawyer) for row in session.scalars(asked)} if turns else {}
    for turn in turns:
        lawyer = known.get(turn.lawyer_id)
        yield StoryLine(source=StorySource.OFFER, on=turn.offered_on, record=turn, lawyer=lawyer)
        if turn.answered_on and turn.status is not AssignmentStatus.OFFERED:
            yield StoryLine(
                source=StorySource.ANSWER, on=turn.answered_on, record=turn, lawyer=lawyer
            )


def _met(session: Session, case_id: int) -> Iterable[StoryLine]:
    """The deadlines that are done, on the day when that was entered, as the trail has it."""
    done = {
        one.id: one
        for one in deadlines.of_case(session, case_id)
        if one.status is DeadlineStatus.DONE
    }
    if not done:
        return
    conditions = (
        histories.of_case(case_id),
        histories.of_sort("deadline"),
        histories.of_deed(Deed.CHANGE),
    )
    for entry in histories.entries(session, *conditions, limit=_MOST):
        status = entry.fields.get("status")
        if status and status[1] == DeadlineStatus.DONE and entry.at and entry.record in done:
            at = local(entry.at)
            yield StoryLine(
                source=StorySource.DEADLINE,
                on=at.date(),
                at=minute(at),
                record=done.pop(entry.record),
                by=entry.user,
            )
