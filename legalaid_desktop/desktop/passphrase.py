"""The form that changes the passphrase."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop import dialogs, forms
from legalaid_desktop.desktop.create_office import strength
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import PassphraseField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError, WrongPassphrase
from legalaid_desktop.i18n import N_

TITLE = N_("Change the passphrase")


class PassphraseParts(forms.Parts):
    """The parts of ``ui/passphrase.ui``."""

    old: PassphraseField
    passphrase: PassphraseField
    again: PassphraseField


class PassphraseDialog(Dialog):
    """Asks for the present passphrase and the new one, and changes it in the worker.

    Signals:
        saved: the new passphrase opens the office from now on.
    """

    saved = Signal()

    def __init__(self, parent: QWidget, frame: Frame) -> None:
        super().__init__(parent, TITLE, accept=TITLE)
        self.setMinimumWidth(480)
        self._frame = frame
        self.parts = forms.load("passphrase", self, PassphraseParts)
        self.body.addWidget(self.parts.body)
        self.strength = Text(role="dim", wrap=True)
        self.parts.passphrase.add_line(self.strength)
        self.parts.passphrase.changed.connect(self._judge)
        self.parts.old.setFocus()

    def accept(self) -> None:
        """Changes it; the dialog closes when that is done."""
        try:
            new = self._new()
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        change, old = self._frame.office.change_passphrase, self.parts.old.value()

        def work(_progress: object, _cancelled: object) -> None:
            change(old, new)

        self._wait(waiting=True)
        self._frame.jobs.run(work, self._done, self._failed, filled(N_("Changing the passphrase")))

    def _new(self) -> str:
        new = self.parts.passphrase.value()
        message, kind = strength(new)
        if kind == "urgent":
            raise InvalidValue("passphrase", message)
        if new != self.parts.again.value():
            raise InvalidValue("again", N_("The two passphrases are not the same."))
        return new

    def _done(self, _nothing: None) -> None:
        super().accept()
        self.saved.emit()

    def _failed(self, error: LegalAidError) -> None:
        self._wait(waiting=False)
        if isinstance(error, WrongPassphrase):
            self.parts.old.show_error(InvalidValue("old", error.reason, **error.values))
        elif isinstance(error, InvalidValue):
            forms.show_error(self.parts, error)
        elif not isinstance(error, Cancelled):
            dialogs.tell(self, error)

    def _wait(self, *, waiting: bool) -> None:
        self.parts.body.setEnabled(not waiting)
        self.accept_button.setEnabled(not waiting)

    def _judge(self) -> None:
        self.strength.say(strength(self.parts.passphrase.value())[0])
