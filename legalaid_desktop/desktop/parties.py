"""The people of a case: client and parties, added and taken out."""

from collections.abc import Sequence, Set
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, drafts, forms, removing
from legalaid_desktop.desktop.cards import Card, Chip, Row, scrolled
from legalaid_desktop.desktop.conflict_hints import ConflictHint
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, TextField
from legalaid_desktop.desktop.flagging import Flagging
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.person_picker import PersonPicker
from legalaid_desktop.desktop.safe_contacts import SAFE_KINDS
from legalaid_desktop.desktop.team import TeamCard
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import conflicts, people, safe_contacts
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.case_files import CaseFile, CaseParty, contact_of
from legalaid_desktop.domain.cases import Party, PartyRole, is_restricted
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.flags import RecordKind
from legalaid_desktop.domain.name_index import Known
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.safe_contacts import SafeContact
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels
from legalaid_desktop.labels import people as person_labels
from legalaid_desktop.labels import safe_contacts as contact_labels


class PartyParts(forms.Parts):
    """The parts of ``ui/party.ui``."""

    role: ChoiceField
    person_place: QWidget
    organisation_lo: TextField
    organisation_en: TextField


class PartyDialog(DraftedDialog):
    """Asks for a party: a person of the files, a new one by name, or an organisation.

    Signals:
        told: (party, person) a new person has no id yet; None for an organisation.
    """

    told = Signal(object, object)

    def __init__(self, parent: QWidget, frame: Frame, case_id: int) -> None:
        super().__init__(parent, N_("Add somebody to the case"), accept=N_("Add to the case"))
        self._case_id = case_id
        self.setMinimumWidth(620)
        self.parts = forms.load("party", self, PartyParts)
        self.parts.role.set_choices(list(labels.ROLES.items()))
        self.person = PersonPicker(frame.office)
        place = QVBoxLayout(self.parts.person_place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.person)
        self.hint = ConflictHint(self, frame, self._asked)
        self.body.addWidget(self.parts.body)
        self.body.addWidget(self.hint)
        for field in (self.parts.organisation_lo, self.parts.organisation_en, self.parts.role):
            field.changed.connect(self.hint.start)
        self.person.changed.connect(self.hint.start)
        self.parts.role.setFocus()

    def typed(self) -> Typed:
        """What stands in the fields."""
        return {**drafts.typed(self.parts), "person": self.person.typed()}

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        drafts.put_back(self.parts, typed)
        self.person.put_back(typed.get("person"))

    def _asked(self) -> conflicts.Sketch | None:
        """Who is in the dialog so far, as the check would compare that one."""
        person, role = self.person.person(), self.parts.role.value()
        lao, english = self.parts.organisation_lo.value(), self.parts.organisation_en.value()
        named = Known(names=tuple(filter(None, (lao, english))))
        return conflicts.Sketch(
            known=conflicts.known(person) if person else named,
            person_id=(person.id if person else None) or 0,
            place=str(role or ""),
            case_id=self._case_id,
        )

    def accept(self) -> None:
        """Hands on the party once it has a role and is somebody."""
        person = self.person.person()
        try:
            party = self._party(organised=person is None)
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        super().accept()
        self.told.emit(party, person)

    def _party(self, *, organised: bool) -> Party:
        role = self.parts.role.value()
        if role is None:
            raise InvalidValue("role", N_("Please fill in this field."))
        party = Party(case_id=self._case_id, role=PartyRole(str(role)))
        if not organised:
            return party
        lao, english = self.parts.organisation_lo.value(), self.parts.organisation_en.value()
        if not (lao or english):
            raise InvalidValue("organisation_lo", N_("A person or an organisation, please."))
        return replace(party, organisation_lo=lao, organisation_en=english)


class CaseParties(QWidget):
    """Client and parties, each with role and telephones; taking one out can be undone."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self._parties: Sequence[CaseParty] = ()
        self.flags = Flagging(self, frame)
        self.card = Card(N_("People in this case"))
        self.add = Button(N_("Add somebody"), icon="user-plus")
        self.add.clicked.connect(self.ask_new)
        self.card.head.add_button(self.add)
        self.card.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        self.team = TeamCard(frame)
        inner.setSpacing(16)
        inner.addWidget(self.card)
        inner.addWidget(self.team)
        inner.addStretch(1)
        column.addWidget(scrolled(holder))

    def show_case(self, case_id: int) -> None:
        """Shows the people of that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads the people again."""
        del changes
        file: CaseFile = self.frame.office.cases.file(self._case_id)
        self._parties = file.parties
        self.flags.read(self._case_id)
        rows = party_rows(file, each=True)
        for row, member in zip(rows[1:], file.parties, strict=True):
            out = Button(N_("Take out"), kind="plain")
            out.setProperty("party", member.party.id)
            out.clicked.connect(self._ask_out)
            row.add_button(out)
            self.flags.mark(row, RecordKind.PARTY, member.party.id)
        self.card.set_rows(rows)
        self.team.show_case(self._case_id)

    def _open(self, person_id: object) -> None:
        self.frame.go("person", person_id)

    def ask_new(self) -> None:
        """Asks for somebody to add."""
        dialog = PartyDialog(self, self.frame, self._case_id)
        dialog.keep_in(self.frame.drafts, "party", self._case_id)
        dialog.told.connect(self._keep)
        dialog.open()

    def _keep(self, party: Party, person: Person | None) -> None:
        office = self.frame.office
        try:
            if person and person.id is None:
                person = office.people.save(person)
            office.cases.add_party(replace(party, person_id=person.id if person else None))
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.drafts.done("party", self._case_id)
        self.frame.toast(N_("Added to the case."))

    def _ask_out(self) -> None:
        party_id = self.sender().property("party")
        try:
            self.frame.office.cases.remove_party(party_id)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        removing.said(self.frame, N_("Taken out of the case."), BinKind.PARTY, party_id)


def party_rows(file: CaseFile, *, each: bool = False) -> list[Row]:
    """The client first, then the parties.

    Args:
        each: every party by name, the client's own role by itself; else the client's role stands
            with it, and the names of a restricted case stay hidden.
    """
    person_id = file.client.person_id
    own = [member.party.role for member in file.parties if member.party.person_id == person_id]
    roles = [filled(N_("client {code}"), code=file.client.code)]
    if each:
        return [_client(file, roles), *(_party(file, member) for member in file.parties)]
    roles += [filled(labels.ROLES[role]) for role in own]
    others = [member for member in file.parties if member.party.person_id != person_id]
    if is_restricted(file.case):
        client = Row(file.client.code, " · ".join(roles[1:]), key=person_id)
        return [client, *(_hidden(file, member) for member in others)]
    return [_client(file, roles), *(_party(file, member) for member in others)]


def _client(file: CaseFile, roles: Sequence[str]) -> Row:
    return _person(file.person, roles, contact_of(file, file.person))


def _hidden(file: CaseFile, member: CaseParty) -> Row:
    if member.person is None:
        return _party(file, member)
    role = filled(labels.ROLES[member.party.role])
    return Row(role, filled(N_("Name on the tab People")), key=member.person.id)


def _party(file: CaseFile, member: CaseParty) -> Row:
    role = filled(labels.ROLES[member.party.role])
    if member.person:
        return _person(member.person, [role], contact_of(file, member.person))
    lao, english = member.party.organisation_lo, member.party.organisation_en
    name = (lao or english) if i18n.current() == "lo" else (english or lao)
    return Row(name, filled(N_("{role}, organisation"), role=role))


def _person(person: Person, roles: Sequence[str], contact: SafeContact | None) -> Row:
    phone = person.phones[0] if person.phones else None
    safe = safe_contacts.calling(contact, phone) if phone else None
    chip = Chip(person_labels.SAFE_TO_CALL[safe], SAFE_KINDS[safe]) if safe else None
    agreed = contact_labels.brief(contact, i18n.current())
    reason = " · ".join(filter(None, (*roles, phone.number if phone else "", agreed)))
    return Row(people.name(person, i18n.current()), reason, chip, key=person.id)
