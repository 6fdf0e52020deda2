"""The page on which a person is entered or changed."""

from typing import Any

from legalaid_desktop.desktop import undoing
from legalaid_desktop.desktop.alike import AlikeCard
from legalaid_desktop.desktop.conflict_hints import ConflictHint
from legalaid_desktop.desktop.form_page import FormPage
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.pauses import TYPING, Pause
from legalaid_desktop.desktop.person_form import PersonForm
from legalaid_desktop.domain import conflicts
from legalaid_desktop.domain.conflicts import Sketch
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.people import Person
from legalaid_desktop.i18n import N_

SHOWN = 3


class PersonFormPage(FormPage):
    """A new person, or one to be changed; who is known under such a name stands above the form."""

    name = "person_form"
    under = "people"
    form_name = "person"
    form: PersonForm

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, PersonForm(frame.office.today.day()), N_("Save person"))
        self.alike = AlikeCard(N_("Known already?"), N_("press Enter to see the entry"))
        self.alike.opened.connect(self._see)
        self.column.insertWidget(self.column.count() - 1, self.alike)
        self.hint = ConflictHint(self, frame, self._sketch, most=1)
        self.column.insertWidget(self.column.count() - 1, self.hint)
        self._pause = Pause(self, TYPING, self._look)
        self.form.changed.connect(self.hint.start)
        self.form.changed.connect(self._pause.start)

    def show_record(self, key: object | None) -> None:
        """The person with that id or a new one, with what was typed before."""
        person = self._stored(key) if isinstance(key, int) else Person()
        self.head.title.say(N_("Change a person") if person.id else N_("New person"))
        self.hint.clear()
        self._begin(person)
        self._look()
        self.form.parts.given_lo.setFocus()

    def _look(self) -> None:
        """Looks for people of that name; who is being changed has been looked for before."""
        typed = self._typed_names()
        named = typed.given_lo or typed.given_latin
        wanted = named and self._key() == 0
        found = self.frame.office.people.similar(typed, SHOWN) if wanted else []
        self.alike.show_people(typed, found)

    def _sketch(self) -> Sketch | None:
        """A new person as typed; of one that is in the files each case has its own check."""
        typed = self._typed_names()
        return Sketch(known=conflicts.known(typed)) if self._key() == 0 else None

    def _typed_names(self) -> Person:
        try:
            return self.form.record(Person())
        except InvalidValue:
            parts = self.form.parts
            return Person(given_lo=parts.given_lo.value(), given_latin=parts.given_latin.value())

    def _see(self, key: object) -> None:
        self.frame.go("person", key)

    def _stored(self, key: int) -> Any:
        return self.frame.office.people.get(key)

    def _store(self, record: Any) -> Any:
        return self.frame.office.people.save(record)

    def _finish(self, record: Any) -> None:
        undoing.said(self.frame, N_("Person saved."), record)
        self.frame.go("person", record.id)
