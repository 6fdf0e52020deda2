"""Rule packs: all rules and events of an office in one readable file, signed, compared, then taken.

A pack is TOML. What is signed is the canonical text of what the file says, not its bytes: a file
that was opened and saved by an editor keeps its signature, a changed word does not.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from legalaid_desktop.domain import checks, event_pack, office_rules, reference, toml_lines
from legalaid_desktop.domain.errors import Damaged, InvalidValue, NewerFile, Refused
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.office_rules import FieldChange, Novelty, Standing
from legalaid_desktop.domain.rules import Law, Rule, Variant, parse_rules

FORMAT = 2
"""Since 2 a pack has events; one without any is written as 1, and its signature stays right."""
ENDING = "rules.toml"
LARGEST = 2_000_000
MOST_RULES = 2_000
LARGEST_NUMBER = 1_000_000_000
"""More digits than Python writes out would stop the program instead of being refused."""
DEEPEST = 8
"""A pack is three levels deep; one that was made to do harm has thousands."""
_LONG_KEY = re.compile(
    r"""(?:^|[\[{,])[ \t]*(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){8}""",
    re.ASCII | re.MULTILINE,
)
"""Keys of many parts, each of them a level; a pack has none, and the reader would take hours."""
_SHORT = 40
KEY_DIGITS, SIGNATURE_DIGITS = 64, 128

BROKEN = "This is no rule pack, or its file is damaged. Ask for it again."
TOO_LARGE = "This file is too large for a rule pack."
NEWER = "This rule pack was made by a newer version of the program. Update the program first."
TOO_MANY = "This pack has more rules than a pack can have: {limit} at most."
NO_RULE = "There is no rule in this pack."
FALSE = (
    "The signature of this pack is wrong: it was changed after it was signed, or by somebody else. "
    "Nothing of it is taken. Ask for it again."
)
HALF_SIGNED = "The signature of this pack is cut off. Ask for it again."
OF_RULE = "Rule {rule}, field “{field}”: {problem}"
UNKNOWN_FIELD = "this program does not know it."
MISSING = "it is missing or wrong."
TWICE = "Rule {rule} is in this pack twice."

_HEAD = ("format", "name", "office", "made_on", "number")
_FIRST = "# A rule pack of legalaid-desktop: rules by which the last days of periods are counted."
_SIGNATURE = ("key", "value")
_NEEDED = ("title_lo", "trigger_lo", "length", "unit", "law", "article", "certainty", "actor")
_BEFORE = "legalaid-desktop rule pack\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """What a pack says.

    Attributes:
        office: who made it; number: which of that office's packs it is.
        key: the public key of who signed it, in hexadecimal digits; empty: nobody did.
    """

    name: str
    office: str
    made_on: date
    number: int
    rules: tuple[Rule, ...]
    events: tuple[TriggerEvent, ...] = ()
    key: str = ""
    signature: str = ""


class Signer(StrEnum):
    """What is known of who signed a pack."""

    OURS = "ours"
    KNOWN = "known"
    """Its key was compared by telephone before."""
    STRANGER = "stranger"
    """The signature fits, but nobody here has compared the key."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChange:
    """What taking one rule of a pack would change.

    Attributes:
        before: the rule of the office, as it counts; after: that of the pack.
        fields: in which they differ.
    """

    rule_id: str
    novelty: Novelty
    before: Rule | None = None
    after: Rule | None = None
    fields: tuple[FieldChange, ...] = ()


def compare(known: Iterable[Standing], pack: RulePack) -> tuple[PackChange, ...]:
    """What the pack would change, in its own order; what is gone comes last."""
    ours = {one.rule.id: one for one in known}
    found = [_against(ours.get(rule.id), rule) for rule in pack.rules]
    packed = {rule.id for rule in pack.rules}
    gone = [
        PackChange(rule_id=rule_id, novelty=Novelty.GONE, before=one.rule)
        for rule_id, one in ours.items()
        if rule_id not in packed and not one.is_off
    ]
    return tuple(one for one in (*found, *gone) if one.novelty is not Novelty.CHANGED or one.fields)


def _against(ours: Standing | None, rule: Rule) -> PackChange:
    if ours is None:
        return PackChange(rule_id=rule.id, novelty=Novelty.NEW, after=rule)
    return PackChange(
        rule_id=rule.id,
        novelty=Novelty.OFF if ours.is_off else Novelty.CHANGED,
        before=ours.rule,
        after=rule,
        fields=office_rules.changes(ours.rule, rule),
    )


def taken(rule: Rule, *, trusted: bool) -> Rule:
    """The rule of a pack as an office keeps it; of a stranger's pack nothing counts as read."""
    kept = rule if trusted else office_rules.unread(rule)
    return replace(kept, checked_by="", checked_on=None)


def signed_bytes(pack: RulePack) -> bytes:
    """What the signature of a pack seals."""
    return (_BEFORE + "\n".join(_lines(replace(pack, key="", signature="")))).encode()


def as_bytes(pack: RulePack) -> bytes:
    """The file of a pack."""
    return ("\n".join((_FIRST, *_lines(pack))) + "\n").encode()


def parse(data: bytes) -> RulePack:
    """The pack in a file, word by word; neither its signature nor its rules are proved yet.

    Raises:
        Refused: the file is too large, damaged or newer, or what stands in it is no rule: the
            sentence names the rule and the field.
    """
    found = _read(data)
    made_as = found.get("format")
    if isinstance(made_as, int) and made_as > FORMAT:
        raise NewerFile(NEWER)
    parts = {"signature", "rule"} if made_as == 1 else {"signature", "rule", "event"}
    if set(found) - {*_HEAD, *parts} or made_as not in (1, FORMAT) or made_as is True:
        raise Damaged(BROKEN)
    try:
        records, events = (reference.records(found, name) for name in ("rule", "event"))
        head = _head(found)
    except Damaged as error:
        raise Damaged(BROKEN) from error
    if len(records) > MOST_RULES:
        raise Refused(TOO_MANY, limit=MOST_RULES)
    if not records:
        raise Refused(NO_RULE)
    return replace(head, rules=tuple(_rules(records)), events=event_pack.parse(events))


def checked(pack: RulePack, laws: Mapping[str, Law], happenings: Iterable[str] = ()) -> RulePack:
    """The pack with clean texts; refuses what cannot be kept, by rule or event and field."""
    try:
        clean = checks.lines(pack, "name", "office")
    except InvalidValue as error:
        raise Damaged(BROKEN) from error
    rules = tuple(_checked(rule, laws) for rule in pack.rules)
    return replace(clean, rules=rules, events=event_pack.checked(pack.events, happenings))


def _checked(rule: Rule, laws: Mapping[str, Law]) -> Rule:
    try:
        return office_rules.checked(rule, laws)
    except InvalidValue as problem:
        name = rule.id[:_SHORT]
        if "rule" in problem.values:  # its sentence names rule and field already
            raise Refused(problem.reason, **problem.values) from problem
        raise Refused(OF_RULE, rule=name, field=problem.field, problem=problem) from problem


def _read(data: bytes) -> dict[str, object]:
    if len(data) > LARGEST:
        raise Refused(TOO_LARGE)
    try:
        text = data.decode("utf-8-sig")
        if _LONG_KEY.search(text):
            raise Damaged(BROKEN)
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # no text, no TOML, or numbers without an end
        raise Damaged(BROKEN) from error
    _require_small(found)
    return found


def _require_small(found: dict[str, object]) -> None:
    """Refuses what no pack has, before anything is made of it: it would break what reads it."""
    left: list[tuple[object, int]] = [(found, 0)]
    while left:
        one, depth = left.pop()
        if isinstance(one, dict | list):
            if depth >= DEEPEST:
                raise Damaged(BROKEN)
            inner = [*one, *one.values()] if isinstance(one, dict) else one
            left += [(each, depth + 1) for each in inner]
        elif isinstance(one, str):
            if len(one) > checks.LONGEST_TEXT or "\0" in one:
                raise Damaged(BROKEN)
        elif isinstance(one, int) and abs(one) > LARGEST_NUMBER:
            raise Damaged(BROKEN)


def _head(found: Mapping[str, object]) -> RulePack:
    return RulePack(
        name=reference.text(found, "name"),
        office=reference.text(found, "office"),
        made_on=reference.day(found, "made_on"),
        number=reference.number(found, "number"),
        rules=(),
        **_signature(found.get("signature")),
    )


def _signature(found: object) -> dict[str, Any]:
    if found is None:
        return {"key": "", "signature": ""}
    if not isinstance(found, dict) or set(found) != set(_SIGNATURE):
        raise Refused(HALF_SIGNED)
    key, value = (reference.text(found, name) for name in _SIGNATURE)
    if not (_is_hex(key, KEY_DIGITS) and _is_hex(value, SIGNATURE_DIGITS)):
        raise Refused(HALF_SIGNED)
    return {"key": key, "signature": value}


def _is_hex(text: str, digits: int) -> bool:
    return len(text) == digits and all(one in "0123456789abcdef" for one in text)


def _rules(records: Sequence[Mapping[str, object]]) -> Iterator[Rule]:
    seen: set[str] = set()
    for place, record in enumerate(records, 1):
        rule = _rule(record, place)
        if rule.id in seen:
            raise Refused(TWICE, rule=rule.id)
        seen.add(rule.id)
        yield rule


def _rule(record: Mapping[str, object], place: int) -> Rule:
    name = str(record.get("id") or place)[:_SHORT]
    try:
        _require_known(record)
        counted = {key: value for key, value in record.items() if value != 0 or key != "length"}
        (rule,) = parse_rules({"rule": [counted]})
    except InvalidValue as problem:
        raise Refused(OF_RULE, rule=name, field=problem.field, problem=problem) from problem
    except Damaged as error:
        field = str(error.values.get("field", ""))
        missing = InvalidValue(field, MISSING)
        raise Refused(OF_RULE, rule=name, field=field, problem=missing) from error
    return rule


def _require_known(record: Mapping[str, object]) -> None:
    known = {"variant", *(one.name for one in fields(Rule))} - {"variants"}
    for key in record:
        if key not in known:
            raise InvalidValue(key[:_SHORT], UNKNOWN_FIELD)
    for key in _NEEDED:
        if key not in record:
            raise InvalidValue(key, MISSING)
    for variant in reference.records(record, "variant"):
        for key in set(variant) - {one.name for one in fields(Variant)}:
            raise InvalidValue(f"variant.{key[:_SHORT]}", UNKNOWN_FIELD)


def _lines(pack: RulePack) -> Iterator[str]:
    head = {name: getattr(pack, name) for name in _HEAD[1:]}
    yield from toml_lines.table({"format": FORMAT if pack.events else 1, **head})
    if pack.key:
        yield "\n[signature]"
        yield from toml_lines.table({"key": pack.key, "value": pack.signature})
    for rule in pack.rules:
        yield "\n[[rule]]"
        yield from toml_lines.table(toml_lines.said(rule, but={"variants"}))
        for variant in rule.variants:
            yield "\n[[rule.variant]]"
            yield from toml_lines.table(toml_lines.said(variant))
    yield from event_pack.lines(pack.events)
