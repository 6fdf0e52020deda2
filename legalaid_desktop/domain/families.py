"""Events that periods run from, and the family of rules that each of them offers together."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.cases import CaseType
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Rule

_FINGERPRINT = 12


class WhyNot(StrEnum):
    """Why a rule of a family is not ticked at first."""

    NOTHING = ""
    CONDITION = "condition"
    """Only under the condition that is told; may be ticked."""
    UNVERIFIED = "unverified"
    """Nobody has read it in the law; may be ticked, and asks before it is used."""
    NOT_COUNTABLE = "not_countable"
    """Its length is not known: it is told, and cannot be ticked."""
    LATER = "later"
    """It runs from an event that is still to come: it is told, and cannot be ticked."""
    AFTER = "after"
    """It runs from the last day of another rule of the family; may be ticked with that one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember:
    """A rule as a family offers it.

    Attributes:
        usual: ticked at first.
        when_lo, when_en: the condition in words; empty if there is none.
        later: id of the event still to come that it runs from, empty for the event itself.
        after: id of the rule whose last day it runs from, such as a target before an appeal ends.
    """

    rule_id: str
    usual: bool = False
    when_lo: str = ""
    when_en: str = ""
    later: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerEvent:
    """An event that periods run from.

    Attributes:
        day_lo, day_en: which day of it counts: of receipt, of knowledge, of reading, of posting.
        served: whether it is a paper that reaches somebody, so that the way of service matters.
        ahead: whether its day may be known before it comes.
        types: of cases in which it happens; none for all.
        happening: id of the step of the story that is the same event, if there is one.
    """

    id: str
    lo: str
    en: str
    day_lo: str
    day_en: str
    served: bool
    types: tuple[CaseType, ...]
    happening: str
    members: tuple[FamilyMember, ...]
    ahead: bool = False

    def name(self, language: str) -> str:
        """What it is called, in that language."""
        return self.lo if language == "lo" else self.en

    def day(self, language: str) -> str:
        """Which day of it counts, in that language."""
        return self.day_lo if language == "lo" else self.day_en

    def happens_in(self, case_type: CaseType | None) -> bool:
        """Whether it can happen in a case of that type; always where the type is not known."""
        return not self.types or case_type is None or case_type in self.types


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A rule that follows from an event, and whether it is ticked at first.

    Attributes:
        why: why it is not, or what else there is to say of it.
        later: id of the event still to come, ``after`` the rule whose last day it runs from.
    """

    rule: Rule
    ticked: bool
    why: WhyNot
    when_lo: str = ""
    when_en: str = ""
    later: str = ""
    after: str = ""

    @property
    def can_tick(self) -> bool:
        """Whether it can be counted, by itself or after the rule it follows; or is only told."""
        return self.why not in (WhyNot.NOT_COUNTABLE, WhyNot.LATER)

    @property
    def is_unread(self) -> bool:
        """Whether it asks before it is used: nobody has read it in the law or checked it."""
        return self.rule.certainty is Certainty.UNVERIFIED and not self.rule.checked_by

    def when(self, language: str) -> str:
        """The condition in that language; empty if there is none."""
        return self.when_lo if language == "lo" else self.when_en


@lru_cache(1024)
def fingerprint(event: TriggerEvent) -> str:
    """A short fingerprint of all that the event says, its family included."""
    said = {name: value for name, value in asdict(event).items() if name != "ahead"}
    data = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(data.encode()).hexdigest()[:_FINGERPRINT]


def offers(event: TriggerEvent, rules: Iterable[Rule]) -> tuple[Offer, ...]:
    """What the event offers of these rules, in the order of its family; others of it last."""
    known = {rule.id: rule for rule in rules}
    family = [one for one in event.members if one.rule_id in known]
    named = {one.rule_id for one in event.members}
    own = [
        FamilyMember(rule_id=rule.id)
        for rule in known.values()
        if rule.event == event.id and rule.id not in named
    ]
    return tuple(_offer(known[one.rule_id], one) for one in (*family, *own))


def started_by(
    events: Iterable[TriggerEvent], happening: str, case_type: CaseType | None
) -> tuple[TriggerEvent, ...]:
    """The events that a step of the story stands for, in a case of that type."""
    return tuple(
        event
        for event in events
        if happening and event.happening == happening and event.happens_in(case_type)
    )


def parse_trigger_events(data: Mapping[str, object]) -> Mapping[str, TriggerEvent]:
    """The events of a parsed file by their ids, in the order of the file."""
    found = (_event(record) for record in reference.records(data, "event"))
    return {event.id: event for event in found}


def _offer(rule: Rule, member: FamilyMember) -> Offer:
    why = _why_not(rule, member)
    unread = rule.is_unverified
    usual = member.usual and not unread
    return Offer(
        rule=rule,
        ticked=usual and why in (WhyNot.NOTHING, WhyNot.CONDITION, WhyNot.AFTER),
        why=why,
        when_lo=member.when_lo,
        when_en=member.when_en,
        later=member.later,
        after=member.after,
    )


def _why_not(rule: Rule, member: FamilyMember) -> WhyNot:
    if member.later:
        return WhyNot.LATER
    if not rule.is_countable:
        return WhyNot.NOT_COUNTABLE
    if member.after:
        return WhyNot.AFTER
    if rule.is_unverified:
        return WhyNot.UNVERIFIED
    return WhyNot.NOTHING if member.usual and not member.when_en else WhyNot.CONDITION


def _event(record: Mapping[str, object]) -> TriggerEvent:
    return TriggerEvent(
        id=reference.text(record, "id"),
        lo=reference.text(record, "lo"),
        en=reference.text(record, "en"),
        day_lo=reference.text(record, "day_lo"),
        day_en=reference.text(record, "day_en"),
        served=reference.flag(record, "served", default=False),
        ahead=reference.flag(record, "ahead", default=False),
        types=tuple(_types(record)),
        happening=reference.text(record, "happening", ""),
        members=tuple(_member(each) for each in reference.records(record, "rules")),
    )


def _types(record: Mapping[str, object]) -> Iterator[CaseType]:
    for each in reference.texts(record, "types"):
        yield reference.choice(CaseType, {**record, "types": each}, "types")


def _member(record: Mapping[str, object]) -> FamilyMember:
    return FamilyMember(
        rule_id=reference.text(record, "id"),
        usual=reference.flag(record, "usual", default=False),
        when_lo=reference.text(record, "when_lo", ""),
        when_en=reference.text(record, "when_en", ""),
        later=reference.text(record, "later", ""),
        after=reference.text(record, "after", ""),
    )
