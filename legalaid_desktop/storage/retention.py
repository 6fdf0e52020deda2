"""Cases that may be over, with what their time depends on, and what the office decided of it."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain import age_evidence
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.cases import Case, Stage
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.retention import KeptCase, OfficeRule, RetentionRule, proposed
from legalaid_desktop.storage import records, settings, visibility
from legalaid_desktop.storage.tables import (
    AgeEvidenceRow,
    CaseRow,
    ClientRow,
    PartyRow,
    PersonRow,
    TrailRow,
    TrailValueRow,
)

_NAME = "retention/{id}"
_ENFORCED = f'%"stage":["%","{Stage.ENFORCEMENT.value}"]%'
"""A change of the stage to enforcement, as the trail writes it."""


def office_rule(session: Session, rule: RetentionRule) -> OfficeRule:
    """The rule as the office decided it, or as it is proposed."""
    kept = settings.get(session, _NAME.format(id=rule.id))
    if not kept:
        return proposed(rule)
    found = json.loads(kept)
    return OfficeRule(
        rule=rule,
        number=found["number"],
        decided_by=found["by"],
        decided_on=date.fromisoformat(found["on"]),
        basis=found["basis"],
    )


def decide(session: Session, decided: OfficeRule) -> None:
    """Keeps what the office decided."""
    on = decided.decided_on.isoformat() if decided.decided_on else ""
    value = {"number": decided.number, "by": decided.decided_by, "on": on, "basis": decided.basis}
    text = json.dumps(value, ensure_ascii=False)
    settings.put(session, _NAME.format(id=decided.rule.id), text, Change.RETENTION)


def over(session: Session) -> list[KeptCase]:
    """The closed cases and those in the bin, as far as the session's act reaches."""
    visible = visibility.visible_case(visibility.viewer(session), CaseRow)
    over = or_(CaseRow.stage == Stage.CLOSED, CaseRow.removed_at.is_not(None))
    query = select(CaseRow).where(visible, over).order_by(CaseRow.id)
    rows = session.scalars(query.execution_options(**visibility.EVERYTHING)).all()
    known, enforced = _people(session, rows), _enforced(session, [row.id for row in rows])
    ages = _ages(session, [row.id for row in rows])
    return [
        KeptCase(
            case=records.read(row, Case),
            since=_since(row),
            removed=row.removed_at is not None,
            enforced=row.id in enforced,
            people=tuple(
                age_evidence.as_known(one, ages.get(row.id, ()), row.opened_on)
                for one in known.get(row.id, ())
            ),
        )
        for row in rows
    ]


def _since(row: CaseRow) -> date | None:
    if row.closed_on is not None or row.removed_at is None:
        return row.closed_on
    removed: date = row.removed_at.date()
    return None if row.stage is Stage.CLOSED else removed


def _people(session: Session, rows: Collection[CaseRow]) -> dict[int, list[Person]]:
    """Client and parties of each case, those taken out of it too."""
    found: dict[int, list[Person]] = {}
    keys = [row.id for row in rows]
    as_client = (
        select(CaseRow.id, PersonRow)
        .join(ClientRow, ClientRow.id == CaseRow.client_id)
        .join(PersonRow, PersonRow.id == ClientRow.person_id)
        .where(CaseRow.id.in_(keys))
    )
    as_party = select(PartyRow.case_id, PersonRow).join(
        PersonRow, PersonRow.id == PartyRow.person_id
    )
    queries: tuple[Any, ...] = (as_client, as_party.where(PartyRow.case_id.in_(keys)))
    for query in queries:
        for key, person in session.execute(query.execution_options(**visibility.EVERYTHING)):
            found.setdefault(key, []).append(records.read(person, Person))
    return found


def _ages(session: Session, keys: Collection[int]) -> dict[int, list[AgeEvidence]]:
    """What speaks for the ages of people, by case."""
    found: dict[int, list[AgeEvidence]] = {}
    query = select(AgeEvidenceRow).where(
        AgeEvidenceRow.case_id.in_(keys), AgeEvidenceRow.removed_at.is_(None)
    )
    for row in session.scalars(query.execution_options(**visibility.EVERYTHING)):
        found.setdefault(row.case_id, []).append(records.read(row, AgeEvidence))
    return found


def _enforced(session: Session, keys: Collection[int]) -> set[int]:
    """Which of the cases ever came to enforcement: the trail knows it."""
    query = (
        select(TrailRow.record)
        .join(TrailValueRow, TrailValueRow.seq == TrailRow.seq)
        .where(
            TrailRow.kind == CaseRow.__tablename__,
            TrailRow.record.in_(keys),
            TrailValueRow.fields.like(_ENFORCED),
        )
    )
    return {key for key in session.scalars(query) if key is not None}
