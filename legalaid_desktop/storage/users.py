"""Accounts, and what their holders are told at sign-in."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.users import Notice, User
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import NoticeRow, UserRow

_ACCOUNT = UserRow.__table__
_PRESENT = select(*(_ACCOUNT.c[field.name] for field in fields(User))).where(
    _ACCOUNT.c.id == bindparam("key")
)


def get(session: Session, key: int) -> User:
    """The account with that id."""
    return records.get(session, UserRow, User, key)


def present(session: Session, key: int) -> User | None:
    """The account as it is at this moment, past what the session has read before."""
    row = session.connection().execute(_PRESENT, {"key": key}).first()
    return User(**row._mapping) if row else None  # noqa: SLF001 - the public name of a row's fields


def called(session: Session, name: str) -> User | None:
    """The account with that name, if there is one."""
    row = session.scalars(select(UserRow).where(UserRow.name == name)).first()
    return records.read(row, User) if row else None


def every(session: Session) -> list[User]:
    """All accounts, in the order in which they were made."""
    return [
        records.read(row, User) for row in session.scalars(select(UserRow).order_by(UserRow.id))
    ]


def save(session: Session, user: User) -> User:
    """Writes the account."""
    return records.save(session, UserRow, user, Change.USER)


def tell(session: Session, notice: Notice) -> Notice:
    """Keeps a notice until its user has seen it."""
    return records.save(session, NoticeRow, notice, Change.USER)


def unseen(session: Session, user_id: int) -> list[Notice]:
    """What a user was not told yet, oldest first."""
    query = (
        select(NoticeRow)
        .where(NoticeRow.user_id == user_id, NoticeRow.seen_at.is_(None))
        .order_by(NoticeRow.id)
    )
    return [records.read(row, Notice) for row in session.scalars(query)]


def see(session: Session, user_id: int, at: datetime) -> None:
    """Marks a user's notices as seen."""
    query = select(NoticeRow).where(NoticeRow.user_id == user_id, NoticeRow.seen_at.is_(None))
    for row in session.scalars(query):
        row.seen_at = at
    records.note(session, Change.USER)
