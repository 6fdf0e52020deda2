"""A recovery sheet: the code that opens the office, large, and all that its reader needs to know.

Somebody takes it out of an envelope years from now, without the program's manual, and without
whoever made it: the page says what it is, how it is used, and how it is kept.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, styles
from legalaid_desktop.documents.styles import FOOT
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.recovery import Sheet
from legalaid_desktop.i18n import N_
from legalaid_desktop.typesetting import (
    Document,
    Page,
    PageBreak,
    Spacer,
    Style,
    Table,
    draw_string,
    plain,
)

ALL = N_("Recovery sheets")
KEY, SHARE = N_("Recovery key of the office"), N_("Recovery share {number} of {total}")
SET = N_("Set {name} · made on {day}")
WHAT_KEY = N_(
    "This sheet alone opens the encrypted office when its passphrases are forgotten. Whoever holds "
    "it can read every file of the office: guard it like the files."
)
WHAT_SHARE = N_(
    "Any two of the five shares of set {name} together open the encrypted office when its "
    "passphrases are forgotten. This one alone opens nothing and tells nothing."
)
USE, KEEP = N_("How it is used"), N_("How it is kept")
START = N_(
    "Start the program “Legal Aid” on the computer of the office. If that is gone, take any "
    "computer with the program and restore the newest backup there first."
)
FORGOT = N_("In the first window press “Forgot the passphrase?” and choose your name.")
TYPE = N_(
    "Type the twelve groups above, from left to right, row by row. The program names a group that "
    "is mistyped."
)
SECOND = N_("Then type a second share of set {name} in the same way. Which one does not matter.")
RENEW = N_(
    "Choose a new passphrase: the office opens. Then make new sheets (page Office, tab Recovery) "
    "and burn the old ones."
)
ENVELOPE = N_("In a closed, signed envelope, dry and locked away: a safe, a bank, a temple.")
APART = N_("Never two shares in one house, and never two with one person.")
OUTSIDE = N_("Not in the house where the computer is: a fire or a thief would take both.")
NEVER = N_(
    "Not beside the computer. Never photographed, never copied, never in a telephone or an email."
)
LOST = N_(
    "If it is lost, or somebody has read it: make new sheets at once. Then it opens nothing but "
    "backups that were made before."
)
HOLDER, PLACE = N_("Kept by"), N_("Place")
SIGNATURE, DATE = N_("Signature"), N_("Date")

_ROWS, _COLUMNS = 3, 4
_DIGITS = Style(size=24, leading=32, bold=True, align="center", language="en")
_GREY = "#6b6b6b"
_PLACE = Style(size=8.5, leading=32, align="right", colour=_GREY, language="en")
_LINE = (0.5, "#6b6b6b")
_NUMBER = 20.0
_WRITING = 28
_MARK, _GAP = 18.0, 14.0
_TIGHT = {"lo": 14.7, "en": 12.4}
Message = tuple[str, dict[str, object]]


def render(sheets: Sequence[Sheet], office: OfficeProfile, day: date, language: str) -> bytes:
    """The sheets as PDF, a page each.

    Args:
        day: on which they were made; language: "lo", "en" or "both".
    """
    spoken = page.languages(language)
    document = Document(
        " ".join((_said(ALL, spoken[:1]), sheets[0].set)),
        spoken[0],
        margins=page.MARGINS,
        footer=partial(_foot, sheets),
    )
    story: list[Flowable] = []
    for sheet in sheets:
        story += [PageBreak()] if story else []
        story += _story(sheet, office, day, spoken)
    return document.build(story)


def _story(
    sheet: Sheet, office: OfficeProfile, day: date, spoken: tuple[str, ...]
) -> Iterator[Flowable]:
    names = {"lo": office.name_lo or office.name_en, "en": office.name_en or office.name_lo}
    for one in spoken:
        yield plain(names[one], styles.body(one).but(align="center"))
    first = spoken[0]
    yield plain(_title(sheet, spoken), styles.title(first).but(space_after=0))
    made = [_said(SET, (one,), name=sheet.set, day=i18n.date_long(day, one)) for one in spoken]
    yield plain(" · ".join(made), styles.table(first).but(align="center", bold=True))
    yield Spacer(6)
    what = WHAT_SHARE if sheet.is_share else WHAT_KEY
    yield _list([(what, {"name": sheet.set})], [], spoken)
    yield Spacer(6)
    yield _code(sheet)
    yield _heading(USE, spoken)
    yield _list(_steps(sheet), [f"{number}." for number in range(1, 9)], spoken)
    yield _heading(KEEP, spoken)
    yield _list(_rules(sheet), ["•"] * 9, spoken)
    yield _holder(spoken)


def _title(sheet: Sheet, spoken: tuple[str, ...]) -> str:
    if sheet.is_share:
        return _said(SHARE, spoken, number=sheet.number, total=sheet.total)
    return _said(KEY, spoken)


def _code(sheet: Sheet) -> Table:
    """Three rows of four groups; small numbers say in which order they are typed."""
    numbered = [
        [plain(str(number), _PLACE), plain(group, _DIGITS)]
        for number, group in enumerate(sheet.groups, 1)
    ]
    rows: list[list[object]] = [
        [cell for pair in numbered[start : start + _COLUMNS] for cell in pair]
        for start in range(0, _ROWS * _COLUMNS, _COLUMNS)
    ]
    boxes = [
        ("BOX", (2 * column, row), (2 * column + 1, row), *_LINE)
        for row in range(_ROWS)
        for column in range(_COLUMNS)
    ]
    widths = [_NUMBER, None] * _COLUMNS
    return Table(rows, widths, padding=4, style=[*boxes, ("RIGHTPADDING", (0, 0), (-1, -1), 1)])


def _steps(sheet: Sheet) -> list[Message]:
    second: list[Message] = [(SECOND, {"name": sheet.set})] if sheet.is_share else []
    return [(START, {}), (FORGOT, {}), (TYPE, {}), *second, (RENEW, {})]


def _rules(sheet: Sheet) -> list[Message]:
    apart = APART if sheet.is_share else OUTSIDE
    return [(ENVELOPE, {}), (apart, {}), (NEVER, {}), (LOST, {})]


def _list(items: Sequence[Message], marks: Sequence[str], spoken: tuple[str, ...]) -> Table:
    """A row each, under its mark if there are any; two languages stand beside each other."""
    rows: list[list[object]] = []
    for place, (text, values) in enumerate(items):
        cells: list[object] = []
        for one in spoken:
            style = _text(one, spoken)
            cells += [plain(marks[place], style)] if marks else []
            cells += [plain(_said(text, (one,), **values), style)]
        rows.append(cells)
    widths = [_MARK, None] if marks else [None]
    middle = len(widths) - 1
    gap = [("RIGHTPADDING", (middle, 0), (middle, -1), _GAP)] if len(spoken) > 1 else []
    return Table(rows, widths * len(spoken), padding=2, style=gap)


def _text(language: str, spoken: tuple[str, ...]) -> Style:
    """Smaller where two languages share the page."""
    if len(spoken) == 1:
        return styles.table(language)
    return Style(size=9.2, leading=_TIGHT[language], language=language)


def _heading(message: str, spoken: tuple[str, ...]) -> Flowable:
    return plain(_said(message, spoken), styles.heading(spoken[0]).but(space_before=8))


def _holder(spoken: tuple[str, ...]) -> Table:
    """Lines to fill in by hand; in one row where two languages share the page."""
    style = styles.note(spoken[0]).but(align="left")
    lines: Sequence[Sequence[str]] = ((HOLDER, PLACE), (SIGNATURE, DATE))
    if len(spoken) > 1:
        lines = ((HOLDER, PLACE, SIGNATURE, DATE),)
    rows: list[list[object]] = []
    for messages in lines:
        captions: list[object] = []
        for message in messages:
            captions += [plain(_said(message, spoken), style), ""]
        blank: list[object] = [Spacer(_WRITING), *[""] * (len(captions) - 2)]
        rows += [blank, captions[:-1]]
    columns = len(rows[0])
    lined = [
        ("LINEABOVE", (column, row), (column, row), *_LINE)
        for row in range(1, len(rows), 2)
        for column in range(0, columns, 2)
    ]
    widths = [_GAP if column % 2 else None for column in range(columns)]
    return Table(rows, widths, padding=2, style=lined)


def _foot(sheets: Sequence[Sheet], canvas: Canvas, sheet: Page) -> None:
    """What the sheet is called; of five shares each page has its own."""
    _, right, bottom, left = sheet.margins
    shown = sheets[(sheet.number - 1) * len(sheets) // sheet.total]
    draw_string(canvas, left, bottom - 22, shown.code, FOOT)
    if shown.is_share:
        number = f"{shown.number} / {shown.total}"
        draw_string(canvas, sheet.width - right, bottom - 22, number, FOOT, "right")


def _said(message: str, spoken: tuple[str, ...], **values: object) -> str:
    told = dict.fromkeys(i18n.catalog(one).gettext(message).format(**values) for one in spoken)
    return " · ".join(told)
