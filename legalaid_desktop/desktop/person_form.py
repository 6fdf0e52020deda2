"""The form of a person: names in two scripts, telephone, birth, home; folded in, what is rarer."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms, person_words
from legalaid_desktop.desktop.drafts import Draft, Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, Field, TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.numbers import number_of, year_of
from legalaid_desktop.desktop.person_lines import (
    AddressLine,
    AliasLine,
    IdPaperLine,
    MemberLine,
    PhoneLine,
)
from legalaid_desktop.desktop.place_fields import PlaceFields, refill
from legalaid_desktop.desktop.record_lines import RecordLine, RecordLines
from legalaid_desktop.desktop.sections import Section
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.tongues import spoken
from legalaid_desktop.desktop.versions import FieldWords
from legalaid_desktop.domain import languages, people
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.households import MaritalStatus
from legalaid_desktop.domain.identity_papers import Holder
from legalaid_desktop.domain.people import LINES, BirthBasis, Person, Sex, Title
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import households, nations
from legalaid_desktop.labels import people as labels
from legalaid_desktop.services import reference

SENSITIVE = N_(
    "Sensitive. Ask only what helps this person: to find an interpreter, a doctor, or help that is "
    "there for a group. It stands in no list and no paper (data protection law 25/NA 2017)."
)
_LISTS: dict[str, tuple[Any, ...]] = {
    "phones": (PhoneLine, N_("Another number"), 1),
    "id_papers": (IdPaperLine, N_("Add an identity paper")),
    "aliases": (AliasLine, N_("Add a name")),
    "addresses": (AddressLine, N_("Add an address")),
    "household": (MemberLine, N_("Add somebody")),
}
_SECTIONS = {
    "papers": N_("Identity papers"),
    "names": N_("Other names, spellings, rank"),
    "addresses": N_("Other addresses: registered, safe, at the time of the event"),
    "household": N_("Family and household"),
    "sensitive": N_("Ethnic group, languages, disability, health"),
}
_ENUMS: dict[str, type[Any]] = {
    "title": Title, "sex": Sex, "birth_basis": BirthBasis, "marital": MaritalStatus,
}  # fmt: skip
_CODES = ("nationality", "province", "district", "ethnic_group")
_NUMBERS = ("born_year", "age_from", "age_to")


class PersonParts(forms.Parts):
    """The parts of ``ui/person.ui``."""

    given_lo: TextField
    given_latin: TextField
    surname_lo: TextField
    surname_latin: TextField
    title: ChoiceField
    sex: ChoiceField
    born_on: DateField
    born_month: ChoiceField
    born_year: TextField
    age_from: TextField
    age_to: TextField
    age_seen_on: DateField
    birth_basis: ChoiceField
    birth_note: TextField
    province: ChoiceField
    district: ChoiceField
    village_lo: TextField
    village_latin: TextField
    village_also: TextField
    unit: TextField
    house: TextField
    occupation_lo: TextField
    occupation_en: TextField
    nationality: ChoiceField
    rank_lo: TextField
    rank_latin: TextField
    marital: ChoiceField
    ethnic_group: ChoiceField
    ethnic_subgroup: TextField
    languages: TextField
    disability: TextField
    health: TextField
    birth_card: QFrame
    home_card: QFrame
    papers_body: QWidget
    names_body: QWidget
    addresses_body: QWidget
    household_body: QWidget
    sensitive_body: QWidget
    phones_place: QWidget
    id_papers_place: QWidget
    aliases_place: QWidget
    addresses_place: QWidget
    household_place: QWidget
    sensitive_place: QWidget


class PersonForm(QWidget):
    """Asks for a person; what is typed stays, whatever the language.

    Args:
        today: the day ages are told for.
        brief: shows names and telephones first, and the rest on a press of a button.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(self, today: date, *, brief: bool = False) -> None:
        super().__init__()
        self._today, self._brief, self._filling = today, brief, False
        self.parts = forms.load("person", self, PersonParts)
        _put(self.parts.sensitive_place, InlineBanner(SENSITIVE, "info"))
        self.lists = {name: RecordLines(name, *how) for name, how in _LISTS.items()}
        for name, lines in self.lists.items():
            _put(getattr(self.parts, f"{name}_place"), lines)
        self.age = Text(role="dim", wrap=True)
        self.parts.age_from.add_line(self.age)
        self.more = Button(N_("More about the person"), icon="chevron-down", kind="plain")
        self.more.clicked.connect(self._show_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts.body)
        column.addWidget(self.more)
        self.sections = self._fold()
        self._fill_choices()
        self._wire()
        self.show_record(Person())

    def record(self, base: Person) -> Person:
        """The person as typed; raises ``InvalidValue`` for what cannot be read."""
        parts = self.parts
        read: dict[str, Any] = {name: getattr(parts, name).value() for name in LINES}
        read |= {name: str(getattr(parts, name).value() or "") for name in _CODES}
        read |= {name: kind(getattr(parts, name).value() or "") for name, kind in _ENUMS.items()}
        read |= {name: lines.records() for name, lines in self.lists.items()}
        return replace(
            base,
            **read,
            **self._birth(),
            languages=languages.coded(
                people.languages_of(parts.languages.value()), reference.languages()
            ),
        )

    def show_record(self, person: Person) -> None:
        """Puts a person into the form."""
        self._filling = True
        self._fill(person)
        self._filling = False
        self._unfold(wanted=False)
        self._hide_rest(hidden=self._brief)

    def _fill(self, person: Person) -> None:
        parts = self.parts
        for name in (*LINES, *_ENUMS, "born_on", "born_month", "age_seen_on"):
            getattr(parts, name).set_value(getattr(person, name))
        for name in _NUMBERS:
            value = getattr(person, name)
            getattr(parts, name).set_value("" if value is None else str(value))
        for name in _CODES:
            getattr(parts, name).set_value(getattr(person, name) or None)
        parts.languages.set_value(spoken(person.languages))
        for name, lines in self.lists.items():
            lines.show_records(getattr(person, name))

    def typed(self) -> Draft:
        """What stands in the form, to be put back later."""
        listed = {name: lines.typed() for name, lines in self.lists.items()}
        return {**drafts.typed(self.parts), **listed}

    def put_back(self, typed: Typed) -> None:
        """Puts back what ``typed`` gave."""
        typed = _of_older_program(typed)
        self._filling = True
        drafts.put_back(self.parts, typed)
        for name, lines in self.lists.items():
            lines.put_back(typed.get(name))
        self._filling = False
        self._unfold(wanted=True)
        self._hide_rest(hidden=False)

    def words(self) -> FieldWords:
        """What the fields are called, and how their values read."""
        return person_words.words(self.parts)

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field that the problem is about, showing it if it was hidden."""
        field = getattr(self.parts, problem.field, self.lists.get(problem.field))
        if field is not None and not field.isVisibleTo(self):
            self._hide_rest(hidden=False)
            for section in self.sections.values():
                if section.isAncestorOf(field):
                    section.unfold()
        forms.show_error(self.parts, problem, self.lists)

    def changeEvent(self, event: QEvent) -> None:
        """Names months, groups and nations in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_codes()
            self._tell_age()

    def _fold(self) -> dict[str, Section]:
        column = self.parts.body.layout()
        made = {}
        for name, title in _SECTIONS.items():
            made[name] = Section(title, getattr(self.parts, f"{name}_body"))
            column.addWidget(made[name])  # type: ignore[union-attr]  # the form has a layout
        return made

    def _wire(self) -> None:
        for name in (*LINES, *_ENUMS, "nationality", "ethnic_group", "languages"):
            getattr(self.parts, name).changed.connect(self._typed_on)
        for lines in self.lists.values():
            lines.changed.connect(self._typed_on)
        for name in ("born_on", "born_month", *_NUMBERS, "age_seen_on"):
            getattr(self.parts, name).changed.connect(self._birth_changed)
        self._places.changed.connect(self.changed)

    def _fill_choices(self) -> None:
        for field, choices in (
            (self.parts.title, labels.TITLES),
            (self.parts.sex, labels.SEXES),
            (self.parts.birth_basis, labels.BIRTH_BASES),
            (self.parts.marital, households.MARITAL),
        ):
            field.set_choices([(value, words) for value, words in choices.items()])
        self._places = PlaceFields(self.parts.province, self.parts.district)
        self._name_codes()

    def _name_codes(self) -> None:
        language = i18n.current()
        refill(self.parts.nationality, nations.choices(language))
        groups = reference.ethnic_groups().values()
        refill(self.parts.ethnic_group, [(one.code, one.name(language)) for one in groups])
        month = _month(self.parts.born_month)
        months = [(one, i18n.month_name(one, language)) for one in range(1, people.MONTHS + 1)]
        self.parts.born_month.set_choices(months, translated=False)
        self.parts.born_month.set_value(month)

    def _typed_on(self) -> None:
        self._count()
        self.changed.emit()

    def _birth_changed(self) -> None:
        self._tell_age()
        self.changed.emit()

    def _birth(self) -> dict[str, Any]:
        parts = self.parts
        return {
            "born_on": parts.born_on.value(),
            "born_month": parts.born_month.value(),
            "born_year": year_of(parts.born_year),
            "age_from": number_of(parts.age_from),
            "age_to": number_of(parts.age_to),
            "age_seen_on": self._seen_on(),
        }

    def turn_to(self, today: date) -> None:
        """Tells ages for that day from now on."""
        self._today = today
        self._tell_age()

    def _tell_age(self) -> None:
        try:
            born = Person(**self._birth())
            ages = people.age_on(born, self._today)
        except InvalidValue:
            ages = None
        self.age.setVisible(ages is not None)
        if ages:
            said = filled(labels.MAJORITIES[people.majority_on(born, self._today)])
            self.age.show_text(f"{labels.ages(ages, i18n.current())}: {said}")

    def _seen_on(self) -> date | None:
        told = self.parts.age_from.value() or self.parts.age_to.value()
        return self.parts.age_seen_on.value() or (self._today if told else None)

    def _count(self) -> None:
        """Says of each section how much stands in it."""
        if self._filling:
            return
        for section in self.sections.values():
            fields = (one for one in section.body.findChildren(Field) if _says(one))
            alone = sum(not _in_line(one) for one in fields)
            lines = (one for one in self.lists.values() if section.isAncestorOf(one))
            section.tell(alone + sum(one.count for one in lines))

    def _unfold(self, *, wanted: bool) -> None:
        """Shows the sections in which something stands, or none."""
        self._count()
        for section in self.sections.values():
            section.unfold(open=wanted and section.filled)

    def _show_more(self) -> None:
        self._hide_rest(hidden=False)
        self.parts.title.setFocus()

    def _hide_rest(self, *, hidden: bool) -> None:
        self.more.setVisible(hidden)
        parts = self.parts
        rest = (parts.title, parts.sex, parts.birth_card, parts.home_card)
        for part in (*rest, *self.sections.values()):
            part.setHidden(hidden)


def _of_older_program(typed: Typed) -> Typed:
    """A draft in which there was room for one identity paper alone."""
    if "id_paper" not in typed or "id_papers" in typed:
        return typed
    held_by = typed.get("id_held_by", "")
    holder = Holder.OTHER if held_by else Holder.SELF
    paper = {
        "kind": typed["id_paper"],
        "number": typed.get("id_number", ""),
        "held_by": held_by,
        "holder": ["value", holder],
    }
    told = paper["kind"] != ["value", "none"] or paper["number"] or held_by
    return {**typed, "id_papers": [paper] if told else []}


def _put(place: QWidget, widget: QWidget) -> None:
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)


def _month(field: ChoiceField) -> object:
    return field.chosen(None)


def _in_line(field: Field) -> bool:
    above = field.parentWidget()
    while above is not None and not isinstance(above, RecordLine | Section):
        above = above.parentWidget()
    return isinstance(above, RecordLine)


def _says(field: Field) -> bool:
    if isinstance(field, ChoiceField):
        return bool(field.chosen(None))
    return bool(drafts.read_one(field))
