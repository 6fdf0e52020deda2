"""The minute of a destruction: case number and no name, ground, who, when, how much, what remains.

It is what an office keeps in the place of the file, signed by the two who agreed.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import frame, page, styles
from legalaid_desktop.domain.destructions import DestructionGround, Minute
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import destructions as labels
from legalaid_desktop.labels import retention as retention_labels
from legalaid_desktop.typesetting import (
    Document,
    KeepTogether,
    PageBreak,
    Spacer,
    Table,
    plain,
)

TITLE = N_("Minute of the destruction of a file")
OPENING = N_(
    "The file named below was destroyed by decision of two people. This minute names nobody whose "
    "data were in it."
)
CASE, GROUND = N_("Number of the case"), N_("Ground")
RULE, ASKED = N_("Time for which it was kept"), N_("Asked for on")
PROPOSED, AGREED, ENTRY = N_("Proposed by"), N_("Agreed by"), N_("Entry of the trail")
WHAT, KIND, COUNT = N_("What was destroyed"), N_("Kind"), N_("How many")
HOW_HEAD, REMAINS_HEAD = N_("How"), N_("What remains")
HOW = N_(
    "The records were deleted and overwritten and the database was written anew. The encrypted "
    "files were made unreadable and deleted. What the trail told of the case was deleted; its "
    "entries say only that something was done, by whom and when, so that the trail can still be "
    "proved whole."
)
KEPT = N_(
    "In the office: the number of the case, which is not given again; this minute; the entries of "
    "the trail without what they told."
)
NO_BACKUP = N_("Backups: the register has none that was made before.")
BACKUPS = N_(
    "Backups: {count} made before, the last on {day}, still hold the file, encrypted. Where newer "
    "ones are made in their place the program deletes the last of them on {until} or later; those "
    "that are put away elsewhere hold it until somebody destroys them. Who restores one brings "
    "the case back and has to destroy it again."
)
COPIES = N_("Copies: {count} were printed or handed on as a file. The program cannot reach them.")
NO_COPIES = N_("Copies: the register had none.")
_FACTS = (190.0, None)
_COUNTS = (None, 52.0, 14.0, None, 52.0)
_ROOM = 36


def code(key: int) -> str:
    """What the foot and the file are called: tells nothing to anybody else."""
    return f"D{key:04d}"


def render(minute: Minute, language: str) -> bytes:
    """The minute as PDF, in one language or in both."""
    spoken = page.languages(language)
    document = Document(
        f"{_said(TITLE, spoken[0])} {code(minute.destruction.id or 0)}",
        spoken[0],
        margins=page.MARGINS,
        footer=partial(page.draw_foot, code(minute.destruction.id or 0), spoken, ""),
    )
    return document.build([one for language in spoken for one in _told(minute, language, spoken)])


def _told(minute: Minute, language: str, spoken: tuple[str, ...]) -> Iterator[Flowable]:
    """A page in that language; the signatures stand on the last one, never on a page alone."""
    office, body, first = minute.office, styles.body(language), spoken[0]
    if language == first:
        yield from page.official_header(language)
    else:
        yield PageBreak()
    names = (office.name_lo, office.name_en)
    yield plain((names[0] or names[1]) if language == "lo" else (names[1] or names[0]), body)
    role = "H1" if language == first else "H2"
    yield plain(_said(TITLE, language), styles.title(language).but(role=role))
    yield plain(_said(OPENING, language), body.but(space_after=6))
    yield _facts(minute, language)
    yield KeepTogether([_heading(WHAT, language), _counts(minute, language)])
    small = styles.small(language).but(space_after=2)
    yield KeepTogether([_heading(HOW_HEAD, language), plain(_said(HOW, language), small)])
    left = [plain(sentence, small) for sentence in _remains(minute, language)]
    signed = [_signatures(minute, spoken)] if language == spoken[-1] else []
    yield KeepTogether([_heading(REMAINS_HEAD, language), *left, *signed])


def _facts(minute: Minute, language: str) -> Table:
    done, style = minute.destruction, styles.table(language)
    rule = minute.rule if done.ground is DestructionGround.RETENTION else None
    told = {
        CASE: done.case_number,
        GROUND: _said(labels.GROUNDS[done.ground], language),
        RULE: _rule(minute, language) if rule else "",
        ASKED: i18n.date_long(done.requested_on, language) if done.requested_on else "",
        PROPOSED: f"{done.proposed_by}, {i18n.moment(done.proposed_at, language)}",
        AGREED: f"{done.decided_by}, {i18n.moment(done.decided_at, language)}"
        if done.decided_at
        else "",
        ENTRY: str(minute.entry),
    }
    rows = [
        [plain(_said(name, language), style.but(bold=True)), plain(value, style)]
        for name, value in told.items()
        if value
    ]
    return Table(rows, list(_FACTS), rules="horizontal", padding=3, style=styles.ROW_HEADS)


def _rule(minute: Minute, language: str) -> str:
    rule = minute.rule
    if rule is None:
        return ""
    term = retention_labels.term(rule, language)
    return f"{rule.rule.titles[language]}: {term}. {retention_labels.decided(rule, language)}"


def _counts(minute: Minute, language: str) -> Table:
    """Kinds and numbers, two of each beside each other."""
    style, counts = styles.table(language), dict(minute.destruction.destroyed)
    found = [(kind, counts[kind]) for kind in labels.KINDS if counts.get(kind)]
    half = (len(found) + 1) // 2
    head: list[object] = [
        plain(_said(KIND, language), style.but(bold=True)),
        plain(_said(COUNT, language), style.but(bold=True, align="right")),
    ]
    rows: list[list[object]] = [[*head, "", *head] if found[half:] else head]
    for place in range(half):
        row = _count(found[place], language)
        if found[half:]:
            there = half + place < len(found)
            row += ["", *(_count(found[half + place], language) if there else ["", ""])]
        rows.append(row)
    widths = _COUNTS if found[half:] else _COUNTS[:2]
    return Table(rows, list(widths), header_rows=1, rules="horizontal", padding=3)


def _count(found: tuple[str, str], language: str) -> list[object]:
    kind, count = found
    style = styles.table(language)
    number = i18n.number(int(count), language)
    said = _said(labels.KINDS[kind], language)
    return [plain(said, style), plain(number, style.but(align="right"))]


def _remains(minute: Minute, language: str) -> Sequence[str]:
    left = minute.remains
    said = [_said(KEPT, language), _said(NO_BACKUP, language)]
    if left.last is not None and left.until is not None:
        day = i18n.date_long(left.last.date(), language)
        until = i18n.date_long(left.until, language)
        said[1] = _said(BACKUPS, language, count=left.backups, day=day, until=until)
    copies = _said(COPIES, language, count=left.copies) if left.copies else ""
    return [*said, copies or _said(NO_COPIES, language)]


def _heading(message: str, language: str) -> Flowable:
    return plain(_said(message, language), styles.heading(language).but(space_before=8))


def _signatures(minute: Minute, spoken: tuple[str, ...]) -> Table:
    first = spoken[0]
    strong = styles.body(first).but(align="center", bold=True)
    line = styles.body(first).but(align="center")
    names = (minute.destruction.proposed_by, minute.destruction.decided_by)
    captions = [" · ".join(_said(message, one) for one in spoken) for message in (PROPOSED, AGREED)]
    date_line = frame.word(first, "date_line")
    rows: list[list[object]] = [
        [plain(caption, strong) for caption in captions],
        [[plain(date_line, line), Spacer(_ROOM)] for _ in names],
        [plain(name, line) for name in names],
    ]
    return Table(rows, [None, None], header_rows=1, padding=2, space_before=10)


def _said(message: str, language: str, **values: object) -> str:
    return i18n.catalog(language).gettext(message).format(**values)
