"""Intake: person, client and case on one page, in the order of a conversation."""

from collections.abc import Set
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, drafts
from legalaid_desktop.desktop.alike import row
from legalaid_desktop.desktop.cards import Card, PageHeader, columns, scrolled
from legalaid_desktop.desktop.case_form import CaseForm, new_case
from legalaid_desktop.desktop.conflict_hints import ConflictHint
from legalaid_desktop.desktop.draft_offers import CHANGED_SINCE, TYPED_BEFORE, DraftBanner
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.form_page import KEPT
from legalaid_desktop.desktop.notices import EmptyState, InlineBanner
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.pauses import TYPING, Pause
from legalaid_desktop.desktop.person_form import PersonForm
from legalaid_desktop.desktop.recovery_banner import RecoveryBanner
from legalaid_desktop.desktop.talk import Talk
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain import cases, conflicts, people, urgency
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import CaseType, Confidentiality
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.conflicts import Sketch
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.intakes import Intake
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference

NEW_INTAKE = Intake(case_id=0, received_at=datetime(1970, 1, 1, tzinfo=UTC))
"""An intake in which nothing was asked; the office enters when it was."""
NEW_CONTACT = SafeContact(person_id=0)
ASKED = N_(
    "A name and the problem are enough; the rest can follow. Parts begun: {asked} of {total}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherProblem:
    """A key for the page: one more problem of the client of that case, told in the same talk."""

    person_id: int
    case_id: int


class IntakePage(Page):
    """Takes somebody in and opens the case; a name and a problem are enough."""

    name = "intake"
    form_name = "intake"
    act = Act.TAKE_IN
    under = "cases"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._person, self._contact = Person(), NEW_CONTACT
        self._split: int | None = None
        today = frame.office.today.day()
        self._case = new_case(today)
        self.head = PageHeader(N_("New intake"), ASKED, asked=0, total=7)
        self.clear = self.head.add_button(Button(N_("Empty the form")))
        self.save = self.head.add_button(
            Button(N_("Open the case"), kind="primary", tip=N_("Ctrl+S"))
        )
        self.kept = DraftBanner()
        self.chosen = InlineBanner()
        self.form = PersonForm(today, brief=True)
        self.case_form = CaseForm()
        self.more_case = Button(N_("More about the case"), icon="chevron-down", kind="plain")
        self.talk = Talk()
        self.alike = Card(N_("Known already?"), N_("same or similar name"))
        self.hint = ConflictHint(self, frame, self._sketch)
        self.nobody = EmptyState(
            N_("Type a given name: people of the same name appear here."), icon="users"
        )
        self.alike.add(self.nobody, margins=False)
        self.recovery = RecoveryBanner(frame)
        self.column.addWidget(self.head)
        self.column.addWidget(self.recovery)
        left = [self.kept, self.chosen, self.form, self.case_form, self.more_case, self.talk]
        self.column.addWidget(scrolled(columns((left, 5), ([self.hint, self.alike], 3))), 1)
        self._wire()
        self._empty()
        frame.drafts.watch(self, self.form_name, int, self._unsaved)

    def show_record(self, key: object | None) -> None:
        """A person with that id as the client, or the intake as it was left."""
        self.recovery.look()
        self._begin_day()
        self._take_up_draft()
        if isinstance(key, AnotherProblem):
            self._split = key.case_id
            key = key.person_id
        if isinstance(key, int) and key != self._person.id:
            self._choose(key)
        self._look()
        self.form.parts.given_lo.setFocus()

    def _begin_day(self) -> None:
        """Ages and the day of opening are of today, also where the page was open at midnight."""
        today = self.frame.office.today.day()
        if self._case.opened_on == today:
            return
        was, untouched = self._case.opened_on, self._unsaved() is None
        self._case = replace(self._case, opened_on=today)
        self.form.turn_to(today)
        field = self.case_form.parts.opened_on
        if field.value() == was:  # another day was typed on purpose
            field.set_value(today)
        if untouched:
            self._clean = self._typed()

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
        self.form.changed.connect(self.hint.start)
        self.alike.opened.connect(self._choose)
        self.clear.clicked.connect(self._start_again)
        self.kept.discard.clicked.connect(self._start_again)
        self.save.clicked.connect(self._save)
        self.more_case.clicked.connect(self._show_all)
        self.talk.changed.connect(self._count)
        self.talk.screened.connect(self._look_at_screen)
        self.talk.first_steps.restriction_asked.connect(self._restrict)
        self.case_form.parts.confidentiality.changed.connect(self._look_at_level)
        for keys, slot in (("Ctrl+S", self._save), ("Esc", self.frame.back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _unsaved(self) -> Typed | None:
        typed = self._typed()
        return None if typed == self._clean else typed

    def _typed(self) -> dict[str, object]:
        known = {"known": self._person.id, "split": self._split}
        versions = [self._person.version, self._contact.version]
        forms = {"person": self.form.typed(), "case": self.case_form.typed()}
        talk = {"talk": self.talk.typed()}
        return {**forms, **talk, **known, "versions": versions, "before": self._before}

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
        self._split = split if isinstance(split := draft.get("split"), int) else None
        versions = self._typed()["versions"]
        self.form.put_back(drafts.changed(draft.get("person"), draft.get("before")))
        for form, part in ((self.case_form, "case"), (self.talk, "talk")):
            typed = draft.get(part)
            form.put_back(typed if isinstance(typed, dict) else {})
        same = draft.get("versions", versions) == versions
        self.kept.say(TYPED_BEFORE if same else CHANGED_SINCE, "info" if same else "attention")

    def _start_again(self) -> None:
        self.frame.drafts.done(self.form_name, 0)
        self._empty()

    def _empty(self) -> None:
        self._person, self._contact, self._split = Person(), NEW_CONTACT, None
        self.form.show_record(self._person)
        self._before = self.form.typed()
        self.case_form.show_record(self._case)
        self.talk.show_talk(NEW_INTAKE, NEW_CONTACT)
        self._show_case(wanted=False)
        self._clean = self._typed()
        self.kept.hide()
        self.hint.clear()
        self._look()

    def _choose(self, key: Any) -> None:
        """Takes somebody of the files, with what was agreed about safe contact."""
        office, typed = self.frame.office, self.talk.typed()
        self._person = office.people.get(key)
        self._contact = office.intakes.contact(key) or replace(NEW_CONTACT, person_id=key)
        self.form.show_record(self._person)
        self._before = self.form.typed()
        self.talk.show_contact(self._contact)
        self.talk.put_back(typed)  # what was just said, over what was agreed before
        self._look()

    def _show_case(self, *, wanted: bool = True) -> None:
        """Shows the rest of the case form, which a first talk seldom needs."""
        self.more_case.setVisible(not wanted)
        self.case_form.parts.stage.setVisible(wanted)
        for card in self.case_form.parts.body.findChildren(QFrame):
            if card.property("role") == "card" and card.objectName() != "problem_card":
                card.setVisible(wanted)

    def _show_all(self) -> None:
        self._show_case()
        self.case_form.parts.stage.setFocus()

    def _count(self) -> None:
        self.head.subtitle.say(ASKED, asked=self.talk.asked, total=len(self.talk.sections))

    def _look_at_screen(self) -> None:
        """Says what to do first, and proposes a restricted case where a name may harm."""
        intake = self.talk.screened_by(NEW_INTAKE)
        today = self.frame.office.today.day()
        rules = urgency.found(intake, reference.urgency_rules(), today)
        open_to_all = self.case_form.parts.confidentiality.chosen(None) in (
            None, Confidentiality.ORDINARY,
        )  # fmt: skip
        proposed = intake.trafficking is Answer.YES and open_to_all
        self.talk.first_steps.show_rules(rules, proposed=proposed)

    def _look_at_level(self) -> None:
        level = self.case_form.parts.confidentiality.chosen(Confidentiality.ORDINARY)
        if level is not Confidentiality.ORDINARY:
            self._show_case()
        self._look_at_screen()

    def _restrict(self) -> None:
        """Restricts the case under a name that says nothing, and shows which."""
        parts = self.case_form.parts
        if not parts.code_name.value():
            parts.code_name.set_value(self.frame.office.intakes.code_name())
        parts.confidentiality.set_value(Confidentiality.RESTRICTED)
        if parts.type.chosen(CaseType.CIVIL) is CaseType.CIVIL:
            parts.type.set_value(CaseType.TRAFFICKING)
        parts.code_name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """Shows who is in the files under such a name, and why it may be the same person."""
        self.chosen.setVisible(self._person.id is not None)
        if self._person.id is not None:
            name = people.name(self._person, i18n.current())
            self.chosen.say(N_("{name} is in the files; what you change here is kept."), "info",
                            name=name)  # fmt: skip
        typed = self._who()
        found = [] if self._person.id is not None else self.frame.office.people.similar(typed)
        self.nobody.setVisible(not found)
        self.alike.set_rows([row(typed, person, client) for person, client in found])

    def _who(self) -> Person:
        """The person as typed, or the names alone while the rest cannot be read."""
        try:
            return self.form.record(self._person)
        except InvalidValue:
            parts = self.form.parts
            return Person(given_lo=parts.given_lo.value(), given_latin=parts.given_latin.value())

    def _sketch(self) -> Sketch:
        """The client as the check will compare that one."""
        known = conflicts.known(self._who())
        return Sketch(known=known, person_id=self._person.id or 0, place=conflicts.CLIENT)

    def _save(self) -> None:
        self._begin_day()
        try:
            opened = self._open()
        except InvalidValue as problem:
            if not self.talk.show_error(problem):
                self._form_of(problem).show_error(problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self._start_again()
        self.frame.toast(N_("Case {number} is open."), number=opened.number)
        self.frame.go("case", opened.id)

    def _open(self) -> cases.Case:
        office, day = self.frame.office, self.frame.office.today.day()
        base = replace(NEW_INTAKE, split_from=self._split)
        talk = self.talk.talk(base, self._contact)
        person = self.form.record(self._person)
        if not talk.intake.anonymous:
            person = people.checked(person, day)
        case = cases.checked(self.case_form.record(self._case), day)
        opened: cases.Case = office.cases.take_in(person, case, talk)
        return opened

    def _form_of(self, problem: InvalidValue) -> PersonForm | CaseForm:
        field = getattr(self.case_form.parts, problem.field, None)
        if field is None:
            return self.form
        if not field.isVisibleTo(self):
            self._show_case()
        return self.case_form
