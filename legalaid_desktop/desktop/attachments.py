"""The evidence of a case: files from elsewhere, added, described and looked at."""

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, icons, removing, theme, thumbnails, undoing
from legalaid_desktop.desktop.attachment_copies import CopyBar
from legalaid_desktop.desktop.attachment_form import AttachmentDialog
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.flagging import Flagging
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.preview_pane import PreviewPane
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.desktop.thumbnails import Thumbnails
from legalaid_desktop.domain import attachments, copies, lao
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.attachments import Attachment, Tells
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import Cancelled, LegalAidError
from legalaid_desktop.domain.flags import RecordKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import attachments as labels
from legalaid_desktop.labels import bundles as bundle_labels


class CaseEvidence(QWidget):
    """The files of one case at the left, the chosen one at the right.

    Files can be dropped anywhere on it.
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._case_id = 0
        self._known: dict[int, Attachment] = {}
        self._chosen = 0
        self._paths: list[Path] = []
        self.setAcceptDrops(True)
        self.card = Card(N_("Evidence"))
        self.add = Button(N_("Add files"), icon="upload", tip=N_("Or drop files here"))
        self.list = Button(N_("List for handing over …"), icon="printer")
        self.list.clicked.connect(self._print_list)
        self.list.setVisible(may(frame, Act.EXPORT))
        self.card.head.add_button(self.list)
        self.card.head.add_button(self.add)
        self.add.clicked.connect(self._choose)
        self.card.opened.connect(self.show_attachment)
        self.pane = PreviewPane(frame.jobs)
        self.edit = Button(N_("Edit"), icon="pencil")
        self.edit.clicked.connect(self._edit)
        self.pane.add_button(self.edit)
        self.remove = Button("", icon="trash-2", tip=N_("Remove …"))
        self.remove.clicked.connect(self._ask_removal)
        self.remove.setVisible(may(frame, Act.EDIT))
        self.pane.add_button(self.remove)
        self.thumbnails = Thumbnails(frame, self, self.devicePixelRatioF)
        self.thumbnails.made.connect(self._show_picture)
        self._rows: dict[int, Row] = {}
        self.copies = CopyBar(frame)
        self.pane.add_line(self.copies)
        self._lay_out()

    def _lay_out(self) -> None:
        self.flags = Flagging(self, self._frame)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(scrolled(columns(([self.card], 1))))
        split.addWidget(self.pane)
        split.setSizes([480, 520])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self.pane.hide()

    def show_case(self, case_id: int) -> None:
        """Shows the evidence of that case."""
        if case_id != self._case_id:
            self._chosen = 0
            self.pane.hide()
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads the list again when it is concerned; no kinds at all means all."""
        if not self._case_id or (changes and not changes & {Change.ATTACHMENT, Change.TASK}):
            return
        found: list[Attachment] = self._frame.office.attachments.of_case(self._case_id)
        self._known = {one.id: one for one in found if one.id is not None}
        self.flags.read(self._case_id)
        self._rows = {one.id or 0: self._row(one) for one in found}
        self.card.set_rows(list(self._rows.values()) or [self._nothing()])
        self.list.setEnabled(bool(found))
        self.thumbnails.ask(found)
        if self._chosen in self._known:
            self._show_title(self._known[self._chosen])
        else:
            self.pane.hide()

    def _nothing(self) -> QWidget:
        sentence = N_("No evidence yet. Drop files here: PDF, photos, scans or letters.")
        state = EmptyState(sentence, N_("Add files"), "paperclip")
        state.asked.connect(self._choose)
        return state

    def _row(self, one: Attachment) -> Row:
        language = i18n.current()
        day = i18n.date_short(one.dated_on, language) if one.dated_on else ""
        received = filled(N_("received {day}"), day=i18n.date_short(one.received_on, language))
        reason = [day, one.source, received, *self._noted(one), labels.size(one.size)]
        chip = Chip(bundle_labels.FORMS[one.form], "info")
        title = f"A{one.exhibit} · {attachments.title(one, language)}"
        row = Row(title, " · ".join(filter(None, reason)), chip, one.id)
        sign = icons.pixmap("file-text", theme.tokens().dim)
        thumbnails.show(row, self.thumbnails.of(one.id or 0) or sign)
        return self.flags.mark(row, RecordKind.ATTACHMENT, one.id)

    def _noted(self, one: Attachment) -> list[str]:
        """What is noted of the paper itself."""
        original = self._known.get(one.translates or 0)
        holder = one.custody[-1].holder if one.custody else ""
        return [
            filled(N_("pages: {count}"), count=one.pages) if one.pages else "",
            filled(labels.LANGUAGES.get(one.language, one.language)) if one.language else "",
            filled(N_("translation of {code}"), code=f"A{original.exhibit}") if original else "",
            filled(N_("original with {name}"), name=holder) if holder else "",
            *(filled(labels.TELLS[Tells(told)]) for told in one.tells),
            one.mark,
        ]

    def _print_list(self) -> None:
        office = self._frame.office
        number = office.cases.get(self._case_id).number
        make = partial(office.sheets.evidence, self._case_id)
        code = copies.file_code(number, "evidence")
        what = filled(N_("Case {number}"), number=number)
        title = N_("List of evidence handed over")
        Sheet(self, self._frame, title, code, make, ("papers",)).ask(what, self._case_id)

    def _show_picture(self, attachment_id: int) -> None:
        picture, row = self.thumbnails.of(attachment_id), self._rows.get(attachment_id)
        if picture is not None and row is not None:
            thumbnails.show(row, picture)

    def show_attachment(self, attachment_id: int) -> None:
        """Shows the pages of a file, or why no page can show it."""
        self._chosen = attachment_id
        self.pane.show()
        self._show_title(self._known[attachment_id])
        self.pane.wait()
        office = self._frame.office

        def work(_progress: object, cancelled: object) -> tuple[int, bytes]:
            return attachment_id, office.attachments.pages(attachment_id, cancelled)

        self._frame.jobs.run(work, self._show_pages, self._show_problem)

    def _show_title(self, one: Attachment) -> None:
        self.copies.show_attachment(one)
        title = attachments.title(one, i18n.current())
        self.pane.say_title(f"A{one.exhibit} · {title}", one.file_name)

    def _show_pages(self, answer: tuple[int, bytes]) -> None:
        attachment_id, pdf = answer
        if attachment_id == self._chosen:
            self.pane.preview.show_pdf(pdf)

    def _show_problem(self, error: LegalAidError) -> None:
        more = [filled(N_("The file itself is kept as it came."))]
        if may(self._frame, Act.EXPORT):
            more.append(filled(N_("“Open” shows it in another program, where that is safe.")))
        self.pane.say_problem(error, *more)

    def _choose(self) -> None:
        dialogs.choose_open_files(self, N_("Files to add"), self._describe)

    def _describe(self, paths: list[Path]) -> None:
        if not paths:
            return
        self._paths = paths
        first = self._named(paths[0])
        several = tuple(path.name for path in paths) if len(paths) > 1 else ()
        others = list(self._known.values())
        dialog = AttachmentDialog(self, first, first.received_on, several, others)
        dialog.described.connect(self._add)
        dialog.open()

    def _named(self, path: Path) -> Attachment:
        title = lao.normalise(path.stem)
        in_lao = lao.has_lao(title)
        return Attachment(
            case_id=self._case_id,
            file_name=path.name,
            title_lo=title if in_lao else "",
            title_en="" if in_lao else title,
            received_on=self._frame.office.today.day(),
        )

    def _add(self, described: Attachment) -> None:
        """Keeps the chosen files in the worker, each with its own title."""
        office, pairs = self._frame.office, [(self._paths[0], described)]
        if len(self._paths) > 1:
            pairs = [(path, _titled(described, self._named(path))) for path in self._paths]

        def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> list[Any]:
            kept: list[Any] = []
            for path, attachment in pairs:
                if cancelled():
                    break  # what is in the office already stays
                progress(len(kept), len(pairs))
                kept.append(office.attachments.add(path, attachment))
            return kept

        self._frame.jobs.run(work, self._added, self._tell, filled(N_("Adding files")))

    def _added(self, kept: list[Attachment]) -> None:
        self.reload(frozenset())
        if kept and kept[-1].id is not None and kept[-1].case_id == self._case_id:
            self.show_attachment(kept[-1].id)

    def _tell(self, error: LegalAidError) -> None:
        self.reload(frozenset())
        if not isinstance(error, Cancelled):
            dialogs.tell(self, error)

    def _edit(self) -> None:
        today = self._frame.office.today.day()
        others = list(self._known.values())
        dialog = AttachmentDialog(self, self._known[self._chosen], today, others=others)
        dialog.described.connect(self._save)
        dialog.open()

    def _ask_removal(self) -> None:
        removing.ask(self, self._frame, BinKind.ATTACHMENT, self._chosen)

    def _save(self, described: Attachment) -> None:
        try:
            saved = self._frame.office.attachments.save(described)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        else:
            undoing.said(self._frame, N_("The description is saved."), saved)
        self.reload(frozenset())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files."""
        if _files(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Asks what the dropped files are."""
        event.acceptProposedAction()
        self._describe(_files(event.mimeData().urls()))


def _files(urls: Sequence[QUrl]) -> list[Path]:
    paths = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return [path for path in paths if path.is_file()]


def _titled(shared: Attachment, named: Attachment) -> Attachment:
    return replace(
        shared,
        file_name=named.file_name,
        title_lo=named.title_lo,
        title_en=named.title_en,
    )
