"""Tasks in words."""

from legalaid_desktop.domain.tasks import TaskStatus
from legalaid_desktop.i18n import N_

STATUSES = {
    TaskStatus.OPEN: N_("to do"),
    TaskStatus.DONE: N_("done"),
    TaskStatus.DROPPED: N_("dropped"),
}
