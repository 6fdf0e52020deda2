"""Reads the finished file back and checks it against what was planned; runs in its own process."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from legalaid_desktop.bundles import jpeg, pictures_inside
from legalaid_desktop.bundles.isolation import Facts
from legalaid_desktop.domain.bundles import Check
from legalaid_desktop.domain.errors import Damaged
from legalaid_desktop.i18n import N_

SECONDS = 600
_TAIL = 120
_SPACES = re.compile(r"\s+")
FAILED = N_("The finished bundle did not pass the check “{check}”; nothing was kept.")

_ACTING = {Name.JavaScript, Name.Launch, Name.SubmitForm, Name.ImportData, Name.GoToR, Name.GoToE}
_FORBIDDEN = (
    Name.JS, Name.JavaScript, Name.EmbeddedFiles, Name.EF, Name.AA, Name.OpenAction, Name.AcroForm,
    Name.RichMediaContent, Name.XFA,
)  # fmt: skip


def prove(
    path: str, firsts: list[int], titles: list[str], stamps: list[str]
) -> tuple[Facts, bytes]:
    """The checks that were passed.

    Args:
        firsts: the first page of each document, from 1.
        titles: the bookmark of each document.
        stamps: what stands on each page.

    Raises:
        Damaged: one was not.
    """
    with Pdf.open(Path(path)) as pdf:
        results = {
            Check.SYNTAX: not pdf.check_pdf_syntax() and not pdf.get_warnings(),
            Check.PAGES: len(pdf.pages) == len(stamps),
            Check.LINKS: _links(pdf, firsts[0] - 1) == set(firsts),
            Check.BOOKMARKS: _bookmarks(pdf) >= set(zip(titles, firsts, strict=True)),
            Check.NO_SCRIPTS: not pdf.is_encrypted and not any(map(_acts, pdf.objects)),
            Check.NO_POSITION: not any(map(_tells_position, pdf.objects)),
        }
    results[Check.STAMPS] = _stamps_stand(path, stamps)
    for check, passed in results.items():
        if not passed:
            raise Damaged(FAILED, check=check.value)
    return {"checks": [check.value for check in Check if check in results]}, b""


def _page_numbers(pdf: Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}


def _links(pdf: Pdf, front_pages: int) -> set[int]:
    """The pages that the links at the front lead to."""
    numbers = _page_numbers(pdf)
    return {
        numbers[link.Dest[0].objgen]
        for page in list(pdf.pages)[:front_pages]
        for link in page.obj.get(Name.Annots, Array())
        if Name.Dest in link
    }


def _bookmarks(pdf: Pdf) -> set[tuple[str, int]]:
    numbers = _page_numbers(pdf)
    return {
        (str(item.get(Name.Title, "")), numbers.get(item.Dest[0].objgen, 0))
        for item in _outline_items(pdf.Root.get(Name.Outlines))
        if isinstance(item.get(Name.Dest), Array) and isinstance(item.Dest[0], Dictionary)
    }


def _outline_items(outlines: Object | None) -> Iterator[Object]:
    waiting = [outlines.get(Name.First)] if isinstance(outlines, Dictionary) else []
    while waiting:
        item = waiting.pop()
        if isinstance(item, Dictionary):
            yield item
            waiting += [item.get(Name.First), item.get(Name.Next)]


def _acts(thing: Object) -> bool:
    if not isinstance(thing, Dictionary | Stream):
        return False
    return any(key in thing for key in _FORBIDDEN) or any(map(_is_acting, thing.values()))


def _is_acting(value: Object) -> bool:
    return isinstance(value, Dictionary) and value.get(Name.S) in _ACTING


def _tells_position(thing: Object) -> bool:
    return isinstance(thing, Stream) and jpeg.tells_position(pictures_inside.photo(thing))


def _stamps_stand(path: str, stamps: list[str]) -> bool:
    """Whether a reader that shares no code with the writer finds each number on its page."""
    with pypdfium2.PdfDocument(path) as document:
        return len(document) == len(stamps) and all(
            _plain(text) in _plain(_words_on(document, place)) for place, text in enumerate(stamps)
        )


def _words_on(document: pypdfium2.PdfDocument, place: int) -> str:
    """The end of the text of a page: the stamp was drawn last."""
    page = document[place]
    layer = page.get_textpage()
    try:
        length = layer.count_chars()
        return str(layer.get_text_range(max(0, length - _TAIL), min(length, _TAIL)))
    finally:
        layer.close()
        page.close()


def _plain(text: str) -> str:
    """Lao vowels come back in two parts: compare what is left after NFKC, without spaces."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))
