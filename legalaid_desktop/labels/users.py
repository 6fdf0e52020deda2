"""People who sign in, in words: roles, and how somebody came on the team of a case."""

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.users import MemberKind
from legalaid_desktop.i18n import N_

ROLES = {
    Role.MANAGER: N_("office manager"),
    Role.LAWYER: N_("lawyer"),
    Role.OFFICER: N_("legal-aid officer"),
    Role.CLERK: N_("clerk"),
    Role.VOLUNTEER: N_("volunteer lawyer"),
    Role.AUDITOR: N_("auditor"),
}
CAME = {
    MemberKind.OPENED: N_("opened the case"),
    MemberKind.ADDED: N_("was added"),
    MemberKind.GLASS: N_("broke the glass"),
}
ASSIGNED = N_("was asked or has accepted the case")
GLASS_UNTIL = N_(
    "You broke the glass: you read this case until {moment}, and cannot change, print or hand on "
    "anything. Its team is told."
)
ENDED = N_("ended")
