"""Settings of the office, such as where its backups go; each change is in the trail."""

from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.storage import records, trail
from legalaid_desktop.storage.tables import SettingRow


def get(session: Session, name: str) -> str:
    """The value of a setting; empty where nobody has set it."""
    row = session.get(SettingRow, name)
    return row.value if row else ""


def put(session: Session, name: str, value: str, change: Change) -> None:
    """Sets a setting."""
    row = session.get(SettingRow, name)
    before = row.value if row else ""
    if row is None:
        row = SettingRow(name=name)
        session.add(row)
    row.value = value
    session.flush()
    if before != value:
        records.note(session, change)
        trail.note(session, Deed.CHANGE, kind="setting", fields={name: (before, value)})
