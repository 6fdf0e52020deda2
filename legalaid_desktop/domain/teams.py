"""Who works on a case: its team, and what those who are not on it see of it."""

from dataclasses import dataclass
from datetime import date

from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.users import Member, Notice, User


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HiddenCase(Private):
    """A restricted case as those see it who are not on its team."""

    id: int
    number: str
    code_name: str
    opened_on: date
    confidentiality: Confidentiality


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mate(Private):
    """Somebody on the team of a case.

    Attributes:
        member: the place; a lawyer who was asked or has accepted has none.
        is_over: whether the time of the place is over, or the account is closed.
    """

    user: User
    member: Member | None = None
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Handover(Private):
    """What has to be handed over before an account is closed.

    Attributes:
        cases: restricted ones that nobody else works on.
        successors: who can take them over; nobody where the office has no one else.
    """

    cases: tuple[HiddenCase, ...]
    successors: tuple[User, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Uncovered(Private):
    """The restricted cases of somebody that who stands in cannot see, and is not warned of.

    Attributes:
        cases: those that whoever asks may know of; hidden: how many more there are.
    """

    cases: tuple[HiddenCase, ...] = ()
    hidden: int = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.cases) + self.hidden


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Told(Private):
    """A notice, and the case it is about, as far as its reader may know it.

    Attributes:
        on_team: whether its reader is on the team of the case, and can open it.
    """

    notice: Notice
    number: str
    code_name: str
    on_team: bool
