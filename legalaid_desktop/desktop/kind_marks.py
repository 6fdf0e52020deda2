"""The four kinds of days on screen: each has an icon, a word and a colour of its own."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from legalaid_desktop.desktop import icons, theme
from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.calendar import PlannedKind
from legalaid_desktop.labels import calendar as labels

ICONS = {
    PlannedKind.DEADLINE: "flag",
    PlannedKind.HEARING: "gavel",
    PlannedKind.TARGET: "target",
    PlannedKind.CLOCK: "hourglass",
}
COLOURS = {
    PlannedKind.DEADLINE: "urgent",
    PlannedKind.HEARING: "info",
    PlannedKind.TARGET: "good",
    PlannedKind.CLOCK: "attention",
}
_WIDTH = 116


class KindMark(QFrame):
    """Which of the four kinds it is."""

    def __init__(self, kind: PlannedKind, *, narrow: bool = False) -> None:
        super().__init__()
        self.kind = kind
        self._picture = QLabel()
        self.word = Text(labels.KINDS[kind], role="dim", wrap=not narrow)
        self.setToolTip(filled(labels.TOLD[kind]))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self._picture)
        across.addWidget(self.word, 1)
        if not narrow:
            self.setFixedWidth(_WIDTH)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draws the icon in the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        letters, _ = theme.tokens().of_kind(COLOURS[self.kind])
        self._picture.setPixmap(icons.pixmap(ICONS[self.kind], letters))


def stacked(
    row: Row, kind: PlannedKind, chips: Sequence[QWidget], below: QWidget | None = None
) -> Row:
    """The same in a narrow column: mark and chips above the words, a button below them."""
    lines = row.lines
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(KindMark(kind, narrow=True))
    head.addStretch(1)
    for chip in chips:
        head.addWidget(chip)
    lines.insertLayout(0, head)
    if below is not None:
        lines.addWidget(below)
    row.setAccessibleName(f"{filled(labels.KINDS[kind])}: {row.accessibleName()}")
    return row


def marked(row: Row, kind: PlannedKind) -> Row:
    """The row with the mark of its kind before its words."""
    row.across.insertWidget(0, KindMark(kind))
    row.setAccessibleName(f"{filled(labels.KINDS[kind])}: {row.accessibleName()}")
    return row
