"""Notices of hearings in words."""

from legalaid_desktop.domain.access_refusals import AccessTo
from legalaid_desktop.domain.hearings import Attendance, Service, Signed
from legalaid_desktop.i18n import N_

SIGNATURES = {
    Signed.UNKNOWN: N_("nothing shows it"),
    Signed.SIGNED: N_("signed in the delivery book"),
    Signed.THUMB: N_("thumbprint in the delivery book"),
    Signed.REFUSED: N_("refused to sign, noted by the server"),
    Signed.NOT_FOUND: N_("not found, not delivered"),
    Signed.BY_WORD: N_("told by word of mouth"),
}
ATTENDANCES = {
    Attendance.OPEN: N_("not known yet"),
    Attendance.CAME: N_("came"),
    Attendance.EXCUSED: N_("absent with a reason"),
    Attendance.ABSENT: N_("absent without a reason"),
}
SERVICES = {
    Service.NONE: N_("not told"),
    Service.DOUBTFUL: N_("told, but nothing proves it"),
    Service.LATE: N_("told too late"),
    Service.PROPER: N_("told in time, and proved"),
}
ACCESS = {
    AccessTo.CLIENT: N_("access to the client"),
    AccessTo.FILE: N_("access to the case file"),
    AccessTo.HEARING: N_("access to the hearing"),
}
REFUSALS = (
    N_("Say who was told of the hearing."),
    N_("Write the day of the notice, or choose that nobody was told."),
    N_("Somebody who was not told of the hearing has not missed it."),
)
"""What ``domain`` can refuse here; it may not mark its messages for extraction itself."""
