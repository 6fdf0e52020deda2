"""The conflict check of a case: who may be known from elsewhere, why, and what was decided."""

from collections.abc import Callable, Set
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, LongTextField, TextField
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.printing import PDF, print_pdf
from legalaid_desktop.desktop.sheets import SheetDialog
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import conflicts, copies
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.conflicts import (
    ConflictAnswer,
    ConflictCheck,
    Findings,
    ShownHit,
    Standing,
)
from legalaid_desktop.domain.copies import Copy, Errand, Printout
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError
from legalaid_desktop.domain.name_index import Known
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import conflicts as labels
from legalaid_desktop.services.clock import VIENTIANE

if TYPE_CHECKING:
    from legalaid_desktop.services.conflicts import Conflicts

NOTE = N_(
    "Compared with everybody in every case, open, closed and restricted, and with the lawyers of "
    "the office, in Lao and Latin letters. The program finds names; people decide."
)
NOBODY = N_("Nobody in this case is known from elsewhere.")
NOBODY_LIKE = N_(
    "Nobody of that name was found. Another spelling may still be in the files: ask for all names "
    "that the person goes by."
)
CHECKING = N_("Comparing names")
OUT_OF_DATE = N_("Somebody came, went or was renamed since: the check is out of date.")
REASON = N_(
    "Why? The reason stays with the case, and everybody who reads the case reads it: name nobody "
    "of another case."
)
ANSWERED = N_("The conflict check is answered.")
SAVED = N_("The certificate was saved. It is {code} in the register.")
MAKING = N_("Making the certificate")
_ABOUT = frozenset({Change.CONFLICT, Change.CASE, Change.PERSON, Change.LAWYER})


class AnswerDialog(Dialog):
    """Asks what was decided about the hits, and why.

    Signals:
        told: (decision, reason)
    """

    told = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, N_("Answer the conflict check"), accept=N_("Keep the answer"))
        self.setMinimumWidth(560)
        self.decision = ChoiceField(label=N_("Decision"))
        self.decision.setObjectName("decision")
        choices = [(one, labels.DECISIONS[one]) for one in conflicts.ANSWERS]
        self.decision.set_choices(choices)
        self.reason = LongTextField(label=N_("Reason"), help=REASON)
        self.reason.setObjectName("reason")
        self.body.addWidget(self.decision)
        self.body.addWidget(self.reason)
        self.body.addStretch(1)
        self.decision.setFocus()

    def accept(self) -> None:
        """Hands on the answer once there is one, with its reason."""
        decision, reason = self.decision.value(), self.reason.value().strip()
        for field, empty in ((self.decision, decision is None), (self.reason, not reason)):
            if empty:
                problem = InvalidValue(field.objectName(), N_("Please fill in this field."))
                field.show_error(problem)
                return
        super().accept()
        self.told.emit(ConflictAnswer(str(decision)), reason)


class CaseConflicts(Card):
    """The card of the check; the banner over the case makes it anew when the case has changed."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("Conflict check"))
        self.frame = frame
        self._case_id = 0
        self._check: ConflictCheck | None = None
        self.banner = InlineBanner()
        self.state = Text(wrap=True)
        self.answer = Button(N_("Answer …"), icon="scale", kind="primary")
        self.answer.clicked.connect(self.ask_answer)
        self.certificate = Button(N_("Certificate …"), icon="printer")
        self.certificate.clicked.connect(self._ask_certificate)
        self.head.add_button(self.certificate)
        self.head.add_button(self.answer)
        lines = QVBoxLayout()
        lines.setContentsMargins(18, 14, 18, 16)
        lines.setSpacing(8)
        for part in (self.banner, self.state, Text(NOTE, role="dim", wrap=True)):
            lines.addWidget(part)
        self.column.addLayout(lines)
        self.opened.connect(self._open)

    def show_case(self, case_id: int) -> None:
        """Shows the check of that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads the check again when it is concerned."""
        if not self._case_id or (changes and not changes & _ABOUT):
            return
        self._show(self.frame.office.conflicts.standing(self._case_id))

    def ask_answer(self) -> None:
        """Asks what was decided."""
        dialog = AnswerDialog(self)
        dialog.told.connect(partial(self._keep, (self._check and self._check.id) or 0))
        dialog.open()

    def _show(self, standing: Standing) -> None:
        self._check, language = standing.check, i18n.current()
        self.answer.setVisible(standing.may_answer and standing.is_current and _has_must(standing))
        self.certificate.setVisible(standing.check is not None and may(self.frame, Act.EXPORT))
        self.state.show_text(_state(standing, language))
        hidden = standing.findings.is_hidden and standing.waits
        self.banner.setVisible(hidden or not standing.is_current)
        if hidden:
            self.banner.say(conflicts.MANAGER_ANSWERS, "urgent")
        elif standing.check is not None and not standing.is_current:
            self.banner.say(OUT_OF_DATE)
        else:
            self.banner.hide()
        self.set_rows(hit_rows(standing.findings, language, waits=standing.waits))

    def _open(self, case_id: object) -> None:
        self.frame.go("case", case_id)

    def _keep(self, check_id: int, decision: ConflictAnswer, reason: str) -> None:
        """Answers the check that was on screen: one made meanwhile refuses the answer."""
        try:
            self.frame.office.conflicts.answer(check_id, decision, reason)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.toast(ANSWERED)

    def _ask_certificate(self) -> None:
        title = N_("Certificate of the conflict check")
        number = self.frame.office.cases.get(self._case_id).number
        what = filled(N_("Case {number}"), number=number)
        dialog = SheetDialog(self, self.frame, title, what, self._case_id, ("identity",))
        dialog.printing.connect(self._print)
        dialog.saving.connect(self._choose)
        dialog.open()

    def _print(self, language: str, errand: Errand) -> None:
        work = partial(_printed, self.frame.office.conflicts, self._case_id, language, errand)
        self.frame.jobs.run(work, self._print_pages, self._tell, filled(MAKING))

    def _print_pages(self, made: Printout) -> None:
        stopped = partial(self.frame.office.copies.cancel, made.copy.id)
        print_pdf(self, self.frame.jobs, made.pages, self._name(), stopped)

    def _choose(self, language: str, errand: Errand) -> None:
        save = partial(self._save, self._case_id, language, errand)
        title = N_("Save the certificate as PDF")
        dialogs.choose_save_file(self, title, f"{self._name()}.pdf", save, (PDF,))

    def _save(self, case_id: int, language: str, errand: Errand, path: Path) -> None:
        work = partial(_saved, self.frame.office.conflicts, case_id, language, path, errand)
        self.frame.jobs.run(work, self._told_saved, self._tell, filled(MAKING))

    def _told_saved(self, copy: Copy) -> None:
        self.frame.toast(SAVED, code=copies.code(copy))

    def _name(self) -> str:
        number: str = self.frame.office.cases.get(self._case_id).number
        return copies.file_code(number, "conflicts")

    def _tell(self, error: LegalAidError) -> None:
        if not isinstance(error, Cancelled):
            dialogs.tell(self, error)


class ConflictBanner(InlineBanner):
    """Over a case: that somebody has to answer its check before the office advises."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._case_id = 0
        self._running = 0

    def show_case(self, case_id: int) -> None:
        """Says it, or is not there; a check that is out of date is made anew in the worker."""
        self._case_id = case_id
        standing: Standing = self._frame.office.conflicts.standing(case_id)
        self._show(standing)
        if not standing.is_current and self._running != case_id and may(self._frame, Act.EDIT):
            self._running = case_id
            work = partial(_checked, self._frame.office.conflicts, case_id)
            self._frame.jobs.run(work, self._checked, self._failed, filled(CHECKING))

    def _checked(self, standing: Standing) -> None:
        self._running = 0
        if standing.check and standing.check.case_id == self._case_id:
            self._show(standing)

    def _failed(self, error: LegalAidError) -> None:
        """Somebody who only reads: the card of the check says that it is out of date."""
        del error
        self._running = 0

    def _show(self, standing: Standing) -> None:
        check = standing.check
        if standing.waits:
            hidden = standing.findings.is_hidden
            self.say(conflicts.ASK_MANAGER if hidden else conflicts.ANSWER_FIRST, "urgent")
        elif check is not None and check.decision in conflicts.ENDS:
            self.say(conflicts.ENDED, "urgent")
        else:
            self.hide()


class NameCheckDialog(Dialog):
    """Checks a name before there is a case: typed, hits shown, nothing kept."""

    def __init__(self, parent: QWidget, frame: Frame) -> None:
        super().__init__(parent, N_("Check a name"), accept=N_("Check"))
        self.setMinimumSize(680, 520)
        self._frame = frame
        self.name = TextField(
            label=N_("Name, in Lao or Latin letters"),
            help=N_("Somebody's whole name, or what an employer or a firm is called."),
        )
        self.name.setObjectName("name")
        self.other = TextField(label=N_("Another name or spelling"))
        self.phone = TextField(label=N_("Telephone or number of a paper"))
        self.banner = InlineBanner()
        self.found = Card(N_("Who may it be?"))
        self.found.hide()
        self.empty = Text(NOTE, role="dim", wrap=True)
        for part in (self.name, self.other, self.phone, self.banner, self.empty, self.found):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.name.setFocus()

    def accept(self) -> None:
        """Looks for the name; the dialog stays for the next one."""
        number = self.phone.value()
        asked = Known(
            names=(self.name.value(), self.other.value()),
            id_numbers=tuple(filter(None, (number,))),
            phones=tuple(filter(None, (number,))),
        )
        work = partial(_name_checked, self._frame.office.conflicts, asked)
        self._frame.jobs.run(work, self._show, self._tell, filled(CHECKING))

    def _show(self, findings: Findings) -> None:
        self.name.clear_error()
        rows = hit_rows(findings, i18n.current(), waits=False)
        self.found.set_rows(rows)
        self.found.setVisible(bool(rows))
        self.empty.say(NOBODY_LIKE)
        self.empty.setVisible(not rows and not findings.is_hidden)
        if findings.is_hidden:
            self.banner.say(conflicts.ASK_MANAGER, "urgent")
        else:
            self.banner.hide()

    def _tell(self, error: LegalAidError) -> None:
        if isinstance(error, InvalidValue):
            self.name.show_error(error)
        elif not isinstance(error, Cancelled):
            dialogs.tell(self, error)


def prepare(office: Any, jobs: Jobs) -> None:
    """Reads all names into memory in the worker, so that the first check need not wait for it."""
    service = getattr(office, "conflicts", None)
    if service is not None:
        jobs.run(partial(_read_in, service), _done, _done, lasting=True)


def _read_in(service: "Conflicts", *_polls: Callable[..., Any]) -> int:
    return service.prepare()


def _done(_answer: object) -> None:
    """Nobody waits for it."""


def conflict_row(case: Case, today: date) -> Row:
    """The case alone: whom it may be, and where, says the check to those who may see it."""
    del today
    said = filled(N_("somebody in it may be known from another case"))
    chip = Chip(N_("to answer"), "urgent")
    return Row(case_labels.title(case, i18n.current()), said, chip, key=case.id)


def hit_rows(findings: Findings, language: str, *, waits: bool) -> list[Row]:
    """A row for each hit: who it may be, where, and why."""
    return [_row(hit, language, waits=waits) for hit in findings.hits]


def _row(hit: ShownHit, language: str, *, waits: bool) -> Row:
    title = labels.title(hit, language)
    if hit.is_pointer:
        return Row(title, "", Chip(N_("to answer"), "urgent") if waits else None)
    if hit.asked:
        asked = filled(N_("{name} in this case"), name=hit.asked)
        return Row(title, f"{asked} · {labels.why(hit, language)}", _chip(hit, waits=waits),
                   key=hit.case_id or None)  # fmt: skip
    return Row(title, labels.why(hit, language), _chip(hit, waits=waits), key=hit.case_id or None)


def _chip(hit: ShownHit, *, waits: bool) -> Chip:
    if waits and hit.must and hit.is_new:
        return Chip(N_("to answer"), "urgent")
    if not hit.must:
        return Chip(N_("for information"), "neutral")
    return Chip(N_("alike: {score} %"), "attention", score=hit.score)


def _has_must(standing: Standing) -> bool:
    return any(hit.must for hit in standing.findings.hits)


def _state(standing: Standing, language: str) -> str:
    """What was decided, by whom, when and why."""
    check = standing.check
    if check is None:
        return labels.outcome(None, language)
    at, by = check.decided_at or check.at, check.decided_by or check.by
    moment = i18n.moment(at.astimezone(VIENTIANE), language)
    said = (labels.outcome(check, language), check.reason, f"{moment}, {by}")
    if not standing.findings.hits and not standing.waits:
        said = (filled(NOBODY), *said[1:])
    return " · ".join(filter(None, said))


def _checked(service: "Conflicts", case_id: int, *_polls: Callable[..., Any]) -> Standing:
    return service.run(case_id)


def _name_checked(service: "Conflicts", asked: Known, *_polls: Callable[..., Any]) -> Findings:
    return service.check_name(asked)


def _printed(
    service: "Conflicts", case_id: int, language: str, errand: Errand, *_polls: Callable[..., Any]
) -> Printout:
    return service.print_certificate(case_id, language, errand)


def _saved(
    service: "Conflicts",
    case_id: int,
    language: str,
    path: Path,
    errand: Errand,
    *_polls: Callable[..., Any],
) -> Copy:
    return service.save_certificate(case_id, language, path, errand)
