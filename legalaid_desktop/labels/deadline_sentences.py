"""The sentences of a sum, by kind of step, and what counting can refuse."""

from legalaid_desktop.i18n import N_

STEPS = {
    "trigger": N_("{event}: {day}."),
    "trigger_moment": N_("{event}: {moment}."),
    "trigger_unknown": N_("{event}: the day is not known."),
    "trigger_served": N_("{event}."),
    "month_known": N_(
        "Only the month is known: the period runs from the first of the following month, {day}."
    ),
    "year_known": N_(
        "Only the year is known: the period runs from 1 January of the following year, {day}."
    ),
    "served_hand": N_("Served by hand: received on {day}."),
    "served_post": N_(
        "Served by post or transport: what counts is the day of actual receipt, {day}."
    ),
    "served_village": N_("Served through the village office: received by the party on {day}."),
    "sent_post": N_("Sent by post or transport on {day}."),
    "sent_village": N_("Handed to the village office on {day}."),
    "served_posted": N_(
        "Posted in public on {day}: it counts as known when {period} have passed, on {next}."
    ),
    "served_broadcast": N_(
        "Broadcast on {day}: it counts as known when {period} have passed, on {next}."
    ),
    "learnt": N_("The party learnt of it sooner, on {day}: that day counts."),
    "also": N_("A further day that matters: {day}{noted}."),
    "earliest_counts": N_("Of {count} days the earliest counts: {day}."),
    "latest_counts": N_("Of {count} days the latest counts: {day}."),
    "restarted": N_(
        "On {day}{noted} the period began anew: the time before that day is not counted."
    ),
    "paused": N_("From {first} to {last} the clock stood still: {period} are not counted."),
    "stands_still": N_(
        "The clock stands still since {day}: {period} are left. There is no last day until it "
        "runs on."
    ),
    "prolonged": N_(
        "More time of {period} was granted on {granted}{noted}: it is counted from the day after "
        "the last day, {day}."
    ),
    "prolonged_end": N_("With it the period ends when {day} has passed."),
    "prolonged_hours": N_("More time of {period} was granted on {granted}{noted}: until {moment}."),
    "start_next_day": N_("Counting starts with the next day: day 1 is {day}."),
    "start_at_once": N_("The term runs from the act itself, on {day}."),
    "start_before": N_("Counting goes back from the event: day 1 is the day before it, {day}."),
    "start_hours": N_(
        "Hours run from the moment itself, {moment}, day and night, through rest days and holidays."
    ),
    "left_refused": N_(
        "{day} ({name}) is left as it was: somebody refused here what the table of holidays says "
        "of it by now."
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
    "brought_forward": N_(
        "{day} is an official holiday ({name}): the last day is the day before it, {next}."
    ),
    "weekend_moved": N_("With Saturdays and Sundays treated as holidays the last day is {day}."),
    "weekend_extended": N_("{day} is treated as a holiday: the last day moves to {next}."),
    "statutory": N_("Statutory last day: {day}."),
    "statutory_soonest": N_("The soonest that the statutory last day can be: {day}."),
    "statutory_moment": N_("Statutory end: {moment}."),
    "safe_moment": N_("Safe end: the same, {moment}."),
    "safe_runs_from": N_(
        "The safe date is counted from another day than the statutory one: {day}."
    ),
    "safe_start_trigger": N_(
        "For the safe date the day the period starts from counts as day 1: {day}."
    ),
    "safe_start_day_less": N_("For the safe date one day is taken off: {day}."),
    "safe_kept": N_(
        "Whether the period began anew can be disputed: the safe date stays where it was, {day}."
    ),
    "safe_start_before": N_("The safe date starts from the earlier reading: {day}."),
    "safe_start_later": N_("The safe date starts from the later reading: {day}."),
    "moved_back": N_("{day} is a day off ({name}): the safe date moves back one day."),
    "moved_back_weekend": N_("{day} is a weekly rest day: the safe date moves back one day."),
    "moved_forward": N_("{day} is a day off ({name}): the safe date moves on one day."),
    "moved_forward_weekend": N_("{day} is a weekly rest day: the safe date moves on one day."),
    "safe_at_trigger": N_(
        "The safe date cannot lie before the day the period starts from: it is that day, {day}."
    ),
    "safe_at_floor": N_(
        "The safe date cannot lie before the first day on which anybody could act: it is that "
        "day, {day}."
    ),
    "safe_none": N_(
        "We wait for the end of this period: there is no safe day while the clock stands still."
    ),
    "safe": N_("Safe last day: {day}."),
    "safe_later": N_(
        "Safe day: {day}. Until it has passed, do not count on the period being over."
    ),
}
ASSUMPTIONS = {
    "first_for_unknown": N_(
        "The first of the month or year stands for the day that is not known, and counting begins "
        "with the day after it. The safe date is counted from the first day it can have been, or "
        "from the last where we wait for the end: {day}."
    ),
    "first_is_day_one": N_(
        "The first of the month or year that follows the unknown day is day 1 itself. The safe "
        "date is counted from the first day it can have been, or from the later reading where we "
        "wait for the end: {day}."
    ),
    "restart_confirmed": N_(
        "{lawyer} has confirmed that the period began anew on {day}, although the safe day had "
        "passed by then."
    ),
    "earlier_reading": N_(
        "From which day a paper served in this way counts as known can be read in more than one "
        "way: the safe date is counted from the earliest, {day}."
    ),
    "service_by_analogy": N_(
        "How papers are served stands in the law named here; it is applied to this rule by analogy."
    ),
    "year_by_analogy": N_(
        "The article says so of the last news of a missing person; it is applied here by analogy."
    ),
    "service_moves_nothing": N_(
        "This rule does not run from the receipt of a paper: how it was served moves nothing."
    ),
    "learning_left_out": N_(
        "It became known on {day}; for this way of service that day is not counted."
    ),
    "granted_from_moved": N_(
        "A holiday had moved the last day before more time was granted: the time is counted from "
        "the moved day, {day}, and for the safe date from the day before the move."
    ),
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
    "receipt_unknown": N_(
        "The period runs from the day of actual receipt, which is not known. Until it is, both "
        "dates are counted from the day of sending, which cannot be too late."
    ),
    "way_unverified": N_(
        "What this way of service does to the period was not read in the law: a Lao lawyer must "
        "confirm it."
    ),
    "pauses_not_for_rule": N_(
        "Nothing was read that lets the clock of this rule stand still: the pauses are counted "
        "like other days."
    ),
    "restarts_not_for_rule": N_(
        "Nothing was read that lets the clock of this rule begin anew: it runs from its first day."
    ),
    "pause_outside": N_("The pause from {day} lies outside the period and changes nothing."),
    "pauses_overlap": N_("Pauses overlap: a day that is in two of them is left out once."),
    "restart_early": N_("On {day} the period had not begun, so nothing began anew."),
    "restart_late": N_(
        "On {day} the period had passed already (its last day was {next}): it does not begin anew."
    ),
    "restart_in_doubt": N_(
        "On {day} the safe day had passed ({next}): whether the period began anew can be disputed. "
        "Act at once: the safe day stays where it was until a lawyer confirms the new beginning."
    ),
    "granted_spent": N_(
        "More time was granted on {day}, before the period began anew: it is not counted."
    ),
    "granted_late": N_(
        "More time was granted on {day}, after the last day ({next}): whether it counts can be "
        "disputed."
    ),
    "granted_early": N_("More time was granted on {day}, before the period began: check that day."),
    "over_most_time": N_(
        "More than {period} was granted: the law allows that only in complex cases, by decision "
        "of the leadership of the court."
    ),
    "act_at_once_sooner": N_(
        "Act at once: the safe day is the first day on which it can be: {day}."
    ),
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
    N_(
        "Rule {rule} gives no length that can be counted: it is there to be read, not to be "
        "counted."
    ),
    N_(
        "By rule {rule} the last day would lie out of reach (the calendar ends with {year}): check "
        "the length."
    ),
    N_("Rule {rule} counts back from an event: more time cannot be granted for it."),
    N_("More time has to be at least 1, not {length}."),
    N_("More time for rule {rule} cannot be in that unit: hours go with hours only."),
    N_("A paper cannot be received ({reached}) before it was sent or posted ({sent})."),
    N_(
        "Give the day on which the paper was received: without it nobody can say from when this "
        "period, whose end we wait for, runs."
    ),
    N_(
        "Rule {rule} runs in hours: it needs one moment, so several days, a day that is not known "
        "and a new beginning without a time cannot be counted."
    ),
    N_("The day it was received, {day}, has not come yet: enter it once it is received."),
    N_("The further day {day} has not come yet: enter it once it has happened."),
    N_("The day the period began anew, {day}, has not come yet."),
    N_("The day more time was granted, {day}, has not come yet."),
    N_("A pause cannot end before it begins: {first} to {last}."),
    N_("Nothing is known of when a paper that was served in this way counts as received."),
    N_("“{change}” is not understood. Write +2026-06-15, +2026-06-15:province or -2026-04-16."),
    N_("{day} is not in the table of holidays, so it cannot be taken out."),
    N_("A file of law or reference data is damaged: “{field}” of “{record}” is missing or wrong."),
)
"""What ``domain`` can refuse here; it may not mark its messages for extraction itself."""
