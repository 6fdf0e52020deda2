"""The list of what left a case: what, in which way, when, by whom, for whom and why."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, styles
from legalaid_desktop.domain import cases, copies
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.copies import CopyLine
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import copies as labels
from legalaid_desktop.typesetting import Document, PageBreak, Table, plain

TITLE = N_("List of copies")
CASE = N_("Case {number}")
AS_OF = N_("As of {moment}")
NONE = N_("Nothing has left this case.")
HEADS = (N_("Copy"), N_("What"), N_("How and when"), N_("For whom, and why"))
_WIDTHS = (70.0, None, 130.0, 130.0)


def code(case: Case) -> str:
    """What the foot and the file are called."""
    return copies.file_code(case.number, "copies")


def render(
    case: Case, office: OfficeProfile, lines: Sequence[CopyLine], at: datetime, language: str
) -> bytes:
    """The list as PDF, in one language or in both; of a restricted case without titles.

    Args:
        lines: their times and ``at`` are local.
    """
    spoken = page.languages(language)
    document = Document(
        f"{_said(TITLE, spoken[0])} {code(case)}",
        spoken[0],
        margins=page.MARGINS,
        footer=partial(page.draw_foot, code(case), spoken, ""),
    )
    story: list[Flowable] = []
    for one in spoken:
        story += [PageBreak()] if story else []
        story += _story(case, office, lines, at, one, "P" if story else "H1")
    return document.build(story)


def _story(
    case: Case,
    office: OfficeProfile,
    lines: Sequence[CopyLine],
    at: datetime,
    language: str,
    role: str,
) -> Iterator[Flowable]:
    body = styles.body(language).but(align="center")
    names = (office.name_lo, office.name_en)
    yield plain((names[0] or names[1]) if language == "lo" else (names[1] or names[0]), body)
    yield plain(_said(TITLE, language), styles.title(language).but(role=role))
    subject = cases.shown_name(case, cases.subject(case, language))
    number = _said(CASE, language, number=case.number)
    yield plain(" · ".join(filter(None, (number, subject))), body.but(bold=True))
    moment = _said(AS_OF, language, moment=i18n.moment(at, language))
    yield plain(moment, body.but(space_after=8))
    if lines:
        yield _table(lines, language, titled=not cases.is_restricted(case))
    else:
        yield plain(_said(NONE, language), body)


def _table(lines: Sequence[CopyLine], language: str, *, titled: bool) -> Table:
    style = styles.small(language)
    rows: list[list[object]] = [
        [plain(_said(head, language), style.but(bold=True)) for head in HEADS]
    ]
    for line in lines:
        told = labels.cells(line, language, line.copy.at, titled=titled)
        rows.append([[plain(one, style) for one in filter(None, cell)] for cell in told])
    return Table(rows, list(_WIDTHS), header_rows=1, rules="horizontal", padding=3)


def _said(message: str, language: str, **values: object) -> str:
    return i18n.catalog(language).gettext(message).format(**values)
