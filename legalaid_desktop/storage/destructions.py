"""Destroyed cases: the register of who agreed to it, and the destruction itself.

What is deleted here is overwritten (``secure_delete``), the whole database is written anew
afterwards, and files are made unreadable before they go. Backups made before keep what is in them.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, or_, select, update
from sqlalchemy.orm import Session

from legalaid_desktop.domain.cases import Case, Stage
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.destructions import Destruction
from legalaid_desktop.domain.errors import NotAllowed, NotFound
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.storage import records, search_index, trail, visibility
from legalaid_desktop.storage.base import Base
from legalaid_desktop.storage.tables import (
    CaseRow,
    ClientRow,
    DestructionRow,
    DraftRow,
    MergeRow,
    PersonRow,
    SafeContactRow,
    SettingRow,
)

CASE = CaseRow.__tablename__
FILES = "file"
"""What the minute calls the encrypted files of attachments and papers."""

_PENDING = "destruction/files"
_KEPT = frozenset({"trail", DestructionRow.__tablename__})
"""They name the case by its id only, and stay."""
_FORMS = (
    "access_refusal",
    "age_evidence",
    "case",
    "closing",
    "consent",
    "custody",
    "deadline",
    "decision",
    "eligibility",
    "event",
    "filing",
    "give_back",
    "handover",
    "hearing",
    "hearing_notice",
    "hearing_result",
    "intake_decision",
    "intake_later",
    "intake_try",
    "letter_in",
    "letter_out",
    "loss",
    "party",
    "receive",
    "scope",
    "sequence",
    "story",
    "task",
    "victim_status",
    "withheld_paper",
    "worksheet_period",
)
"""Forms whose drafts are kept under the id of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What was destroyed: how many rows of each table, and which files nobody needs any more."""

    counts: tuple[tuple[str, int], ...]
    blobs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """A case as far as its destruction is concerned."""

    case: Case
    is_over: bool


def save(session: Session, destruction: Destruction) -> Destruction:
    """Writes the proposal, or what became of it."""
    return records.save(session, DestructionRow, destruction, Change.DESTRUCTION, blind=True)


def get(session: Session, key: int) -> Destruction:
    """The destruction with that id."""
    return records.get(session, DestructionRow, Destruction, key)


def every(session: Session, limit: int) -> list[Destruction]:
    """The destructions, the latest first."""
    query = select(DestructionRow).order_by(DestructionRow.id.desc()).limit(limit)
    return [records.read(row, Destruction) for row in session.scalars(query)]


def is_waiting(session: Session, case_id: int) -> bool:
    """Whether the destruction of that case is proposed already."""
    query = select(DestructionRow.id).where(
        DestructionRow.case_id == case_id, DestructionRow.decided_at.is_(None)
    )
    return session.scalar(query.limit(1)) is not None


def case(session: Session, key: int) -> Over:
    """The case, in the bin or not; raises ``NotAllowed`` where the session's act does not reach."""
    row = session.get(CaseRow, key, execution_options=visibility.EVERYTHING)
    if row is None:
        raise NotFound(records.GONE)
    if key not in reached(session, [key]):
        raise NotAllowed(records.NOT_ON_TEAM)
    over = row.stage is Stage.CLOSED or row.removed_at is not None
    return Over(case=records.read(row, Case), is_over=over)


def called(session: Session, number: str) -> int:
    """The id of the case of that number, in the bin or not; raises ``NotFound``."""
    query = select(CaseRow.id).where(CaseRow.number == number)
    found = session.scalar(query.execution_options(**visibility.EVERYTHING))
    if found is None:
        raise NotFound("There is no case {number}.", number=number)
    return found


def reached(session: Session, keys: Iterable[int]) -> dict[int, Case]:
    """Those of the cases that the session's act reaches, by their ids."""
    visible = visibility.visible_case(visibility.viewer(session), CaseRow)
    query = select(CaseRow).where(CaseRow.id.in_(list(keys)), visible)
    rows = session.scalars(query.execution_options(**visibility.EVERYTHING))
    return {row.id: records.read(row, Case) for row in rows}


def destroy(session: Session, case_id: int) -> Gone:
    """Deletes the case, all that belongs to it, and the people that are in no other case.

    The files are left for ``finish``; the trail lets go of what it told of all this.
    """
    people, client = _people_of(session, case_id), _client_of(session, case_id)
    files = _named_files(session, case_id)
    counts: Counter[str] = Counter()
    counts["draft"] = _delete_drafts(session, case_id)
    for table in reversed(Base.metadata.sorted_tables):
        if "case_id" in table.c and table.name not in _KEPT:
            counts[table.name] += _delete(session, table, _ids(session, table, "case_id", case_id))
    counts[CASE] += _delete(session, _table(CaseRow), [case_id])
    counts += _delete_people(session, client, people)
    gone = tuple(sorted(files - _named_files(session)))
    counts[FILES] = len(gone)
    _forget_reasons(session, case_id)
    _put_pending(session, [*pending(session), *gone])
    search_index.forget_files(session, gone)
    search_index.tidy(session)
    for change in (Change.CASE, Change.PERSON, Change.DESTRUCTION):
        records.note(session, change)
    return Gone(counts=tuple((name, n) for name, n in sorted(counts.items()) if n), blobs=gone)


def enter(session: Session, case_id: int, gone: Gone) -> None:
    """Notes the destruction of the case in the trail, as the last thing that is noted of it."""
    fields = {name: (None, count) for name, count in gone.counts}
    trail.note(session, Deed.DESTROY, kind=CASE, record=case_id, case_id=case_id, fields=fields)


def pending(session: Session) -> list[str]:
    """Files of destroyed cases that are still to be made unreadable."""
    row = session.get(SettingRow, _PENDING)
    return list(json.loads(row.value)) if row else []


def left(session: Session) -> list[str]:
    """Those of them that no record names again by now."""
    return sorted(set(pending(session)) - _named_files(session))


def is_pending(session: Session) -> bool:
    """Whether a destruction was not brought to its end."""
    return session.get(SettingRow, _PENDING) is not None


def settle(session: Session) -> None:
    """Nothing is left to do."""
    session.execute(delete(SettingRow).where(SettingRow.name == _PENDING))


def _put_pending(session: Session, names: list[str]) -> None:
    session.merge(SettingRow(name=_PENDING, value=json.dumps(names)))
    session.flush()


def _people_of(session: Session, case_id: int) -> set[int]:
    as_client = (
        select(ClientRow.person_id)
        .join(CaseRow, CaseRow.client_id == ClientRow.id)
        .where(CaseRow.id == case_id)
    )
    found = set(session.scalars(as_client.execution_options(**visibility.EVERYTHING)))
    for table in _linking():
        if "case_id" in table.c:
            query = select(table.c.person_id).where(table.c.case_id == case_id)
            found.update(session.connection().execute(query).scalars())
    return found - {None}


def _client_of(session: Session, case_id: int) -> int:
    query = select(CaseRow.client_id).where(CaseRow.id == case_id)
    return session.scalars(query.execution_options(**visibility.EVERYTHING)).one()


def _delete_people(session: Session, client: int, people: set[int]) -> Counter[str]:
    """The client and the people, unless another case needs them."""
    counts: Counter[str] = Counter()
    if not _ids(session, _table(CaseRow), "client_id", client):
        _note_gone(session, ClientRow.__tablename__, client)
        counts[ClientRow.__tablename__] += _delete(session, _table(ClientRow), [client])
    for key in sorted(people):
        same = [key, *_merged_into(session, key)]
        if any(_is_needed(session, one) for one in same):
            continue
        for one in same:
            counts["draft"] += _forget_drafts(session, ("person",), [one])
            counts += _delete_contacts(session, one)
            for client in _ids(session, _table(ClientRow), "person_id", one):
                _note_gone(session, ClientRow.__tablename__, client)
                counts[ClientRow.__tablename__] += _delete(session, _table(ClientRow), [client])
            _note_gone(session, PersonRow.__tablename__, one)
            counts[PersonRow.__tablename__] += _delete(session, _table(PersonRow), [one])
        counts[MergeRow.__tablename__] += _delete_merges(session, same)
    return counts


def _merged_into(session: Session, person: int) -> list[int]:
    """The entries that were merged into that person, and lie in the bin under another id."""
    merge = _table(MergeRow).c
    query = select(merge.gone_id).where(merge.kept_id == person, merge.removed_at.is_(None))
    return list(session.connection().execute(query).scalars())


def _is_needed(session: Session, person: int) -> bool:
    """Whether the person is in a case, or a client of the office, still."""
    if any(_ids(session, table, "person_id", person) for table in _linking()):
        return True
    client = _table(ClientRow).c
    query = select(client.id).where(client.person_id == person, client.removed_at.is_(None))
    return session.connection().execute(query).first() is not None


def _linking() -> list[Table]:
    """The tables that name a person in a case, or in the office, but for that of the clients."""
    own = (ClientRow.__tablename__, SafeContactRow.__tablename__)
    tables = Base.metadata.sorted_tables
    return [one for one in tables if "person_id" in one.c and one.name not in own]


def _delete_merges(session: Session, people: Sequence[int]) -> int:
    """What was kept of merges of these people, to take them back, holds their names."""
    merge = _table(MergeRow).c
    query = select(merge.id).where(or_(merge.kept_id.in_(people), merge.gone_id.in_(people)))
    keys = list(session.connection().execute(query).scalars())
    for key in keys:
        _note_gone(session, MergeRow.__tablename__, key)
    return _delete(session, _table(MergeRow), keys)


def _delete_contacts(session: Session, person: int) -> Counter[str]:
    """What was agreed with the person about being reached."""
    table, name = _table(SafeContactRow), SafeContactRow.__tablename__
    keys = _ids(session, table, "person_id", person)
    for key in keys:
        _note_gone(session, name, key)
    return Counter({name: _delete(session, table, keys)})


def _note_gone(session: Session, kind: str, key: int) -> None:
    trail.note(session, Deed.DESTROY, kind=kind, record=key)


def _delete_drafts(session: Session, case_id: int) -> int:
    """What anybody typed about the case or its papers, and did not save."""
    papers = _ids(session, Base.metadata.tables["paper"], "case_id", case_id)
    of_papers = _forget_drafts(session, ("paper",), papers)
    sheets = _ids(session, Base.metadata.tables["worksheet"], "case_id", case_id)
    of_papers += _forget_drafts(session, ("worksheet",), sheets)
    return of_papers + _forget_drafts(session, _FORMS, [case_id])


def _forget_drafts(session: Session, forms: Sequence[str], keys: Sequence[int]) -> int:
    wanted = delete(_table(DraftRow)).where(DraftRow.form.in_(forms), DraftRow.record.in_(keys))
    return session.connection().execute(wanted).rowcount


def _delete(session: Session, table: Table, keys: Sequence[int]) -> int:
    """Deletes the rows with those ids; the ids are not given again."""
    if not keys:
        return 0
    records.retire(session, table.name, max(keys))
    return session.connection().execute(delete(table).where(table.c.id.in_(keys))).rowcount


def _ids(session: Session, table: Table, column: str, key: int) -> list[int]:
    query = select(table.c.id).where(table.c[column] == key)
    return list(session.connection().execute(query).scalars())


def _named_files(session: Session, case_id: int | None = None) -> set[str]:
    """The files that records name, of one case or of all; each column of files is called so."""
    found: set[str] = set()
    for table in Base.metadata.sorted_tables:
        if "blob" in table.c:
            query = select(table.c.blob)
            if case_id is not None:
                query = query.where(table.c.case_id == case_id)
            found.update(session.connection().execute(query).scalars())
    return found - {""}


def _forget_reasons(session: Session, case_id: int) -> None:
    """What earlier proposals said of the case may name people."""
    wanted = update(_table(DestructionRow)).where(DestructionRow.case_id == case_id)
    session.connection().execute(wanted.values(reason="", refused_why=""))


def _table(row: Any) -> Table:
    found: Table = row.__table__
    return found
