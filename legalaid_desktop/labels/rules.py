"""Rules of periods in words: what their fields say, how sure they are, and what became of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from legalaid_desktop import i18n
from legalaid_desktop.domain.custody import LAOS
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.office_events import EventVersion
from legalaid_desktop.domain.office_rules import (
    FieldChange,
    Novelty,
    RuleEntry,
    RuleVersion,
    Standing,
    changes,
)
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rule_filters import Checked
from legalaid_desktop.domain.rule_pack import PackChange, Signer
from legalaid_desktop.domain.rules import (
    Direction,
    Law,
    RestDayEnd,
    Rule,
    SafeSide,
    Start,
    Unit,
    Variant,
)
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines, families

SUBJECTS = {
    "CV": N_("Civil procedure"),
    "LM": N_("Limitation and mandate"),
    "CR": N_("Criminal procedure and custody"),
    "EN": N_("Enforcement of judgments"),
    "EC": N_("Economic disputes"),
    "NO": N_("Notary"),
    "LA": N_("Labour"),
    "DV": N_("Domestic violence"),
    "PT": N_("Petitions to the administration"),
    "TP": N_("Victims of trafficking"),
    "RF": N_("Referrals"),
    "OT": N_("Targets of an office"),
    "OWN": N_("Rules of this office"),
}
OTHER_SUBJECT = N_("Other rules")
ENTRIES = {
    RuleEntry.CHECKED: N_("checked off"),
    RuleEntry.CHANGED: N_("wording changed"),
    RuleEntry.OWN: N_("written by the office"),
    RuleEntry.OFF: N_("switched off"),
    RuleEntry.ON: N_("switched on"),
    RuleEntry.BACK: N_("back to the wording of the program"),
}
CHECKS = {
    Checked.NO: N_("not checked by a lawyer"),
    Checked.YES: N_("checked by a lawyer"),
    Checked.ANEW: N_("checked in an earlier wording"),
    Checked.OURS: N_("changed or written here"),
    Checked.OFF: N_("switched off"),
}
NOVELTIES = {
    Novelty.NEW: N_("new"),
    Novelty.CHANGED: N_("changed"),
    Novelty.GONE: N_("not in the pack"),
    Novelty.OFF: N_("switched off here"),
}
SIGNERS = {
    Signer.OURS: N_("Signed by this office. The signature is right."),
    Signer.KNOWN: N_("Signed by {office}, whose key was compared here. The signature is right."),
    Signer.STRANGER: N_(
        "The signature is right, but nobody here knows whose key it is. Telephone {office} at a "
        "number that you know, have the letters of the key read out, and type them below. Until "
        "then everything in this pack arrives unverified."
    ),
    Signer.NOBODY: N_(
        "Nobody signed this pack: anybody can have written it. Everything in it arrives unverified."
    ),
}
MEANINGS = {
    Certainty.LAW_TEXT: N_(
        "The number was read in the Lao text of the law. The copy that was read can have slips: "
        "compare it with the gazette before you rely on it."
    ),
    Certainty.SECONDARY: N_(
        "Known from an official or reputable page about the law, not from the law itself."
    ),
    Certainty.UNVERIFIED: N_(
        "Nobody has read this rule in the law; it is known from practice or hearsay alone. It is "
        "never used by itself, and every sheet says that it is unverified."
    ),
    Certainty.OURS: N_("No law sets this period: an office sets it for itself."),
}
UNSIGNED = N_("Nobody signed this pack.")
UNVERIFIED = N_("UNVERIFIED: no lawyer has read this in the law")
UNITS = {
    Unit.HOUR: N_("hours"),
    Unit.DAY: N_("calendar days"),
    Unit.WORKING_DAY: N_("working days"),
    Unit.WEEK: N_("weeks"),
    Unit.MONTH: N_("months"),
    Unit.YEAR: N_("years"),
}
DIRECTIONS = {
    Direction.AFTER: N_("after the event"),
    Direction.BEFORE: N_("before the event, counted backwards"),
}
STARTS = {
    Start.NEXT_DAY: N_("from the next day"),
    Start.AT_ONCE: N_("at once, from the act itself"),
}
REST_DAYS = {
    RestDayEnd.NEXT: N_("it moves to the next day that is no official holiday"),
    RestDayEnd.KEEP: N_("it stays on that day"),
    RestDayEnd.PREVIOUS: N_("it moves back to the day before the holiday"),
}
SAFE_SIDES = {
    SafeSide.EARLIER: N_("earlier: we must act in time"),
    SafeSide.LATER: N_("later: we wait for the end"),
}
IS_OFF = N_("The office has switched rule {rule} off.")
NO_LENGTH = N_("the law, as far as it was read, gives no length: it cannot be counted")
IN_FORCE_FROM = N_("in force from {day}")
IN_FORCE_UNTIL = N_("in force until {day}")
LAW_FROM = N_("the law is in force from {day}")
LAW_UNTIL = N_("the law was in force until {day}")
VALIDITY_UNKNOWN = N_("from when it is in force was not found")
CHECKED_BY = N_("Checked by {name} on {day}")
EARLIER = N_("Checked by {name} on {day} for an earlier wording")
FIELDS = {
    "title_lo": N_("Title in Lao"),
    "title_en": N_("Title in English"),
    "kind": N_("Kind"),
    "event": N_("Event"),
    "trigger_lo": N_("Starts with, in Lao"),
    "trigger_en": N_("Starts with, in English"),
    "length": N_("Length"),
    "unit": N_("Counted in"),
    "direction": N_("Direction"),
    "start": N_("Counting begins"),
    "rest_day_end": N_("Last day on a holiday"),
    "actor": N_("Who must act"),
    "safe_side": N_("Safe side"),
    "consequence_lo": N_("If it passes, in Lao"),
    "consequence_en": N_("If it passes, in English"),
    "law": N_("Law"),
    "article": N_("Article"),
    "certainty": N_("How sure"),
    "valid_from": N_("In force from"),
    "valid_to": N_("In force until"),
    "note_lo": N_("Note in Lao"),
    "note_en": N_("Note in English"),
    "served": N_("Moves with the way of service"),
    "pausable": N_("Stands still in pauses"),
    "papers": N_("Papers that keep it"),
    "variants": N_("Variants"),
}
_WORDS: Mapping[str, Mapping[Any, str]] = {
    "kind": deadlines.DEADLINE_KINDS,
    "unit": UNITS,
    "direction": DIRECTIONS,
    "start": STARTS,
    "rest_day_end": REST_DAYS,
    "actor": deadlines.ACTORS,
    "safe_side": SAFE_SIDES,
    "certainty": deadlines.CERTAINTIES,
}
NOTHING = "—"
REFUSALS = (
    N_("Write the article first in which you read this rule: a check-off names it."),
    N_("A whole number from 0 to {limit}, please. 0: the law gives no length that was read."),
    N_("An id such as CV-24, please."),
    N_("There is no law {law}. Choose one of the list."),
    N_("Nothing was changed."),
    N_("{limit} variants at most."),
    N_("This is no rule pack, or its file is damaged. Ask for it again."),
    N_("This file is too large for a rule pack."),
    N_("This rule pack was made by a newer version of the program. Update the program first."),
    N_("This pack has more rules than a pack can have: {limit} at most."),
    N_("There is no rule in this pack."),
    N_(
        "The signature of this pack is wrong: it was changed after it was signed, or by somebody "
        "else. Nothing of it is taken. Ask for it again."
    ),
    N_("The signature of this pack is cut off. Ask for it again."),
    N_("Rule {rule}, field “{field}”: {problem}"),
    N_("this program does not know it."),
    N_("it is missing or wrong."),
    N_("Rule {rule} is in this pack twice."),
)
"""What ``domain`` can refuse here; it may not mark its messages for extraction itself."""


def subject(code: str) -> str:
    """What the rules whose ids begin so are about (message id)."""
    return SUBJECTS.get(code, OTHER_SUBJECT)


def length(rule: Rule, language: str) -> str:
    """How long the period is, in words."""
    if not rule.is_countable:
        return _told(NO_LENGTH, language)
    return deadlines.period(rule.length, rule.unit, language)


def validity(rule: Rule, law: Law, language: str) -> str:
    """From when and until when the rule is in force, or else its law, as far as that is known."""
    said = list(_validity(rule, (IN_FORCE_FROM, IN_FORCE_UNTIL), language))
    said = said or list(_validity(law, (LAW_FROM, LAW_UNTIL), language))
    return ", ".join(said) or _told(VALIDITY_UNKNOWN, language)


def _validity(one: Rule | Law, messages: tuple[str, str], language: str) -> Iterator[str]:
    for message, day in zip(messages, (one.valid_from, one.valid_to), strict=True):
        if day:
            yield _told(message, language).format(day=i18n.date_long(day, language))


def check(found: Standing, language: str) -> str:
    """Who checked the rule off and when, or for which wording; empty if nobody ever did."""
    if found.rule.checked_by:
        return _checked(CHECKED_BY, found.rule, language)
    return _checked(EARLIER, found.earlier.content, language) if found.earlier else ""


def checked_by(rule: Rule, language: str) -> str:
    """Who checked the rule off, and when."""
    return _checked(CHECKED_BY, rule, language)


def entry(one: RuleVersion | EventVersion, language: str) -> str:
    """What was done, by whom and when."""
    day = i18n.moment(one.at.astimezone(LAOS), language)
    return f"{one.number}. {_told(ENTRIES[one.entry], language)} · {one.by} · {day}"


def differences(
    one: PackChange,
    laws: Mapping[str, Law],
    language: str,
    events: Mapping[str, TriggerEvent] = MappingProxyType({}),
) -> Iterator[tuple[str, str, str]]:
    """The fields in which a pack differs: what each says here, and what it says there."""
    for each in one.fields:
        if each.field == "unit" and "length" in {other.field for other in one.fields}:
            continue  # it is told with the length
        name = _told(FIELDS[each.field], language)
        if each.field == "length" and one.before and one.after:
            yield name, length(one.before, language), length(one.after, language)
            continue
        if each.field == "event":
            known = [families.called(str(said), events, language) for said in _both(each)]
            yield name, known[0], known[1]
            continue
        before, after = (value(each.field, said, laws, language) for said in _both(each))
        yield name, before, after


def history(
    found: Standing, laws: Mapping[str, Law], events: Mapping[str, TriggerEvent], language: str
) -> Iterator[tuple[RuleVersion, list[tuple[str, str, str]]]]:
    """The versions of a rule, the oldest first, each with the fields that it changed."""
    before = found.shipped
    for one in found.entries:
        fields = changes(before, one.content) if before else ()
        change = PackChange(
            rule_id=one.rule_id,
            novelty=Novelty.CHANGED,
            before=before,
            after=one.content,
            fields=fields,
        )
        yield one, list(differences(change, laws, language, events))
        before = one.content


def _both(one: FieldChange) -> tuple[object, object]:
    return one.before, one.after


def value(field: str, one: object, laws: Mapping[str, Law], language: str) -> str:
    """What a field of a rule says, in words."""
    if isinstance(one, bool):
        return _told(N_("yes") if one else N_("no"), language)
    if one in (None, "", ()):
        return NOTHING
    if field == "law":
        return laws[str(one)].short(language) if one in laws else str(one)
    return _told(_WORDS[field][one], language) if field in _WORDS else _plain(one, language)


def _plain(one: object, language: str) -> str:
    if isinstance(one, date):
        return i18n.date_long(one, language)
    if isinstance(one, tuple):
        return "; ".join(_member(each, language) for each in one)
    return str(one)


def _member(one: object, language: str) -> str:
    if isinstance(one, Variant):
        return f"{one.title(language)}: {deadlines.period(one.length, one.unit, language)}"
    return str(one)


def _checked(message: str, rule: Rule, language: str) -> str:
    day = i18n.date_long(rule.checked_on, language) if rule.checked_on else NOTHING
    return _told(message, language).format(name=rule.checked_by, day=day)


def _told(message: str, language: str) -> str:
    return i18n.catalog(language).gettext(message)
