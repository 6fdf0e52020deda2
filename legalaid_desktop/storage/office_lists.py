"""All people and all cases for a list; whoever has to do with a restricted case is in none."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.cases import Case, Confidentiality
from legalaid_desktop.domain.people import Person
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import CaseRow, ClientRow, PartyRow, PersonRow

AT_ONCE = 1_000


def people(session: Session) -> Iterator[tuple[Person, str]]:
    """Everybody whom the session sees, by name, with the client code of those who are clients."""
    query = (
        select(PersonRow, ClientRow.code)
        .outerjoin(ClientRow, ClientRow.person_id == PersonRow.id)
        .where(~_in_restricted(PersonRow.id))
        .order_by(PersonRow.sort, PersonRow.id)
    )
    for person, code in session.execute(query.execution_options(yield_per=AT_ONCE)):
        yield records.read(person, Person), code or ""


def cases(session: Session) -> Iterator[tuple[Case, Person, str]]:
    """The ordinary cases, the newest first, each with its client and the client's code."""
    query = (
        select(CaseRow, PersonRow, ClientRow.code)
        .join(ClientRow, ClientRow.id == CaseRow.client_id)
        .join(PersonRow, PersonRow.id == ClientRow.person_id)
        .where(CaseRow.confidentiality == Confidentiality.ORDINARY, ~_in_restricted(PersonRow.id))
        .order_by(CaseRow.opened_on.desc(), CaseRow.id.desc())
    )
    for case, person, code in session.execute(query.execution_options(yield_per=AT_ONCE)):
        yield records.read(case, Case), records.read(person, Person), code


def _in_restricted(person_id: Any) -> ColumnElement[bool]:
    """Whether the person has or had any place in a case with a code name, seen or not."""
    case, client, party = (table.__table__.alias().c for table in (CaseRow, ClientRow, PartyRow))
    hidden = case.confidentiality != Confidentiality.ORDINARY
    as_client = select(1).where(client.person_id == person_id, case.client_id == client.id, hidden)
    as_party = select(1).where(party.person_id == person_id, case.id == party.case_id, hidden)
    return as_client.exists() | as_party.exists()
