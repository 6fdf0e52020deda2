"""Backups: made, read back, tried, and let go of by the rules that the office can read."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from legalaid_desktop.domain.access import Act, Scope
from legalaid_desktop.domain.backups import (
    Backup,
    Cancelled,
    Contents,
    Freshness,
    Kept,
    Place,
    Progress,
    Rehearsal,
    freshness,
    kept,
)
from legalaid_desktop.domain.errors import Damaged, LegalAidError, Refused
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.storage import auditing, made_backups, restores, trail
from legalaid_desktop.storage import backups as stored
from legalaid_desktop.storage.keys import Keys

FOREIGN = N_("This backup belongs to another office.")

KIND = "backup"
"""What the trail calls a backup."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A backup that was made, and what it showed.

    Attributes:
        unsound: attachments that are missing or damaged in the office.
        gone: names of older backups that were deleted by the rules.
    """

    backup: Backup
    contents: Contents
    unsound: int
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A backup of this office in a folder, and how long it stays; None: until the next one."""

    path: Path
    at: datetime
    size: int
    kept: Kept | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the office knows of its backups.

    Attributes:
        days: since the last one; None where there is none.
        on_same_disk: whether automatic backups lie on the disk of the office itself.
    """

    last: Backup | None
    days: int | None
    freshness: Freshness
    place: Place | None
    on_same_disk: bool
    made: tuple[Backup, ...]


class Backups:
    """The backups of an office."""

    def __init__(self, desk: Desk, folder: Path, secrets: Keys) -> None:
        self._desk, self._folder, self._secrets = desk, folder, secrets

    def make(
        self,
        folder: Path,
        *,
        automatic: bool = False,
        progress: Progress = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> Outcome:
        """A backup in that folder, while others work; read back before it counts.

        Older ones that no rule keeps are deleted then, but none as long as an attachment of the
        office is damaged or missing: it may be in them only.

        Raises:
            Refused, Cancelled: as the sentence says; nothing was left behind.
        """
        self._desk.require(Act.BACK_UP)
        made = stored.make(
            self._folder, self._secrets, folder, self._desk.clock(), progress, cancelled
        )
        with self._desk.writing(Act.BACK_UP) as session:
            backup = made_backups.add(session, self._entered(made, automatic=automatic))
            trail.note(
                session,
                Deed.BACK_UP,
                kind=KIND,
                record=backup.id,
                fields={"file_name": (None, backup.file_name), "sha256": (None, made.sha256)},
            )
        with suppress(LegalAidError):  # the backup is made; the end of the trail is in it too
            auditing.note_head(self._desk.database)
        gone = [] if made.contents.unsound else self._rotated(folder, made.path)
        return Outcome(
            backup=backup, contents=made.contents, unsound=made.contents.unsound, gone=tuple(gone)
        )

    def verify(
        self,
        path: Path,
        progress: Progress = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> Contents:
        """What is in a backup, after reading all of it.

        Raises:
            Damaged: it is not what was written.
            Refused: it is of another office, or not there.
        """
        self._desk.require(Act.BACK_UP)
        self._require_own(path)
        found = self._read(path, progress, cancelled)
        finding = found.reason if isinstance(found, Damaged) else ""
        with self._desk.writing(Act.BACK_UP) as session:
            fields = {"file_name": (None, path.name)}
            trail.note(session, Deed.VERIFY, kind=KIND, fields=fields, reason=finding)
        if isinstance(found, Damaged):
            raise found
        return found

    def rehearse(
        self,
        path: Path,
        progress: Progress = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> Rehearsal:
        """What came out when a backup was restored to a private place, opened and wiped again."""
        self._desk.require(Act.BACK_UP)
        self._require_own(path)
        found, sha256 = restores.rehearse(path, self._secrets, progress, cancelled)
        with self._desk.writing(Act.BACK_UP) as session:
            made_backups.rehearsed(session, sha256, self._desk.clock().replace(microsecond=0))
            fields = {"file_name": (None, path.name), "cases": (None, found.cases)}
            trail.note(session, Deed.VERIFY, kind=KIND, fields=fields)
        return found

    def enter_restored(self, contents: Contents) -> None:
        """Notes in the trail that the office comes out of a backup, and of when."""
        with self._desk.writing(Act.CONSULT) as session:
            fields = {"made_at": (None, contents.made_at), "trail": (None, contents.head.seq)}
            trail.note(session, Deed.RESTORE, kind=KIND, fields=fields)
        restores.entered(self._folder)

    def overview(self) -> Overview:
        """The last backup, how worrying its age is, and where the next one goes."""
        with self._desk.reading(Act.CONSULT) as session:
            made, place = made_backups.every(session), made_backups.place(session)
        last, now = next(iter(made), None), self._desk.clock()
        folder = place.folder if place else ""
        return Overview(
            last=last,
            days=self._days(last),
            freshness=freshness(last.at if last else None, now),
            place=place,
            on_same_disk=bool(folder) and _same_disk(self._folder, Path(folder)),
            made=tuple(made),
        )

    def in_folder(self, folder: Path) -> list[Found]:
        """The backups of this office in a folder, newest first, and how long each stays."""
        with self._desk.reading(Act.BACK_UP):
            present = stored.known(folder, self._secrets.office)
        stay = kept(present, reference.backup_rotation())
        return [
            Found(path=path, at=moment, size=_size(path), kept=stay.get(moment))
            for moment, path in reversed(present.items())
        ]

    def choose(self, place: Place | None) -> None:
        """Sets where automatic backups go: a folder, a stick, or nowhere."""
        with self._desk.writing(Act.BACK_UP) as session:
            made_backups.put_place(session, place)

    def due(self) -> bool:
        """Whether the program should make a backup by itself now: one a day, where a place is set.

        Nobody is asked for the right to do it: it is due for those who have it.
        """
        with self._desk.reading(Act.CONSULT) as session:
            last, place = made_backups.last(session), made_backups.place(session)
        days, reach = self._days(last), self._desk.rights.get(Act.BACK_UP, Scope.NONE)
        return place is not None and reach is not Scope.NONE and (days is None or days > 0)

    def _days(self, last: Backup | None) -> int | None:
        if last is None:
            return None
        return max(0, (self._desk.today() - _day(last.at)).days)

    def _entered(self, made: stored.Made, *, automatic: bool) -> Backup:
        return Backup(
            at=made.contents.made_at.replace(microsecond=0),
            by=self._desk.user,
            place=str(made.path.parent),
            file_name=made.path.name,
            size=made.size,
            sha256=made.sha256,
            trail_seq=made.contents.head.seq,
            trail_hash=made.contents.head.hash,
            automatic=automatic,
        )

    def _rotated(self, folder: Path, made: Path) -> list[str]:
        return stored.rotate(folder, self._secrets.office, reference.backup_rotation(), made)

    def _require_own(self, path: Path) -> None:
        if stored.look(path).office != self._secrets.office:
            raise Refused(FOREIGN)

    def _read(self, path: Path, progress: Progress, cancelled: Cancelled) -> Contents | Damaged:
        try:
            return stored.verify(path, self._secrets, progress, cancelled)[0]
        except Damaged as error:
            return error


def _day(moment: datetime) -> date:
    return moment.astimezone(VIENTIANE).date()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # the stick is being pulled out
        return 0


def _same_disk(first: Path, second: Path) -> bool:
    try:
        return first.stat().st_dev == second.stat().st_dev
    except OSError:
        return False
