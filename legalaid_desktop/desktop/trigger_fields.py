"""The fields of an event: its day, how it was served and proved, and what stopped the clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import day_lines, forms
from legalaid_desktop.desktop.cards import scrolled
from legalaid_desktop.desktop.fields import ChoiceField, DateField, Field, LongTextField, TextField
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.desktop.times import read_time
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.triggers import Known, ServiceWay, Trigger, Which
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.labels import hearings, stories
from legalaid_desktop.services import reference

MORE = N_("More: unclear day, several days, pauses")
LESS = N_("Less")
WIDTH = 340
"""Pixels, so that the longest caption and a date with its weekday have room."""


class TriggerParts(forms.Parts):
    """The parts of ``ui/deadline.ui``."""

    event: ChoiceField
    step_id: ChoiceField
    trigger_on: DateField
    trigger_at: TextField
    way: ChoiceField
    reached_on: DateField
    trigger_note: TextField
    responsible_id: ChoiceField
    known: ChoiceField
    also: LongTextField
    which: ChoiceField
    pauses: LongTextField
    restarts: LongTextField
    restart_by: TextField


class TriggerFields(QWidget):
    """What is asked of an event; the rarer questions come with a button.

    Signals:
        changed: something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.parts = forms.load("deadline", self, TriggerParts)
        self.more = Button(MORE, icon="chevron-down")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._toggle)
        self._is_open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts.body)
        column.addWidget(self.more)
        column.addStretch(1)
        self.parts.way.set_choices([(one, labels.SERVICE_WAYS[one]) for one in ServiceWay])
        self.parts.known.set_choices([(one, labels.KNOWN[one]) for one in Known])
        self.parts.which.set_choices([(one, labels.WHICH[one]) for one in Which])
        self.parts.known.set_value(Known.DAY)
        self.parts.way.set_value(ServiceWay.NONE)
        self.parts.which.set_value(Which.EARLIEST)
        self._steps: dict[object, Event] = {}
        self.parts.step_id.changed.connect(self._take_day)
        for field in self._all():
            field.changed.connect(self._edited)
        self.setMinimumWidth(WIDTH)
        self._show_more(shown=False)
        self.suit(None, in_hours=False, served=False)
        self.offer_steps(())

    def offer_steps(self, steps: Sequence[Event], chosen: int | None = None) -> None:
        """Offers the entries of the story whose day it may be; hidden where there are none."""
        language = i18n.current()
        self._steps = {one.id: one for one in steps}
        field = self.parts.step_id
        field.blockSignals(True)
        field.set_value(None)
        field.set_choices([(one.id, step_name(one, language)) for one in steps], translated=False)
        field.set_value(chosen)
        field.show_beginning()  # the day says most
        field.blockSignals(False)
        field.setVisible(bool(steps))

    def suit(self, event: TriggerEvent | None, *, in_hours: bool, served: bool) -> None:
        """Asks what that event needs: an hour, the way of service, which day counts."""
        self.parts.trigger_at.setVisible(in_hours)
        self._served = served
        self.parts.way.setVisible(served)
        self._suit_way()
        hint = event.day(i18n.current()) if event else ""
        self.parts.trigger_on.setProperty("help", hint)

    def trigger(self, case_id: int, event: str, known: Trigger | None = None) -> Trigger:
        """The event as it stands in the fields; raises ``InvalidValue``."""
        parts = self.parts
        day = parts.trigger_on.value()
        if day is None:
            raise InvalidValue("trigger_on", N_("Please fill in this field."))
        made = known or Trigger(case_id=case_id, event=event, on=day)
        way = ServiceWay(str(parts.way.value() or "")) if self._served else ServiceWay.NONE
        return replace(
            made,
            on=day,
            at=read_time("trigger_at", parts.trigger_at.value()),
            way=way,
            reached_on=parts.reached_on.value() if way is not ServiceWay.NONE else None,
            note=parts.trigger_note.value(),
            known=Known(str(parts.known.value() or Known.DAY)),
            also=day_lines.occasions("also", parts.also.value()),
            which=Which(str(parts.which.value() or Which.EARLIEST)),
            pauses=day_lines.pauses("pauses", parts.pauses.value()),
            restarts=day_lines.occasions("restarts", parts.restarts.value()),
            restart_by=parts.restart_by.value(),
            step_id=self._step_on(day),
        )

    def show_trigger(self, trigger: Trigger) -> None:
        """Puts an event into the fields."""
        parts = self.parts
        parts.trigger_on.set_value(trigger.on)
        parts.trigger_at.set_value(f"{trigger.at:%H:%M}" if trigger.at else "")
        parts.way.set_value(trigger.way)
        parts.reached_on.set_value(trigger.reached_on)
        parts.trigger_note.set_value(trigger.note)
        parts.known.set_value(trigger.known)
        parts.also.set_value(day_lines.of_occasions(trigger.also))
        parts.which.set_value(trigger.which)
        parts.pauses.set_value(day_lines.of_pauses(trigger.pauses))
        parts.restarts.set_value(day_lines.of_occasions(trigger.restarts))
        parts.restart_by.set_value(trigger.restart_by)
        rare = trigger.also or trigger.pauses or trigger.restarts
        if rare or trigger.known is not Known.DAY:
            self._show_more(shown=True)

    def show_day(self, day: date) -> None:
        """Puts the day of a step of the story into the field."""
        self.parts.trigger_on.set_value(day)

    def _take_day(self) -> None:
        """The day of the chosen entry, and its time where one is asked for."""
        step = self._steps.get(self.parts.step_id.chosen(None))
        if step is None:
            return
        self.parts.step_id.show_beginning()
        self.parts.trigger_on.set_value(step.on)
        if step.at and not self.parts.trigger_at.isHidden():
            self.parts.trigger_at.set_value(f"{step.at:%H:%M}")
        self.changed.emit()

    def _step_on(self, day: date) -> int | None:
        """The chosen entry, as long as its day is the one that is typed."""
        step = self._steps.get(self.parts.step_id.chosen(None))
        return step.id if step is not None and step.on == day else None

    def _all(self) -> list[Field]:
        parts = self.parts
        often: list[Field] = [parts.trigger_on, parts.trigger_at, parts.way, parts.reached_on]
        return [*often, parts.trigger_note, *self._rare()]

    def _rare(self) -> list[Field]:
        parts = self.parts
        return [
            parts.known,
            parts.also,
            parts.which,
            parts.pauses,
            parts.restarts,
            parts.restart_by,
        ]

    def _edited(self) -> None:
        self._suit_way()
        self.changed.emit()

    def _suit_way(self) -> None:
        way = self.parts.way.chosen("")
        self.parts.reached_on.setVisible(self._served and way != ServiceWay.NONE)

    def _toggle(self) -> None:
        self._show_more(shown=not self._is_open)

    def _show_more(self, *, shown: bool) -> None:
        self._is_open = shown
        for field in self._rare():
            field.setVisible(shown)
        self.more.say(LESS if shown else MORE)


def step_name(step: Event, language: str) -> str:
    """An entry of the story with its day."""
    what = step.text or stories.cause(step.happening, language, reference.happenings())
    return f"{hearings.when(step, language)} · {what}"


def beside(fields: TriggerFields) -> QScrollArea:
    """The fields, scrolling by themselves beside what follows from them."""
    area = scrolled(fields)
    area.setMinimumWidth(WIDTH + area.verticalScrollBar().sizeHint().width())
    return area
