"""Intake: person, client and case on one page, in the order of a conversation."""

from collections.abc import Set
from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.alike import row
from legalaid_desktop.desktop.cards import Card, PageHeader, columns, scrolled
from legalaid_desktop.desktop.case_form import CaseForm, new_case
from legalaid_desktop.desktop.draft_offers import TYPED_BEFORE, DraftBanner
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.form_page import KEPT
from legalaid_desktop.desktop.notices import EmptyState, InlineBanner
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.pauses import TYPING, Pause
from legalaid_desktop.desktop.person_form import PersonForm
from legalaid_desktop.desktop.recovery_banner import RecoveryBanner
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain import cases, people
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.people import Person
from legalaid_desktop.i18n import N_


class IntakePage(Page):
    """Takes somebody in and opens the case; a name and a problem are enough."""

    name = "intake"
    form_name = "intake"
    act = Act.TAKE_IN
    under = "cases"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._person = Person()
        today = frame.office.today.day()
        self._case = new_case(today)
        head = PageHeader(
            N_("New intake"), N_("A name and the problem are enough; the rest can follow.")
        )
        self.clear = head.add_button(Button(N_("Empty the form")))
        self.save = head.add_button(Button(N_("Open the case"), kind="primary", tip=N_("Ctrl+S")))
        self.kept = DraftBanner()
        self.chosen = InlineBanner()
        self.form = PersonForm(today, brief=True)
        self.case_form = CaseForm()
        self.alike = Card(N_("Known already?"), N_("same or similar name"))
        self.nobody = EmptyState(
            N_("Type a given name: people of the same name appear here."), icon="users"
        )
        self.alike.add(self.nobody, margins=False)
        self.recovery = RecoveryBanner(frame)
        self.column.addWidget(head)
        self.column.addWidget(self.recovery)
        left = [self.kept, self.chosen, self.form, self.case_form]
        self.column.addWidget(scrolled(columns((left, 5), ([self.alike], 3))), 1)
        self._wire()
        self._empty()
        frame.drafts.watch(self, self.form_name, int, self._unsaved)

    def show_record(self, key: object | None) -> None:
        """A person with that id as the client, or the intake as it was left."""
        self.recovery.look()
        self._take_up_draft()
        if isinstance(key, int) and key != self._person.id:
            self._choose(key)
        self._look()
        self.form.parts.given_lo.setFocus()

    def reload(self, changes: Set[Change]) -> None:
        """Looks again for people of that name."""
        self.recovery.look()
        if not changes or Change.PERSON in changes:
            self._look()

    def leave(self) -> bool:
        """Keeps everything as it stands: the page is the draft."""
        typed = self._unsaved()
        if typed is not None:
            self.frame.drafts.keep(self.form_name, 0, typed)
            self.frame.toast(KEPT)
        return True

    def _wire(self) -> None:
        self._pause = Pause(self, TYPING, self._look)
        self.form.changed.connect(self._pause.start)
        self.alike.opened.connect(self._choose)
        self.clear.clicked.connect(self._start_again)
        self.kept.discard.clicked.connect(self._start_again)
        self.save.clicked.connect(self._save)
        for keys, slot in (("Ctrl+S", self._save), ("Esc", self.frame.back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _unsaved(self) -> Typed | None:
        typed = self._typed()
        return None if typed == self._clean else typed

    def _typed(self) -> dict[str, object]:
        known = {"known": self._person.id}
        return {"person": self.form.typed(), "case": self.case_form.typed(), **known}

    def _take_up_draft(self) -> None:
        """Puts back what was typed before a lock or a crash, into an empty form."""
        if self._unsaved() is not None:
            return
        draft = self.frame.drafts.take(self.form_name, 0)
        if draft is None:
            return
        with suppress(LegalAidError):  # that person may be gone by now
            if isinstance(known := draft.get("known"), int):
                self._choose(known)
        for form, part in ((self.form, "person"), (self.case_form, "case")):
            typed = draft.get(part)
            form.put_back(typed if isinstance(typed, dict) else {})
        self.kept.say(TYPED_BEFORE, "info")

    def _start_again(self) -> None:
        self.frame.drafts.done(self.form_name, 0)
        self._empty()

    def _empty(self) -> None:
        self._person = Person()
        self.form.show_record(self._person)
        self.case_form.show_record(self._case)
        self._clean = self._typed()
        self.kept.hide()
        self._look()

    def _choose(self, key: object) -> None:
        self._person = self.frame.office.people.get(key)
        self.form.show_record(self._person)
        self._look()

    def _look(self) -> None:
        """Shows who is in the files under such a name, and why it may be the same person."""
        self.chosen.setVisible(self._person.id is not None)
        if self._person.id is not None:
            name = people.name(self._person, i18n.current())
            self.chosen.say(N_("{name} is in the files; what you change here is kept."), "info",
                            name=name)  # fmt: skip
        try:
            typed = self.form.record(self._person)
        except InvalidValue:
            typed = Person(
                given_lo=self.form.parts.given_lo.value(),
                given_latin=self.form.parts.given_latin.value(),
            )
        found = [] if self._person.id is not None else self.frame.office.people.similar(typed)
        self.nobody.setVisible(not found)
        self.alike.set_rows([row(typed, person, client) for person, client in found])

    def _save(self) -> None:
        office = self.frame.office
        form: PersonForm | CaseForm = self.form
        try:
            person = people.checked(self.form.record(self._person), office.today.day())
            form = self.case_form
            case = cases.checked(self.case_form.record(self._case), office.today.day())
            opened = office.cases.take_in(person, case)
        except InvalidValue as problem:
            form.show_error(problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self._start_again()
        self.frame.toast(N_("Case {number} is open."), number=opened.number)
        self.frame.go("case", opened.id)
