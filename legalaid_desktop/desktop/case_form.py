"""The form of a case: the problem, who may see names, the court; and the page that edits one."""

from collections.abc import Set
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, drafts, forms
from legalaid_desktop.desktop.cards import PageHeader, scrolled
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Stage
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels
from legalaid_desktop.services import reference


class CaseParts(forms.Parts):
    """The parts of ``ui/case.ui``."""

    subject_lo: TextField
    subject_en: TextField
    type: ChoiceField
    stage: ChoiceField
    confidentiality: ChoiceField
    code_name: TextField
    court: ChoiceField
    court_number: TextField
    opened_on: DateField


class CaseForm(QWidget):
    """Asks for a case; the code name only where names are hidden.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.parts = forms.load("case", self, CaseParts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts.body)
        self.parts.type.set_choices(list(labels.TYPES.items()))
        self.parts.stage.set_choices(list(labels.STAGES.items()))
        self.parts.confidentiality.set_choices(list(labels.CONFIDENTIALITIES.items()))
        self._name_courts()
        self.parts.confidentiality.changed.connect(self._ask_code_name)
        for name in drafts.typed(self.parts):
            getattr(self.parts, name).changed.connect(self.changed)

    def case(self, base: Case) -> Case:
        """The case as typed; raises ``InvalidValue`` for what cannot be read."""
        parts = self.parts
        return replace(
            base,
            subject_lo=parts.subject_lo.value(),
            subject_en=parts.subject_en.value(),
            type=CaseType(str(_needed(parts.type))),
            stage=Stage(str(_needed(parts.stage))),
            confidentiality=Confidentiality(str(_needed(parts.confidentiality))),
            code_name=parts.code_name.value(),
            court=self._court(),
            court_number=parts.court_number.value(),
            opened_on=parts.opened_on.value() or base.opened_on,
        )

    def _court(self) -> str:
        """The court chosen, or the name typed: nobody has a list of the zone courts."""
        try:
            return str(self.parts.court.value() or "")
        except InvalidValue:
            return self.parts.court.editor.currentText()

    def show_case(self, case: Case) -> None:
        """Puts a case into the form."""
        for name in drafts.typed(self.parts):
            getattr(self.parts, name).set_value(getattr(case, name))
        self.parts.court.set_value(case.court or None)
        if case.court not in {court.id for court in reference.courts()}:
            self.parts.court.editor.setEditText(case.court)
        self._ask_code_name()

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field that the problem is about."""
        forms.show_error(self.parts, problem)

    def changeEvent(self, event: QEvent) -> None:
        """Names the courts in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_courts()

    def _name_courts(self) -> None:
        language, field = i18n.current(), self.parts.court
        kept = drafts.typed(self.parts)["court"]
        field.set_value(None)
        field.set_choices(
            [(each.id, each.name(language)) for each in reference.courts()], translated=False
        )
        drafts.put_back_one(field, kept)

    def _ask_code_name(self) -> None:
        try:
            chosen = self.parts.confidentiality.value()
        except InvalidValue:
            return
        self.parts.code_name.setVisible(chosen not in (None, Confidentiality.ORDINARY))


def new_case(today: date) -> Case:
    """A case as the form of an intake starts: advice in a civil matter, nothing hidden."""
    return Case(client_id=0, type=CaseType.CIVIL, opened_on=today)


def _needed(field: ChoiceField) -> object:
    value = field.value()
    if value is None:
        raise InvalidValue(field.objectName(), N_("Please fill in this field."))
    return value


class CaseFormPage(Page):
    """Changes a case; what is typed and not saved waits as a draft."""

    name = "case_form"
    under = "cases"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._case: Case | None = None
        self._clean: drafts.Draft = {}
        self._drafts: dict[int, drafts.Draft] = {}
        self.head = PageHeader(N_("Change the case"))
        self.cancel = self.head.add_button(Button(N_("Back without saving")))
        self.save = self.head.add_button(Button(N_("Save case"), kind="primary", tip=N_("Ctrl+S")))
        self.form = CaseForm()
        self.column.addWidget(self.head)
        self.column.addWidget(scrolled(narrow(self.form)), 1)
        self.cancel.clicked.connect(self._cancel)
        self.save.clicked.connect(self._save)
        for keys, slot in (("Ctrl+S", self._save), ("Esc", self.frame.back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_record(self, key: object | None) -> None:
        """The case with that id, with what was typed before."""
        if not isinstance(key, int):
            return
        self._case = self.frame.office.cases.get(key)
        self.form.show_case(self._case)
        self._clean = drafts.typed(self.form.parts)
        if key in self._drafts:
            drafts.put_back(self.form.parts, self._drafts.pop(key))
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Says which case it is."""
        del changes
        if self._case:
            self.head.subtitle.show_text(labels.title(self._case, i18n.current()))

    def leave(self) -> bool:
        """Keeps what is typed and not saved."""
        typed = drafts.typed(self.form.parts)
        if self._case and self._case.id is not None and typed != self._clean:
            self._drafts[self._case.id] = typed
            self.frame.toast(N_("What you typed is kept as a draft until the office is locked."))
        return True

    def _cancel(self) -> None:
        if self._case:
            self.form.show_case(self._case)
            self._clean = drafts.typed(self.form.parts)
        self.frame.back()

    def _save(self) -> None:
        if self._case is None:
            return
        try:
            self._case = self.frame.office.cases.save(self.form.case(self._case))
        except InvalidValue as problem:
            self.form.show_error(problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self._clean = drafts.typed(self.form.parts)
        self.frame.toast(N_("Case saved."))
        self.frame.back()


def narrow(form: QWidget) -> QWidget:
    """The form in one column, not wider than is good to read."""
    form.setMaximumWidth(900)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(form)
    column.addStretch(1)
    return holder
