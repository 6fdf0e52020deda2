"""Who is on the team of which case."""

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.access import Scope, Viewer
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.teams import HiddenCase
from legalaid_desktop.domain.users import Member, MemberKind, User
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.tables import AssignmentRow, CaseRow, MemberRow, UserRow


def save(session: Session, member: Member) -> Member:
    """Writes the place on a team."""
    # nobody sees a restricted case that was opened a moment ago, not even who opened it
    blind = member.kind is MemberKind.OPENED
    return records.save(session, MemberRow, member, Change.CASE, blind=blind)


def remove(session: Session, key: int, why: str) -> None:
    """Takes somebody off the team."""
    records.remove(session, MemberRow, key, Change.CASE, why)


def get(session: Session, key: int) -> Member:
    """The place with that id."""
    return records.get(session, MemberRow, Member, key)


def of_case(session: Session, case_id: int) -> list[Member]:
    """The places on the team of a case, oldest first; also those whose time is over."""
    query = select(MemberRow).where(MemberRow.case_id == case_id).order_by(MemberRow.id)
    return [records.read(row, Member) for row in session.scalars(query)]


def of_user(session: Session, user: User, now: datetime) -> list[int]:
    """The cases, among those the session sees, on whose team that user is."""
    team = visibility.team_cases(seat(user, now))
    return list(session.scalars(select(CaseRow.id).where(CaseRow.id.in_(team))))


def of_cases(session: Session, case_ids: Collection[int]) -> dict[int, list[Member]]:
    """The same of several cases."""
    found: dict[int, list[Member]] = {}
    for part in records.portions(case_ids):
        query = select(MemberRow).where(MemberRow.case_id.in_(part)).order_by(MemberRow.id)
        for row in session.scalars(query):
            found.setdefault(row.case_id, []).append(records.read(row, Member))
    return found


def asked_lawyers(session: Session, case_ids: Collection[int]) -> dict[int, list[User]]:
    """The accounts of the lawyers who have accepted cases, or declared that they may."""
    found: dict[int, list[User]] = {}
    for part in records.portions(case_ids):
        query = (
            select(AssignmentRow.case_id, UserRow)
            .join(AssignmentRow, AssignmentRow.lawyer_id == UserRow.lawyer_id)
            .where(AssignmentRow.case_id.in_(part), visibility.on_team(AssignmentRow))
        )
        for case_id, row in session.execute(query):
            found.setdefault(case_id, []).append(records.read(row, User))
    return found


def hidden(session: Session) -> list[HiddenCase]:
    """The cases off whose team the session's viewer is, and may know of, newest first."""
    viewer = visibility.viewer(session)
    if viewer.scope not in (Scope.OFFICE, Scope.ALL):
        return []
    team = visibility.team_cases(viewer)
    return _restricted(session, CaseRow.confidentiality.in_(viewer.told), CaseRow.id.not_in(team))


def seat(user: User, now: datetime) -> Viewer:
    """Where that user sits, a broken glass aside."""
    return Viewer(
        user=user.name, user_id=user.id, lawyer_id=user.lawyer_id, now=now, by_glass=False
    )


def restricted(session: Session, viewer: Viewer) -> list[HiddenCase]:
    """The restricted cases on whose team that viewer is, whoever asks; newest first."""
    return _restricted(session, CaseRow.id.in_(visibility.team_cases(viewer)))


def asked(session: Session, lawyer_id: int | None) -> list[HiddenCase]:
    """The restricted cases that were offered to a lawyer, answered with yes or not at all."""
    offered = select(AssignmentRow.case_id).where(
        AssignmentRow.lawyer_id == lawyer_id,
        AssignmentRow.status.in_(visibility.ASKED),
        AssignmentRow.removed_at.is_(None),
    )
    return _restricted(session, CaseRow.id.in_(offered))


def end(session: Session, user: User, now: datetime) -> None:
    """Ends the places of somebody on restricted cases: an account opened again brings none back."""
    cases = [one.id for one in restricted(session, seat(user, now))]
    query = select(MemberRow).where(MemberRow.user_id == user.id, MemberRow.case_id.in_(cases))
    for row in session.scalars(query.order_by(MemberRow.id)).all():
        place = records.read(row, Member)
        if place.until is None or place.until > now:
            save(session, replace(place, until=now))


def _restricted(session: Session, *conditions: ColumnElement[bool]) -> list[HiddenCase]:
    query = (
        select(*(getattr(CaseRow, field.name) for field in fields(HiddenCase)))
        .where(
            CaseRow.confidentiality != Confidentiality.ORDINARY,
            CaseRow.removed_at.is_(None),
            *conditions,
        )
        .order_by(CaseRow.opened_on.desc(), CaseRow.id.desc())
    )
    rows = session.execute(query.execution_options(**visibility.EVERYTHING))
    return [HiddenCase(**row) for row in rows.mappings()]


def names(session: Session, keys: Collection[int]) -> dict[int, tuple[str, str]]:
    """Number and code name of cases by their ids, whoever may see them."""
    query = select(CaseRow.id, CaseRow.number, CaseRow.code_name).where(CaseRow.id.in_(keys))
    rows = session.execute(query.execution_options(**visibility.EVERYTHING))
    return {row.id: (row.number, row.code_name) for row in rows}


def is_on(session: Session, case_id: int) -> bool:
    """Whether the session's viewer is on the team of that case."""
    team = visibility.team_cases(visibility.viewer(session))
    query = select(CaseRow.id).where(CaseRow.id == case_id, CaseRow.id.in_(team))
    return session.scalar(query.execution_options(**visibility.EVERYTHING)) is not None


def adopt(session: Session, user: User) -> None:
    """Puts a user on the team of every case that there is."""
    since = visibility.viewer(session).now or datetime.now(UTC)
    for case_id in session.scalars(select(CaseRow.id).order_by(CaseRow.id)).all():
        place = Member(case_id=case_id, user_id=user.id or 0, kind=MemberKind.OPENED, since=since)
        save(session, place)
