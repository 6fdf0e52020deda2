"""Whether an office is sound: database, trail, attachments; and files that lost their record."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from legalaid_desktop.bundles import endings, sniff
from legalaid_desktop.domain import attachments, checks
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.backups import Backup
from legalaid_desktop.domain.errors import Cancelled, Damaged, LegalAidError, NotFound
from legalaid_desktop.domain.orphans import Loss, Orphan
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import attachments as files
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.storage import attachments as stored
from legalaid_desktop.storage import auditing, backups, made_backups, orphans, trail

KNOWN = N_("This file belongs to a record by now.")
NOWHERE = N_("The file is sound in no backup that can be reached. Look for older ones.")
KIND = "blob"
"""What the trail calls a file that no record names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check of the whole office found.

    Attributes:
        database: what the database says is wrong with it.
        trail_sound: whether the trail is whole; first_bad: the first entry that is not.
        damaged, missing: how many attachments of a record are.
        broken: the names of the damaged files.
        orphans: how many files no record names; they are no damage.
    """

    database: tuple[str, ...]
    trail_sound: bool
    first_bad: int | None
    checked: int
    damaged: int
    missing: int
    orphans: int
    broken: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing is damaged or missing."""
        return not (self.database or self.damaged or self.missing) and self.trail_sound


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Which backups hold a file, newest first, and which could not be asked."""

    found: tuple[Backup, ...]
    away: tuple[Backup, ...]


class Orphans:
    """What is wrong with the files of an office, and what is done about it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def verify(
        self,
        progress: Callable[[int, int], object] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Verdict:
        """Reads and proves everything the office has kept."""
        self._desk.require(Act.BACK_UP)
        complaints = tuple(self._desk.database.complaints())
        with self._desk.reading(Act.BACK_UP) as session:
            blobs = self._desk.blobs
            audit = auditing.check(
                self._desk.database, session, today=self._desk.today(), whole=True
            )
            lost = orphans.files(session, blobs, self._desk.clock())
            found = orphans.check(orphans.named(session), blobs, progress, cancelled)
        return Verdict(
            database=complaints,
            trail_sound=audit.is_sound,
            first_bad=audit.first_bad,
            checked=found.checked,
            damaged=len(found.damaged),
            missing=len(found.missing),
            orphans=len(lost),
            broken=found.damaged,
        )

    def files(self) -> list[Orphan]:
        """The files that no record names, oldest first; for the manager."""
        with self._desk.reading(Act.SET_UP) as session:
            return orphans.files(session, self._desk.blobs, self._desk.clock())

    def pages(self, name: str, cancelled: Callable[[], bool]) -> bytes:
        """A file that no record names, as pages; that it was looked at is in the trail.

        Raises:
            NotFound: it belongs to a record by now, or is gone.
            Damaged, Refused: why no page can show it.
        """
        with self._desk.writing(Act.SET_UP) as session:
            self._require_lost(name, orphans.named(session))
            trail.note(session, Deed.LOOK, kind=KIND)
        found = Attachment(
            case_id=0,
            file_name="",
            blob=name,
            size=self._desk.blobs.kept(name).size,
            received_on=self._desk.today(),
        )
        return files.as_pages(self._desk, found, cancelled)

    def losses(self, damaged: Collection[str] = ()) -> list[Loss]:
        """The records whose file is missing, or is one of those that a check found damaged."""
        with self._desk.reading(Act.SET_UP) as session:
            return orphans.losses(session, self._desk.blobs, damaged)

    def holding(self, blob: str) -> Holding:
        """Which backups of the register hold the file; those out of reach are told apart."""
        with self._desk.reading(Act.SET_UP) as session:
            made = made_backups.every(session, None)
        return _holding(made, blob)

    def mend(self, blob: str, cancelled: Callable[[], bool] = lambda: False) -> Backup:
        """Puts the file back from the newest backup in which it is sound, and names that.

        Raises:
            NotFound: no backup that can be reached has it sound, or no record names it.
        """
        with self._desk.reading(Act.SET_UP) as session:
            if blob not in orphans.named(session):
                raise NotFound(NOWHERE)  # what was destroyed comes back by no way
            made = made_backups.every(session, None)
        for one in _holding(made, blob).found:
            if cancelled():
                raise Cancelled
            with suppress(Damaged):
                backups.heal(Path(one.place, one.file_name), blob, self._desk.blobs)
                with self._desk.writing(Act.SET_UP) as session:
                    fields = {"file_name": (None, one.file_name)}
                    trail.note(session, Deed.RESTORE, kind=KIND, fields=fields)
                return one
        raise NotFound(NOWHERE)

    def attach(self, name: str, attachment: Attachment) -> Attachment:
        """Makes a file an attachment of a case again; raises ``NotFound``, ``InvalidValue``."""
        self._desk.require(Act.SET_UP)
        clean = attachments.checked(attachment, self._desk.today())
        blob = self._desk.blobs.identify(name)
        head = next(self._desk.blobs.chunks(name), b"")[: sniff.HEAD]
        if not clean.file_name:
            called = f"{name[:8]}.{endings.ending(head, blob.size, '')}"
            clean = replace(clean, file_name=called.rstrip("."))
        with self._desk.writing() as session:
            self._require_lost(name, orphans.named(session))
            exhibit = stored.last_exhibit(session, clean.case_id) + 1
            filled = replace(clean, exhibit=exhibit, blob=name, size=blob.size, sha256=blob.sha256)
            return stored.save(session, filled)

    def delete(self, name: str, reason: str) -> None:
        """Deletes a file that no record names, for good; the reason is in the trail."""
        why = checks.text("reason", reason, required=True)
        with self._desk.writing(Act.SET_UP) as session:
            self._require_lost(name, orphans.named(session))
            size = self._desk.blobs.kept(name).size
            trail.note(session, Deed.DESTROY, kind=KIND, fields={"size": (size, None)}, reason=why)
            self._desk.blobs.destroy(name)

    def _require_lost(self, name: str, named: set[str]) -> None:
        if name in named:
            raise NotFound(KNOWN)


def _holding(made: list[Backup], blob: str) -> Holding:
    found: list[Backup] = []
    away: list[Backup] = []
    for one in made:
        try:
            if backups.holds(Path(one.place, one.file_name), blob):
                found.append(one)
        except LegalAidError:  # the stick is in another house, or a rule has deleted it
            away.append(one)
    return Holding(found=tuple(found), away=tuple(away))
