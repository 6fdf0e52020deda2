"""Opening without a passphrase: what it costs, who allows it, and for whom it is switched on."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from legalaid_desktop.desktop.cards import Card
from legalaid_desktop.desktop.fields import PassphraseField
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.desktop.working import WorkingDialog
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.services.keyrings import KeyringState

TITLE = N_("Opening without a passphrase")
COST = N_(
    "The keyring of your account on this computer will keep a key to the office. From then on "
    "anybody who can use this account, and any program that runs in it, can open the office and "
    "read all that you may read: nobody asks for a passphrase. Never switch it on where several "
    "people share an account or a computer, nor where the account itself has no passphrase."
)
OFF = N_("From now on your passphrase is asked for again. The key in the keyring is deleted.")
FORBID = N_("It is switched off for everybody who uses it, and nobody can switch it on again.")
NOT_ALLOWED = N_("Not allowed in this office. The office is opened with a passphrase.")
NO_KEYRING = N_("This computer has no keyring that can be used, so it stays switched off.")
IS_OFF = N_("Allowed in this office, and switched off for you: you are asked for your passphrase.")
IS_ON = N_("Switched on for you: whoever can use your account on this computer opens the office.")


class KeyringDialog(WorkingDialog):
    """Says what the step means, and asks for one's own passphrase."""

    def __init__(
        self,
        parent: QWidget,
        frame: Frame,
        words: str,
        accept: str,
        call: Callable[[str], object],
    ) -> None:
        super().__init__(parent, frame, TITLE, accept)
        self._call = call
        self.parts = _Parts()
        self.body.addWidget(Text(words, wrap=True))
        self.body.addWidget(self.parts.own)
        self.parts.own.setFocus()

    def accept(self) -> None:
        """Does it; the dialog closes when that is done."""
        own = self.parts.own.value()
        if not own:
            self.mark(InvalidValue("own", N_("Please fill in this field.")))
            return
        self.do(lambda: self._call(own), TITLE)


class _Parts:
    def __init__(self) -> None:
        self.own = PassphraseField(
            label=N_("Your own passphrase"), help=N_("It opens the key of the office.")
        )
        self.body = self.own


class KeyringCard(Card):
    """Shows whether it is allowed and switched on, and changes that."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(TITLE)
        self._frame = frame
        self._available: bool | None = None
        self.words = Text(role="dim", wrap=True)
        self.turn_on = Button(N_("Switch on …"), icon="lock-open")
        self.turn_off = Button(N_("Switch off …"), icon="lock")
        self.allow = Button(N_("Allow it in this office"), icon="check")
        self.forbid = Button(N_("No longer allow it …"), icon="x")
        self.add(self.words)
        self.add(self._buttons())
        self.turn_on.clicked.connect(self._ask_on)
        self.turn_off.clicked.connect(self._ask_off)
        self.allow.clicked.connect(self._allow)
        self.forbid.clicked.connect(self._ask_forbid)

    def _buttons(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for button in (self.turn_on, self.turn_off, self.allow, self.forbid):
            line.addWidget(button)
        line.addStretch(1)
        return holder

    def reload(self) -> None:
        """Reads again what is allowed; asks the computer once whether it has a keyring."""
        self._show(self._frame.office.keyrings.state())
        if self._available is None:
            ask = self._frame.office.keyrings.is_available
            self._frame.jobs.run(lambda _p, _c: ask(), self._found, self._nothing_found)

    def _found(self, available: bool) -> None:
        self._available = available
        self.reload()

    def _nothing_found(self, _error: LegalAidError) -> None:
        """Stays as it is, and is asked again the next time."""

    def _show(self, state: KeyringState) -> None:
        manager, available = may(self._frame, Act.MANAGE_USERS), bool(self._available)
        if state.mine:
            self.words.say(IS_ON)
        elif not state.allowed:
            self.words.say(NOT_ALLOWED)
        elif self._available is False:
            self.words.say(NO_KEYRING)
        else:
            self.words.say(IS_OFF)
        self.turn_on.setVisible(state.allowed and available and not state.mine)
        self.turn_off.setVisible(state.mine)
        self.allow.setVisible(manager and not state.allowed)
        self.forbid.setVisible(manager and state.allowed)

    def _ask_on(self) -> None:
        self._ask(COST, N_("Switch on"), self._frame.office.keyrings.switch_on)

    def _ask_off(self) -> None:
        self._ask(OFF, N_("Switch off"), self._frame.office.keyrings.switch_off)

    def _ask_forbid(self) -> None:
        self._ask(FORBID, N_("No longer allow it"), self._frame.office.keyrings.forbid)

    def _allow(self) -> None:
        self._frame.office.keyrings.allow()
        self.reload()

    def _ask(self, words: str, accept: str, call: Callable[[str], Any]) -> None:
        dialog = KeyringDialog(self, self._frame, words, accept, call)
        dialog.saved.connect(self.reload)
        dialog.open()
