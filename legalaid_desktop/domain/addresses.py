"""Addresses: registered, safe, at the time of the event; from the house up to the province."""

from dataclasses import dataclass, replace
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private

FIELD = "addresses"
TEXTS = ("house", "unit", "village_lo", "village_latin", "village_also", "note")
ELSEWHERE = "This district lies in another province."


class AddressKind(StrEnum):
    """What an address besides the present one is."""

    REGISTERED = "registered"
    SAFE = "safe"
    """Where a letter or a visit harms nobody."""
    EVENT = "event"
    FORMER = "former"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Address(Private):
    """One address.

    Attributes:
        village_also: former names of the village, and other spellings.
        country: ISO 3166-1 alpha-2, empty for the Lao PDR.
        note: whatever finds the place: a landmark, a ship, an address abroad.
    """

    kind: AddressKind = AddressKind.REGISTERED
    house: str = ""
    unit: str = ""
    village_lo: str = ""
    village_latin: str = ""
    village_also: str = ""
    district: str = ""
    province: str = ""
    country: str = ""
    note: str = ""


def is_empty(address: Address) -> bool:
    """Whether nothing was filled in but the kind."""
    return address == Address(kind=address.kind)


def checked(address: Address, place: int) -> Address:
    """The address with its texts normalised; ``place`` is its line in the form."""
    clean = checks.of_list(FIELD, place, address, *TEXTS)
    if is_empty(clean):
        raise InvalidValue(FIELD, "This is needed.", line=place, part="village_lo")
    if clean.district and not clean.province:
        clean = replace(clean, province=clean.district[:2])
    if clean.district and clean.district[:2] != clean.province:
        raise InvalidValue(FIELD, ELSEWHERE, line=place, part="district")
    return clean
