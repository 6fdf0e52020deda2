"""What lies in the bin, as far as the viewer may see it, and its way back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from legalaid_desktop.domain import confidentiality
from legalaid_desktop.domain.access import Scope, Viewer
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.bin import BinKind, Removed
from legalaid_desktop.domain.cases import Case, Party
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.consents import Consent
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.eligibility import EligibilityDecision
from legalaid_desktop.domain.errors import NotAllowed, NotFound, Refused
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.losses import Loss
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.domain.worksheets import Worksheet
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.tables import (
    AgeEvidenceRow,
    AttachmentRow,
    CaseRow,
    ClientRow,
    ConsentRow,
    CustodyRow,
    DecisionRow,
    EligibilityRow,
    EventRow,
    HolidayRow,
    LawyerRow,
    LossRow,
    PaperRow,
    PartyRow,
    PersonRow,
    VictimStatusRow,
    WithheldPaperRow,
    WorksheetRow,
)

EMPTY = N_("This is no longer in the bin.")
CASE_FIRST = N_("It belongs to case {number}, which lies in the bin too. Restore the case first.")
PERSON_FIRST = N_("This person lies in the bin too. Restore the person first.")
DAY_TAKEN = N_("Another holiday was entered for this day meanwhile. Take that one out first.")
EXHIBIT_TAKEN = N_("Another attachment has the number A{exhibit} by now. Remove that one first.")

_KINDS: Mapping[BinKind, tuple[Any, Any, Change]] = {
    BinKind.CASE: (CaseRow, Case, Change.CASE),
    BinKind.PERSON: (PersonRow, Person, Change.PERSON),
    BinKind.PARTY: (PartyRow, Party, Change.CASE),
    BinKind.EVENT: (EventRow, Event, Change.EVENT),
    BinKind.DECISION: (DecisionRow, Decision, Change.EVENT),
    BinKind.ATTACHMENT: (AttachmentRow, Attachment, Change.ATTACHMENT),
    BinKind.PAPER: (PaperRow, Paper, Change.PAPER),
    BinKind.LAWYER: (LawyerRow, Lawyer, Change.LAWYER),
    BinKind.HOLIDAY: (HolidayRow, Holiday, Change.HOLIDAY),
    BinKind.WORKSHEET: (WorksheetRow, Worksheet, Change.PROTECTION),
    BinKind.VICTIM_STATUS: (VictimStatusRow, VictimStatus, Change.PROTECTION),
    BinKind.AGE_EVIDENCE: (AgeEvidenceRow, AgeEvidence, Change.PROTECTION),
    BinKind.WITHHELD_PAPER: (WithheldPaperRow, WithheldPaper, Change.PROTECTION),
    BinKind.CUSTODY: (CustodyRow, Custody, Change.PROTECTION),
    BinKind.CONSENT: (ConsentRow, Consent, Change.CONSENT),
    BinKind.ELIGIBILITY: (EligibilityRow, EligibilityDecision, Change.ELIGIBILITY),
    BinKind.LOSS: (LossRow, Loss, Change.PROTECTION),
}


def contents(session: Session, kinds: Collection[BinKind], limit: int | None) -> list[Removed]:
    """What was removed, the latest first; cases of other teams with nothing but their code name."""
    found = [one for kind in kinds for one in _of_kind(session, kind, limit)]
    return sorted(found, key=lambda one: (one.at, one.key), reverse=True)[:limit]


def restore(session: Session, kind: BinKind, key: int) -> None:
    """Takes the record out of the bin.

    Raises:
        NotFound: it is not there.
        NotAllowed: it belongs to a case that this session cannot see.
        Refused: its place was taken meanwhile, or what it belongs to lies in the bin too.
    """
    table, _, change = _KINDS[kind]
    row = session.get(table, key, execution_options=visibility.EVERYTHING)
    if row is None or row.removed_at is None:
        raise NotFound(EMPTY)
    if not _is_reached(session, kind, key):
        raise NotAllowed(records.NOT_ON_TEAM)
    require_place(session, row)
    records.restore(session, table, key, change)


def require_place(session: Session, row: Any) -> None:
    """Refuses to restore a row into what is not there, or where another one is by now."""
    case = _hidden(session, CaseRow, getattr(row, "case_id", None))
    if case is not None and case.removed_at is not None:
        raise Refused(CASE_FIRST, number=case.number)
    client = _hidden(session, ClientRow, getattr(row, "client_id", None))
    person_id = client.person_id if client is not None else getattr(row, "person_id", None)
    person = _hidden(session, PersonRow, person_id)
    if person is not None and person.removed_at is not None:
        raise Refused(PERSON_FIRST)
    if isinstance(row, HolidayRow) and _is_there(session, row, "day", "scope"):
        raise Refused(DAY_TAKEN)
    if isinstance(row, AttachmentRow) and _is_there(session, row, "case_id", "exhibit"):
        raise Refused(EXHIBIT_TAKEN, exhibit=row.exhibit)


def _of_kind(session: Session, kind: BinKind, limit: int | None) -> list[Removed]:
    table, record, _ = _KINDS[kind]
    query = select(table).where(table.removed_at.is_not(None), _within(session, kind, table))
    query = query.order_by(table.removed_at.desc(), table.id.desc()).limit(limit)
    rows = session.scalars(query.execution_options(**visibility.EVERYTHING)).all()
    found = [
        Removed(
            kind=kind,
            key=row.id,
            record=records.read(row, record),
            case=_case(session, row),
            person=_person(session, row),
            at=row.removed_at,
            by=row.removed_by or "",
            why=row.removed_why or "",
        )
        for row in rows
    ]
    if kind is not BinKind.CASE:
        return found
    return [one if _is_reached(session, kind, one.key) else _veiled(one) for one in found]


def _veiled(removed: Removed) -> Removed:
    """With nothing but number and code name."""
    case = removed.record
    if not isinstance(case, Case):
        raise TypeError("only cases are shown by their code names")
    shown = confidentiality.veiled(case)
    return replace(removed, record=shown, case=shown, why="", hidden=True)


def _within(session: Session, kind: BinKind, table: Any) -> ColumnElement[bool]:
    """Removed cases are listed to whoever sees the office's cases, by code name if need be."""
    viewer = visibility.viewer(session)
    reached = _reached(viewer, kind, table)
    if kind is BinKind.CASE and viewer.scope in (Scope.OFFICE, Scope.ALL):
        return or_(reached, table.confidentiality.in_(viewer.told))
    return reached


def _reached(viewer: Viewer, kind: BinKind, table: Any) -> ColumnElement[bool]:
    if kind is BinKind.EVENT:
        return and_(_of_reached(viewer, kind, table), visibility.readable_event(viewer, table))
    return _of_reached(viewer, kind, table)


def _of_reached(viewer: Viewer, kind: BinKind, table: Any) -> ColumnElement[bool]:
    if kind in (BinKind.LAWYER, BinKind.HOLIDAY) or viewer.scope is Scope.ALL:
        return true()
    if kind is BinKind.CASE:
        return visibility.visible_case(viewer, table)
    if kind is BinKind.PERSON:  # one that was merged comes back by taking back the merge
        alone = visibility.present(table.id) == table.id
        return and_(alone, visibility.visible_person(viewer, table.id))
    case = CaseRow.__table__.alias().c
    mine = select(case.id).where(visibility.visible_case(viewer, case))
    return table.case_id.in_(mine)  # type: ignore[no-any-return]  # a column of a table not known here


def _is_reached(session: Session, kind: BinKind, key: int) -> bool:
    table = _KINDS[kind][0]
    reached = _reached(visibility.viewer(session), kind, table)
    query = select(table.id).where(table.id == key, reached)
    return session.scalar(query.execution_options(**visibility.EVERYTHING)) is not None


def _case(session: Session, row: Any) -> Case | None:
    key = records.case_of(row)
    found = _hidden(session, CaseRow, key)
    return records.read(found, Case) if found is not None else None


def _person(session: Session, row: Any) -> Person | None:
    found = _hidden(session, PersonRow, getattr(row, "person_id", None))
    return records.read(found, Person) if found is not None else None


def _hidden(session: Session, table: Any, key: int | None) -> Any:
    if key is None:
        return None
    return session.get(table, key, execution_options=visibility.EVERYTHING)


def _is_there(session: Session, row: Any, *columns: str) -> bool:
    table = type(row)
    query: Callable[..., Any] = select(table.id).where
    same = [getattr(table, name) == getattr(row, name) for name in columns]
    present = query(table.removed_at.is_(None), *same)
    return session.scalar(present.execution_options(**visibility.EVERYTHING)) is not None
