"""A form whose act takes a while: done in the worker, wrong fields marked, what was typed kept."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop import dialogs, forms
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.strength import StrengthLine
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError, WrongPassphrase
from legalaid_desktop.i18n import N_


class WorkingDialog(Dialog):
    """Closes when the act is done.

    Attributes:
        parts: the fields by name, with their ``body``; whoever inherits puts them there.
        own: the name of the field for the user's present passphrase.

    Signals:
        saved: it is done.
    """

    saved = Signal()
    own: ClassVar[str] = "own"
    parts: Any

    def __init__(self, parent: QWidget, frame: Frame, title: str, accept: str) -> None:
        super().__init__(parent, title, accept=accept)
        self._frame = frame
        self.setMinimumWidth(480)

    def watch_strength(self, names: Callable[[], Sequence[str]] = tuple) -> None:
        """Says how strong the new passphrase is while it is typed; ``names`` are guessed first."""
        judge = self._frame.office.strength
        self.strength = StrengthLine(self.parts.passphrase, self._frame.jobs, judge, names)

    def new_passphrase(self) -> str:
        """What was typed; raises ``InvalidValue`` for nothing. The service judges it."""
        typed: str = self.parts.passphrase.value()
        if not typed:
            raise InvalidValue("passphrase", N_("Please fill in this field."))
        return typed

    def do(self, call: Callable[[], object], title: str) -> None:
        """Does it in the worker; meanwhile nothing can be typed."""

        def work(_progress: object, _cancelled: object) -> None:
            call()

        self._wait(waiting=True)
        self._frame.jobs.run(work, self._done, self._failed, filled(title))

    def mark(self, problem: InvalidValue) -> None:
        """Says what is wrong at its field."""
        forms.show_error(self.parts, problem)

    def _done(self, _nothing: None) -> None:
        super().accept()
        self.saved.emit()

    def _failed(self, error: LegalAidError) -> None:
        self._wait(waiting=False)
        if isinstance(error, WrongPassphrase):
            self.mark(InvalidValue(self.own, error.reason, **error.values))
        elif isinstance(error, InvalidValue):
            self.mark(error)
        elif not isinstance(error, Cancelled):
            dialogs.tell(self, error)

    def _wait(self, *, waiting: bool) -> None:
        self.parts.body.setEnabled(not waiting)
        self.accept_button.setEnabled(not waiting)
