"""People of the files who may be the one at hand, each with what matches."""

from collections.abc import Sequence

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.people import district_of, village_of
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain import people
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.people import Person
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import people as labels

Found = Sequence[tuple[Person, Client | None]]


class AlikeCard(Card):
    """Who may be the same person; there only while somebody is.

    Signals:
        opened: (id) one of them was chosen.
    """

    def __init__(self, title: str, note: str) -> None:
        super().__init__(title, note)
        self.hide()

    def show_people(self, at_hand: Person, found: Found) -> None:
        """Shows them, the likest first."""
        self.set_rows([row(at_hand, person, client) for person, client in found])
        self.setVisible(bool(found))


def row(at_hand: Person, known: Person, client: Client | None) -> Row:
    """Somebody, with what matches and what is known."""
    language = i18n.current()
    alike = [filled(labels.LIKENESSES[key]) for key in people.likeness(at_hand, known)]
    facts = [labels.birth(known, language), village_of(known, language)]
    facts.append(district_of(known, language))
    second = " · ".join(filter(None, (", ".join(alike), *facts)))
    chip = Chip(N_("client {code}"), "info", code=client.code) if client else None
    return Row(people.name(known, language), second, chip, key=known.id)
