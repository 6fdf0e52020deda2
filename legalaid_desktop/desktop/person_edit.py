"""The page on which a person is entered or changed."""

from collections.abc import Set

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from legalaid_desktop.desktop import dialogs, drafts
from legalaid_desktop.desktop.cards import PageHeader, scrolled
from legalaid_desktop.desktop.case_form import narrow
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.person_form import PersonForm
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.people import Person
from legalaid_desktop.i18n import N_


class PersonFormPage(Page):
    """A new person, or one to be changed; what is typed and not saved waits as a draft."""

    name = "person_form"
    under = "people"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._person = Person()
        self._drafts: dict[int | None, drafts.Draft] = {}
        self.head = PageHeader()
        self.cancel = self.head.add_button(Button(N_("Back without saving")))
        self.save = self.head.add_button(
            Button(N_("Save person"), kind="primary", tip=N_("Ctrl+S"))
        )
        self.kept = InlineBanner()
        self.form = PersonForm(frame.office.today.day())
        self._clean = self.form.draft()
        for widget in (self.head, self.kept):
            self.column.addWidget(widget)
        self.column.addWidget(scrolled(narrow(self.form)), 1)
        self.cancel.clicked.connect(self._cancel)
        self.save.clicked.connect(self._save)
        for keys, slot in (("Ctrl+S", self._save), ("Esc", self.frame.back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_record(self, key: object | None) -> None:
        """The person with that id or a new one, with what was typed before."""
        known = isinstance(key, int)
        self._person = self.frame.office.people.get(key) if known else Person()
        self.head.title.say(N_("Change a person") if known else N_("New person"))
        self.form.show_person(self._person)
        self._clean = self.form.draft()
        self.kept.hide()
        draft = self._drafts.pop(self._person.id, None)
        if draft:
            self.form.put_back(draft)
            self.kept.say(N_("You typed this before and have not saved it yet."), "info")
        self.form.parts.given_lo.setFocus()

    def reload(self, changes: Set[Change]) -> None:
        """Leaves the form alone: somebody is typing in it."""

    def leave(self) -> bool:
        """Keeps what is typed and not saved."""
        typed = self.form.draft()
        if typed != self._clean:
            self._drafts[self._person.id] = typed
            self.frame.toast(N_("What you typed is kept as a draft until the office is locked."))
        return True

    def _cancel(self) -> None:
        self.form.show_person(self._person)
        self._clean = self.form.draft()
        self.frame.back()

    def _save(self) -> None:
        try:
            person = self.frame.office.people.save(self.form.person(self._person))
        except InvalidValue as problem:
            self.form.show_error(problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self._clean = self.form.draft()
        self.frame.toast(N_("Person saved."))
        self.frame.go("person", person.id)
