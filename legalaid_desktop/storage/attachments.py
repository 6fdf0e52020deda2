"""What was attached to a case; the bytes are in ``blobs``."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.storage import records, visibility
from legalaid_desktop.storage.tables import AttachmentRow


def get(session: Session, key: int) -> Attachment:
    """The attachment with that id."""
    return records.get(session, AttachmentRow, Attachment, key)


def save(session: Session, attachment: Attachment) -> Attachment:
    """Writes the attachment."""
    return records.save(session, AttachmentRow, attachment, Change.ATTACHMENT)


def remove(session: Session, key: int, why: str) -> Attachment:
    """Puts the attachment into the bin and returns it; its file stays where it is."""
    attachment = get(session, key)
    records.remove(session, AttachmentRow, key, Change.ATTACHMENT, why)
    return attachment


def of_case(session: Session, case_id: int) -> list[Attachment]:
    """The attachments of a case by exhibit number."""
    query = (
        select(AttachmentRow)
        .where(AttachmentRow.case_id == case_id)
        .order_by(AttachmentRow.exhibit)
    )
    return [records.read(row, Attachment) for row in session.scalars(query)]


def last_exhibit(session: Session, case_id: int) -> int:
    """The highest exhibit number that was given in the case, 0 if there is none.

    That of an attachment in the bin is not given again: papers name exhibits by their numbers.
    """
    query = select(func.max(AttachmentRow.exhibit)).where(AttachmentRow.case_id == case_id)
    return session.scalar(query.execution_options(**visibility.EVERYTHING)) or 0
