"""A form whose act takes a while: done in the worker, wrong fields marked, what was typed kept."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop import dialogs, forms
from legalaid_desktop.desktop.create_office import strength
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError, WrongPassphrase


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

    def watch_strength(self) -> None:
        """Says how strong the new passphrase is while it is typed."""
        self.strength = Text(role="dim", wrap=True)
        self.parts.passphrase.add_line(self.strength)
        self.parts.passphrase.changed.connect(self._judge)

    def new_passphrase(self) -> str:
        """What was typed; raises ``InvalidValue`` where it is too weak."""
        typed: str = self.parts.passphrase.value()
        message, kind = strength(typed)
        if kind == "urgent":
            raise InvalidValue("passphrase", message)
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

    def _judge(self) -> None:
        self.strength.say(strength(self.parts.passphrase.value())[0])
