"""The form that makes a new office: its names, its folder, its first user and the passphrase."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from legalaid_desktop.desktop import dialogs, forms, typed_paths
from legalaid_desktop.desktop.fields import ChoiceField, PassphraseField, TextField
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.strength import StrengthLine, before_sign_in
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.i18n import N_

CreateOffice = Callable[[Path, OfficeProfile, str, str], Any]
"""``services.office.create_office(folder, profile, user, passphrase)``."""


class CreateOfficeParts(forms.Parts):
    """The parts of ``ui/create_office.ui``."""

    name_lo: TextField
    name_en: TextField
    province: ChoiceField
    folder: TextField
    choose: QPushButton
    user: TextField
    passphrase: PassphraseField
    again: PassphraseField
    create: QPushButton
    back: QPushButton


class CreateOfficeForm(QWidget):
    """Asks what a new office needs and makes it in a job.

    Signals:
        created: (office, folder) the office is there and open.
        left: the user wants back to the unlock window.
    """

    created = Signal(object, str)
    left = Signal()

    def __init__(
        self, create: CreateOffice, jobs: Jobs, provinces: list[tuple[object, str]]
    ) -> None:
        super().__init__()
        self._create, self._jobs = create, jobs
        self._folder = Path()
        self.parts = forms.load("create_office", self, CreateOfficeParts)
        self.parts.province.set_choices(provinces, translated=False)
        self.strength = StrengthLine(self.parts.passphrase, jobs, before_sign_in, self._names)
        self.parts.folder.row.addWidget(self.parts.choose)
        self.notice = InlineBanner()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.notice)
        column.addWidget(self.parts.body)
        self.parts.choose.clicked.connect(self._choose)
        self.parts.create.clicked.connect(self._begin)
        self.parts.back.clicked.connect(self.left)

    def profile(self) -> OfficeProfile:
        """The profile as typed; raises ``InvalidValue``."""
        return OfficeProfile(
            name_lo=self._needed("name_lo"),
            name_en=self._needed("name_en"),
            province=str(self.parts.province.value() or ""),
        )

    def _needed(self, field: str) -> str:
        value: str = getattr(self.parts, field).value()
        if not value:
            raise InvalidValue(field, N_("Please fill in this field."))
        return value

    def _passphrase(self) -> str:
        typed = self.parts.passphrase.value()
        if not typed:
            raise InvalidValue("passphrase", N_("Please fill in this field."))
        if typed != self.parts.again.value():
            raise InvalidValue("again", N_("The two passphrases are not the same."))
        return typed

    def _begin(self) -> None:
        try:
            profile, folder = self.profile(), self._needed("folder")
            user, passphrase = self._needed("user"), self._passphrase()
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        create, self._folder = self._create, typed_paths.path(folder)
        place = self._folder

        def work(progress: object, cancelled: object) -> Any:
            del progress, cancelled
            return create(place, profile, user, passphrase)

        self.notice.hide()
        self._wait(waiting=True)
        self._jobs.run(work, self._done, self._failed, filled(N_("Making the office …")))

    def _done(self, office: Any) -> None:
        self._wait(waiting=False)
        self.forget()
        self.created.emit(office, str(self._folder))

    def _failed(self, error: LegalAidError) -> None:
        self._wait(waiting=False)
        if isinstance(error, InvalidValue):
            forms.show_error(self.parts, error)
        else:
            self.notice.tell(error)

    def forget(self) -> None:
        """Empties the passphrases."""
        self.parts.passphrase.clear()
        self.parts.again.clear()
        self.notice.hide()

    def _wait(self, *, waiting: bool) -> None:
        self.parts.body.setEnabled(not waiting)

    def _names(self) -> tuple[str, ...]:
        return tuple(
            field.value() for field in (self.parts.name_lo, self.parts.name_en, self.parts.user)
        )

    def _choose(self) -> None:
        dialogs.choose_folder(self, N_("Folder of the office"), self._chosen)

    def _chosen(self, folder: Path) -> None:
        self.parts.folder.set_value(str(folder))
