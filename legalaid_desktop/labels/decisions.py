"""Decisions in words."""

from legalaid_desktop.domain.decisions import DecisionKind, Presence
from legalaid_desktop.i18n import N_

KINDS = {
    DecisionKind.ORDER: N_("order"),
    DecisionKind.RULING: N_("ruling"),
    DecisionKind.JUDGMENT: N_("judgment (first instance)"),
    DecisionKind.JUDGMENT_ABOVE: N_("judgment (appeal, cassation)"),
}
PRESENCES = {
    Presence.UNKNOWN: N_("not known"),
    Presence.PRESENT: N_("in presence"),
    Presence.DEFAULT: N_("by default"),
    Presence.DEEMED: N_("deemed in presence"),
}
