"""The register of letters of a year, as offices rule it by hand; every number has its line."""

from collections.abc import Iterator, Sequence

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain.correspondence import Direction, Letter, LetterLine
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import correspondence as labels
from legalaid_desktop.typesetting import plain

YEAR = N_("Year {year}")
NONE = N_("No letter yet.")
HEADS = {
    Direction.IN: (
        N_("No."), N_("Came on"), N_("Their number and date"), N_("From whom"), N_("About what"),
        N_("How"), N_("Case"), N_("What became of it"),
    ),
    Direction.OUT: (
        N_("No."), N_("Went on"), N_("Their number and date"), N_("To whom"), N_("About what"),
        N_("How"), N_("Case"), N_("What became of it"),
    ),
}  # fmt: skip
_WIDTHS = (32.0, 62.0, 96.0, 130.0, None, 66.0, 74.0, 124.0)


def code(direction: Direction, year: int) -> str:
    """What the foot and the file are called."""
    return f"L-{direction}-{year}"


def render(
    office: OfficeProfile,
    direction: Direction,
    year: int,
    lines: Sequence[LetterLine],
    language: str,
) -> bytes:
    """The register as PDF, in one language or in both, on sheets that lie on their side."""
    spoken, title = page.languages(language), labels.REGISTERS[direction]

    def told(one: str) -> Iterator[Flowable]:
        yield from ruled.head(office, title, one, spoken, said(YEAR, one, year=year))
        if lines:
            rows = [_row(each, one) for each in lines]
            yield ruled.table(HEADS[direction], rows, _WIDTHS, one)
        else:
            yield plain(said(NONE, one), styles.body(one).but(align="center"))

    return ruled.build(title, code(direction, year), language, told, lying=True)


def _row(line: LetterLine, language: str) -> list[str]:
    letter, about = line.letter, labels.about(line, language)
    if letter is None:
        return [str(line.number), "", "", "", about, "", "", ""]
    return [
        str(line.number),
        i18n.date_short(letter.on, language),
        _theirs(letter, language),
        labels.who(line),
        about,
        said(labels.WAYS[letter.way], language),
        line.case.number if line.case else "",
        labels.fate(line, language),
    ]


def _theirs(letter: Letter, language: str) -> str:
    day = i18n.date_short(letter.dated_on, language) if letter.dated_on else ""
    return ", ".join(filter(None, (letter.their_number, day)))
