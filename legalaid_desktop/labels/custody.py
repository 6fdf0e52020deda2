"""Custody in words: up to when it carries, by which rule, how sure; places, and who heard it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from legalaid_desktop.domain.custody import Clock, Custody, Heard, Transfer
from legalaid_desktop.domain.rules import Law, Rule
from legalaid_desktop.domain.worksheets import Statement
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines, rules
from legalaid_desktop.labels.protection import duration, moment, said, sentence

ORDERED = N_("The last order carries until {moment}.")
CARRIES = N_("The ground by itself carries until {moment}: {rule}, {length} ({source}).")
NO_LIMIT = N_(
    "No limit is known. That does not say that there is none: the clock counts on, and rings at "
    "the hours that the office chose."
)
NO_LIMIT_ABROAD = N_(
    "No limit is known: the law of that country counts. The clock counts on, and rings at the "
    "hours that the office chose."
)
SUPPOSED = N_(
    "Nobody knows the hour: it is counted from 00:00, the earliest possible; it may be up to 24 "
    "hours less."
)
AGAIN = N_(
    "Held again {free} after the last time, which lasted {before}: together {both}. Ask what is "
    "new, and mind that a new arrest does not hide the first."
)


def source(rule: Rule, laws: Mapping[str, Law], language: str) -> str:
    """Where the rule stands and how sure it is, or which lawyer of the office read it and when."""
    sure = rules.checked_by(rule, language) if rule.checked_by else ""
    sure = sure or said(deadlines.CERTAINTIES[rule.certainty], language)
    return f"{deadlines.rule_citation(rule, laws, language)} · {sure}"


def limit(counted: Clock, laws: Mapping[str, Law], language: str) -> str:
    """Up to when an order, or the ground by itself, carries; says so where nobody knows."""
    if counted.limit is None:
        unknown = NO_LIMIT_ABROAD if counted.abroad else NO_LIMIT
        return said(unknown, language) if counted.runs else ""
    until = moment(counted.limit, language)
    if counted.ordered or counted.rule is None:
        return said(ORDERED, language, moment=until)
    return said(
        CARRIES, language, moment=until, rule=counted.rule.id,
        length=deadlines.rule_period(counted.rule, language),
        source=source(counted.rule, laws, language),
    )  # fmt: skip


def supposed(counted: Clock, language: str) -> str:
    """That nobody knows the hour, and from when it is counted then."""
    return said(SUPPOSED, language) if counted.supposed else ""


def transfer(one: Transfer, language: str) -> str:
    """Where the person was taken, and when."""
    told = said(
        N_("Taken to {place} on {moment}"), language, place=one.place,
        moment=moment(one.moment, language),
    )  # fmt: skip
    return f"{told} · {one.note}" if one.note else told


def heard(found: Iterable[Heard], language: str) -> str:
    """Who heard the clock ring last, and at which hour."""
    last = max(found, key=lambda one: (one.at, one.hour), default=None)
    if last is None:
        return ""
    at = moment(datetime.fromisoformat(last.at), language)
    return said(
        N_("Hour {hour} rang: {name} has seen it, {moment}."), language,
        hour=last.hour, name=last.by, moment=at,
    )  # fmt: skip


def again(held: Custody, before: Custody | None, counted: Clock, language: str) -> str:
    """That the person was let go not long ago, and how long it was altogether."""
    if before is None or before.released_at is None:
        return ""
    lasted = before.released_at - before.since
    return said(
        AGAIN, language, free=duration(held.since - before.released_at, language),
        before=duration(lasted, language), both=duration(lasted + counted.elapsed, language),
    )  # fmt: skip


def reminders(
    found: Iterable[Statement], known: Mapping[str, Rule], laws: Mapping[str, Law], language: str
) -> Iterator[str]:
    """What to mind, each with its source; periods as the rules say that were in force."""
    for one in found:
        if not one.rule:
            yield sentence(one, laws, language)
        elif (rule := known.get(one.rule)) and rule.is_countable:
            told = one.texts[language].format(length=_lengths(rule, language))
            yield f"{told} ({rule.id} · {source(rule, laws, language)})"


def _lengths(rule: Rule, language: str) -> str:
    """``48 hours``; of a rule with variants each of them with what it is for."""
    if not rule.variants:
        return deadlines.rule_period(rule, language)
    told = (
        f"{one.title(language)}: {deadlines.period(one.length, one.unit, language)}"
        for one in rule.variants
    )
    return "; ".join(told)
