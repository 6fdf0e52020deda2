"""The dialog for one entry of a story: what happened, when, for whom it is written, how long."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, LongTextField, TextField
from legalaid_desktop.desktop.times import read_time
from legalaid_desktop.domain import payments
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.events import NO_AMOUNT, Audience, Event, EventKind
from legalaid_desktop.domain.payments import Currency, Payment
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import events as labels
from legalaid_desktop.labels import quick
from legalaid_desktop.services import reference

NEEDED = N_("This is needed.")


class EventParts(forms.Parts):
    """The parts of ``ui/event.ui``."""

    kind: ChoiceField
    audience: ChoiceField
    happening: ChoiceField
    on: DateField
    at: TextField
    minutes: TextField
    payment: ChoiceField
    amount: TextField
    currency: ChoiceField
    receipt: TextField
    text: LongTextField


class EventDialog(DraftedDialog):
    """Asks for an entry, new or known; steps and payments have fields of their own.

    Signals:
        told: (event) it was filled in.
    """

    told = Signal(object)

    def __init__(self, parent: QWidget, event: Event) -> None:
        known = event.id is not None
        accept = N_("Save the entry") if known else N_("Add to the story")
        super().__init__(parent, N_("What happened"), accept=accept)
        self.setMinimumWidth(620)
        self._base = event
        self.parts = forms.load("event", self, EventParts)
        self.body.addWidget(self.parts.body)
        self._fill()
        self._show(event)
        self.parts.kind.changed.connect(self._ask_what_belongs)
        self._ask_what_belongs()
        self.parts.text.setFocus()

    def typed(self) -> Typed:
        """What stands in the fields."""
        return drafts.typed(self.parts)

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        drafts.put_back(self.parts, typed)
        self._ask_what_belongs()

    def accept(self) -> None:
        """Hands on what was typed, once it can be read."""
        try:
            event = self._event()
        except InvalidValue as problem:
            forms.show_error(self.parts, problem)
            return
        super().accept()
        self.told.emit(event)

    def _fill(self) -> None:
        parts, language = self.parts, i18n.current()
        parts.kind.set_choices(list(labels.KINDS.items()))
        parts.audience.set_choices(list(labels.AUDIENCES.items()))
        steps = [(one.id, one.name(language)) for one in reference.happenings().values()]
        parts.happening.set_choices(steps, translated=False)
        parts.payment.set_choices([(one, said) for one, said in labels.PAYMENTS.items() if one])
        parts.currency.set_choices([(one, said) for one, said in labels.CURRENCIES.items() if one])

    def _show(self, event: Event) -> None:
        parts = self.parts
        for name in ("kind", "audience", "on", "text", "receipt"):
            getattr(parts, name).set_value(getattr(event, name))
        parts.happening.set_value(event.happening or None)
        parts.at.set_value(f"{event.at:%H:%M}" if event.at else "")
        parts.minutes.set_value(f"{event.minutes}m" if event.minutes else "")
        parts.payment.set_value(event.payment or Payment.PAID)
        parts.currency.set_value(event.currency or Currency.LAK)
        parts.amount.set_value(_plain(event.amount))

    def _ask_what_belongs(self) -> None:
        try:
            kind = self.parts.kind.value()
        except InvalidValue:
            return
        self.parts.happening.setVisible(kind is EventKind.STEP)
        for field in ("payment", "amount", "currency", "receipt"):
            getattr(self.parts, field).setVisible(kind is EventKind.PAYMENT)

    def _event(self) -> Event:
        parts = self.parts
        kind = EventKind(str(parts.kind.value() or EventKind.NOTE))
        happening = str(parts.happening.value() or "") if kind is EventKind.STEP else ""
        if kind is EventKind.STEP and not happening:
            raise InvalidValue("happening", NEEDED)
        text = parts.text.value()
        if not text and kind not in (EventKind.STEP, EventKind.PAYMENT):
            raise InvalidValue("text", NEEDED)
        event = replace(
            self._base,
            kind=kind,
            audience=Audience(str(parts.audience.value() or Audience.TEAM)),
            happening=happening,
            on=self._day(),
            at=read_time("at", parts.at.value()),
            minutes=self._minutes(),
            text=text,
        )
        return self._with_money(event) if kind is EventKind.PAYMENT else event

    def _with_money(self, event: Event) -> Event:
        parts = self.parts
        amount = payments.read_amount(parts.amount.value())
        if not amount:
            raise InvalidValue("amount", NO_AMOUNT)
        return replace(
            event,
            payment=Payment(str(parts.payment.value() or Payment.PAID)),
            amount=amount,
            currency=Currency(str(parts.currency.value() or "")),
            receipt=parts.receipt.value(),
        )

    def _day(self) -> date:
        day = self.parts.on.value()
        if day is None:
            raise InvalidValue("on", NEEDED)
        return day

    def _minutes(self) -> int:
        typed = self.parts.minutes.value()
        minutes = quick.minutes(typed) if typed else 0
        if minutes is None:
            raise InvalidValue("minutes", N_("Write the time spent as 20m or 1h30."))
        return minutes


def _plain(hundredths: int) -> str:
    whole, cents = divmod(hundredths, payments.CENT)
    if not hundredths:
        return ""
    return f"{whole}.{cents:02d}" if cents else str(whole)
