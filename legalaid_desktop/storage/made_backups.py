"""The register of backups: which were made, where they went, and which were tried."""

import json
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.backups import Backup, Place
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.storage import records, settings
from legalaid_desktop.storage.tables import BackupRow

_PLACE = "backup_place"


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
