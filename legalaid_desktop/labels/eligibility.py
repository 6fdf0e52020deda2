"""Decisions on legal aid in words."""

from collections.abc import Mapping

from legalaid_desktop.domain.eligibility import Outcome
from legalaid_desktop.i18n import N_

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.GRANTED: N_("granted"),
    Outcome.PROVISIONAL: N_("granted for the time being"),
    Outcome.REFUSED: N_("refused"),
    Outcome.WITHDRAWN: N_("withdrawn"),
}
GROUNDS: Mapping[str, str] = {
    "disability": N_("a disability is noted"),
    "age": N_("a child, or perhaps one"),
    "accused_child": N_("accused, and a child or perhaps one; not confirmed"),
    "accused_hindered": N_(
        "accused, and hindered in hearing, sight, speech or mind; not confirmed"
    ),
    "accused_language": N_("accused, and does not speak Lao; not confirmed"),
    "violence": N_("the kind of case"),
    "presumed": N_("at least presumed a victim"),
    "case_type": N_("the kind of case"),
    "signs": N_("signs at the first talk"),
}
"""Why the case itself speaks for a category."""
DUE_LO, DUE_EN = "ຕົກລົງຢ່າງເຕັມສ່ວນ ກ່ຽວກັບການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ", "Full decision on legal aid"
"""What the office's own deadline after a provisional grant is called."""
DUE_RULE = N_("The office’s own target after a provisional grant; no law is known that sets it.")

MESSAGES = (
    N_("These services are free only for somebody in one of the categories."),
    N_("Do not ask about money: one of the categories does not depend on it."),
    N_("This was decided and does not change. Make a new decision."),
    N_("There is no such answer in the list: {answer}."),
    N_("By when will it be decided in full?"),
    N_("This day is over."),
    N_("Say why."),
    N_("How can the person have it looked at again?"),
    N_("Where else can the person find help?"),
)
"""What the records can say; they hold the message ids, the catalog the words."""
