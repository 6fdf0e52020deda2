"""The printed chronology of a case: which lines go onto it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.events import Audience
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.stories import StoryFilter, StoryLine


class Reader(StrEnum):
    """For whom a chronology is printed; it decides which kinds of note stand on it."""

    TEAM = "team"
    """The team: no private note, not even one's own."""
    CLIENT = "client"
    """The client: what the client was told, and what is no note of the office."""
    ALONE = "alone"
    """Its author alone: her own private notes too."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Scope(Private):
    """What a chronology shows.

    Attributes:
        kinds: of ``stories.KINDS``, empty for all; first, last: the period.
        sure: that a print with private notes stays with their author.
    """

    reader: Reader = Reader.TEAM
    kinds: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    sure: bool = False

    def wanted(self) -> StoryFilter:
        """The filter of the lines."""
        return StoryFilter(kinds=self.kinds, first=self.first, last=self.last)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Chronology(Private):
    """What is printed.

    Attributes:
        lines: the oldest first; at: local; user: who prints it.
    """

    case: Case
    office: OfficeProfile
    lines: tuple[StoryLine, ...]
    scope: Scope
    at: datetime
    user: str


NOT_SURE = "Your private notes would stand on it. Confirm that the paper stays with you."
ENDS_BEFORE = "The period ends before it begins."
_FOR_CLIENTS = frozenset(
    {
        "hearing", "decision", "step", "custody", "paper", "payment", "held", "released", "aid",
        "handed_in", "given_back",
    }
)  # fmt: skip
"""What is no note of the office, and may be shown to the client."""


def require_alone(scope: Scope) -> None:
    """Refuses a period that ends before it begins, and private notes without a promise."""
    if scope.first and scope.last and scope.last < scope.first:
        raise InvalidValue("last", ENDS_BEFORE)
    if scope.reader is Reader.ALONE and not scope.sure:
        raise InvalidValue("sure", NOT_SURE)


def chosen(scope: Scope, lines: Iterable[StoryLine]) -> list[StoryLine]:
    """The lines that go onto it, the oldest first; the lines come as a story has them."""
    return [line for line in reversed(list(lines)) if _is_for(scope.reader, line)]


def _is_for(reader: Reader, line: StoryLine) -> bool:
    if line.audience is Audience.PRIVATE:
        return reader is Reader.ALONE
    if reader is not Reader.CLIENT:
        return True
    return line.audience is Audience.CLIENT or line.kind in _FOR_CLIENTS
