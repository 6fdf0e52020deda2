"""What is counted of all cases, without a name, a number or a text of any."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.counted import CaseFacts, Ended
from legalaid_desktop.domain.people import Person
from legalaid_desktop.storage.story_sources import local
from legalaid_desktop.storage.tables import (
    CaseRow,
    ClientRow,
    ClosingRow,
    EligibilityRow,
    PersonRow,
)

_OF_PERSON = (
    "sex", "born_on", "born_year", "born_month", "age_from", "age_to", "age_seen_on",
    "nationality", "province", "district",
)  # fmt: skip
_OF_CASE = ("id", "type", "stage", "opened_on", "closed_on")


def facts(session: Session, until: date) -> list[CaseFacts]:
    """Of each case that the session sees and that was opened by that day."""
    ends, aid = _endings(session), _categories(session)
    query = (
        select(
            ClientRow.person_id,
            *(getattr(CaseRow, name) for name in _OF_CASE),
            *(getattr(PersonRow, name) for name in _OF_PERSON),
        )
        .select_from(CaseRow)
        .join(ClientRow, ClientRow.id == CaseRow.client_id)
        .join(PersonRow, PersonRow.id == ClientRow.person_id)
        .where(CaseRow.opened_on <= until)
    )
    found = []
    for person_id, *told in session.execute(query):
        case: dict[str, Any] = dict(zip(_OF_CASE, told, strict=False))
        who: dict[str, Any] = dict(zip(_OF_PERSON, told[len(_OF_CASE) :], strict=True))
        found.append(
            CaseFacts(
                person_id=person_id,
                who=Person(**who),
                endings=ends.get(case["id"], ()),
                categories=aid.get(case["id"], ()),
                **case,
            )
        )
    return found


def _endings(session: Session) -> dict[int, tuple[Ended, ...]]:
    """The closings that were approved, of each case the earliest first."""
    row = ClosingRow
    query = (
        select(row.case_id, row.decided_at, row.service, row.outcome)
        .where(row.approved.is_(True), row.decided_at.is_not(None))
        .order_by(row.id)
    )
    found: dict[int, tuple[Ended, ...]] = {}
    for case_id, at, service, outcome in session.execute(query):
        if at is not None:
            ended = Ended(on=local(at).date(), service=service, outcome=outcome)
            found[case_id] = (*found.get(case_id, ()), ended)
    return found


def _categories(session: Session) -> dict[int, tuple[str, ...]]:
    """The categories in the last decision of each case, whatever was decided."""
    row = EligibilityRow
    last = select(func.max(row.id)).where(row.decided_by != "").group_by(row.case_id)
    query = select(row.case_id, row.categories).where(row.id.in_(last))
    return {
        case_id: tuple(one.category for one in told) for case_id, told in session.execute(query)
    }
