"""The form that makes an office out of a backup, or checks one, before any office is unlocked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import daily, dialogs, forms, sticks, typed_paths
from legalaid_desktop.desktop.backups import CHECKED, ZIP
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.fields import ChoiceField, PassphraseField, TextField
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.rail import StatusStrip
from legalaid_desktop.desktop.texts import Button, Text, filled, shown
from legalaid_desktop.domain.backups import Contents, Offered
from legalaid_desktop.domain.errors import (
    Cancelled,
    InvalidValue,
    LegalAidError,
    WrongPassphrase,
)
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import attachments as sizes
from legalaid_desktop.services import doors
from legalaid_desktop.services.clock import VIENTIANE

SHOWN = 6
NEEDED = N_("Please fill in this field.")
NO_STICK = N_(
    "No backup was found on a stick. Plug the stick in and look again, or choose the file below."
)
OF_THIS = N_("of the office in {folder}")
OF_OTHER = N_("of office {office}")
COVER = N_("This backup is {office}, made on {moment}. Attachments: {attachments}, {size}.")
STOPPED = N_("Stopped. Nothing was left behind.")
SIGN_IN = N_(
    "The office as it was on {moment} lies in this folder now. Sign in with a name and a "
    "passphrase of that time: then all of it is proved. Passphrases changed later do not open it."
)

Work = Callable[[Callable[[int, int], None], Callable[[], bool]], Any]


class RestoreParts(forms.Parts):
    """The parts of ``ui/restore.ui``."""

    file: TextField
    choose: QPushButton
    cover: QLabel
    folder: TextField
    choose_folder: QPushButton
    user: ChoiceField
    passphrase: PassphraseField
    back: QPushButton
    check: QPushButton
    restore: QPushButton


class RestoreForm(QWidget):
    """Asks for a backup and an empty folder, shows what the backup is, and restores it in a job.

    Signals:
        restored: (folder, cover) the office lies there, and waits to be unlocked.
        left: the user wants back to the unlock window.
    """

    restored = Signal(str, object)
    left = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._known, self._known_id = Path(), ""
        self._on_sticks: list[Offered] = []
        self.backup: Offered | None = None
        self.parts = forms.load("restore", self, RestoreParts)
        self.notice = InlineBanner()
        self.strip = StatusStrip(jobs)
        self.found = Card(N_("On sticks"))
        self.nothing = Text(NO_STICK, role="dim", wrap=True)
        self.again = Button(N_("Look again"), icon="refresh-cw")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.nothing.setContentsMargins(18, 12, 18, 12)
        self.found.head.add_button(self.again)
        self.found.add(self.nothing, margins=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for widget in (self.found, self.parts.body, self.strip):
            column.addWidget(widget)
        if isinstance(fields := self.parts.body.layout(), QVBoxLayout):
            fields.insertWidget(fields.count() - 1, self.notice)  # above the buttons
        self.parts.file.row.addWidget(self.parts.choose)
        self.parts.folder.row.addWidget(self.parts.choose_folder)
        self.parts.cover.hide()
        self._show_check(wanted=False)

    def _wire(self) -> None:
        self.found.opened.connect(self._take)
        self.again.clicked.connect(self._look_at_sticks)
        self.parts.file.editor.editingFinished.connect(self._typed)
        self.parts.choose.clicked.connect(self._choose)
        self.parts.choose_folder.clicked.connect(self._choose_folder)
        self.parts.back.clicked.connect(self.left)
        self.parts.check.clicked.connect(self._check)
        self.parts.passphrase.editor.returnPressed.connect(self._check)
        self.parts.restore.clicked.connect(self._restore)

    def begin(self, known: str) -> None:
        """Starts anew; ``known`` is the folder of the office that was open here last."""
        self._known = Path(known) if known else Path()
        self._known_id = doors.office_id(self._known) if known else ""
        self.forget()
        self._show(None)
        self.parts.file.set_value("")
        self.parts.folder.set_value("")
        self._look_at_sticks()

    def changeEvent(self, event: QEvent) -> None:
        """Says in the new language what was found."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def forget(self) -> None:
        """Empties the passphrase."""
        self.parts.passphrase.clear()
        self._show_check(wanted=False)
        self.notice.hide()

    # which backup

    def _look_at_sticks(self) -> None:
        self._jobs.run(_on_sticks, self._found, self._failed)  # short: without a title

    def _found(self, offers: list[Offered]) -> None:
        self._on_sticks = offers
        self._speak()

    def _speak(self) -> None:
        offers = self._on_sticks[:SHOWN]
        self.found.set_rows([self._row(one, newest=one is offers[0]) for one in offers])
        self.nothing.setVisible(not offers)
        self._say_cover()

    def _row(self, one: Offered, *, newest: bool) -> Row:
        chip = Chip(N_("newest"), "good") if newest else None
        said = f"{self._office(one)} · {sizes.size(one.size)} · {one.path.parent}"
        return Row(_moment(one), said, chip, key=str(one.path))

    def _office(self, one: Offered) -> str:
        if one.office == self._known_id:
            return filled(OF_THIS, folder=self._known)
        return filled(OF_OTHER, office=f"{one.office[:4]} {one.office[4:8]}")

    def _choose(self) -> None:
        dialogs.choose_open_files(self, N_("The backup to restore"), self._chosen, (ZIP,))

    def _chosen(self, paths: list[Path]) -> None:
        self._take(str(paths[0]))

    def _take(self, path: str) -> None:
        self.parts.file.set_value(path)
        self._typed()

    def _typed(self) -> None:
        """Looks at the cover before anything else is done."""
        path = typed_paths.path(self.parts.file.value())
        if not self.parts.file.value() or (self.backup and self.backup.path == path):
            return
        self._show(None)
        self.notice.hide()
        self._jobs.run(
            lambda _p, _c: doors.offered_backup(path),
            self._looked,
            self._failed,
            filled(N_("Looking at the backup")),
        )  # the form stays open: a press that ended the typing goes on to its button

    def _looked(self, backup: Offered) -> None:
        if backup.path != typed_paths.path(self.parts.file.value()):
            return  # another one was typed meanwhile
        self.notice.hide()
        self._show(backup)
        if not self.parts.folder.value():
            self.parts.folder.set_value(str(_suggested(self._known, backup)))

    def _show(self, backup: Offered | None) -> None:
        self.backup = backup
        users = backup.users if backup else ()
        self.parts.user.set_choices([(one, one) for one in users], translated=False)
        self.parts.user.set_value(users[0] if users else None)
        for button in (self.parts.check, self.parts.restore):
            button.setEnabled(backup is not None)
        self._say_cover()

    def _say_cover(self) -> None:
        self.parts.cover.setVisible(self.backup is not None)
        if self.backup is not None:
            told = filled(
                COVER,
                office=self._office(self.backup),
                moment=_moment(self.backup),
                attachments=self.backup.attachments,
                size=sizes.size(self.backup.size),
            )
            self.parts.cover.setText(shown(told))

    # what is done with it

    def _choose_folder(self) -> None:
        dialogs.choose_folder(self, N_("New folder for the office"), self._folder_chosen)

    def _folder_chosen(self, folder: Path) -> None:
        self.parts.folder.set_value(str(folder))

    def _restore(self) -> None:
        if self.backup is None:
            return
        if not self.parts.folder.value():
            forms.show_error(self.parts, InvalidValue("folder", NEEDED))
            return
        folder, backup = typed_paths.path(self.parts.folder.value()), self.backup

        def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Path:
            doors.restore(backup.path, folder, progress, cancelled)
            return folder

        self._run(work, self._restored, N_("Restoring the backup"))

    def _restored(self, folder: Path) -> None:
        self._wait(waiting=False)
        self.forget()
        self.restored.emit(str(folder), self.backup)

    def _check(self) -> None:
        """Shows the fields for it; then reads all of the backup."""
        if self.parts.passphrase.isHidden():
            self._show_check(wanted=True)
            self.parts.passphrase.setFocus()
            return
        backup, passphrase = self.backup, self.parts.passphrase.value()
        try:
            user = str(self.parts.user.value() or "")
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        if backup is None or not passphrase:
            forms.show_error(self.parts, InvalidValue("passphrase", NEEDED))
            return
        self._run(
            lambda p, c: doors.verify_backup(backup.path, user, passphrase, p, c),
            self._checked,
            N_("Reading the backup"),
        )

    def _checked(self, found: Contents) -> None:
        self._wait(waiting=False)
        self.forget()
        made_at = found.made_at.astimezone(VIENTIANE)
        self.notice.say(
            CHECKED,
            "good",
            cases=found.cases,
            attachments=found.attachments,
            day=i18n.date_long(made_at.date(), i18n.current()),
        )

    def _show_check(self, *, wanted: bool) -> None:
        self.parts.user.setVisible(wanted)
        self.parts.passphrase.setVisible(wanted)

    def _run(self, work: Work, done: Callable[[Any], object], title: str = "") -> None:
        self.notice.hide()
        self._wait(waiting=True)
        self._jobs.run(work, done, self._failed, filled(title))

    def _failed(self, error: LegalAidError) -> None:
        self._wait(waiting=False)
        if isinstance(error, Cancelled):
            self.notice.say(STOPPED, "info")
        elif isinstance(error, WrongPassphrase):
            forms.show_error(self.parts, InvalidValue("passphrase", error.reason, **error.values))
        else:
            self.notice.tell(error)

    def _wait(self, *, waiting: bool) -> None:
        self.parts.body.setEnabled(not waiting)
        self.found.setEnabled(not waiting)


def told_after(backup: Offered) -> dict[str, object]:
    """What fills ``SIGN_IN``."""
    return {"moment": _moment(backup)}


def _on_sticks(_progress: object, _cancelled: object) -> list[Offered]:
    folders = [
        folder
        for stick in sticks.present()
        for folder in (stick.root, stick.root / daily.FOLDER)
        if folder.is_dir()
    ]
    return doors.backups_in(folders)


def _moment(one: Offered) -> str:
    return i18n.moment(one.made_at.astimezone(VIENTIANE), i18n.current())


def _suggested(known: Path, backup: Offered) -> Path:
    """A folder that is not there yet: beside the office of this computer, or at home."""
    beside = known.parent if known.name else Path.home()
    name = f"office-{backup.made_at.astimezone(VIENTIANE):%Y-%m-%d}"
    names = [name, *(f"{name}-{number}" for number in range(2, 100))]
    return next((beside / one for one in names if not (beside / one).exists()), beside / name)
