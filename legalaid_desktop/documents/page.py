"""What stands around the text of a paper: official header, letterhead, marks and foot."""

from collections.abc import Callable
from functools import partial

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import frame
from legalaid_desktop.documents.facts import Source, place
from legalaid_desktop.documents.styles import FOOT, ROW_HEADS, body
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.papers import PaperStatus
from legalaid_desktop.typesetting import Page, Table, draw_string, plain, string_width

MARGINS = (44.0, 57.0, 58.0, 71.0)
WIDTH = A4[0] - MARGINS[1] - MARGINS[3]
_LANGUAGES = {"lo": ("lo",), "en": ("en",), "both": ("lo", "en")}
_GREY = "#6b6b6b"
_GAP = 16


def languages(paper_language: str) -> tuple[str, ...]:
    """The languages that stand on a paper, the first one first."""
    return _LANGUAGES[paper_language]


def official_header(language: str) -> list[Flowable]:
    """The two centred lines that open every official paper, and the separator."""
    country, motto, separator = frame.header(language)
    centred = body(language).but(align="center")
    return [
        plain(country, centred.but(bold=True)),
        plain(motto, centred.but(bold=True)),
        plain(separator, centred.but(leading=16, space_after=4)),
    ]


def letterhead(source: Source, language: str) -> list[Flowable]:
    """Issuer on the left, number, place and date on the right; a private person has no issuer."""
    style = body(language)
    right = style.but(align="right")
    where_and_when = _place_and_date(source, language)
    dated = plain(where_and_when, right)
    if source.kind.issuer != "office":
        return [dated]
    width = string_width(where_and_when, right) + _GAP
    number = source.paper.number or frame.word(language, "no_number")
    issuers = [plain(line, style) for line in _issuers(source.case_file.office, language)]
    numbered = plain(frame.word(language, "number", number=number), right)
    return [Table([[issuers, [numbered, dated]]], [None, width], padding=0, style=ROW_HEADS)]


def _issuers(office: OfficeProfile, language: str) -> tuple[str, ...]:
    lines = (office.letterhead_lo, office.letterhead_en)
    names = (office.name_lo, office.name_en)
    first, second = (0, 1) if language == "lo" else (1, 0)
    return (*(lines[first] or lines[second]), names[first] or names[second])


def _place_and_date(source: Source, language: str) -> str:
    day = i18n.date_long(source.paper.dated_on, language)
    where = place(source.case_file.office, source.places, language)
    if where:
        return frame.word(language, "place_and_date", place=where, date=day)
    return frame.word(language, "date_alone", date=day)


def code(source: Source) -> str:
    """What the foot and the title of the file say: kind, case and number, never a name."""
    parts = (source.kind.code, source.case_file.case.number, source.paper.number)
    return " · ".join(filter(None, parts))


def draft_mark(source: Source) -> Callable[[Canvas, Page], None] | None:
    """A mark above each page of a paper that was not issued."""
    if source.paper.status is PaperStatus.ISSUED:
        return None
    words = " · ".join(frame.word(one, "draft") for one in languages(source.paper.language))
    return partial(_draw_draft, words)


def _draw_draft(words: str, canvas: Canvas, page: Page) -> None:
    style = FOOT.but(size=11, bold=True, colour=_GREY)
    draw_string(canvas, page.width - page.margins[1], page.height - 30, words, style, "right")


def foot(source: Source) -> Callable[[Canvas, Page], None]:
    """The file code and the page; below, for as long as no lawyer has read it, that it is so."""
    spoken = languages(source.paper.language)
    unchecked = (
        "" if source.kind.checked_by else " · ".join(frame.word(one, "unchecked") for one in spoken)
    )
    return partial(draw_foot, code(source), spoken, unchecked)


def draw_foot(
    words: str, spoken: tuple[str, ...], unchecked: str, canvas: Canvas, page: Page
) -> None:
    """Draws code and number of the page, and below what is not checked yet, if anything."""
    _, right, bottom, left = page.margins
    pages = " · ".join(
        frame.word(one, "page", number=page.number, total=page.total) for one in spoken
    )
    draw_string(canvas, left, bottom - 22, words, FOOT)
    draw_string(canvas, page.width - right, bottom - 22, pages, FOOT, "right")
    if unchecked:
        draw_string(canvas, left, bottom - 37, unchecked, FOOT.but(size=8, colour=_GREY))
