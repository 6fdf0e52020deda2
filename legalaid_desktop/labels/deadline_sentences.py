"""The sentences of a sum, by kind of step, and what counting can refuse."""

from legalaid_desktop.i18n import N_

STEPS = {
    "trigger": N_("{event}: {day}."),
    "trigger_moment": N_("{event}: {moment}."),
    "start_next_day": N_("Counting starts with the next day: day 1 is {day}."),
    "start_at_once": N_("The term runs from the act itself, on {day}."),
    "start_before": N_("Counting goes back from the event: day 1 is the day before it, {day}."),
    "start_hours": N_(
        "Hours run from the moment itself, {moment}, day and night, through rest days and holidays."
    ),
    "weekends_left_out": N_(
        "The law counts official working days: Saturdays and Sundays are left out."
    ),
    "left_out": N_("Left out: {day}, {name}."),
    "short_month": N_("That month has no day {number}: its last day is used, {day}."),
    "ends": N_("A period of {period} ends when {day} has passed."),
    "ends_before": N_("{period} before the event: {day}."),
    "ends_hours": N_("After {period} the time is up: {moment}."),
    "ends_hours_before": N_("{period} before it: {moment}."),
    "kept": N_("Nothing has to be done on that day itself, so a holiday does not move it."),
    "extended": N_(
        "{day} is an official holiday ({name}). An act on that day is still in time; if it is not "
        "done then, the day after the holiday is the last day: {next}."
    ),
    "weekend_extended": N_("{day} is treated as a holiday: the last day moves to {next}."),
    "statutory": N_("Statutory last day: {day}."),
    "statutory_moment": N_("Statutory end: {moment}."),
    "safe_moment": N_("Safe end: the same, {moment}."),
    "safe_start_trigger": N_(
        "For the safe date the day the period starts from counts as day 1: {day}."
    ),
    "safe_start_day_less": N_("For the safe date one day is taken off: {day}."),
    "safe_start_before": N_("The safe date starts from the earlier reading: {day}."),
    "safe_start_later": N_("The safe date starts from the later reading: {day}."),
    "moved_back": N_("{day} is a day off ({name}): the safe date moves back one day."),
    "moved_back_weekend": N_("{day} is a weekly rest day: the safe date moves back one day."),
    "moved_forward": N_("{day} is a day off ({name}): the safe date moves on one day."),
    "moved_forward_weekend": N_("{day} is a weekly rest day: the safe date moves on one day."),
    "safe_at_trigger": N_(
        "The safe date cannot lie before the day the period starts from: it is that day, {day}."
    ),
    "safe": N_("Safe last day: {day}."),
    "safe_later": N_(
        "Safe day: {day}. Until it has passed, do not count on the period being over."
    ),
}
ASSUMPTIONS = {
    "trigger_as_day_one": N_(
        "The Civil Code starts counting on the next day; some practitioners count the day of the "
        "event as day 1. The safe date follows the second reading."
    ),
    "event_as_day_one": N_(
        "Counting the event itself as day 1 would give {day}, which is later and not safe."
    ),
    "end_is_good": N_(
        "We wait for the end of this period: where there is doubt, the later day is the safe one."
    ),
    "short_month_silent": N_(
        "No text says what happens where a month has no such day: its last day is used, and the "
        "safe date keeps one day away from it."
    ),
    "weekend_chosen": N_(
        "Saturday and Sunday were chosen to extend the period like holidays; the law does not "
        "settle it."
    ),
    "weekend_open": N_(
        "{day} is a weekly rest day. Whether a Saturday or Sunday extends a period is not settled; "
        "if it does, the last day is {next}."
    ),
    "in_lieu_open": N_(
        "{day} is a day in lieu of a holiday. Whether such a day extends a period is not settled, "
        "so it does not here; if every rest day does, the last day is {next}."
    ),
    "ordinary": N_(
        "{day} is a day off for some ({scope}: {name}). It counts as a working day and extends "
        "nothing, but the safe date avoids it."
    ),
    "others_off": N_(
        "{day} is a day off for some ({scope}: {name}). It counts as an ordinary day."
    ),
    "by_analogy": N_(
        "Civil Code articles 43 to 48 govern civil relations; they are applied here by analogy."
    ),
    "unchecked": N_("No lawyer has checked this rule against the law yet."),
    "local_time": N_("Times are local time in the Lao PDR (UTC+7)."),
}
WARNINGS = {
    "act_at_once": N_("Act at once: the safe day is the day the period starts from, {day}."),
    "no_holidays_known": N_("The table holds no holidays of {year}: the dates may still move."),
    "projected": N_(
        "{day} ({name}) is a projection until the notice of that year is read: the dates may "
        "still move."
    ),
    "unverified": N_(
        "Unverified: nobody has read this rule in the law. A Lao lawyer must confirm it before "
        "anyone relies on it."
    ),
    "secondary": N_("This rule is known from a secondary source, not from the text of the law."),
    "not_yet_valid": N_("The rule is in force from {day} on; the period starts before that."),
    "no_longer_valid": N_("The rule was in force until {day}; the period starts after that."),
}
SENTENCES = {**STEPS, **ASSUMPTIONS, **WARNINGS}

REFUSALS = (
    N_("There is no rule {rule}. The rules are: {known}."),
    N_("Rule {rule} has no variant {variant}. It has: {known}."),
    N_("Rule {rule} runs in hours: give the time of day as well as the date."),
    N_("The year {year} is out of reach. Years are counted as in 2026, not as in 2569."),
    N_("“{change}” is not understood. Write +2026-06-15, +2026-06-15:province or -2026-04-16."),
    N_("{day} is not in the table of holidays, so it cannot be taken out."),
    N_("A file of law or reference data is damaged: “{field}” of “{record}” is missing or wrong."),
)
"""What ``domain`` can refuse here; it may not mark its messages for extraction itself."""
