"""The form of a case: the problem, who may see names, the court; and the page that edits one."""

from collections.abc import Set
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, drafts, file_numbers, forms, undoing
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.file_numbers import FileNumberLine
from legalaid_desktop.desktop.form_page import FormPage
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.record_lines import RecordLines
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.versions import FieldWords
from legalaid_desktop.domain import confidentiality
from legalaid_desktop.domain.cases import (
    Began,
    Case,
    CaseType,
    Chamber,
    Confidentiality,
    Stage,
)
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels
from legalaid_desktop.services import reference

LOWERED = N_(
    "More people will see this case. Why is its confidentiality lowered? The reason stays in the "
    "trail."
)


class CaseParts(forms.Parts):
    """The parts of ``ui/case.ui``."""

    subject_lo: TextField
    subject_en: TextField
    type: ChoiceField
    subtype: ChoiceField
    stage: ChoiceField
    confidentiality: ChoiceField
    code_name: TextField
    secret_card: QFrame
    court_card: QFrame
    closing_card: QFrame
    began: ChoiceField
    court: ChoiceField
    chamber: ChoiceField
    court_number: TextField
    shelf: TextField
    opened_on: DateField
    closed_on: DateField


class CaseForm(QWidget):
    """Asks for a case: few fields first, court and numbers on a press of a button.

    Attributes:
        numbers: lines for the numbers of other bodies.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.parts = forms.load("case", self, CaseParts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.parts.type.set_choices(list(labels.TYPES.items()))
        self._offer_stages(Stage.ADVICE)
        self.parts.confidentiality.set_choices(list(labels.CONFIDENTIALITIES.items()))
        self.level = Text(role="dim", wrap=True)
        self.level.setObjectName("level")
        self.parts.began.set_choices([(one, said) for one, said in labels.BEGAN.items() if one])
        chambers = [(one, said) for one, said in labels.CHAMBERS.items() if one]
        self.parts.chamber.set_choices(chambers)
        self.numbers = RecordLines(
            "numbers", FileNumberLine, N_("Number of police, prosecutor or court")
        )
        self.unfold = Button(N_("Court, numbers, where the file stands …"), icon="chevron-down")
        self._fold_court()
        column.addWidget(self.parts.body)
        if (lines := self.parts.secret_card.layout()) is not None:
            lines.addWidget(self.level)
        self._name_choices()
        self.parts.confidentiality.changed.connect(self._ask_code_name)
        self.parts.stage.changed.connect(self._ask_closing)
        self.parts.type.changed.connect(self._name_subtypes)
        self.numbers.changed.connect(self.changed)
        for name in drafts.typed(self.parts):
            getattr(self.parts, name).changed.connect(self.changed)

    def record(self, base: Case) -> Case:
        """The case as typed; raises ``InvalidValue`` for what cannot be read."""
        parts, stage = self.parts, Stage(str(_needed(self.parts.stage)))
        return replace(
            base,
            subject_lo=parts.subject_lo.value(),
            subject_en=parts.subject_en.value(),
            type=CaseType(str(_needed(parts.type))),
            subtype=str(parts.subtype.value() or ""),
            stage=stage,
            confidentiality=Confidentiality(str(_needed(parts.confidentiality))),
            code_name=parts.code_name.value(),
            court=self._court(),
            court_number=parts.court_number.value(),
            chamber=Chamber(str(parts.chamber.value() or "")),
            began=Began(str(parts.began.value() or "")),
            numbers=self.numbers.records(),
            shelf=parts.shelf.value(),
            opened_on=parts.opened_on.value() or base.opened_on,
            closed_on=parts.closed_on.value() if stage is Stage.CLOSED else None,
        )

    def _court(self) -> str:
        """The court chosen, or the name typed: nobody has a list of the zone courts."""
        try:
            return str(self.parts.court.value() or "")
        except InvalidValue:
            return self.parts.court.editor.currentText()

    def show_record(self, case: Case) -> None:
        """Puts a case into the form."""
        self._offer_stages(case.stage)
        for name in drafts.typed(self.parts):
            getattr(self.parts, name).set_value(getattr(case, name))
        self._name_subtypes()
        for name in ("subtype", "chamber", "began", "court"):
            getattr(self.parts, name).set_value(getattr(case, name) or None)
        self.numbers.show_records(case.numbers)
        if case.court not in {court.id for court in reference.courts()}:
            self.parts.court.editor.setEditText(case.court)
        self._ask_code_name()
        self._ask_closing()
        self._unfold_if_filled(case)

    def typed(self) -> drafts.Draft:
        """What stands in the form, to be put back later."""
        return {**drafts.typed(self.parts), "numbers": self.numbers.typed()}

    def put_back(self, typed: drafts.Typed) -> None:
        """Puts back what ``typed`` gave."""
        drafts.put_back(self.parts, {"type": typed["type"]} if "type" in typed else {})
        self._name_subtypes()
        drafts.put_back(self.parts, typed)
        self.numbers.put_back(typed.get("numbers"))
        self._ask_code_name()
        self._ask_closing()

    def words(self) -> FieldWords:
        """What the fields are called, and how their values read."""
        return FieldWords(
            self.parts,
            {"numbers": N_("Numbers at other bodies")},
            {"numbers": file_numbers.said, "subtype": _subtype, "stage": _stage},
        )

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field that the problem is about, folded or not."""
        if problem.field in _FOLDED:
            self._unfold()
        forms.show_error(self.parts, problem, {"numbers": self.numbers})

    def changeEvent(self, event: QEvent) -> None:
        """Names the courts in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_choices()
            self._ask_code_name()

    def _fold_court(self) -> None:
        body, card = self.parts.body.layout(), self.parts.court_card
        lines = card.layout()
        if isinstance(body, QVBoxLayout) and lines is not None:
            body.insertWidget(body.indexOf(card), self.unfold)
            lines.addWidget(self.numbers)
        card.hide()
        self.unfold.clicked.connect(self._unfold)

    def _unfold(self) -> None:
        self.unfold.hide()
        self.parts.court_card.show()

    def _unfold_if_filled(self, case: Case) -> None:
        """What is filled in is seen; so is everything about a known case."""
        if case.id is not None or any(getattr(case, name) for name in _FOLDED):
            self._unfold()

    def _offer_stages(self, present: Stage) -> None:
        """The stages one can choose: no form closes a case, or opens it again."""
        closed = present is Stage.CLOSED
        fitting = [(one, said) for one, said in labels.STAGES.items()
                   if (one is Stage.CLOSED) is closed]  # fmt: skip
        self.parts.stage.set_choices(fitting)

    def _name_choices(self) -> None:
        self._name_courts()
        self._name_subtypes()

    def _name_subtypes(self) -> None:
        """Offers the kinds of matter of the type that is chosen."""
        language, field = i18n.current(), self.parts.subtype
        chosen = self.parts.type.chosen(None)
        fitting = [one for one in reference.subtypes().values() if one.type is chosen]
        kept = drafts.read_one(field)
        field.set_value(None)
        field.set_choices([(one.id, one.name(language)) for one in fitting], translated=False)
        if isinstance(kept, tuple) and kept[1] in {one.id for one in fitting}:
            drafts.put_back_one(field, kept)

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
        level = reference.levels().get(Confidentiality(str(chosen))) if chosen else None
        self.level.show_text(level.texts[i18n.current()] if level else "")

    def _ask_closing(self) -> None:
        try:
            chosen = self.parts.stage.value()
        except InvalidValue:
            return
        self.parts.closing_card.setVisible(chosen is Stage.CLOSED)


def _stage(value: object) -> str:
    return filled(labels.STAGES[Stage(str(value))])


def _subtype(value: object) -> str:
    found = reference.subtypes().get(str(value))
    return found.name(i18n.current()) if found else ""


_FOLDED = ("court", "court_number", "chamber", "began", "numbers", "shelf")


def new_case(today: date) -> Case:
    """A case as the form of an intake starts: advice in a civil matter, nothing hidden."""
    return Case(client_id=0, type=CaseType.CIVIL, opened_on=today)


def _needed(field: ChoiceField) -> object:
    value = field.value()
    if value is None:
        raise InvalidValue(field.objectName(), N_("Please fill in this field."))
    return value


class CaseFormPage(FormPage):
    """Changes a case."""

    name = "case_form"
    under = "cases"
    form_name = "case"
    form: CaseForm

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, CaseForm(), N_("Save case"))
        self._why = ""
        self.head.title.say(N_("Change the case"))

    def show_record(self, key: object | None) -> None:
        """The case with that id, with what was typed before."""
        if isinstance(key, int):
            self._begin(self._stored(key))
            self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Says which case it is."""
        del changes
        if self._base:
            self.head.subtitle.show_text(labels.title(self._base, i18n.current()))

    def _stored(self, key: int) -> Any:
        return self.frame.office.cases.get(key)

    def _store(self, record: Any) -> Any:
        return self.frame.office.cases.save(record, self._why)

    def _keep(self, record: Any) -> None:
        """Asks for the reason where more people are to see the case."""
        if confidentiality.is_lowered(self._base, record):
            dialogs.ask_reason(self, LOWERED, N_("Save case"), partial(self._keep_for, record))
        else:
            super()._keep(record)

    def _keep_for(self, record: Any, why: str) -> None:
        self._why = why
        super()._keep(record)
        self._why = ""

    def _finish(self, record: Any) -> None:
        undoing.said(self.frame, N_("Case saved."), record)
        self.frame.back()
