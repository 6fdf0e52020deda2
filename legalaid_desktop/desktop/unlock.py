"""The window before the office: unlock it, open another, or make a new one."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, forms, icons, theme
from legalaid_desktop.desktop.cards import Card, scrolled
from legalaid_desktop.desktop.fields import ChoiceField, PassphraseField
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.leftovers import Leftovers
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, TooSoon, WrongPassphrase
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import doors

if TYPE_CHECKING:
    from legalaid_desktop.desktop.create_office import CreateOffice, CreateOfficeForm
    from legalaid_desktop.desktop.recover import RecoverForm
    from legalaid_desktop.desktop.restore import RestoreForm
    from legalaid_desktop.domain.backups import Offered

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


class UnlockWindow(QWidget):
    """The first window: a card with the unlock form, or a form that makes an office.

    Attributes:
        new_office: the form for a new office, from when it is first asked for.
        restoring: the form for an office out of a backup, likewise.
        recover: the same of the form for a forgotten passphrase.

    Signals:
        opened: (office, folder) an office is open, found or new.
        language_asked: the language button was pressed.
    """

    opened = Signal(object, str)
    language_asked = Signal()

    def __init__(
        self,
        open_office: OpenOfficeCall,
        create_office: "CreateOffice",
        users: UsersCall,
        jobs: Jobs,
        provinces: Callable[[], list[tuple[object, str]]],
        wipe: Callable[[], int] = lambda: 0,
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._jobs, self._create, self._provinces = jobs, create_office, provinces
        self.unlocking = UnlockForm(open_office, users, jobs)
        self.leftovers = Leftovers(wipe, jobs)
        self.unlocking.put_above(self.leftovers)
        self.new_office: CreateOfficeForm | None = None
        self.restoring: RestoreForm | None = None
        self.recover: RecoverForm | None = None
        self.working = Text(role="dim")
        self.language = Button("", tip=N_("Change the language of the window"))
        self.language.setObjectName("language")
        self.stack = QStackedWidget()
        self._lay_out()
        self._wire()
        self.resize(1100, 768)
        self._speak()

    def start(self, folder: str, *, choose_user: bool = False) -> None:
        """Shows the unlock form for that folder; ``choose_user`` as in ``set_folder``."""
        self.unlocking.set_folder(folder, choose_user=choose_user)
        self.stack.setCurrentIndex(0)

    def finish(self) -> None:
        """Says that the office is about to be locked."""
        self.unlocking.finish()
        self.stack.setCurrentIndex(0)

    def watch(self, jobs: Jobs) -> None:
        """Shows how far the last piece of work is, with a way to stop it."""
        self.unlocking.watch(jobs)

    def changeEvent(self, event: QEvent) -> None:
        """Says the title in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        elif event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def forget(self) -> None:
        """Empties every passphrase that was typed."""
        self.unlocking.forget()
        self._forget_forms()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Forgets what was typed."""
        self.forget()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self._picture = QLabel()
        self.stack.addWidget(scrolled(_centred(self.unlocking, N_("Open the office"), 520)))
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 8)
        head.setSpacing(10)
        head.addWidget(self._picture)
        head.addWidget(Text(N_("Legal Aid"), role="title"))
        head.addStretch(1)
        head.addWidget(self.working)
        head.addWidget(self.language)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self._draw()

    def _wire(self) -> None:
        self.unlocking.opened.connect(self.opened)
        self.unlocking.new_asked.connect(self._show_create)
        self.unlocking.restore_asked.connect(self._show_restore)
        self.unlocking.forgot.connect(self._show_recover)
        self.language.clicked.connect(self.language_asked)
        self._jobs.started.connect(self.working.show_text)
        self._jobs.ended.connect(self.working.clear)

    def _show_create(self) -> None:
        if self.new_office is None:
            self.new_office = self._make_form()
        self.stack.setCurrentWidget(self._new_page)
        self.new_office.parts.name_lo.setFocus()

    def _make_form(self) -> "CreateOfficeForm":
        """The form for a new office: once in the life of an office, so not at each start."""
        from legalaid_desktop.desktop.create_office import CreateOfficeForm

        form = CreateOfficeForm(self._create, self._jobs, self._provinces())
        form.created.connect(self.opened)
        form.left.connect(self._show_unlock)
        self._new_page = self._put(form, N_("New office"), 720)
        return form

    def _show_restore(self) -> None:
        from legalaid_desktop.desktop.restore import RestoreForm

        if self.restoring is None:
            self.restoring = RestoreForm(self._jobs)
            self.restoring.restored.connect(self._restored)
            self.restoring.left.connect(self._show_unlock)
            self._restore_page = self._put(self.restoring, N_("Restore a backup"), 720)
        self.stack.setCurrentWidget(self._restore_page)
        self.restoring.begin(self.unlocking.folder())

    def _restored(self, folder: str, backup: "Offered") -> None:
        from legalaid_desktop.desktop.restore import SIGN_IN, told_after

        self.start(folder)
        self.unlocking.notice.say(SIGN_IN, "good", **told_after(backup))

    def _show_recover(self, folder: Path, users: Sequence[str], user: str) -> None:
        if self.recover is None:
            from legalaid_desktop.desktop.recover import RecoverForm

            self.recover = RecoverForm(self._jobs)
            self.recover.opened.connect(self.opened)
            self.recover.left.connect(self._show_unlock)
            title = N_("The passphrase is forgotten")
            self._recover_page = self._put(self.recover, title, 760)
        self.stack.setCurrentWidget(self._recover_page)
        self.recover.show_office(folder, users, user)

    def _put(self, form: QWidget, title: str, width: int) -> QWidget:
        page = scrolled(_centred(form, title, width))
        self.stack.addWidget(page)
        return page

    def _show_unlock(self) -> None:
        self._forget_forms()
        self.stack.setCurrentIndex(0)

    def _forget_forms(self) -> None:
        for form in (self.new_office, self.restoring, self.recover):
            if form is not None:
                form.forget()

    def _speak(self) -> None:
        self.setWindowTitle(filled(N_("Legal Aid")))
        self.language.setText("English" if i18n.current() == "lo" else "ລາວ")
        if self.new_office is not None:
            self.new_office.parts.province.set_choices(self._provinces(), translated=False)

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap("scale", theme.tokens().accent, icons.SIZE * 1.3))


def _centred(form: QWidget, title: str, width: int) -> QWidget:
    card = Card()
    inner = QWidget()
    inner_column = QVBoxLayout(inner)
    inner_column.setContentsMargins(14, 10, 14, 8)
    inner_column.setSpacing(16)
    inner_column.addWidget(Text(title, role="page"))
    inner_column.addWidget(form)
    card.add(inner)
    card.setMaximumWidth(width)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(24, 8, 24, 24)
    across = QHBoxLayout()  # an alignment would ask for the height at the window's width
    across.addStretch(1)
    across.addWidget(card, 1000)  # as wide as it may be, then the rest at both sides
    across.addStretch(1)
    column.addStretch(1)
    column.addLayout(across)
    column.addStretch(2)
    return holder
