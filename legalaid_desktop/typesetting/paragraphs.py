"""A paragraph as ReportLab's flowable: Lao lines, two at least on each side of a page end."""

from collections.abc import Iterator
from copy import copy
from typing import Self

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from legalaid_desktop.domain import lao
from legalaid_desktop.typesetting import faces
from legalaid_desktop.typesetting.blocks import Block, Stroke, draw_lines
from legalaid_desktop.typesetting.lines import Line, fill, natural_width, piece, widest_word
from legalaid_desktop.typesetting.markup import escape, look_of, read
from legalaid_desktop.typesetting.setting import Fragment, page_code, place
from legalaid_desktop.typesetting.styles import ASCENT, DEPTH, LAO_LEADING, Style
from legalaid_desktop.typesetting.tags import Element, LinkArea, Tags, add_code, tags_of

_BULLET_BOX = 1.5


class Paragraph(Block):
    """Text with small markup (b i u a br super font), set as lines.

    Raises:
        Refused: no font has some letter, or one cluster is wider than the column.
    """

    def __init__(self, markup: str, style: Style, bullet: str = "") -> None:
        super().__init__()
        self.style, self.bullet = style, lao.normalise(bullet)
        self.spans = read(markup, style)
        self.before, self.after = style.space_before, style.space_after
        self.keep_with_next = style.keep_with_next
        self._element = Element(style.role, language=_language(self.text, style))
        self._starts = True
        self._set: tuple[float, list[Line]] = (-1, [])
        self._fixed: list[Line] | None = None

    @property
    def text(self) -> str:
        """The letters of the paragraph without markup."""
        return "".join(span.text for span in self.spans)

    @property
    def leading(self) -> float:
        """From one baseline to the next; Lao and Thai never get less than their marks need."""
        if self.style.language == "lo" or lao.has_lao(self.text) or lao.has_thai(self.text):
            return max(self.style.leading, LAO_LEADING * self.style.size)
        return self.style.leading

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Width and height."""
        self.width = availWidth
        self.height = sum(self._height(line) for line in self._lines(availWidth))
        return availWidth, self.height

    def minWidth(self) -> float:
        """The width of the longest word with the indents."""
        return widest_word(self.spans) + self._left + self.style.right

    def natural_width(self) -> float:
        """The width in which no line has to be broken."""
        return natural_width(self.spans) + self._left + self.style.right + max(self.style.first, 0)

    def least(self, width: float) -> float:
        """The height without which it should not start on a page."""
        lines = self._lines(width)
        kept = lines if len(lines) <= 3 else lines[:2]
        return sum(self._height(line) for line in kept)

    def cut(self, width: float, height: float, force: bool = False) -> list[Flowable]:
        """A part that fits and the rest, or nothing."""
        lines, used, count = self._lines(width), 0.0, 0
        for line in lines:
            used += self._height(line)
            if used > height + 0.01:
                break
            count += 1
        if not force and len(lines) - count < 2:
            count = len(lines) - 2
        if count < (1 if force else 2) or count >= len(lines):
            return []
        return [self._part(width, lines[:count], True), self._part(width, lines[count:], False)]

    def draw(self) -> None:
        """Writes the lines as one piece of content, links and list marks apart."""
        tags, item = tags_of(self.canvas), None
        if self.bullet and self._starts:
            item = tags.list_item(self._element.language)
            with tags.inside(item), tags.inside(Element("Lbl")):
                self._draw_bullet(tags)
        if self.bullet:
            self._element.kind = "LBody"
        if item is None:
            with tags.inside(self._element):
                self._draw_lines(tags)
            return
        with tags.inside(item), tags.inside(self._element):
            self._draw_lines(tags)

    @property
    def _left(self) -> float:
        return max(self.style.left, self._bullet_box) if self.bullet else self.style.left

    @property
    def _bullet_box(self) -> float:
        mark = piece(self.bullet, look_of(self.style))
        return max(_BULLET_BOX * self.style.size, mark.ink + 0.4 * self.style.size)

    def _lines(self, width: float) -> list[Line]:
        if self._fixed is not None:
            return self._fixed
        if abs(self._set[0] - width) > 0.001:
            room = width - self._left - self.style.right
            self._set = width, fill(self.spans, room, self.style.first)
        return self._set[1]

    def _height(self, line: Line) -> float:
        largest = max((piece.look.size for piece in line.pieces), default=self.style.size)
        return self.leading * max(1, largest / self.style.size)

    def _part(self, width: float, lines: list[Line], starts: bool) -> Self:
        """Some of the lines as a paragraph that is the same element of the tag tree."""
        part = copy(self)
        part.width, part._fixed = width, lines  # noqa: SLF001 - a part of oneself
        part._starts = self._starts and starts  # noqa: SLF001 - see above
        part.before, part.after = (self.before, 0) if starts else (0, self.after)
        return part

    def _placed(self) -> list[Fragment]:
        style, found, top = self.style, list[Fragment](), self.height
        room = self.width - self._left - style.right
        for number, line in enumerate(self._lines(self.width)):
            indent = style.first if self._starts and not number else 0
            height = self._height(line)
            baseline = top - _baseline(height, style.size * height / self.leading)
            if line.pieces:
                x = self._left + indent
                found += place(line, x, baseline, room - indent, style.align)
            top -= height
        return found

    def _draw_lines(self, tags: Tags) -> None:
        fragments = self._placed()
        plain = list[Fragment]()
        for fragment in fragments:
            if fragment.link:
                self._write(tags, plain)
                plain = []
                self._draw_link(tags, fragment)
            else:
                plain.append(fragment)
        self._write(tags, plain)
        underlines = [stroke for fragment in fragments for stroke in _underlines(fragment)]
        draw_lines(self.canvas, underlines)

    def _write(self, tags: Tags, fragments: list[Fragment]) -> None:
        if fragments:
            with tags.content(self.canvas):
                add_code(self.canvas, page_code(self.canvas, fragments))

    def _draw_link(self, tags: Tags, fragment: Fragment) -> None:
        words = "".join(piece.shaped.text for piece in fragment.pieces)
        with tags.inside(Element("Link")):
            self._write(tags, [fragment])
            size = fragment.pieces[0].look.size
            low = self.canvas.absolutePosition(fragment.x, fragment.y - 0.3 * size)
            high = self.canvas.absolutePosition(fragment.x + fragment.width, fragment.y + size)
            tags.link(LinkArea(tags.page, (*low, *high), fragment.link, words.strip(" ")))

    def _draw_bullet(self, tags: Tags) -> None:
        mark = piece(self.bullet, look_of(self.style))
        first = self._height(self._lines(self.width)[0])
        y = self.height - _baseline(first, self.style.size)
        box = Fragment(pieces=(mark,), x=self._left - self._bullet_box, y=y, width=mark.width)
        self._write(tags, [box])


def _language(text: str, style: Style) -> str:
    """That of the style, but a text without a Lao letter is in the language of the document."""
    return "" if style.language == "lo" and not lao.has_lao(text) else style.language


def plain(text: str, style: Style) -> Paragraph:
    """A paragraph that shows exactly that text."""
    return Paragraph(escape(text), style)


def _underlines(fragment: Fragment) -> Iterator[Stroke]:
    """The lines under the pieces that ask for one."""
    x = fragment.x
    stretch = fragment.width / (sum(part.width for part in fragment.pieces) or 1)
    for part in fragment.pieces:
        size = part.look.size
        if part.look.underline:
            y = fragment.y + part.look.rise - 0.14 * size
            yield x, y, x + part.ink * stretch, y, 0.05 * size, part.look.colour
        x += part.width * stretch


def draw_string(
    canvas: Canvas, x: float, y: float, text: str, style: Style, align: str = "left"
) -> None:
    """One line of text with its baseline at y; x is its left end, its middle or its right end."""
    line = _one_line(text, style)
    x -= {"left": 0, "center": 0.5, "right": 1}[align] * line.ink
    fragments = place(line, x, y, line.ink, "left") if line.pieces else []
    tags = tags_of(canvas)
    if fragments:
        element = Element(style.role, language=_language(line.text, style))
        with tags.inside(element), tags.content(canvas):
            add_code(canvas, page_code(canvas, fragments))


def string_width(text: str, style: Style) -> float:
    """The width of the text on one line, in points."""
    return _one_line(text, style).ink


def missing_letters(text: str, style: Style) -> str:
    """The letters of the text that no face has; setting such a text is refused."""
    return faces.missing_letters(text, style.family, style.bold)


def _one_line(text: str, style: Style) -> Line:
    text = lao.normalise(text).replace("\n", " ").replace("\t", " ")
    if not text:
        return Line((), 0, ends=True)
    found = piece(text, look_of(style))
    return Line((found,), found.ink, ends=True)


def _baseline(height: float, size: float) -> float:
    """From the top of a line to its baseline, the tallest and deepest stacks in its middle."""
    return (height - (ASCENT + DEPTH) * size) / 2 + ASCENT * size
