"""The page on which a person is entered or changed."""

from typing import Any

from legalaid_desktop.desktop import undoing
from legalaid_desktop.desktop.form_page import FormPage
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.person_form import PersonForm
from legalaid_desktop.domain.people import Person
from legalaid_desktop.i18n import N_


class PersonFormPage(FormPage):
    """A new person, or one to be changed."""

    name = "person_form"
    under = "people"
    form_name = "person"
    form: PersonForm

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, PersonForm(frame.office.today.day()), N_("Save person"))

    def show_record(self, key: object | None) -> None:
        """The person with that id or a new one, with what was typed before."""
        person = self._stored(key) if isinstance(key, int) else Person()
        self.head.title.say(N_("Change a person") if person.id else N_("New person"))
        self._begin(person)
        self.form.parts.given_lo.setFocus()

    def _stored(self, key: int) -> Any:
        return self.frame.office.people.get(key)

    def _store(self, record: Any) -> Any:
        return self.frame.office.people.save(record)

    def _finish(self, record: Any) -> None:
        undoing.said(self.frame, N_("Person saved."), record)
        self.frame.go("person", record.id)
