"""The deadline log of a day: what was entered, moved, done and dropped, by whom and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import trail as labels
from legalaid_desktop.typesetting import plain

TITLE = N_("Deadline log of the day")
HEADS = (
    N_("No."), N_("Time"), N_("Who"), N_("Case"), N_("What"), N_("What was done"), N_("Details"),
)  # fmt: skip
NONE = N_("No deadline was entered or changed on this day.")
SIGNERS = ((N_("Head of the office"), ""),)
_WIDTHS = (26.0, 44.0, 100.0, 74.0, 190.0, 74.0, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One act: the moment in Laos, who, in which case, on what, and the changed fields in words."""

    at: datetime
    who: str
    case: str
    title: str
    deed: Deed
    details: tuple[str, ...]


def code(day: date) -> str:
    """What the foot and the file are called."""
    return f"G-{day:%Y-%m-%d}"


def render(office: OfficeProfile, day: date, lines: Sequence[LogLine], language: str) -> bytes:
    """The log as PDF in one language; it names cases by their number alone."""
    spoken = page.languages(language)

    def told(one: str) -> Iterator[Flowable]:
        yield from ruled.head(office, TITLE, one, spoken, i18n.date_full(day, one))
        if lines:
            rows = [_row(place, each, one) for place, each in enumerate(lines, 1)]
            yield ruled.table(HEADS, rows, _WIDTHS, one)
        else:
            yield plain(said(NONE, one), styles.body(one).but(align="center"))
        yield ruled.signatures(SIGNERS, one)

    return ruled.build(TITLE, code(day), language, told, lying=True)


def _row(place: int, line: LogLine, language: str) -> list[str]:
    return [
        str(place),
        f"{line.at:%H:%M}",
        line.who,
        line.case,
        line.title,
        said(labels.DEEDS[line.deed], language),
        "\n".join(line.details),
    ]
