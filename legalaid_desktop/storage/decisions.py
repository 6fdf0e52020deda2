"""The decisions in a case."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import DecisionRow


def save(session: Session, decision: Decision) -> Decision:
    """Writes the decision."""
    return records.save(session, DecisionRow, decision, Change.EVENT)


def get(session: Session, key: int) -> Decision:
    """The decision with that id."""
    return records.get(session, DecisionRow, Decision, key)


def remove(session: Session, key: int, why: str) -> Decision:
    """Puts the decision into the bin and returns it."""
    decision = get(session, key)
    records.remove(session, DecisionRow, key, Change.EVENT, why)
    return decision


def of_case(session: Session, case_id: int) -> list[Decision]:
    """The decisions in a case, newest first."""
    query = (
        select(DecisionRow)
        .where(DecisionRow.case_id == case_id)
        .order_by(DecisionRow.on.desc(), DecisionRow.id.desc())
    )
    return [records.read(row, Decision) for row in session.scalars(query)]


def uncollected(session: Session, since: date) -> list[Decision]:
    """The decisions since that day of which nobody has received the copy, the oldest first."""
    query = (
        select(DecisionRow)
        .where(DecisionRow.received_on.is_(None), DecisionRow.on >= since)
        .order_by(DecisionRow.on, DecisionRow.id)
    )
    return [records.read(row, Decision) for row in session.scalars(query)]
