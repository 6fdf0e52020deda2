"""Conflict checks, and where in the office somebody has a place."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from legalaid_desktop.domain.access import Viewer
from legalaid_desktop.domain.cases import Case, Stage
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.conflicts import (
    CLIENT,
    FAMILY,
    LAWYER,
    SPEAKER,
    Asked,
    ConflictAnswer,
    ConflictCheck,
    Hit,
    family,
    is_mirrored,
    known,
    must_be_answered,
    speaker,
)
from legalaid_desktop.domain.intakes import Intake
from legalaid_desktop.domain.name_index import Known, Owner, OwnerKind
from legalaid_desktop.domain.people import Person, name
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.conflict_tables import ConflictCheckRow
from legalaid_desktop.storage.tables import (
    CaseRow,
    ClientRow,
    IntakeRow,
    LawyerRow,
    PartyRow,
    PersonRow,
)

_ALL = visibility.EVERYTHING


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Place(Private):
    """Where somebody stands: in which case, as what; lawyers of the office in none."""

    kind: OwnerKind
    record: int
    case: int
    places: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseSeen(Private):
    """The case of a hit, whoever may see it.

    Attributes:
        is_visible: whether the viewer sees it.
    """

    case: Case
    is_visible: bool
    is_removed: bool


def add(
    session: Session, check: ConflictCheck, hits: Sequence[Hit], asked: Collection[Asked]
) -> ConflictCheck:
    """Writes a check with what it found."""
    extra: dict[str, Any] = {"hits": tuple(hits), "asked": fingerprint(asked)}
    return records.save(
        session, ConflictCheckRow, check, Change.CONFLICT, blind=True, why=check.reason, **extra
    )


def save(session: Session, check: ConflictCheck) -> ConflictCheck:
    """Writes the answer to a check."""
    return records.save(session, ConflictCheckRow, check, Change.CONFLICT, why=check.reason)


def get(session: Session, key: int) -> ConflictCheck:
    """The check with that id."""
    return records.get(session, ConflictCheckRow, ConflictCheck, key)


def of_case(session: Session, case_id: int) -> list[ConflictCheck]:
    """The checks of a case, the latest first, whoever may see it."""
    query = select(ConflictCheckRow).where(ConflictCheckRow.case_id == case_id)
    with _apart(session) as everything:
        rows = everything.scalars(
            query.order_by(ConflictCheckRow.id.desc()), execution_options=_ALL
        )
        return [records.read(row, ConflictCheck) for row in rows]


def hits(session: Session, check: ConflictCheck) -> tuple[Hit, ...]:
    """What the check found, whoever may see it; only ids."""
    query = select(ConflictCheckRow.hits).where(ConflictCheckRow.id == check.id)
    return session.scalars(query.execution_options(**_ALL)).one()


def is_current(session: Session, check: ConflictCheck, asked: Collection[Asked]) -> bool:
    """Whether the check asked for just these people in these roles."""
    query = select(ConflictCheckRow.asked).where(ConflictCheckRow.id == check.id)
    found = session.scalars(query.execution_options(**_ALL)).one()
    return found == fingerprint(asked)


def fingerprint(asked: Collection[Asked]) -> str:
    """Changes when somebody comes, goes, is renamed or gets another role."""
    said = sorted(json.dumps(asdict(one), ensure_ascii=False, sort_keys=True) for one in asked)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def asked_in(session: Session, case_id: int) -> list[Asked]:
    """Everybody who is in the case now, with what they are in it; whoever may see it."""
    client = (
        select(ClientRow.person_id)
        .join(CaseRow, CaseRow.client_id == ClientRow.id)
        .where(CaseRow.id == case_id)
    )
    query = select(PartyRow).where(PartyRow.case_id == case_id, PartyRow.removed_at.is_(None))
    with _apart(session) as everything:
        person = everything.scalars(client, execution_options=_ALL).one()
        parties = everything.scalars(query.order_by(PartyRow.id), execution_options=_ALL).all()
    spoke = _speaker(session, case_id)
    places: dict[Owner, list[str]] = {(OwnerKind.PERSON, person): [CLIENT]}
    for party in parties:
        places.setdefault(_owner(party), []).append(party.role.value)
    people = _people(session, [key for kind, key in places if kind is OwnerKind.PERSON])
    organisations = {party.id: _organisation(party) for party in parties}
    asked = [
        Asked(
            kind=kind,
            record=key,
            places=tuple(sorted(set(found))),
            known=known(people[key]) if kind is OwnerKind.PERSON else organisations[key],
        )
        for (kind, key), found in places.items()
    ]
    named = {key: household for key, one in people.items() if (household := family(one))}
    asked += [
        Asked(kind=OwnerKind.FAMILY, record=key, places=(FAMILY,), known=household)
        for key, household in named.items()
    ]
    return asked if spoke is None else [*asked, spoke]


def _speaker(session: Session, case_id: int) -> Asked | None:
    """Who speaks for the client, as the last intake names that person: a name, no party."""
    query = select(IntakeRow).where(IntakeRow.case_id == case_id, IntakeRow.removed_at.is_(None))
    with _apart(session) as everything:
        row = everything.scalars(
            query.order_by(IntakeRow.id.desc()).limit(1), execution_options=_ALL
        ).first()
        found = speaker(records.read(row, Intake)) if row else None
        if row is None or found is None:
            return None
        return Asked(kind=OwnerKind.SPEAKER, record=row.id, places=(SPEAKER,), known=found)


def outdate(session: Session, case_id: int, hits: Iterable[Hit]) -> None:
    """Makes the last checks of other cases out of date that know nothing of these likenesses.

    Who works on them looks anew then, in the own name, and sees what they may see; that there was a
    check elsewhere, by whom and when, is written nowhere in their cases.
    """
    by_case: dict[int, list[Hit]] = {}
    for hit in filter(must_be_answered, hits):
        by_case.setdefault(hit.case, []).append(hit)
    query = select(ConflictCheckRow.case_id, ConflictCheckRow.id, ConflictCheckRow.hits)
    query = query.where(ConflictCheckRow.case_id.in_(by_case)).order_by(ConflictCheckRow.id)
    found = session.execute(query.execution_options(**_ALL)).all()
    last = {row.case_id: row for row in found}
    stale = [
        row.id
        for row in last.values()
        if not all(is_mirrored(hit, case_id, row.hits) for hit in by_case[row.case_id])
    ]
    if stale:
        table: Any = ConflictCheckRow.__table__
        session.connection().execute(update(table).where(table.c.id.in_(stale)).values(asked=""))


def waiting(session: Session, viewer: Viewer | None) -> list[Case]:
    """Open cases that the viewer works on whose last check waits for an answer or a new look."""
    if viewer is None:
        return []
    checks = ConflictCheckRow.__table__.alias().c
    last = select(func.max(checks.id)).where(checks.case_id == CaseRow.id).scalar_subquery()
    query = (
        select(CaseRow)
        .join(ConflictCheckRow, ConflictCheckRow.id == last)
        .where(
            (ConflictCheckRow.decision == ConflictAnswer.OPEN) | (ConflictCheckRow.asked == ""),
            CaseRow.stage != Stage.CLOSED,
            visibility.visible_case(viewer, CaseRow),
        )
    )
    rows = session.scalars(query.order_by(ConflictCheckRow.at.desc(), CaseRow.id.desc()))
    return [records.read(row, Case) for row in rows]


def places_of(session: Session, owners: Iterable[Owner], but_case: int = 0) -> list[Place]:
    """Every place of these people and organisations, in the bin or not, whoever may see it.

    Args:
        but_case: a case whose places do not count.
    """
    keys = _by_kind(owners)
    persons = [*keys[OwnerKind.PERSON], *keys[OwnerKind.FAMILY]]
    as_client = (
        select(ClientRow.person_id, CaseRow.id)
        .join(CaseRow, CaseRow.client_id == ClientRow.id)
        .where(ClientRow.person_id.in_(persons))
    )
    as_party = select(PartyRow).where(
        PartyRow.person_id.in_(persons) | PartyRow.id.in_(keys[OwnerKind.ORGANISATION])
    )
    lawyers = select(LawyerRow.id).where(LawyerRow.id.in_(keys[OwnerKind.LAWYER]))
    spoke = select(IntakeRow.id, IntakeRow.case_id).where(IntakeRow.id.in_(keys[OwnerKind.SPEAKER]))
    with _apart(session) as everything:
        clients = everything.execute(as_client, execution_options=_ALL).all()
        parties = everything.scalars(as_party, execution_options=_ALL).all()
        present = everything.scalars(lawyers).all()
        speakers = everything.execute(spoke, execution_options=_ALL).all()
    found: dict[tuple[OwnerKind, int, int], list[str]] = {}
    for person, case in clients:
        found[OwnerKind.PERSON, person, case] = [CLIENT]
    for party in parties:
        found.setdefault((*_owner(party), party.case_id), []).append(party.role.value)
    of_family = set(keys[OwnerKind.FAMILY])
    for kind, key, case in list(found):
        if kind is OwnerKind.PERSON and key in of_family:
            found[OwnerKind.FAMILY, key, case] = [FAMILY]
    for key, case in speakers:
        found[OwnerKind.SPEAKER, key, case] = [SPEAKER]
    for key in present:
        found[OwnerKind.LAWYER, key, 0] = [LAWYER]
    return [
        Place(kind=kind, record=key, case=case, places=" ".join(dict.fromkeys(places)))
        for (kind, key, case), places in sorted(found.items())
        if (not case or case != but_case) and key in keys[kind]
    ]


def cases(session: Session, keys: Collection[int], viewer: Viewer | None) -> dict[int, CaseSeen]:
    """The cases of hits, and which of them that viewer sees; destroyed ones are gone."""
    may_see: set[int] = set()
    if viewer is not None:
        visible = visibility.visible_case(viewer, CaseRow)
        seen = select(CaseRow.id).where(CaseRow.id.in_(keys), visible)
        may_see = set(session.scalars(seen, execution_options=_ALL))
    query = select(CaseRow).where(CaseRow.id.in_(keys))
    with _apart(session) as everything:
        rows = everything.scalars(query, execution_options=_ALL).all()
    return {
        row.id: CaseSeen(
            case=records.read(row, Case),
            is_visible=row.id in may_see,
            is_removed=row.removed_at is not None,
        )
        for row in rows
    }


def names(session: Session, owners: Iterable[Owner]) -> dict[Owner, tuple[str, str]]:
    """Names in Lao and in English; only for hits in cases that are seen."""
    keys = _by_kind(owners)
    persons = {*keys[OwnerKind.PERSON], *keys[OwnerKind.FAMILY]}
    found = {
        (kind, key): (name(person, "lo"), name(person, "en"))
        for key, person in _people(session, persons).items()
        for kind in (OwnerKind.PERSON, OwnerKind.FAMILY)
    }
    organisations = select(PartyRow).where(PartyRow.id.in_(keys[OwnerKind.ORGANISATION]))
    lawyers = select(LawyerRow).where(LawyerRow.id.in_(keys[OwnerKind.LAWYER]))
    spoke = select(IntakeRow.id, IntakeRow.other_name).where(
        IntakeRow.id.in_(keys[OwnerKind.SPEAKER])
    )
    with _apart(session) as everything:
        for party in everything.scalars(organisations, execution_options=_ALL):
            pair = _pair(party.organisation_lo, party.organisation_en)
            found[OwnerKind.ORGANISATION, party.id] = pair
        for lawyer in everything.scalars(lawyers, execution_options=_ALL):
            found[OwnerKind.LAWYER, lawyer.id] = _pair(lawyer.name_lo, lawyer.name_latin)
        for key, told in everything.execute(spoke, execution_options=_ALL):
            found[OwnerKind.SPEAKER, key] = _pair(told, told)
    return found


@contextmanager
def _apart(session: Session) -> Iterator[Session]:
    """A session over the same transaction whose rows the other one does not find by their ids.

    What is read here is hidden from the viewer: ``get`` would give it out once it is loaded.
    """
    session.flush()
    with Session(bind=session.connection(), join_transaction_mode="rollback_only") as apart:
        yield apart


def _by_kind(owners: Iterable[Owner]) -> dict[OwnerKind, list[int]]:
    keys: dict[OwnerKind, list[int]] = {kind: [] for kind in OwnerKind}
    for kind, key in owners:
        keys[kind].append(key)
    return keys


def _pair(first: str, second: str) -> tuple[str, str]:
    return first or second, second or first


def _owner(party: PartyRow) -> Owner:
    if party.person_id is not None:
        return OwnerKind.PERSON, party.person_id
    return OwnerKind.ORGANISATION, party.id


def _organisation(party: PartyRow) -> Known:
    return Known(names=tuple(filter(None, (party.organisation_lo, party.organisation_en))))


def _people(session: Session, keys: Collection[int]) -> dict[int, Person]:
    query = select(PersonRow).where(PersonRow.id.in_(keys))
    with _apart(session) as everything:
        rows = everything.scalars(query, execution_options=_ALL).all()
    return {row.id: records.read(row, Person) for row in rows}
