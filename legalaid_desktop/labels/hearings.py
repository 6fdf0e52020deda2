"""Notices of hearings in words."""

from collections.abc import Mapping
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.domain import hearings, people
from legalaid_desktop.domain.access_refusals import AccessRefusal, AccessTo
from legalaid_desktop.domain.case_files import CaseFile, CaseParty
from legalaid_desktop.domain.cases import is_restricted
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.hearings import Attendance, HearingNotice, Missed, Service, Signed
from legalaid_desktop.domain.rules import Law
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases, deadlines

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
    Service.OTHER_DAY: N_("told of another day"),
    Service.DOUBTFUL: N_("told, but nothing proves it"),
    Service.LATE: N_("told too late"),
    Service.PROPER: N_("told in time, and proved"),
}
ACCESS = {
    AccessTo.CLIENT: N_("access to the client"),
    AccessTo.FILE: N_("access to the case file"),
    AccessTo.HEARING: N_("access to the hearing"),
}
WHOM = {
    "client": N_("our client"),
    "lawyer": N_("our lawyer"),
    "interpreter": N_("the interpreter"),
}
"""Who is told besides the parties; anybody else stands in the record by name."""
NO_ROLE = N_("What follows depends on the role: enter the client among the parties of the case.")
UNTOLD = N_("Nothing here shows that the client or our lawyer was told of this hearing.")
MISSED = N_("Missed without a reason after a proper summons: {count} ({days}).")
DOUBTFUL = N_(
    "Also absent, but the summons came late, named another day, or nothing proves it: {days}. "
    "These are not counted."
)
NEXT = N_("Mind: the next absence without a reason has this consequence.")
REFUSALS = (
    N_("Say who was told of the hearing."),
    N_("Write the day of the notice, or choose that nobody was told."),
    N_("Somebody who was not told of the hearing has not missed it."),
)
"""What ``domain`` can refuse here; it may not mark its messages for extraction itself."""


def party_names(file: CaseFile, language: str) -> Mapping[int, str]:
    """The parties by their ids: role and name; of a restricted case persons by their role."""
    return {one.party.id or 0: _named(file, one, language) for one in file.parties}


def when(hearing: Event, language: str) -> str:
    """The day with its weekday, and the time where it is known."""
    at = f"{hearing.at:%H:%M}" if hearing.at else ""
    return " · ".join(filter(None, (i18n.date_full(hearing.on, language), at)))


def who(notice: HearingNotice, names: Mapping[int, str], language: str) -> str:
    """Who the line is about."""
    if notice.party_id is not None:
        return names.get(notice.party_id, "–")
    known = WHOM.get(notice.whom)
    return said(known, language) if known else notice.whom


def told(notice: HearingNotice, hearing: date, language: str) -> str:
    """When, by whom and how somebody was told, of which day, and what shows it."""
    if notice.told_on is None:
        return ""
    day = i18n.date_long(notice.told_on, language)
    way = said(deadlines.SERVICE_WAYS[notice.way], language) if notice.way else ""
    shown = said(SIGNATURES[notice.signed], language)
    first = said(N_("told on {day}"), language, day=day)
    other = ""
    if notice.told_for and hearings.names_other_day(notice, hearing):
        named = i18n.date_long(notice.told_for, language)
        other = said(N_("of a hearing on {day}"), language, day=named)
    return " · ".join(filter(None, (first, other, notice.told_by, way, shown, notice.book)))


def missing(key: int, names: Mapping[int, str], language: str) -> str:
    """Who missed it; a client who is not among the parties has no role yet, which decides."""
    if key in names:
        return names[key]
    return f"{said(WHOM['client'], language)}. {said(NO_ROLE, language)}"


def missed(one: Missed, laws: Mapping[str, Law], language: str) -> list[str]:
    """What a party missed, what follows and where that stands; doubtful absences apart."""
    lines = []
    if one.days:
        days = _days(one.days, language)
        lines.append(said(MISSED, language, count=len(one.days), days=days))
    rule = one.consequence or one.ahead
    if one.next_counts:
        lines.append(said(NEXT, language))
    if rule is not None:
        place = deadlines.citation(f"{rule.law}:{rule.article}", laws, language)
        sure = said(deadlines.CERTAINTIES[rule.certainty], language)
        lines.append(f"{rule.texts[language]} ({place} · {sure})")
    if one.doubtful:
        lines.append(said(DOUBTFUL, language, days=_days(one.doubtful, language)))
    return lines


def refusal(one: AccessRefusal, language: str) -> str:
    """When and where access was refused, and to what."""
    at = f"{one.at:%H:%M}" if one.at else ""
    day = i18n.date_long(one.on, language)
    return " · ".join(filter(None, (day, at, said(ACCESS[one.to], language), one.body)))


def complaint(one: AccessRefusal) -> dict[str, str]:
    """What a complaint says of the refusal, by the fields of that paper."""
    at = f"{one.at:%H:%M}" if one.at else ""
    told = {"place": one.body, "officer": one.officer, "reason": one.reason}
    both = {f"{name}_{each}": text for name, text in told.items() for each in i18n.LANGUAGES}
    return {**both, "refused": one.to, "refused_on": one.on.isoformat(), "refused_at": at}


def said(message: str, language: str, **values: object) -> str:
    """The message in that language."""
    return i18n.catalog(language).gettext(message).format(**values)


def _days(days: tuple[date, ...], language: str) -> str:
    return ", ".join(i18n.date_short(day, language) for day in days)


def _named(file: CaseFile, one: CaseParty, language: str) -> str:
    role = said(cases.ROLES[one.party.role], language)
    if one.person is not None:
        if is_restricted(file.case):
            return role
        return f"{role}: {people.name(one.person, language)}"
    lao, english = one.party.organisation_lo, one.party.organisation_en
    return f"{role}: {(lao or english) if language == 'lo' else (english or lao)}"
