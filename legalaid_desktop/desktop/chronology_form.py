"""What goes onto a printed chronology: for whom, which kinds, which period, in which language."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.copy_form import CopyDialog
from legalaid_desktop.desktop.fields import ChoiceField, DateField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.printing import LANGUAGES, PDF, print_pdf
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import copies
from legalaid_desktop.domain.chronologies import Reader, Scope, require_alone
from legalaid_desktop.domain.copies import Copy, Errand, Printout
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import stories as labels

if TYPE_CHECKING:
    from legalaid_desktop.services.stories import Stories

MAKING = N_("Making the chronology")
SAVED = N_("The chronology was saved. It is {code} in the register.")
SURE = N_("The paper stays with me: my private notes are on it.")
ALL_KINDS = N_("all kinds")
TELLS = ("story",)


class ChronologyDialog(CopyDialog):
    """Asks what is to stand on the chronology.

    Signals:
        printing, saving: (scope, language, errand) what is to be done.
    """

    printing = Signal(object, str, object)
    saving = Signal(object, str, object)

    def __init__(self, parent: QWidget, frame: Frame, number: str, case_id: int) -> None:
        what = filled(N_("Case {number}"), number=number)
        title = N_("Chronology of the case")
        super().__init__(parent, title, N_("Print"), what, case_id, frame, TELLS)
        self.reader = _choice("reader", N_("For whom it is"), labels.READERS.items())
        self.reader.set_value(Reader.TEAM)
        kinds = [("", ALL_KINDS), *labels.KINDS.items()]
        self.kind = _choice("kind", N_("Which kinds"), kinds)
        self.kind.set_value("")
        self.first = DateField(label=N_("From"))
        self.first.setObjectName("first")
        self.last = DateField(label=N_("Until"))
        self.last.setObjectName("last")
        self.language = _choice("language", N_("Language of the paper"), LANGUAGES)
        self.language.set_value(i18n.current())
        self.sure = QCheckBox(filled(SURE))
        self._lay_out()
        self.reader.changed.connect(self._ask_if_sure)
        self._ask_if_sure()
        self.told.connect(self._print)
        self.save = Button(N_("Save as PDF"), icon="download")
        self.save.clicked.connect(self._save)
        self.add_button(self.save)

    def _lay_out(self) -> None:
        rows: tuple[tuple[QWidget, ...], ...] = (
            (self.reader,),
            (self.sure,),
            (self.kind, self.language),
            (self.first, self.last),
        )
        for place, parts in enumerate(rows, 1):
            holder = QWidget()
            across = QHBoxLayout(holder)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(16)
            for part in parts:
                across.addWidget(part, 1)
            self.body.insertWidget(place, holder)

    def accept(self) -> None:
        """Prints, once the scope can be read."""
        if self._scope() is not None:
            super().accept()

    def _print(self, errand: Errand) -> None:
        scope = self._scope()
        if scope is not None:
            self.printing.emit(scope, self._language(), errand)

    def _save(self) -> None:
        scope = self._scope()
        if scope is not None:
            self.reject()
            self.saving.emit(scope, self._language(), self.errand.errand())

    def _ask_if_sure(self) -> None:
        self.sure.setVisible(self.reader.chosen(Reader.TEAM) is Reader.ALONE)

    def _language(self) -> str:
        return str(self.language.chosen(i18n.current()))

    def _scope(self) -> Scope | None:
        """What is wanted; None after saying what is wrong at its field."""
        try:
            kind = str(self.kind.value() or "")
            scope = Scope(
                reader=Reader(str(self.reader.value() or Reader.TEAM)),
                kinds=frozenset({kind} - {""}),
                first=self.first.value(),
                last=self.last.value(),
                sure=self.sure.isChecked(),
            )
            require_alone(scope)
        except InvalidValue as problem:
            fields = {"kind": self.kind, "first": self.first, "last": self.last}
            fields.get(problem.field, self.reader).show_error(problem)
            return None
        return scope


class ChronologyPrints:
    """Asks for the chronology of a case, and prints or saves it in the worker."""

    def __init__(self, parent: QWidget, frame: Frame) -> None:
        self._parent, self._frame = parent, frame
        self._case_id, self._code = 0, ""

    def ask(self, case_id: int) -> None:
        """Asks what is wanted."""
        number: str = self._frame.office.cases.get(case_id).number
        self._case_id, self._code = case_id, copies.file_code(number, "chronology")
        dialog = ChronologyDialog(self._parent, self._frame, number, case_id)
        dialog.printing.connect(self._print)
        dialog.saving.connect(self._choose)
        dialog.open()

    def _print(self, scope: Scope, language: str, errand: Errand) -> None:
        stories = self._frame.office.stories
        work = partial(_printed, stories, self._case_id, scope, language, errand)
        self._frame.jobs.run(work, self._print_pages, self._tell, filled(MAKING))

    def _print_pages(self, made: Printout) -> None:
        stopped = partial(self._frame.office.copies.cancel, made.copy.id)
        print_pdf(self._parent, self._frame.jobs, made.pages, self._code, stopped)

    def _choose(self, scope: Scope, language: str, errand: Errand) -> None:
        save = partial(self._save, self._case_id, scope, language, errand)
        title = N_("Save the chronology as PDF")
        dialogs.choose_save_file(self._parent, title, f"{self._code}.pdf", save, (PDF,))

    def _save(self, case_id: int, scope: Scope, language: str, errand: Errand, path: Path) -> None:
        stories = self._frame.office.stories
        work = partial(_saved, stories, case_id, scope, language, path, errand)
        self._frame.jobs.run(work, self._told_saved, self._tell, filled(MAKING))

    def _told_saved(self, copy: Copy) -> None:
        self._frame.toast(SAVED, code=copies.code(copy))

    def _tell(self, error: LegalAidError) -> None:
        if not isinstance(error, Cancelled):
            dialogs.tell(self._parent, error)


def _choice(name: str, label: str, choices: Any) -> ChoiceField:
    field = ChoiceField(label=label)
    field.setObjectName(name)
    field.set_choices(list(choices))
    return field


def _printed(
    stories: "Stories",
    case_id: int,
    scope: Scope,
    language: str,
    errand: Errand,
    *_polls: Callable[..., Any],
) -> Printout:
    return stories.print_chronology(case_id, scope, language, errand)


def _saved(
    stories: "Stories",
    case_id: int,
    scope: Scope,
    language: str,
    path: Path,
    errand: Errand,
    *_polls: Callable[..., Any],
) -> Copy:
    return stories.save_chronology(case_id, scope, language, path, errand)
