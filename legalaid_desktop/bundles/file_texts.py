"""The words in a file, to be found by: read in a process of its own, for files are hostile."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from legalaid_desktop.bundles import office_files, sniff
from legalaid_desktop.bundles.isolation import Facts, Job, run
from legalaid_desktop.domain import lao

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

READER = 1
"""The version of the reader; whoever makes it find more raises it, and files are read again."""
SECONDS = 240
LARGEST = 100_000_000
LONGEST = 400_000
"""Letters; beyond that nobody looks for a page by a word."""
MOST_PAGES = 1_000

_OCR_SECONDS, _OCR_PAGES, _OCR_SCALE = 60, 20, 200 / 72
_PART = 30_000_000
_LANGUAGES = "lao+eng"
_PARTS = re.compile(
    r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml|content\.xml"
    r"|xl/sharedStrings\.xml|xl/worksheets/sheet\d+\.xml|ppt/slides/slide\d+\.xml"
)
_LINES = frozenset({"p", "h", "si", "v"})
"""Local names of what is a line of its own: paragraphs, headings, cells."""


def reader() -> int:
    """The version of the reader on this computer: where pictures can be read, it is higher."""
    return 2 * READER + bool(tesseract())


def is_worth_reading(head: bytes) -> bool:
    """Whether a file that starts so can hold words."""
    kind = sniff.kind(head, len(head))
    return kind not in (sniff.Kind.OTHER, sniff.Kind.EMPTY)


def read(data: bytes, cancelled: Callable[[], bool]) -> str:
    """The words of a file; none where it cannot be read, for whatever reason."""
    with office_files.private_folder() as folder:  # here: the process that reads may be killed
        job = Job(task=extract, arguments=lambda: (data, folder), seconds=SECONDS)
        for _number, answer in run([job], workers=1, cancelled=cancelled):
            return lao.normalise(answer.payload.decode("utf-8", "replace"))[:LONGEST]
    return ""


def extract(data: bytes, folder: str) -> tuple[Facts, bytes]:
    """The words of one file; runs in a process of its own."""
    match sniff.kind(data[: sniff.HEAD], len(data)):
        case sniff.Kind.PDF:
            text = _of_pdf(data)
        case sniff.Kind.TEXT:
            text = data.decode(sniff.encoding(data) or "utf-8", "replace")
        case sniff.Kind.OFFICE:
            text = _of_office(data, folder)
        case sniff.Kind.IMAGE:
            text = _of_picture(data)
        case _:
            text = ""
    return {}, text[: 2 * LONGEST].encode("utf-8", "replace")


def _of_pdf(data: bytes) -> str:
    import pypdfium2  # only the process that reads needs it

    with pypdfium2.PdfDocument(data) as document:
        pages = range(min(len(document), MOST_PAGES))
        texts: list[str] = []
        while len(texts) < len(pages) and sum(map(len, texts)) < LONGEST:
            texts.append(document[len(texts)].get_textpage().get_text_range())
        if not "".join(texts).strip() and tesseract():
            texts = [_seen(document, place) for place in pages[:_OCR_PAGES]]
    return "\n".join(texts)


def _seen(document: "PdfDocument", place: int) -> str:
    """What can be read in the picture of a page."""
    return _of_image(document[place].render(scale=_OCR_SCALE).to_pil())


def _of_picture(data: bytes) -> str:
    if not tesseract():
        return ""
    import PIL.Image

    with PIL.Image.open(io.BytesIO(data)) as picture:
        return _of_image(picture.convert("L"))


def _of_image(picture: "Image") -> str:
    out = io.BytesIO()
    picture.save(out, format="PNG")
    done = subprocess.run(  # noqa: S603 - the program found below; the picture goes in by a pipe
        [tesseract(), "stdin", "stdout", "-l", _LANGUAGES],
        input=out.getvalue(), capture_output=True, timeout=_OCR_SECONDS, check=False,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


@cache
def tesseract() -> str:
    """The program that reads pictures, if it is here and knows Lao; else nothing."""
    found = shutil.which("tesseract")
    if not found:
        return ""
    try:
        known = subprocess.run(  # noqa: S603 - the program found by its name
            [found, "--list-langs"], capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    lines = known.stdout.decode("utf-8", "replace").splitlines()
    return found if {"lao", "eng"} <= set(lines) else ""


def _of_office(data: bytes, folder: str) -> str:
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "\n".join(_of_parts(parts))
    ending = sniff.office_ending(data)
    if not ending or not office_files.program():
        return ""
    return _of_pdf(office_files.to_pdf(data, ending, folder))


def _of_parts(parts: zipfile.ZipFile) -> Iterator[str]:
    for name in parts.namelist():
        if _PARTS.fullmatch(name):
            with parts.open(name) as stream:
                part = stream.read(_PART)  # what a bomb holds beyond that is not unpacked
            yield from _lines(part)


def _lines(part: bytes) -> Iterator[str]:
    for _event, element in Xml.iterparse(io.BytesIO(part)):  # noqa: S314 - limits of the process
        if element.tag.rpartition("}")[2] in _LINES:
            yield "".join(element.itertext())
            element.clear()
