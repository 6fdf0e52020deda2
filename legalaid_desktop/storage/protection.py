"""Worksheets, views, steps, ages, papers, custody, losses and rates: read and written."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.losses import ExchangeRate, Loss
from legalaid_desktop.domain.protection import Kept
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.domain.worksheets import View, Worksheet
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import (
    AgeEvidenceRow,
    CaseRow,
    CustodyRow,
    ExchangeRateRow,
    LossRow,
    VictimStatusRow,
    ViewRow,
    WithheldPaperRow,
    WorksheetRow,
)
from legalaid_desktop.storage.visibility import EVERYTHING

AnyKept = TypeVar("AnyKept", bound=Kept)

TABLES: Mapping[type, Any] = {
    Worksheet: WorksheetRow,
    VictimStatus: VictimStatusRow,
    AgeEvidence: AgeEvidenceRow,
    WithheldPaper: WithheldPaperRow,
    Custody: CustodyRow,
    Loss: LossRow,
}
"""Where each kind of record is kept."""


def save(session: Session, record: AnyKept) -> AnyKept:
    """Writes the record."""
    return records.save(session, TABLES[type(record)], record, Change.PROTECTION)


def get(session: Session, kind: type[AnyKept], key: int) -> AnyKept:
    """The record of that kind with that id."""
    return records.get(session, TABLES[kind], kind, key)


def remove(session: Session, kind: type[AnyKept], key: int, why: str) -> AnyKept:
    """Puts the record into the bin and returns it."""
    record = get(session, kind, key)
    records.remove(session, TABLES[kind], key, Change.PROTECTION, why)
    return record


def of_case(session: Session, kind: type[AnyKept], case_id: int) -> tuple[AnyKept, ...]:
    """The records of that kind in a case, in the order in which they were entered."""
    row = TABLES[kind]
    query = select(row).where(row.case_id == case_id).order_by(row.id)
    return tuple(records.read(one, kind) for one in session.scalars(query))


def ages(session: Session, person_id: int) -> tuple[AgeEvidence, ...]:
    """What speaks for somebody's age, in every case that the session's act reaches."""
    query = select(AgeEvidenceRow).where(AgeEvidenceRow.person_id == person_id)
    return tuple(
        records.read(row, AgeEvidence) for row in session.scalars(query.order_by(AgeEvidenceRow.id))
    )


def running(session: Session, *, everywhere: bool = False) -> list[Custody]:
    """The custodies that nobody came out of yet, the longest first.

    Args:
        everywhere: in cases too that the session does not see: for what names nobody. What lies in
            the bin rings nowhere.
    """
    query = select(CustodyRow).where(CustodyRow.released_at.is_(None)).order_by(CustodyRow.since)
    if everywhere:
        case = CaseRow.__table__.alias().c
        there = select(1).where(case.id == CustodyRow.case_id, case.removed_at.is_(None)).exists()
        query = query.where(CustodyRow.removed_at.is_(None), there)
        query = query.execution_options(**EVERYTHING)
    return [records.read(row, Custody) for row in session.scalars(query)]


def sign(session: Session, view: View) -> View:
    """Writes a new view."""
    return records.save(session, ViewRow, view, Change.PROTECTION)


def view(session: Session, key: int) -> View:
    """The view with that id."""
    return records.get(session, ViewRow, View, key)


def views(session: Session, case_id: int) -> tuple[View, ...]:
    """The views of a case, the earliest first."""
    query = select(ViewRow).where(ViewRow.case_id == case_id).order_by(ViewRow.id)
    return tuple(records.read(row, View) for row in session.scalars(query))


def save_rate(session: Session, rate: ExchangeRate) -> ExchangeRate:
    """Writes the rate."""
    return records.save(session, ExchangeRateRow, rate, Change.PROTECTION)


def rates(session: Session) -> tuple[ExchangeRate, ...]:
    """The rates of the office, the latest first."""
    query = select(ExchangeRateRow).order_by(ExchangeRateRow.on.desc(), ExchangeRateRow.id.desc())
    return tuple(records.read(row, ExchangeRate) for row in session.scalars(query))
