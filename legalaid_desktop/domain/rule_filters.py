"""Finding rules of periods: by words in both languages, subject, certainty, actor, kind, check."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.office_rules import Standing
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Actor, DeadlineKind, Law, Rule


class Checked(StrEnum):
    """How far an office has got with a rule."""

    YES = "yes"
    NO = "no"
    ANEW = "anew"
    """It was checked in another wording."""
    OURS = "ours"
    """The office changed or wrote it."""
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFilter:
    """What is looked for; what is not set does not matter."""

    text: str = ""
    subject: str = ""
    certainty: Certainty | None = None
    actor: Actor | None = None
    kind: DeadlineKind | None = None
    checked: Checked | None = None


def subject(rule: Rule) -> str:
    """The letters that the id of a rule begins with: rules of one subject share them."""
    return rule.id.partition("-")[0]


def by_subject(found: Iterable[Standing]) -> dict[str, list[Standing]]:
    """The rules by subject, subjects and rules in the order in which they come."""
    grouped: dict[str, list[Standing]] = {}
    for one in found:
        grouped.setdefault(subject(one.rule), []).append(one)
    return grouped


def sifted(
    known: Iterable[Standing],
    wanted: RuleFilter,
    laws: Mapping[str, Law],
    events: Mapping[str, TriggerEvent] = MappingProxyType({}),
) -> list[Standing]:
    """The rules that fit the filter; every word has to stand in the rule or in its event's name."""
    words = [search_key(one) for one in wanted.text.replace("\n", " ").split(" ") if one]
    return [
        one
        for one in known
        if _fits(one, wanted) and all(word in _words(one.rule, laws, events) for word in words)
    ]


def is_checked(found: Standing, state: Checked) -> bool:
    """Whether the rule stands that way."""
    return {
        Checked.YES: bool(found.rule.checked_by),
        Checked.NO: not found.rule.checked_by,
        Checked.ANEW: found.earlier is not None,
        Checked.OURS: found.change is not None,
        Checked.OFF: found.is_off,
    }[state]


def _fits(found: Standing, wanted: RuleFilter) -> bool:
    rule = found.rule
    return (
        wanted.subject in ("", subject(rule))
        and wanted.certainty in (None, rule.certainty)
        and wanted.actor in (None, rule.actor)
        and wanted.kind in (None, rule.kind)
        and (wanted.checked is None or is_checked(found, wanted.checked))
    )


def _words(rule: Rule, laws: Mapping[str, Law], events: Mapping[str, TriggerEvent]) -> str:
    law = laws.get(rule.law)
    named = (law.short_lo, law.short_en, law.title_lo, law.title_en) if law else ()
    texts = (
        rule.id, rule.title_lo, rule.title_en, rule.trigger_lo, rule.trigger_en,
        rule.consequence_lo, rule.consequence_en, rule.note_lo, rule.note_en, rule.article,
    )  # fmt: skip
    event = events.get(rule.event)
    told = (event.lo, event.en) if event else ()
    return _folded("\n".join((*texts, *named, *told)))


_folded = lru_cache(4096)(search_key)
