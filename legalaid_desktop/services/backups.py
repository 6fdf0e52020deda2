"""Backups: made, read back, tried, and let go of by the rules that the office can read."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from legalaid_desktop.domain.access import Act, Scope
from legalaid_desktop.domain.backups import (
    Backup,
    Cancelled,
    Contents,
    Failure,
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
STICK_AWAY = N_("Today's backup waits: the stick “{name}” is not plugged in.")
FOLDER_GONE = N_("Today's backup was not made: the folder {folder} is not there.")

ONE_AT_LOCK = timedelta(hours=1)
"""The office may be locked many times a day; the rotation keeps all backups of the newest day."""

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
        at_lock: whether one is made when the office is locked or closed, too.
        failure: of an automatic backup, if none was made since then.
    """

    last: Backup | None
    days: int | None
    freshness: Freshness
    place: Place | None
    on_same_disk: bool
    made: tuple[Backup, ...]
    at_lock: bool
    failure: Failure | None


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

        Args:
            automatic: made by the program itself: a failure is kept, to be told later.

        Raises:
            Refused, Cancelled: as the sentence says; nothing was left behind.
        """
        self._desk.require(Act.BACK_UP)
        try:
            made = stored.make(
                self._folder, self._secrets, folder, self._desk.clock(), progress, cancelled
            )
        except Refused as error:
            if automatic:
                self._enter_failure(error)
            raise
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

    def miss(self, place: Place) -> Refused:
        """Keeps that the place for automatic backups is not there now; the sentence to tell."""
        gone = Refused(FOLDER_GONE, folder=place.folder)
        if place.stick:
            gone = Refused(STICK_AWAY, name=place.label or place.stick)
        self._desk.require(Act.BACK_UP)
        self._enter_failure(gone)
        return gone

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
            failure, at_lock = made_backups.failure(session), made_backups.at_lock(session)
        last, now = next(iter(made), None), self._desk.clock()
        folder = place.folder if place else ""
        return Overview(
            last=last,
            days=self._days(last),
            freshness=freshness(last.at if last else None, now),
            place=place,
            on_same_disk=bool(folder) and _same_disk(self._folder, Path(folder)),
            made=tuple(made),
            at_lock=at_lock,
            failure=failure if failure and (last is None or failure.at >= last.at) else None,
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

    def choose_at_lock(self, *, wanted: bool) -> None:
        """Sets whether a backup is made when the office is locked or closed, too."""
        with self._desk.writing(Act.BACK_UP) as session:
            made_backups.put_at_lock(session, wanted=wanted)

    def due_at_lock(self, *, closing: bool) -> bool:
        """Whether to make a backup before the office is locked, if that is wanted at all.

        Only after work since the last one; and at most once an hour, unless the program ends.
        """
        with self._desk.reading(Act.CONSULT) as session:
            last, place = made_backups.last(session), made_backups.place(session)
            wanted = made_backups.at_lock(session) and place is not None
            worked = wanted and trail.work_since(session, last.trail_seq if last else 0)
        if not worked or self._desk.rights.get(Act.BACK_UP, Scope.NONE) is Scope.NONE:
            return False
        return closing or last is None or self._desk.clock() - last.at >= ONE_AT_LOCK

    def due(self) -> bool:
        """Whether the program should make a backup by itself now: one a day, where a place is set.

        Nobody is asked for the right to do it: it is due for those who have it.
        """
        with self._desk.reading(Act.CONSULT) as session:
            last, place = made_backups.last(session), made_backups.place(session)
        days, reach = self._days(last), self._desk.rights.get(Act.BACK_UP, Scope.NONE)
        return place is not None and reach is not Scope.NONE and (days is None or days > 0)

    def _enter_failure(self, error: Refused) -> None:
        """Keeps why there is no backup; the same reason once a day."""
        now = self._desk.clock().replace(microsecond=0)
        values = {name: str(value) for name, value in error.values.items()}
        failed = Failure(at=now, reason=error.reason, values=values)
        with suppress(LegalAidError), self._desk.writing(Act.BACK_UP) as session:
            known = made_backups.failure(session)
            if known is None or replace(known, at=now) != failed or _day(known.at) != _day(now):
                made_backups.put_failure(session, failed)

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
