"""Two entries of one person made into one: what is chosen, and what can be taken back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from legalaid_desktop.domain.aliases import Alias, AliasKind
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.people import LISTS, Person, name
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.safe_contacts import SafeContact, stricter

TOGETHER = (
    ("given_lo", "surname_lo"),
    ("given_latin", "surname_latin"),
    ("born_on", "born_year", "born_month", "age_from", "age_to", "age_seen_on", "birth_basis",
     "birth_note"),
    ("house", "unit", "village_lo", "village_latin", "village_also", "district", "province"),
    ("rank_lo", "rank_latin"),
    ("ethnic_group", "ethnic_subgroup"),
)  # fmt: skip
"""Fields that only make sense together are chosen together, under the name of the first."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Merge(Private):
    """Two entries that became one.

    Attributes:
        kept_id: the person who stays; gone_id: the entry that lies in the bin.
        code: of the client that the other entry was, if both were clients.
        at: aware; by: the name of the user; reason: as that user gave it.
        states: the kept person before and after.
        moved: table and id of what belonged to the other entry and belongs to the kept one now.
        dropped: table and id of what both had, which went into the bin.
    """

    id: int | None = None
    version: int = 0
    kept_id: int
    gone_id: int
    code: str = ""
    at: datetime
    by: str
    reason: str
    states: tuple[Person, ...]
    moved: tuple[tuple[str, str], ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Pair(Private):
    """Two entries side by side.

    Attributes:
        kept_client, gone_client: the clients that they are, if they are.
        kept_cases, gone_cases: numbers of their cases.
        contacts: safe contacts of the kept entry and of the other; one that has none, nothing.
        shared: numbers of cases in which both are, perhaps on opposite sides.
    """

    kept: Person
    gone: Person
    kept_client: Client | None = None
    gone_client: Client | None = None
    kept_cases: tuple[str, ...] = ()
    gone_cases: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    contacts: tuple[SafeContact | None, SafeContact | None] = (None, None)

    @property
    def proposed(self) -> SafeContact | None:
        """The safe contact that stays unless somebody chooses: the stricter of two."""
        mine, theirs = self.contacts
        return stricter(mine, theirs) if mine and theirs else mine or theirs


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Choice(Private):
    """What both entries say, differently, about the same; ``name`` is that of the first field."""

    name: str
    fields: tuple[str, ...]


def choices(kept: Person, gone: Person) -> tuple[Choice, ...]:
    """What somebody has to choose: where both say something, and not the same."""
    grouped = (Choice(name=names[0], fields=names) for names in _groups())
    return tuple(one for one in grouped if _differs(kept, gone, one))


def merged(kept: Person, gone: Person, chosen: Collection[str] = ()) -> Person:
    """The kept person with all that the other entry knew more.

    Lists are joined. A name that was not chosen stays as another name.

    Args:
        chosen: names of the choices in which the other entry is right.
    """
    taken: dict[str, Any] = {}
    for names in _groups():
        if names[0] in chosen or not any(getattr(kept, one) for one in names):
            taken |= {one: getattr(gone, one) for one in names}
    taken |= {one: _joined(getattr(kept, one), getattr(gone, one)) for one in LISTS}
    made = replace(kept, **taken)
    return replace(made, aliases=_with_names(made, kept, gone))


def undone(present: Person, merge: Merge) -> Person:
    """The person without what the merge brought, except where somebody changed it since."""
    before, after = merge.states
    back = {
        field.name: getattr(before, field.name)
        for field in fields(present)
        if field.name not in {"id", "version"}
        and getattr(present, field.name) == getattr(after, field.name)
    }
    return replace(present, **back)


def _groups() -> Sequence[tuple[str, ...]]:
    together = {one for names in TOGETHER for one in names}
    alone = (field.name for field in fields(Person))
    rest = [(one,) for one in alone if one not in {"id", "version", *LISTS, *together}]
    return (*TOGETHER, *rest)


def _differs(kept: Person, gone: Person, choice: Choice) -> bool:
    mine = [getattr(kept, one) for one in choice.fields]
    theirs = [getattr(gone, one) for one in choice.fields]
    return any(mine) and any(theirs) and mine != theirs


def _joined(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _with_names(made: Person, *entries: Person) -> tuple[Alias, ...]:
    """The other names, with those of the entries that are the name of neither script any more."""
    known = {search_key(one) for one in (name(made, "lo"), name(made, "en"))}
    known |= {search_key(one.name) for one in made.aliases}
    found = list(made.aliases)
    for entry in entries:
        for language in ("lo", "en"):
            spelt = name(entry, language)
            if spelt and search_key(spelt) not in known:
                known.add(search_key(spelt))
                found.append(Alias(name=spelt, kind=AliasKind.SPELLING))
    return tuple(found)
