"""Plain text, such as a chat log, set on pages."""

from legalaid_desktop.bundles import sniff
from legalaid_desktop.bundles.images import Notes
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.lao import has_lao, normalise
from legalaid_desktop.i18n import N_
from legalaid_desktop.typesetting import Document, Paragraph, Spacer, Style, escape, missing_letters

LONGEST = 2_000_000
TOO_LONG = N_("The text is too long: {size} million letters, the limit is {limit} million.")
UNKNOWN_LETTERS = N_("The text is in an encoding that cannot be told for sure.")
NO_LETTERS = N_("Letters that no font here has are shown as □: {letters}")

_STYLE = Style(size=10.5, leading=16)
_EMPTY_LINE = 8


def to_pdf(data: bytes) -> tuple[bytes, Notes]:
    """The pages, and which letters could not be set."""
    text = _decoded(data)
    if len(text) > LONGEST:
        raise Refused(TOO_LONG, size=round(len(text) / 1e6, 1), limit=round(LONGEST / 1e6, 1))
    text = normalise(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4))
    notes: Notes = {}
    if missing := missing_letters(text, _STYLE):
        notes[NO_LETTERS] = {"letters": missing[:40]}
        text = text.translate(dict.fromkeys(map(ord, missing), "□"))
    language = "lo" if has_lao(text) else "en"
    style = _STYLE.but(language=language)
    story = [
        Paragraph(escape(line), style) if line.strip() else Spacer(_EMPTY_LINE)
        for line in text.split("\n")
    ]
    return Document("", language).build(story), notes


def _decoded(data: bytes) -> str:
    encoding = sniff.encoding(data)
    try:
        return data.decode(encoding) if encoding else _unknown()
    except UnicodeDecodeError as error:
        raise Refused(UNKNOWN_LETTERS) from error


def _unknown() -> str:
    raise Refused(UNKNOWN_LETTERS)
