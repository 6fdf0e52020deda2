"""Lines of a story that letters, custody, identification, legal aid, ends and things tell."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from legalaid_desktop.domain.closings import Closing
from legalaid_desktop.domain.correspondence import Direction
from legalaid_desktop.domain.custody import LAOS, Custody
from legalaid_desktop.domain.stories import StoryLine, StorySource
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.storage import closings, correspondence, eligibility, holdings, protection


def local(moment: datetime) -> datetime:
    """The moment in Vientiane."""
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(LAOS)


def minute(moment: datetime) -> time:
    """Its time of day, without seconds."""
    return moment.time().replace(second=0, microsecond=0)


def lines(session: Session, case_id: int) -> Iterator[StoryLine]:
    """All of them, in no order."""
    yield from _letters(session, case_id)
    yield from _custodies(session, case_id)
    for status in protection.of_case(session, VictimStatus, case_id):
        yield StoryLine(source=StorySource.IDENTIFICATION, on=status.on, record=status)
    for decision in eligibility.of_case(session, case_id):
        if decision.decided_on is not None:
            yield StoryLine(
                source=StorySource.AID,
                on=decision.decided_on,
                record=decision,
                by=decision.decided_by,
            )
    for closing in closings.of_case(session, case_id):
        yield from _ends(closing)
    yield from _things(session, case_id)


def _letters(session: Session, case_id: int) -> Iterator[StoryLine]:
    for letter in correspondence.of_case(session, case_id):
        if letter.void_why:
            continue
        came = letter.direction is Direction.IN
        source = StorySource.LETTER_IN if came else StorySource.LETTER_OUT
        yield StoryLine(source=source, on=letter.on, record=letter)
        for step in letter.referral[1:]:
            yield StoryLine(
                source=StorySource.REFERRAL, on=step.day, record=letter, by=step.by, step=step
            )


def _custodies(session: Session, case_id: int) -> Iterator[StoryLine]:
    for held in protection.of_case(session, Custody, case_id):
        since = local(held.since)
        yield StoryLine(
            source=StorySource.HELD,
            on=since.date(),
            at=minute(since) if held.time_known else None,
            record=held,
        )
        if held.released_at is not None:
            out = local(held.released_at)
            yield StoryLine(source=StorySource.RELEASED, on=out.date(), at=minute(out), record=held)


def _ends(closing: Closing) -> Iterator[StoryLine]:
    if closing.approved and closing.decided_at is not None:
        yield _at(StorySource.CLOSING, closing, closing.decided_at, closing.decided_by)
    if closing.reopened_at is not None:
        yield _at(StorySource.REOPENING, closing, closing.reopened_at, closing.reopened_by)


def _at(source: StorySource, closing: Closing, moment: datetime, by: str) -> StoryLine:
    at = local(moment)
    return StoryLine(source=source, on=at.date(), at=minute(at), record=closing, by=by)


def _things(session: Session, case_id: int) -> Iterator[StoryLine]:
    for thing in holdings.of_case(session, case_id):
        back: date | None = thing.returned_on
        yield StoryLine(
            source=StorySource.HANDED_IN, on=thing.received_on, record=thing, by=thing.received_by
        )
        if back is not None:
            yield StoryLine(
                source=StorySource.GIVEN_BACK, on=back, record=thing, by=thing.returned_by
            )
