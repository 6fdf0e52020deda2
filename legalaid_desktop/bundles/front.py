"""The pages a bundle adds: cover, index, and the sheets that stand for what cannot be shown."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Pdf
from reportlab.platypus.flowables import Flowable

from legalaid_desktop.bundles.annotations import SIGNED
from legalaid_desktop.bundles.intake import Taken
from legalaid_desktop.domain.bundles import BundlePlan, Exhibit, Section, wordings
from legalaid_desktop.i18n import N_, date_long, date_short, number
from legalaid_desktop.labels import bundles as labels
from legalaid_desktop.typesetting import (
    Document,
    PageBreak,
    Paragraph,
    Rule,
    Spacer,
    Style,
    Table,
    escape,
    missing_letters,
)
from legalaid_desktop.typesetting.styles import Align

LINK = "bundle:"
"""Links of the index lead to ``bundle:NUMBER`` until the page is known."""

COVER = N_("Cover")
INDEX = N_("Case index")
NUMBER, DATE, DOCUMENT, PAGES = N_("No."), N_("Date"), N_("Document"), N_("Pages")
CASE_NUMBER, COURT = N_("Case number"), N_("Court")
MADE_ON, CONTENT = N_("Made on"), N_("Content")
COUNTS = N_("Documents: {documents}, pages: {pages}")
NOT_SHOWN = N_("Not shown: see the sheet in its place")
SHEET_TITLE = N_("This document could not be included")
WHY, FILE, SIZE, HASH = N_("Reason"), N_("File name"), N_("Size"), N_("SHA-256 of the file")
BYTES = N_("{count} bytes")
ASK = N_("The original file is kept unchanged by the office and can be asked for there.")

_GREY = "#444444"
_MARGINS = (64.0, 57.0, 72.0, 57.0)
_WIDTHS = (34.0, 70.0, None, 66.0)
_TEXT = Style(size=11, leading=16)
_SMALL = Style(size=9, leading=13, colour=_GREY)
_LONGEST_NAME = 160
_FOR_THE_COURT = (SIGNED,)
"""Remarks that the reader of the bundle must know, not only the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a document stands in the bundle; pages count from 1."""

    taken: Taken
    first: int
    last: int


def cover_and_index(plan: BundlePlan, placed: Sequence[Placed], total: int) -> bytes:
    """The pages at the front, with links of our own making."""
    story = [*_cover(plan, len(placed), total), PageBreak(), *_index(plan, placed)]
    return _document(plan, story)


def slip_sheets(plan: BundlePlan, missing: Sequence[Taken]) -> bytes:
    """One page for each document that cannot be shown."""
    story: list[Flowable] = []
    for taken in missing:
        story += [*_slip_sheet(plan, taken), PageBreak()]
    made = _document(plan, story[:-1])
    with Pdf.open(io.BytesIO(made)) as pdf:
        if len(pdf.pages) != len(missing):
            raise ValueError("a slip sheet is longer than its page")
    return made


def exhibit_titles(exhibit: Exhibit, language: str) -> tuple[str, ...]:
    """What a document is called, or else its file name."""
    name = exhibit.file_name or exhibit.exhibit_id or "?"
    return wordings(exhibit.title_lo, exhibit.title_en, language) or (name,)


def words(
    message: str, language: str, values: Mapping[str, object] | None = None
) -> tuple[str, ...]:
    """A message in the language, or in Lao and English."""
    said = (labels.filled(message, one, values or {}) for one in _languages(language))
    return tuple(dict.fromkeys(said))


def _languages(language: str) -> tuple[str, ...]:
    return ("lo", "en") if language == "both" else (language,)


def _document(plan: BundlePlan, story: list[Flowable]) -> bytes:
    return Document(" ", plan.language, margins=_MARGINS).build(story)


def _set(text: str, style: Style, link: int = 0) -> Paragraph:
    """Text of any origin: letters that no font has become a box, so that no name stops a bundle."""
    if missing := missing_letters(text, style):
        text = text.translate(dict.fromkeys(map(ord, missing), "□"))
    markup = escape(text)
    return Paragraph(f'<a href="{LINK}{link}">{markup}</a>' if link else markup, style)


def _stack(texts: Sequence[str], style: Style, link: int = 0) -> list[Flowable]:
    """The first text as it should look, the translation smaller below it."""
    second = style.but(
        size=style.size * 0.85, leading=style.leading * 0.85, colour=_GREY, bold=False
    )
    return [_set(text, second if at else style, link) for at, text in enumerate(texts)]


def _joined(message: str, language: str) -> str:
    return " / ".join(words(message, language))


# --- cover ---


def _cover(plan: BundlePlan, documents: int, total: int) -> list[Flowable]:
    office = _stack(
        wordings(plan.office_lo, plan.office_en, plan.language),
        _TEXT.but(align="center", bold=True),
    )
    title = _stack(
        wordings(plan.title_lo, plan.title_en, plan.language) or words(INDEX, plan.language),
        Style(size=24, leading=38, align="center", bold=True, role="H1"),
    )
    rows = [
        [_stack(label, _TEXT.but(bold=True)), _stack(value, _TEXT)]
        for label, value in _cover_lines(plan, documents, total)
        if any(value)
    ]
    facts = Table(rows, (150, None), rules="horizontal", padding=6)
    return [
        Rule(thickness=1.2, space_after=14),
        *office,
        Spacer(110),
        *title,
        Rule(width=160, align="center", space_before=16),
        Spacer(70),
        facts,
    ]


def _cover_lines(
    plan: BundlePlan, documents: int, total: int
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    language = plan.language
    lines = [
        (words(COURT, language), wordings(plan.court_lo, plan.court_en, language)),
        (words(CASE_NUMBER, language), wordings(plan.case_number, plan.case_number, language)),
    ]
    lines += [
        (
            wordings(fact.label_lo, fact.label_en, language),
            wordings(fact.value_lo, fact.value_en, language),
        )
        for fact in plan.facts
    ]
    days = tuple(date_long(plan.created_on, one) for one in _languages(language))
    counts = words(COUNTS, language, {"documents": documents, "pages": total})
    return [*lines, (words(MADE_ON, language), days), (words(CONTENT, language), counts)]


# --- index ---


def _index(plan: BundlePlan, placed: Sequence[Placed]) -> list[Flowable]:
    heading = Style(size=16, leading=26, bold=True, role="H1", space_after=8)
    head = [
        _stack(words(name, plan.language), _SMALL.but(bold=True, colour="#000000", align=align))
        for name, align in zip((NUMBER, DATE, DOCUMENT, PAGES), _ALIGNS, strict=True)
    ]
    rows: list[list[list[Flowable]]] = [head]
    style: list[tuple[object, ...]] = []
    waiting = list(placed)
    for section in plan.sections:
        if titles := wordings(section.title_lo, section.title_en, plan.language):
            style += [
                ("SPAN", (0, len(rows)), (3, len(rows))),
                ("BACKGROUND", (0, len(rows)), (3, len(rows)), "#ececec"),
            ]
            rows.append([_stack(titles, _TEXT.but(bold=True)), [], [], []])
        for _ in section.exhibits:
            rows.append(_index_row(plan.language, waiting.pop(0)))
    table = Table(rows, _WIDTHS, header_rows=1, rules="horizontal", padding=4, style=style)
    return [*_stack(words(INDEX, plan.language), heading), table]


_ALIGNS: tuple[Align, ...] = ("right", "left", "left", "right")


def _index_row(language: str, one: Placed) -> list[list[Flowable]]:
    exhibit, position = one.taken.exhibit, one.taken.number
    day = date_short(exhibit.dated_on, "en") if exhibit.dated_on else ""
    pages = f"{one.first}" if one.first == one.last else f"{one.first}–{one.last}"
    plain = _TEXT.but(size=10)
    return [
        [_set(str(position), plain.but(align="right"))],
        [_set(day, plain)] if day else [],
        [
            *_stack(exhibit_titles(exhibit, language), _TEXT, position),
            *_details(one.taken, language),
        ],
        [_set(pages, plain.but(align="right"), position)],
    ]


def _details(taken: Taken, language: str) -> list[Flowable]:
    exhibit = taken.exhibit
    form = _joined(labels.FORMS[exhibit.form], language) if exhibit.form else ""
    about = " · ".join(part for part in (exhibit.exhibit_id, exhibit.source, form) if part)
    lines = [_set(about, _SMALL)] if about else []
    shown = [NOT_SHOWN] if taken.refusal else [r for r in taken.notes if r in _FOR_THE_COURT]
    return [*lines, *(_set(_joined(message, language), _SMALL) for message in shown)]


# --- slip sheets ---


def _slip_sheet(plan: BundlePlan, taken: Taken) -> list[Flowable]:
    """Always in both languages: whoever reads the bundle must understand what is missing."""
    refusal = taken.refusal
    reason = words(refusal.reason, "both", refusal.values) if refusal else ()
    name = _shortened(taken.exhibit.file_name or "–")
    size = tuple(
        labels.filled(BYTES, one, {"count": number(taken.size, one)}) for one in ("lo", "en")
    )
    lines = [
        (words(WHY, "both"), reason),
        (words(FILE, "both"), (name,)),
        (words(SIZE, "both"), size),
        (words(HASH, "both"), (taken.sha256[:32], taken.sha256[32:]) if taken.sha256 else ("–",)),
    ]
    rows = [
        [_stack(label, _TEXT.but(bold=True)), [_set(text, _TEXT) for text in value]]
        for label, value in lines
    ]
    titles = tuple(_shortened(text) for text in exhibit_titles(taken.exhibit, plan.language))
    heading = Style(size=17, leading=28, bold=True, role="H1")
    return [
        *_stack(words(SHEET_TITLE, "both"), heading),
        Rule(space_before=10, space_after=14),
        *_stack((f"{taken.number}. {titles[0]}", *titles[1:]), _TEXT.but(size=14, leading=22)),
        Spacer(20),
        Table(rows, (150, None), rules="horizontal", padding=6),
        Spacer(24),
        *_stack(words(ASK, "both"), _TEXT),
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"


def section_titles(section: Section, language: str) -> tuple[str, ...]:
    """What a section is called; nothing if it has no heading."""
    return wordings(section.title_lo, section.title_en, language)
