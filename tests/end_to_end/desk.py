"""A lawyer at the real windows: types, clicks, and reads what is on the screen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as QtTimeout

from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.domain import lao
from tests.desktop.screen import settled


class Desk:
    """What a person does with the program; every step waits for what it expects to see."""

    def __init__(self, program, qtbot, type_text, answers):
        self.program, self.qtbot = program, qtbot
        self.type, self.answers = type_text, answers

    @property
    def window(self):
        return self.program.window

    def page(self, name):
        """The page on screen, which is the named one."""
        self.qtbot.waitUntil(lambda: self.window.stack.currentWidget() is self.window.pages[name])
        return self.window.pages[name]

    def go(self, name):
        self.press(self.window.rail.buttons[name])
        page = self.page(name)
        settled(self.qtbot, self.window)
        return page

    def press(self, button):
        QApplication.processEvents()  # nobody is quicker than the screen
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def fill(self, parts, **values):
        """Types texts as an input method does; anything else is chosen from the list."""
        for name, value in values.items():
            field = getattr(parts, name)
            if isinstance(value, str) and not hasattr(field, "set_choices"):
                assert field.editor.isVisible(), name
                assert field.editor.isEnabled(), name
                self.type(field, value)
            else:
                field.set_value(value)

    def dialog(self, kind):
        """The dialog of that kind on screen."""
        self.qtbot.waitUntil(lambda: self._dialogs(kind) != [])
        return self._dialogs(kind)[0]

    def _dialogs(self, kind):
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    def accept(self, dialog):
        """Presses the button that does it; the dialog lets go only if it is content."""
        self.press(dialog.accept_button)
        self.wait(lambda: not dialog.isVisible(), dialog)

    def wait(self, until, widget):
        """Waits for that; what the widget says tells why it does not come."""
        try:
            self.qtbot.waitUntil(until)
        except QtTimeout as late:
            raise AssertionError(said(widget)) from late

    def agree(self):
        self.accept(self.dialog(Dialog))

    def finish(self):
        """Waits for the work under way; nothing may have gone wrong in it."""
        self.qtbot.waitUntil(lambda: not self.program.jobs.busy, timeout=60_000)
        assert [said(d) for d in self._dialogs(Dialog)] == []

    def sees(self, widget, text):
        """Waits until the widget says that."""
        self.qtbot.waitUntil(lambda: text in said(widget))

    def rows(self, widget):
        """The rows on screen, as they read."""
        return [row for row in widget.findChildren(Row) if row.isVisible()]

    def tab(self, name):
        """A part of the case page."""
        page = self.page("case")
        page.show_tab(name)
        return page.parts[name]


def said(widget):
    """Everything that a widget says, without the places where Lao lines may break."""
    parts = [w for w in widget.findChildren(object) if callable(getattr(w, "text", None))]
    texts = [w.text() for w in parts if _shows(w)]
    return lao.normalise("\n".join(filter(None, texts))).replace("\u200b", "")


def _shows(widget):
    return hasattr(widget, "isVisible") and widget.isVisible()
