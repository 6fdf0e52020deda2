"""One PDF out of cover, index, documents and slip sheets: links, bookmarks, page numbers."""

import io
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Pdf,
    String,
)

from legalaid_desktop.bundles import stamps
from legalaid_desktop.bundles.front import (
    COVER,
    INDEX,
    LINK,
    Placed,
    exhibit_titles,
    section_titles,
    words,
)
from legalaid_desktop.domain.bundles import BundlePlan, wordings
from legalaid_desktop.domain.errors import Cancelled
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels.bundles import filled

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

STAMP = N_("Page {number}/{total}")
PRODUCER = "Legal Aid Desktop"


def assemble(
    plan: BundlePlan,
    front: bytes,
    slips: bytes,
    placed: Sequence[Placed],
    out: Path,
    cancelled: Callable[[], bool],
) -> None:
    """Writes the bundle to ``out``."""
    with Pdf.new() as pdf:
        own = _add_all(pdf, front, slips, placed, cancelled)
        firsts = {one.taken.number: one.first for one in placed}
        _lead_links(pdf, placed[0].first - 1, firsts)
        _bookmark(pdf, plan, placed, own)
        stamps.stamp(pdf, stamp_texts(plan.language, len(pdf.pages)))
        _describe(pdf, plan)
        _save(pdf, out, cancelled)


def stamp_texts(language: str, total: int) -> list[str]:
    """What stands on each page; with two languages it is in Lao, which the court reads."""
    tongue = "lo" if language == "both" else language
    return [filled(STAMP, tongue, {"number": n, "total": total}) for n in range(1, total + 1)]


def bookmark_title(plan: BundlePlan, one: Placed) -> str:
    """``3. Defence [24]``, with both titles where there are two."""
    titles = " / ".join(exhibit_titles(one.taken.exhibit, plan.language))
    return f"{one.taken.number}. {titles} [{one.first}]"


def _add_all(
    pdf: Pdf, front: bytes, slips: bytes, placed: Sequence[Placed], cancelled: Callable[[], bool]
) -> list[int]:
    """Appends all pages; how many bookmarks of its own each document brought, at the top level."""
    with Pdf.open(io.BytesIO(front)) as source:
        pdf.add_pages_from(source, forms="strip", outlines="ignore")
    own, sheet = [], 0
    for one in placed:
        if cancelled():
            raise Cancelled
        if one.taken.refusal is not None:
            with Pdf.open(io.BytesIO(slips)) as source:
                pdf.add_pages_from(source, [sheet], forms="strip", outlines="ignore")
            sheet += 1
            own.append(0)
        else:
            own.append(_add_document(pdf, one.taken.pdf))
    for page in pdf.pages:
        if Name.StructParents in page.obj:
            del page.obj[Name.StructParents]
    return own


def _add_document(pdf: Pdf, pages: io.BytesIO) -> int:
    last = _last_bookmark(pdf)
    with pages, Pdf.open(pages) as source:
        pdf.add_pages_from(source, forms="strip")
    count, item = 0, _after(pdf, last)
    while item is not None:
        count, item = count + 1, item.get(Name.Next)
    return count


def _last_bookmark(pdf: Pdf) -> Object | None:
    outlines = pdf.Root.get(Name.Outlines)
    return outlines.get(Name.Last) if isinstance(outlines, Dictionary) else None


def _after(pdf: Pdf, last: Object | None) -> Object | None:
    if last is not None:
        return last.get(Name.Next)
    outlines = pdf.Root.get(Name.Outlines)
    return outlines.get(Name.First) if isinstance(outlines, Dictionary) else None


def _place(pdf: Pdf, page: int) -> Array:
    """A destination that leaves the reader's zoom alone; ``page`` counts from 1."""
    return Array([pdf.pages[page - 1].obj, Name.XYZ, None, None, None])


def _lead_links(pdf: Pdf, front_pages: int, firsts: dict[int, int]) -> None:
    """Turns the links of cover and index into jumps to the documents."""
    for page in list(pdf.pages)[:front_pages]:
        for link in page.obj.get(Name.Annots, Array()):
            target = str(link.A.get(Name.URI, "")) if Name.A in link else ""
            for key in (Name.StructParent, Name.Contents):
                if key in link:
                    del link[key]
            if target.startswith(LINK):
                del link[Name.A]
                link.Dest = _place(pdf, firsts[int(target.removeprefix(LINK))])


def _bookmark(pdf: Pdf, plan: BundlePlan, placed: Sequence[Placed], own: list[int]) -> None:
    with pdf.open_outline() as outline:
        brought = iter(list(outline.root))
        outline.root.clear()
        outline.root.append(_item(pdf, " / ".join(words(COVER, plan.language)), 1))
        outline.root.append(_item(pdf, " / ".join(words(INDEX, plan.language)) + " [2]", 2))
        waiting = iter(zip(placed, own, strict=True))
        for section in plan.sections:
            items = []
            for _ in section.exhibits:
                one, count = next(waiting)
                item = _item(pdf, bookmark_title(plan, one), one.first)
                item.children.extend(next(brought) for _ in range(count))
                item.is_closed = True
                items.append((one, item))
            if titles := section_titles(section, plan.language):
                first = items[0][0].first
                heading = _item(pdf, f"{' / '.join(titles)} [{first}]", first)
                heading.children.extend(item for _, item in items)
                outline.root.append(heading)
            else:
                outline.root.extend(item for _, item in items)


def _item(pdf: Pdf, title: str, page: int) -> OutlineItem:
    return OutlineItem(title, _place(pdf, page))


def _describe(pdf: Pdf, plan: BundlePlan) -> None:
    titles = " / ".join(wordings(plan.title_lo, plan.title_en, plan.language)) or PRODUCER
    title = " – ".join(part for part in (titles, plan.case_number) if part)
    made = datetime.combine(plan.created_on, datetime.min.time(), UTC)
    pdf.docinfo[Name.Title] = String(title)
    pdf.docinfo[Name.Producer] = String(PRODUCER)
    pdf.docinfo[Name.CreationDate] = String(made.strftime("D:%Y%m%d%H%M%SZ"))
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        metadata["pdf:Producer"] = PRODUCER
        metadata["xmp:CreateDate"] = made.isoformat()
    pdf.Root.Lang = String("en" if plan.language == "en" else "lo")
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _save(pdf: Pdf, out: Path, cancelled: Callable[[], bool]) -> None:
    def breathe(_percent: int) -> None:
        time.sleep(0)  # saving holds the interpreter's lock; the window must stay alive meanwhile
        if cancelled():
            raise Cancelled

    with out.open("xb", buffering=0) as file, _Patient(file) as stream:
        pdf.save(
            cast("BinaryIO", stream),  # it only ever writes
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
            progress=breathe,
        )
        if stream.error is not None:
            raise stream.error


class _Patient(io.RawIOBase):
    """Keeps an error of the disk until the end: raised inside qpdf it would end the program."""

    def __init__(self, file: io.FileIO) -> None:
        self._file = file
        self.error: OSError | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Writes all of it, or remembers why not."""
        view = memoryview(data)
        done = 0
        while self.error is None and done < len(view):
            try:
                done += self._file.write(view[done:])
            except OSError as error:
                self.error = error
        return len(view)
