"""What the fields of a person are called, and how their values read."""

from collections.abc import Sequence

from legalaid_desktop import i18n
from legalaid_desktop.desktop.forms import Parts
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.desktop.tongues import spoken
from legalaid_desktop.desktop.versions import FieldWords
from legalaid_desktop.domain.addresses import Address
from legalaid_desktop.domain.aliases import Alias
from legalaid_desktop.domain.households import HouseholdMember
from legalaid_desktop.domain.identity_papers import IdentityPaper
from legalaid_desktop.domain.people import Phone
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import addresses, aliases, households, identity_papers
from legalaid_desktop.labels import people as labels
from legalaid_desktop.services import reference

_LISTS = {
    "phones": N_("Telephone numbers"),
    "aliases": N_("Other names"),
    "id_papers": N_("Identity papers"),
    "addresses": N_("Other addresses"),
    "household": N_("Household"),
}


def words(parts: Parts) -> FieldWords:
    """For the form of a person."""
    return FieldWords(
        parts,
        _LISTS,
        {
            "phones": phones,
            "aliases": other_names,
            "id_papers": papers,
            "addresses": homes,
            "household": members,
            "languages": spoken,
            "district": _district,
        },
    )


def phones(numbers: Sequence[Phone]) -> str:
    """The numbers, a line each, with whether a call is safe."""
    lines = ((one.number, filled(labels.SAFE_TO_CALL[one.safe]), one.note) for one in numbers)
    return "\n".join(" · ".join(filter(None, line)) for line in lines)


def other_names(names: Sequence[Alias]) -> str:
    """The names, a line each."""
    language = i18n.current()
    return "\n".join(f"{one.name} · {aliases.reason(one, language)}" for one in names)


def papers(listed: Sequence[IdentityPaper]) -> str:
    """The identity papers, a line each."""
    return "\n".join(paper(one) for one in listed)


def paper(one: IdentityPaper) -> str:
    """An identity paper in one line."""
    language = i18n.current()
    title = identity_papers.title(one, language)
    kept = identity_papers.kept_by(one, language)
    return " · ".join((title, kept, *identity_papers.details(one, language)))


def homes(listed: Sequence[Address]) -> str:
    """The addresses, a line each."""
    language, places = i18n.current(), reference.place_names()
    return "\n".join(
        f"{filled(addresses.KINDS[one.kind])}: {addresses.line(one, places, language)}"
        for one in listed
    )


def members(household: Sequence[HouseholdMember]) -> str:
    """The members of the household, a line each."""
    language = i18n.current()
    return "\n".join(
        " · ".join(filter(None, (one.name, households.reason(one, language)))) for one in household
    )


def _district(code: str) -> str:
    known = reference.districts().get(code)
    return known.name(i18n.current()) if known else code
