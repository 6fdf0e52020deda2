"""The window before the office: unlock it, open another, make a new one, or get one back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import icons, theme
from legalaid_desktop.desktop.cards import Card, scrolled
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.leftovers import Leftovers
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.unlock_form import OpenOfficeCall, UnlockForm, UsersCall
from legalaid_desktop.i18n import N_

if TYPE_CHECKING:
    from legalaid_desktop.desktop.create_office import CreateOffice, CreateOfficeForm
    from legalaid_desktop.desktop.recover import RecoverForm
    from legalaid_desktop.desktop.restore import RestoreForm
    from legalaid_desktop.domain.backups import Offered


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
