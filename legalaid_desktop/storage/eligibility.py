"""The decisions on legal aid in a case."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.eligibility import EligibilityDecision
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import EligibilityRow


def get(session: Session, key: int) -> EligibilityDecision:
    """The decision with that id."""
    return records.get(session, EligibilityRow, EligibilityDecision, key)


def save(session: Session, decision: EligibilityDecision) -> EligibilityDecision:
    """Writes the decision."""
    return records.save(session, EligibilityRow, decision, Change.ELIGIBILITY)


def remove(session: Session, key: int, why: str) -> EligibilityDecision:
    """Puts the decision into the bin and returns it."""
    decision = get(session, key)
    records.remove(session, EligibilityRow, key, Change.ELIGIBILITY, why)
    return decision


def of_case(session: Session, case_id: int) -> list[EligibilityDecision]:
    """The decisions of a case, newest first."""
    query = (
        select(EligibilityRow)
        .where(EligibilityRow.case_id == case_id)
        .order_by(EligibilityRow.id.desc())
    )
    return [records.read(row, EligibilityDecision) for row in session.scalars(query)]


def proposed(session: Session) -> list[EligibilityDecision]:
    """What is proposed and was not decided since, the earliest first."""
    later = aliased(EligibilityRow)
    decided = exists().where(
        later.case_id == EligibilityRow.case_id,
        later.decided_by != "",
        later.id > EligibilityRow.id,
    )
    query = select(EligibilityRow).where(EligibilityRow.decided_by == "", ~decided)
    rows = session.scalars(query.order_by(EligibilityRow.id))
    return [records.read(row, EligibilityDecision) for row in rows]
