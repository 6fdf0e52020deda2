"""Signature blocks: room to sign, a box for a thumbprint, a place for a stamp, the name below."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from legalaid_desktop.documents import frame, styles
from legalaid_desktop.documents.templates import Facts, fill
from legalaid_desktop.domain.paper_kinds import Signer
from legalaid_desktop.typesetting import Paragraph, Spacer, Table, plain

_ROOM = 40
_THUMB_WIDTH, _THUMB_HEIGHT = 66, 52
_COLUMNS = {"left": 0, "middle": 1, "right": 2}
_CERTIFIER = 172
_BORDER = (0.6, "#6b6b6b")


def flowables(
    signers: Sequence[Signer], facts: Facts, language: str, beside: Sequence[Flowable]
) -> list[Flowable]:
    """The signers in rows, left to right; ``beside`` stands to the left of a single one."""
    if beside and len(signers) == 1:
        signer = signers[0]
        stack = [_caption(signer, facts, language), *_room(signer, language)]
        stack.append(_name(signer, facts, language))
        return [Table([[list(beside), stack]], [None, None], padding=3, style=styles.ROW_HEADS)]
    return [*(_row(row, facts, language) for row in _rows(signers)), *beside]


def _rows(signers: Sequence[Signer]) -> list[list[Signer | None]]:
    """A new row begins where a signer would stand left of, or on, the one before."""
    rows: list[list[Signer | None]] = []
    for signer in signers:
        column = _COLUMNS[signer.side]
        if not rows or any(rows[-1][column:]):
            rows.append([None, None, None])
        rows[-1][column] = signer
    return rows


def _row(row: Sequence[Signer | None], facts: Facts, language: str) -> Table:
    """Captions, room and names in lines, so that names beside each other stand level."""
    shown = row if row[1] else [row[0], row[2]]
    cells: list[list[object]] = [
        [_caption(one, facts, language) if one else "" for one in shown],
        [_room(one, language) if one else "" for one in shown],
        [_name(one, facts, language) if one else "" for one in shown],
    ]
    widths = [_CERTIFIER, None, None] if row[1] else [None, None]
    return Table(cells, widths, header_rows=1, padding=2, space_before=4)


def _caption(signer: Signer, facts: Facts, language: str) -> Flowable:
    style = styles.body(language).but(align="center", bold=True)
    return Paragraph(fill(signer.caption.of(language), facts), style)


def _name(signer: Signer, facts: Facts, language: str) -> Flowable:
    name = fill(signer.name.of(language), facts)
    style = styles.body(language).but(align="center")
    return Paragraph(name or frame.word(language, "no_name"), style)


def _room(signer: Signer, language: str) -> list[Flowable]:
    note = "stamp" if "stamp" in signer.parts else "signature"
    parts: list[Flowable] = [plain(frame.word(language, note), styles.note(language))]
    if "date" in signer.parts:
        style = styles.body(language).but(align="center")
        parts.insert(0, plain(frame.word(language, "date_line"), style))
    if "thumbprint" in signer.parts:
        return [_beside_thumbprint(parts, language)]
    return [*parts, Spacer(_ROOM)]


def _beside_thumbprint(parts: list[Flowable], language: str) -> Table:
    caption = plain(frame.word(language, "thumbprint"), styles.note(language))
    box = [caption, Spacer(_THUMB_HEIGHT)]
    style = [*styles.ROW_HEADS, ("BOX", (1, 0), (1, 0), *_BORDER)]
    return Table([[parts, box]], [None, _THUMB_WIDTH], padding=2, style=style)
