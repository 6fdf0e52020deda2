"""A chosen piece of evidence in other hands: opened elsewhere, printed, saved as a copy."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, outside
from legalaid_desktop.desktop.copy_form import CopyDialog
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.printing import print_pdf
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import attachments, copies
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.attachments import Attachment, shares
from legalaid_desktop.domain.copies import Copy, Errand, Hidden, Opening, Printout, Prospect
from legalaid_desktop.domain.errors import Cancelled, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import copies as labels

if TYPE_CHECKING:
    from legalaid_desktop.services.copies import Copies

MAKING = N_("Making the pages")
SAVED = N_("The copy was saved. It is {code} in the register.")
OPENED = N_("Opened in another program. It is wiped here when the office is locked.")
NO_PROGRAM = N_("This computer has no program that opens such a file. Nothing was left outside.")
OUTSIDE = N_(
    "The file is laid out, readable, in a private place and opened with the program that this "
    "computer has for it. It is overwritten there when the office is locked. The other program may "
    "remember more: a name such as A3.mp4 in its list of recent files, a preview, a copy of its "
    "own. Close it there when you have seen it."
)


class CopyBar(QWidget):
    """The buttons above the pages of one attachment; hidden where the role exports nothing."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._shown: Attachment | None = None
        self._has_explained = False
        self._code = ""
        self.open = Button(N_("Open"), icon="external-link", tip=N_("In another program"))
        self.print = Button(N_("Print …"), icon="printer")
        self.save = Button(N_("Save a copy …"), icon="download")
        across = QHBoxLayout(self)
        across.setContentsMargins(18, 0, 18, 8)
        across.setSpacing(8)
        for button, slot in (
            (self.open, self._ask_open),
            (self.print, self._ask_print),
            (self.save, self._ask_save),
        ):
            across.addWidget(button)
            button.clicked.connect(slot)
        across.addStretch(1)
        self._may = may(frame, Act.EXPORT)
        self.setVisible(False)

    def show_attachment(self, attachment: Attachment) -> None:
        """What the buttons are about from now on."""
        self._shown = attachment
        self.setVisible(self._may)

    def _ask_open(self) -> None:
        if self._has_explained:
            self._open()
        else:
            dialogs.ask(self, OUTSIDE, N_("Open in another program"), self._open)

    def _open(self) -> None:
        self._has_explained = True
        if self._shown is None:
            return
        work = partial(_laid_out, self._frame.office.copies, self._shown.id or 0)
        self._frame.jobs.run(work, self._opened, self._tell, filled(N_("Laying out the file")))

    def _opened(self, opening: Opening) -> None:
        if outside.show(opening.path):
            self._frame.toast(OPENED)
            return
        try:
            self._frame.office.copies.take_back(opening)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        dialogs.tell(self, NO_PROGRAM)

    def _ask_print(self) -> None:
        if (known := self._prospect()) is not None:
            self._ask(N_("Print a piece of evidence"), N_("Print"), "", self._print, known)

    def _print(self, attachment: Attachment, prospect: Prospect, errand: Errand) -> None:
        work = partial(_printed, self._frame.office.copies, attachment.id or 0, errand)
        self._code = prospect.code
        self._frame.jobs.run(work, self._print_pages, self._tell, filled(MAKING))

    def _print_pages(self, made: Printout) -> None:
        stopped = partial(self._frame.office.copies.cancel, made.copy.id)
        print_pdf(self, self._frame.jobs, made.pages, self._code, stopped)

    def _ask_save(self) -> None:
        if (known := self._prospect()) is not None:
            hidden = labels.HIDDEN[known[1].hidden]
            title = N_("Save a copy of a piece of evidence")
            self._ask(title, N_("Choose where"), hidden, self._choose, known)

    def _choose(self, attachment: Attachment, prospect: Prospect, errand: Errand) -> None:
        save = partial(self._save, attachment, errand)
        dialogs.choose_save_file(self, N_("Where to put the copy"), prospect.name, save)

    def _save(self, attachment: Attachment, errand: Errand, path: Path) -> None:
        work = partial(_saved, self._frame.office.copies, attachment.id or 0, path, errand)
        self._frame.jobs.run(work, self._told_saved, self._tell, filled(N_("Saving the copy")))

    def _told_saved(self, copy: Copy) -> None:
        self._frame.toast(SAVED, code=copies.code(copy))

    def _prospect(self) -> tuple[Attachment, Prospect] | None:
        """What would go out; None, and said, where nothing can."""
        if self._shown is None:
            return None
        try:
            return self._shown, self._frame.office.copies.prospect(self._shown.id)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return None

    def _ask(
        self,
        title: str,
        accept: str,
        warning: str,
        then: Callable[[Attachment, Prospect, Errand], None],
        known: tuple[Attachment, Prospect],
    ) -> None:
        one = known[0]
        what = f"A{one.exhibit} · {attachments.title(one, i18n.current())}"
        stays = known[1].hidden is Hidden.STAYS
        kind = "attention" if stays else "info"
        dialog = CopyDialog(
            self, title, accept, what, one.case_id, self._frame, shares(one), warning, kind
        )
        dialog.told.connect(partial(then, *known))
        dialog.open()

    def _tell(self, error: LegalAidError) -> None:
        if not isinstance(error, Cancelled):
            dialogs.tell(self, error)


def _laid_out(
    register: "Copies",
    key: int,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Opening:
    return register.open_attachment(key, progress, cancelled)


def _printed(
    register: "Copies", key: int, errand: Errand, _progress: object, cancelled: Callable[[], bool]
) -> Printout:
    return register.print_attachment(key, errand, cancelled)


def _saved(
    register: "Copies",
    key: int,
    path: Path,
    errand: Errand,
    _progress: object,
    cancelled: Callable[[], bool],
) -> Copy:
    return register.save_attachment(key, path, errand, cancelled)
