"""Addresses in words, from the house up to the province."""

from collections.abc import Mapping

from legalaid_desktop import i18n
from legalaid_desktop.domain.addresses import Address, AddressKind
from legalaid_desktop.domain.places import District, Province
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import nations

KINDS = {
    AddressKind.REGISTERED: N_("registered address"),
    AddressKind.SAFE: N_("safe address for letters and visits"),
    AddressKind.EVENT: N_("address at the time of the event"),
    AddressKind.FORMER: N_("former address"),
    AddressKind.OTHER: N_("another address"),
}


def line(address: Address, places: Mapping[str, Province | District], language: str) -> str:
    """The address in one line."""
    told = i18n.catalog(language).gettext
    named = (
        (N_("house {number}"), address.house),
        (N_("unit {number}"), address.unit),
    )
    near = [told(text).format(number=value) for text, value in named if value]
    larger = [places[code].name(language) for code in _codes(address) if code in places]
    country = nations.name(address.country, language) if address.country else ""
    parts = (*near, village(address, language), *larger, country, address.note)
    return ", ".join(filter(None, parts))


def village(address: Address, language: str) -> str:
    """The village, with the names it also goes by."""
    both = (address.village_lo, address.village_latin)
    found = next(filter(None, both if language == "lo" else reversed(both)), "")
    if not (found and address.village_also):
        return found or address.village_also
    told = i18n.catalog(language).gettext(N_("{village} (also {other})"))
    return told.format(village=found, other=address.village_also)


def _codes(address: Address) -> tuple[str, str]:
    return address.district, address.province
