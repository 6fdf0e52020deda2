"""The small markup of paragraphs, read into text and how each part of it looks."""

import html
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from legalaid_desktop.domain import lao
from legalaid_desktop.typesetting.styles import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How some letters inside a paragraph are set."""

    family: str
    bold: bool
    italic: bool
    size: float
    colour: str
    rise: float = 0
    underline: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look; a line end stands for a forced break."""

    text: str
    look: Look


def look_of(style: Style) -> Look:
    """How plain text of that style is set."""
    return Look(
        family=style.family,
        bold=style.bold,
        italic=style.italic,
        size=style.size,
        colour=style.colour,
    )


def escape(text: str) -> str:
    """Any text as markup that shows exactly that text; line ends become line breaks."""
    return html.escape(lao.normalise(text), quote=False).replace("\n", "<br/>")


def read(markup: str, style: Style) -> list[Span]:
    """The spans of the markup, normalised.

    Raises:
        ValueError: a tag that is not known, or not closed.
    """
    if "<" not in markup and "&" not in markup:
        return _tidy([Span(markup, look_of(style))])
    reader = _Reader(look_of(style))
    reader.feed(markup)
    reader.close()
    if len(reader.looks) > 1:
        raise ValueError(f"<{reader.open[-1]}> is not closed")
    return _tidy(reader.spans)


class _Reader(HTMLParser):
    """Follows the tags and notes each stretch of text with the look it has there."""

    def __init__(self, look: Look) -> None:
        super().__init__(convert_charrefs=True)
        self.looks, self.open, self.spans = [look], [""], list[Span]()

    def handle_data(self, data: str) -> None:
        self.spans.append(Span(data.replace("\n", " "), self.looks[-1]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.spans.append(Span("\n", self.looks[-1]))
            return
        values = {name: value or "" for name, value in attrs}
        self.looks.append(_changed(self.looks[-1], tag, values))
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            return
        if tag != self.open[-1]:
            raise ValueError(f"</{tag}> closes <{self.open[-1]}>")
        self.looks.pop()
        self.open.pop()


def _changed(look: Look, tag: str, values: dict[str, str]) -> Look:
    if tag == "b":
        return replace(look, bold=True)
    if tag == "i":
        return replace(look, italic=True)
    if tag == "u":
        return replace(look, underline=True)
    if tag == "a":
        return replace(look, link=values.get("href", ""))
    if tag == "super":
        return replace(look, size=look.size * 0.6, rise=look.rise + look.size * 0.45)
    if tag == "font":
        size = float(values.get("size", look.size))
        return replace(look, colour=values.get("color", look.colour), size=size)
    raise ValueError(f"<{tag}> is not known")


def _tidy(spans: list[Span]) -> list[Span]:
    """The spans normalised, a mark at the start of one moved to the letter it stands on."""
    text = lao.normalise("".join(span.text for span in spans)).replace("\t", " ")
    if len(spans) == 1:
        return [Span(text, spans[0].look)] if text else []
    return _apportioned(text, spans)


def _apportioned(text: str, spans: list[Span]) -> list[Span]:
    """The text cut where the looks change; a cluster has the look of its first letter."""
    looks = [span.look for span in spans for _ in span.text]
    sizes = [len(lao.normalise(span.text)) for span in spans]
    if sum(sizes) == len(text):
        looks = [span.look for span, size in zip(spans, sizes, strict=True) for _ in range(size)]
    found: list[Span] = []
    at = 0
    for cluster in lao.clusters(text):
        look = looks[min(at, len(looks) - 1)]
        if found and found[-1].look == look:
            found[-1] = Span(found[-1].text + cluster, look)
        else:
            found.append(Span(cluster, look))
        at += len(cluster)
    return found
