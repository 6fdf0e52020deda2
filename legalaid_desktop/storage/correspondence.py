"""The register of letters in and out."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.correspondence import Direction, Letter, code, is_expecting
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.tables import CaseRow, LetterRow


def get(session: Session, key: int) -> Letter:
    """The letter with that id."""
    return records.get(session, LetterRow, Letter, key)


def save(session: Session, letter: Letter, why: str = "") -> Letter:
    """Writes the letter."""
    return records.save(session, LetterRow, letter, Change.LETTER, why=why)


def of_case(session: Session, case_id: int) -> list[Letter]:
    """The letters of a case, the latest first."""
    query = select(LetterRow).where(LetterRow.case_id == case_id)
    query = query.order_by(LetterRow.on.desc(), LetterRow.id.desc())
    return [records.read(row, Letter) for row in session.scalars(query)]


def of_year(session: Session, direction: Direction, year: int) -> list[Letter]:
    """The letters of that series that the session's viewer may see, by number."""
    query = select(LetterRow).where(LetterRow.direction == direction, LetterRow.year == year)
    rows = session.scalars(query.order_by(LetterRow.number))
    return [records.read(row, Letter) for row in rows]


def numbered(session: Session, direction: Direction, year: int, number: int) -> Letter | None:
    """The letter of that number, if there is one that the session's viewer may see."""
    query = select(LetterRow).where(
        LetterRow.direction == direction, LetterRow.year == year, LetterRow.number == number
    )
    row = session.scalar(query)
    return records.read(row, Letter) if row is not None else None


def hidden(session: Session, direction: Direction, year: int) -> dict[int, str]:
    """The numbers given to letters of any case, each with the code name that may be told."""
    query = (
        select(LetterRow.number, CaseRow.code_name, CaseRow.confidentiality)
        .outerjoin(CaseRow, CaseRow.id == LetterRow.case_id)
        .where(LetterRow.direction == direction, LetterRow.year == year)
    )
    told = visibility.viewer(session).told
    rows = session.execute(query.execution_options(**visibility.EVERYTHING))
    return {row[0]: row[1] or "" if row[2] in told else "" for row in rows}


def answers(session: Session, keys: Collection[int]) -> dict[int, list[str]]:
    """The numbers of the letters that answer these, by the ids of these."""
    query = select(LetterRow).where(LetterRow.answers_id.in_(keys), LetterRow.void_why == "")
    found: dict[int, list[str]] = defaultdict(list)
    for row in session.scalars(query.order_by(LetterRow.id)):
        found[row.answers_id or 0].append(code(records.read(row, Letter)))
    return found


def expecting(session: Session, last: date) -> list[Letter]:
    """The letters whose answer is expected by then and has not come, the most urgent first."""
    query = (
        select(LetterRow)
        .where(LetterRow.answer_by <= last, LetterRow.void_why == "")
        .order_by(LetterRow.answer_by, LetterRow.id)
    )
    found = [records.read(row, Letter) for row in session.scalars(query)]
    answered = answers(session, [one.id or 0 for one in found])
    return [one for one in found if is_expecting(one, answered=one.id in answered)]


def papers_entered(session: Session, case_id: int) -> set[int]:
    """The papers of a case that are in the register."""
    query = select(LetterRow.paper_id).where(
        LetterRow.case_id == case_id, LetterRow.paper_id.is_not(None), LetterRow.void_why == ""
    )
    return {key for key in session.scalars(query) if key is not None}
