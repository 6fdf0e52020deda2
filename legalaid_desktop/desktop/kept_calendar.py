"""The calendar file that is kept current: asked for once, then rewritten after changes."""

from collections.abc import Callable, Set
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.alerts import AlertBanner
from legalaid_desktop.desktop.copy_form import CopyDialog
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.naming import ListErrandLine, NamingPart
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import LegalAidError, NotAllowed
from legalaid_desktop.domain.kept_calendars import KeptCalendar
from legalaid_desktop.domain.naming import Naming
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import calendar_files as labels

PAUSE = 4000
"""Milliseconds after a change: several of them are one rewriting."""
KEEP = N_("Calendar file that is kept current …")
TOLD = N_(
    "While you are signed in, the file is written anew when a day changes. Let the other program "
    "subscribe to it: what is imported once stays as it was. One way only."
)
LIES = N_("It lies in {path}.")
FILES = N_("Calendar (*.ics)")
MINE = N_("Only what I answer for")
KEPT = N_("The calendar file is written, and kept current from now on.")
STOPPED = N_("The file is rewritten no more. It stays where it lies: delete it there.")
WRITING = N_("Writing the calendar")


class KeptDialog(CopyDialog):
    """Asks what is in the file and for whom it is; says where it lies, and ends it.

    Signals:
        chosen: (kept) all but where it shall lie; stopped: it is rewritten no more.
    """

    chosen = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QWidget, frame: Frame, kept: KeptCalendar | None) -> None:
        what = filled(N_("Deadlines and hearings"))
        line = ListErrandLine(frame)
        super().__init__(parent, KEEP, N_("Choose where …"), what, 0, frame, (), TOLD, line=line)
        self._kept = kept
        self.asked_by: object = None
        self._service = frame.office.kept_calendars
        self.place = InlineBanner()
        self.language = ChoiceField(label=N_("Language of the entries"))
        self.language.set_choices(list(labels.LANGUAGES.items()))
        self.mine = QCheckBox(filled(MINE))
        self.naming = NamingPart(frame, line, self._look, may_override=False)
        for at, part in enumerate((self.place, self.language, self.mine), 2):
            self.body.insertWidget(at, part)
        self.body.insertWidget(self.body.indexOf(line) + 1, self.naming)
        self.end = Button(N_("Keep it no more"), icon="x")
        self.end.clicked.connect(self._stop)
        self.add_button(self.end)
        self.naming.changed.connect(self._let)
        self._fill()
        self.told.connect(self._tell)

    def _fill(self) -> None:
        kept = self._kept
        self.end.setVisible(kept is not None)
        self.language.set_value(kept.language if kept else i18n.current())
        self.mine.setChecked(kept.mine if kept else True)
        if kept is None:
            return
        self.place.say(LIES, "info", path=kept.path)
        self.errand.put(kept.errand)
        self.naming.named.setChecked(kept.named)

    def _look(self, errand: Errand) -> Callable[[], tuple[Naming, ...]]:
        return partial(self._service.naming, self._made(errand))

    def _made(self, errand: Errand) -> KeptCalendar:
        return KeptCalendar(
            path=self._kept.path if self._kept else "",
            language=str(self.language.chosen(i18n.current())),
            mine=self.mine.isChecked(),
            named=self.naming.named.isChecked(),
            recipient=errand.recipient,
            purpose=errand.purpose,
            body=errand.body,
            abroad=errand.abroad,
        )

    def _let(self) -> None:
        self.accept_button.setEnabled(self.naming.is_known)

    def _tell(self, errand: Errand) -> None:
        self.chosen.emit(self._made(errand))

    def _stop(self) -> None:
        self.reject()
        self.stopped.emit()


class KeptFile:
    """The choice of the user, on its way into the office."""

    def __init__(self, page: QWidget, frame: Frame) -> None:
        self._page, self._frame = page, frame
        self._service = frame.office.kept_calendars

    def offer(self) -> None:
        """Asks, and goes on."""
        dialog = KeptDialog(self._page, self._frame, self._service.kept())
        dialog.asked_by = self  # a signal keeps no plain object alive
        dialog.chosen.connect(self._choose)
        dialog.stopped.connect(self._stop)
        dialog.open()

    def _choose(self, kept: KeptCalendar) -> None:
        name = Path(kept.path).name if kept.path else "calendar.ics"
        dialogs.choose_save_file(self._page, KEEP, name, partial(self._keep, kept), (FILES,))

    def _keep(self, kept: KeptCalendar, path: Path) -> None:
        work = partial(_begun, self._service, kept, path)
        self._frame.jobs.run(work, self._said, self._tell, filled(WRITING))

    def _said(self, _written: bool) -> None:
        self._frame.toast(KEPT)

    def _stop(self) -> None:
        try:
            self._service.stop()
        except LegalAidError as error:
            self._tell(error)
        else:
            self._frame.toast(STOPPED)

    def _tell(self, error: LegalAidError) -> None:
        dialogs.tell(self._page, error)


class KeptWriter(QObject):
    """Rewrites the file of the user in the worker, some seconds after anything has changed.

    Attributes:
        banner: says, once, that it cannot be written; until it is written again.
    """

    def __init__(self, parent: QObject, office: Any, jobs: Jobs) -> None:
        super().__init__(parent)
        self._office, self._jobs = office, jobs
        self._is_told = False
        self.banner = AlertBanner()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.write)

    def start(self) -> None:
        """Begins: days may have changed since the user was here last."""
        if hasattr(self._office, "kept_calendars"):
            self._timer.start()

    def concern(self, changes: Set[Any]) -> None:
        """Writes it soon after such changes."""
        if changes:
            self.start()

    def stop(self) -> None:
        """Ends it: the office is about to be locked."""
        self._timer.stop()

    def write(self) -> None:
        """Writes it now, if anything in it has changed."""
        self._jobs.run(partial(_written, self._office.kept_calendars), self._done, self._tell)

    def _done(self, _written: bool) -> None:
        self._is_told = False
        self.banner.hide()

    def _tell(self, error: LegalAidError) -> None:
        """Whoever may not hand anything on has no such file any more, and need not be told."""
        if not self._is_told and not isinstance(error, NotAllowed):
            self.banner.tell(error)
        self._is_told = True


def _begun(service: Any, kept: KeptCalendar, path: Path, *_polls: object) -> bool:
    service.keep(replace(kept, path=str(path.absolute())))
    return bool(service.write())


def _written(service: Any, *_polls: object) -> bool:
    return bool(service.write())
