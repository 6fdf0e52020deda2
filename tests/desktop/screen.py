"""What tests of windows look for on the screen."""

from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.piecework import Piecework
from legalaid_desktop.desktop.texts import Text


def settled(qtbot, window, timeout=30_000):
    """Waits until the worker has answered and what it read is on screen; long on a busy machine."""

    def is_still():
        making = any(one.busy for one in window.findChildren(Piecework))
        return not window.jobs.busy and not making

    qtbot.waitUntil(is_still, timeout=timeout)


def on_screen(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def give_reason(text):
    asked = on_screen(dialogs.Dialog)
    asked.reason.setPlainText(text)
    asked.accept_button.click()


def plain(text):
    return text.replace("\u200b", "")


def rows(card):
    QApplication.processEvents()  # rows come on screen one turn later
    found = [row for row in card.findChildren(Row) if row.isVisible()]
    return [(plain(row.title.text()), plain(row.reason.text())) for row in found]


def words(widget):
    return plain(" ".join(one.text() for one in widget.findChildren(Text)))


def cells(table, columns=5):
    model = table.model
    return [
        " ".join(plain(str(model.index(row, column).data())) for column in range(columns))
        for row in range(model.rowCount())
    ]
