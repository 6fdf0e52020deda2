"""How the text of papers looks: 12 points on 20, as offices type it."""

from legalaid_desktop.typesetting import Style

LEAD = 20.0
INDENT = 28.0
FOOT = Style(size=9, leading=15)


def body(language: str) -> Style:
    """Running text in that language."""
    return Style(size=12, leading=LEAD, language=language)


def title(language: str) -> Style:
    """The title of a paper."""
    return body(language).but(
        size=16, leading=27, bold=True, align="center", role="H1", keep_with_next=True,
        space_before=6, space_after=4,
    )  # fmt: skip


def heading(language: str) -> Style:
    """A heading inside a paper."""
    return body(language).but(bold=True, role="H2", keep_with_next=True, space_before=4)


def small(language: str) -> Style:
    """Distribution and attachments at the foot of the text."""
    return Style(size=10, leading=17, language=language)


def note(language: str) -> Style:
    """Grey captions inside signature blocks."""
    return Style(size=9, leading=15, colour="#6b6b6b", align="center", language=language)
