"""Deadlines in words: every step of a sum, and the names of units, actors and days off."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from legalaid_desktop import i18n
from legalaid_desktop.domain.computations import Computation
from legalaid_desktop.domain.court_calendar import HolidayKind, HolidayScope
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus, Urgency
from legalaid_desktop.domain.kept_sums import Whole
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Actor, DeadlineKind, Law, Rule, Unit
from legalaid_desktop.domain.steps import Step
from legalaid_desktop.domain.triggers import Known, ServiceWay, Which
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels.deadline_sentences import SENTENCES

ACTORS = {
    Actor.OUR_SIDE: N_("our side"),
    Actor.OPPONENT: N_("the other side"),
    Actor.COURT: N_("the court"),
    Actor.PROSECUTOR: N_("the prosecutor"),
    Actor.POLICE: N_("the police"),
    Actor.ENFORCEMENT: N_("the enforcement office"),
    Actor.OTHER: N_("somebody else"),
}
SCOPES = {
    HolidayScope.NATION: N_("whole nation"),
    HolidayScope.WOMEN: N_("women"),
    HolidayScope.BANK: N_("banks"),
    HolidayScope.SCHOOL: N_("schools and teachers"),
    HolidayScope.PROVINCE: N_("this province"),
    HolidayScope.OFFICE: N_("this office"),
}
KINDS = {
    HolidayKind.OFFICIAL: N_("official holiday"),
    HolidayKind.IN_LIEU: N_("day in lieu"),
}
DEADLINE_KINDS = {
    DeadlineKind.DEADLINE: N_("deadline of ours"),
    DeadlineKind.CLOCK: N_("clock of an authority"),
    DeadlineKind.TARGET: N_("target of the office"),
}
SERVICE_WAYS = {
    ServiceWay.NONE: N_("not served"),
    ServiceWay.HAND: N_("by hand"),
    ServiceWay.POST: N_("by post or transport"),
    ServiceWay.VILLAGE: N_("through the village office"),
    ServiceWay.POSTED: N_("by public posting"),
    ServiceWay.BROADCAST: N_("by broadcast"),
}
KNOWN = {
    Known.DAY: N_("the day is known"),
    Known.MONTH: N_("only the month is known"),
    Known.YEAR: N_("only the year is known"),
}
WHICH = {
    Which.EARLIEST: N_("the earliest of the days"),
    Which.LATEST: N_("the latest of the days"),
}
STATUSES = {
    DeadlineStatus.OPEN: N_("open deadline"),
    DeadlineStatus.DONE: N_("done"),
    DeadlineStatus.DROPPED: N_("dropped"),
}
URGENCIES = {
    Urgency.PAST: N_("last day has passed"),
    Urgency.OVERDUE: N_("safe day has passed"),
    Urgency.TODAY: N_("today"),
    Urgency.SOON: N_("within 7 days"),
    Urgency.MONTH: N_("within 30 days"),
    Urgency.LATER: N_("later"),
}
CERTAINTIES = {
    Certainty.LAW_TEXT: N_("read in the law"),
    Certainty.SECONDARY: N_("secondary source"),
    Certainty.UNVERIFIED: N_("unverified"),
    Certainty.OURS: N_("decided by the program"),
}
_PERIODS = {
    Unit.HOUR: (N_("{count} hour"), N_("{count} hours")),
    Unit.DAY: (N_("{count} calendar day"), N_("{count} calendar days")),
    Unit.WORKING_DAY: (N_("{count} working day"), N_("{count} working days")),
    Unit.WEEK: (N_("{count} week"), N_("{count} weeks")),
    Unit.MONTH: (N_("{count} month"), N_("{count} months")),
    Unit.YEAR: (N_("{count} year"), N_("{count} years")),
}
UNNAMED = N_("a day added to the table")

WHOLE = {
    Whole.AGAIN: N_(
        "What was assumed was not kept when this was counted. Counted again today the sum is the "
        "same, and this is assumed:"
    ),
    Whole.STEPS: N_(
        "What was assumed was not kept when this was counted, and counted again today the sum is "
        "not the same: count it anew before you rely on it."
    ),
}
"""What is said of a sum whose assumptions were not kept with it."""

_DAYS = {"day", "next", "first", "last", "granted"}
_ARTICLE = re.compile(r"(\d+)(?:\((\d+)\))?")


def sentence(step: Step, language: str) -> str:
    """What the step says, in that language."""
    return _translated(SENTENCES[step.kind], language).format(**_shown(step, language))


def period(length: int, unit: Unit, language: str) -> str:
    """``15 calendar days``, ``48 hours``; Lao has one form for all numbers."""
    one, many = _PERIODS[unit]
    return _translated(one if length == 1 else many, language).format(count=length)


def rule_period(rule: Rule, language: str) -> str:
    """The length of the rule, or that none is known."""
    if not rule.is_countable:
        return _translated(N_("no length in days"), language)
    return period(rule.length, rule.unit, language)


def when(moment: date | datetime, language: str) -> str:
    """The day with its weekday, and the time if there is one."""
    if isinstance(moment, datetime):
        return i18n.moment(moment, language)
    return i18n.date_full(moment, language)


def statutory(found: Computation, language: str) -> str:
    """The statutory last day, or since when the clock stands still and how much is left."""
    if found.standing is None:
        return when(found.statutory, language)
    still = next(step for step in found.steps if step.kind == "stands_still")
    return sentence(still, language)


def safe(found: Computation, language: str) -> str:
    """The safe day, or that there is none where we wait and the clock stands still."""
    if found.has_safe:
        return when(found.safe, language)
    return _translated(SENTENCES["safe_none"], language)


def article(number: str, language: str) -> str:
    """``art. 48(3)`` or ``ມາດຕາ 48 ວັກ 3``; says so where the number was not read."""
    if not number:
        return _translated(N_("article unverified"), language)
    found = _ARTICLE.fullmatch(number)
    if found is None or not found[2]:
        return _translated(N_("art. {article}"), language).format(article=number)
    told = _translated(N_("art. {article}({paragraph})"), language)
    return told.format(article=found[1], paragraph=found[2])


def citation(reference: str, laws: Mapping[str, Law], language: str) -> str:
    """``Civil Code art. 48(3)`` for ``civil-code:48(3)``; empty for a step that rests on no law."""
    if not reference:
        return ""
    law, _, number = reference.partition(":")
    return f"{laws[law].short(language)} {article(number, language)}"


def rule_citation(rule: Rule, laws: Mapping[str, Law], language: str) -> str:
    """Where the rule stands; of a form or the office's own practice only what it is called."""
    if not laws[rule.law].has_articles:
        return laws[rule.law].short(language)
    return citation(f"{rule.law}:{rule.article}", laws, language)


def law_title(law: Law, language: str) -> str:
    """The full title of the law, with its number where that is known."""
    if not law.number:
        return law.title(language)
    told = _translated(N_("{title}, No. {number}"), language)
    return told.format(title=law.title(language), number=law.number)


def rule_text(rule: Rule, laws: Mapping[str, Law]) -> str:
    """The rule as it reads now, in both languages: what a deadline keeps of it."""
    return "\n".join(_rule_line(rule, laws, language) for language in i18n.LANGUAGES)


def cited(kept: str, language: str) -> str:
    """Where a rule stood when a deadline was counted by it, out of what ``rule_text`` kept."""
    lines = dict(zip(i18n.LANGUAGES, kept.split("\n"), strict=False))
    return lines.get(language, "").split(" · ")[-2:][0]


def _rule_line(rule: Rule, laws: Mapping[str, Law], language: str) -> str:
    length = rule_period(rule, language)
    place = rule_citation(rule, laws, language)
    parts = [rule.id, rule.title(language), rule.trigger(language), length, place, rule.certainty]
    return " · ".join(parts)


def _shown(step: Step, language: str) -> dict[str, object]:
    values = dict(step.values)
    shown: dict[str, object] = {key: _value(key, value, language) for key, value in values.items()}
    if "unit" in values:
        shown["period"] = period(int(values["length"]), Unit(str(values["unit"])), language)
    shown["event"] = values.get(f"event_{language}", "")
    shown["noted"] = f" ({values['note']})" if values.get("note") else ""
    shown["name"] = values.get(f"name_{language}") or _translated(UNNAMED, language)
    return shown


def _value(key: str, value: str | int, language: str) -> str | int:
    if key in _DAYS:
        return i18n.date_full(date.fromisoformat(str(value)), language)
    if key == "moment":
        return i18n.moment(datetime.fromisoformat(str(value)), language)
    return _translated(SCOPES[HolidayScope(str(value))], language) if key == "scope" else value


def _translated(message: str, language: str) -> str:
    return i18n.catalog(language).gettext(message)


def confirmed(deadline: Deadline, language: str) -> str:
    """Who confirmed an unverified rule for the case, and on which day; empty if nobody did."""
    day = i18n.date_full(deadline.confirmed_on, language) if deadline.confirmed_on else ""
    return ", ".join(filter(None, (deadline.confirmed_by, day)))
