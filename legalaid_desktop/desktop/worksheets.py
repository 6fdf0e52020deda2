"""The page of one worksheet: period, the questions in the order of a conversation, the view."""

from collections.abc import Iterable, Set
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms, protection_forms
from legalaid_desktop.desktop.cards import Card, Row
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.form_page import FormPage
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Button, Text, filled, shown
from legalaid_desktop.desktop.versions import FieldWords
from legalaid_desktop.domain import protection, worksheets
from legalaid_desktop.domain.cases import is_restricted
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.lawyers import name as lawyer_name
from legalaid_desktop.domain.people import Majority
from legalaid_desktop.domain.people import name as person_name
from legalaid_desktop.domain.protection import NOTHING, Protection
from legalaid_desktop.domain.worksheets import (
    Answer,
    Element,
    Finding,
    Ground,
    Group,
    Sector,
    Worksheet,
)
from legalaid_desktop.i18n import N_, gettext
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import nations
from legalaid_desktop.labels import people as person_labels
from legalaid_desktop.labels import protection as labels
from legalaid_desktop.services import reference

NOTE = N_("What was said, seen or read")
NEVER = N_("The program never adds anything up. A lawyer judges, with reasons.")


class FindingRow(QWidget):
    """One question with its answer; what it rests on is asked once there is an answer.

    Signals:
        changed: something was answered or typed.
    """

    changed = Signal()

    def __init__(self, element: Element) -> None:
        super().__init__()
        self.element = element
        self._known: Finding | None = None
        self.question = Text(wrap=True)
        self.source = Text(role="dim", wrap=True)
        self.answer, self.ground, self.note = QComboBox(), QComboBox(), QLineEdit()
        for box, choices in ((self.answer, labels.ANSWERS), (self.ground, labels.GROUNDS)):
            for value in choices:
                box.addItem("", value)
        self._lay_out()
        self.answer.currentIndexChanged.connect(self._turn)
        self.ground.currentIndexChanged.connect(self.changed)
        self.note.textChanged.connect(self.changed)
        self.speak()
        self._turn()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.question)
        words.addWidget(self.source)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(words, 1)
        top.addWidget(self.answer)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.ground)
        below.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 18, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(below)

    def finding(self) -> Finding | None:
        """The answer, or nothing where nobody knows."""
        if self.answer.currentData() == Answer.UNKNOWN:
            return None
        before = self._known or Finding(element=self.element.id, answer=Answer.YES)
        return replace(
            before,
            answer=Answer(self.answer.currentData()),
            ground=Ground(self.ground.currentData()),
            note=self.note.text().strip(),
        )

    def show_finding(self, finding: Finding | None) -> None:
        """Shows an answer, or that nobody knows."""
        self._known = finding
        self.answer.setCurrentIndex(self.answer.findData(finding.answer if finding else "unknown"))
        self.ground.setCurrentIndex(self.ground.findData(finding.ground if finding else "said"))
        self.note.setText(finding.note if finding else "")
        self.speak()

    def speak(self) -> None:
        """Says everything in the language of the window."""
        language = i18n.current()
        self.question.show_text(self.element.texts[language])
        told = [labels.source(self.element, reference.laws(), language)]
        if self._known is not None and self._known.by:
            told.append(f"{self._known.by}, {self._known.on}")
        self.source.show_text(" · ".join(told))
        for box, choices in ((self.answer, labels.ANSWERS), (self.ground, labels.GROUNDS)):
            for place, message in enumerate(choices.values()):
                box.setItemText(place, shown(gettext(message)))
        self.answer.setAccessibleName(self.element.texts[language])
        self.ground.setAccessibleName(gettext(N_("What it rests on")))
        self.note.setPlaceholderText(gettext(NOTE))
        self.note.setAccessibleName(gettext(NOTE))

    def _turn(self) -> None:
        answered = self.answer.currentData() != Answer.UNKNOWN
        self.ground.setVisible(answered)
        self.note.setVisible(answered)
        self.changed.emit()


class WorksheetForm(QWidget):
    """Period and questions.

    Signals:
        changed: something was answered or typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.parts = forms.Parts()
        self.parts.body = self
        self.fields: dict[str, Any] = {
            "from_on": DateField(label=N_("From")),
            "to_on": DateField(label=N_("To")),
            "place": TextField(label=N_("Place")),
            "country": ChoiceField(label=N_("Country")),
            "sector": ChoiceField(label=N_("Kind of work")),
            "recruiter": TextField(
                label=N_("Who began it"),
                help=N_("How the person knew them. Names stand under People."),
            ),
        }
        self.fields["sector"].set_choices(list(labels.SECTORS.items()))
        for name, field in self.fields.items():
            field.setObjectName(name)
            setattr(self.parts, name, field)
            field.changed.connect(self.changed)
        self.rows = {one.id: FindingRow(one) for one in reference.elements()}
        self.cards = {group: Card(labels.GROUPS[group]) for group in Group}
        self._lay_out()
        self._name_nations()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        first = Card(N_("When and where"))
        lines = QWidget()
        inside = QVBoxLayout(lines)
        inside.setContentsMargins(0, 0, 0, 0)
        names = list(self.fields)
        for pair in (names[0:2], names[2:4], names[4:6]):
            across = QHBoxLayout()
            across.setSpacing(16)
            for name in pair:
                across.addWidget(self.fields[name], 1)
            inside.addLayout(across)
        first.add(lines)
        column.addWidget(first)
        for group, card in self.cards.items():
            for row in self.rows.values():
                if row.element.group is group:
                    card.add(row, margins=False)
                    row.changed.connect(self.changed)
            column.addWidget(card)

    def record(self, base: Worksheet) -> Worksheet:
        """The worksheet as typed; raises ``InvalidValue`` for what cannot be read."""
        values = {name: field.value() for name, field in self.fields.items()}
        values["country"] = values["country"] or ""
        values["sector"] = values["sector"] or Sector.NONE
        found = tuple(one for row in self.rows.values() if (one := row.finding()) is not None)
        return replace(base, findings=found, **values)

    def show_record(self, sheet: Worksheet) -> None:
        """Puts a worksheet into the form."""
        for name, field in self.fields.items():
            field.set_value(getattr(sheet, name))
        known = {one.element: one for one in sheet.findings}
        for key, row in self.rows.items():
            row.show_finding(known.get(key))

    def typed(self) -> Typed:
        """All that stands in the form."""
        found = {
            key: (row.answer.currentData(), row.ground.currentData(), row.note.text())
            for key, row in self.rows.items()
        }
        return {
            **{name: drafts.read_one(field) for name, field in self.fields.items()},
            "findings": {key: list(map(str, one)) for key, one in found.items()},
        }

    def put_back(self, typed: Typed) -> None:
        """Fills the form as it was."""
        for name, field in self.fields.items():
            if name in typed:
                drafts.put_back_one(field, typed[name])
        found = typed.get("findings")
        for key, (answer, ground, note) in (found if isinstance(found, dict) else {}).items():
            if key in self.rows:
                row = self.rows[key]
                row.answer.setCurrentIndex(row.answer.findData(answer))
                row.ground.setCurrentIndex(row.ground.findData(ground))
                row.note.setText(note)

    def words(self) -> FieldWords:
        """What the fields are called, and how their values read."""
        return FieldWords(self.parts, {"findings": N_("What was noted")}, {"findings": self._told})

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field that the problem is about."""
        forms.show_error(self.parts, problem)

    def show_child(self, *, visible: bool) -> None:
        """Signs with a child are asked of whoever is or may be one."""
        self.cards[Group.CHILD].setVisible(visible)

    def changeEvent(self, event: QEvent) -> None:
        """Says the questions in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_nations()
            for row in self.rows.values():
                row.speak()

    def _name_nations(self) -> None:
        field = self.fields["country"]
        kept = drafts.read_one(field)
        field.set_value(None)
        field.set_choices(nations.choices(i18n.current()), translated=False)
        drafts.put_back_one(field, kept)

    def _told(self, findings: Iterable[Finding]) -> str:
        language, said = i18n.current(), labels.ANSWERS
        return "\n".join(
            f"{self.rows[one.element].element.texts[language]}: {filled(said[one.answer])}"
            for one in findings
            if one.element in self.rows
        )


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
        layout = self.form.layout()
        if layout is not None:
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
            self._say_whose()
            self._say()

    def reload(self, changes: Set[Change]) -> None:
        """Shows new views; what is typed stays."""
        if self._base is not None and changes & {Change.PROTECTION, Change.PERSON}:
            self.case_side = self.frame.office.protection.of_case(self._base.case_id)
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
        self.form.show_child(visible=majority is not Majority.ADULT)
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
        rows = []
        for one in sorted(found, key=lambda each: each is not stands):
            known = {each.id: each for each in self.case_side.lawyers}
            signer = known.get(one.lawyer_id)
            signed = filled(
                N_("Signed by {name} on {day}"), day=i18n.date_long(one.signed_on, language),
                name=lawyer_name(signer, language) if signer else "",
            )  # fmt: skip
            state = filled(N_("stands") if one is stands else N_("superseded"))
            opinions = filled(
                N_("Trafficking: {tip}. Smuggling: {som}."),
                tip=filled(labels.OPINIONS[one.trafficking]),
                som=filled(labels.OPINIONS[one.smuggling]),
            )
            rows.append(Row(f"{opinions} ({state})", f"{one.reasons}\n{signed}"))
        self.views.set_rows(rows or [Row(filled(N_("No view was signed yet.")))])

    def _ask_view(self) -> None:
        if self._base is None:
            return
        dialog = protection_forms.ask_view(self, self.frame, self.case_side, self._base)
        dialog.open()
