"""Asks what is decided about legal aid: categories and proofs, services, outcome and reasons."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts
from legalaid_desktop.desktop.cards import columns
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import (
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    TextField,
)
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Text, filled, sentence
from legalaid_desktop.desktop.ticks import Ticks
from legalaid_desktop.domain import case_files, eligibility
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome, SeenProof
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import eligibility as labels
from legalaid_desktop.services import reference

if TYPE_CHECKING:
    from collections.abc import Sequence

DECISION = "eligibility"
"""What the form is called among the drafts."""
DECIDES = N_("Decide")
PROPOSES = N_("Propose to the head of the office")
UNREAD = N_(
    "The categories come from a secondary source; what proves them, and the way of review, no Lao "
    "lawyer has confirmed."
)
SPEAKS_FOR = N_("The case itself speaks for: {categories}.")
NOT_ASKED = N_("Nobody is asked about money here: a category does not depend on it.")


class EligibilityDialog(DraftedDialog):
    """A form in two columns; only what the outcome needs is shown.

    Signals:
        settled: (decision) it was decided or proposed.
    """

    settled = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        frame: Frame,
        case_id: int,
        begun: EligibilityDecision | None = None,
    ) -> None:
        decides = may(frame, Act.DECIDE)
        super().__init__(parent, N_("Legal aid"), accept=DECIDES if decides else PROPOSES)
        self.setMinimumWidth(860)
        self._frame, self._case_id, self._decides = frame, case_id, decides
        self._begun = begun
        self._rules = reference.eligibility()
        self._today: date = frame.office.today.day()
        self._file: CaseFile = frame.office.cases.file(case_id)
        self._make_person()
        self._make_outcome()
        self._lay_out()
        self._fill()
        self.keep_in(frame.drafts, DECISION, case_id)

    def typed(self) -> Typed:
        """What stands in the fields."""
        return {name: drafts.read_one(field) for name, field in self._fields().items()}

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were; the outcome first, as the reasons depend on it."""
        fields = self._fields()
        for name in ("outcome", *fields):
            if name in typed:
                drafts.put_back_one(fields[name], typed[name])
        self._turn()

    def _fields(self) -> dict[str, Field]:
        own = {name: part for name, part in vars(self).items() if isinstance(part, Field)}
        proofs = {f"proof_{key}": field for key, field in self.proofs.items()}
        return {**own, **proofs, **{f"means_{key}": one for key, one in self.means.items()}}

    def _make_person(self) -> None:
        language = i18n.current()
        self.categories = Ticks(label=N_("Categories of the decree"))
        known = self._rules.on(self._today)
        self.categories.set_choices([(one.id, one.titles[language]) for one in known])
        self.categories.hint([(one.id, one.proofs[language]) for one in known])
        self.proofs = {one.id: TextField(label=one.titles[language]) for one in known}
        for one in known:
            self.proofs[one.id].setProperty("placeholder", one.proofs[language])
        self.proof_caption = Text(N_("Proof seen (may come later)"), role="strong")
        questions = self._rules.questions
        self.means = {ask.id: TextField(label=ask.titles[language]) for ask in questions}
        self.no_means = Text(NOT_ASKED, role="dim", wrap=True)
        self.categories.changed.connect(self._turn)

    def _make_outcome(self) -> None:
        language = i18n.current()
        self.outcome = ChoiceField(label=N_("Decision"))
        self.outcome.set_choices(list(labels.OUTCOMES.items()))
        self.services = Ticks(label=N_("Services, free of charge"))
        self.services.set_choices([(one.id, one.titles[language]) for one in self._rules.services])
        self.full_by = DateField(
            label=N_("Full decision by"),
            help=N_("Our own target: five working days."),
        )
        self.reasons = Ticks(label=N_("Reasons"))
        self.review_lo = TextField(
            label=N_("Way of review, in Lao"), help=N_("Not confirmed by a Lao lawyer.")
        )
        self.review_en = TextField(label=N_("Way of review, in English"))
        self.help_lo = LongTextField(label=N_("Other help, in Lao"))
        self.help_en = LongTextField(label=N_("Other help, in English"))
        self.note = LongTextField(label=N_("Note, printed on the decision"))
        self.error = Text(role="error", wrap=True)
        self.error.hide()
        self.outcome.changed.connect(self._turn)

    def _lay_out(self) -> None:
        ids = _suggested(self._file, self._today)
        if ids:
            hint = Text(wrap=True)
            titles = ", ".join(self._rules.titles(ids, i18n.current()))
            hint.say(SPEAKS_FOR, categories=titles)
            self.body.addWidget(hint)
        left: Sequence[QWidget] = (
            self.categories, self.proof_caption, *self.proofs.values(), *self.means.values(),
            self.no_means,
        )  # fmt: skip
        right: Sequence[QWidget] = (
            self.outcome, self.services, self.full_by, self.reasons, self.review_lo,
            self.review_en, self.help_lo, self.help_en, self.note,
        )  # fmt: skip
        self.body.addWidget(columns((left, 1), (right, 1)))
        self.body.addWidget(Text(UNREAD, role="dim", wrap=True))
        self.body.addWidget(self.error)

    def _fill(self) -> None:
        one = self._begun
        ids = one.category_ids if one else _suggested(self._file, self._today)
        self.categories.set_value(ids)
        for seen in one.categories if one else ():
            if seen.category in self.proofs:
                self.proofs[seen.category].set_value(seen.proof)
        for name, answer in one.means if one else ():
            self.means[name].set_value(answer)
        self.outcome.set_value(one.outcome if one else Outcome.GRANTED)
        every = tuple(service.id for service in self._rules.services)
        self.services.set_value(one.services if one else every)
        self.full_by.set_value(one.full_by if one else _in_working_days(self._today))
        self.review_lo.set_value(one.review_lo if one else self._rules.review["lo"])
        self.review_en.set_value(one.review_en if one else self._rules.review["en"])
        for field, text in (
            (self.help_lo, one and one.help_lo),
            (self.help_en, one and one.help_en),
        ):
            field.set_value(text or "")
        self.note.set_value(one.note if one else "")
        self._turn()
        self.reasons.set_value(one.reasons if one else ())

    def _turn(self) -> None:
        """Shows what the categories and the outcome need."""
        ticked, outcome = self.categories.value(), self._outcome()
        asks = eligibility.assess(self._rules, ticked, self._today).asks_means
        for key, field in self.proofs.items():
            field.setVisible(key in ticked)
        self.proof_caption.setVisible(bool(ticked))
        for field in self.means.values():
            field.setVisible(asks)
        self.no_means.setVisible(bool(ticked) and not asks)
        gives = outcome in (Outcome.GRANTED, Outcome.PROVISIONAL)
        self.services.setVisible(gives)
        self.full_by.setVisible(outcome is Outcome.PROVISIONAL)
        known = [one for one in self._rules.reasons if one.outcome == outcome]
        self.reasons.set_choices([(one.id, one.titles[i18n.current()]) for one in known])
        for part in (self.reasons, self.review_lo, self.review_en, self.help_lo, self.help_en):
            part.setVisible(not gives)

    def _outcome(self) -> Outcome:
        return Outcome(str(self.outcome.chosen(Outcome.GRANTED)))

    def accept(self) -> None:
        """Decides or proposes, or says at its field what is missing."""
        service = self._frame.office.eligibility
        try:
            decision = self._decision()
            kept = service.decide(decision) if self._decides else service.propose(decision)
        except LegalAidError as problem:
            self._say(problem)
            return
        super().accept()
        self.forget_draft()
        self.settled.emit(kept)

    def _decision(self) -> EligibilityDecision:
        outcome = self._outcome()
        self.full_by.setObjectName("full_by")
        begun = self._begun or EligibilityDecision(case_id=self._case_id, outcome=outcome)
        asks = eligibility.assess(self._rules, self.categories.value(), self._today).asks_means
        answers = tuple((key, field.value()) for key, field in self.means.items())
        return replace(
            begun,
            outcome=outcome,
            categories=tuple(self._seen(key) for key in self.categories.value()),
            means=answers if asks else (),
            services=self.services.value(),
            full_by=self.full_by.value() if outcome is Outcome.PROVISIONAL else None,
            reasons=self.reasons.value(),
            review_lo=self.review_lo.value(),
            review_en=self.review_en.value(),
            help_lo=self.help_lo.value(),
            help_en=self.help_en.value(),
            note=self.note.value(),
        )

    def _seen(self, category: str) -> SeenProof:
        """The proof as it is typed; one that was seen before keeps its day."""
        typed = self.proofs[category].value()
        known = {one.category: one for one in self._begun.categories} if self._begun else {}
        before = known.get(category)
        if before is not None and before.proof == typed:
            return before
        seen_on = self._today.isoformat() if typed else ""
        return SeenProof(category=category, proof=typed, seen_on=seen_on)

    def _say(self, problem: LegalAidError) -> None:
        self.error.hide()
        if isinstance(problem, InvalidValue):
            field = getattr(self, problem.field, None)
            if isinstance(field, Field):
                field.show_error(problem)
                return
        self.error.show_text(sentence(problem))
        self.error.show()


def _suggested(file: CaseFile, today: date) -> tuple[str, ...]:
    roles = {one.party.role for one in file.parties if one.party.person_id == file.client.person_id}
    client = case_files.client_as_known(file, today)
    return eligibility.suggested(file.case, client, roles, today)


def _in_working_days(day: date) -> date:
    """The office's own target, not counting Saturdays and Sundays."""
    left = eligibility.FULL_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def says(decision: EligibilityDecision) -> str:
    """The outcome in a word or two."""
    return filled(labels.OUTCOMES[decision.outcome])
