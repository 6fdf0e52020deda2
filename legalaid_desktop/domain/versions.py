"""Two people changed the same record: what differs, and the record of what was chosen."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Set

    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Difference:
    """One field that reads differently in the two versions.

    Attributes:
        name: of the field; before: what it was when both began.
    """

    name: str
    before: object
    mine: object
    theirs: object

    @property
    def is_mine(self) -> bool:
        """Whether I changed the field; otherwise only they did, and theirs is proposed."""
        return self.mine != self.before


def differences(before: Record, mine: Record, theirs: Record) -> tuple[Difference, ...]:
    """The fields that read differently in ``mine`` and ``theirs``."""
    made = (
        Difference(
            name=field.name,
            before=getattr(before, field.name),
            mine=getattr(mine, field.name),
            theirs=getattr(theirs, field.name),
        )
        for field in fields(mine)
        if field.name not in {"id", "version"}
    )
    return tuple(one for one in made if one.mine != one.theirs)


def merged(mine: Record, theirs: Record, chosen: "Set[str]") -> Record:
    """Their version, which is the newer one, with the chosen fields as I have them."""
    return replace(theirs, **{name: getattr(mine, name) for name in chosen})
