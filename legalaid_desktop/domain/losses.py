"""What somebody lost: wages promised and not paid, and other losses, summed exactly in each money.

Sums are decimals. Between moneys the office's own rates count, each with its day and its source.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private

MOST = Decimal(10) ** 13
"""More than any claim in kip; what is above was mistyped."""
_KIP = Decimal(1)
_CENT = Decimal("0.01")


class Money(StrEnum):
    """The moneys in which people are paid."""

    LAK = "LAK"
    THB = "THB"
    MYR = "MYR"
    USD = "USD"


class LossKind(StrEnum):
    """What was lost."""

    WAGES = "wages"
    OVERTIME = "overtime"
    FEES = "fees"
    MEDICAL = "medical"
    TRAVEL = "travel"
    PROPERTY = "property"
    BAIL = "bail"
    OTHER = "other"


class Per(StrEnum):
    """What the amount is counted by."""

    DAY = "day"
    MONTH = "month"
    HOUR = "hour"
    ONCE = "once"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Deduction(Private):
    """What was kept back from the pay, with the reason that was given.

    Attributes:
        amount: a decimal as text.
        accepted: whether our side accepts it; what is not accepted stays claimed.
    """

    amount: str
    reason: str
    accepted: bool = False

    @property
    def sum(self) -> Decimal:
        """The amount."""
        return Decimal(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Loss(Private):
    """One line of the claim: so many days or months at so much, and what was paid of it."""

    id: int | None = None
    version: int = 0
    case_id: int
    person_id: int
    kind: LossKind
    what: str = ""
    from_on: date | None = None
    to_on: date | None = None
    quantity: Decimal = Decimal(1)
    per: Per = Per.ONCE
    rate: Decimal
    money: Money
    paid: Decimal = Decimal(0)
    deductions: tuple[Deduction, ...] = ()
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """How many kip one unit of a money was on a day, by which source."""

    id: int | None = None
    version: int = 0
    money: Money
    on: date
    kip: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LossSum:
    """One line as it is counted: promised, less what was paid and what is accepted, is claimed."""

    promised: Decimal
    paid: Decimal
    accepted: Decimal
    contested: Decimal
    owed: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What is claimed in one money, and in kip at a rate; without a rate, ``kip`` is None."""

    money: Money
    owed: Decimal
    rate: ExchangeRate | None = None
    kip: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The claim: each money by itself, and all of it in kip if every money has a rate."""

    totals: tuple[Total, ...]
    kip: Decimal | None


def checked(loss: Loss, today: date) -> Loss:
    """The line with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(loss, "what", "proof")
    if clean.per is Per.ONCE:  # nobody counts what was lost once
        clean = replace(clean, quantity=Decimal(1))
    checks.not_after("from_on", clean.from_on, today)
    if clean.from_on and clean.to_on and clean.to_on < clean.from_on:
        raise InvalidValue("to_on", "The end lies before the beginning.")
    for name in ("quantity", "rate", "paid"):
        _check_amount(name, getattr(clean, name), zero=name == "paid")
    return replace(clean, deductions=tuple(_checked(one) for one in clean.deductions))


def checked_rate(rate: ExchangeRate, today: date) -> ExchangeRate:
    """The rate with its source; raises ``InvalidValue`` for the first wrong field."""
    checks.not_after("on", rate.on, today)
    if rate.money is Money.LAK:
        raise InvalidValue("money", "Kip need no rate.")
    _check_amount("kip", rate.kip, zero=False)
    return replace(rate, source=checks.line("source", rate.source, required=True))


def amount(field: str, typed: str) -> Decimal:
    """The decimal meant by ``12000``, ``12.000,50`` or Lao digits; raises ``InvalidValue``."""
    digits = _plain("".join(str(int(one)) if one.isdecimal() else one for one in typed))
    try:
        found = Decimal(digits)
    except InvalidOperation as error:
        raise InvalidValue(field, "Write a number such as 12.000 or 12,50.") from error
    if not found.is_finite():
        raise InvalidValue(field, "Write a number such as 12.000 or 12,50.")
    return found


def _plain(typed: str) -> str:
    """The number as Python writes it: of two kinds of mark the last one begins the fraction."""
    digits = "".join(one for one in typed if not one.isspace())
    marks = [one for one in digits if one in ".,"]
    if len(set(marks)) > 1:
        whole, _, part = digits.rpartition(marks[-1])
        return f"{whole.replace('.', '').replace(',', '')}.{part}"
    head, *groups = digits.replace(",", ".").split(".")
    if groups and head.strip("0") and all(len(one) == 3 for one in groups):
        return digits.replace(".", "").replace(",", "")  # 12.000 and 12,000 are twelve thousand
    return digits.replace(",", ".")


def _checked(one: Deduction) -> Deduction:
    _check_amount("amount", one.sum, zero=False)
    return replace(one, reason=checks.line("reason", one.reason, required=True))


def _check_amount(field: str, value: Decimal, *, zero: bool) -> None:
    if value < 0 or value > MOST or (value == 0 and not zero):
        raise InvalidValue(field, "Write a number such as 12.000 or 12,50.")


def counted(loss: Loss) -> LossSum:
    """The line step by step; nobody owes less than nothing."""
    promised = loss.quantity * loss.rate
    accepted = sum((one.sum for one in loss.deductions if one.accepted), Decimal(0))
    contested = sum((one.sum for one in loss.deductions if not one.accepted), Decimal(0))
    owed = max(promised - loss.paid - accepted, Decimal(0))
    return LossSum(
        promised=promised, paid=loss.paid, accepted=accepted, contested=contested, owed=owed
    )


def claim(losses: Iterable[Loss], rates: Iterable[ExchangeRate], day: date) -> Claim:
    """What is claimed on that day, each money at its last rate up to then."""
    owed: dict[Money, Decimal] = {}
    for loss in losses:
        owed[loss.money] = owed.get(loss.money, Decimal(0)) + counted(loss).owed
    known = rates_on(rates, day)
    totals = tuple(_total(money, owed[money], known.get(money)) for money in Money if money in owed)
    kips = [one.kip for one in totals if one.kip is not None]
    whole = len(kips) == len(totals)
    return Claim(totals=totals, kip=sum(kips, Decimal(0)) if whole else None)


def rates_on(rates: Iterable[ExchangeRate], day: date) -> Mapping[Money, ExchangeRate]:
    """The last rate of each money up to that day; of two for one day the later entered."""
    past = sorted((one for one in rates if one.on <= day), key=lambda one: (one.on, one.id or 0))
    return {one.money: one for one in past}


def _total(money: Money, owed: Decimal, rate: ExchangeRate | None) -> Total:
    if money is Money.LAK:
        return Total(money=money, owed=owed, kip=rounded(owed, money))
    if rate is None:
        return Total(money=money, owed=owed)
    return Total(money=money, owed=owed, rate=rate, kip=rounded(owed * rate.kip, Money.LAK))


def rounded(value: Decimal, money: Money) -> Decimal:
    """Kip to the kip, other moneys to the hundredth; halves go up."""
    return value.quantize(_KIP if money is Money.LAK else _CENT, ROUND_HALF_UP)
