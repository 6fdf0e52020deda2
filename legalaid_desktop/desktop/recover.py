"""The form for somebody who has forgotten the passphrase, and has the sheets."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from legalaid_desktop.desktop import forms
from legalaid_desktop.desktop.fields import ChoiceField, PassphraseField
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.recovery_codes import SheetsField
from legalaid_desktop.desktop.strength import StrengthLine, before_sign_in
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import recovery as labels
from legalaid_desktop.services import doors

ABOUT = N_(
    "Type the recovery key, or any two of the five shares, and choose a new passphrase. The trail "
    "keeps that the sheets were used, and the managers are told."
)


class RecoverParts(forms.Parts):
    """The parts of ``ui/recover.ui``."""

    folder: QLabel
    sheets: QWidget
    user: ChoiceField
    passphrase: PassphraseField
    again: PassphraseField
    rehearse: QPushButton
    recover: QPushButton
    back: QPushButton


class RecoverForm(QWidget):
    """Opens the office by sheets, or only tries them.

    Signals:
        opened: (office, folder) the office is open.
        left: the user wants back to the unlock form.
    """

    opened = Signal(object, str)
    left = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs, self._folder = jobs, Path()
        self.parts = forms.load("recover", self, RecoverParts)
        self.codes = SheetsField()
        holder = QVBoxLayout(self.parts.sheets)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.codes)
        self.strength = StrengthLine(self.parts.passphrase, jobs, before_sign_in, self._names)
        self.notice = InlineBanner()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(Text(ABOUT, role="dim", wrap=True))
        column.addWidget(self.notice)
        column.addWidget(self.parts.body)
        self._wire()

    def show_office(self, folder: Path, users: Sequence[str], user: str) -> None:
        """Shows the office of that folder, and who may sign in there."""
        self.forget()
        self._folder = folder
        self.parts.folder.setText(str(folder))
        self.parts.user.set_choices([(one, one) for one in users], translated=False)
        self.parts.user.set_value(user)
        self._order_fields()
        self.codes.setFocus()

    def _order_fields(self) -> None:
        """For the Tab key; in the window, since whatever is put into one comes last."""
        parts, boxes = self.parts, (*self.codes.first.boxes, *self.codes.second.boxes)
        fields = (parts.user.editor, parts.passphrase.editor, parts.again.editor)
        order = (*boxes, *fields, parts.back, parts.rehearse, parts.recover)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def forget(self) -> None:
        """Empties codes and passphrases."""
        self.codes.clear()
        self.parts.passphrase.clear()
        self.parts.again.clear()
        self.notice.hide()

    def _wire(self) -> None:
        self.codes.changed.connect(self.notice.hide)
        self.codes.finished.connect(self.parts.user.setFocus)
        self.parts.again.editor.returnPressed.connect(self._recover)
        self.parts.recover.clicked.connect(self._recover)
        self.parts.rehearse.clicked.connect(self._rehearse)
        self.parts.back.clicked.connect(self.left)

    def _recover(self) -> None:
        try:
            typed = self.codes.typed()
            user, passphrase = self._user(), self._passphrase()
        except InvalidValue as problem:
            self._mark(problem)
        except LegalAidError:  # said at the sheets
            return
        else:
            call = partial(doors.recover, self._folder, typed, user, passphrase)
            self._run(call, self._opened, N_("Opening the office by its sheets …"))

    def _rehearse(self) -> None:
        try:
            typed = self.codes.typed()
        except LegalAidError:  # said at the sheets
            return
        call = partial(doors.try_sheets, self._folder, typed)
        self._run(call, self._tried, N_("Trying the sheets"))

    def _user(self) -> str:
        chosen = self.parts.user.value()
        if chosen is None:
            raise InvalidValue("user", N_("Please fill in this field."))
        return str(chosen)

    def _passphrase(self) -> str:
        typed = self.parts.passphrase.value()
        if not typed:
            raise InvalidValue("passphrase", N_("Please fill in this field."))
        if typed != self.parts.again.value():
            raise InvalidValue("again", N_("The two passphrases are not the same."))
        return typed

    def _opened(self, office: Any) -> None:
        self.forget()
        self.opened.emit(office, str(self._folder))

    def _tried(self, name: str) -> None:
        self.notice.say(labels.GOOD, "good", name=name)

    def _run(self, call: Callable[[], Any], done: Callable[[Any], object], title: str) -> None:
        def work(_progress: object, _cancelled: object) -> Any:
            return call()

        def finish(answer: Any) -> None:
            self.parts.body.setEnabled(True)
            done(answer)

        self.notice.hide()
        self.parts.body.setEnabled(False)
        self._jobs.run(work, finish, self._failed, filled(title))

    def _failed(self, error: LegalAidError) -> None:
        self.parts.body.setEnabled(True)
        if isinstance(error, InvalidValue):
            self._mark(error)
        elif not isinstance(error, Cancelled):
            self.notice.tell(error)

    def _mark(self, problem: InvalidValue) -> None:
        if problem.field != "code":  # that was said at its group
            forms.show_error(self.parts, problem)

    def _names(self) -> tuple[str, ...]:
        return (self.parts.user.editor.currentText(),)
