"""Events: the story of a case, one line a happening."""

from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.payments import Currency, Payment
from legalaid_desktop.domain.privacy import Private

MOST_MINUTES = 24 * 60
NO_AMOUNT = "Write an amount above nothing, such as 50 000."
NO_CURRENCY = "Choose the currency."
IS_KNOWN = "Others have read this entry: it cannot become private any more."
ALL_ATTEND = "A hearing is for the whole team. Write what is for you alone into a note."
NOT_PRIVATE = "What moves the case on is for the whole team. Choose another kind of note."


class EventKind(StrEnum):
    """What happened."""

    NOTE = "note"
    CALL = "call"
    VISIT = "visit"
    RECEIVED = "received"
    SENT = "sent"
    HEARING = "hearing"
    DECISION = "decision"
    CUSTODY = "custody"
    STEP = "step"
    """A step of the proceedings: ``happening`` says which."""
    PAYMENT = "payment"


class Audience(StrEnum):
    """For whom an entry was written."""

    TEAM = "team"
    PRIVATE = "private"
    """Only who wrote it reads it, anywhere."""
    CLIENT = "client"
    """It says what the client was told."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Event(Private):
    """Something that happened in a case, on a day and perhaps at a time (UTC+7).

    Attributes:
        author: the account of who wrote it; of an old entry perhaps not known.
        minutes: the time spent on it.
        happening: which step of the proceedings it was, an id in ``happenings.toml``.
        weighed: whether somebody has said if the stage of the case follows from it.
        result: what came of a hearing; ``text`` is what it was to be about.
        amount: of a payment, in hundredths of the currency; receipt: its number.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    kind: EventKind
    on: date
    at: time | None = None
    text: str
    audience: Audience = Audience.TEAM
    author: int | None = None
    minutes: int = 0
    happening: str = ""
    weighed: bool = False
    payment: Payment = Payment.NONE
    amount: int = 0
    currency: Currency = Currency.NONE
    receipt: str = ""
    result: str = ""


def checked(event: Event, today: date) -> Event:
    """The event with its text normalised; raises ``InvalidValue`` for the first wrong field."""
    if event.kind is not EventKind.HEARING:
        checks.not_after("on", event.on, today)
    if not 0 <= event.minutes <= MOST_MINUTES:
        raise InvalidValue("minutes", "Write the time spent as 20m or 1h30.")
    if event.audience is Audience.PRIVATE:
        if event.kind is EventKind.HEARING:
            raise InvalidValue("audience", ALL_ATTEND)
        if event.happening:
            raise InvalidValue("audience", NOT_PRIVATE)
    clean = checks.lines(event, "happening", "receipt")
    if event.kind is not EventKind.PAYMENT:
        nothing = {"payment": Payment.NONE, "amount": 0, "currency": Currency.NONE, "receipt": ""}
        clean = replace(clean, **nothing)  # type: ignore[arg-type]  # of mixed types
    else:
        _check_payment(clean)
    needed = clean.kind is not EventKind.PAYMENT and not clean.happening
    result = checks.text("result", event.result)
    return replace(clean, text=checks.text("text", event.text, required=needed), result=result)


def _check_payment(event: Event) -> None:
    if event.amount <= 0:
        raise InvalidValue("amount", NO_AMOUNT)
    if not event.currency:
        raise InvalidValue("currency", NO_CURRENCY)


def changed(before: Event, after: Event) -> Event:
    """The changed event: case, author and what was weighed stay as they were.

    Raises:
        InvalidValue: what others may have read is to become private.
    """
    if after.audience is Audience.PRIVATE and before.audience is not Audience.PRIVATE:
        raise InvalidValue("audience", IS_KNOWN)
    same_step = before.happening == after.happening
    weighed = before.weighed and same_step
    return replace(after, case_id=before.case_id, author=before.author, weighed=weighed)


def is_private(event: Event) -> bool:
    """Whether only its author may read it."""
    return event.audience is Audience.PRIVATE
