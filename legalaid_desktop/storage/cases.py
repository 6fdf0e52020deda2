"""Cases and their parties."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_, union_all
from sqlalchemy import case as either
from sqlalchemy.orm import Session

from legalaid_desktop.domain.assignments import AssignmentStatus
from legalaid_desktop.domain.cases import Case, CaseFilter, CaseLine, Party, PartyRole, Stage
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.events import EventKind
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person
from legalaid_desktop.storage import records, searching, visibility
from legalaid_desktop.storage.tables import (
    AssignmentRow,
    CaseRow,
    ClientRow,
    DeadlineRow,
    DestructionRow,
    EventRow,
    LawyerRow,
    PartyRow,
    PersonRow,
)


def get(session: Session, key: int) -> Case:
    """The case with that id."""
    return records.get(session, CaseRow, Case, key)


def several(session: Session, keys: Collection[int]) -> dict[int, Case]:
    """The cases with those ids, by their ids."""
    rows = session.scalars(select(CaseRow).where(CaseRow.id.in_(keys)))
    return {row.id: records.read(row, Case) for row in rows}


def by_number(session: Session, number: str) -> Case | None:
    """The case with that number."""
    row = session.scalars(select(CaseRow).where(CaseRow.number == number)).first()
    return records.read(row, Case) if row else None


def is_taken(session: Session, number: str) -> bool:
    """Whether any case has that number or had it: hidden, in the bin, or destroyed."""
    query = union_all(
        select(CaseRow.id).where(CaseRow.number == number),
        select(DestructionRow.id).where(DestructionRow.case_number == number),
    )
    return session.scalar(query.execution_options(**visibility.EVERYTHING)) is not None


def remove(session: Session, key: int, why: str) -> None:
    """Puts the case into the bin; what belongs to it is out of sight with it."""
    get(session, key)
    records.remove(session, CaseRow, key, Change.CASE, why)


def save(session: Session, case: Case, why: str = "") -> Case:
    """Writes the case with its search key; ``why`` is the reason, for the trail."""
    return records.save(session, CaseRow, case, Change.CASE, why=why, search=_search(case))


def page(
    session: Session, wanted: CaseFilter, after: tuple[date, int] | None, limit: int
) -> list[CaseLine]:
    """The next cases that the filter wants, newest first; its text may be of the client's name."""
    query = (
        select(CaseRow, ClientRow.code, PersonRow, LawyerRow)
        .join(ClientRow, ClientRow.id == CaseRow.client_id)
        .join(PersonRow, PersonRow.id == ClientRow.person_id)
        .outerjoin(AssignmentRow, AssignmentRow.id == _accepted())
        .outerjoin(LawyerRow, LawyerRow.id == AssignmentRow.lawyer_id)
        .order_by(CaseRow.opened_on.desc(), CaseRow.id.desc())
        .limit(limit)
    )
    if after:
        query = query.where(tuple_(CaseRow.opened_on, CaseRow.id) < after)
    return [
        CaseLine(
            case=records.read(case, Case),
            client_code=code,
            person=records.read(person, Person),
            lawyer=records.read(lawyer, Lawyer) if lawyer else None,
        )
        for case, code, person, lawyer in session.execute(_wanted(query, wanted))
    ]


def _accepted() -> Any:
    """The assignment of a case that was accepted."""
    offer = AssignmentRow.__table__.alias().c
    return (
        select(func.max(offer.id))
        .where(
            offer.case_id == CaseRow.id,
            offer.status == AssignmentStatus.ACCEPTED,
            offer.removed_at.is_(None),
        )
        .correlate(CaseRow)
        .scalar_subquery()
    )


def _wanted(query: Any, wanted: CaseFilter) -> Any:
    found = searching.holds(wanted.text, CaseRow.search, PersonRow.search)
    if found is not None:
        query = query.where(found)
    if wanted.type is not None:
        query = query.where(CaseRow.type == wanted.type)
    if wanted.stage is not None:
        query = query.where(CaseRow.stage == wanted.stage)
    if wanted.is_open is not None:
        is_closed = CaseRow.stage == Stage.CLOSED
        query = query.where(~is_closed if wanted.is_open else is_closed)
    if wanted.lawyer_id is not None:
        query = query.where(AssignmentRow.lawyer_id == wanted.lawyer_id)
    return query


def of_person(session: Session, person_id: int) -> list[Case]:
    """The cases in which the person is the client or a party, newest first."""
    as_client = select(ClientRow.id).where(ClientRow.person_id == person_id)
    as_party = select(PartyRow.case_id).where(PartyRow.person_id == person_id)
    query = (
        select(CaseRow)
        .where(or_(CaseRow.client_id.in_(as_client), CaseRow.id.in_(as_party)))
        .order_by(CaseRow.opened_on.desc(), CaseRow.id.desc())
    )
    return [records.read(row, Case) for row in session.scalars(query)]


def idle(session: Session, today: date, limit: int | None = None) -> list[tuple[Case, date]]:
    """Open cases that wait for nothing, with the day something last happened, the oldest first."""
    last = (
        select(EventRow.case_id, func.max(EventRow.on).label("day"))
        .group_by(EventRow.case_id)
        .subquery()
    )
    since = either((last.c.day > CaseRow.opened_on, last.c.day), else_=CaseRow.opened_on)
    query = (
        select(CaseRow, since)
        .outerjoin(last, last.c.case_id == CaseRow.id)
        .where(_waits_for_nothing(today))
        .order_by(since, CaseRow.id)
        .limit(limit)
    )
    return [(records.read(row, Case), day) for row, day in session.execute(query)]


def count_idle(session: Session, today: date) -> int:
    """How many open cases wait for nothing."""
    return session.scalars(select(func.count(CaseRow.id)).where(_waits_for_nothing(today))).one()


def _waits_for_nothing(today: date) -> ColumnElement[bool]:
    watched = select(DeadlineRow.case_id).where(DeadlineRow.status == DeadlineStatus.OPEN)
    ahead = select(EventRow.case_id).where(EventRow.on >= today, EventRow.kind == EventKind.HEARING)
    return and_(CaseRow.stage != Stage.CLOSED, CaseRow.id.not_in(watched.union(ahead)))


def parties(session: Session, case_id: int) -> list[Party]:
    """The parties of a case in the order they were entered."""
    query = select(PartyRow).where(PartyRow.case_id == case_id).order_by(PartyRow.id)
    return [records.read(row, Party) for row in session.scalars(query)]


def interpreters(session: Session) -> list[Person]:
    """Everybody who is or was the interpreter of a case that the session sees, by name."""
    who = select(PartyRow.person_id).where(PartyRow.role == PartyRole.INTERPRETER)
    query = (
        select(PersonRow).where(PersonRow.id.in_(who)).order_by(PersonRow.given_lo, PersonRow.id)
    )
    return [records.read(row, Person) for row in session.scalars(query)]


def save_party(session: Session, party: Party) -> Party:
    """Writes the party."""
    return records.save(session, PartyRow, party, Change.CASE)


def remove_party(session: Session, key: int, why: str) -> Party:
    """Puts the party into the bin and returns it."""
    party = records.get(session, PartyRow, Party, key)
    records.remove(session, PartyRow, key, Change.CASE, why)
    return party


def _search(case: Case) -> str:
    numbers = (f"{one.number} {one.body}" for one in case.numbers)
    own = (case.number, case.subject_lo, case.subject_en, case.code_name, case.court_number)
    return search_key(" ".join((*own, case.shelf, *numbers)))
