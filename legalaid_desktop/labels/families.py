"""Events and families of rules in words: why a rule is not ticked, what became of an event."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from legalaid_desktop import i18n
from legalaid_desktop.domain.event_pack import PackEvent
from legalaid_desktop.domain.families import FamilyMember, TriggerEvent, WhyNot
from legalaid_desktop.domain.office_events import EventStanding, EventVersion, changes
from legalaid_desktop.domain.office_rules import Novelty
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases

WHY_NOT = {
    WhyNot.NOTHING: N_("follows from the event"),
    WhyNot.CONDITION: N_("only under its condition"),
    WhyNot.UNVERIFIED: N_("unverified: confirm before relying on it"),
    WhyNot.NOT_COUNTABLE: N_("no length is known: not counted"),
    WhyNot.LATER: N_("runs from an event still to come"),
    WhyNot.AFTER: N_("runs from the last day of another rule"),
}
FIELDS = {
    "lo": N_("What happened, in Lao"),
    "en": N_("What happened, in English"),
    "day_lo": N_("Which day counts, in Lao"),
    "day_en": N_("Which day counts, in English"),
    "served": N_("It is a paper that reaches somebody"),
    "types": N_("Cases in which it happens"),
    "happening": N_("Step of the story"),
    "members": N_("Rules that follow from it"),
}
ALL_CASES = N_("in all cases")
TICKED = N_("ticked at first")
LATER = N_("runs from an event still to come: {event}")
AFTER = N_("runs from the last day of rule {rule}")
NOTHING = "—"
A_FORMER = N_("an event of this office that is not known any more")
REFUSALS = (
    N_("This is no event."),
    N_("Choose a rule."),
    N_("Rule {rule} stands in this family twice."),
    N_("A rule cannot run from its own last day."),
    N_("There is no such step of the story."),
    N_("{limit} rules at most."),
    N_("There is an event of this name already: {name}."),
    N_("Event {event}, field “{field}”: {problem}"),
    N_("This pack has more events than a pack can have: {limit} at most."),
    N_("Event {event} is in this pack twice."),
    N_("There are two rules {rule}."),
    N_("Rule {rule}, {field}: there is no law “{value}”."),
    N_("Rule {rule}, {field}: there is no event “{value}”."),
    N_("Rule {rule}, {field}: the text is needed in Lao and in English."),
    N_("Rule {rule}, {field}: what was read in the law names its article, or a note says why not."),
    N_("Rule {rule}, {field}: a length is a whole number above zero, or is left out."),
    N_("Rule {rule}, {field}: a deadline is for our side; what others must keep is a clock."),
    N_("Rule {rule}, {field}: a period in hours starts at once and ends on any day."),
    N_("Rule {rule}, {field}: a period that goes before its event is not extended."),
    N_("Rule {rule}, {field}: a check needs a name and a day."),
    N_("Rule {rule}, {field}: the rule cannot end before it begins."),
    N_(
        "Rule {rule}, {field}: the variant “{value}” has no length, mixes hours with days, or "
        "stands there twice."
    ),
    N_("Event {event}, {field}: there is no rule “{value}”."),
    N_("Event {event}, {field}: {value} is unverified and must not be ticked at first."),
    N_("Event {event}, {field}: there is no event “{value}”."),
    N_("Event {event}, {field}: the text is needed in Lao and in English."),
)
"""What ``domain`` can refuse here; it may not mark its messages for extraction itself."""


Words = Mapping[str, TriggerEvent]
"""All events of an office by their ids."""


def called(event_id: str, known: Words, language: str) -> str:
    """What an event is called; its id is shown to nobody."""
    if event_id in known:
        return known[event_id].name(language)
    return _told(A_FORMER, language)


def choices(events: Iterable[TriggerEvent], language: str) -> list[tuple[str, str]]:
    """Ids and names in both languages, each name once: a list has to tell them apart."""
    other, times = "en" if language == "lo" else "lo", dict[str, int]()
    found = []
    for one in events:
        names = dict.fromkeys((one.name(language), one.name(other)))
        said = " · ".join(names)
        times[said] = times.get(said, 0) + 1
        found.append((one.id, said if times[said] == 1 else f"{said} · {times[said]}"))
    return found


def types(event: TriggerEvent, language: str) -> str:
    """In which cases it happens."""
    said = [_told(cases.TYPES[one], language) for one in event.types]
    return ", ".join(said) or _told(ALL_CASES, language)


def member(one: FamilyMember, rules: Mapping[str, Rule], known: Words, language: str) -> str:
    """A rule of a family in one line: its title, condition, and what it runs from."""
    rule = rules.get(one.rule_id)
    return " · ".join(
        (f"{one.rule_id} {rule.title(language) if rule else ''}".strip(),
         *conditions(one, known, language))
    )  # fmt: skip


def conditions(one: FamilyMember, known: Words, language: str) -> list[str]:
    """How a family offers a rule: ticked, under what condition, from what it runs."""
    when = one.when_lo if language == "lo" else one.when_en
    said = [_told(TICKED, language) if one.usual else "", when]
    if one.later:
        said.append(_told(LATER, language).format(event=called(one.later, known, language)))
    if one.after:
        said.append(_told(AFTER, language).format(rule=one.after))
    return [each for each in said if each]


def differences(
    one: PackEvent, rules: Mapping[str, Rule], known: Words, steps: Mapping[str, Any], language: str
) -> Iterator[tuple[str, str, str]]:
    """The fields in which the event of a pack differs: what it says here, and there."""
    for each in one.fields:
        said = (
            _value(each.field, value, rules, known, steps, language)
            for value in (each.before, each.after)
        )
        before, after = said
        yield _told(FIELDS[each.field], language), before, after


def history(
    found: EventStanding,
    rules: Mapping[str, Rule],
    known: Words,
    steps: Mapping[str, Any],
    language: str,
) -> Iterator[tuple[EventVersion, list[tuple[str, str, str]]]]:
    """The versions of an event, the oldest first, each with the fields that it changed."""
    before = found.shipped
    for one in found.entries:
        fields = changes(before, one.content) if before else ()
        change = PackEvent(event_id=one.event, novelty=Novelty.CHANGED, fields=fields)
        yield one, list(differences(change, rules, known, steps, language))
        before = one.content


def _value(
    field: str,
    value: Any,
    rules: Mapping[str, Rule],
    known: Words,
    steps: Mapping[str, Any],
    language: str,
) -> str:
    if field == "members":
        return "\n".join(member(one, rules, known, language) for one in value) or NOTHING
    if field == "types":
        said = [_told(cases.TYPES[one], language) for one in value]
        return ", ".join(said) or _told(ALL_CASES, language)
    if field == "happening":
        return steps[value].name(language) if value in steps else NOTHING
    if isinstance(value, bool):
        return _told(N_("yes") if value else N_("no"), language)
    return str(value)


def _told(message: str, language: str) -> str:
    return i18n.catalog(language).gettext(message)
