"""The form that unlocks an office: which one, who, and the passphrase."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from legalaid_desktop.desktop import dialogs, forms
from legalaid_desktop.desktop.fields import ChoiceField, PassphraseField
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, TooSoon, WrongPassphrase
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import doors

OpenOfficeCall = Callable[[Path, str, str], Any]
"""``services.office.open_office(folder, user, passphrase)``."""
UsersCall = Callable[[Path], Sequence[str]]
"""``services.office.users(folder)``: who may sign in."""


class UnlockParts(forms.Parts):
    """The parts of ``ui/unlock.ui``."""

    folder: QLabel
    user: ChoiceField
    passphrase: PassphraseField
    unlock: QPushButton
    forgot: QPushButton
    other: QPushButton
    new: QPushButton
    keyring: QPushButton
    restore: QPushButton


class UnlockForm(QWidget):
    """Asks for user and passphrase and opens the office in a job.

    Signals:
        opened: (office, folder) the office is open.
        new_asked: the user wants to make a new office.
        restore_asked: the user wants an office out of a backup.
        forgot: (folder, users, user) the passphrase is forgotten.
    """

    opened = Signal(object, str)
    new_asked = Signal()
    restore_asked = Signal()
    forgot = Signal(object, object, str)

    def __init__(self, open_office: OpenOfficeCall, users: UsersCall, jobs: Jobs) -> None:
        super().__init__()
        self._open, self._users, self._jobs = open_office, users, jobs
        self._folder = Path()
        self.notice = InlineBanner()
        self.parts = forms.load("unlock", self, UnlockParts)
        self.strip: QWidget | None = None
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.notice)
        column.addWidget(self.parts.body)
        self._left, self._reason = 0, ""
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.setTimerType(Qt.TimerType.PreciseTimer)  # others end up to 5 % too early
        self._second.timeout.connect(self._count_down)
        self._keyring_users: Sequence[str] = ()
        self.parts.user.changed.connect(self._let_go)  # another name need not wait
        self.parts.user.changed.connect(self._offer_keyring)
        self.parts.keyring.clicked.connect(self._begin_by_keyring)
        self.parts.restore.clicked.connect(self.restore_asked)
        self.parts.unlock.clicked.connect(self._begin)
        self.parts.passphrase.editor.returnPressed.connect(self._begin)
        self.parts.other.clicked.connect(self._choose)
        self.parts.new.clicked.connect(self.new_asked)
        self.parts.forgot.clicked.connect(self._forget_passphrase)
        self.set_folder("")

    def set_folder(self, folder: str, *, choose_user: bool = False) -> None:
        """Shows the office of that folder and who may sign in there.

        Args:
            choose_user: begins at the list of names: somebody else wants to sign in.
        """
        self._folder = Path(folder) if folder else Path()
        self.parts.folder.setText(str(self._folder) if folder else "")
        self.parts.folder.setVisible(bool(folder))
        self.notice.hide()
        if self.strip is not None:
            self.strip.deleteLater()
            self.strip = None
        self.parts.body.setEnabled(True)
        self._let_go()
        users: Sequence[str] = ()
        if folder:
            try:
                users = self._users(self._folder)
            except LegalAidError as error:
                self.notice.tell(error)
        self._keyring_users = _keyring_users(self._folder) if users else ()
        self.parts.user.set_choices([(one, one) for one in users], translated=False)
        self.parts.user.set_value(users[0] if users else None)
        self._offer_keyring()
        for widget in (self.parts.user, self.parts.passphrase, self.parts.unlock):
            widget.setEnabled(bool(users))
        self.parts.forgot.setVisible(bool(users))
        self._names = users
        (self.parts.user if choose_user else self.parts.passphrase).setFocus()

    def folder(self) -> str:
        """The folder of the office that is to be unlocked; empty for none."""
        return str(self._folder) if self._folder.name else ""

    def put_above(self, banner: QWidget) -> None:
        """Puts what is to be read first above the fields."""
        self.column.insertWidget(0, banner)

    def finish(self) -> None:
        """Says that the office is about to be locked; nothing can be done until then."""
        self.parts.body.setEnabled(False)
        self.notice.say(N_("Finishing the last piece of work, then the office is locked …"), "info")

    def watch(self, jobs: Jobs) -> None:
        """Shows how far the last piece of work is, with a way to stop it."""
        from legalaid_desktop.desktop.rail import StatusStrip

        self.strip = StatusStrip(jobs)
        self.column.insertWidget(1, self.strip)

    def forget(self) -> None:
        """Empties the passphrase."""
        self.parts.passphrase.clear()

    def _begin(self) -> None:
        if self._second.isActive():
            return
        try:
            user = str(self.parts.user.value() or "")
            passphrase = self._passphrase()
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        self._run(partial(self._open, self._folder, user, passphrase))

    def _begin_by_keyring(self) -> None:
        self._run(partial(doors.open_by_keyring, self._folder, str(self.parts.user.value())))

    def _run(self, open_it: Callable[[], Any]) -> None:
        def work(_progress: object, _cancelled: object) -> Any:
            return open_it()

        self.notice.hide()
        self.parts.body.setEnabled(False)
        self._jobs.run(work, self._done, self._failed, filled(N_("Unlocking …")))

    def _forget_passphrase(self) -> None:
        self.forget()
        user = self.parts.user.editor.currentText()
        self.forgot.emit(self._folder, self._names, user)

    def _passphrase(self) -> str:
        typed = self.parts.passphrase.value()
        if not typed:
            raise InvalidValue("passphrase", N_("Please fill in this field."))
        return typed

    def _done(self, office: Any) -> None:
        self.parts.body.setEnabled(True)
        self.forget()
        self.opened.emit(office, str(self._folder))

    def _failed(self, error: LegalAidError) -> None:
        self.parts.body.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self.parts.passphrase.show_error(
                InvalidValue("passphrase", error.reason, **error.values)
            )
            self.parts.passphrase.editor.selectAll()
        elif isinstance(error, TooSoon):
            self._hold(error)
        else:
            self.notice.tell(error)

    def _hold(self, error: TooSoon) -> None:
        """Counts the seconds down until that name may be tried again."""
        self._left, self._reason = int(str(error.values["seconds"])) + 1, error.reason
        self.parts.unlock.setEnabled(False)
        self.parts.passphrase.editor.selectAll()  # to type another one, or press Enter again
        self._second.start()
        self._count_down()

    def _count_down(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.notice.say(self._reason, "urgent", seconds=self._left)
        else:
            self._let_go()

    def _let_go(self) -> None:
        if self._second.isActive():
            self._second.stop()
            self.notice.hide()
            self.parts.unlock.setEnabled(True)

    def _offer_keyring(self) -> None:
        try:
            known = self.parts.user.value() in self._keyring_users
        except InvalidValue:  # half a name
            known = False
        self.parts.keyring.setVisible(known)

    def _choose(self) -> None:
        dialogs.choose_folder(self, N_("Folder of the office"), self._chosen)

    def _chosen(self, folder: Path) -> None:
        self.set_folder(str(folder))


def _keyring_users(folder: Path) -> Sequence[str]:
    try:
        return doors.keyring_users(folder)
    except LegalAidError:  # it was said already
        return ()
