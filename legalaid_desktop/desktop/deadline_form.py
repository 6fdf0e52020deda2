"""A new deadline: what happened and when; the last days and the sum behind them while one types."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import colleagues, dialogs, drafts, forms
from legalaid_desktop.desktop.cards import Card, columns, scrolled
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.family import Family
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text, filled, sentence
from legalaid_desktop.desktop.trigger_fields import TriggerFields, beside
from legalaid_desktop.domain.deadlines import Computation
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, Refused
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.families import Offer, TriggerEvent, WhyNot
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Rule, Unit
from legalaid_desktop.domain.steps import Step
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.labels import families
from legalaid_desktop.services import reference
from legalaid_desktop.services.deadlines import Chosen

EVENT = "event:"
HINT = N_("Choose what happened and type the day: the sum appears here.")


class SumView(QWidget):
    """The last days in large letters, and every step, assumption and warning below them."""

    def __init__(self) -> None:
        super().__init__()
        self.safe = Text(role="title", wrap=True)
        self.last = Text(wrap=True)
        self.warnings = InlineBanner()
        self.steps = Text(wrap=True)
        self.assumptions = Text(role="dim", wrap=True)
        self.source = Text(role="dim", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (
            self.safe,
            self.last,
            self.warnings,
            self.steps,
            self.assumptions,
            self.source,
        ):
            column.addWidget(part)
        column.addStretch(1)

    def show_sum(self, counted: Computation) -> None:
        """Shows a computation."""
        language = i18n.current()
        self.safe.say(N_("Safe last day: {day}"), day=labels.when(counted.safe, language))
        self.last.say(N_("Statutory last day: {day}"), day=labels.when(counted.statutory, language))
        warnings = [labels.sentence(step, language) for step in counted.warnings]
        unsure = counted.rule.certainty is Certainty.UNVERIFIED or counted.not_in_force
        self.warnings.setVisible(bool(warnings))
        if warnings:
            self.warnings.say("{text}", "urgent" if unsure else "attention",
                              text="\n".join(warnings))  # fmt: skip
        self.steps.show_text(numbered(counted.steps))
        self.assumptions.show_text(
            "\n".join(labels.sentence(step, language) for step in counted.assumptions)
        )
        self.source.show_text(_source(counted.rule, language))


def numbered(steps: Sequence[Step]) -> str:
    """The steps of a sum, a numbered line each, with the article they rest on."""
    language, laws = i18n.current(), reference.laws()
    lines = []
    for number, step in enumerate(steps, 1):
        place = labels.citation(step.article, laws, language)
        lines.append(
            f"{number}. {labels.sentence(step, language)}" + (f" ({place})" if place else "")
        )
    return "\n".join(lines)


class DeadlineDialog(DraftedDialog):
    """Asks what happened and when, offers all that follows from it, and counts while one types.

    Signals:
        told: (event, chosen) the event of the case and the rules that shall be watched from it.
    """

    told = Signal(object, object)

    def __init__(self, parent: QWidget, office: Any, case_id: int) -> None:
        super().__init__(parent, N_("New deadline"), accept=N_("Watch what is ticked"))
        self._office, self._case_id = office, case_id
        self._rules = {rule.id: rule for rule in office.deadlines.rules()}
        self._stepped = ""
        self._events: Mapping[str, TriggerEvent] = office.office_events.in_use()
        self.keep: Callable[[Trigger, Sequence[Chosen]], None] = lambda _trigger, _chosen: None
        self.setMinimumSize(1040, 620)
        self.fields = TriggerFields(self)
        self.parts = self.fields.parts
        self.sum = SumView()
        self.hint = Text(HINT, role="dim", wrap=True)
        self.family = Family()
        self._lay_out()
        self.parts.event.set_choices(
            _choices(self._events.values(), self._rules.values()), translated=False
        )
        self.parts.event.changed.connect(self._offer)
        self.fields.changed.connect(self._count)
        self.family.changed.connect(self._count)
        self._offer()
        self.parts.event.setFocus()

    def begin(self, event: str, step: Event) -> None:
        """Puts an event and the day of an entry of the story into the fields, tied to it."""
        self.parts.event.set_value(EVENT + event)
        self.parts.step_id.set_value(step.id)
        self.fields.show_day(step.on)

    def typed(self) -> Typed:
        """What stands in the fields, and what is ticked."""
        return {**drafts.typed(self.parts), "family": self.family.typed()}

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were; the family comes with the event."""
        drafts.put_back(self.parts, typed)
        self._offer()
        drafts.put_back_one(self.parts.step_id, typed.get("step_id"))
        self.family.put_back(typed.get("family"))

    def accept(self) -> None:
        """Hands on what was asked for, once all of it can be counted."""
        try:
            trigger = self._trigger()
            who = self.parts.responsible_id.value()
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        if not self.accept_button.isEnabled():
            return
        responsible = who if isinstance(who, int) else None
        chosen = [replace(one, responsible_id=responsible) for one in self.family.chosen()]
        try:
            self.keep(trigger, chosen)
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        super().accept()
        self.told.emit(trigger, chosen)

    def _lay_out(self) -> None:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.hint)
        lines.addWidget(self.sum)
        card = Card()
        card.add(inside)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addWidget(beside(self.fields), 5)
        right = QVBoxLayout()
        right.addWidget(scrolled(columns(([self.family], 1))), 3)
        right.addWidget(scrolled(columns(([card], 1))), 2)
        across.addLayout(right, 7)
        self.body.addLayout(across, 1)

    def _event(self) -> str:
        """The id of the event that is chosen, or that the chosen rule runs from."""
        chosen = str(self.parts.event.chosen(""))
        if chosen.startswith(EVENT):
            return chosen.removeprefix(EVENT)
        rule = self._rules.get(chosen)
        return rule.event if rule else ""

    def _trigger(self) -> Trigger:
        event = self._event()
        if not event:
            self.parts.event.value()
            raise InvalidValue("event", N_("Please fill in this field."))
        return self.fields.trigger(self._case_id, event)

    def _offer(self) -> None:
        """Shows what follows from the event; of a rule chosen by its number, that one alone."""
        if self._event():
            self.parts.event.show_beginning()  # it says most
        event, chosen = self._event(), str(self.parts.event.chosen(""))
        offered: tuple[Offer, ...] = ()
        if chosen.startswith(EVENT):
            offered = self._office.triggers.offered(event, self._case_id)
        elif chosen in self._rules:
            offered = (alone(self._rules[chosen]),)
        self.family.show_offers(offered, self._events)
        if event != self._stepped:
            self._stepped = event
            steps = self._office.triggers.steps(event, self._case_id) if event else ()
            self.fields.offer_steps(steps)
        known = self._events.get(event)
        served = any(one.rule.served for one in offered) or bool(known and known.served)
        in_hours = any(one.rule.unit is Unit.HOUR for one in offered if one.can_tick)
        self.fields.suit(known, in_hours=in_hours, served=served)
        self._count()

    def _count(self) -> None:
        counted = self._counted()
        self.family.show_counts(counted)
        shown = counted.get(self.family.looked_at)
        is_sum = isinstance(shown, Computation)
        self.sum.setVisible(is_sum)
        self.hint.setVisible(not is_sum)
        if isinstance(shown, Computation):
            self.sum.show_sum(shown)
        wanted = self.family.chosen()
        whole = all(isinstance(counted.get(one.rule_id), Computation) for one in wanted)
        self.accept_button.setEnabled(bool(wanted) and whole and self.family.is_confirmed)

    def _counted(self) -> dict[str, Computation | Refused]:
        self.hint.say(HINT)
        try:
            trigger = self._trigger()
            found: dict[str, Computation | Refused] = self._office.deadlines.count_all(
                self.family.countable(), trigger
            )
        except InvalidValue:
            return {}
        except LegalAidError as problem:
            self.hint.show_text(sentence(problem))
            return {}
        shown = found.get(self.family.looked_at)
        if isinstance(shown, Refused):
            self.hint.show_text(sentence(shown))
        return found


def ask(
    parent: QWidget, frame: Frame, case_id: int, event: str = "", step: Event | None = None
) -> DeadlineDialog:
    """Asks for a new deadline of the case, and keeps it; of an entry of the story, from its day."""
    dialog = DeadlineDialog(parent, frame.office, case_id)
    lead = frame.office.deadlines.lead(case_id)
    colleagues.offer(dialog.parts.responsible_id, frame, lead)
    if event and step:
        dialog.begin(event, step)
    else:
        dialog.keep_in(frame.drafts, "deadline", case_id)
    keeper = _Keeper(dialog, frame)
    dialog.keep = keeper.keep
    dialog.told.connect(keeper.forget)
    dialog.open()
    return dialog


class _Keeper(QObject):
    """Keeps what was asked for, and says the nearest day."""

    def __init__(self, dialog: DeadlineDialog, frame: Frame) -> None:
        super().__init__(dialog)
        self._frame = frame

    def keep(self, trigger: Trigger, chosen: Sequence[Chosen]) -> None:
        """Enters the event with the deadlines; the dialog stays open where it is refused."""
        made = self._frame.office.triggers.add(trigger, chosen)
        nearest = min(one.safe_on for one in made.deadlines)
        day = i18n.date_full(nearest, i18n.current())
        told = ngettext(
            "{count} deadline is watched. Nearest safe last day: {day}",
            "{count} deadlines are watched. Nearest safe last day: {day}",
            len(made.deadlines),
        )
        self._frame.toast(told, count=len(made.deadlines), day=day)

    def forget(self, trigger: Trigger, _chosen: object) -> None:
        """Lets go of the draft once the dialog is closed."""
        self._frame.drafts.done("deadline", trigger.case_id)


def alone(rule: Rule) -> Offer:
    """A rule that is asked for by itself, and not as one of a family."""
    unread = rule.certainty is Certainty.UNVERIFIED and not rule.checked_by
    why = WhyNot.UNVERIFIED if unread else WhyNot.NOTHING
    if not rule.is_countable:
        why = WhyNot.NOT_COUNTABLE
    return Offer(rule=rule, ticked=why is WhyNot.NOTHING, why=why)


def _choices(events: Iterable[TriggerEvent], rules: Iterable[Rule]) -> list[tuple[object, str]]:
    """Events by their names in both languages, then rules by number and title, likewise."""
    language = i18n.current()
    other = "en" if language == "lo" else "lo"
    named: list[tuple[object, str]] = [
        (EVENT + key, said) for key, said in families.choices(events, language)
    ]
    for one in rules:
        titles = dict.fromkeys((one.title(language), one.title(other)))
        named.append((one.id, " · ".join((one.id, *titles))))
    return named


def _source(rule: Rule, language: str) -> str:
    place = labels.rule_citation(rule, reference.laws(), language)
    sure = filled(labels.CERTAINTIES[rule.certainty])
    return "\n".join(
        filter(None, (f"{place} · {sure}", rule.consequence(language), rule.note(language)))
    )
