"""The four kinds of days in words, and the lists of the desk."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.calendar import DeskList, PlannedKind, kind_of
from legalaid_desktop.domain.cases import Case, is_restricted
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.i18n import N_

KINDS = {
    PlannedKind.DEADLINE: N_("Deadline"),
    PlannedKind.HEARING: N_("Hearing"),
    PlannedKind.TARGET: N_("Target"),
    PlannedKind.CLOCK: N_("Clock of an authority"),
}
TOLD = {
    PlannedKind.DEADLINE: N_("We must act by then."),
    PlannedKind.HEARING: N_("We must be there."),
    PlannedKind.TARGET: N_("The office has set it itself."),
    PlannedKind.CLOCK: N_("Somebody else must act by then; we watch."),
}
LISTS = {
    DeskList.OVERDUE: N_("Overdue"),
    DeskList.TODAY: N_("Due today"),
    DeskList.WEEK: N_("Next 7 days"),
    DeskList.MONTH: N_("Next 30 days"),
}


def title(deadline: Deadline, case: Case, language: str, *, typed: bool = True) -> str:
    """What it is for; its kind alone where somebody typed that about a restricted case.

    Args:
        typed: whether what somebody typed about an ordinary case may be shown.
    """
    if not deadline.rule_id and (is_restricted(case) or not typed):
        return i18n.catalog(language).gettext(KINDS[kind_of(deadline)])
    return deadline.title(language)
