"""Any text set as a page of its own; no office is needed."""

from pathlib import Path

from legalaid_desktop import documents
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_

UNREADABLE = N_("The text {file} cannot be read; it has to be UTF-8.")


def typeset(text_file: Path, language: str) -> bytes:
    """A text file as PDF.

    Raises:
        Refused: the text cannot be read or set.
    """
    try:
        text = text_file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(UNREADABLE, file=text_file.name) from error
    return documents.plain_texts.typeset(text.rstrip("\n"), language, text_file.stem)
