"""How the program looks and locks on this computer, and the user's passphrase."""

from collections.abc import Set
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop.desktop import settings
from legalaid_desktop.desktop.cards import Card, scrolled
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.keyrings import KeyringCard
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.passphrase import PassphraseDialog
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_

LANGUAGES = (("lo", "ລາວ"), ("en", "English"))
"""A language names itself."""
THEMES = (
    ("system", N_("as the computer")),
    ("light", N_("light")),
    ("dark", N_("dark")),
)
MINUTES = (5, 10, 15, 30, 60, 0)


class Appearance(QWidget):
    """Choices that take effect at once."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.language = ChoiceField(label=N_("Language of the window"))
        self.theme = ChoiceField(label=N_("Colours"))
        self.scale = ChoiceField(label=N_("Size"), help=N_("Used at the next start."))
        self.lock_after = ChoiceField(
            label=N_("Lock by itself"), help=N_("After a pause without a key or a click.")
        )
        self._fields = {
            "language": self.language,
            "theme": self.theme,
            "scale": self.scale,
            "lock_after": self.lock_after,
        }
        for name, field in self._fields.items():
            field.setObjectName(name)
            field.changed.connect(self._choose)
        self.passphrase = Button(N_("Change the passphrase"), icon="lock")
        self.passphrase.clicked.connect(self._change)
        self.keyring = KeyringCard(frame)
        self._lay_out()

    def _lay_out(self) -> None:
        look = Card(N_("Look"))
        for pair in ((self.language, self.theme), (self.scale, self.lock_after)):
            look.add(_side_by_side(*pair))
        secret = Card(N_("Passphrase"))
        words = N_("It opens the office. If you forget it, a manager can give you a new one.")
        secret.add(Text(words, role="dim", wrap=True))
        secret.add(self.passphrase)
        content = QWidget()
        content.setMaximumWidth(800)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(16)
        column.addWidget(look)
        column.addWidget(secret)
        column.addWidget(self.keyring)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))

    def reload(self, changes: Set[object]) -> None:
        """Shows what is chosen, in the language of the window."""
        if not changes or Change.USER in changes:
            self.keyring.reload()
        if changes:
            return  # nothing else here comes out of the office
        minutes = [(one, _minutes(one)) for one in MINUTES]
        sizes = [(one, f"{one} %" if one else _as_system()) for one in settings.SCALES]
        lists = {"language": LANGUAGES, "scale": sizes, "lock_after": minutes}
        for name, field in self._fields.items():
            field.blockSignals(True)
            choices = lists.get(name, THEMES)
            field.set_choices(choices, translated=name == "theme")
            field.set_value(getattr(self._frame.settings, name))
            field.blockSignals(False)

    def _choose(self) -> None:
        chosen: dict[str, Any] = {}  # text or number, as the setting is
        for name, field in self._fields.items():
            try:
                value = field.value()
            except InvalidValue:
                return  # half a word typed
            if value is None:
                return
            chosen[name] = value
        now = replace(self._frame.settings, **chosen)
        if now != self._frame.settings:
            self._frame.change(now)

    def _change(self) -> None:
        dialog = PassphraseDialog(self, self._frame)
        dialog.saved.connect(self._changed)
        dialog.open()

    def _changed(self) -> None:
        self._frame.toast(N_("The passphrase is changed."))


def _minutes(count: int) -> str:
    return filled(N_("after {count} minutes"), count=count) if count else filled(N_("never"))


def _as_system() -> str:
    return filled(N_("as the computer"))


def _side_by_side(*fields: QWidget) -> QWidget:
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(16)
    for field in fields:
        across.addWidget(field, 1)
    return holder
