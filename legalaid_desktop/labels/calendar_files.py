"""What came back of a calendar, in words."""

from datetime import date, datetime

from legalaid_desktop import i18n
from legalaid_desktop.domain.calendar_files import Answer, CalendarEntry, Fate, Returned
from legalaid_desktop.i18n import N_

FATES = {
    Fate.SAME: N_("as it went out"),
    Fate.MOVED: N_("on another day or time there"),
    Fate.CHANGED: N_("has another title there"),
    Fate.CANCELLED: N_("cancelled there"),
    Fate.ACCEPTED: N_("accepted"),
    Fate.DECLINED: N_("declined"),
    Fate.TENTATIVE: N_("perhaps"),
    Fate.REPEATED: N_("comes again and again there"),
    Fate.UNREADABLE: N_("cannot be read"),
    Fate.GONE: N_("of this office, but no longer here or not for you to see"),
    Fate.UNKNOWN: N_("not from this office"),
}
LANGUAGES = {"lo": N_("Lao"), "en": N_("English")}
NOTHING_CHANGED = N_(
    "Nothing was changed here. Whoever moved an entry in the other program has moved nothing that "
    "the law or the court has set."
)
OTHERS = N_("Entries of others in that calendar, which were not looked at: {count}")
HERE, THERE = N_("here {day}"), N_("there {day}")
BY = N_("by {person}")
ZONE = N_("time zone unknown ({zone}): read as the time in Laos")
UNTITLED = N_("Entry without a title")


def told(one: Returned, language: str) -> str:
    """The day here, the day there where it is another, the title there, and who answered."""
    say = i18n.catalog(language).gettext
    parts = []
    if one.entry is not None:
        parts.append(say(HERE).format(day=_when(one.entry, language)))
    if one.fate is Fate.MOVED:
        parts.append(say(THERE).format(day=_when(one.answer, language)))
    if one.fate is Fate.CHANGED:
        parts.append(f"“{one.answer.title}”")
    if one.answer.zone:
        parts.append(say(ZONE).format(zone=one.answer.zone))
    if one.answer.by:
        parts.append(say(BY).format(person=one.answer.by))
    return " · ".join(parts)


def title(one: Returned, language: str) -> str:
    """What it is called here, or else there."""
    found = one.entry.title if one.entry else one.answer.title
    return found or i18n.catalog(language).gettext(UNTITLED)


def _when(one: CalendarEntry | Answer, language: str) -> str:
    moment: date | datetime | None = one.at or one.on
    if isinstance(moment, datetime):
        return i18n.moment(moment, language)
    return i18n.date_full(moment, language) if moment else ""
