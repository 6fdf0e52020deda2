"""An event of a case that periods run from: changed with before and after, or prolonged."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, forms, undoing
from legalaid_desktop.desktop.cards import Card, Row, scrolled
from legalaid_desktop.desktop.changed_days import ChangedDays, warned
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.move_rows import before_and_after
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text, filled, sentence
from legalaid_desktop.desktop.trigger_fields import TriggerFields, beside
from legalaid_desktop.domain import moves
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.rules import Unit
from legalaid_desktop.domain.triggers import Prolongation, Trigger
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.labels import families

UNITS = {
    Unit.HOUR: N_("hours"),
    Unit.DAY: N_("calendar days"),
    Unit.WORKING_DAY: N_("working days"),
    Unit.WEEK: N_("weeks"),
    Unit.MONTH: N_("months"),
    Unit.YEAR: N_("years"),
}
SOME_WAIT = N_("The event is changed. A later day of the law waits for somebody else to agree.")
SAME_DAY = N_("It ends on the same day with this time; what was granted is kept all the same.")


class EventChange(Dialog):
    """Asks what is different about an event, and which of its deadlines move with it.

    Signals:
        changed: (deadlines) the event is changed, and those moved with it.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, trigger: Trigger) -> None:
        super().__init__(parent, N_("Event that periods run from"), accept=N_("Change the event"))
        self.setMinimumSize(1040, 600)
        self._office, self._trigger = frame.office, trigger
        self._events: Mapping[str, TriggerEvent] = frame.office.office_events.known()
        known = self._events.get(trigger.event)
        self.fields = TriggerFields(self)
        parts = self.fields.parts
        parts.event.hide()
        parts.responsible_id.hide()
        served = bool(trigger.way) or bool(known and known.served)
        self.fields.suit(known, in_hours=trigger.at is not None, served=served)
        steps = frame.office.triggers.steps(trigger.event, trigger.case_id)
        self.fields.offer_steps(steps, trigger.step_id)
        self.fields.show_trigger(trigger)
        self.days = ChangedDays()
        self._lay_out()
        self.fields.changed.connect(self._look)
        self._look()

    def accept(self) -> None:
        """Changes the event, and moves what is ticked."""
        reason = self.days.reason
        try:
            kept = self._office.triggers.change(self._typed(), self.days.accepted(), reason.value())
        except InvalidValue as problem:
            if problem.field == "reason":
                reason.show_error(problem)
            else:
                forms.show_error(self.fields.parts, problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        super().accept()
        self.changed.emit(kept)

    def _lay_out(self) -> None:
        title = Text(role="title", wrap=True)
        title.show_text(families.called(self._trigger.event, self._events, i18n.current()))
        self.body.addWidget(title)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addWidget(beside(self.fields), 5)
        across.addWidget(scrolled(self.days), 6)
        self.body.addLayout(across, 1)

    def _typed(self) -> Trigger:
        trigger = self._trigger
        return self.fields.trigger(trigger.case_id, trigger.event, trigger)

    def _look(self) -> None:
        """Counts what moves by what is typed."""
        try:
            self.days.show_counted([self._office.triggers.try_change(self._typed())])
        except InvalidValue:
            self.days.show_counted([])
        except LegalAidError as problem:
            self.days.show_counted([])
            self.days.hint.show_text(sentence(problem))


class ProlongDialog(Dialog):
    """Asks how much more time was granted, by whom, and shows the days before and after.

    Signals:
        granted: (deadline) it is prolonged.
    """

    granted = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, deadline: Deadline) -> None:
        super().__init__(parent, N_("More time was granted"), accept=N_("Prolong"))
        self.setMinimumWidth(560)
        self._office, self._deadline = frame.office, deadline
        self.length = TextField(label=N_("How much"))
        self.unit = ChoiceField(label=N_("Counted in"))
        self.granted_on = DateField(label=N_("Granted on"))
        self.note = TextField(label=N_("Who granted it, and how it is proved"))
        fields = {"length": self.length, "unit": self.unit, "granted_on": self.granted_on}
        fields |= {"note": self.note}
        title = Text(role="title", wrap=True)
        title.show_text(deadline.title(i18n.current()))
        self.body.addWidget(title)
        for name, field in fields.items():
            field.setObjectName(name)
            self.body.addWidget(field)
        self.fields = fields
        self.unit.set_choices([(one, UNITS[one]) for one in Unit])
        self.unit.set_value(Unit.DAY)
        self.granted_on.set_value(frame.office.today.day())
        self.shown = Card()
        self.hint = Text(role="dim", wrap=True)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.shown)
        for field in fields.values():
            field.changed.connect(self._look)
        self._look()

    def accept(self) -> None:
        """Prolongs it."""
        try:
            kept = self._office.triggers.prolong(self._deadline, self._typed())
        except InvalidValue as problem:
            self.fields.get(problem.field, self.length).show_error(problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        super().accept()
        self.granted.emit(kept)

    def _typed(self) -> Prolongation:
        typed, day = self.length.value(), self.granted_on.value()
        if not typed.isdigit():
            raise InvalidValue("length", N_("Write a number above zero."))
        if day is None:
            raise InvalidValue("granted_on", N_("Please fill in this field."))
        unit = Unit(str(self.unit.value() or Unit.DAY))
        note = self.note.value()
        return Prolongation(length=int(typed), unit=unit, granted_on=day, note=note)

    def _look(self) -> None:
        rows: list[Row] = []
        self.hint.hide()
        try:
            found = self._office.triggers.try_prolong(self._deadline, self._typed())
            row = Row(filled(N_("Before and after")), warned(found.after))
            row.lines.addWidget(before_and_after(found.move))
            rows = [row]
            same = moves.ends(found.deadline) == moves.ends(found.after)
            self.hint.say(SAME_DAY)
            self.hint.setVisible(same)
        except InvalidValue:
            pass
        except LegalAidError as problem:
            self.hint.show_text(sentence(problem))
            self.hint.show()
        self.shown.set_rows(rows)
        self.shown.setVisible(bool(rows))


class CaseEvents(Card):
    """The events of a case that periods run from; each opens to be changed."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("Events that periods run from"))
        self._frame = frame
        self._known: dict[object, Trigger] = {}
        self.opened.connect(self._change)

    def show_case(self, case_id: int) -> None:
        """Shows the events of that case; hidden where there are none."""
        found = self._frame.office.triggers.of_case(case_id)
        self._known = {one.id: one for one in found}
        known = self._frame.office.office_events.known() if found else {}
        self.set_rows([event_row(one, known) for one in found])
        self.setVisible(bool(found))

    def _change(self, key: object) -> None:
        dialog = EventChange(self, self._frame, self._known[key])
        dialog.changed.connect(self._changed)
        dialog.open()

    def _changed(self, kept: Sequence[Deadline]) -> None:
        waits = any(not one.rule_version for one in kept)
        told = SOME_WAIT if waits else N_("The event is changed.")
        undoing.said_together(self._frame, told)


def ask_prolongation(parent: QWidget, frame: Frame, deadline: Deadline) -> None:
    """Asks how much more time was granted for a deadline, and keeps it."""
    dialog = ProlongDialog(parent, frame, deadline)
    dialog.granted.connect(partial(_prolonged, frame))
    dialog.open()


def _prolonged(frame: Frame, kept: Deadline) -> None:
    undoing.said(frame, PROLONGED if kept.rule_version else WAITS, kept)


PROLONGED = N_("The deadline is prolonged.")
WAITS = N_("The time is kept. The old day stands until somebody else has agreed to the later one.")


def event_row(trigger: Trigger, known: Mapping[str, TriggerEvent]) -> Row:
    """An event with its day, how it was served, and what proves it."""
    language = i18n.current()
    day = i18n.date_full(trigger.on, language) + (f", {trigger.at:%H:%M}" if trigger.at else "")
    parts = [day]
    if trigger.way:
        parts.append(filled(labels.SERVICE_WAYS[trigger.way]))
    if trigger.reached_on:
        told = N_("received {day}")
        parts.append(filled(told, day=i18n.date_full(trigger.reached_on, language)))
    parts.append(trigger.note)
    name = families.called(trigger.event, known, language)
    return Row(name, " · ".join(filter(None, parts)), key=trigger.id)
