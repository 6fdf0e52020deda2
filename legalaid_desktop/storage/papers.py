"""Papers: drafts and issued ones."""

from datetime import date

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.papers import Paper, PaperStatus
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import PaperRow


def get(session: Session, key: int) -> Paper:
    """The paper with that id."""
    return records.get(session, PaperRow, Paper, key)


def save(session: Session, paper: Paper, why: str = "") -> Paper:
    """Writes the paper; the reason stays in the trail."""
    return records.save(session, PaperRow, paper, Change.PAPER, why=why)


def remove(session: Session, key: int) -> Paper:
    """Puts the draft into the bin and returns it."""
    paper = get(session, key)
    records.remove(session, PaperRow, key, Change.PAPER)
    return paper


def of_case(session: Session, case_id: int) -> list[Paper]:
    """The papers of a case, newest first."""
    query = (
        select(PaperRow)
        .where(PaperRow.case_id == case_id)
        .order_by(PaperRow.dated_on.desc(), PaperRow.id.desc())
    )
    return [records.read(row, Paper) for row in session.scalars(query)]


def page(session: Session, after: tuple[date, int] | None, limit: int) -> list[Paper]:
    """The next papers of all cases, newest first."""
    query = select(PaperRow).order_by(PaperRow.dated_on.desc(), PaperRow.id.desc()).limit(limit)
    if after:
        query = query.where(tuple_(PaperRow.dated_on, PaperRow.id) < after)
    return [records.read(row, Paper) for row in session.scalars(query)]


def drafts(session: Session) -> list[Paper]:
    """The papers that were not issued yet, oldest first."""
    query = (
        select(PaperRow)
        .where(PaperRow.status == PaperStatus.DRAFT)
        .order_by(PaperRow.dated_on, PaperRow.id)
    )
    return [records.read(row, Paper) for row in session.scalars(query)]
