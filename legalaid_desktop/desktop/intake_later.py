"""The rest of an intake: what the first talk left open, asked on one page, at any time."""

from collections.abc import Set
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, drafts
from legalaid_desktop.desktop.cards import PageHeader, scrolled
from legalaid_desktop.desktop.draft_offers import CHANGED_SINCE, TYPED_BEFORE, DraftBanner
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.form_page import KEPT, narrow
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.person_form import PersonForm
from legalaid_desktop.desktop.talk import Talk
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain import people, urgency
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.intakes import Intake, IntakeStatus
from legalaid_desktop.domain.safe_contacts import SafeContact
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels
from legalaid_desktop.services import reference


class IntakeLaterPage(Page):
    """Goes on with the first talk of a case: the person, and all parts of the talk."""

    name = "intake_later"
    form_name = "intake_later"
    act = Act.EDIT
    under = "cases"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._key = 0
        self._clean: Typed = {}
        self._before: Typed = {}
        self.head = PageHeader(N_("Go on with the intake"))
        self.cancel = self.head.add_button(Button(N_("Back without saving")))
        self.save = self.head.add_button(Button(N_("Keep"), kind="primary", tip=N_("Ctrl+S")))
        self.kept = DraftBanner()
        self.talk = Talk()
        self.form = PersonForm(frame.office.today.day(), brief=True)
        self.column.addWidget(self.head)
        self.column.addWidget(self.kept)
        self.column.addWidget(scrolled(narrow(_below(self.form, self.talk))), 1)
        self.cancel.clicked.connect(self._cancel)
        self.save.clicked.connect(self._save)
        self.kept.discard.clicked.connect(self._start_again)
        self.talk.screened.connect(self._look_at_screen)
        for keys, slot in (("Ctrl+S", self._save), ("Esc", self.frame.back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        frame.drafts.watch(self, self.form_name, self._case, self._unsaved)

    def show_record(self, key: object | None) -> None:
        """The intake of the case with that id, with what was typed before."""
        self._show(key if isinstance(key, int) else self._key)
        draft = self.frame.drafts.take(self.form_name, self._key)
        if draft is None:
            return
        versions = self._typed()["versions"]
        self.form.put_back(drafts.changed(draft.get("person"), draft.get("before")))
        typed = draft.get("talk")
        self.talk.put_back(typed if isinstance(typed, dict) else {})
        same = draft.get("versions", versions) == versions
        self.kept.say(TYPED_BEFORE if same else CHANGED_SINCE, "info" if same else "attention")

    def reload(self, changes: Set[object]) -> None:
        """Leaves the page alone: somebody is typing in it."""

    def leave(self) -> bool:
        """Keeps what is typed and not saved."""
        typed = self._unsaved()
        if typed is not None:
            self.frame.drafts.keep(self.form_name, self._key, typed)
            self.frame.toast(KEPT)
        return True

    def _case(self) -> int:
        return self._key

    def _show(self, key: int) -> None:
        office = self.frame.office
        known = office.intakes.of_case(key)
        self._key = key
        self._person = known.person
        self._intake = known.intake or _of_an_old_case(self._key)
        self._contact = known.contact or SafeContact(person_id=known.person.id)
        self.head.subtitle.show_text(labels.title(known.case, i18n.current()))
        self.form.show_record(self._person)
        self._before = self.form.typed()
        self.talk.show_talk(self._intake, self._contact)
        self.kept.hide()
        self._clean = self._typed()
        self._look_at_screen()

    def _typed(self) -> Typed:
        versions = [self._person.version, self._intake.version, self._contact.version]
        typed = {"person": self.form.typed(), "talk": self.talk.typed()}
        return {**typed, "versions": versions, "before": self._before}

    def _unsaved(self) -> Typed | None:
        typed = self._typed() if self._key else self._clean
        return None if typed == self._clean else typed

    def _start_again(self) -> None:
        self.frame.drafts.done(self.form_name, self._key)
        self._show(self._key)

    def _cancel(self) -> None:
        self._start_again()
        self.frame.back()

    def _look_at_screen(self) -> None:
        if self._key:
            day = self.frame.office.today.day()
            rules = urgency.found(
                self.talk.screened_by(self._intake), reference.urgency_rules(), day
            )
            self.talk.first_steps.show_rules(rules, proposed=False)

    def _save(self) -> None:
        office = self.frame.office
        try:
            talk = self.talk.talk(self._intake, self._contact)
            person = people.checked(self.form.record(self._person), office.today.day())
            office.intakes.complete(person, talk)
        except InvalidValue as problem:
            if not self.talk.show_error(problem):
                self.form.show_error(problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self._start_again()
        self.frame.toast(N_("The intake is kept."))
        self.frame.back()


def _below(*parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part)
    return holder


def _of_an_old_case(case_id: int) -> Intake:
    """A case of before the program asked waits for no decision."""
    beginning = datetime(1970, 1, 1, tzinfo=UTC)  # the office enters the moment itself
    return Intake(case_id=case_id, status=IntakeStatus.TAKEN, received_at=beginning)
