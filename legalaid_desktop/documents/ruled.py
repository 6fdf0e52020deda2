"""Lists in the ruled form that offices keep by hand: head, table, room to sign."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import frame, page, styles
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.typesetting import Document, KeepTogether, PageBreak, Spacer, Table, plain

LYING = (40.0, 57.0, 62.0, 57.0)
"""Margins of a sheet that lies on its side."""
_ROOM, _THUMB_WIDTH, _THUMB_HEIGHT = 40, 66, 52
_FACTS = (150.0, None)
_BELOW_FACTS = 10
_BORDER = (0.6, "#6b6b6b")


def said(message: str, language: str, **values: object) -> str:
    """The message in that language."""
    return i18n.catalog(language).gettext(message).format(**values)


def in_lines(text: str) -> str:
    """What is told in one line with dots between, in lines of its own for a narrow column."""
    return text.replace(" · ", "\n")


def build(
    title: str,
    code: str,
    language: str,
    told: Callable[[str], Iterable[Flowable]],
    *,
    lying: bool = False,
) -> bytes:
    """The sheet as PDF; in both languages one after the other.

    Args:
        title: message id; code: what the foot and the file are called.
        told: what stands below the title, in a language.
    """
    spoken = page.languages(language)
    document = Document(
        f"{said(title, spoken[0])} {code}",
        spoken[0],
        pagesize=landscape(A4) if lying else A4,
        margins=LYING if lying else page.MARGINS,
        footer=partial(page.draw_foot, code, spoken, ""),
    )
    story: list[Flowable] = []
    for place, one in enumerate(spoken):
        story += [PageBreak()] if place else []
        story += told(one)
    return document.build(story)


def head(
    office: OfficeProfile, title: str, language: str, spoken: tuple[str, ...], below: str = ""
) -> list[Flowable]:
    """Office and title, centred, and a strong line below them."""
    centred = styles.body(language).but(align="center")
    names = (office.name_lo, office.name_en)
    name = (names[0] or names[1]) if language == "lo" else (names[1] or names[0])
    role = "H1" if language == spoken[0] else "H2"
    made: list[Flowable] = [
        plain(name, centred),
        plain(said(title, language), styles.title(language).but(role=role)),
    ]
    if below:
        made.append(plain(below, centred.but(bold=True, space_after=6)))
    return made


def facts(told: Mapping[str, str], language: str) -> Table:
    """Names and values beside each other; those without a value are left out."""
    style = styles.table(language)
    rows: list[list[object]] = [
        [plain(said(name, language), style.but(bold=True)), plain(value, style)]
        for name, value in told.items()
        if value
    ]
    return Table(
        rows,
        list(_FACTS),
        rules="horizontal",
        padding=3,
        style=styles.ROW_HEADS,
        space_after=_BELOW_FACTS,
    )


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str | Flowable]],
    widths: Sequence[float | None],
    language: str,
    *,
    numbers: Sequence[int] = (),
) -> Table:
    """A table with lines around every cell, whose head comes again on each page.

    Args:
        rows: of texts, or of what is drawn; numbers: columns that are set to the right.
    """
    style = styles.small(language)
    sides = [
        style.but(align="right" if place in numbers else "left") for place in range(len(heads))
    ]
    cells: list[list[object]] = [
        [plain(said(one, language) if one else "", side.but(bold=True))
         for one, side in zip(heads, sides, strict=True)]
    ]  # fmt: skip
    cells += [
        [plain(one, side) if isinstance(one, str) else one
         for one, side in zip(row, sides, strict=True)]
        for row in rows
    ]  # fmt: skip
    return Table(cells, list(widths), header_rows=1, rules="all", padding=3, space_before=4)


def section(
    message: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float | None],
    language: str,
) -> list[Flowable]:
    """A heading with its table; nothing where there are no rows."""
    if not rows:
        return []
    heading = styles.heading(language).but(space_before=8)
    return [plain(said(message, language), heading), table(heads, rows, widths, language)]


def signatures(
    signers: Sequence[tuple[str, str]], language: str, *, thumb: Sequence[int] = ()
) -> Flowable:
    """Room to sign side by side, each with what the signer is, and the name below.

    Args:
        signers: message id and name; an empty name leaves a line.
        thumb: which of them may set a thumbprint.
    """
    strong = styles.body(language).but(align="center", bold=True)
    line = styles.body(language).but(align="center")
    room = [_room(language, thumb=place in thumb) for place in range(len(signers))]
    rows: list[list[object]] = [
        [plain(said(caption, language), strong) for caption, _ in signers],
        [*room],
        [plain(name or frame.word(language, "no_name"), line) for _, name in signers],
    ]
    widths: list[float | None] = [None] * len(signers)
    block = Table(rows, widths, header_rows=1, padding=2)
    return KeepTogether([Spacer(8), block], never_alone=True)


def _room(language: str, *, thumb: bool) -> list[Flowable]:
    line = styles.body(language).but(align="center")
    parts: list[Flowable] = [
        plain(frame.word(language, "date_line"), line),
        plain(frame.word(language, "signature"), styles.note(language)),
    ]
    if not thumb:
        return [*parts, Spacer(_ROOM)]
    caption = plain(frame.word(language, "thumbprint"), styles.note(language))
    box: list[Flowable] = [caption, Spacer(_THUMB_HEIGHT)]
    style = [*styles.ROW_HEADS, ("BOX", (1, 0), (1, 0), *_BORDER)]
    return [Table([[parts, box]], [None, _THUMB_WIDTH], padding=2, style=style)]
