"""Assignments in words."""

from legalaid_desktop.domain.assignments import AssignmentStatus, Declaration
from legalaid_desktop.i18n import N_

STATUSES = {
    AssignmentStatus.OFFERED: N_("offered"),
    AssignmentStatus.ACCEPTED: N_("accepted"),
    AssignmentStatus.DECLINED: N_("declined"),
    AssignmentStatus.HANDED_OVER: N_("handed over"),
}
DECLARATIONS = {
    Declaration.NONE: N_("not declared yet"),
    Declaration.NO_CONFLICT: N_("no conflict of interest"),
    Declaration.CONFLICT: N_("a conflict of interest: the case is declined"),
}
