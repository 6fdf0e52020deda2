"""The intake of a case: what was asked, tries to reach the client, the decision, linked cases."""

from collections.abc import Iterator, Set
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.eligibility_form import EligibilityDialog
from legalaid_desktop.desktop.facts import Facts
from legalaid_desktop.desktop.first_steps import FirstSteps
from legalaid_desktop.desktop.intake import AnotherProblem
from legalaid_desktop.desktop.intake_dialogs import IntakeDecisionDialog, TryDialog
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.safe_contacts import SafeContactCard
from legalaid_desktop.desktop.scope import ScopeCard
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.tongues import spoken
from legalaid_desktop.desktop.untold import UnenteredCard
from legalaid_desktop.domain import people
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.intakes import Attempt, Intake, IntakeStatus, is_open
from legalaid_desktop.domain.languages import Interpreter
from legalaid_desktop.domain.safe_contacts import Answer
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import intakes as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import VIENTIANE

NO_INTERPRETER = N_(
    "Nobody who has interpreted in a case speaks this language, as far as it is noted. Enter the "
    "interpreter among the people of the case, with the languages on the page of the person."
)
STATUS_KINDS = {
    IntakeStatus.WAITING: "attention",
    IntakeStatus.TAKEN: "good",
    IntakeStatus.REFUSED: "neutral",
    IntakeStatus.REFERRED_ON: "info",
    IntakeStatus.NO_ANSWER: "neutral",
}


class IntakeTab(QWidget):
    """What was asked at the left; decision, tries, safe contact and linked cases at the right.

    Signals:
        wanted: (form) something that was told is to be entered there.
    """

    wanted = Signal(str)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self._found: Any = None
        self.first_steps = FirstSteps()
        self.asked = Card(N_("The first talk"))
        self.later = Button(N_("Go on with the intake"), icon="pencil")
        self.asked.head.add_button(self.later)
        self.nothing = EmptyState(
            N_("Nothing was asked yet. Go on with the intake whenever there is time."),
            icon="circle-help",
        )
        self.asked.add(self.nothing, margins=False)
        self.decision = Card(N_("Decision"))
        self.decide = Button(N_("Decide …"), icon="gavel")
        self.refuse = Button(N_("Refuse or send on …"))
        self.decision.head.add_button(self.refuse)
        self.decision.head.add_button(self.decide)
        self.scope = ScopeCard(frame)
        self.unentered = UnenteredCard()
        self.tries = Card(N_("Tries to reach the client"))
        self.tried = Button(N_("Tried …"), icon="phone")
        self.tries.head.add_button(self.tried)
        self.no_try = Text(N_("Nobody has tried yet."), role="dim", wrap=True)
        self.no_try.setContentsMargins(18, 14, 18, 16)
        self.tries.add(self.no_try, margins=False)
        self.interpreters = Card(N_("Interpreters"), N_("who speaks the client’s language"))
        self.interpreters.opened.connect(self._open_person)
        self.contact = SafeContactCard()
        self.linked = Card(N_("Told in the same talk"))
        self.another = Button(N_("Another problem"), icon="plus")
        self.linked.head.add_button(self.another)
        self._lay_out()

    def _lay_out(self) -> None:
        left = [self.first_steps, self.unentered, self.asked, self.linked]
        right = [self.decision, self.scope, self.interpreters, self.tries, self.contact]
        sides = columns((left, 6), (right, 5))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(sides))
        self.later.clicked.connect(self._go_on)
        self.decide.clicked.connect(self.ask_decision)
        self.refuse.clicked.connect(self.ask_refusal)
        self.unentered.wanted.connect(self.wanted)
        self.unentered.watched.connect(self._watch)
        self.tried.clicked.connect(self.ask_try)
        self.another.clicked.connect(self._begin_another)
        self.linked.opened.connect(self._open)
        self.another.setVisible(may(self.frame, Act.TAKE_IN))
        self.later.setVisible(may(self.frame, Act.EDIT))

    def show_case(self, case_id: int) -> None:
        """Shows the intake of that case."""
        self._case_id = case_id
        self.scope.show_case(case_id)
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads it again."""
        if changes:
            self.scope.reload(changes)
        language = i18n.current()
        self._found = found = self.frame.office.intakes.of_case(self._case_id)
        intake = found.intake
        edits = may(self.frame, Act.EDIT) and intake is not None
        by_head = found.aid is not None and found.aid.outcome is Outcome.REFUSED
        self.decide.setVisible(edits and not by_head)
        self.refuse.setVisible(edits)
        self.unentered.show_left(found.unentered, intake, edits=edits)
        self.tried.setVisible(edits and intake is not None and is_open(intake))
        waits = intake is not None and is_open(intake)
        self.first_steps.show_rules(found.grounds if waits else (), proposed=False)
        facts = list(_facts(intake, language)) if intake else []
        self.nothing.setVisible(not facts)
        self.asked.set_rows([Facts(facts)] if facts else [])
        self.decision.setVisible(intake is not None)
        self.decision.set_rows([_decision(intake, found.aid, language)] if intake else [])
        self.tries.setVisible(intake is not None)
        self._show_tries(intake)
        self.contact.show_contact(found.person, found.contact)
        self.linked.set_rows([_linked(case, language) for case in found.linked])
        needed = intake is not None and intake.interpreter is Answer.YES
        self.interpreters.setVisible(needed)
        rows = [_interpreter(one, language) for one in found.interpreters]
        self.interpreters.set_rows(rows or [Row(filled(NO_INTERPRETER))])

    def ask_decision(self) -> None:
        """Asks what the office decided."""
        if self._found and self._found.intake:
            dialog = IntakeDecisionDialog(self, self._found.intake)
            dialog.keep_in(self.frame.drafts, "intake_decision", self._case_id)
            dialog.told.connect(self._decided)
            dialog.open()

    def ask_refusal(self) -> None:
        """Asks for the decision on legal aid that refuses, or sends the client to others."""
        dialog = EligibilityDialog(self, self.frame, self._case_id, outcome=Outcome.REFUSED)
        dialog.settled.connect(self._refused)
        dialog.open()

    def ask_try(self) -> None:
        """Asks for a try to reach the client."""
        dialog = TryDialog(self, self.frame.office.today.day())
        dialog.keep_in(self.frame.drafts, "intake_try", self._case_id)
        dialog.told.connect(self._tried)
        dialog.open()

    def _show_tries(self, intake: Intake | None) -> None:
        attempts = intake.attempts if intake else ()
        self.no_try.setVisible(not attempts)
        self.tries.set_rows([_attempt(one) for one in reversed(attempts)])
        next_on = intake.call_again_on if intake else None
        day = i18n.date_full(next_on, i18n.current()) if next_on else ""
        self.tries.head.note.show_text(filled(N_("next: {day}"), day=day) if day else "")

    def _decided(self, decision: object) -> None:
        try:
            self.frame.office.intakes.decide(self._case_id, decision)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.drafts.done("intake_decision", self._case_id)
        self.frame.toast(N_("The decision is kept."))

    def _refused(self, kept: EligibilityDecision) -> None:
        said = N_("Decided: No. {number}.") if kept.is_decided else N_("The proposal was kept.")
        self.frame.toast(said, number=kept.number)

    def _watch(self) -> None:
        try:
            kept = self.frame.office.intakes.watch_told(self._case_id)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        day = i18n.date_full(kept.safe_on, i18n.current())
        self.frame.toast(N_("Watched. Safe last day: {day}"), day=day)

    def _tried(self, attempt: object, again_on: object) -> None:
        try:
            self.frame.office.intakes.try_again(self._case_id, attempt, again_on)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.drafts.done("intake_try", self._case_id)
        self.frame.toast(N_("The try is kept."))

    def _go_on(self) -> None:
        self.frame.go("intake_later", self._case_id)

    def _begin_another(self) -> None:
        if self._found and self._found.person.id is not None:
            key = AnotherProblem(person_id=self._found.person.id, case_id=self._case_id)
            self.frame.go("intake", key)

    def _open_person(self, person_id: object) -> None:
        self.frame.go("person", person_id)

    def _open(self, case_id: object) -> None:
        self.frame.go("case", case_id)


def _facts(intake: Intake, language: str) -> Iterator[tuple[str, str]]:
    """What was asked, and the answers; what nobody asked is left out but in the screen."""
    moment = i18n.moment(intake.received_at.astimezone(VIENTIANE), language)
    way = filled(labels.WAYS[intake.way]) if intake.way else ""
    yield filled(N_("First talk")), " · ".join(filter(None, (moment, way)))
    if told := labels.third_party(intake, language):
        yield filled(N_("Speaks for the client")), told
    yield from labels.screen(intake, language)
    if intake.deadline_on:
        yield filled(N_("Last day that was told")), i18n.date_full(intake.deadline_on, language)
    if needs := labels.needs(intake, language):
        yield filled(N_("Language, reading, what helps")), " · ".join(needs)
    if intake.source:
        source = (filled(labels.SOURCES[intake.source]), intake.source_note)
        yield filled(N_("How the client found us")), " · ".join(filter(None, source))
    if intake.next_step:
        yield filled(N_("Next step")), intake.next_step


def _decision(intake: Intake, aid: EligibilityDecision | None, language: str) -> Row:
    chip = Chip(labels.STATUSES[intake.status], STATUS_KINDS[intake.status])
    day = i18n.date_full(intake.decided_on, language) if intake.decided_on else ""
    help_of = {one.id: one for one in reference.other_help()}
    named = [help_of[one].name(language) for one in intake.other_help if one in help_of]
    said = filled(N_("Other help named: {names}"), names="; ".join(named)) if named else ""
    unknown = N_("No decision yet") if is_open(intake) else N_("Decided, on a day not noted")
    title = day or filled(unknown)
    reasons = _reasons(intake, aid, language)
    return Row(title, " · ".join(filter(None, (*reasons, said))), chip)


def _reasons(intake: Intake, aid: EligibilityDecision | None, language: str) -> tuple[str, ...]:
    """Why: as it was typed, or as the decision on legal aid says that it follows from."""
    if aid is None or intake.decision_reason or is_open(intake):
        return (intake.decision_reason,)
    by = filled(N_("decision on legal aid No. {number}"), number=aid.number)
    return (by, *reference.eligibility().titles(aid.reasons, language))


def _attempt(attempt: Attempt) -> Row:
    chip = Chip(N_("reached"), "good") if attempt.reached else Chip(N_("not reached"), "attention")
    said = " · ".join(filter(None, (attempt.by, attempt.note)))
    return Row(i18n.date_full(attempt.day, i18n.current()), said, chip)


def _interpreter(one: Interpreter, language: str) -> Row:
    chip = Chip(N_("fits"), "good")
    if one.is_here:
        chip = Chip(N_("is in this case already"), "urgent")
    elif not one.fits:
        chip = Chip(N_("not of the sex that is wanted"), "attention")
    elif not one.dialect:
        chip = Chip(N_("dialect not noted"), "attention")
    return Row(people.name(one.person, language), spoken(one.person.languages), chip, one.person.id)


def _linked(case: Case, language: str) -> Row:
    chip = Chip(case_labels.STAGES[case.stage], "info")
    return Row(case_labels.title(case, language), "", chip, key=case.id)
