"""Lucide icons (``resources/icons``), drawn in any colour."""

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from legalaid_desktop import assets

SIZE = QSize(20, 20)
_SHARPNESS = 3
"""Icons are drawn at three times their size, so that they stay sharp at 300 %."""


def pixmap(name: str, colour: str, size: QSize = SIZE, gap: int = 0) -> QPixmap:
    """The icon as a picture, sharp up to 300 % scale, with an empty gap at its right."""
    drawn = QPixmap(QSize(size.width() + gap, size.height()) * _SHARPNESS)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    _renderer(name, colour).render(painter, QRectF(QRect(QPoint(), size * _SHARPNESS)))
    painter.end()
    drawn.setDevicePixelRatio(_SHARPNESS)
    return drawn


def icon(name: str, colour: str, gap: int = 0) -> QIcon:
    """The icon for a button; disabled buttons get Qt's paler version of it."""
    return QIcon(pixmap(name, colour, SIZE, gap))


def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = assets.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
