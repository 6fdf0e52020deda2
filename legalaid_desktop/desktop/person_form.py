"""The form of a person: names in two scripts, telephone, birth, home, identity paper."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms
from legalaid_desktop.desktop.drafts import Draft, Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.phones import PhoneLines
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.versions import FieldWords
from legalaid_desktop.domain import people
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.people import IdPaper, Person, Phone, Sex, Title
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import nations
from legalaid_desktop.labels import people as labels
from legalaid_desktop.services import reference

_LINES = (
    "given_lo", "surname_lo", "given_latin", "surname_latin", "occupation_lo", "occupation_en",
    "village_lo", "village_latin", "id_number", "id_held_by",
)  # fmt: skip


class PersonParts(forms.Parts):
    """The parts of ``ui/person.ui``."""

    given_lo: TextField
    given_latin: TextField
    surname_lo: TextField
    surname_latin: TextField
    title: ChoiceField
    sex: ChoiceField
    born_on: DateField
    born_year: TextField
    age_from: TextField
    age_to: TextField
    age_seen_on: DateField
    province: ChoiceField
    district: ChoiceField
    village_lo: TextField
    village_latin: TextField
    occupation_lo: TextField
    occupation_en: TextField
    nationality: ChoiceField
    id_paper: ChoiceField
    id_number: TextField
    id_held_by: TextField
    birth_card: QFrame
    home_card: QFrame
    paper_card: QFrame
    phones_place: QWidget


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
        self._today, self._narrowing = today, False
        self.parts = forms.load("person", self, PersonParts)
        self.phones = PhoneLines()
        place = QVBoxLayout(self.parts.phones_place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.phones)
        self.age = Text(role="dim", wrap=True)
        self.parts.age_from.add_line(self.age)
        self.more = Button(N_("More about the person"), icon="chevron-down", kind="plain")
        self.more.clicked.connect(self._show_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts.body)
        column.addWidget(self.more)
        self._brief = brief
        self._fill_choices()
        self._wire()
        self.show_record(Person())

    def record(self, base: Person) -> Person:
        """The person as typed; raises ``InvalidValue`` for what cannot be read."""
        parts = self.parts
        return replace(
            base,
            **{name: getattr(parts, name).value() for name in _LINES},
            title=Title(str(parts.title.value() or "")),
            sex=Sex(str(parts.sex.value() or "")),
            born_on=parts.born_on.value(),
            born_year=_number(parts.born_year),
            age_from=_number(parts.age_from),
            age_to=_number(parts.age_to),
            age_seen_on=self._seen_on(),
            nationality=str(parts.nationality.value() or ""),
            province=str(parts.province.value() or ""),
            district=str(parts.district.value() or ""),
            id_paper=IdPaper(str(parts.id_paper.value() or IdPaper.NONE)),
            phones=self.phones.phones(),
        )

    def show_record(self, person: Person) -> None:
        """Puts a person into the form."""
        parts = self.parts
        for name in _LINES:
            getattr(parts, name).set_value(getattr(person, name))
        for name in ("title", "sex", "born_on", "age_seen_on", "id_paper"):
            getattr(parts, name).set_value(getattr(person, name))
        for name in ("born_year", "age_from", "age_to"):
            value = getattr(person, name)
            getattr(parts, name).set_value("" if value is None else str(value))
        parts.nationality.set_value(person.nationality or None)
        parts.province.set_value(person.province or None)
        parts.district.set_value(person.district or None)
        self.phones.show_phones(person.phones)
        self._hide_rest(hidden=self._brief)

    def typed(self) -> Draft:
        """What stands in the form, to be put back later."""
        return {**drafts.typed(self.parts), "phones": self.phones.typed()}

    def put_back(self, typed: Typed) -> None:
        """Puts back what ``typed`` gave."""
        drafts.put_back(self.parts, typed)
        self.phones.put_back(typed.get("phones"))
        self._hide_rest(hidden=False)

    def words(self) -> FieldWords:
        """What the fields are called, and how their values read."""
        language = i18n.current()
        return FieldWords(
            self.parts,
            {"phones": N_("Telephone numbers")},
            {"phones": _spoken, "district": lambda code: _place(code, language)},
        )

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field that the problem is about, showing it if it was hidden."""
        if problem.field == "phones":
            self.phones.show_error(problem)
            return
        if not getattr(self.parts, problem.field, self).isVisibleTo(self):
            self._hide_rest(hidden=False)
        forms.show_error(self.parts, problem)

    def changeEvent(self, event: QEvent) -> None:
        """Names places and nations in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_places()
            self._tell_age()

    def _wire(self) -> None:
        self.phones.changed.connect(self.changed)
        for name in (*_LINES, "title", "sex", "nationality", "id_paper"):
            getattr(self.parts, name).changed.connect(self.changed)
        for name in ("born_on", "born_year", "age_from", "age_to", "age_seen_on"):
            getattr(self.parts, name).changed.connect(self._birth_changed)
        self.parts.province.changed.connect(self._province_changed)
        self.parts.district.changed.connect(self._district_changed)

    def _fill_choices(self) -> None:
        self.parts.title.set_choices(list(labels.TITLES.items()))
        self.parts.sex.set_choices(list(labels.SEXES.items()))
        self.parts.id_paper.set_choices(list(labels.ID_PAPERS.items()))
        self._name_places()

    def _name_places(self) -> None:
        language = i18n.current()
        for field, choices in (
            (self.parts.nationality, nations.choices(language)),
            (self.parts.province, _provinces(language)),
        ):
            _refill(field, choices)
        self._narrow()

    def _narrow(self) -> None:
        """Offers the districts of the chosen province, or all with the province beside the name."""
        self._narrowing = True
        _refill(self.parts.district, _districts(_chosen(self.parts.province), i18n.current()))
        self._narrowing = False

    def _province_changed(self) -> None:
        if not self._narrowing:
            district, province = _chosen(self.parts.district), _chosen(self.parts.province)
            if district and province and district[:2] != province:
                self.parts.district.set_value(None)
            self._narrow()
            self.changed.emit()

    def _district_changed(self) -> None:
        district = _chosen(self.parts.district)
        if district and not self._narrowing and not self.parts.province.editor.currentText():
            self._narrowing = True
            self.parts.province.set_value(district[:2])
            self._narrow()
        self.changed.emit()

    def _birth_changed(self) -> None:
        self._tell_age()
        self.changed.emit()

    def _tell_age(self) -> None:
        try:
            born = Person(
                born_on=self.parts.born_on.value(),
                born_year=_number(self.parts.born_year),
                age_from=_number(self.parts.age_from),
                age_to=_number(self.parts.age_to),
                age_seen_on=self._seen_on(),
            )
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

    def _show_more(self) -> None:
        self._hide_rest(hidden=False)
        self.parts.title.setFocus()

    def _hide_rest(self, *, hidden: bool) -> None:
        self.more.setVisible(hidden)
        parts = self.parts
        for part in (parts.title, parts.sex, parts.birth_card, parts.home_card, parts.paper_card):
            part.setHidden(hidden)


def _spoken(phones: Sequence[Phone]) -> str:
    """The numbers, a line each, with whether a call is safe."""
    lines = ((one.number, filled(labels.SAFE_TO_CALL[one.safe]), one.note) for one in phones)
    return "\n".join(" · ".join(filter(None, line)) for line in lines)


def _place(district: str, language: str) -> str:
    known = reference.districts().get(district)
    return known.name(language) if known else district


def _number(field: TextField) -> int | None:
    text = field.value()
    if not text:
        return None
    if not text.isdecimal():
        raise InvalidValue(field.objectName(), N_("A number, please."))
    number = int(text)  # reads Lao digits too
    if field.objectName() == "born_year" and number > 2400:
        return number - 543  # Buddhist era, as Thai papers write it
    return number


def _chosen(field: ChoiceField) -> str:
    try:
        return str(field.value() or "")
    except InvalidValue:
        return ""


def _refill(field: ChoiceField, choices: list[tuple[object, str]]) -> None:
    chosen, blocked = _chosen(field), field.blockSignals(True)
    if chosen:
        field.set_value(None)
    field.set_choices(choices, translated=False)
    if chosen:
        field.set_value(chosen)
    field.blockSignals(blocked)


def _provinces(language: str) -> list[tuple[object, str]]:
    return [(each.code, each.name(language)) for each in reference.provinces().values()]


def _districts(province: str, language: str) -> list[tuple[object, str]]:
    if province:
        return [
            (each.code, " / ".join((each.name(language), *each.variants)))
            for each in reference.districts_of(province)
        ]
    provinces = reference.provinces()
    return [
        (each.code, f"{each.name(language)} · {provinces[each.province].name(language)}")
        for each in reference.districts().values()
    ]
