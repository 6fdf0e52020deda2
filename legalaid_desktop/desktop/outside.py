"""The other programs of the computer: the one edge at which a file is handed to them."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show(path: Path) -> bool:
    """Opens a file with the program that the computer has for it; false where it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
