"""What a session can see: one filter under every query, by who asks and for what act.

Nobody can forget it: it is put on each statement as it is executed, and reaches joins, counts,
subqueries and updates. Hidden rows are not there: they are not read, found, counted or changed.
The few queries that must see all (numbers that may not be given twice, restricted cases by their
code name) say so with ``EVERYTHING``.
"""

import threading
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    event,
    false,
    func,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.orm.util import LoaderCriteriaOption

from legalaid_desktop.domain.access import PROGRAM, Scope, Viewer
from legalaid_desktop.domain.assignments import AssignmentStatus, Declaration
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.events import Audience
from legalaid_desktop.domain.users import MemberKind
from legalaid_desktop.storage.base import VersionedMixin
from legalaid_desktop.storage.tables import (
    AccessRefusalRow,
    AgeEvidenceRow,
    AssignmentRow,
    AttachmentRow,
    BundleRow,
    CaseRow,
    ClientRow,
    ClosingRow,
    ConflictCheckRow,
    ConsentRow,
    CopyRow,
    CustodyRow,
    DeadlineRow,
    DecisionRow,
    EligibilityRow,
    EventRow,
    FilingRow,
    HearingNoticeRow,
    HoldingRow,
    IntakeRow,
    LetterRow,
    LossRow,
    MemberRow,
    MergeRow,
    MoveRow,
    PaperRow,
    PartyRow,
    PersonRow,
    SafeContactRow,
    ScopeCheckRow,
    TaskRow,
    TriggerRow,
    VictimStatusRow,
    ViewRow,
    WithheldPaperRow,
    WorksheetRow,
)

EVERYTHING = MappingProxyType({"legalaid_everything": True})
"""Execution options of a query that also sees what is hidden or removed."""

OF_A_CASE: tuple[Any, ...] = (
    AccessRefusalRow,
    AgeEvidenceRow,
    AssignmentRow,
    AttachmentRow,
    BundleRow,
    ClosingRow,
    ConflictCheckRow,
    ConsentRow,
    CopyRow,
    CustodyRow,
    DeadlineRow,
    DecisionRow,
    EligibilityRow,
    EventRow,
    FilingRow,
    HearingNoticeRow,
    HoldingRow,
    IntakeRow,
    LossRow,
    MemberRow,
    MoveRow,
    PaperRow,
    PartyRow,
    TriggerRow,
    ScopeCheckRow,
    VictimStatusRow,
    ViewRow,
    WithheldPaperRow,
    WorksheetRow,
)

OF_A_CASE_OR_THE_OFFICE: tuple[Any, ...] = (LetterRow, TaskRow)
"""What may belong to no case: to the office then, whose work is not shown to those outside it."""

ASKED = (AssignmentStatus.OFFERED, AssignmentStatus.ACCEPTED)
"""Where an assignment stands that was not declined, handed over or taken back."""

Condition = ColumnElement[bool]


def restrict(session: Session, viewer: Viewer) -> None:
    """From here on the session sees what that viewer may see."""
    session.info["viewer"] = viewer


def viewer(session: Session) -> Viewer:
    """In whose name the session works."""
    found: Viewer = session.info.get("viewer", PROGRAM)
    return found


@cache
def _other(row: Any) -> Any:
    """The columns of its table under another name, which keeps them apart from a query's own.

    Always the same: to make the name anew takes longer than most queries. No condition here has
    one of the same table within it, where SQLAlchemy would take the inner one for the outer.
    """
    return row.__table__.alias().c


def visible_case(viewer: Viewer, case: Any) -> Condition:
    """The condition under which that viewer sees a case, given as its class or table."""
    if viewer.scope is Scope.ALL:
        return true()
    if viewer.scope is Scope.OWN:
        opened: Condition = case.id.in_(_places(viewer, MemberKind.OPENED))
        return opened
    on_team: Condition = case.id.in_(team_cases(viewer))
    if viewer.scope is Scope.ASSIGNED:
        return on_team
    return or_(case.confidentiality == Confidentiality.ORDINARY, on_team)


def on_team(assignment: Any) -> Condition:
    """The condition under which a lawyer's assignment opens the case: declared, or accepted."""
    return or_(
        assignment.status == AssignmentStatus.ACCEPTED,
        and_(
            assignment.status == AssignmentStatus.OFFERED,
            assignment.declaration == Declaration.NO_CONFLICT,
        ),
    )


def team_cases(viewer: Viewer) -> Select[Any]:
    """The ids of the cases on whose team the viewer is."""
    assignment = _other(AssignmentRow)
    assigned = select(assignment.case_id).where(
        assignment.lawyer_id == viewer.lawyer_id,
        on_team(assignment),
        assignment.removed_at.is_(None),
    )
    return select(union(_places(viewer), assigned).subquery().c.case_id)


def reaches(session: Session, viewer: Viewer, case_id: int) -> bool:
    """Whether that viewer's act reaches the case, whatever the session sees."""
    case = _other(CaseRow)
    query = select(case.id).where(case.id == case_id, case.removed_at.is_(None))
    wanted = query.where(visible_case(viewer, case))
    return session.connection().execute(wanted).scalar() is not None


class _Moment(threading.local):
    """The moment of the query that this thread is about to run."""

    at: datetime | None = None


_MOMENT = _Moment()


def _moment(viewer: Viewer) -> Any:
    """The viewer's moment; in the filters, which are kept, that of the query at hand."""
    if viewer.now is not None:
        return viewer.now
    return bindparam(None, callable_=lambda: _MOMENT.at, type_=MemberRow.until.type)


def _places(viewer: Viewer, *kinds: MemberKind) -> Select[Any]:
    member = _other(MemberRow)
    places = select(member.case_id).where(
        member.user_id == viewer.user_id,
        member.removed_at.is_(None),
        or_(member.until.is_(None), member.until > _moment(viewer)),
    )
    if not viewer.by_glass:
        places = places.where(member.kind != MemberKind.GLASS)
    return places.where(member.kind.in_(kinds)) if kinds else places


def is_told(session: Session, row: Any) -> bool:
    """Whether the viewer may know that the hidden row is there: it is in a case of such a level."""
    if isinstance(row, EventRow) and _is_anothers(row, viewer(session)):
        return False
    told, case = viewer(session).told, _other(CaseRow)
    if len(told) == len(Confidentiality):
        return True
    if isinstance(row, PersonRow | ClientRow | SafeContactRow):
        person = row.id if isinstance(row, PersonRow) else row.person_id
        known = _linked(person, lambda case: case.confidentiality.in_(told))
        return bool(session.connection().execute(select(known)).scalar())
    case_id = row.id if isinstance(row, CaseRow) else getattr(row, "case_id", None)
    query = select(case.id).where(case.id == case_id, case.confidentiality.in_(told))
    return session.connection().execute(query).scalar() is not None


class _Filters(CriteriaOption):
    """All filters of a viewer as one option, the same in two statements if it is this very one.

    SQLAlchemy would look at each of them, and compare what is in it, for each statement anew: a
    third of the time that a short query takes, and more with each table.
    """

    inherit_cache = False
    propagate_to_loaders = True

    def __init__(self, each: Sequence[LoaderCriteriaOption]) -> None:
        self._each = each

    def _gen_cache_key(self, anon_map: Any, bindparams: Any) -> Any:
        del anon_map, bindparams
        return (self,)

    def process_compile_state(self, compile_state: Any) -> None:
        self.get_global_criteria(compile_state.global_attributes)

    def process_compile_state_replaced_entities(self, compile_state: Any, entities: Any) -> None:
        del entities
        self.process_compile_state(compile_state)

    def get_global_criteria(self, attributes: Any) -> None:
        for one in self._each:
            one.get_global_criteria(attributes)


def readable_event(viewer: Viewer, event: Any) -> Condition:
    """The condition under which that viewer reads an entry: a private one only as its author."""
    return or_(event.audience != Audience.PRIVATE, event.author == viewer.user_id)


def _is_anothers(event: EventRow, viewer: Viewer) -> bool:
    return event.audience is Audience.PRIVATE and event.author != viewer.user_id


@lru_cache(maxsize=64)
def _filters(viewer: Viewer) -> _Filters:
    """The filters for each table."""
    conditions: list[tuple[Any, Condition]] = [(row, _of_case(viewer, row)) for row in OF_A_CASE]
    conditions.append((EventRow, readable_event(viewer, EventRow)))
    conditions += [
        (row, or_(_of_case(viewer, row), and_(row.case_id.is_(None), _of_office(viewer, row))))
        for row in OF_A_CASE_OR_THE_OFFICE
    ]
    if viewer.scope is not Scope.ALL:
        conditions += [
            (CaseRow, visible_case(viewer, CaseRow)),
            (PersonRow, visible_person(viewer, PersonRow.id)),
            (ClientRow, visible_person(viewer, ClientRow.person_id)),
            (MergeRow, visible_person(viewer, MergeRow.kept_id)),
            (SafeContactRow, visible_person(viewer, SafeContactRow.person_id)),
        ]
    tests: list[tuple[Any, Any]] = [(VersionedMixin, lambda row: row.removed_at.is_(None))]
    tests += conditions
    return _Filters([LoaderCriteriaOption(row, test, include_aliases=True) for row, test in tests])


def _of_case(viewer: Viewer, row: Any) -> Condition:
    case = _other(CaseRow)
    return (
        select(1)
        .where(case.id == row.case_id, case.removed_at.is_(None), visible_case(viewer, case))
        .exists()
    )


def present(person_id: Any) -> ColumnElement[int]:
    """The entry that took this one over by a merge, or itself."""
    merge = _other(MergeRow)
    kept = select(merge.kept_id).where(merge.gone_id == person_id, merge.removed_at.is_(None))
    return func.coalesce(kept.limit(1).scalar_subquery(), person_id)


def _of_office(viewer: Viewer, row: Any) -> Condition:
    if viewer.scope in (Scope.OFFICE, Scope.ALL):
        return true()
    return row.owner_id == viewer.user_id if row is TaskRow else false()


def visible_person(
    viewer: Viewer, person_id: Any, but: Collection[Confidentiality] = ()
) -> Condition:
    """People of no case, and those of at least one case that the viewer sees.

    Args:
        but: levels of cases that do not count.
    """
    return or_(
        _linked(
            person_id,
            lambda case: and_(visible_case(viewer, case), case.confidentiality.not_in(but)),
        ),
        ~_linked(person_id, lambda _case: true()),
    )


def _linked(person_id: Any, test: Any) -> Condition:
    """Clients and parties of such a case; who was taken out of all, by those in the bin."""
    anywhere = or_(_as_client(person_id, lambda _case: true()), _as_party(person_id))
    return or_(
        _as_client(person_id, test),
        _as_party(person_id, test),
        and_(~anywhere, _as_party(person_id, test, removed=True)),
    )


def _as_client(person_id: Any, test: Any) -> Condition:
    case, client = _other(CaseRow), _other(ClientRow)
    found = select(1).where(client.person_id == person_id, case.client_id == client.id, test(case))
    return found.exists()


def _as_party(
    person_id: Any, test: Any = lambda _case: true(), *, removed: bool = False
) -> Condition:
    case, party = _other(CaseRow), _other(PartyRow)
    found = select(1).where(party.person_id == person_id, case.id == party.case_id, test(case))
    place = party.removed_at.is_not(None) if removed else party.removed_at.is_(None)
    return found.where(place).exists()


@event.listens_for(Session, "do_orm_execute")
def _filter(state: ORMExecuteState) -> None:
    if not state.execution_options.get("legalaid_everything"):
        seated = viewer(state.session)
        _MOMENT.at = seated.now
        # kept for whoever comes again: making the filters takes longer than most queries
        state.statement = state.statement.options(_filters(replace(seated, user="", now=None)))
