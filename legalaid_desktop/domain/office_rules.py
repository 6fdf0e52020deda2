"""An office's own word on rules of periods: checked off, changed, written, switched off.

The rules that come with the program are files and never change. What an office decides lies on top,
a version for each decision; none is overwritten. A check-off belongs to the very wording that was
read: a rule that says something else later is to be checked anew.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from legalaid_desktop.domain import checks, rule_checks
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import (
    Actor,
    DeadlineKind,
    Law,
    Rule,
    Unit,
    Variant,
    is_valid_on,
    version,
)

OWN = "OWN-"
"""What the ids of an office's own rules begin with."""
_ID = re.compile(r"[A-Z]{2,4}-[A-Z0-9]{1,12}")
LONGEST = {
    Unit.HOUR: 10_000,
    Unit.DAY: 40_000,
    Unit.WORKING_DAY: 20_000,
    Unit.WEEK: 5_000,
    Unit.MONTH: 1_200,
    Unit.YEAR: 100,
}
"""The longest periods that are taken: more than a hundred years is a slip of the finger."""

NEEDED = "This is needed."
NO_ARTICLE = "Write the article first in which you read this rule: a check-off names it."
ODD_LENGTH = "A whole number from 0 to {limit}, please. 0: the law gives no length that was read."
ODD_ID = "An id such as CV-24, please."
NO_SUCH_LAW = "There is no law {law}. Choose one of the list."
NOTHING_CHANGED = "Nothing was changed."
TOO_MANY_VARIANTS = "{limit} variants at most."
MOST_VARIANTS = 30
_FIELDS = {"note": "note_lo", "variant": "variants"}

LINES = ("title_lo", "title_en", "trigger_lo", "trigger_en")
TEXTS = ("consequence_lo", "consequence_en", "note_lo", "note_en")
CHECK = ("checked_by", "checked_on")


class RuleEntry(StrEnum):
    """What an office did to a rule, or to an event that rules run from."""

    CHECKED = "checked"
    CHANGED = "changed"
    OWN = "own"
    OFF = "off"
    ON = "on"
    BACK = "back"
    """Its own wording was given up for the one that came with the program."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry(Private):
    """What an office did to a rule or an event, as one version of it.

    Attributes:
        number: of the version, from 1 for each rule or event.
        fingerprint: of the content; ``base``: of what the program had then, if it had one.
        note: why, or where it was read; by: whose account.
        pack: the name of the rule pack it came with, and who signed that.
    """

    id: int | None = None
    version: int = 0
    number: int
    entry: RuleEntry
    fingerprint: str
    base: str = ""
    note: str = ""
    by: str
    at: datetime
    pack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RuleVersion(Entry):
    """One version of a rule in an office: the whole rule as it reads with it."""

    rule_id: str
    content: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A rule as it stands in an office.

    Attributes:
        rule: as it counts: with who checked it.
        wording: the same, with the certainty it has without a check-off.
        shipped: the rule as it came with the program; none for the office's own.
        entries: all that the office did, the oldest first.
        is_off: whether the office does not use it.
        check: the check-off of this very wording.
        earlier: the last check-off of another wording, where this one has none.
        change: what gave it its present wording, where that is the office's.
    """

    rule: Rule
    wording: Rule
    shipped: Rule | None
    entries: tuple[RuleVersion, ...] = ()
    is_off: bool = False
    check: RuleVersion | None = None
    earlier: RuleVersion | None = None
    change: RuleVersion | None = None

    @property
    def is_overtaken(self) -> bool:
        """Whether the program has another rule by now than when the office changed it."""
        if self.shipped is None or self.change is None or not self.change.base:
            return False
        return version(self.shipped) != self.change.base


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of a rule that reads differently."""

    field: str
    before: object
    after: object


Version = TypeVar("Version", bound=Entry)


def outcome(entries: Iterable[Version]) -> tuple[Version | None, bool]:
    """What gave it its present wording, if that is the office's, and whether it is off."""
    change, is_off = None, False
    for one in entries:
        if one.entry in (RuleEntry.CHANGED, RuleEntry.OWN):
            change = one
        elif one.entry is RuleEntry.BACK:
            change = None
        elif one.entry in (RuleEntry.OFF, RuleEntry.ON):
            is_off = one.entry is RuleEntry.OFF
    return change, is_off


class Novelty(StrEnum):
    """How what is in a pack stands to that of the office."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    """The office uses it and the pack has none."""
    OFF = "off"
    """The office has switched it off and the pack has it."""


def standing(shipped: Rule | None, entries: Sequence[RuleVersion]) -> Standing:
    """The rule with all that the office did to it, the oldest first; one of both is there."""
    change, is_off = outcome(entries)
    checks_off = [one for one in entries if one.entry is RuleEntry.CHECKED]
    wording = change.content if change else shipped or entries[-1].content
    check = _check_of(wording, entries)
    return Standing(
        rule=_with_check(wording, check),
        wording=wording,
        shipped=shipped,
        entries=tuple(entries),
        is_off=is_off,
        check=check,
        earlier=checks_off[-1] if checks_off and check is None else None,
        change=change,
    )


def standings(shipped: Iterable[Rule], entries: Iterable[RuleVersion]) -> tuple[Standing, ...]:
    """All rules as they stand: those of the program in its order, then the office's own."""
    known = {rule.id: rule for rule in shipped}
    by_rule: dict[str, list[RuleVersion]] = {rule_id: [] for rule_id in known}
    for one in sorted(entries, key=lambda each: each.number):
        by_rule.setdefault(one.rule_id, []).append(one)
    return tuple(standing(known.get(rule_id), found) for rule_id, found in by_rule.items())


def in_use(found: Iterable[Standing], on: date | None = None) -> tuple[Rule, ...]:
    """The rules that are switched on, on that day if one is given."""
    return tuple(
        one.rule for one in found if not one.is_off and (on is None or is_valid_on(one.rule, on))
    )


def on_day(found: Standing, day: date) -> Rule | None:
    """The rule as it stood on that day: the latest of its wordings that was in force then.

    None: it is switched off, or no wording was in force.
    """
    if found.is_off:
        return None
    wordings = [found.rule]
    if found.change is not None:
        own = (RuleEntry.CHANGED, RuleEntry.OWN)
        made = (one.content for one in reversed(found.entries) if one.entry in own)
        earlier = (one for one in (*made, found.shipped) if one)
        wordings += [_with_check(one, _check_of(one, found.entries)) for one in earlier]
    return next((one for one in wordings if is_valid_on(one, day)), None)


def events(known: Mapping[str, TriggerEvent], rules: Iterable[Rule]) -> Mapping[str, TriggerEvent]:
    """The events that are known, and those that only rules of the office tell in their words.

    Where several rules tell of one, the first of them does.
    """
    own: dict[str, TriggerEvent] = {}
    for rule in rules:
        if rule.event and rule.event not in known:
            own.setdefault(rule.event, _event(rule))
    return {**known, **own}


def fit_to_check(rule: Rule, laws: Mapping[str, Law]) -> None:
    """Refuses the check-off of a rule that does not say where it stands in the law."""
    if laws[rule.law].has_articles and not rule.article:
        raise InvalidValue("article", NO_ARTICLE)


def changed(wording: Rule, typed: Rule, laws: Mapping[str, Law]) -> Rule:
    """The rule as typed, as it can be kept; a changed wording is unverified until it is checked.

    Raises:
        InvalidValue: a field cannot be kept; Refused: nothing is different.
    """
    clean = checked(replace(typed, id=wording.id), laws)
    if version(clean) == version(wording):
        raise Refused(NOTHING_CHANGED)
    return unread(clean)


def unread(rule: Rule) -> Rule:
    """The rule without anybody's check: unverified, whatever was typed.

    Only a target is the office's own decision; all else waits until a lawyer has read it.
    """
    is_own = rule.certainty is Certainty.OURS and rule.kind is DeadlineKind.TARGET
    certainty = Certainty.OURS if is_own else Certainty.UNVERIFIED
    return replace(rule, certainty=certainty, checked_by="", checked_on=None)


def checked(rule: Rule, laws: Mapping[str, Law]) -> Rule:
    """The rule with clean texts; raises ``InvalidValue`` with the field that cannot be kept."""
    if not _ID.fullmatch(rule.id):
        raise InvalidValue("id", ODD_ID)
    clean: dict[str, Any] = {name: checks.line(name, getattr(rule, name)) for name in LINES}
    clean |= {name: checks.text(name, getattr(rule, name)) for name in TEXTS}
    for name in ("title", "trigger", "consequence", "note"):
        lao, english = (clean[f"{name}_{language}"] for language in ("lo", "en"))
        clean |= {f"{name}_lo": lao or english, f"{name}_en": english or lao}
        if name != "note" and not (lao or english):
            raise InvalidValue(f"{name}_lo", NEEDED)
    for name in ("article", "checked_by", "event"):
        clean[name] = checks.line(name, getattr(rule, name))
    clean["papers"] = tuple(dict.fromkeys(checks.line("papers", one) for one in rule.papers))
    _require_length(rule.length, rule.unit, least=0)
    if rule.law not in laws:
        raise InvalidValue("law", NO_SUCH_LAW, law=rule.law)
    kept = replace(rule, variants=tuple(_checked_variants(rule.variants)), **clean)
    _require_sound(kept, laws)
    return kept


def changes(before: Rule, after: Rule) -> tuple[FieldChange, ...]:
    """The fields in which two wordings differ; who checked them is no part of it."""
    return tuple(
        FieldChange(field=one.name, before=getattr(before, one.name), after=new)
        for one in fields(Rule)
        if one.name not in CHECK and (new := getattr(after, one.name)) != getattr(before, one.name)
    )


def _event(rule: Rule) -> TriggerEvent:
    return TriggerEvent(
        id=rule.event,
        lo=rule.trigger_lo,
        en=rule.trigger_en,
        day_lo=rule.trigger_lo,
        day_en=rule.trigger_en,
        served=rule.served,
        types=(),
        happening="",
        members=(),
    )


def _check_of(wording: Rule, entries: Sequence[RuleVersion]) -> RuleVersion | None:
    read = [one for one in entries if one.entry is RuleEntry.CHECKED]
    same = [one for one in read if one.fingerprint == version(wording)]
    return same[-1] if same else None


def _with_check(wording: Rule, check: RuleVersion | None) -> Rule:
    """A rule that the office's lawyer read in the law is one that was read in the law."""
    if check is None:
        return wording
    is_ours = wording.certainty is Certainty.OURS
    return replace(
        wording,
        certainty=Certainty.OURS if is_ours else Certainty.LAW_TEXT,
        checked_by=check.content.checked_by,
        checked_on=check.content.checked_on,
    )


def _require_length(length: int, unit: Unit, *, least: int) -> None:
    limit = LONGEST[unit]
    if not least <= length <= limit:
        raise InvalidValue("length", ODD_LENGTH, limit=limit)


def _require_sound(rule: Rule, laws: Mapping[str, Law]) -> None:
    """Refuses what would not be sound among the shipped rules; an event may be the office's."""
    for fault in rule_checks.faults([replace(rule, event="")], laws, {}):
        field = str(fault.values["field"])
        field = f"{field}_lo" if field in rule_checks.TEXTS else field
        raise InvalidValue(_FIELDS.get(field, field), fault.reason, **fault.values)


def _checked_variants(variants: Sequence[Variant]) -> Iterator[Variant]:
    if len(variants) > MOST_VARIANTS:
        raise InvalidValue("variants", TOO_MANY_VARIANTS, limit=MOST_VARIANTS)
    for one in variants:
        clean = checks.lines(one, "id", "title_lo", "title_en")
        if not clean.id or not (clean.title_lo or clean.title_en):
            raise InvalidValue("variants", NEEDED)
        _require_length(clean.length, clean.unit, least=1)
        lao, english = clean.title_lo, clean.title_en
        yield replace(clean, title_lo=lao or english, title_en=english or lao)


def is_own(rule_id: str) -> bool:
    """Whether an office wrote the rule."""
    return rule_id.startswith(OWN)


def blank(rule_id: str) -> Rule:
    """A rule to begin with: a target of the office, until it says which law sets it."""
    return Rule(
        id=rule_id,
        title_lo="",
        title_en="",
        event="",
        trigger_lo="",
        trigger_en="",
        length=0,
        unit=Unit.DAY,
        actor=Actor.OUR_SIDE,
        consequence_lo="",
        consequence_en="",
        law="",
        article="",
        certainty=Certainty.UNVERIFIED,
    )
