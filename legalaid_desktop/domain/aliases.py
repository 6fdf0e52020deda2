"""Other names of a person: nicknames, former and false names, and how papers spell the name."""

from dataclasses import dataclass
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.privacy import Private

FIELD = "aliases"


class AliasKind(StrEnum):
    """What another name of somebody is."""

    NICKNAME = "nickname"
    ALIAS = "alias"
    FORMER = "former"
    FALSE = "false"
    """Given to the police or to traffickers, often out of fear."""
    CLAN = "clan"
    SPELLING = "spelling"
    """The same name as one document writes it, in whatever script."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Alias(Private):
    """Another name; ``source`` says where it stands, or to whom it was given."""

    name: str
    kind: AliasKind = AliasKind.NICKNAME
    source: str = ""


def checked(alias: Alias, place: int) -> Alias:
    """The alias with its texts normalised; ``place`` is its line in the form."""
    return checks.of_list(FIELD, place, alias, "name", "source", needed="name")
