"""People who sign in: their account, and their place on the team of a case."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class User(Private):
    """Somebody who may open the office.

    Attributes:
        name: the name to sign in with; it stands in clear in the key file.
        lawyer_id: the person's entry among the lawyers, so that what is assigned there is hers.
        since: the day the account was made; disabled_on: the day it was closed, if it was.
    """

    id: int | None = None
    version: int = 0
    name: str
    role: Role
    lawyer_id: int | None = None
    since: date
    disabled_on: date | None = None


class MemberKind(StrEnum):
    """How somebody came on the team of a case."""

    OPENED = "opened"
    ADDED = "added"
    GLASS = "glass"
    """Broke the glass: for a time, with a reason, and the team was told."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Member(Private):
    """A place on the team of a case; assigned lawyers are on it without one.

    Attributes:
        since, until: aware; ``until`` is ``None`` for as long as the case lasts.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    user_id: int
    kind: MemberKind
    since: datetime
    until: datetime | None = None
    reason: str = ""


class NoticeKind(StrEnum):
    """What somebody is told at the next sign-in."""

    GLASS_BROKEN = "glass_broken"
    HANDED_OVER = "handed_over"
    """The only one on a restricted case has left; its reader takes the case over."""
    GIVEN = "given"
    """A colleague hands the case over to its reader."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Notice(Private):
    """Something that a user is told once.

    Attributes:
        by: who caused it; reason: as that person gave it.
    """

    id: int | None = None
    version: int = 0
    user_id: int
    kind: NoticeKind
    case_id: int
    at: datetime
    by: str
    reason: str = ""
    seen_at: datetime | None = None


def checked(user: User) -> User:
    """The account with its name normalised; raises ``InvalidValue``."""
    clean = checks.lines(user, "name")
    if not clean.name:
        raise InvalidValue("name", "Write the name this person will sign in with.")
    return clean
