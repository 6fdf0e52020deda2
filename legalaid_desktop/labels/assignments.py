"""Assignments in words."""

from legalaid_desktop.domain.assignments import AssignmentStatus
from legalaid_desktop.i18n import N_

STATUSES = {
    AssignmentStatus.OFFERED: N_("offered"),
    AssignmentStatus.ACCEPTED: N_("accepted"),
    AssignmentStatus.DECLINED: N_("declined"),
    AssignmentStatus.HANDED_OVER: N_("handed over"),
}
