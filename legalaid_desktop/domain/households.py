"""Households: who lives with a person, and who depends on them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private

FIELD = "household"
OLDEST = 120


class MaritalStatus(StrEnum):
    """Whether somebody is married."""

    UNKNOWN = ""
    SINGLE = "single"
    MARRIED = "married"
    UNREGISTERED = "unregistered"
    """Married by custom, or living together, without registration."""
    SEPARATED = "separated"
    DIVORCED = "divorced"
    WIDOWED = "widowed"


class Relation(StrEnum):
    """What somebody in the household is to the person."""

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    RELATIVE = "relative"
    NOT_RELATED = "not_related"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HouseholdMember(Private):
    """Somebody in the household; ``depends`` on the person for a living."""

    name: str = ""
    relation: Relation = Relation.CHILD
    born_year: int | None = None
    depends: bool = False


def checked(member: HouseholdMember, place: int, today: date) -> HouseholdMember:
    """The member with the name normalised; ``place`` is the line in the form."""
    clean = checks.of_list(FIELD, place, member, "name")
    year = clean.born_year
    if year is not None and not today.year - OLDEST <= year <= today.year:
        raise InvalidValue(
            FIELD, "A year between {first} and {last}, please.",
            first=today.year - OLDEST, last=today.year, line=place, part="born_year",
        )  # fmt: skip
    return clean


def dependents(household: tuple[HouseholdMember, ...]) -> int:
    """How many depend on the person."""
    return sum(member.depends for member in household)
