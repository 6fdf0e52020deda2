"""Signature blocks: room to sign, a box for a thumbprint, a place for a stamp, the name below."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from legalaid_desktop.documents import frame, styles
from legalaid_desktop.documents.templates import Facts, fill
from legalaid_desktop.domain.paper_kinds import Signer
from legalaid_desktop.typesetting import KeepTogether, Paragraph, Spacer, Table, plain

_ROOM = 40
_THUMB_WIDTH, _THUMB_HEIGHT = 66, 52


_COLUMNS = {"left": 0, "middle": 1, "right": 2}


def flowables(
    signers: Sequence[Signer], facts: Facts, language: str, beside: Sequence[Flowable]
) -> list[Flowable]:
    """The signers in rows, left to right; ``beside`` stands left of the first if there is room."""
    rows: list[list[list[Flowable]]] = []
    for signer in signers:
        column = _COLUMNS[signer.side]
        if not rows or any(rows[-1][column:]):
            rows.append([[], [], []])
        rows[-1][column] = _signer(signer, facts, language)
    if beside:
        rows[0][0] = rows[0][0] or list(beside)
    return [KeepTogether([_row(row) for row in rows])] if rows else []


def _row(cells: list[list[Flowable]]) -> Table:
    """A row of three, or of two where nobody signs in the middle."""
    shown = cells if cells[1] else [cells[0], cells[2]]
    return Table([shown], [None] * len(shown), padding=3, space_before=5)


def _signer(signer: Signer, facts: Facts, language: str) -> list[Flowable]:
    centred = styles.body(language).but(align="center")
    parts: list[Flowable] = [
        Paragraph(fill(signer.caption.of(language), facts), centred.but(bold=True))
    ]
    if "date" in signer.parts:
        parts.append(plain(frame.word(language, "date_line"), centred))
    parts.append(_room(signer, language))
    name = fill(signer.name.of(language), facts)
    parts.append(Paragraph(name or frame.word(language, "no_name"), centred))
    return parts


def _room(signer: Signer, language: str) -> Flowable:
    note = "stamp" if "stamp" in signer.parts else "signature"
    caption = plain(frame.word(language, note), styles.note(language))
    if "thumbprint" not in signer.parts:
        return Table([[[caption, Spacer(_ROOM)]]], [None], padding=0)
    box = [plain(frame.word(language, "thumbprint"), styles.note(language)), Spacer(_THUMB_HEIGHT)]
    return Table(
        [[[caption], "", box]],
        [None, 6, _THUMB_WIDTH],
        padding=2,
        style=[("BOX", (2, 0), (2, 0), 0.6, "#6b6b6b")],
    )
