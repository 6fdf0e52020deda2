"""Labels and buttons that say a message, and say it again when the language changes.

A page never translates by hand: it gives the message id (marked with ``N_``) and the values; the
label asks the
catalog each time the language of the window changes. Lao gets places to break a line
(``for_display``).
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from legalaid_desktop.desktop import theme
from legalaid_desktop.domain import lao
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError, Refused
from legalaid_desktop.i18n import N_, gettext


def filled(message: str, **values: object) -> str:
    """The message in the language of the window, with its ``{placeholders}`` filled."""
    said = gettext(message)
    return said.format(**_spoken(values)) if values or "{{" in said else said


def _spoken(values: dict[str, object]) -> dict[str, object]:
    """The values; an error among them, such as what is wrong in a file, as its sentence."""
    return {
        name: sentence(value) if isinstance(value, LegalAidError) else value
        for name, value in values.items()
    }


def shown(text: str) -> str:
    """A text as it is painted: Lao may break between words."""
    return lao.for_display(text)


def sentence(error: LegalAidError) -> str:
    """What happened, in the language of the window."""
    message, values = cause(error)
    return filled(message, **values)


def cause(error: LegalAidError) -> tuple[str, dict[str, object]]:
    """What happened, as a message id and what fills it."""
    if isinstance(error, Refused | InvalidValue):
        return error.reason, error.values
    if isinstance(error, Cancelled):
        return N_("Stopped. Nothing was changed."), {}
    return N_("This could not be done."), {}


class Text(QLabel):
    """A label: either a message of the program or a text of the office.

    Args:
        message: message id; translated whenever the language changes.
        role: ``page``, ``title``, ``strong``, ``dim``, ``error`` or ``body``: size and colour.
        wrap: lines break where the label ends.
        values: fill the placeholders of the message.
    """

    def __init__(
        self, message: str = "", *, role: str = "body", wrap: bool = False, **values: object
    ) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if wrap:
            self.break_lines()
        self._message, self._values = message, values
        if message:
            self.say(message, **values)

    def break_lines(self) -> None:
        """From now on lines break where the label ends: a long text widens nothing."""
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, message: str, **values: object) -> None:
        """Shows a message of the program, now and after a change of language."""
        self._message, self._values = message, values
        self.setText(shown(filled(message, **values)))

    def show_text(self, text: str) -> None:
        """Shows a text as it is, such as a name or a sentence already made."""
        self._message, self._values = "", {}
        self.setText(shown(text))

    def changeEvent(self, event: QEvent) -> None:
        """Says the message again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._message:
            self.say(self._message, **self._values)


class Button(QPushButton):
    """A push button with a message, an icon and a kind.

    Args:
        message: message id; also its name for a screen reader.
        icon: name of a Lucide icon in ``resources/icons``.
        kind: ``primary`` (one a page), ``quiet``, ``plain`` (like a link) or ``danger``.
    """

    def __init__(
        self, message: str, *, icon: str = "", kind: str = "quiet", tip: str = "", **values: object
    ) -> None:
        super().__init__()
        self._message, self._tip, self._values = message, tip, values
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if icon:
            roles = {"primary": "on_accent", "plain": "accent", "danger": "urgent"}
            theme.give_icon(self, icon, roles.get(kind, "dim"))
        self._speak()

    def say(self, message: str, **values: object) -> None:
        """Gives the button another message."""
        self._message, self._values = message, values
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        """Says the message again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        said = filled(self._message, **self._values)
        if self._message:  # a button without one has its text from its window, or an icon
            self.setText(said)
        tip = filled(self._tip, **self._values)
        self.setAccessibleName(said or tip)
        self.setToolTip(shown(tip))
