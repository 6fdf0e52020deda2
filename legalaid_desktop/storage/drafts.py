"""Drafts as they are kept: one for each user, form and record, in the encrypted database."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.drafts import Draft
from legalaid_desktop.storage.tables import DraftRow


def keep(session: Session, user_id: int, draft: Draft, at: datetime) -> None:
    """Keeps what is typed, in the place of what was typed there before."""
    session.merge(
        DraftRow(
            user_id=user_id,
            form=draft.form,
            record=draft.record,
            values=draft.values,
            saved_at=at,
        )
    )
    session.flush()


def of_user(session: Session, user_id: int) -> list[Draft]:
    """What that user has typed and not saved, newest first."""
    query = select(DraftRow).where(DraftRow.user_id == user_id).order_by(DraftRow.saved_at.desc())
    return [
        Draft(form=row.form, record=row.record, values=row.values, saved_at=row.saved_at)
        for row in session.scalars(query)
    ]


def discard_of_user(session: Session, user_id: int) -> None:
    """Forgets everything that user has typed and not saved."""
    session.execute(delete(DraftRow).where(DraftRow.user_id == user_id))


def discard(session: Session, user_id: int, form: str, record: int) -> None:
    """Forgets a draft; nothing happens if there is none."""
    session.execute(
        delete(DraftRow).where(
            DraftRow.user_id == user_id, DraftRow.form == form, DraftRow.record == record
        )
    )
