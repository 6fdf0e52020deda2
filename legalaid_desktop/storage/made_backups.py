"""The register of backups: which were made, where they went, and which were tried."""

import json
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.backups import Backup, Failure, Place
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.storage import records, settings
from legalaid_desktop.storage.tables import BackupRow

_PLACE = "backup_place"
_AT_LOCK = "backup_at_lock"
_FAILURE = "backup_failure"
_YES = "yes"


def add(session: Session, backup: Backup) -> Backup:
    """Enters a backup."""
    return records.save(session, BackupRow, backup, Change.BACKUP)


def every(session: Session, limit: int | None = 100) -> list[Backup]:
    """The backups, newest first."""
    query = select(BackupRow).order_by(BackupRow.at.desc(), BackupRow.id.desc()).limit(limit)
    return [records.read(row, Backup) for row in session.scalars(query)]


def last(session: Session) -> Backup | None:
    """The newest backup, if there is one."""
    return next(iter(every(session, 1)), None)


def rehearsed(session: Session, sha256: str, at: datetime) -> None:
    """Enters that the backup with that checksum was tried; one made elsewhere is not in here."""
    for row in session.scalars(select(BackupRow).where(BackupRow.sha256 == sha256)):
        tried = replace(records.read(row, Backup), rehearsed_at=at)
        records.save(session, BackupRow, tried, Change.BACKUP)


def place(session: Session) -> Place | None:
    """Where automatic backups go, if that is set."""
    kept = settings.get(session, _PLACE)
    return Place(**json.loads(kept)) if kept else None


def put_place(session: Session, chosen: Place | None) -> None:
    """Sets where automatic backups go; nothing ends them."""
    value = json.dumps(asdict(chosen), ensure_ascii=False) if chosen else ""
    settings.put(session, _PLACE, value, Change.BACKUP)


def at_lock(session: Session) -> bool:
    """Whether a backup is made when the office is locked or closed, too."""
    return settings.get(session, _AT_LOCK) == _YES


def put_at_lock(session: Session, *, wanted: bool) -> None:
    """Sets whether a backup is made when the office is locked or closed, too."""
    settings.put(session, _AT_LOCK, _YES if wanted else "", Change.BACKUP)


def failure(session: Session) -> Failure | None:
    """The last automatic backup that could not be made, if there ever was one."""
    kept = settings.get(session, _FAILURE)
    if not kept:
        return None
    found = json.loads(kept)
    return Failure(
        at=datetime.fromisoformat(found["at"]), reason=found["reason"], values=found["values"]
    )


def put_failure(session: Session, failed: Failure) -> None:
    """Keeps why an automatic backup could not be made."""
    kept = {"at": failed.at.isoformat(), "reason": failed.reason, "values": dict(failed.values)}
    settings.put(session, _FAILURE, json.dumps(kept, ensure_ascii=False), Change.BACKUP)
