"""How long the file of a case is kept: rules as data, decided by the office, counted, never done.

No law sets this for legal-aid offices as far as is known: a rule is a proposal until the office
has decided it, and what comes of it is only a list for somebody to look through.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from legalaid_desktop.domain import people, reference
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.people import Majority, Person
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty

LONGEST = 100
IMPOSSIBLE = "A number of years between 1 and {limit}, please."


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a law says about keeping files, for comparison.

    Attributes:
        law: id in ``laws.toml``; article: empty where its number was not read.
    """

    id: str
    law: str
    article: str
    certainty: Certainty
    texts: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """How long cases of a kind are kept, as proposed with the program.

    Attributes:
        years: after closing, or 0 where ``age`` says how old a child must have become.
        types: of the cases concerned; with ``enforcement`` also those that came to enforcement;
            with ``children`` only those of children; with none of these, every case.
    """

    id: str
    titles: Mapping[str, str] = field(repr=False)
    notes: Mapping[str, str] = field(repr=False)
    years: int = 0
    age: int = 0
    types: tuple[CaseType, ...] = ()
    enforcement: bool = False
    children: bool = False
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OfficeRule(Private):
    """A rule as the office keeps it.

    Attributes:
        number: its years, or the age.
        decided_by, decided_on, basis: who decided it for the office, when, and by what; empty for
            as long as it is only proposed.
    """

    rule: RetentionRule
    number: int
    decided_by: str = ""
    decided_on: date | None = None
    basis: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether the office has decided it."""
        return bool(self.decided_by)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeptCase(Private):
    """A case that may be over: what its time depends on.

    Attributes:
        since: the day it was closed or put into the bin; unknown for some closed long ago.
        enforced: whether it came to enforcement; people: client and parties.
    """

    case: Case
    since: date | None
    removed: bool = False
    enforced: bool = False
    people: tuple[Person, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Review(Private):
    """A case whose time is over, to be looked at by somebody.

    Attributes:
        until: the day up to which it was kept; none where the day of closing is not known.
        rule: the one by which it was kept longest.
    """

    case: Case
    since: date | None
    removed: bool
    until: date | None
    rule: OfficeRule


def parse_rules(data: Mapping[str, object]) -> tuple[RetentionRule, ...]:
    """The rules, as ``resources/law/retention.toml`` says."""
    return tuple(_rule(record) for record in reference.records(data, "rule"))


def parse_anchors(data: Mapping[str, object]) -> tuple[Anchor, ...]:
    """What the laws say, as ``resources/law/retention.toml`` says."""
    return tuple(
        Anchor(
            id=reference.text(record, "id"),
            law=reference.text(record, "law"),
            article=reference.text(record, "article"),
            certainty=reference.choice(Certainty, record, "certainty"),
            texts={language: reference.text(record, language) for language in ("lo", "en")},
        )
        for record in reference.records(data, "anchor")
    )


def _rule(record: Mapping[str, object]) -> RetentionRule:
    return RetentionRule(
        id=reference.text(record, "id"),
        titles={language: reference.text(record, f"title_{language}") for language in ("lo", "en")},
        notes={language: reference.text(record, f"note_{language}") for language in ("lo", "en")},
        years=reference.number(record, "years") if "years" in record else 0,
        age=reference.number(record, "age") if "years" not in record else 0,
        types=tuple(
            reference.choice(CaseType, {**record, "types": one}, "types")
            for one in reference.texts(record, "types")
        ),
        enforcement=reference.flag(record, "enforcement", default=False),
        children=reference.flag(record, "children", default=False),
        certainty=reference.choice(Certainty, record, "certainty"),
    )


def proposed(rule: RetentionRule) -> OfficeRule:
    """The rule before the office has decided anything."""
    return OfficeRule(rule=rule, number=rule.years or rule.age)


def checked_number(number: int) -> int:
    """The number of years, or ``InvalidValue``."""
    if not 1 <= number <= LONGEST:
        raise InvalidValue("number", IMPOSSIBLE, limit=LONGEST)
    return number


def review(kept: KeptCase, rules: Sequence[OfficeRule]) -> Review:
    """Until when the case is kept, and by which rule longest."""
    applied = [(_until(kept, rule), rule) for rule in rules if applies(kept, rule.rule)]
    known = [(until, rule) for until, rule in applied if until is not None]
    if kept.since is None or not known:
        until, rule = None, applied[-1][1]
    else:
        until, rule = max(known, key=lambda pair: pair[0])
    return Review(case=kept.case, since=kept.since, removed=kept.removed, until=until, rule=rule)


def applies(kept: KeptCase, rule: RetentionRule) -> bool:
    """Whether the rule is about that case."""
    if rule.children:
        return kept.case.type is CaseType.CHILD or bool(_children(kept))
    if rule.types or rule.enforcement:
        return kept.case.type in rule.types or (rule.enforcement and kept.enforced)
    return True


def after(day: date, years: int) -> date:
    """That day so many years later; of a 29 February the 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _until(kept: KeptCase, rule: OfficeRule) -> date | None:
    if not rule.rule.age:
        return after(kept.since, rule.number) if kept.since else None
    births = [latest_birth(person) for person in _children(kept)]
    # a child of whom nothing is known was not born later than the case was opened
    return after(max(filter(None, births), default=kept.case.opened_on), rule.number)


def _children(kept: KeptCase) -> list[Person]:
    """Who was or may have been a child when the case was opened."""
    opened = kept.case.opened_on
    young = (Majority.CHILD, Majority.PERHAPS_CHILD)
    return [one for one in kept.people if people.majority_on(one, opened) in young]


def latest_birth(person: Person) -> date | None:
    """The last day on which that person can have been born; none if nothing is known."""
    if person.born_on or person.born_year:
        return person.born_on or date(person.born_year or 0, 12, 31)
    ages = [age for age in (person.age_from, person.age_to) if age is not None]
    if person.age_seen_on is None or not ages:
        return None
    return after(person.age_seen_on, -min(ages))
