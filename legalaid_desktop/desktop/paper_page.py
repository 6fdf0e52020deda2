"""One paper: its facts at the left, its pages at the right as they will be printed."""

from collections.abc import Callable, Set
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, removing
from legalaid_desktop.desktop.cards import Card, Chip, PageHeader, Row, scrolled
from legalaid_desktop.desktop.draft_offers import TYPED_BEFORE, DraftBanner
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.errands import ErrandLine
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.history import HistoryDialog
from legalaid_desktop.desktop.pages import Frame, Page, may
from legalaid_desktop.desktop.paper_form import PaperForm
from legalaid_desktop.desktop.pauses import Pause
from legalaid_desktop.desktop.preview_pane import PreviewPane
from legalaid_desktop.desktop.printing import LANGUAGES, PDF, print_pdf
from legalaid_desktop.desktop.return_slips import SlipButton
from legalaid_desktop.desktop.sharing import ANYWAY, ask_override
from legalaid_desktop.desktop.texts import Button, sentence
from legalaid_desktop.domain import cases, papers
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.copies import Copy, Errand, Printout
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError, NotFound
from legalaid_desktop.domain.paper_kinds import PaperKind
from legalaid_desktop.domain.papers import Blocker, Paper, PaperStatus
from legalaid_desktop.domain.sharing import OverrideGround
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import consents

if TYPE_CHECKING:
    from legalaid_desktop.services.copies import Copies

PAUSE = 400
"""Milliseconds after the last key before the paper is kept and set again."""


class PaperPage(Page):
    """A draft that can be filled in, looked at and issued; or a paper as it went out."""

    name = "paper"
    under = "papers"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._paper: Paper | None = None
        self._kind: PaperKind | None = None
        self._turn = 0
        self._setting = False
        self._is_kept = True
        self._timer = Pause(self, PAUSE, self._keep)
        self._make_head()
        self._make_body()
        frame.drafts.watch(self, "paper", self._id, self._unsaved)

    def show_record(self, key: object | None) -> None:
        """Shows the paper with that id."""
        try:
            paper = self.frame.office.papers.get(key)
        except NotFound:
            self._paper = None
            self.frame.go("papers")  # the draft was discarded meanwhile
            return
        if self._paper is None or self._paper.id != paper.id:
            self.pane.wait()
        self._show_form(paper)
        self._show(paper)

    def reload(self, changes: Set[Any]) -> None:
        """Says the head and what is missing again."""
        del changes
        if self._paper:
            self._show_head(self._paper)
            self._show_missing(self._paper)

    def leave(self) -> bool:
        """Keeps what was typed; a value that cannot be kept holds the page."""
        if self._timer.isActive():
            self._timer.stop()
            return self._keep()
        return True

    def put_down(self) -> None:
        """Keeps the last letters; what cannot be kept in the paper stays as a draft of the form."""
        if self._timer.isActive():
            self._timer.stop()
            with suppress(LegalAidError):
                self._store()

    def _id(self) -> int:
        return (self._paper.id if self._paper else None) or 0

    def _unsaved(self) -> Typed | None:
        return None if self._is_kept or self._paper is None else self._paper_form().typed()

    def _edited(self) -> None:
        self._is_kept = False
        self._timer.start()

    def _make_head(self) -> None:
        self.head = PageHeader()
        self.issue = self.head.add_button(Button(N_("Issue"), kind="primary"))
        self.print = self.head.add_button(Button(N_("Print"), icon="printer"))
        self.export = self.head.add_button(Button(N_("Save as PDF"), icon="download"))
        self.slip = SlipButton(self.frame)
        self.head.add_button(self.slip)
        self.discard = self.head.add_button(Button(N_("Discard"), icon="trash-2"))
        self.history = self.head.add_button(Button(N_("History"), icon="clock"))
        self.issue.clicked.connect(self._ask_issue)
        self.print.clicked.connect(self._print)
        self.export.clicked.connect(self._ask_export)
        self.discard.clicked.connect(self._discard)
        self.history.clicked.connect(self._show_history)
        self.column.addWidget(self.head)

    def _make_body(self) -> None:
        self.language = ChoiceField(label=N_("Language of the paper"))
        self.language.setObjectName("language")
        self.language.set_choices(LANGUAGES)
        self.language.changed.connect(self._edited)
        self._make_missing()
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 16, 0)
        self._left.setSpacing(12)
        self.kept = DraftBanner()
        self.kept.discard.clicked.connect(self._start_again)
        self._left.addWidget(self.kept)
        self._left.addWidget(self.missing)
        self.errand = ErrandLine(self.frame, self._shares)
        self._left.addWidget(self.errand)
        self._left.addWidget(self.language)
        self.form = QWidget()
        self._left.addWidget(self.form)
        self._left.addStretch(1)
        self.pane = PreviewPane(self.frame.jobs)
        self.preview = self.pane.preview
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(scrolled(left))
        split.addWidget(self.pane)
        split.setSizes([440, 560])
        self.column.addWidget(split, 1)

    def _make_missing(self) -> None:
        self.missing = Card(N_("Before it can be issued"))
        self.missing.opened.connect(self._go_to_field)
        self.anyway = Button(ANYWAY, kind="plain")
        self.anyway.clicked.connect(self._ask_anyway)
        self.missing.head.add_button(self.anyway)

    def _show_form(self, paper: Paper) -> None:
        self._kind = self._kind_of(paper)
        self.errand.show_case(paper.case_id)
        form = PaperForm(self._kind)
        form.set_values(dict(paper.values))
        self._is_kept = True
        form.changed.connect(self._edited)
        self._left.replaceWidget(self.form, form)
        self.form.deleteLater()
        self.form = form
        self.language.blockSignals(True)
        self.language.set_value(paper.language)
        self.language.blockSignals(False)
        draft = self.frame.drafts.take("paper", paper.id or 0)
        self.kept.hide()
        if draft is not None and paper.status is PaperStatus.DRAFT:
            form.put_back(draft)
            self.kept.say(TYPED_BEFORE, "info")

    def _start_again(self) -> None:
        """Shows the paper as it is kept."""
        if self._paper is None:
            return
        self._timer.stop()
        self.frame.drafts.done("paper", self._id())
        self._show_form(self._paper)
        self._show(self._paper)

    def _kind_of(self, paper: Paper) -> PaperKind:
        kinds: tuple[PaperKind, ...] = self.frame.office.papers.kinds()
        return next(kind for kind in kinds if kind.id == paper.kind)

    def _show(self, paper: Paper) -> None:
        self._paper = paper
        draft = paper.status is PaperStatus.DRAFT
        self._paper_form().set_read_only(not draft)
        self.language.setEnabled(draft)
        self.issue.setVisible(draft)
        self.discard.setVisible(draft)
        self.slip.show_paper(paper)
        self._show_head(paper)
        self._show_missing(paper)
        self._set(paper)

    def _show_head(self, paper: Paper) -> None:
        language = i18n.current()
        case = self.frame.office.cases.get(paper.case_id)
        shown = cases.shown_name(case, cases.subject(case, language))
        self.head.title.show_text(self._kind_of(paper).title.of(language))
        self.head.subtitle.show_text(f"{case.number} · {shown}")
        issued = paper.status is PaperStatus.ISSUED
        chip = Chip(N_("issued {number}"), "good", number=paper.number) if issued else None
        self.head.set_chips([chip or Chip(N_("draft"), "attention")])

    def _show_missing(self, paper: Paper) -> None:
        draft = paper.status is PaperStatus.DRAFT
        blockers = self.frame.office.papers.missing(paper) if draft else ()
        self.missing.set_rows([_blocker_row(blocker) for blocker in blockers])
        self.missing.setVisible(bool(blockers))
        only = [one.id for one in blockers] == [consents.BLOCKER]
        self.anyway.setVisible(only and may(self.frame, Act.OVERRIDE_CONSENT))
        self.issue.setEnabled(not blockers)

    def _go_to_field(self, name: str) -> None:
        self._paper_form().focus_on(name)

    def _paper_form(self) -> PaperForm:
        if not isinstance(self.form, PaperForm):
            raise TypeError(self.form)
        return self.form

    def _keep(self) -> bool:
        """Keeps the draft with what is typed; false if a value cannot be kept."""
        if self._paper is None or self._paper.status is PaperStatus.ISSUED:
            return True
        try:
            self._paper = self._store()
        except InvalidValue as problem:
            self._paper_form().show_error(problem)
            return False
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return False
        self.frame.drafts.done("paper", self._id())
        self.kept.hide()
        self._show_missing(self._paper)
        self._set(self._paper)
        return True

    def _store(self) -> Paper:
        """Keeps what is typed in the paper; raises ``InvalidValue`` or ``Stale``."""
        if self._paper is None:
            raise AssertionError("a page without a paper keeps nothing")
        language = str(self.language.value() or self._paper.language)
        values = self._paper_form().values()
        kept: Paper = self.frame.office.papers.save(self._paper, values, language)
        self._is_kept = True
        if self._kind is not None:  # what the record of the consent has put there
            told = {key: dict(kept.values).get(key, "") for key in self._kind.of_consent}
            self._paper_form().set_values({**values, **told})
        return kept

    def _set(self, paper: Paper) -> None:
        """Sets the pages in the worker; what changes meanwhile is set after that, once."""
        self._turn += 1
        if not self._setting:
            self._setting = True
            work = partial(_pages, self.frame.office.papers.pdf, paper, self._turn)
            self.frame.jobs.run(work, self._show_pages, self._show_problem)

    def _show_pages(self, answer: tuple[bytes, int]) -> None:
        pdf, turn = answer
        self._setting = False
        if turn == self._turn:
            self.preview.renew(pdf)
        elif self._paper:
            self._set(self._paper)

    def _show_problem(self, error: LegalAidError) -> None:
        self._setting = False
        if not isinstance(error, Cancelled):
            self.preview.clear(sentence(error))

    def _ask_issue(self) -> None:
        if self.leave():
            question = N_("Issue this paper? It gets its number and cannot be changed after that.")
            dialogs.ask(self, question, N_("Issue"), self._issue)

    def _ask_anyway(self) -> None:
        if self.leave():
            ask_override(self, self._issue)

    def _issue(self, ground: OverrideGround = OverrideGround.NONE, why: str = "") -> None:
        if self._paper is None:
            return
        try:
            self._show(self.frame.office.papers.issue(self._paper, ground, why))
        except LegalAidError as problem:
            dialogs.tell(self, problem)

    def _show_history(self) -> None:
        if self._paper and self.leave():
            HistoryDialog(self, self.frame, "paper", self._id()).open()

    def _shares(self) -> frozenset[str]:
        if not self._kind or not self._paper:
            return frozenset()
        return papers.shares(self._kind, self._paper)

    def _print(self) -> None:
        if self._paper and self.leave():
            work = partial(_copied, self.frame.office.copies, self._paper, self.errand.errand())
            self.frame.jobs.run(work, self._print_pages, self._tell)

    def _print_pages(self, made: Printout) -> None:
        stopped = partial(self.frame.office.copies.cancel, made.copy.id)
        print_pdf(self, self.frame.jobs, made.pages, self._code(), stopped)

    def _ask_export(self) -> None:
        if self._paper and self.leave():
            title = N_("Save the paper as PDF")
            dialogs.choose_save_file(self, title, f"{self._code()}.pdf", self._export, (PDF,))

    def _export(self, path: Path) -> None:
        if self._paper:
            copies, errand = self.frame.office.copies, self.errand.errand()
            work = partial(_written, copies, self._paper, path, errand)
            self.frame.jobs.run(work, self._exported, self._tell)

    def _exported(self, copy: Copy) -> None:
        self.frame.toast(N_("The paper was saved: copy {number}."), number=copy.number)

    def _tell(self, error: LegalAidError) -> None:
        if not isinstance(error, Cancelled):
            dialogs.tell(self, error)

    def _code(self) -> str:
        """Names the file and the print job: case number and kind, never a person."""
        if self._paper is None or self._kind is None:
            return ""
        number = self.frame.office.cases.get(self._paper.case_id).number.replace("/", "-")
        return f"{number} {self._kind.code}"

    def _discard(self) -> None:
        if self._paper is None:
            return
        self._timer.stop()
        gone = self.frame.office.papers.discard(self._paper.id)
        self._paper = None
        self.frame.toast(N_("The draft was discarded."), partial(self._restore, gone.id))
        self.frame.back()

    def _restore(self, paper_id: int) -> None:
        if removing.put_back(self.frame, BinKind.PAPER, paper_id, self):
            self.frame.go("paper", paper_id)


def _pages(
    pdf: Callable[[Paper], bytes], paper: Paper, turn: int, _progress: object, _cancelled: object
) -> tuple[bytes, int]:
    return pdf(paper), turn


def _copied(
    copies: "Copies", paper: Paper, errand: Errand, _progress: object, _cancelled: object
) -> Printout:
    return copies.print_paper(paper, errand)


def _written(
    copies: "Copies",
    paper: Paper,
    path: Path,
    errand: Errand,
    _progress: object,
    _cancelled: object,
) -> Copy:
    return copies.save_paper(paper, path, errand)


def _blocker_row(blocker: Blocker) -> Row:
    """What is missing; a click goes to the field that would mend it."""
    chip = Chip(N_("missing"), "urgent")
    return Row(blocker.sentence.of(i18n.current()), "", chip, blocker.field or None)
