"""Attachments: files from elsewhere, kept byte for byte."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from legalaid_desktop.bundles import intake, office_files, sniff
from legalaid_desktop.domain import attachments, checks
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.bundles import Exhibit, Unshown
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.storage import attachments as stored


class Attachments:
    """The evidence and papers that came from elsewhere."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, path: Path, attachment: Attachment) -> Attachment:
        """Keeps the file with what is said of it; its size, hash and exhibit number are filled in.

        The bytes are on the disk, encrypted, before the record is.
        """
        self._desk.require(Act.EDIT)  # before bytes are written, not only with the record
        clean = attachments.checked(replace(attachment, file_name=path.name), self._desk.today())
        blob = self._desk.blobs.put_file(path)
        with self._desk.writing() as session:
            exhibit = stored.last_exhibit(session, clean.case_id) + 1
            filled = replace(
                clean, exhibit=exhibit, blob=blob.name, size=blob.size, sha256=blob.sha256
            )
            return stored.save(session, filled)

    def save(self, attachment: Attachment) -> Attachment:
        """Keeps changes to what is said of a file; the file itself never changes."""
        clean = attachments.checked(attachment, self._desk.today())
        with self._desk.writing() as session:
            known = stored.get(session, clean.id or 0)
            described = replace(
                clean,
                case_id=known.case_id,
                exhibit=known.exhibit,
                file_name=known.file_name,
                blob=known.blob,
                size=known.size,
                sha256=known.sha256,
            )
            return stored.save(session, described)

    def remove(self, attachment_id: int, why: str) -> Attachment:
        """Puts an attachment into the bin, for a reason; its file stays, encrypted."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            return stored.remove(session, attachment_id, reason)

    def of_case(self, case_id: int) -> list[Attachment]:
        """The attachments of a case by exhibit number."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def data(self, attachment_id: int) -> bytes:
        """The file as it came; raises ``Damaged`` if it is no longer what was kept."""
        with self._desk.reading() as session:
            known = stored.get(session, attachment_id)
        return self._desk.blobs.read(known.blob)

    def pages(self, attachment_id: int, cancelled: Callable[[], bool]) -> bytes:
        """The file as PDF, as a bundle would show it, made in a process of its own.

        Raises:
            Damaged: the file is no longer what was kept.
            Refused: why no page can show it.
        """
        with self._desk.reading() as session:
            known = stored.get(session, attachment_id)
        return as_pages(self._desk, known, cancelled)


def head(desk: Desk, known: Attachment) -> bytes:
    """The first bytes of the file, by which its kind is told; raises ``Damaged``, ``NotFound``."""
    return next(desk.blobs.chunks(known.blob), b"")[: sniff.HEAD]


def content(desk: Desk, known: Attachment) -> bytes | Unshown:
    """The file for a reader of pages; of one that no page can show, only what it is."""
    start = head(desk, known)
    if intake.is_hopeless(start, known.size):
        return Unshown(head=start, size=known.size, sha256=known.sha256)
    return desk.blobs.read(known.blob)


def as_pages(desk: Desk, known: Attachment, cancelled: Callable[[], bool]) -> bytes:
    """The file as PDF, made in a process of its own; raises ``Damaged`` or ``Refused``."""
    exhibit = Exhibit(content=partial(content, desk, known), file_name=known.file_name)
    with office_files.private_folder() as folder:
        (taken,) = intake.take((exhibit,), folder, cancelled)
    if taken.refusal is not None:
        raise taken.refusal
    return taken.pdf.getvalue()
