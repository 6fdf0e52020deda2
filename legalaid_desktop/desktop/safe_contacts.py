"""How somebody may be reached, wherever a telephone number stands."""

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.domain import safe_contacts
from legalaid_desktop.domain.people import Person, Phone, SafeToCall
from legalaid_desktop.domain.safe_contacts import SafeContact
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import people as person_labels
from legalaid_desktop.labels import safe_contacts as labels

SAFE_KINDS = {
    SafeToCall.ASK_FIRST: "attention",
    SafeToCall.YES: "good",
    SafeToCall.NO: "urgent",
}


class SafeContactCard(Card):
    """What was agreed, a line each, then the numbers with whether a call is safe."""

    def __init__(self) -> None:
        super().__init__(N_("Safe contact"))

    def show_contact(self, person: Person, contact: SafeContact | None) -> None:
        """Shows how that person may be reached."""
        agreed = [Row(line) for line in labels.lines(contact, i18n.current())]
        self.set_rows([*agreed, *(phone_row(contact, one) for one in person.phones)])


def phone_row(contact: SafeContact | None, phone: Phone) -> Row:
    """A number, and whether a call to it is safe by all that is known."""
    safe = safe_contacts.calling(contact, phone)
    return Row(phone.number, phone.note, Chip(person_labels.SAFE_TO_CALL[safe], SAFE_KINDS[safe]))
