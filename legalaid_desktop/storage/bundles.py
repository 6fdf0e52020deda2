"""The bundles that were made."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.bundles import MadeBundle
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import BundleRow


def save(session: Session, bundle: MadeBundle) -> MadeBundle:
    """Writes that a bundle was made."""
    return records.save(session, BundleRow, bundle, Change.BUNDLE)


def of_case(session: Session, case_id: int) -> list[MadeBundle]:
    """The bundles made of a case, newest first."""
    query = select(BundleRow).where(BundleRow.case_id == case_id).order_by(BundleRow.id.desc())
    return [records.read(row, MadeBundle) for row in session.scalars(query)]
