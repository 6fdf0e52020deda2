"""The page of one worksheet: the form, what follows from it while it is filled in, the view."""

from collections.abc import Set
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, protection_forms, removing
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.form_page import FormPage
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.restrict_hint import RestrictHint
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.worksheet_form import WorksheetForm
from legalaid_desktop.domain import protection, worksheets
from legalaid_desktop.domain.cases import is_restricted
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.people import Majority
from legalaid_desktop.domain.people import name as person_name
from legalaid_desktop.domain.protection import NOTHING, Protection
from legalaid_desktop.domain.worksheets import View, Worksheet
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import people as person_labels
from legalaid_desktop.labels import protection as labels
from legalaid_desktop.services import reference

NEVER = N_("The program never adds anything up. A lawyer judges, with reasons.")


class WorksheetPage(FormPage):
    """Changes a worksheet, says what follows, and takes the view of a lawyer."""

    name = "worksheet"
    under = "cases"
    form_name = "worksheet"
    form: WorksheetForm

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, WorksheetForm(), N_("Save worksheet"))
        self.case_side: Protection = NOTHING
        self.head.title.say(N_("Worksheet"))
        self.follows = Card(N_("What is noted and what follows"))
        self.never = Text(NEVER, role="dim", wrap=True)
        self.follows.add(self.never)
        self.views = Card(N_("The lawyer’s view"))
        self.sign = Button(N_("Write a view"), icon="pencil")
        self.sign.clicked.connect(self._ask_view)
        self.views.head.add_button(self.sign)
        self.hint = RestrictHint(frame)
        layout = self.form.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self.hint)
            layout.addWidget(self.follows)
            layout.addWidget(self.views)
        self.form.changed.connect(self._say)

    def show_record(self, key: object | None) -> None:
        """The worksheet with that id, with what was typed before."""
        if isinstance(key, int):
            self._base = None  # nothing is said of a worksheet that is half on screen
            sheet = self._stored(key)
            self.case_side = self.frame.office.protection.of_case(sheet.case_id)
            self._begin(sheet)
            self.hint.show_case(sheet.case_id)
            self._say_whose()
            self._say()

    def reload(self, changes: Set[Change]) -> None:
        """Shows new views; what is typed stays."""
        if self._base is not None and changes & {Change.PROTECTION, Change.PERSON, Change.CASE}:
            self.case_side = self.frame.office.protection.of_case(self._base.case_id)
            self.hint.show_case(self._base.case_id)
            self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Says what follows in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "views"):
            self._say_whose()
            self._say()

    def _stored(self, key: int) -> Any:
        return self.frame.office.protection.worksheet(key)

    def _store(self, record: Any) -> Any:
        return self.frame.office.protection.save(record)

    def _finish(self, record: Any) -> None:
        self.case_side = self.frame.office.protection.of_case(record.case_id)
        self._say()
        self.frame.toast(N_("Worksheet saved."))

    def _say_whose(self) -> None:
        if self._base is None:
            return
        case = self.frame.office.cases.get(self._base.case_id)
        language = i18n.current()
        told = [case_labels.title(case, language)]
        if not is_restricted(case) or len(self.case_side.people) > 1:
            told.append(person_name(self.case_side.person(self._base.person_id), language))
        self.head.subtitle.show_text(" · ".join(told))

    def _majority(self, sheet: Worksheet) -> Majority:
        return protection.majority_in(self.case_side, sheet, self.frame.office.today.day())

    def _say(self) -> None:
        """What follows from what stands in the form, saved or not."""
        if self._base is None:
            return
        try:
            sheet = self.form.record(self._base)
        except InvalidValue:
            return
        majority, language = self._majority(sheet), i18n.current()
        self.form.ask(sheet.sector, child=majority is not Majority.ADULT)
        self.form.count()
        standing = worksheets.standing(sheet, reference.elements(), majority)
        laws, known = reference.laws(), reference.statements()
        rows = [
            Row(filled(N_("In this period: {age}"), age=filled(person_labels.MAJORITIES[majority])))
        ]
        rows += [
            Row(known[one].texts[language], labels.source(known[one], laws, language))
            for one in standing.says
        ]
        self.follows.set_rows(rows)
        self._say_views(language)

    def _say_views(self, language: str) -> None:
        found = [one for one in self.case_side.views if one.worksheet_id == self._base.id]
        stands = worksheets.standing_view(found, self._base.id)
        ordered = sorted(found, key=lambda each: each is not stands)
        rows = [self._view_row(one, language, stands=one is stands) for one in ordered]
        self.views.set_rows(rows or [Row(filled(N_("No view was signed yet.")))])

    def _view_row(self, one: View, language: str, *, stands: bool) -> Row:
        opinions = filled(
            N_("Trafficking: {tip}. Smuggling: {som}."),
            tip=filled(labels.OPINIONS[one.trafficking]),
            som=filled(labels.OPINIONS[one.smuggling]),
        )
        signed = labels.signature(one, self.case_side.lawyers, language)
        if not one.is_signed:
            chip = Chip(N_("not signed"), "attention")
        elif stands:
            chip = Chip(N_("stands"), "good")
        else:
            chip = Chip(N_("superseded"), "neutral")
        row = Row(opinions, f"{one.reasons}\n{signed}", chip)
        if not one.is_signed and self.frame.office.protection.is_own(one):
            button = Button(N_("Sign it"), icon="pencil")
            button.setProperty("record", one.id)
            button.clicked.connect(self._confirm)
            row.add_button(button)
        return row

    def _confirm(self) -> None:
        try:
            self.frame.office.protection.confirm(removing.key_of(self.sender()))
        except LegalAidError as problem:
            dialogs.tell(self, problem)

    def _ask_view(self) -> None:
        if self._base is None:
            return
        dialog = protection_forms.ask_view(self, self.frame, self.case_side, self._base)
        dialog.open()
