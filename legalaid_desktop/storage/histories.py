"""What the trail tells: its entries, newest first, page by page."""

import json
from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal, or_, select, union
from sqlalchemy.orm import Session

from legalaid_desktop.domain.access import Viewer
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.trail import BEGINNING, Deed, End, Entry, Head
from legalaid_desktop.storage import trail, visibility
from legalaid_desktop.storage.tables import CaseRow, ClientRow, MergeRow, PersonRow, SafeContactRow
from legalaid_desktop.storage.trail_tables import ENTRIES, VALUES

OF_THE_OFFICE = frozenset(
    {
        "",
        "backup",
        "blob",
        "calendar_file",
        "conflict_check",
        "control_sheet",
        "court_list",
        "deadline_log",
        "counts",
        "destruction",
        "digest",
        "exchange_rate",
        "holiday",
        "holiday_version",
        "import_run",
        "lawyer",
        "kept_calendar",
        "letter_register",
        "office",
        "office_event",
        "office_rule",
        "recovery",
        "rights_table",
        "rule_pack",
        "setting",
        "signing_key",
        "time_statement",
        "trail",
        "trail_sheet",
        "people_list",
        "case_list",
        "import_rows",
        "user_account",
    }
)
"""Kinds of record that tell nothing of a client, where they belong to no case."""

_LAST = 2_000

Condition = ColumnElement[bool]


def entries(
    session: Session, *conditions: Condition, before: int | None = None, limit: int = 100
) -> list[Entry]:
    """The entries that fulfil the conditions, the latest first; those with lower numbers only."""
    query = _entries().where(*conditions).order_by(ENTRIES.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(ENTRIES.c.seq < before)
    return [_entry(row) for row in session.connection().execute(query)]


def by(user: str) -> Condition:
    """What that user did."""
    return ENTRIES.c.user == user


def of_deed(*deeds: Deed) -> Condition:
    """What was done in one of these ways."""
    return ENTRIES.c.deed.in_(deeds)


def of_record(kind: str, record: int, case_id: int | None = None) -> Condition:
    """What happened to one record; ``case_id`` is that of the case it belongs to, if any."""
    case = ENTRIES.c.case_id
    of_the_case = case.is_(None) if case_id is None else case == case_id
    return of_the_case & (ENTRIES.c.kind == kind) & (ENTRIES.c.record == record)


def of_any(kind: str, record: int) -> Condition:
    """What happened to one record, whatever case it belongs to; reads the whole trail."""
    return (ENTRIES.c.kind == kind) & (ENTRIES.c.record == record)


def of_kind(kind: str) -> Condition:
    """What happened to records of that kind, which belong to no case."""
    return ENTRIES.c.case_id.is_(None) & (ENTRIES.c.kind == kind)


def of_sort(kind: str) -> Condition:
    """What happened to records of that kind, whatever case they belong to."""
    return ENTRIES.c.kind == kind


def of_case(case_id: int) -> Condition:
    """What happened to a case and everything in it."""
    return ENTRIES.c.case_id == case_id


def of_person(person_id: int) -> Condition:
    """What happened to a person, and as a client, under this entry and those merged into it."""
    merge = MergeRow.__table__.c
    taken_over = select(merge.gone_id).where(merge.kept_id == person_id, merge.removed_at.is_(None))
    same = union(select(literal(person_id).label("id")), taken_over).subquery()
    people = ENTRIES.c.record.in_(select(same.c.id))
    owned = [_of_rows(row, select(same.c.id)) for row in _OWNED.values()]
    return ENTRIES.c.case_id.is_(None) & or_((ENTRIES.c.kind == "person") & people, *owned)


def _of_rows(row: Any, people: Select[Any]) -> Condition:
    table = row.__table__
    keys = ENTRIES.c.record.in_(select(table.c.id).where(table.c.person_id.in_(people)))
    return and_(ENTRIES.c.kind == table.name, keys)


def but_looks() -> Condition:
    """Everything that was done, without what was only looked at."""
    return ENTRIES.c.deed != Deed.LOOK


def since(moment: datetime) -> Condition:
    """What was entered then or later."""
    return ENTRIES.c.at >= moment


def until(moment: datetime) -> Condition:
    """What was entered before that."""
    return ENTRIES.c.at < moment


def case_called(session: Session, number: str) -> int | None:
    """The id of the case of that number, whoever may see it."""
    query = select(CaseRow.id).where(CaseRow.number == number)
    return session.scalar(query.execution_options(**visibility.EVERYTHING))


def numbers(session: Session, cases: Collection[int]) -> dict[int, str]:
    """The numbers of cases by their ids, whoever may see them."""
    query = select(CaseRow.id, CaseRow.number).where(CaseRow.id.in_(cases))
    rows = session.execute(query.execution_options(**visibility.EVERYTHING))
    return {row.id: row.number for row in rows}


def count(session: Session, *conditions: Condition) -> int:
    """How many entries fulfil the conditions."""
    query = select(func.count()).select_from(ENTRIES).where(*conditions)
    return int(session.connection().execute(query).scalar_one())


def counts(session: Session, *conditions: Condition) -> list[tuple[str, Deed, int]]:
    """How often each user did what."""
    query = select(ENTRIES.c.user, ENTRIES.c.deed, func.count().label("count")).where(*conditions)
    rows = session.connection().execute(query.group_by(ENTRIES.c.user, ENTRIES.c.deed))
    return [(row.user, row.deed, row[2]) for row in rows]


def end(session: Session, *conditions: Condition) -> End:
    """The last entry that fulfils the conditions."""
    last = entries(session, *conditions, limit=1)
    if not last:
        return End(head=BEGINNING)
    digest = trail.hash_of(session, last[0].seq)
    return End(head=Head(seq=last[0].seq, hash=digest or ""), at=last[0].at)


def latest(session: Session) -> datetime | None:
    """The latest moment in the last entries: a clock that was wrong wrote earlier ones behind."""
    last = select(ENTRIES.c.at).order_by(ENTRIES.c.seq.desc()).limit(_LAST).subquery()
    found: datetime | None = session.connection().execute(select(func.max(last.c.at))).scalar()
    return found


def readable(
    session: Session,
    found: Collection[Entry],
    reader: Viewer | None,
    quiet: Collection[Confidentiality] = (),
) -> Collection[int]:
    """The numbers of those entries whose values that reader may see; ``None`` reads no case.

    Args:
        quiet: levels of cases whose values nobody sees in a list.
    """
    cases = _seen_cases(session, {one.case_id for one in found if one.case_id}, reader, quiet)
    people = _seen_people(session, found, reader, quiet)
    return {
        one.seq
        for one in found
        if (one.case_id in cases if one.case_id else one.kind in OF_THE_OFFICE)
        or (one.case_id is None and (one.kind, one.record) in people)
    }


def _seen_cases(
    session: Session,
    wanted: Collection[int],
    reader: Viewer | None,
    quiet: Collection[Confidentiality],
) -> Collection[int]:
    if reader is None:
        return ()
    case = CaseRow.__table__.c
    query = select(case.id).where(
        case.id.in_(wanted),
        case.confidentiality.not_in(quiet),
        visibility.visible_case(reader, case),
    )
    return set(session.connection().execute(query).scalars())


def _seen_people(
    session: Session,
    found: Collection[Entry],
    reader: Viewer | None,
    quiet: Collection[Confidentiality],
) -> Collection[tuple[str, int]]:
    if reader is None:
        return ()
    person = PersonRow.__table__.c
    visible = partial(visibility.visible_person, reader, but=tuple(quiet))
    wanted = {kind: [one.record for one in found if one.kind == kind] for kind in _OF_PEOPLE}
    now = visibility.present  # what was told of a merged entry is seen with the one that is left
    people = select(person.id).where(person.id.in_(wanted["person"]), visible(now(person.id)))
    ask = session.connection().execute
    seen = {("person", key) for key in ask(people).scalars()}
    for kind, row in _OWNED.items():
        table = row.__table__.c
        owned = select(table.id).where(table.id.in_(wanted[kind]), visible(now(table.person_id)))
        seen |= {(kind, key) for key in ask(owned).scalars()}
    return seen


_OWNED: dict[str, Any] = {"client": ClientRow, "safe_contact": SafeContactRow}
"""What belongs to a person, by the names of the tables."""
_OF_PEOPLE = ("person", *_OWNED)


def _entries() -> Select[Any]:
    told = [VALUES.c.fields, VALUES.c.reason]
    return select(ENTRIES, *told).select_from(
        ENTRIES.outerjoin(VALUES, VALUES.c.seq == ENTRIES.c.seq)
    )


def _entry(row: Row[Any]) -> Entry:
    changes = json.loads(row.fields or "{}")
    return Entry(
        seq=row.seq,
        at=row.at,
        user=row.user,
        deed=row.deed,
        kind=row.kind,
        record=row.record,
        case_id=row.case_id,
        fields={name: (old, new) for name, (old, new) in changes.items()},
        reason=row.reason or "",
        destroyed=bool(row.content) and row.fields is None,
    )
