"""One person: what the office knows of them, and their cases."""

from collections.abc import Set
from dataclasses import replace
from functools import partial

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, merging, removing
from legalaid_desktop.desktop.alike import AlikeCard
from legalaid_desktop.desktop.cards import Card, Chip, PageHeader, columns, scrolled
from legalaid_desktop.desktop.facts import Facts
from legalaid_desktop.desktop.history import HistoryDialog
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, Page, may
from legalaid_desktop.desktop.person_facts import (
    case_row,
    facts,
    home_rows,
    member_rows,
    merge_row,
    name_rows,
    paper_rows,
    sensitive,
)
from legalaid_desktop.desktop.safe_contacts import SafeContactCard, phone_row
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain import age_evidence, households, people
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.people import Majority, Person
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import people as labels

_AGE_KINDS = {
    Majority.CHILD: "attention",
    Majority.PERHAPS_CHILD: "attention",
    Majority.ADULT: "neutral",
    Majority.UNKNOWN: "neutral",
}
SHOWN = 3


class PersonPage(Page):
    """A person with everything known and nothing that is not, and all that they are in cases."""

    name = "person"
    under = "people"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._key = 0
        self.head = PageHeader()
        self.remove = self.head.add_button(Button(N_("Remove …"), icon="trash-2"))
        self.history = self.head.add_button(Button(N_("History"), icon="clock"))
        self.edit = self.head.add_button(Button(N_("Change"), icon="pencil"))
        self.open_case = self.head.add_button(
            Button(N_("Open a case"), icon="folder-plus", kind="primary")
        )
        self._make_cards()
        self.column.addWidget(self.head)
        left = [self.alike, self.known, self.names, self.papers, self.homes, self.merged]
        right = [self.contact, self.cases, self.phones, self.family, self.private]
        self.column.addWidget(scrolled(columns((left, 3), (right, 2))), 1)
        self.remove.clicked.connect(self._ask_removal)
        self.edit.clicked.connect(self._edit)
        self.history.clicked.connect(self._show_history)
        self.open_case.clicked.connect(self._open_case)
        self.cases.opened.connect(self._open)
        self.alike.opened.connect(self._merge)
        self.merged.opened.connect(self._ask_back)

    def show_record(self, key: object | None) -> None:
        """The person with that id."""
        self._key = key if isinstance(key, int) else self._key
        self._read()

    def reload(self, changes: Set[Change]) -> None:
        """Reads the person and the cases again."""
        del changes
        self._read()

    def _make_cards(self) -> None:
        self.alike = AlikeCard(N_("Perhaps the same person"), N_("press to compare and merge"))
        self.known = Card(N_("Person"))
        self.names = Card(N_("Other names"))
        self.papers = Card(N_("Identity papers"))
        self.homes = Card(N_("Other addresses"))
        self.merged = Card(N_("Merged entries"), N_("press to take the merge back"))
        self.cases = Card(N_("Cases"))
        self.contact = SafeContactCard()
        self.phones = Card(N_("Telephone"))
        self.family = Card(N_("Family and household"))
        self.private = Card(N_("Sensitive"), N_("in no list and no paper"))
        self.no_case = EmptyState(N_("No case yet."), icon="folder-open")
        self.cases.add(self.no_case, margins=False)

    def _read(self) -> None:
        office, language = self.frame.office, i18n.current()
        person: Person = office.people.get(self._key)
        contact = office.intakes.contact(self._key)
        self.contact.setVisible(contact is not None)
        self.contact.show_contact(replace(person, phones=()), contact)
        ages, today = office.protection.ages(self._key), office.today.day()
        self._show_head(person, age_evidence.majority_on(person, ages, today))
        self.known.set_rows([Facts(list(facts(person, ages, today, language)))])
        for card, rows in (
            (self.names, name_rows(person, language)),
            (self.papers, paper_rows(person, language)),
            (self.homes, home_rows(person, language)),
            (self.phones, [phone_row(contact, phone) for phone in person.phones]),
            (self.family, member_rows(person, language)),
        ):
            card.set_rows(rows)
            card.setVisible(bool(rows))
        told = list(sensitive(person, language))
        self.private.set_rows([Facts(told)] if told else [])
        self.private.setVisible(bool(told))
        self._show_cases(language)
        self._show_entries(person, language)

    def _show_head(self, person: Person, majority: Majority) -> None:
        client = self.frame.office.people.client_of(self._key)
        self.head.title.show_text(people.name(person, i18n.current()))
        chips = [Chip(labels.MAJORITIES[majority], _AGE_KINDS[majority])]
        if client:
            chips.insert(0, Chip(N_("client {code}"), "info", code=client.code))
        depend = households.dependents(person.household)
        if depend:
            chips.append(Chip(N_("dependants: {count}"), "neutral", count=depend))
        self.head.set_chips(chips)

    def _show_cases(self, language: str) -> None:
        office = self.frame.office
        cases, roles = office.cases.of_person(self._key), office.people.roles(self._key)
        client = office.people.client_of(self._key)
        self.no_case.setVisible(not cases)
        self.remove.setVisible(not cases and may(self.frame, Act.EDIT))
        self.cases.set_rows([case_row(case, client, roles, language) for case in cases])

    def _show_entries(self, person: Person, language: str) -> None:
        office, edits = self.frame.office, may(self.frame, Act.EDIT)
        found = office.people.similar(person, SHOWN) if edits else []
        self.alike.show_people(person, found)
        merges = office.merges.of_person(self._key)
        self.merged.set_rows([merge_row(one, language, edits=edits) for one in merges])
        self.merged.setVisible(bool(merges))

    def _edit(self) -> None:
        self.frame.go("person_form", self._key)

    def _merge(self, other: object) -> None:
        if isinstance(other, int):
            merging.begin(self, self.frame, self._key, other)

    def _ask_back(self, merge_id: object) -> None:
        dialogs.ask_reason(
            self,
            N_("Make two people of this one again? All that moved goes back, as one act."),
            N_("Take the merge back"),
            partial(self._take_back, merge_id),
        )

    def _take_back(self, merge_id: object, reason: str) -> None:
        try:
            self.frame.office.merges.take_back(merge_id, reason)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.toast(N_("They are two people again."))

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
