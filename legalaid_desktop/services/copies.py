"""Copies: papers, attachments and bundles that leave the office, each entered in the register.

A copy is entered before it goes out, and a file takes its place only once it is entered: what
left the office without a trace in its books must not lie anywhere.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from legalaid_desktop import documents
from legalaid_desktop.bundles import bare, sniff
from legalaid_desktop.domain import copies
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.copies import Copy, CopyWay, Errand
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.services import attachments, cases, clock, exports, papers
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import attachments as stored_attachments
from legalaid_desktop.storage import made_copies as stored


class Source(Protocol):
    """What a copy is made of: a paper, an attachment or a bundle."""

    @property
    def id(self) -> int | None:
        """Its id; a paper that was never kept has none."""

    @property
    def case_id(self) -> int:
        """The case it belongs to."""


class Copies:
    """What was printed and exported, and the ways to do it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def print_paper(self, paper: Paper, errand: Errand) -> bytes:
        """The pages to print; their foot says which copy it is."""
        pages = self._pages(paper)
        with self._desk.writing(Act.EXPORT) as session:
            copy = enter(self._desk, session, CopyWay.PRINT, "paper", paper, errand)
            return _stamped(pages, paper, copy)

    def save_paper(self, paper: Paper, out: Path, errand: Errand) -> Copy:
        """Writes the pages to ``out``; their foot says which copy it is."""
        pages = self._pages(paper)
        with exports.placing(out) as put, self._desk.writing(Act.EXPORT) as session:
            copy = enter(self._desk, session, CopyWay.FILE, "paper", paper, errand)
            put((_stamped(pages, paper, copy),))
        return copy

    def print_attachment(
        self, attachment_id: int, errand: Errand, cancelled: Callable[[], bool]
    ) -> bytes:
        """The pages of a file as a bundle would show them, to print; raises ``Refused``."""
        with self._desk.reading(Act.EXPORT) as session:
            known = stored_attachments.get(session, attachment_id)
        pages = attachments.as_pages(self._desk, known, cancelled)
        with self._desk.writing(Act.EXPORT) as session:
            enter(self._desk, session, CopyWay.PRINT, "attachment", known, errand)
        return pages

    def save_attachment(
        self,
        attachment_id: int,
        out: Path,
        errand: Errand,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Copy:
        """Writes the file to ``out``, without what a camera noted in it; the original keeps it.

        Raises:
            Refused: the file cannot be written, or its notes cannot be taken out.
        """
        with self._desk.reading(Act.EXPORT) as session:
            known = stored_attachments.get(session, attachment_id)
        with exports.placing(out) as put:
            put(_bare(self._desk, known, cancelled))  # may take minutes: nobody waits for it
            with self._desk.writing(Act.EXPORT) as session:
                copy = enter(self._desk, session, CopyWay.FILE, "attachment", known, errand)
        return copy

    def of_case(self, case_id: int) -> list[Copy]:
        """The copies that were made in a case, newest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def _pages(self, paper: Paper) -> bytes:
        with self._desk.reading(Act.EXPORT) as session:
            file = cases.case_file(session, paper.case_id)
        return papers.pages(self._desk, file, paper)


def enter(
    desk: Desk, session: Session, way: CopyWay, kind: str, source: Source, errand: Errand
) -> Copy:
    """Enters a copy in the register and the trail, in the caller's transaction."""
    copy = Copy(
        case_id=source.case_id,
        kind=kind,
        record=source.id or 0,
        way=way,
        at=desk.clock().replace(microsecond=0),
        by=desk.user,
        recipient=errand.recipient,
        purpose=errand.purpose,
    )
    return stored.add(session, copies.checked(copy))


def _bare(desk: Desk, known: Attachment, cancelled: Callable[[], bool]) -> Iterator[bytes]:
    """The pieces of the file as it may leave the office."""
    pieces = desk.blobs.chunks(known.blob)
    first = next(pieces, b"")
    if bare.is_for_us(first[: sniff.HEAD], known.size):
        yield bare.bare(first + b"".join(pieces), cancelled)
        return
    yield first
    yield from pieces


def _stamped(pages: bytes, paper: Paper, copy: Copy) -> bytes:
    day = copy.at.astimezone(clock.VIENTIANE).date()
    said = documents.copy_stamp.words(copy.number, day, copies.code(copy), paper.language)
    return documents.copy_stamp.stamp(pages, said)
