"""What is rare, with its words, in a menu behind a button."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.i18n import N_


class MenuAction(QAction):
    """A line of the menu with a message, and perhaps an icon."""

    def __init__(self, parent: "MenuButton", message: str, icon: str) -> None:
        super().__init__(parent)
        self._message = message
        if icon:
            theme.give_icon(self, icon)
        self.speak()

    def say(self, message: str) -> None:
        """Gives it another message."""
        self._message = message
        self.speak()

    def speak(self) -> None:
        """Says the message in the language of the window."""
        self.setText(filled(self._message))


class MenuButton(Button):
    """Opens the menu; hidden for as long as nothing in it can be chosen."""

    def __init__(self, tip: str) -> None:
        super().__init__(N_("More"), icon="chevron-down", tip=tip)
        self.choices = QMenu(self)
        self.setMenu(self.choices)
        self.actions_held: list[MenuAction] = []

    def add(self, message: str, icon: str = "") -> MenuAction:
        """Puts a line at the end of the menu."""
        made = MenuAction(self, message, icon)
        self.choices.addAction(made)
        self.actions_held.append(made)
        return made

    def settle(self) -> None:
        """Is there if anything in the menu is."""
        self.setVisible(any(one.isVisible() for one in self.actions_held))

    def changeEvent(self, event: QEvent) -> None:
        """Says all lines in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for one in self.actions_held:
                one.speak()
