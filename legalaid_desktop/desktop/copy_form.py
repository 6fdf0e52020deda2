"""Asks for whom a copy is and why, and says what goes out with it."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.errands import ErrandLine
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text
from legalaid_desktop.i18n import N_

REGISTER = N_("The copy is entered in the register with its number, your name and the time.")


class CopyDialog(Dialog):
    """Before a copy is saved or printed.

    Signals:
        told: (errand) for whom it is and why.
    """

    told = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        accept: str,
        what: str,
        case_id: int,
        frame: Frame | None,
        shares: Collection[str],
        warning: str = "",
        kind: str = "info",
        line: ErrandLine | None = None,
    ) -> None:
        """Asks for a copy.

        Args:
            what: the text that names it; shares: what it tells of the client.
            warning: a message id to mind before it goes out; kind: that of its banner.
            line: asks for whom, where it is not the usual one.
        """
        super().__init__(parent, title, accept=accept)
        self.setMinimumWidth(600)
        named = Text(role="title", wrap=True)
        named.show_text(what)
        self.body.addWidget(named)
        if warning:
            self.body.addWidget(InlineBanner(warning, kind))
        self.errand = line or ErrandLine(frame, lambda: shares)
        self.errand.show_case(case_id)
        self.body.addWidget(self.errand)
        self.body.addWidget(Text(REGISTER, role="dim", wrap=True))
        self.body.addStretch(1)
        self.errand.recipient.setFocus()

    def accept(self) -> None:
        """Goes on with what was typed; both may stay empty."""
        super().accept()
        self.told.emit(self.errand.errand())
