"""Who may do what, and to which cases: an act, and how far it reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.errors import NotAllowed
from legalaid_desktop.domain.privacy import Private

NOT_YOURS = "Your role does not allow this."


class Role(StrEnum):
    """What somebody is in the office."""

    MANAGER = "manager"
    LAWYER = "lawyer"
    OFFICER = "officer"
    CLERK = "clerk"
    VOLUNTEER = "volunteer"
    AUDITOR = "auditor"


class Act(StrEnum):
    """What can be done with the records of an office."""

    CONSULT = "consult"
    """See the profile of the office, its lawyers and its holidays: what is about no client."""
    READ = "read"
    TAKE_IN = "take_in"
    EDIT = "edit"
    ASSIGN = "assign"
    ANSWER = "answer"
    """Accept or decline a case that was offered."""
    ISSUE = "issue"
    APPROVE = "approve"
    """Close a case that somebody asked to close, or send the request back."""
    EXPORT = "export"
    EXPORT_LISTS = "export_lists"
    """Write the list of all people or cases into a file."""
    COUNT = "count"
    """See how many cases and people there are, those that nobody else sees among them."""
    SET_UP = "set_up"
    MANAGE_USERS = "manage_users"
    READ_TRAIL = "read_trail"
    BREAK_GLASS = "break_glass"
    BACK_UP = "back_up"
    DESTROY = "destroy"
    DECIDE = "decide"
    """Decide whether somebody gets legal aid: the head of the office."""
    OVERRIDE_CONSENT = "override_consent"
    """Hand something on that no consent covers."""
    CHECK_LAW = "check_law"
    """Say what the law is for this office: check rules of periods off, change and write them."""


class Scope(StrEnum):
    """Which cases an act reaches, from none to all."""

    NONE = "none"
    OWN = "own"
    """Cases that the person opened."""
    ASSIGNED = "assigned"
    """Cases on whose team the person is."""
    OFFICE = "office"
    """Those, and all ordinary cases."""
    ALL = "all"
    """Restricted cases of others too: only for acts that show nothing of them."""


Rights = Mapping[Act, Scope]

BY_GLASS = frozenset({Act.CONSULT, Act.READ, Act.READ_TRAIL, Act.BREAK_GLASS})
"""What reaches a case whose glass the user broke: looking at it. Whoever wants to change, print or
hand on anything must be put on the team by somebody who is on it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Viewer(Private):
    """In whose name a session reads and writes, and how far.

    Attributes:
        user: the name to sign in with; empty for the program itself.
        user_id: of the person's account; ``lawyer_id``: of the person's entry among the lawyers.
        now: the moment by which access for a time is judged; aware.
        by_glass: whether a broken glass counts as a place on the team.
        told: the levels of whose cases the person may know that they are there.
    """

    user: str = ""
    user_id: int | None = None
    lawyer_id: int | None = None
    scope: Scope = Scope.ALL
    now: datetime | None = None
    by_glass: bool = True
    told: frozenset[Confidentiality] = frozenset(Confidentiality)


PROGRAM = Viewer()
"""The program at work on the office itself: making it, moving its tables."""


def scope(rights: Rights, act: Act) -> Scope:
    """How far the act reaches with these rights; raises ``NotAllowed`` where it reaches nothing."""
    reach = rights.get(act, Scope.NONE)
    if reach is Scope.NONE:
        raise NotAllowed(NOT_YOURS)
    return reach


def parse_roles(data: Mapping[str, object]) -> dict[Role, Rights]:
    """The rights of each role, as ``resources/reference/roles.toml`` says."""
    return {
        reference.choice(Role, record, "id"): {
            act: reference.choice(Scope, record, act, Scope.NONE) for act in Act
        }
        for record in reference.records(data, "role")
    }
