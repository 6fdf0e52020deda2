"""Who is on the team of which case."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.assignments import AssignmentStatus
from legalaid_desktop.domain.changes import Change
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


def lawyers_of(session: Session, case_id: int) -> list[User]:
    """The accounts of the lawyers who have accepted a case."""
    query = (
        select(UserRow)
        .join(AssignmentRow, AssignmentRow.lawyer_id == UserRow.lawyer_id)
        .where(AssignmentRow.case_id == case_id, AssignmentRow.status == AssignmentStatus.ACCEPTED)
    )
    return [records.read(row, User) for row in session.scalars(query)]


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
