"""Whether an office is sound: database, trail, attachments; and files that lost their record."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from legalaid_desktop.domain import attachments, checks
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.errors import NotFound
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.storage import attachments as stored
from legalaid_desktop.storage import auditing, orphans, trail
from legalaid_desktop.storage.orphans import Orphan

KNOWN = N_("This file belongs to a record by now.")
KIND = "blob"
"""What the trail calls a file that no record names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check of the whole office found.

    Attributes:
        database: what the database says is wrong with it.
        trail_sound: whether the trail is whole; first_bad: the first entry that is not.
        damaged, missing: how many attachments of a record are.
        orphans: how many files no record names; they are no damage.
    """

    database: tuple[str, ...]
    trail_sound: bool
    first_bad: int | None
    checked: int
    damaged: int
    missing: int
    orphans: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing is damaged or missing."""
        return not (self.database or self.damaged or self.missing) and self.trail_sound


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
        )

    def files(self) -> list[Orphan]:
        """The files that no record names, oldest first; for the manager."""
        with self._desk.reading(Act.SET_UP) as session:
            return orphans.files(session, self._desk.blobs, self._desk.clock())

    def attach(self, name: str, attachment: Attachment) -> Attachment:
        """Makes a file an attachment of a case again; raises ``NotFound``, ``InvalidValue``."""
        self._desk.require(Act.SET_UP)
        clean = attachments.checked(attachment, self._desk.today())
        blob = self._desk.blobs.identify(name)
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
            self._desk.blobs.remove(name)

    def _require_lost(self, name: str, named: set[str]) -> None:
        if name in named:
            raise NotFound(KNOWN)
