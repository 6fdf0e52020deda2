"""Any text set as paragraphs on numbered pages."""

from reportlab.pdfgen.canvas import Canvas

from legalaid_desktop.documents import page, styles
from legalaid_desktop.documents.styles import FOOT
from legalaid_desktop.typesetting import Document, Page, draw_string, plain


def typeset(text: str, language: str, title: str) -> bytes:
    """The text as PDF: a paragraph a line, empty lines as gaps, pages numbered.

    Raises:
        Refused: a letter that no font has.
    """
    style = styles.body(language)
    lines = text.replace("\r\n", "\n").split("\n")
    document = Document(title, language, margins=page.MARGINS, footer=_number)
    return document.build([plain(line, style) for line in lines])


def _number(canvas: Canvas, sheet: Page) -> None:
    _, right, bottom, _ = sheet.margins
    words = f"{sheet.number}/{sheet.total}"
    draw_string(canvas, sheet.width - right, bottom - 22, words, FOOT, "right")
