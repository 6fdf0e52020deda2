"""Which clients a list of several cases names, and why others stand there by their number alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.sharing import Finding, Lack

LAWYER = "lawyer"
OF_ONE_CASE = frozenset({"client", "court"})
"""Kinds of recipients that need no consent because they belong to the one case."""
TELLS = frozenset({"identity", "story"})
"""What such a list tells of a client: the name, and what was written about a day."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Naming(Private):
    """One case of the list.

    Attributes:
        finding: what the consents say; nothing for a restricted case, which is never named.
        overridden: whether it is named without a consent, on the ground that was given.
    """

    case_id: int
    number: str
    finding: Finding | None = None
    overridden: bool = False

    @property
    def is_named(self) -> bool:
        """Whether the list says the name of the client."""
        return self.finding is not None and (self.finding.may_go or self.overridden)

    @property
    def is_open(self) -> bool:
        """Whether a ground and a reason could bring the name in."""
        lacks = self.finding.lacks if self.finding else ()
        closed = {Lack.RECIPIENT, Lack.BODY, Lack.OTHERS, Lack.NOT_THEIRS}
        return bool(lacks) and not closed & set(lacks)


def of_several(finding: Finding, *, alone: bool, leads: bool) -> Finding:
    """What was found for one case, by the other cases on the same list.

    The client, the court and the lawyer need no consent of their own case; the file of another
    client is nothing to them.

    Args:
        alone: whether no other case is on the list.
        leads: whether who takes the list leads this case, or answers for a day in it.
    """
    if finding.needed or not finding.may_go:
        return finding
    if finding.body in OF_ONE_CASE and not alone:
        return replace(finding, needed=True, lacks=(Lack.OTHERS,))
    if finding.body == LAWYER and not leads:
        return replace(finding, needed=True, lacks=(Lack.NOT_THEIRS,))
    return finding


def named(found: Iterable[Naming]) -> frozenset[int]:
    """The ids of the cases whose clients are named."""
    return frozenset(one.case_id for one in found if one.is_named)
