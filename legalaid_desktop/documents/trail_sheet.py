"""The monthly sheet of the trail: what was done, and where the trail ended, to sign and to keep.

Paper in a cupboard is what nobody can write anew with a computer: with number and code of the sheet
``audit verify --head`` finds that the end of the trail was cut off, or that it is another trail.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from itertools import groupby

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import frame, page, styles
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.trail import End, Sheet, Tally, in_groups
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import trail as labels
from legalaid_desktop.typesetting import (
    Document,
    KeepTogether,
    Spacer,
    Style,
    Table,
    plain,
)

TITLE = N_("Monthly sheet of the trail")
MONTH = N_("Month: {month}")
MADE = N_("Made on {moment}")
DONE = N_("What was done")
NOTHING = N_("Nothing was done in this month.")
USER, DEED, COUNT, ALL = N_("User"), N_("Deed"), N_("How often"), N_("Together")
ENDED = N_("Where the trail ended with the month")
ENDS = N_("Where the trail ended when this sheet was made")
NUMBER, TIME, CODE = N_("Number of the last entry"), N_("Time"), N_("Code")
EMPTY = N_("There was no entry yet.")
HOW = N_(
    "Keep this sheet where nobody can change it. On the page Office, tab Trail, type number and "
    "code to have the trail checked against them; the first sixteen letters of the code are enough."
)
SIGNERS = (N_("Printed by"), N_("Checked by"))
_CODE, _ON_A_LINE = 12.5, 32
_ROOM = 44
_WIDTHS = (None, None, 92.0)
_FACTS = (170.0, None)


def code(month: date) -> str:
    """What the foot and the file are called."""
    return f"T{month:%Y-%m}"


def render(sheet: Sheet, office: OfficeProfile, language: str) -> bytes:
    """The sheet as PDF."""
    spoken = page.languages(language)
    document = Document(
        f"{_said(TITLE, spoken)} {sheet.month:%Y-%m}",
        spoken[0],
        margins=page.MARGINS,
        footer=partial(page.draw_foot, code(sheet.month), spoken, ""),
    )
    return document.build(list(_story(sheet, office, spoken)))


def _story(sheet: Sheet, office: OfficeProfile, spoken: tuple[str, ...]) -> Iterator[Flowable]:
    first = spoken[0]
    body = styles.body(first)
    for one in spoken:
        name = office.name_lo if one == "lo" else office.name_en
        yield plain(name or office.name_lo or office.name_en, styles.body(one).but(align="center"))
    for place, one in enumerate(spoken):
        role = "H1" if place == 0 else "P"
        yield plain(i18n.catalog(one).gettext(TITLE), styles.title(one).but(role=role))
    month = " · ".join(dict.fromkeys(i18n.month(sheet.month, one) for one in spoken))
    yield plain(_said(MONTH, spoken[:1], month=month), body.but(align="center", bold=True))
    made = _moment(sheet.made_at, spoken)
    yield plain(_said(MADE, spoken[:1], moment=made), body.but(align="center", space_after=6))
    yield _heading(DONE, spoken)
    yield _tallies(sheet, spoken) if sheet.tallies else plain(_said(NOTHING, spoken), body)
    if sheet.is_over:
        yield from _end(ENDED, sheet.end, spoken)
    yield from _end(ENDS, sheet.now, spoken)
    yield KeepTogether([*_how(spoken), Spacer(8), _signatures(spoken)])


def _said(message: str, spoken: tuple[str, ...], **values: object) -> str:
    told = dict.fromkeys(i18n.catalog(one).gettext(message).format(**values) for one in spoken)
    return " · ".join(told)


def _moment(moment: datetime, spoken: tuple[str, ...]) -> str:
    return " · ".join(i18n.moment(moment, one) for one in spoken)


def _heading(message: str, spoken: tuple[str, ...]) -> Flowable:
    return plain(_said(message, spoken), styles.heading(spoken[0]).but(space_before=10))


def _tallies(sheet: Sheet, spoken: tuple[str, ...]) -> Table:
    style = styles.table(spoken[0])
    bold, right = style.but(bold=True), style.but(align="right")
    rows: list[list[object]] = [
        [
            plain(_said(USER, spoken), bold),
            plain(_said(DEED, spoken), bold),
            plain(_said(COUNT, spoken), bold.but(align="right")),
        ]
    ]
    for user, tallies in groupby(sheet.tallies, lambda one: one.user):
        rows += _of_user(user, list(tallies), spoken, style)
    total = i18n.number(sum(one.count for one in sheet.tallies), spoken[0])
    rows.append([plain(_said(ALL, spoken), bold), "", plain(total, right.but(bold=True))])
    return Table(rows, list(_WIDTHS), header_rows=1, rules="horizontal", padding=3)


def _of_user(
    user: str, tallies: list[Tally], spoken: tuple[str, ...], style: Style
) -> list[list[object]]:
    name = user or _said(labels.PROGRAM, spoken)
    return [
        [
            plain(name, style) if place == 0 else "",
            plain(_said(labels.DEEDS[one.deed], spoken), style),
            plain(i18n.number(one.count, spoken[0]), style.but(align="right")),
        ]
        for place, one in enumerate(tallies)
    ]


def _end(message: str, end: End, spoken: tuple[str, ...]) -> Iterator[Flowable]:
    style = styles.table(spoken[0])
    if end.at is None:
        yield KeepTogether([_heading(message, spoken), plain(_said(EMPTY, spoken), style)])
        return
    large = Style(size=_CODE, leading=21, bold=True)
    facts = (
        (NUMBER, [plain(str(end.head.seq), large)]),
        (TIME, [plain(i18n.moment(end.at, one), style) for one in spoken]),
        (CODE, [plain(line, large) for line in _lines(end.head.hash)]),
    )
    rows: list[list[object]] = [[plain(_said(name, spoken), style), told] for name, told in facts]
    table = Table(rows, list(_FACTS), rules="horizontal", padding=3, style=styles.ROW_HEADS)
    yield KeepTogether([_heading(message, spoken), table])


def _lines(digest: str) -> list[str]:
    """Two lines of eight groups: people read them to each other."""
    return [
        in_groups(digest[place : place + _ON_A_LINE]) for place in range(0, len(digest), _ON_A_LINE)
    ]


def _how(spoken: tuple[str, ...]) -> list[Flowable]:
    told = [
        plain(i18n.catalog(one).gettext(HOW), styles.small(one).but(space_before=6))
        for one in spoken
    ]
    return list(told)


def _signatures(spoken: tuple[str, ...]) -> Table:
    first = spoken[0]
    strong = styles.body(first).but(align="center", bold=True)
    line = styles.body(first).but(align="center")
    rows: list[list[object]] = [
        [plain(_said(one, spoken), strong) for one in SIGNERS],
        [[plain(frame.word(first, "date_line"), line), Spacer(_ROOM)] for _ in SIGNERS],
        [plain(frame.word(first, "no_name"), line) for _ in SIGNERS],
    ]
    return Table(rows, [None, None], header_rows=1, padding=2)
