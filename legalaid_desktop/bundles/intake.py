"""Reads the documents of a bundle one by one: pages of each, or the reason why there are none."""

import hashlib
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from legalaid_desktop.bundles import images, office_files, pdf_inputs, sniff
from legalaid_desktop.bundles.isolation import Answer, Facts, Job, run
from legalaid_desktop.domain.bundles import Exhibit, Unshown
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_

LARGEST = 500_000_000
SECONDS = 120
"""An old computer that starts LibreOffice for the first time needs more than one minute."""

EMPTY = N_("The file is empty.")
NOT_ON_PAPER = N_("This is {kind}; it cannot be shown on paper.")
TOO_BIG = N_("The file has {size} MB; the limit for one document is {limit} MB.")
NOT_FOUND = N_("The file could not be read from the disk.")
CONVERTED = N_("Set on pages by LibreOffice; line and page ends may differ from the original.")
TYPESET = N_("Plain text, set on pages by this program.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one document.

    Attributes:
        pdf: its pages; empty if a slip sheet stands for it, and then ``refusal`` says why. Closed
            once they are in the bundle, or all documents would be in memory twice.
        notes: remarks: message id and values.
    """

    number: int
    exhibit: Exhibit
    size: int
    sha256: str
    pdf: io.BytesIO = field(default_factory=io.BytesIO)
    pages: int = 1
    notes: images.Notes = field(default_factory=dict)
    refusal: Refused | None = None
    bug: str = ""


@dataclass(slots=True)
class _Source:
    """One document on its way in; size and hash are known once it was read."""

    exhibit: Exhibit
    folder: str
    size: int = 0
    sha256: str = ""

    def arguments(self) -> tuple[object, ...]:
        """What the reading process needs; refuses what no page can show, without opening it."""
        head, data = self._read()
        kind = sniff.kind(head, self.size)
        if kind is sniff.Kind.EMPTY:
            raise Refused(EMPTY)
        if kind is sniff.Kind.OTHER:
            raise Refused(NOT_ON_PAPER, kind=sniff.other(head))
        if self.size > LARGEST:
            raise Refused(TOO_BIG, size=self.size // 1_000_000, limit=LARGEST // 1_000_000)
        return kind.value, data, self.exhibit.password, self.folder

    def _read(self) -> tuple[bytes, bytes]:
        """The first bytes and the whole; a file too large to be shown is hashed but not kept."""
        content = self.exhibit.content
        try:
            if isinstance(content, Path):
                return self._read_file(content)
            data = content()
        except OSError as error:
            raise Refused(NOT_FOUND) from error
        if isinstance(data, Unshown):
            self.size, self.sha256 = data.size, data.sha256
            return data.head, b""
        self.size, self.sha256 = len(data), hashlib.sha256(data).hexdigest()
        return data[: sniff.HEAD], data

    def _read_file(self, path: Path) -> tuple[bytes, bytes]:
        with path.open("rb") as stream:
            self.size = os.fstat(stream.fileno()).st_size
            self.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            head = stream.read(sniff.HEAD)
            return head, b"" if is_hopeless(head, self.size) else head + stream.read()


def is_hopeless(head: bytes, size: int) -> bool:
    """Whether no page will ever show a file of that size that starts so."""
    return sniff.kind(head, size) is sniff.Kind.OTHER or size > LARGEST


def take(
    exhibits: tuple[Exhibit, ...], folder: str, cancelled: Callable[[], bool]
) -> Iterator[Taken]:
    """What became of each document, in the order in which they are ready."""
    sources = [_Source(exhibit, folder) for exhibit in exhibits]
    jobs = [Job(task=convert, arguments=source.arguments, seconds=SECONDS) for source in sources]
    for index, answer in run(jobs, workers=min(4, os.cpu_count() or 1), cancelled=cancelled):
        yield _taken(index, sources[index], answer)


def _taken(index: int, source: _Source, answer: Answer) -> Taken:
    pages, notes = answer.facts.get("pages"), answer.facts.get("notes")
    return Taken(
        number=index + 1,
        exhibit=source.exhibit,
        size=source.size,
        sha256=source.sha256,
        pdf=io.BytesIO(answer.payload),
        pages=pages if isinstance(pages, int) else 1,
        notes=notes if isinstance(notes, dict) else {},
        refusal=answer.refusal,
        bug=answer.bug,
    )


def convert(kind: str, data: bytes, password: str, folder: str) -> tuple[Facts, bytes]:
    """The pages of one document as PDF; runs in a process of its own."""
    extra: images.Notes = {}
    if kind == sniff.Kind.IMAGE:
        pdf, pages, notes = images.to_pdf(data)
        return {"pages": pages, "notes": notes}, pdf
    if kind == sniff.Kind.TEXT:
        from legalaid_desktop.bundles import text_files  # fonts and ICU: half a second to load

        data, extra = text_files.to_pdf(data)
        extra[TYPESET] = {}
    elif kind == sniff.Kind.OFFICE:
        ending = sniff.office_ending(data)
        if not ending:
            raise Refused(NOT_ON_PAPER, kind=sniff.ARCHIVE)
        data = office_files.to_pdf(data, ending, folder)
        extra[CONVERTED] = {}
    pdf, pages, notes = pdf_inputs.to_pdf(data, password)
    return {"pages": pages, "notes": notes | extra}, pdf
