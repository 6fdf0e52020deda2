"""The bundle of a case: what goes in, making it, and those made before."""

from collections.abc import Callable, Set
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.bundle_report import rows_of
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.errands import ErrandLine
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.preview_pane import PreviewPane
from legalaid_desktop.desktop.printing import LANGUAGES, PDF
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import bundles
from legalaid_desktop.domain.attachments import BundleSection
from legalaid_desktop.domain.bundles import BundleReport, Entry, MadeBundle
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import attachments as labels

MADE = N_("The bundle is made. Documents: {documents}, pages: {pages}.")
CONCERNED = {Change.PAPER, Change.ATTACHMENT, Change.BUNDLE}


BUNDLED = ("identity", "papers")
"""What a bundle usually tells of the client; making it looks at what is in it."""


class CaseBundle(QWidget):
    """What will be in the bundle, with a tick for each; then its report and its pages."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._case_id = 0
        self._out = Path()
        self._left_out: set[str] = set()
        self._put_in: set[str] = set()
        self._entries: tuple[Entry, ...] = ()
        self._bundled: list[Entry] = []
        self._report: BundleReport | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self._make_contents()
        self.report = Card(N_("The finished bundle"))
        self.report.hide()
        self.earlier = Card(N_("Bundles made before"))
        self.pane = PreviewPane(frame.jobs)
        self.pane.hide()
        self._lay_out()

    def _make_contents(self) -> None:
        self.contents = Card(N_("In the bundle"))
        self.language = ChoiceField(label=N_("Language of the bundle"))
        self.language.setObjectName("language")
        self.language.set_choices(LANGUAGES)
        self.language.set_value("lo")
        self.errand = ErrandLine(self._frame, self._shares)
        self.make = Button(N_("Make bundle"), icon="package", kind="primary")
        self.make.clicked.connect(self._ask)

    def _lay_out(self) -> None:
        order = QWidget()
        across = QHBoxLayout(order)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addWidget(self.language, 1)
        across.addWidget(self.make, 0, Qt.AlignmentFlag.AlignBottom)
        making = Card()
        making.add(order)
        making.add(self.errand)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        cards = [making, self.report, self.contents, self.earlier]
        split.addWidget(scrolled(columns((cards, 1))))
        split.addWidget(self.pane)
        split.setSizes([480, 520])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def show_case(self, case_id: int) -> None:
        """Shows what the bundle of that case will hold."""
        if case_id != self._case_id:
            self._left_out.clear()
            self._put_in.clear()
            self._report = None
            self.report.hide()
            self.pane.hide()
        self._case_id = case_id
        self.errand.show_case(case_id)
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads again when concerned; no kinds at all means all."""
        if not self._case_id or (changes and not changes & CONCERNED):
            return
        self._entries = self._frame.office.bundles.contents(self._case_id)
        self._show_contents()
        made: list[MadeBundle] = self._frame.office.bundles.of_case(self._case_id)
        self.earlier.set_rows([_made_row(one) for one in made])
        self.earlier.setVisible(bool(made))
        self._show_report()

    def _shares(self) -> frozenset[str]:
        """What the cover and the chosen entries tell of the client."""
        chosen = [one for one in self._entries if self._is_in(one)]
        return frozenset(BUNDLED).union(*(one.shares for one in chosen))

    def _show_contents(self) -> None:
        self.boxes = {}
        rows: list[QWidget] = []
        for section in BundleSection:
            inside = [entry for entry in self._entries if entry.section is section]
            if inside:
                rows.append(_heading(labels.SECTIONS[section]))
                rows += [self._entry_row(entry) for entry in inside]
        nothing = N_("Nothing to bundle yet: issue a paper or add evidence.")
        self.contents.set_rows(rows or [EmptyState(nothing, "", "package")])
        self._count()

    def _entry_row(self, entry: Entry) -> QWidget:
        language = i18n.current()
        title = bundles.in_language(entry.title_lo, entry.title_en, language)
        day = i18n.date_short(entry.dated_on, language) if entry.dated_on else ""
        line = _TickLine(" · ".join(filter(None, (title, day))))
        line.box.setChecked(self._is_in(entry))
        line.box.setProperty("key", entry.key)
        line.box.toggled.connect(self._toggled)
        self.boxes[entry.key] = line.box
        return line

    def _is_in(self, entry: Entry) -> bool:
        usual = entry.included and entry.key not in self._left_out
        return usual or entry.key in self._put_in

    def _toggled(self, ticked: bool) -> None:
        key = str(self.sender().property("key"))
        (self._put_in.add if ticked else self._put_in.discard)(key)
        (self._left_out.discard if ticked else self._left_out.add)(key)
        self._count()

    def _count(self) -> None:
        chosen = sum(box.isChecked() for box in self.boxes.values())
        of = N_("{chosen} of {all} documents")
        self.contents.head.note.say(of, chosen=chosen, all=len(self.boxes))
        self.contents.head.note.setVisible(bool(self.boxes))
        self.make.setEnabled(chosen > 0)

    def _ask(self) -> None:
        number = self._frame.office.cases.get(self._case_id).number.replace("/", "-")
        title = N_("Where to put the bundle")
        dialogs.choose_save_file(self, title, f"{number} bundle.pdf", self._make, (PDF,))

    def _make(self, out: Path) -> None:
        try:
            language = str(self.language.value() or "lo")
        except InvalidValue as problem:
            self.language.show_error(problem)
            return
        self._out = out
        office, case_id = self._frame.office, self._case_id
        self._bundled = [one for one in self._entries if self.boxes[one.key].isChecked()]
        included = frozenset(entry.key for entry in self._bundled)
        errand = self.errand.errand()

        def work(
            progress: Callable[[int, int], None], cancelled: Callable[[], bool]
        ) -> tuple[int, BundleReport, bytes]:
            report = office.bundles.build(
                case_id,
                out,
                language,
                included=included,
                errand=errand,
                progress=lambda done, total, _step: progress(done, total),
                cancelled=cancelled,
            )
            return case_id, report, out.read_bytes()

        self.make.setEnabled(False)
        self._frame.jobs.run(work, self._done, self._failed, filled(N_("Making the bundle")))

    def _done(self, answer: tuple[int, BundleReport, bytes]) -> None:
        case_id, report, pdf = answer
        self._frame.toast(MADE, documents=report.documents, pages=report.pages)
        if case_id != self._case_id:
            return
        self._report = report
        self.reload(frozenset())
        self.pane.say_title(self._out.name, "")
        self.pane.show()
        self.pane.preview.show_pdf(pdf)

    def _failed(self, error: LegalAidError) -> None:
        self._count()
        if isinstance(error, Cancelled):
            self._frame.toast(N_("Stopped. No file was left behind."))
        else:
            dialogs.tell(self, error)

    def _show_report(self) -> None:
        self.report.setVisible(self._report is not None)
        if self._report is None:
            return
        titles = {
            number: bundles.in_language(entry.title_lo, entry.title_en, i18n.current())
            for number, entry in enumerate(self._bundled, 1)
        }
        self.report.set_rows(rows_of(self._report, titles))


class _TickLine(QWidget):
    """A box and a text that wraps; a click on the text ticks the box too."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self.text = Text(wrap=True)
        self.text.show_text(text)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 4, 16, 4)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ticks the box."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.box.toggle()


def _heading(message: str) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(18, 12, 18, 2)
    line.addWidget(Text(message, role="dim"))
    return holder


def _made_row(made: MadeBundle) -> Row:
    counts = N_("documents: {documents} · pages: {pages} · {language}")
    language = dict(LANGUAGES)[made.language]
    title = i18n.date_full(made.made_on, i18n.current())
    said = filled(counts, documents=made.documents, pages=made.pages, language=filled(language))
    chip = Chip(N_("slip sheets: {count}"), "attention", count=made.slip_sheets)
    row = Row(title, f"{said} · SHA-256 {made.sha256[:16]}…", chip if made.slip_sheets else None)
    row.reason.setToolTip(made.sha256)
    return row
