"""One person: what the office knows of them, and their cases."""

from collections.abc import Iterator, Set
from dataclasses import replace

from legalaid_desktop import i18n
from legalaid_desktop.desktop import removing
from legalaid_desktop.desktop.cards import Card, Chip, PageHeader, Row, columns, scrolled
from legalaid_desktop.desktop.facts import Facts
from legalaid_desktop.desktop.history import HistoryDialog
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, Page, may
from legalaid_desktop.desktop.people import district_of, village_of
from legalaid_desktop.desktop.safe_contacts import SafeContactCard, phone_row
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import people
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import Case, is_restricted
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.people import IdPaper, Majority, Person
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import nations
from legalaid_desktop.labels import people as labels

_AGE_KINDS = {
    Majority.CHILD: "attention",
    Majority.PERHAPS_CHILD: "attention",
    Majority.ADULT: "neutral",
    Majority.UNKNOWN: "neutral",
}


class PersonPage(Page):
    """A person with everything known, telephones with their safety, and cases."""

    name = "person"
    under = "people"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._key = 0
        self.head = PageHeader()
        self.remove = self.head.add_button(Button(N_("Remove …"), icon="trash-2"))
        self.history = self.head.add_button(Button(N_("History"), icon="clock"))
        self.edit = self.head.add_button(Button(N_("Change"), icon="pencil"))
        self.remove.clicked.connect(self._ask_removal)
        self.open_case = self.head.add_button(
            Button(N_("Open a case"), icon="folder-plus", kind="primary")
        )
        self.edit.clicked.connect(self._edit)
        self.history.clicked.connect(self._show_history)
        self.open_case.clicked.connect(self._open_case)
        self.known = Card(N_("Person"))
        self.contact = SafeContactCard()
        self.phones = Card(N_("Telephone"))
        self.cases = Card(N_("Cases"))
        self.no_case = EmptyState(N_("No case yet."), icon="folder-open")
        self.cases.add(self.no_case, margins=False)
        self.cases.opened.connect(self._open)
        self.column.addWidget(self.head)
        sides = columns(([self.known], 3), ([self.contact, self.phones, self.cases], 2))
        self.column.addWidget(scrolled(sides), 1)

    def show_record(self, key: object | None) -> None:
        """The person with that id."""
        self._key = key if isinstance(key, int) else self._key
        self._read()

    def reload(self, changes: Set[Change]) -> None:
        """Reads the person and the cases again."""
        del changes
        self._read()

    def _read(self) -> None:
        office, language = self.frame.office, i18n.current()
        person: Person = office.people.get(self._key)
        client = office.people.client_of(self._key)
        majority = people.majority_on(person, office.today.day())
        self.head.title.show_text(people.name(person, language))
        chips = [Chip(labels.MAJORITIES[majority], _AGE_KINDS[majority])]
        if client:
            chips.insert(0, Chip(N_("client {code}"), "info", code=client.code))
        self.head.set_chips(chips)
        self.known.set_rows([Facts(list(_facts(person, language)))])
        self.phones.setVisible(bool(person.phones))
        contact = office.intakes.contact(self._key)
        self.contact.setVisible(contact is not None)
        self.contact.show_contact(replace(person, phones=()), contact)
        self.phones.set_rows([phone_row(contact, phone) for phone in person.phones])
        cases = office.cases.of_person(self._key)
        self.no_case.setVisible(not cases)
        self.remove.setVisible(not cases and may(self.frame, Act.EDIT))
        self.cases.set_rows([_case(case, language) for case in cases])

    def _edit(self) -> None:
        self.frame.go("person_form", self._key)

    def _ask_removal(self) -> None:
        removing.ask(self, self.frame, BinKind.PERSON, self._key, self._leave)

    def _leave(self) -> None:
        self.frame.go("people")

    def _show_history(self) -> None:
        HistoryDialog(self, self.frame, "person", self._key).open()

    def _open_case(self) -> None:
        self.frame.go("intake", self._key)

    def _open(self, case_id: object) -> None:
        self.frame.go("case", case_id)


def _facts(person: Person, language: str) -> Iterator[tuple[str, str]]:
    """The names of what is known, and what is known."""
    found = {
        N_("Name in Lao"): people.name(person, "lo") if person.given_lo else "",
        N_("Name in Latin letters"): people.name(person, "en") if person.given_latin else "",
        N_("Title of address"): filled(labels.TITLES[person.title]) if person.title else "",
        N_("Sex"): filled(labels.SEXES[person.sex]) if person.sex else "",
        N_("Birth"): labels.birth(person, language),
        N_("Nationality"): nations.name(person.nationality, language) if person.nationality else "",
        N_("Occupation"): _either(person.occupation_lo, person.occupation_en, language),
        N_("Village"): village_of(person, language),
        N_("District and province"): district_of(person, language),
        N_("Identity paper"): _paper(person),
        N_("Who keeps the identity paper"): person.id_held_by,
    }
    for name, value in found.items():
        if value:
            yield filled(name), value


def _paper(person: Person) -> str:
    said = filled(labels.ID_PAPERS[person.id_paper])
    has_number = person.id_paper is not IdPaper.NONE and person.id_number
    return f"{said} · {person.id_number}" if has_number else said


def _either(lao: str, english: str, language: str) -> str:
    return (lao or english) if language == "lo" else (english or lao)


def _case(case: Case, language: str) -> Row:
    reason = " · ".join(
        (filled(case_labels.TYPES[case.type]), i18n.date_long(case.opened_on, language))
    )
    chip = (
        Chip(case_labels.CONFIDENTIALITIES[case.confidentiality], "urgent")
        if is_restricted(case)
        else Chip(case_labels.STAGES[case.stage], "info")
    )
    return Row(case_labels.title(case, language), reason, chip, key=case.id)
