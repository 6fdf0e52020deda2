"""Time that is for no case, in words."""

from legalaid_desktop.domain.office_times import TimeKind
from legalaid_desktop.i18n import N_

KINDS = {
    TimeKind.OFFICE: N_("work for the office"),
    TimeKind.TRAINING: N_("training"),
    TimeKind.PRO_BONO: N_("free help without a file"),
}
