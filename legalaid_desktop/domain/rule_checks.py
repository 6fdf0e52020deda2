"""What has to hold of rules of periods before anybody counts by them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from legalaid_desktop.domain.errors import Damaged
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import (
    WEEKEND,
    Actor,
    DeadlineKind,
    Direction,
    RestDayEnd,
    Rule,
    Start,
    Unit,
)

TWICE = "There are two rules {rule}."
NO_LAW = "Rule {rule}, {field}: there is no law “{value}”."
NO_EVENT = "Rule {rule}, {field}: there is no event “{value}”."
NO_TEXT = "Rule {rule}, {field}: the text is needed in Lao and in English."
NO_ARTICLE = (
    "Rule {rule}, {field}: what was read in the law names its article, or a note says why not."
)
BAD_LENGTH = "Rule {rule}, {field}: a length is a whole number above zero, or is left out."
NOT_OURS = "Rule {rule}, {field}: a deadline is for our side; what others must keep is a clock."
BAD_HOURS = "Rule {rule}, {field}: a period in hours starts at once and ends on any day."
EXTENDED_BACK = "Rule {rule}, {field}: a period that goes before its event is not extended."
HALF_CHECKED = "Rule {rule}, {field}: a check needs a name and a day."
BACKWARDS = "Rule {rule}, {field}: the rule cannot end before it begins."
BAD_VARIANT = (
    "Rule {rule}, {field}: the variant “{value}” has no length, mixes hours with days, or "
    "stands there twice."
)
NO_RULE = "Event {event}, {field}: there is no rule “{value}”."
TICKED_UNVERIFIED = "Event {event}, {field}: {value} is unverified and must not be ticked at first."
NO_LATER_EVENT = "Event {event}, {field}: there is no event “{value}”."
NO_EVENT_TEXT = "Event {event}, {field}: the text is needed in Lao and in English."

TEXTS = ("title", "trigger", "consequence")


def require_sound(
    rules: Sequence[Rule], laws: Collection[str], events: Mapping[str, TriggerEvent]
) -> None:
    """Refuses rules with a fault, with a sentence that names the rule and the field."""
    for fault in faults(rules, laws, events):
        raise fault


def faults(
    rules: Sequence[Rule], laws: Collection[str], events: Mapping[str, TriggerEvent]
) -> Iterator[Damaged]:
    """Everything that is wrong with the rules, one after the other."""
    for rule_id, times in Counter(rule.id for rule in rules).items():
        if times > 1:
            yield Damaged(TWICE, rule=rule_id)
    for rule in rules:
        yield from _of_texts(rule)
        yield from _of_source(rule, laws)
        yield from _of_counting(rule)
        yield from _of_event(rule, events)


def event_faults(events: Mapping[str, TriggerEvent], rules: Sequence[Rule]) -> Iterator[Damaged]:
    """Everything that is wrong with the families, one after the other."""
    known = {rule.id: rule for rule in rules}
    for event in events.values():
        for field in ("", "day_"):
            if not (getattr(event, f"{field}lo") and getattr(event, f"{field}en")):
                yield Damaged(NO_EVENT_TEXT, event=event.id, field=f"{field}lo")
        yield from _of_members(event, events, known)


def _of_members(
    event: TriggerEvent, events: Mapping[str, TriggerEvent], known: Mapping[str, Rule]
) -> Iterator[Damaged]:
    for one in event.members:
        for rule_id in filter(None, (one.rule_id, one.after)):
            if rule_id not in known:
                yield Damaged(NO_RULE, event=event.id, field="rules", value=rule_id)
        rule = known.get(one.rule_id)
        if one.usual and rule and rule.certainty is Certainty.UNVERIFIED:
            yield Damaged(TICKED_UNVERIFIED, event=event.id, field="usual", value=rule.id)
        if one.later and one.later not in events:
            yield Damaged(NO_LATER_EVENT, event=event.id, field="later", value=one.later)
        if bool(one.when_lo) is not bool(one.when_en):
            yield Damaged(NO_EVENT_TEXT, event=event.id, field="when_lo")


def _of_texts(rule: Rule) -> Iterator[Damaged]:
    for field in TEXTS:
        if not (getattr(rule, f"{field}_lo").strip() and getattr(rule, f"{field}_en").strip()):
            yield Damaged(NO_TEXT, rule=rule.id, field=field)
    if bool(rule.note_lo.strip()) is not bool(rule.note_en.strip()):
        yield Damaged(NO_TEXT, rule=rule.id, field="note")


def _of_source(rule: Rule, laws: Collection[str]) -> Iterator[Damaged]:
    if rule.law not in laws:
        yield Damaged(NO_LAW, rule=rule.id, field="law", value=rule.law)
    if rule.certainty is Certainty.LAW_TEXT and not (rule.article or rule.note_en):
        yield Damaged(NO_ARTICLE, rule=rule.id, field="article")
    if bool(rule.checked_by) is (rule.checked_on is None):
        yield Damaged(HALF_CHECKED, rule=rule.id, field="checked_by")
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        yield Damaged(BACKWARDS, rule=rule.id, field="valid_to")


def _of_counting(rule: Rule) -> Iterator[Damaged]:
    if rule.length < 0:
        yield Damaged(BAD_LENGTH, rule=rule.id, field="length")
    if rule.kind is DeadlineKind.DEADLINE and rule.actor is not Actor.OUR_SIDE:
        yield Damaged(NOT_OURS, rule=rule.id, field="kind")
    in_hours = rule.unit is Unit.HOUR and rule.is_countable
    if in_hours and (rule.start, rule.rest_day_end) != (Start.AT_ONCE, RestDayEnd.KEEP):
        yield Damaged(BAD_HOURS, rule=rule.id, field="start")
    if rule.direction is Direction.BEFORE and rule.rest_day_end is RestDayEnd.NEXT:
        yield Damaged(EXTENDED_BACK, rule=rule.id, field="rest_day_end")
    times = Counter((WEEKEND, *(one.id for one in rule.variants)))
    for one in rule.variants:
        mixed = (one.unit is Unit.HOUR) is not in_hours
        if one.length < 1 or times[one.id] > 1 or mixed:
            yield Damaged(BAD_VARIANT, rule=rule.id, field="variant", value=one.id)


def _of_event(rule: Rule, events: Mapping[str, TriggerEvent]) -> Iterator[Damaged]:
    if rule.event and rule.event not in events:
        yield Damaged(NO_EVENT, rule=rule.id, field="event", value=rule.event)
