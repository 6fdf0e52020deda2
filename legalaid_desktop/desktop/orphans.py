"""Lost files: those that no record names, and records whose file is damaged or missing."""

from collections.abc import Callable, Set
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.attachment_form import AttachmentDialog
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.fields import TextField
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.preview_pane import PreviewPane
from legalaid_desktop.desktop.texts import Button, Text, cause, filled
from legalaid_desktop.domain import attachments
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.backups import Backup
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError
from legalaid_desktop.domain.orphans import Loss, Orphan
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import attachments as sizes
from legalaid_desktop.labels import copies as kinds
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.orphans import Holding, Verdict

if TYPE_CHECKING:
    from legalaid_desktop.services.orphans import Orphans

SHOWN = 20
WHAT = N_(
    "Files that lie, encrypted, with the attachments and belong to no record: left by a power cut, "
    "or by a record that a restored backup does not have. Look at them, then attach or delete them."
)
MENDING = N_(
    "Attach the same file again and it is whole in every record that has it. Or open the record "
    "here to put the file back from a backup."
)
MENDED = N_("The file is whole again, from the backup of {moment}.")
WHY = N_("Why is this file deleted? It is gone for good, and the reason stays in the trail.")
CLICK = N_("Open to see which backups hold it.")
ATTACHED = N_("The file is exhibit {code} of its case now.")
IN_BACKUPS = N_("Backups that hold it:\n{list}")
IN_NONE = N_("No backup that can be reached holds it.")
AWAY = N_("Backups of the register not reached: {count}. Plug in the stick, or look for it.")


class LostFiles(QWidget):
    """Both kinds of loss at the left, the chosen file at the right; nothing goes silently."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._chosen = self._wanted = ""
        self._damaged: tuple[str, ...] = ()
        self.files = Card(N_("Files that no record names"))
        self.files.add(Text(WHAT, role="dim", wrap=True))
        self.files.opened.connect(self._look)
        self.losses = Card(N_("Records without their file"))
        self.losses.add(Text(MENDING, role="dim", wrap=True))
        self.losses.opened.connect(self._ask_backups)
        self.check = Button(N_("Check all"), icon="circle-check")
        self.check.clicked.connect(self._check)
        self.losses.head.add_button(self.check)
        self.pane = PreviewPane(frame.jobs)
        self.attach = Button(N_("Attach to a case …"), icon="paperclip")
        self.delete = Button(N_("Delete …"), icon="trash-2")
        self.attach.clicked.connect(self._ask_attach)
        self.delete.clicked.connect(self._ask_delete)
        self.pane.add_button(self.attach)
        self.pane.add_button(self.delete)
        self._lay_out()

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(scrolled(columns(([self.files, self.losses], 1))))
        split.addWidget(self.pane)
        split.setSizes([480, 520])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self.pane.hide()

    def reload(self, changes: Set[Change]) -> None:
        """Reads both lists again, in the worker: it looks through the folder of attachments."""
        if changes and Change.ATTACHMENT not in changes:
            return
        work = partial(_lists, self._frame.office.orphans, self._damaged)
        self._frame.jobs.run(work, self._show, self._tell)

    def _show(self, answer: tuple[list[Orphan], list[Loss]]) -> None:
        found, losses = answer
        nothing = EmptyState(N_("None. Every file belongs to a record."), icon="circle-check")
        self.files.set_rows([_row(one) for one in found] or [nothing])
        self._show_losses(losses)
        if self._chosen not in [one.name for one in found]:
            self._chosen = ""
            self.pane.hide()

    def _show_losses(self, found: list[Loss]) -> None:
        nothing = N_("None is missing. Check all to see whether one is damaged.")
        rows = [_loss_row(one) for one in found]
        self.losses.set_rows(rows or [EmptyState(nothing, icon="circle-check")])

    def _look(self, name: str) -> None:
        self._chosen = name
        self.pane.show()
        self.pane.say_title(name[:8], "")
        self.pane.wait()
        pages = self._frame.office.orphans.pages

        def work(_progress: object, cancelled: Callable[[], bool]) -> tuple[str, bytes]:
            return name, pages(name, cancelled)

        self._frame.jobs.run(work, self._show_pages, self._show_problem)

    def _show_pages(self, answer: tuple[str, bytes]) -> None:
        name, pdf = answer
        if name == self._chosen:
            self.pane.preview.show_pdf(pdf)

    def _show_problem(self, error: LegalAidError) -> None:
        self.pane.say_problem(error)

    def _ask_attach(self) -> None:
        dialog = FoundDialog(self, self._frame, self._chosen)
        dialog.described.connect(self._attach)
        dialog.open()

    def _attach(self, attachment: Attachment) -> None:
        work = partial(_attached, self._frame.office.orphans.attach, self._chosen, attachment)
        self._frame.jobs.run(work, self._is_attached, self._tell, filled(N_("Attaching the file")))

    def _is_attached(self, kept: Attachment) -> None:
        self.reload(frozenset())
        self._frame.toast(
            N_("The file is exhibit {code} of its case now."), code=f"A{kept.exhibit}"
        )

    def _ask_delete(self) -> None:
        then = partial(self._delete, self._chosen)
        dialogs.ask_reason(self, WHY, N_("Delete for good"), then, kind="danger")

    def _delete(self, name: str, why: str) -> None:
        try:
            self._frame.office.orphans.delete(name, why)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        self.reload(frozenset())

    def _check(self) -> None:
        verify, title = self._frame.office.orphans.verify, filled(N_("Checking the office"))
        self._frame.jobs.run(verify, self._checked, self._tell, title)

    def _checked(self, found: Verdict) -> None:
        self._damaged = found.broken
        self.reload(frozenset())
        if not found.damaged and not found.missing:
            self._frame.toast(N_("Files read, all whole: {count}."), count=found.checked)

    def _ask_backups(self, blob: str) -> None:
        work = partial(_held, self._frame.office.orphans.holding, blob)
        title = filled(N_("Looking into the backups"))
        self._frame.jobs.run(work, self._tell_backups, self._tell, title)

    def _tell_backups(self, answer: tuple[str, Holding]) -> None:
        blob, held = answer
        language = i18n.current()
        lines = [
            f"• {i18n.moment(one.at.astimezone(VIENTIANE), language)} · {one.place}"
            for one in held.found[:SHOWN]
        ]
        said = filled(IN_BACKUPS, list="\n".join(lines)) if lines else filled(IN_NONE)
        away = filled(AWAY, count=len(held.away)) if held.away else ""
        told = "\n\n".join(filter(None, (said, away, "" if lines else filled(MENDING))))
        dialog = BackupsDialog(self, told, may_mend=bool(lines))
        dialog.mending.connect(partial(self._mend, blob))
        dialog.open()

    def _mend(self, blob: str) -> None:
        self._wanted = blob
        work = partial(_mended, self._frame.office.orphans.mend, blob)
        self._frame.jobs.run(work, self._is_mended, self._tell, filled(N_("Putting the file back")))

    def _is_mended(self, backup: Backup) -> None:
        self._damaged = tuple(one for one in self._damaged if one != self._wanted)
        self.reload(frozenset())
        moment = i18n.moment(backup.at.astimezone(VIENTIANE), i18n.current())
        self._frame.toast(MENDED, moment=moment)

    def _tell(self, error: LegalAidError) -> None:
        if not isinstance(error, Cancelled):
            dialogs.tell(self, error)


class FoundDialog(AttachmentDialog):
    """Asks of which case a file is, and what it is."""

    def __init__(self, parent: QWidget, frame: Frame, name: str) -> None:
        today = frame.office.today.day()
        found = Attachment(case_id=0, file_name="", received_on=today)
        super().__init__(parent, found, today)
        self._cases = frame.office.cases
        self.setWindowTitle(filled(N_("Attach to a case …")))
        self.number = TextField(label=N_("Number of the case"))
        self.number.setObjectName("case_number")
        self.names.show_text(name[:8])
        self.body.insertWidget(1, self.number)
        QWidget.setTabOrder(self.accept_button, self.number.editor)
        self.number.setFocus()

    def accept(self) -> None:
        """Goes on once there is such a case and the description can be kept."""
        try:
            case = self._cases.by_number(self.number.value())
        except LegalAidError as problem:
            reason, values = cause(problem)
            self.number.show_error(InvalidValue("case_number", reason, **values))
            return
        self._attachment = replace(self._attachment, case_id=case.id or 0)
        super().accept()


class BackupsDialog(dialogs.Dialog):
    """Which backups hold a file, and what to do.

    Signals:
        mending: the file is to be put back from the newest one in which it is sound.
    """

    mending = Signal()

    def __init__(self, parent: QWidget, told: str, *, may_mend: bool) -> None:
        accept = N_("Put the file back") if may_mend else N_("Close")
        cancel = N_("Close") if may_mend else ""
        super().__init__(parent, N_("Where the file still is"), accept=accept, cancel=cancel)
        if may_mend:
            self.accepted.connect(self.mending)
        self.setMinimumWidth(600)
        text = Text(wrap=True)
        text.show_text(told)
        self.body.addWidget(text)


def _row(one: Orphan) -> Row:
    since = i18n.moment(one.since.astimezone(VIENTIANE), i18n.current())
    said = filled(N_("since {moment} · {size}"), moment=since, size=sizes.size(one.size))
    return Row(one.name[:8], said, None, one.name)


def _loss_row(one: Loss) -> Row:
    title = attachments.in_language(one.title_lo, one.title_en, i18n.current())
    named = " · ".join(filter(None, (one.case_number, one.code, title)))
    chip = Chip(N_("no file"), "urgent") if one.missing else Chip(N_("damaged"), "urgent")
    return Row(named, f"{filled(kinds.KINDS[one.kind])} · {filled(CLICK)}", chip, one.blob)


def _lists(
    lost: "Orphans", damaged: tuple[str, ...], *_polls: object
) -> tuple[list[Orphan], list[Loss]]:
    return lost.files(), lost.losses(damaged)


def _attached(
    attach: Callable[[str, Attachment], Attachment],
    name: str,
    attachment: Attachment,
    *_polls: object,
) -> Attachment:
    return attach(name, attachment)


def _mended(
    mend: Callable[[str, Callable[[], bool]], Backup],
    blob: str,
    _progress: object,
    cancelled: Callable[[], bool],
) -> Backup:
    return mend(blob, cancelled)


def _held(holding: Callable[[str], Holding], blob: str, *_polls: object) -> tuple[str, Holding]:
    return blob, holding(blob)
