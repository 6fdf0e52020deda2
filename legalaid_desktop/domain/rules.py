"""Rules of periods, and the laws they stand in: where each was read and how sure it is."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.errors import NotFound
from legalaid_desktop.domain.reference import Certainty

NO_SUCH_RULE = "There is no rule {rule}. The rules are: {known}."
NO_SUCH_VARIANT = "Rule {rule} has no variant {variant}. It has: {known}."

_VERSION = 12

WEEKEND = "weekend"
"""The variant of every rule that counts Saturday and Sunday as holidays that extend a period."""


class Unit(StrEnum):
    """What a period is counted in; calendar and working days are told apart rule by rule."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Direction(StrEnum):
    """Whether a period follows its trigger or goes before it."""

    AFTER = "after"
    BEFORE = "before"


class Start(StrEnum):
    """When counting begins: with the next day, or with the act itself."""

    NEXT_DAY = "next_day"
    AT_ONCE = "at_once"


class RestDayEnd(StrEnum):
    """What happens to a last day that is an official holiday."""

    NEXT = "next"
    KEEP = "keep"
    PREVIOUS = "previous"


class Actor(StrEnum):
    """Who has to act in time; others' periods are watched, not kept."""

    OUR_SIDE = "our_side"
    OPPONENT = "opponent"
    COURT = "court"
    PROSECUTOR = "prosecutor"
    POLICE = "police"
    ENFORCEMENT = "enforcement"
    OTHER = "other"


class DeadlineKind(StrEnum):
    """What a last day is to the office: its own duty, somebody else's clock, or its own target."""

    DEADLINE = "deadline"
    CLOCK = "clock"
    TARGET = "target"


class SafeSide(StrEnum):
    """Where a doubt about the last day is safe: earlier if we must act, later if we wait."""

    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law that rules and holidays stand in.

    Attributes:
        has_articles: false for what is no law, such as a form or the office's own practice.
    """

    id: str
    short_lo: str
    short_en: str
    title_lo: str
    title_en: str
    number: str
    valid_from: date | None
    valid_to: date | None
    certainty: Certainty
    note_lo: str
    note_en: str
    has_articles: bool = True

    def short(self, language: str) -> str:
        """The name used in citations, in that language."""
        return self.short_lo if language == "lo" else self.short_en

    def title(self, language: str) -> str:
        """The full title in that language."""
        return self.title_lo if language == "lo" else self.title_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another length of a rule, for a fact that changes it."""

    id: str
    title_lo: str
    title_en: str
    length: int
    unit: Unit

    def title(self, language: str) -> str:
        """What the variant is for, in that language."""
        return self.title_lo if language == "lo" else self.title_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A period that a law sets.

    Attributes:
        event: code of the happening that starts it; rules with the same event are offered together.
        length: 0 where no length was read in the law: the rule tells, but cannot be counted.
        served: whether the way in which a paper was served moves the start.
        pausable: whether time in which the clock stood still is not counted, and a restart begins
            it anew.
        papers: the kinds of papers that keep this period.
        law: id in ``laws.toml``; empty article: known to exist, its number was not read.
        checked_by: the lawyer who checked the rule against the law, and ``checked_on`` the day.
    """

    id: str
    title_lo: str
    title_en: str
    kind: DeadlineKind = DeadlineKind.DEADLINE
    event: str
    trigger_lo: str
    trigger_en: str
    length: int
    unit: Unit
    direction: Direction = Direction.AFTER
    start: Start = Start.NEXT_DAY
    rest_day_end: RestDayEnd = RestDayEnd.NEXT
    actor: Actor
    safe_side: SafeSide = SafeSide.EARLIER
    consequence_lo: str
    consequence_en: str
    law: str
    article: str
    certainty: Certainty
    valid_from: date | None = None
    valid_to: date | None = None
    checked_by: str = ""
    checked_on: date | None = None
    note_lo: str = ""
    note_en: str = ""
    served: bool = False
    pausable: bool = False
    papers: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()

    @property
    def is_countable(self) -> bool:
        """Whether the law, as far as it was read, gives a length."""
        return self.length > 0

    @property
    def is_unverified(self) -> bool:
        """Whether nobody has read it in the law: it is used only when asked for on purpose."""
        return self.certainty is Certainty.UNVERIFIED and not self.checked_by

    @property
    def must_choose(self) -> bool:
        """Whether its lengths exclude one another: the rule stands only in one of its variants."""
        own = (self.length, self.unit)
        return any((one.length, one.unit) == own for one in self.variants)

    def title(self, language: str) -> str:
        """What the period is for, in that language."""
        return self.title_lo if language == "lo" else self.title_en

    def trigger(self, language: str) -> str:
        """What starts it, in that language."""
        return self.trigger_lo if language == "lo" else self.trigger_en

    def consequence(self, language: str) -> str:
        """What happens if the period passes, in that language."""
        return self.consequence_lo if language == "lo" else self.consequence_en

    def note(self, language: str) -> str:
        """What else a lawyer should know, in that language."""
        return self.note_lo if language == "lo" else self.note_en


@lru_cache(4096)
def version(rule: Rule) -> str:
    """A short fingerprint of all that the rule says; who checked it is no part of that.

    What is empty does not count, so that a rule keeps its version when programs learn more fields.
    """
    said = {name: value for name, value in asdict(rule).items() if value not in (None, "", ())}
    for name in ("checked_by", "checked_on"):
        said.pop(name, None)
    data = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(data.encode()).hexdigest()[:_VERSION]


def in_variant(rule: Rule, variant: str) -> Rule:
    """The rule with the length of that variant; the rule itself for none and for the weekend."""
    if variant in ("", WEEKEND):
        return rule
    for each in rule.variants:
        if each.id == variant:
            return replace(rule, length=each.length, unit=each.unit)
    known = ", ".join([*(each.id for each in rule.variants), WEEKEND])
    raise NotFound(NO_SUCH_VARIANT, rule=rule.id, variant=variant, known=known)


def rule_called(rules: Sequence[Rule], rule_id: str) -> Rule:
    """The rule of that id, in small or capital letters; ``EN-08a`` is the first, ``EN-08``."""
    called = rule_id.strip().upper()
    known = {rule.id: rule for rule in rules}
    found = known.get(called) or known.get(called.removesuffix("A"))
    if found is None:
        near = [each for each in known if each[:2] == called[:2]]
        raise NotFound(NO_SUCH_RULE, rule=rule_id, known=", ".join(near or known))
    return found


def is_valid_on(rule: Rule, day: date) -> bool:
    """Whether the rule was in force on that day, as far as its dates are known."""
    return (rule.valid_from or day) <= day <= (rule.valid_to or day)


def parse_laws(data: Mapping[str, object]) -> tuple[Law, ...]:
    """The laws of a parsed file."""
    return tuple(_law(record) for record in reference.records(data, "law"))


def parse_rules(data: Mapping[str, object]) -> tuple[Rule, ...]:
    """The rules of a parsed file."""
    return tuple(_rule(record) for record in reference.records(data, "rule"))


def _law(record: Mapping[str, object]) -> Law:
    return Law(
        id=reference.text(record, "id"),
        short_lo=reference.text(record, "short_lo"),
        short_en=reference.text(record, "short_en"),
        title_lo=reference.text(record, "title_lo"),
        title_en=reference.text(record, "title_en"),
        number=reference.text(record, "number"),
        valid_from=reference.day_if_known(record, "valid_from"),
        valid_to=reference.day_if_known(record, "valid_to"),
        certainty=reference.choice(Certainty, record, "certainty"),
        note_lo=reference.text(record, "note_lo"),
        note_en=reference.text(record, "note_en"),
        has_articles=reference.flag(record, "has_articles", default=True),
    )


def _rule(record: Mapping[str, object]) -> Rule:
    return Rule(
        id=reference.text(record, "id"),
        title_lo=reference.text(record, "title_lo"),
        title_en=reference.text(record, "title_en"),
        kind=reference.choice(DeadlineKind, record, "kind", DeadlineKind.DEADLINE),
        event=reference.text(record, "event"),
        trigger_lo=reference.text(record, "trigger_lo"),
        trigger_en=reference.text(record, "trigger_en"),
        length=reference.number(record, "length") if "length" in record else 0,
        unit=reference.choice(Unit, record, "unit", "" if "length" in record else Unit.DAY),
        direction=reference.choice(Direction, record, "direction", Direction.AFTER),
        start=reference.choice(Start, record, "start", Start.NEXT_DAY),
        rest_day_end=reference.choice(RestDayEnd, record, "rest_day_end", RestDayEnd.NEXT),
        actor=reference.choice(Actor, record, "actor"),
        safe_side=reference.choice(SafeSide, record, "safe_side", SafeSide.EARLIER),
        consequence_lo=reference.text(record, "consequence_lo"),
        consequence_en=reference.text(record, "consequence_en"),
        law=reference.text(record, "law"),
        article=reference.text(record, "article"),
        certainty=reference.choice(Certainty, record, "certainty"),
        valid_from=reference.day_if_known(record, "valid_from"),
        valid_to=reference.day_if_known(record, "valid_to"),
        checked_by=reference.text(record, "checked_by"),
        checked_on=reference.day_if_known(record, "checked_on"),
        note_lo=reference.text(record, "note_lo", ""),
        note_en=reference.text(record, "note_en", ""),
        served=reference.flag(record, "served", default=False),
        pausable=reference.flag(record, "pausable", default=False),
        papers=reference.texts(record, "papers"),
        variants=tuple(_variant(each) for each in reference.records(record, "variant")),
    )


def _variant(record: Mapping[str, object]) -> Variant:
    return Variant(
        id=reference.text(record, "id"),
        title_lo=reference.text(record, "title_lo"),
        title_en=reference.text(record, "title_en"),
        length=reference.number(record, "length"),
        unit=reference.choice(Unit, record, "unit"),
    )
