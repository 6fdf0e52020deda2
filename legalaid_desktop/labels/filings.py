"""Filings and court fees in words."""

from legalaid_desktop.domain.court_fees import FeeStage, Matter, Payable
from legalaid_desktop.domain.filings import Readiness
from legalaid_desktop.i18n import N_

STATES = {
    Readiness.OPEN: N_("still missing"),
    Readiness.READY: N_("ready"),
    Readiness.NOT_NEEDED: N_("not needed"),
}
STAGES = {
    FeeStage.FIRST_INSTANCE: N_("first instance"),
    FeeStage.APPEAL: N_("appeal"),
    FeeStage.CASSATION: N_("cassation"),
    FeeStage.REOPENING: N_("reopening"),
}
MATTERS = {
    Matter.VALUED: N_("a claim with a value"),
    Matter.UNVALUED: N_("a claim without a value"),
    Matter.MATRIMONIAL: N_("a matrimonial case"),
}
PAYABLE = {
    Payable.FILING: N_("with the filing"),
    Payable.COPY: N_("for copies"),
    Payable.END: N_("by the party that loses"),
}
REFUSALS = (
    N_("Say why this is not needed."),
    N_("Write the value of the claim in kip, without a sign."),
    N_("Write how many copies, nothing or more."),
)
"""What ``domain`` can refuse here; it may not mark its messages for extraction itself."""
