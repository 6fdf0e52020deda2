"""The form that changes the passphrase."""

from functools import partial

from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop import forms
from legalaid_desktop.desktop.fields import PassphraseField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.working import WorkingDialog
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_

TITLE = N_("Change the passphrase")


class PassphraseParts(forms.Parts):
    """The parts of ``ui/passphrase.ui``."""

    old: PassphraseField
    passphrase: PassphraseField
    again: PassphraseField


class PassphraseDialog(WorkingDialog):
    """Asks for the present passphrase and the new one, which opens the office from then on."""

    own = "old"
    parts: PassphraseParts

    def __init__(self, parent: QWidget, frame: Frame) -> None:
        super().__init__(parent, frame, TITLE, TITLE)
        self.parts = forms.load("passphrase", self, PassphraseParts)
        self.body.addWidget(self.parts.body)
        self.watch_strength()
        self.parts.old.setFocus()

    def accept(self) -> None:
        """Changes it; the dialog closes when that is done."""
        try:
            new = self._typed_twice()
        except InvalidValue as problem:
            self.mark(problem)
            return
        change = self._frame.office.change_passphrase
        self.do(partial(change, self.parts.old.value(), new), N_("Changing the passphrase"))

    def _typed_twice(self) -> str:
        new = self.new_passphrase()
        if new != self.parts.again.value():
            raise InvalidValue("again", N_("The two passphrases are not the same."))
        return new
