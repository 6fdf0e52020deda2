"""How the text of papers looks: 12 points on 19 in Lao, as offices type it."""

from legalaid_desktop.typesetting import Style

_LEADING = {"lo": 1.6, "en": 1.34}
"""In em; Lao needs room for marks above and below, Latin letters do not."""
_SMALLER = {"lo": 0.0, "en": 0.5}
"""In points; the Latin letters of the same face look larger than the Lao ones beside them."""
INDENT = 28.0
ROW_HEADS = [("HEADER", (0, 0), (0, -1))]
"""The first column names what stands beside it, for those who hear the page read."""
FOOT = Style(size=9, leading=15)


def _style(size: float, language: str) -> Style:
    size -= _SMALLER[language]
    return Style(size=size, leading=round(size * _LEADING[language], 1), language=language)


def body(language: str) -> Style:
    """Running text in that language."""
    return _style(12, language)


def title(language: str) -> Style:
    """The title of a paper."""
    return body(language).but(
        size=16, leading=27, bold=True, align="center", role="H1", keep_with_next=True,
        space_before=6, space_after=4,
    )  # fmt: skip


def table(language: str) -> Style:
    """Tables of facts and the laws that a paper rests on."""
    return _style(11, language)


def heading(language: str) -> Style:
    """A heading inside a paper."""
    return body(language).but(bold=True, role="H2", keep_with_next=True, space_before=4)


def small(language: str) -> Style:
    """Distribution and attachments at the foot of the text."""
    return _style(10, language)


def note(language: str) -> Style:
    """Grey captions inside signature blocks."""
    return Style(size=9, leading=15, colour="#6b6b6b", align="center", language=language)
