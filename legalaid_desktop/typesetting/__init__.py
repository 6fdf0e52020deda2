"""Lao text on ReportLab's pages: shaped, broken, searchable, tagged. Knows nothing of cases."""

from legalaid_desktop.typesetting.blocks import (
    Anchor,
    Bookmark,
    KeepTogether,
    PageBreak,
    Rule,
    Spacer,
)
from legalaid_desktop.typesetting.finish import finish
from legalaid_desktop.typesetting.marks import Mark
from legalaid_desktop.typesetting.markup import escape
from legalaid_desktop.typesetting.pages import Document, Page
from legalaid_desktop.typesetting.paragraphs import (
    Paragraph,
    draw_string,
    missing_letters,
    plain,
    string_width,
)
from legalaid_desktop.typesetting.stamps import StampFont
from legalaid_desktop.typesetting.styles import Style
from legalaid_desktop.typesetting.tables import Table

__all__ = [
    "Anchor",
    "Bookmark",
    "Document",
    "KeepTogether",
    "Mark",
    "Page",
    "PageBreak",
    "Paragraph",
    "Rule",
    "Spacer",
    "StampFont",
    "Style",
    "Table",
    "draw_string",
    "escape",
    "finish",
    "missing_letters",
    "plain",
    "string_width",
]
