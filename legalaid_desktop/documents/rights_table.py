"""The table of rights on paper: acts as rows, roles as columns, on a sheet lying on its side."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import frame, page, styles
from legalaid_desktop.documents.styles import FOOT
from legalaid_desktop.domain.access import Act, Scope
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.rights_table import RightsTable
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import access as labels
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import users as user_labels
from legalaid_desktop.typesetting import (
    Document,
    KeepTogether,
    Page,
    PageBreak,
    Style,
    Table,
    draw_string,
    plain,
)

CODE = "R"
"""What the foot and the file are called."""
TITLE = N_("Who may do what")
AS_OF = N_("As the program has it on {day}")
ACT = N_("Act")
REACH = N_("How far")
LEVELS = N_("Levels of confidentiality")
GLASS = N_("Glass: {hours} hours, to read only.")
_MARGINS = (28.0, 42.0, 36.0, 42.0)
_ACT, _ROLE = 104.0, 78.0
_SHADES = {
    Scope.NONE: "",
    Scope.OWN: "#F3F4F6",
    Scope.ASSIGNED: "#E7EDF3",
    Scope.OFFICE: "#D3E2EE",
    Scope.ALL: "#BFD6E8",
}
"""The further the darker; a word says it too."""
_DIM = "#6b6b6b"


def render(table: RightsTable, office: OfficeProfile, day: date, language: str) -> bytes:
    """The sheet as PDF, in one language or in both, a sheet each."""
    spoken = page.languages(language)
    document = Document(
        _said(TITLE, spoken[0]),
        spoken[0],
        pagesize=landscape(A4),
        margins=_MARGINS,
        footer=partial(_foot, spoken),
    )
    story: list[Flowable] = []
    for place, one in enumerate(spoken):
        if place:
            story.append(PageBreak())
        story += _told(table, office, day, one, role="H2" if place else "H1")
    return document.build(story)


def _told(
    table: RightsTable, office: OfficeProfile, day: date, language: str, role: str
) -> Iterator[Flowable]:
    small = _small(language)
    names = (office.name_lo, office.name_en)
    name = (names[0] or names[1]) if language == "lo" else (names[1] or names[0])
    yield plain(
        _said(TITLE, language),
        styles.title(language).but(role=role, align="left", size=14, leading=22, space_before=0),
    )
    made = _said(AS_OF, language, day=i18n.date_long(day, language))
    yield plain(" · ".join(filter(None, (name, made))), small.but(colour=_DIM, space_after=4))
    yield _matrix(table, language)
    heading = small.but(bold=True, space_before=6, keep_with_next=True)
    yield KeepTogether([plain(_said(REACH, language), heading), plain(_reaches(language), small)])
    levels = [plain(line, small) for line in _levels(table, language)]
    yield KeepTogether([plain(_said(LEVELS, language), heading), *levels])
    yield plain(table.notes[language], small.but(colour=_DIM, space_before=6))


def _matrix(table: RightsTable, language: str) -> Table:
    small = _small(language)
    roles = [
        plain(_said(user_labels.ROLES[role], language), small.but(bold=True))
        for role in table.roles
    ]
    rows: list[list[object]] = [[plain(_said(ACT, language), small.but(bold=True)), "", *roles]]
    shades = []
    for row, (act, words) in enumerate(labels.ACTS.items(), 1):
        scopes = [rights[act] for rights in table.roles.values()]
        rows.append([*_act(words, language), *(_scope(act, one, language) for one in scopes)])
        shades += [
            ("BACKGROUND", (place, row), (place, row), _SHADES[one])
            for place, one in enumerate(scopes, 2)
            if _SHADES[one]
        ]
    widths = [_ACT, None, *[_ROLE] * len(table.roles)]
    return Table(
        rows,
        widths,
        header_rows=1,
        rules="horizontal",
        padding=1.2,
        style=[*styles.ROW_HEADS, *shades],
    )


def _act(words: tuple[str, str], language: str) -> list[Flowable]:
    small = _small(language)
    title, what = (_said(one, language) for one in words)
    return [plain(title, small.but(bold=True)), plain(what, small.but(colour=_DIM))]


def _scope(act: Act, scope: Scope, language: str) -> Flowable:
    small = _small(language)
    said = _said(labels.reach(act, scope), language)
    return plain(said, small.but(colour=_DIM) if scope is Scope.NONE else small)


def _reaches(language: str) -> str:
    told = [
        f"{_said(labels.SCOPES[scope], language)}: {_said(said, language)}"
        for scope, said in labels.EXPLAINED.items()
    ]
    return "; ".join(told) + "."


def _levels(table: RightsTable, language: str) -> Iterator[str]:
    for level in table.levels.values():
        name = _said(case_labels.CONFIDENTIALITIES[level.id], language)
        hours = int(level.glass.total_seconds()) // 3600
        glass = f" {_said(GLASS, language, hours=hours)}" if hours else ""
        yield f"{name}: {level.texts[language]}{glass}"


def _small(language: str) -> Style:
    return styles.small(language).but(size=8, leading=12.4 if language == "lo" else 10.8)


def _foot(spoken: tuple[str, ...], canvas: Canvas, sheet: Page) -> None:
    _, right, bottom, left = sheet.margins
    pages = " · ".join(
        frame.word(one, "page", number=sheet.number, total=sheet.total) for one in spoken
    )
    draw_string(canvas, left, bottom - 20, CODE, FOOT)
    draw_string(canvas, sheet.width - right, bottom - 20, pages, FOOT, "right")


def _said(message: str, language: str, **values: object) -> str:
    return i18n.catalog(language).gettext(message).format(**values)
