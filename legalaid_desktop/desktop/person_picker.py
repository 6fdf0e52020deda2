"""Chooses somebody from the files by typing a part of the name, or names somebody new."""

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.fields import TextField
from legalaid_desktop.desktop.pauses import TYPING, Pause
from legalaid_desktop.desktop.people import district_of, village_of
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain import lao, people
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.people import Person
from legalaid_desktop.i18n import N_

if TYPE_CHECKING:
    from legalaid_desktop.services.office import Office

SHOWN = 4
_NEW = "new"


class PersonPicker(QWidget):
    """A name to type, and below it who is known under it; the last row makes a new person.

    Signals:
        changed: another name was typed, or somebody was chosen.
    """

    changed = Signal()

    def __init__(self, office: "Office") -> None:
        super().__init__()
        self._office = office
        self._chosen: Person | None = None
        self._shown: dict[int | None, str] = {}
        self.name = TextField(
            label=N_("Person"), help=N_("Type a name, then choose below; or name an organisation.")
        )
        self.found = Card()
        self.found.opened.connect(self._choose)
        self.found.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.found)
        self._pause = Pause(self, TYPING, self._look)
        self.name.changed.connect(self._typed)

    def person(self) -> Person | None:
        """Who was chosen; a name that was typed and not chosen is a new person."""
        typed = self.name.value()
        if not typed:
            return None
        return self._chosen or _new(typed)

    def typed(self) -> list[object]:
        """The name as typed, and the id of who was chosen."""
        return [self.name.editor.text(), self._chosen.id if self._chosen else None]

    def put_back(self, typed: object) -> None:
        """Puts back what ``typed`` gave; who is gone by now is a name again."""
        name, key = typed if isinstance(typed, list) else ("", None)
        self.name.editor.setText(str(name))
        with suppress(LegalAidError):
            self._chosen = self._office.people.get(key) if isinstance(key, int) else None
        self._pause.stop()

    def _typed(self) -> None:
        self._chosen = None
        self._pause.start()
        self.changed.emit()

    def _look(self) -> None:
        typed, language = self.name.value(), i18n.current()
        if not typed:
            self.found.hide()
            return
        lines = self._office.people.page(typed, limit=SHOWN).lines
        self._shown = {person.id: people.name(person, language) for person, _ in lines}
        rows = [
            Row(
                people.name(person, language),
                ", ".join(
                    filter(None, (village_of(person, language), district_of(person, language)))
                ),
                Chip(N_("client {code}"), "info", code=client.code) if client else None,
                key=person.id,
            )
            for person, client in lines
        ]
        said = filled(N_("A new person: {name}"), name=typed)
        self.found.set_rows([*rows, Row(said, "", Chip(N_("new"), "good"), key=_NEW)])
        self.found.show()

    def _choose(self, key: object) -> None:
        self.found.hide()
        if isinstance(key, int):
            self.name.set_value(self._shown[key])  # a code name, where no list shows the name
            self._chosen = self._office.people.get(key)
        self._pause.stop()
        self.changed.emit()
        self.name.setFocus()


def _new(typed: str) -> Person:
    given, _, surname = typed.partition(" ")
    if lao.has_lao(typed):
        return Person(given_lo=given, surname_lo=surname.strip())
    return Person(given_latin=given, surname_latin=surname.strip())
