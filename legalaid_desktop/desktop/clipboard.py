"""The clipboard of the computer: emptied of what we put there, and of nothing else."""

from PySide6.QtGui import QClipboard, QGuiApplication


def forget() -> None:
    """Takes what this program copied off the clipboard and out of the selection."""
    board = QGuiApplication.clipboard()
    for mode, ours in (
        (QClipboard.Mode.Clipboard, board.ownsClipboard()),
        (QClipboard.Mode.Selection, board.ownsSelection()),
        (QClipboard.Mode.FindBuffer, board.ownsFindBuffer()),
    ):
        if ours:
            board.clear(mode)
