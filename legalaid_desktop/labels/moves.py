"""Moves of deadlines in words: why a deadline would end on other days, and what was decided."""

from datetime import date, datetime, time

from legalaid_desktop import i18n
from legalaid_desktop.domain.holiday_tables import DayChange, DayChanged
from legalaid_desktop.domain.moves import Move, MoveAnswer, MoveCause
from legalaid_desktop.i18n import N_

CAUSES = {
    MoveCause.HOLIDAY: N_("The table of holidays has changed"),
    MoveCause.RULE: N_("The rule has changed"),
    MoveCause.EVENT: N_("The event it runs from has changed"),
    MoveCause.GRANTED: N_("More time was granted"),
    MoveCause.FOLLOWED: N_(
        "The period that it follows ends on another day, or is counted from its statutory day now"
    ),
}
ANSWERS = {
    MoveAnswer.ACCEPTED: N_("accepted"),
    MoveAnswer.REFUSED: N_("refused"),
    MoveAnswer.TAKEN_BACK: N_("offered again"),
    MoveAnswer.ASKED: N_("waits for a second look"),
}
CHANGED_DAYS = {
    DayChanged.ADDED: N_("{day} is new: {name}"),
    DayChanged.TAKEN_OUT: N_("{day} is no holiday any more: {name}"),
    DayChanged.CHANGED: N_("{day} is of another kind now: {name}"),
}
STAYS = {
    MoveCause.HOLIDAY: N_("counted by another table of holidays"),
    MoveCause.RULE: N_("counted by another version of the rule"),
    MoveCause.EVENT: N_("counted from another day of the event"),
    MoveCause.GRANTED: N_("counted without the time that was granted"),
    MoveCause.FOLLOWED: N_("counted from another day of the period that it follows"),
}


def day_change(one: DayChange, language: str) -> str:
    """What happened to a day of the table, in one line."""
    told = i18n.catalog(language).gettext(CHANGED_DAYS[one.what])
    return told.format(day=i18n.date_full(one.day, language), name=one.name(language))


def why(move: Move, language: str) -> str:
    """Why a deadline would move: the days of the table by name, else the cause alone."""
    days = "; ".join(day_change(one, language) for one in move.days)
    return days or i18n.catalog(language).gettext(CAUSES[move.cause])


def ends(day: date, at: time | None, language: str) -> str:
    """A last day, with its hour where there is one."""
    if at is None:
        return i18n.date_full(day, language)
    return i18n.moment(datetime.combine(day, at), language)


REFUSALS = (
    N_("Write at least one day with its name."),
    N_("{day} is not in the year {year} of this notice."),
    N_("{day} stands twice in this notice."),
    N_(
        "“{line}” has a number that is not read as a day. Write the days as in 13-16/04/2027, and "
        "leave other numbers out."
    ),
    N_("“{line}” has no day that can be read. Write 13/04/2027 and the name of the day."),
    N_("There is no such day: “{line}”."),
    N_("Write the year as in 2027, not as in 2570: “{line}”."),
)
"""What ``domain`` can refuse here; it may not mark its messages for extraction itself."""
