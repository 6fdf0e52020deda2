"""Who may do what."""

from enum import StrEnum

from legalaid_desktop.domain.errors import NotAllowed


class Role(StrEnum):
    """What somebody is in the office."""

    MANAGER = "manager"


class Act(StrEnum):
    """What can be done with the records of an office."""

    READ = "read"
    EDIT = "edit"
    ASSIGN = "assign"
    ISSUE = "issue"
    EXPORT = "export"
    SET_UP = "set_up"


_RIGHTS: dict[Role, frozenset[Act]] = {Role.MANAGER: frozenset(Act)}


def require(role: Role, act: Act) -> None:
    """Refuses an act that the role has no right to."""
    if act not in _RIGHTS[role]:
        raise NotAllowed("Your role does not allow this.")
