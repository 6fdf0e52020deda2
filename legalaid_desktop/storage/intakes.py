"""Intakes, and those that wait for a decision."""

from collections.abc import Collection

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.cases import Case, Stage
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.intakes import Intake, IntakeStatus
from legalaid_desktop.domain.safe_contacts import Answer
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.tables import (
    CaseRow,
    ClientRow,
    CustodyRow,
    DeadlineRow,
    EligibilityRow,
    IntakeRow,
)


def save(session: Session, intake: Intake) -> Intake:
    """Writes the intake."""
    return records.save(session, IntakeRow, intake, Change.INTAKE)


def get(session: Session, key: int) -> Intake:
    """The intake with that id."""
    return records.get(session, IntakeRow, Intake, key)


def of_case(session: Session, case_id: int) -> Intake | None:
    """The intake of a case; cases of before the program asked have none."""
    query = select(IntakeRow).where(IntakeRow.case_id == case_id).order_by(IntakeRow.id.desc())
    row = session.scalars(query.limit(1)).first()
    return records.read(row, Intake) if row else None


def waiting(session: Session) -> list[tuple[Intake, Case, str]]:
    """The intakes without a decision, each with its case and the client's code."""
    query = (
        select(IntakeRow, CaseRow, ClientRow.code)
        .join(CaseRow, CaseRow.id == IntakeRow.case_id)
        .join(ClientRow, ClientRow.id == CaseRow.client_id)
        .where(IntakeRow.status == IntakeStatus.WAITING)
        .order_by(IntakeRow.received_at, IntakeRow.id)
    )
    return [
        (records.read(intake, Intake), records.read(case, Case), code)
        for intake, case, code in session.execute(query)
    ]


def told(session: Session) -> list[tuple[Intake, Case]]:
    """The intakes of open cases that tell of a last day or of custody, refused ones left out."""
    query = (
        select(IntakeRow, CaseRow)
        .join(CaseRow, CaseRow.id == IntakeRow.case_id)
        .where(
            IntakeRow.status.in_((IntakeStatus.WAITING, IntakeStatus.TAKEN)),
            or_(IntakeRow.deadline == Answer.YES, IntakeRow.custody == Answer.YES),
            CaseRow.stage != Stage.CLOSED,
        )
        .order_by(IntakeRow.id)
    )
    return [
        (records.read(row, Intake), records.read(case, Case))
        for row, case in session.execute(query)
    ]


def with_deadlines(session: Session, case_ids: Collection[int]) -> set[int]:
    """Those of the cases that have a deadline other than the office's own for legal aid."""
    own = select(EligibilityRow.deadline_id).where(EligibilityRow.deadline_id.is_not(None))
    query = select(DeadlineRow.case_id).where(
        DeadlineRow.case_id.in_(case_ids), DeadlineRow.id.not_in(own)
    )
    return set(session.scalars(query))


def with_custodies(session: Session, case_ids: Collection[int]) -> set[int]:
    """Those of the cases in which a custody was entered, also one that is over."""
    query = select(CustodyRow.case_id).where(CustodyRow.case_id.in_(case_ids))
    return set(session.scalars(query))


def split_off(session: Session, case_id: int) -> list[Case]:
    """The cases that were opened for other problems told in the talk about that one."""
    query = (
        select(CaseRow)
        .join(IntakeRow, IntakeRow.case_id == CaseRow.id)
        .where(IntakeRow.split_from == case_id)
        .order_by(CaseRow.id)
    )
    return [records.read(row, Case) for row in session.scalars(query)]


def code_names(session: Session) -> set[str]:
    """The code names that cases have, whoever may see them."""
    query = select(CaseRow.code_name).where(func.length(CaseRow.code_name) > 0).distinct()
    return set(session.scalars(query.execution_options(**visibility.EVERYTHING)))
