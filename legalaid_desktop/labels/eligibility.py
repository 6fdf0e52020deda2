"""Decisions on legal aid in words."""

from collections.abc import Mapping

from legalaid_desktop.domain.eligibility import Outcome
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.i18n import N_

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.GRANTED: N_("granted"),
    Outcome.PROVISIONAL: N_("granted for the time being"),
    Outcome.REFUSED: N_("refused"),
    Outcome.WITHDRAWN: N_("withdrawn"),
}
DUE_LO, DUE_EN = "ຕົກລົງຢ່າງເຕັມສ່ວນ ກ່ຽວກັບການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ", "Full decision on legal aid"
"""What the office's own deadline after a provisional grant is called."""
DUE_RULE = N_("The office’s own target after a provisional grant; no law is known that sets it.")
UNCONFIRMED: Mapping[Certainty, str] = {
    Certainty.LAW_TEXT: "",
    Certainty.SECONDARY: N_("from a secondary source"),
    Certainty.UNVERIFIED: N_("not confirmed by a Lao lawyer"),
    Certainty.OURS: N_("our own rule"),
}
