"""The blocks of a paper's text, set as paragraphs, lists and tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import frame, page, signatures, styles
from legalaid_desktop.documents.facts import Source
from legalaid_desktop.documents.templates import Facts, fill, found, holds
from legalaid_desktop.domain.paper_kinds import Basis, Block, BlockType, Row
from legalaid_desktop.typesetting import Bookmark, KeepTogether, Paragraph, Table, escape

_FACTS_LABEL = 150
_PLACE_LABEL = 52
_HAIRLINES = [*styles.ROW_HEADS, ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#b8b8b8")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What one language of a paper is set from."""

    source: Source
    facts: Facts
    language: str

    def say(self, name: str) -> str:
        """One of the fixed words, as markup."""
        return escape(frame.word(self.language, name))

    def filled(self, row: Row) -> str:
        """The value of a row or item, as markup."""
        return fill(row.value.of(self.language), self.facts)


def flowables(block: Block, setting: Setting) -> list[Flowable]:
    """The block, or nothing where its condition does not hold."""
    if not holds(block.only_if, setting.facts):
        return []
    return _SET[block.type](block, setting)


def _text(block: Block, setting: Setting) -> str:
    return fill(block.text.of(setting.language), setting.facts)


def _title(block: Block, setting: Setting) -> list[Flowable]:
    style = styles.title(setting.language)
    outline = setting.source.kind.title.of(setting.language)
    return [Bookmark(outline, 0), Paragraph(_text(block, setting), style)]


def _labelled(word: str) -> Callable[[Block, Setting], list[Flowable]]:
    def made(block: Block, setting: Setting) -> list[Flowable]:
        style = styles.body(setting.language)
        label = Paragraph(setting.say(word), style.but(bold=True))
        cells = [label, Paragraph(_text(block, setting), style)]
        return [Table([cells], [_PLACE_LABEL, None], padding=0, style=styles.ROW_HEADS)]

    return made


def _basis(_: Block, setting: Setting) -> list[Flowable]:
    style = styles.table(setting.language).but(left=34)
    shown = [one for one in setting.source.kind.basis if holds(one.only_if, setting.facts)]
    last = len(shown) - 1
    return [
        Paragraph(escape(f"{_cited(one, setting.language)}{'.' if n == last else ';'}"), style, "-")
        for n, one in enumerate(shown)
    ]


def _cited(basis: Basis, language: str) -> str:
    parts: Mapping[str, str] = {
        "law": basis.law.of(language),
        "number": basis.number.of(language),
        "dated": i18n.date_long(basis.dated, language) if basis.dated else "",
        "year": str(basis.year or ""),
        "article": "" if "," in basis.article else basis.article,
        "articles": basis.article if "," in basis.article else "",
    }
    names = {"dated": "date", "articles": "article"}
    return "".join(
        frame.word(language, part, "basis", **{names.get(part, part): text})
        for part, text in parts.items()
        if text
    )


def _heading(block: Block, setting: Setting) -> list[Flowable]:
    return [Paragraph(_text(block, setting), styles.heading(setting.language))]


def _paragraph(block: Block, setting: Setting) -> list[Flowable]:
    style = styles.body(setting.language).but(first=styles.INDENT, space_before=3)
    return [Paragraph(_text(block, setting), style)]


def _introduced(block: Block, setting: Setting) -> list[Flowable]:
    text = _text(block, setting)
    if not text:
        return []
    style = styles.body(setting.language)
    return [Paragraph(text, style.but(first=styles.INDENT, space_before=3, keep_with_next=True))]


def _list(block: Block, setting: Setting) -> list[Flowable]:
    style = styles.body(setting.language).but(left=46)
    texts = _items(block, setting)
    marks = [f"{n}." if block.numbered else "-" for n in range(1, len(texts) + 1)]
    return _introduced(block, setting) + [
        Paragraph(text, style, mark) for text, mark in zip(texts, marks, strict=True)
    ]


def _items(block: Block, setting: Setting) -> list[str]:
    """The items whose conditions hold, once for each line of what the block runs over."""
    if not block.each:
        return [setting.filled(row) for row in block.items if holds(row.only_if, setting.facts)]
    lines = str(found(block.each, setting.facts)).split("\n")
    return [
        fill(row.value.of(setting.language), {**setting.facts, "item": line.strip()})
        for line in lines
        for row in block.items
        if line.strip()
    ]


def _facts(block: Block, setting: Setting) -> list[Flowable]:
    style = styles.table(setting.language)
    rows = [
        [
            Paragraph(escape(row.label.of(setting.language)), style.but(colour="#404040")),
            Paragraph(setting.filled(row), style),
        ]
        for row in block.rows
        if holds(row.only_if, setting.facts)
    ]
    table = Table(rows, [_label_width(block), None], padding=1.5, style=_HAIRLINES, space_before=3)
    return [*_introduced(block, setting), table]


def _table(block: Block, setting: Setting) -> list[Flowable]:
    """A line for each record, under the heads of the columns; nothing where there is none."""
    style, language = styles.small(setting.language), setting.language
    items = found(block.each, setting.facts)
    if not isinstance(items, list) or not items:
        return []
    columns = [row for row in block.rows if holds(row.only_if, setting.facts)]
    head = [Paragraph(escape(one.label.of(language)), style.but(bold=True)) for one in columns]
    lines = [
        [
            Paragraph(fill(one.value.of(language), {**setting.facts, "item": item}), style)
            for one in columns
        ]
        for item in items
    ]
    whole = sum(one.share for one in columns)
    widths = [page.WIDTH * one.share / whole for one in columns]
    table = Table([head, *lines], widths, header_rows=1, rules="horizontal", padding=2.5)
    return [*_introduced(block, setting), table]


def _label_width(block: Block) -> float:
    """Long labels, as in a list of powers, get more room than short ones."""
    longest = max(len(row.label.en) for row in block.rows)
    return _FACTS_LABEL if longest <= 24 else 290


def _signatures(block: Block, setting: Setting) -> list[Flowable]:
    signers = [one for one in block.signers if holds(one.only_if, setting.facts)]
    beside = _small_list("distribution", block, setting)
    return signatures.flowables(signers, setting.facts, setting.language, beside)


def _distribution(block: Block, setting: Setting) -> list[Flowable]:
    """Run on in lines: under a full page of text a list would start a sheet of its own."""
    style = styles.small(setting.language).but(space_before=4)
    items = " ".join(f"- {text}" for text in _items(block, setting))
    return [Paragraph(f"<b>{setting.say('distribution')}</b> {items}", style)] if items else []


def _attachments(block: Block, setting: Setting) -> list[Flowable]:
    return [KeepTogether(_small_list("attachments", block, setting))]


def _small_list(word: str, block: Block, setting: Setting) -> list[Flowable]:
    style = styles.small(setting.language)
    first = style.but(keep_with_next=True, space_before=4, bold=True)
    items = [Paragraph(text, style, "-") for text in _items(block, setting)]
    return [Paragraph(setting.say(word), first), *items] if items else []


_SET: Mapping[BlockType, Callable[[Block, Setting], list[Flowable]]] = {
    BlockType.TITLE: _title,
    BlockType.ADDRESSEE: _labelled("to"),
    BlockType.SUBJECT: _labelled("subject"),
    BlockType.BASIS: _basis,
    BlockType.HEADING: _heading,
    BlockType.PARAGRAPH: _paragraph,
    BlockType.LIST: _list,
    BlockType.FACTS: _facts,
    BlockType.TABLE: _table,
    BlockType.CLOSING: _paragraph,
    BlockType.SIGNATURES: _signatures,
    BlockType.DISTRIBUTION: _distribution,
    BlockType.ATTACHMENTS: _attachments,
}
