"""What the office holds for a client: papers and objects received, and returned, on a receipt."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.attachments import Form
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.privacy import Private

RETURNED = "This was given back already."
BEFORE_RECEIVED = "It cannot be given back before it was received."
FEW = "A number from 1, please."


class HoldingKind(StrEnum):
    """What it is."""

    DOCUMENT = "document"
    OBJECT = "object"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Holding(Private):
    """One thing that the office has, or had, for a client.

    Attributes:
        number: within the case, given once.
        form: of a document; pages: its pages, or how many pieces of an object there are.
        received_from, returned_to: who handed it in, and who took it back.
        received_by, returned_by: the users who did it.
        receipt, return_receipt: the numbers of the receipts, such as ``4/2026``.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    number: int = 0
    kind: HoldingKind = HoldingKind.DOCUMENT
    what: str
    form: Form = Form.ORIGINAL
    pages: int = 1
    received_on: date
    received_from: str
    received_by: str = ""
    receipt: str = ""
    returned_on: date | None = None
    returned_to: str = ""
    returned_by: str = ""
    return_receipt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Receipt(Private):
    """What a receipt says.

    Attributes:
        returned: whether things went back to the client; else they came in.
        person: who handed them in or took them back; user: who was there for the office.
    """

    number: str
    returned: bool
    on: date
    person: str
    user: str
    holdings: tuple[Holding, ...]


def checked(holding: Holding, today: date) -> Holding:
    """The thing with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = replace(
        holding,
        what=checks.line("what", holding.what, required=True),
        received_from=checks.line("received_from", holding.received_from, required=True),
    )
    if clean.pages < 1:
        raise InvalidValue("pages", FEW)
    checks.not_after("received_on", clean.received_on, today)
    return clean


def returned(holding: Holding, on: date, to: str, by: str, receipt: str) -> Holding:
    """The thing, given back on that day; refuses what was given back before."""
    if holding.returned_on is not None:
        raise Refused(RETURNED)
    if on < holding.received_on:
        raise InvalidValue("returned_on", BEFORE_RECEIVED)
    person = checks.line("returned_to", to, required=True)
    back = replace(holding, returned_on=on, returned_to=person)
    return replace(back, returned_by=by, return_receipt=receipt)


def still_here(found: list[Holding]) -> list[Holding]:
    """What was not given back."""
    return [one for one in found if one.returned_on is None]


def receipt_called(found: list[Holding], number: str) -> Receipt | None:
    """The receipt of that number with all that stands on it; nothing if there is none."""
    came = tuple(one for one in found if one.receipt == number)
    went = tuple(one for one in found if one.return_receipt == number)
    if came:
        first = came[0]
        person, user, on = first.received_from, first.received_by, first.received_on
    elif went:
        first = went[0]
        person, user, on = first.returned_to, first.returned_by, first.returned_on or date.max
    else:
        return None
    return Receipt(
        number=number, returned=not came, on=on, person=person, user=user, holdings=came or went
    )
