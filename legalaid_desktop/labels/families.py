"""Families of rules in words: why a rule is not ticked, and what is wrong with a rule file."""

from legalaid_desktop.domain.families import WhyNot
from legalaid_desktop.i18n import N_

WHY_NOT = {
    WhyNot.NOTHING: N_("follows from the event"),
    WhyNot.CONDITION: N_("only under its condition"),
    WhyNot.UNVERIFIED: N_("unverified: confirm before relying on it"),
    WhyNot.NOT_COUNTABLE: N_("no length is known: not counted"),
    WhyNot.LATER: N_("runs from an event still to come"),
    WhyNot.AFTER: N_("runs from the last day of another rule"),
}

REFUSALS = (
    N_("There are two rules {rule}."),
    N_("Rule {rule}, {field}: there is no law “{value}”."),
    N_("Rule {rule}, {field}: there is no event “{value}”."),
    N_("Rule {rule}, {field}: the text is needed in Lao and in English."),
    N_("Rule {rule}, {field}: what was read in the law names its article, or a note says why not."),
    N_("Rule {rule}, {field}: a length is a whole number above zero, or is left out."),
    N_("Rule {rule}, {field}: a deadline is for our side; what others must keep is a clock."),
    N_("Rule {rule}, {field}: a period in hours starts at once and ends on any day."),
    N_("Rule {rule}, {field}: a period that goes before its event is not extended."),
    N_("Rule {rule}, {field}: a check needs a name and a day."),
    N_("Rule {rule}, {field}: the rule cannot end before it begins."),
    N_(
        "Rule {rule}, {field}: the variant “{value}” has no length, mixes hours with days, or "
        "stands there twice."
    ),
    N_("Event {event}, {field}: there is no rule “{value}”."),
    N_("Event {event}, {field}: {value} is unverified and must not be ticked at first."),
    N_("Event {event}, {field}: there is no event “{value}”."),
    N_("Event {event}, {field}: the text is needed in Lao and in English."),
)
"""What ``domain`` can refuse here; it may not mark its messages for extraction itself."""
