"""The dialogs of a destruction: proposing it, agreeing as the second person, and the minute."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, forms, printing
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    PassphraseField,
    TextField,
)
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.destructions import Destruction, DestructionGround, Proposal
from legalaid_desktop.domain.errors import (
    Cancelled,
    InvalidValue,
    LegalAidError,
    TooSoon,
    WrongPassphrase,
)
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import destructions as labels

FOR_EVER = N_(
    "The file, its attachments and papers, the people who are in no other case, and what the trail "
    "told of all this are destroyed. Nobody can bring them back, except from a backup that was "
    "made before."
)
ASKED = N_(
    "The law lets people ask that their data be deleted. Where the file must be kept, the request "
    "and the ground of the decision are recorded, and the case can be restricted."
)
LANGUAGES = (("lo", N_("Lao")), ("en", N_("English")), ("both", N_("Lao and English")))


class ProposalParts(forms.Parts):
    """The parts of ``ui/destruction.ui``."""

    case_number: TextField
    requested_on: DateField
    reason: LongTextField


class ProposalDialog(Dialog):
    """Proposes to destroy a case whose time is over, or records a request.

    Signals:
        proposed: it is kept, and waits for a second person.
    """

    proposed = Signal()

    def __init__(self, parent: QWidget, frame: Frame, number: str = "") -> None:
        title = N_("Propose to destroy a file") if number else N_("Somebody asks for deletion")
        accept = N_("Propose") if number else N_("Record the request")
        super().__init__(parent, title, accept=accept)
        self.setMinimumWidth(600)
        self._office = frame.office
        self._ground = DestructionGround.RETENTION if number else DestructionGround.REQUEST
        self.body.addWidget(InlineBanner(FOR_EVER if number else ASKED, "info"))
        self.parts = forms.load("destruction", self, ProposalParts)
        self.parts.case_number.set_value(number)
        self.parts.case_number.setEnabled(not number)
        self.parts.requested_on.setVisible(not number)
        self.body.addWidget(self.parts.body)
        (self.parts.reason if number else self.parts.case_number).setFocus()

    def accept(self) -> None:
        """Keeps it, or says what is missing."""
        if forms.kept(self.parts, self._propose) is not None:
            super().accept()
            self.proposed.emit()

    def _propose(self) -> Destruction:
        parts = self.parts
        day = parts.requested_on.value() if self._ground is DestructionGround.REQUEST else None
        found: Destruction = self._office.destructions.propose(
            parts.case_number.value(), self._ground, parts.reason.value(), day
        )
        return found


class SecondParts(forms.Parts):
    """The parts of ``ui/second_person.ui``."""

    name: TextField
    passphrase: PassphraseField


class AgreementDialog(Dialog):
    """Asks the second person to agree: at their own session, or here by name and passphrase.

    Signals:
        agreed: the case is destroyed.
    """

    agreed = Signal()

    def __init__(self, parent: QWidget, frame: Frame, proposal: Proposal) -> None:
        title = N_("Destroy a file")
        super().__init__(parent, title, accept=N_("Destroy for ever"), kind="danger")
        self.setMinimumWidth(600)
        self._frame, self._proposal = frame, proposal
        language = i18n.current()
        for role, words in (
            ("title", labels.title(proposal, language)),
            ("dim", labels.story(proposal.destruction, language)),
        ):
            text = Text(role=role, wrap=True)
            text.show_text(words)
            self.body.addWidget(text)
        self.body.addWidget(InlineBanner(FOR_EVER, "urgent"))
        self.parts = forms.load("second_person", self, SecondParts)
        self.body.addWidget(self.parts.body)
        self.parts.body.setVisible(not proposal.may_agree)
        self.body.addStretch(1)

    def accept(self) -> None:
        """Destroys it in the worker; the dialog closes when that is done."""
        self._wait(waiting=True)
        self._frame.jobs.run(
            partial(_destroy, self._act()), self._done, self._failed, filled(N_("Destroying"))
        )

    def _act(self) -> Callable[[], Any]:
        found, key = self._frame.office.destructions, self._proposal.destruction.id
        if self._proposal.may_agree:
            return partial(found.agree, key)
        name, passphrase = self.parts.name.value(), self.parts.passphrase.value()
        return partial(found.agree_here, key, name, passphrase)

    def _done(self, _destroyed: object) -> None:
        super().accept()
        self.agreed.emit()

    def _failed(self, error: LegalAidError) -> None:
        self._wait(waiting=False)
        if isinstance(error, WrongPassphrase | TooSoon):
            problem = InvalidValue("passphrase", error.reason, **error.values)
            self.parts.passphrase.show_error(problem)
        elif not isinstance(error, Cancelled):
            dialogs.tell(self, error)

    def _wait(self, *, waiting: bool) -> None:
        self.parts.body.setEnabled(not waiting)
        self.accept_button.setEnabled(not waiting)
        self.cancel_button.setEnabled(not waiting)


class MinuteDialog(Dialog):
    """Prints the minute of a destruction, or saves it as a file."""

    def __init__(self, parent: QWidget, frame: Frame, proposal: Proposal) -> None:
        title = N_("Minute of the destruction of a file")
        super().__init__(parent, title, accept=N_("Save as PDF"), cancel=N_("Close"))
        self._frame, self._key = frame, proposal.destruction.id or 0
        text = Text(wrap=True)
        text.show_text(labels.story(proposal.destruction, i18n.current()))
        self.body.addWidget(text)
        self.language = ChoiceField(label=N_("Language of the paper"))
        self.language.set_choices(LANGUAGES)
        self.language.set_value(i18n.current())
        self.body.addWidget(self.language)
        self.print = Button(N_("Print"), icon="printer")
        self.print.setAutoDefault(False)
        self.print.clicked.connect(self._print)
        self.add_button(self.print)

    def accept(self) -> None:
        """Asks where to, and saves it there."""
        suggested = f"D{self._key:04d}.pdf"
        dialogs.choose_save_file(
            self, N_("Save as PDF"), suggested, self._save, (N_("PDF files (*.pdf)"),)
        )

    def _chosen(self) -> str:
        return str(self.language.chosen("lo"))

    def _save(self, path: Path) -> None:
        try:
            self._frame.office.destructions.save_minute(self._key, self._chosen(), path)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        super().accept()
        self._frame.toast(N_("The minute is saved. Have both sign it."))

    def _print(self) -> None:
        try:
            pages = self._frame.office.destructions.print_minute(self._key, self._chosen())
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        printing.print_pdf(self, self._frame.jobs, pages, f"D{self._key:04d}")


def _destroy(act: Callable[[], Any], _progress: object, _cancelled: object) -> Any:
    return act()
