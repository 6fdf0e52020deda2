"""Legal aid in a case: may we act, what was decided, and what may be told to whom."""

from collections.abc import Set
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, removing
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.case_cards import CaseCards
from legalaid_desktop.desktop.conflicts import CaseConflicts
from legalaid_desktop.desktop.consent_form import ConsentDialog, WithdrawDialog
from legalaid_desktop.desktop.eligibility_form import EligibilityDialog
from legalaid_desktop.desktop.notices import EmptyState, InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.scope import ScopeCard
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import eligibility
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.consents import Consent
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import consents as consent_labels
from legalaid_desktop.labels import eligibility as labels
from legalaid_desktop.services import reference

_CHIPS = {
    Outcome.GRANTED: "good",
    Outcome.PROVISIONAL: "attention",
    Outcome.REFUSED: "urgent",
    Outcome.WITHDRAWN: "neutral",
}
DUE = N_("Granted for the time being: the full decision is due by {day}.")
LATE = N_("The full decision was due by {day} and is late.")
PROPOSED = N_("proposed by {name}, waits for the head of the office")
DECIDED = N_("No. {number}, decided by {name} on {day}")


class EligibilityCard(Card):
    """The decision that counts, what is proposed, and what was decided before."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("Who gets legal aid"))
        self.frame = frame
        self._case_id = 0
        self._decisions: list[EligibilityDecision] = []
        self.new = Button(N_("New decision"), icon="plus")
        self.new.clicked.connect(self.ask_new)
        self.paper = Button(N_("Paper for the client"), icon="file-text")
        self.paper.clicked.connect(self._make_paper)
        self.head.add_button(self.paper)
        self.head.add_button(self.new)
        self.due = InlineBanner()
        self._due_place = QWidget()
        within = QVBoxLayout(self._due_place)
        within.setContentsMargins(18, 14, 18, 16)
        within.addWidget(self.due)
        self.add(self._due_place, margins=False)
        self.nothing = EmptyState(
            N_("Nothing was decided yet. First advice needs no decision."), icon="scale"
        )
        self.add(self.nothing, margins=False)

    def show_case(self, case_id: int) -> None:
        """Shows the decisions in that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads again when concerned; no kinds at all means all."""
        if not self._case_id or (changes and Change.ELIGIBILITY not in changes):
            return
        self._decisions = self.frame.office.eligibility.of_case(self._case_id)
        present = eligibility.present(self._decisions)
        self.nothing.setVisible(not self._decisions)
        self.paper.setVisible(present is not None and may(self.frame, Act.EDIT))
        self.new.setVisible(may(self.frame, Act.EDIT))
        self._say_due(present)
        self.set_rows([self._row(one, present) for one in self._decisions])

    def _say_due(self, present: EligibilityDecision | None) -> None:
        self._due_place.setVisible(present is not None and present.full_by is not None)
        if present is None or present.full_by is None:
            return
        late = eligibility.is_overdue(present, self.frame.office.today.day())
        day = i18n.date_full(present.full_by, i18n.current())
        self.due.say(LATE if late else DUE, "urgent" if late else "attention", day=day)

    def _row(self, one: EligibilityDecision, present: EligibilityDecision | None) -> Row:
        language, rules = i18n.current(), reference.eligibility()
        about = rules.titles(one.category_ids or one.reasons, language)
        granted = rules.titles(one.services, language)
        title = ", ".join(about) or filled(N_("in no category"))
        proofs = [seen.proof for seen in one.categories if seen.proof]
        lines = (", ".join(granted), "; ".join(proofs), one.note, _when(one))
        if one.is_decided:
            chip = Chip(labels.OUTCOMES[one.outcome], _CHIPS[one.outcome])
            if one is not present:
                chip = Chip(N_("replaced"), "neutral")
            return self._removable(Row(title, "\n".join(filter(None, lines)), chip), one)
        row = Row(title, "\n".join(filter(None, lines)), Chip(N_("proposed"), "info"))
        if may(self.frame, Act.EDIT):
            button = Button(N_("Decide …") if may(self.frame, Act.DECIDE) else N_("Change"))
            button.setProperty("record", one.id)
            button.clicked.connect(self._ask_again)
            row.add_button(button)
        return self._removable(row, one)

    def _removable(self, row: Row, one: EligibilityDecision) -> Row:
        if may(self.frame, Act.DECIDE if one.is_decided else Act.EDIT):
            gone = removing.small_button(one.id)
            gone.clicked.connect(self._ask_removal)
            row.add_button(gone)
        return row

    def _ask_removal(self) -> None:
        removing.ask(self, self.frame, BinKind.ELIGIBILITY, removing.key_of(self.sender()))

    def ask_new(self) -> None:
        """Asks for a new decision."""
        self._ask(None)

    def _ask_again(self) -> None:
        key = removing.key_of(self.sender())
        self._ask(next(one for one in self._decisions if one.id == key))

    def _ask(self, begun: EligibilityDecision | None) -> None:
        dialog = EligibilityDialog(self, self.frame, self._case_id, begun)
        dialog.settled.connect(self._told)
        dialog.open()

    def _told(self, kept: EligibilityDecision) -> None:
        said = N_("Decided: No. {number}.") if kept.is_decided else N_("The proposal was kept.")
        self.frame.toast(said, number=kept.number)

    def _make_paper(self) -> None:
        present = eligibility.present(self._decisions)
        if present is None:
            return
        try:
            made = self.frame.office.eligibility.paper(present.id, i18n.current())
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.go("paper", made.id)


class ConsentsCard(Card):
    """What the client lets us tell to whom, each as a sentence."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("What the client lets us tell"))
        self.frame = frame
        self._case_id = 0
        self._consents: list[Consent] = []
        self.new = Button(N_("New consent"), icon="plus")
        self.new.clicked.connect(self.ask_new)
        self.head.add_button(self.new)
        self.nothing = EmptyState(
            N_("Nothing may be told to anybody but the client and the court yet."), icon="lock"
        )
        self.add(self.nothing, margins=False)

    def show_case(self, case_id: int) -> None:
        """Shows the consents in that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads again when concerned; no kinds at all means all."""
        if not self._case_id or (changes and Change.CONSENT not in changes):
            return
        found: list[Consent] = self.frame.office.consents.of_case(self._case_id)
        today: date = self.frame.office.today.day()
        self._consents = found
        found.sort(key=lambda one: consent_labels.is_over(one, today))  # what counts comes first
        self.nothing.setVisible(not found)
        self.new.setVisible(may(self.frame, Act.EDIT))
        of_age = self.frame.office.consents.of_age(self._case_id)
        self.set_rows([self._row(one, today, of_age.get(one.id or 0)) for one in found])

    def _row(self, one: Consent, today: date, last: date | None) -> Row:
        language, rules = i18n.current(), reference.consents()
        told = (
            consent_labels.given(one, language),
            consent_labels.ended(one, language),
            consent_labels.of_age(last, today, language) if last and not one.is_withdrawn else "",
        )
        title = consent_labels.sentence(one, rules, language)
        counts = replace(one, until=min(one.until, last)) if last else one
        row = Row(title, "\n".join(filter(None, told)), _state(counts, today))
        if may(self.frame, Act.EDIT):
            form = Button(N_("Paper"), icon="file-text", kind="plain")
            form.setProperty("record", one.id)
            form.clicked.connect(self._print_form)
            row.add_button(form)
            if not one.is_withdrawn:
                back = Button(N_("Take back …"), kind="plain")
                back.setProperty("record", one.id)
                back.clicked.connect(self._ask_withdrawal)
                row.add_button(back)
            gone = removing.small_button(one.id)
            gone.clicked.connect(self._ask_removal)
            row.add_button(gone)
        return row

    def ask_new(self) -> None:
        """Asks for a new consent."""
        dialog = ConsentDialog(self, self.frame, self._case_id)
        dialog.given.connect(self._told)
        dialog.form_wanted.connect(self._make_form)
        dialog.open()

    def _told(self, _consent: Consent) -> None:
        self.frame.toast(N_("The consent was kept."))

    def _print_form(self) -> None:
        self._make_form(self._clicked())

    def _clicked(self) -> Consent:
        key = removing.key_of(self.sender())
        return next(one for one in self._consents if one.id == key)

    def _make_form(self, consent: Consent) -> None:
        try:
            made = self.frame.office.consents.form(consent, i18n.current())
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.go("paper", made.id)

    def _ask_removal(self) -> None:
        removing.ask(self, self.frame, BinKind.CONSENT, removing.key_of(self.sender()))

    def _ask_withdrawal(self) -> None:
        consent = self._clicked()
        what = consent_labels.sentence(consent, reference.consents(), i18n.current())
        dialog = WithdrawDialog(self, what, self.frame.office.today.day())
        dialog.told.connect(partial(self._withdraw, consent))
        dialog.open()

    def _withdraw(self, consent: Consent, day: date, why: str, told: str) -> None:
        try:
            self.frame.office.consents.withdraw(consent.id, day, why=why, told=told)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.toast(N_("The consent was taken back."))


class CaseAid(CaseCards):
    """The tab of a case about legal aid."""

    def __init__(self, frame: Frame) -> None:
        parts = (
            ("conflicts", CaseConflicts),
            ("scope", ScopeCard),
            ("eligibility", EligibilityCard),
            ("consents", ConsentsCard),
        )
        super().__init__(frame, parts)

    def ask_decision(self) -> None:
        """Asks for a new decision."""
        self._part("eligibility").ask_new()  # type: ignore[attr-defined]  # the card above

    def ask_scope(self) -> None:
        """Asks whether the matter is one for the office."""
        self._part("scope").ask_new()  # type: ignore[attr-defined]  # the card above

    def ask_consent(self) -> None:
        """Asks for a new consent."""
        self._part("consents").ask_new()  # type: ignore[attr-defined]  # the card above

    def _part(self, name: str) -> QWidget:
        return self.parts[name]


def _when(one: EligibilityDecision) -> str:
    if not one.is_decided or one.decided_on is None:
        return filled(PROPOSED, name=one.proposed_by)
    day = i18n.date_long(one.decided_on, i18n.current())
    return filled(DECIDED, number=one.number, name=one.decided_by, day=day)


def _state(one: Consent, today: date) -> Chip:
    if one.is_withdrawn:
        return Chip(N_("taken back"), "neutral")
    if one.until < today:
        return Chip(N_("run out"), "neutral")
    days = (one.until - today).days
    return Chip(N_("runs out soon"), "attention") if days <= 14 else Chip(N_("counts"), "good")
