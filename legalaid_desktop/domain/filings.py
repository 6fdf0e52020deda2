"""Filing readiness: what a paper needs before it goes to the court, and what is still missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty

NEEDS_WHY = "Say why this is not needed."


class Seen(StrEnum):
    """What the program can see for itself; all else is ticked by hand."""

    NOTHING = ""
    MEDIATION = "mediation"
    MANDATE = "mandate"
    TRANSLATION = "translation"
    INTERPRETER = "interpreter"
    FEE = "fee"


class Readiness(StrEnum):
    """How one condition stands."""

    OPEN = "open"
    READY = "ready"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingKind:
    """A kind of paper that is filed; ``rules``: ids of the rules whose period it keeps."""

    id: str
    texts: Mapping[str, str]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingItem:
    """A condition of filing some kinds of papers."""

    id: str
    kinds: tuple[str, ...]
    known: Seen
    texts: Mapping[str, str]
    law: str
    article: str
    certainty: Certainty
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationSubject:
    """A subject of disputes: ``first`` goes to mediation before it goes to court, others never."""

    id: str
    texts: Mapping[str, str]
    first: bool
    subtypes: tuple[str, ...]
    types: tuple[CaseType, ...]
    article: str
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRules:
    """What is filed, what it needs, and what is mediated first."""

    kinds: tuple[FilingKind, ...]
    items: tuple[FilingItem, ...]
    subjects: tuple[MediationSubject, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ticked(Private):
    """A condition that somebody ticked, or said is not needed, and why."""

    item: str
    state: Readiness
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Filing(Private):
    """A paper on its way to the court.

    Attributes:
        kind: id in ``filings.toml``; deadline_id: which deadline it keeps.
        planned_on: the day it is to be filed, on which the mandate has to be valid.
        by_representative: whether somebody files for the client, who then needs a mandate.
        subject: id of the subject that decides on mediation; empty: the case says it.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    deadline_id: int | None = None
    kind: str
    planned_on: date
    by_representative: bool = True
    subject: str = ""
    ticks: tuple[Ticked, ...] = ()
    filed_on: date | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mandate(Private):
    """A power of attorney of the case, with its first and its safe last day.

    Attributes:
        number: of the paper that was issued here and is watched by no deadline: whether it is
            signed and certified nobody noted; empty where its end is watched.
    """

    first: date
    last: date
    number: str = ""

    def is_valid_on(self, day: date) -> bool:
        """Whether somebody may act by it on that day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFacts:
    """What the office knows of the case.

    Attributes:
        mandates: the powers of attorney, those first whose end is watched.
        papers: how many are kept as evidence; unknown: of how many nobody noted the language.
        untranslated: how many foreign papers among them have no translation.
        speaks_lao: None where nobody asked.
    """

    mandates: tuple[Mandate, ...] = ()
    papers: int = 0
    unknown: int = 0
    untranslated: int = 0
    speaks_lao: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FilingLine(Private):
    """A condition, how it stands, and whether the program or somebody says so.

    Attributes:
        by_hand: somebody ticked it, with ``note``; else the program sees it.
        number, unknown, mandate: what the program saw: papers without a translation, those whose
            language nobody noted, the mandate that counts or comes nearest.
        on: the day on which it has to be so.
    """

    item: FilingItem
    state: Readiness
    by_hand: bool = False
    note: str = ""
    number: int = 0
    unknown: int = 0
    mandate: Mandate | None = None
    on: date | None = None


def readiness(
    rules: FilingRules, filing: Filing, case: Case, facts: FilingFacts
) -> tuple[FilingLine, ...]:
    """Each condition of the paper in order; what somebody ticked stands over what is seen."""
    ticked = {one.item: one for one in filing.ticks}
    return tuple(
        _by_hand(item, ticked[item.id])
        if item.id in ticked
        else _seen(rules, item, filing, case, facts)
        for item in rules.items
        if filing.kind in item.kinds
    )


def missing(lines: Iterable[FilingLine]) -> int:
    """How many conditions are open."""
    return sum(one.state is Readiness.OPEN for one in lines)


def is_ready(lines: Iterable[FilingLine]) -> bool:
    """Whether nothing is missing."""
    return all(one.state is not Readiness.OPEN for one in lines)


def kind_that_keeps(rules: FilingRules, rule_id: str) -> str:
    """The kind of paper that keeps the period of that rule; empty where none is known."""
    return next((one.id for one in rules.kinds if rule_id and rule_id in one.rules), "")


def subject_of(rules: FilingRules, filing: Filing, case: Case) -> MediationSubject | None:
    """The subject that decides on mediation: the one chosen, else the one of the case."""
    if filing.subject:
        return next((one for one in rules.subjects if one.id == filing.subject), None)
    by_subtype = (one for one in rules.subjects if case.subtype in one.subtypes)
    by_type = (one for one in rules.subjects if case.type in one.types)
    return next(by_subtype, None) or next(by_type, None)


def ticked(filing: Filing, tick: Ticked) -> tuple[Ticked, ...]:
    """The ticks with that one instead of the old; open takes it back. Raises ``InvalidValue``."""
    if tick.state is Readiness.NOT_NEEDED and not tick.note.strip():
        raise InvalidValue("note", NEEDS_WHY)
    others = tuple(one for one in filing.ticks if one.item != tick.item)
    return others if tick.state is Readiness.OPEN else (*others, tick)


def parse_filings(data: Mapping[str, object]) -> FilingRules:
    """The kinds, conditions and subjects of a parsed file."""
    return FilingRules(
        kinds=tuple(
            FilingKind(
                id=reference.text(record, "id"),
                texts=_texts(record),
                rules=reference.texts(record, "rules"),
            )
            for record in reference.records(data, "kind")
        ),
        items=tuple(_item(record) for record in reference.records(data, "item")),
        subjects=tuple(_subject(record) for record in reference.records(data, "subject")),
    )


def _by_hand(item: FilingItem, tick: Ticked) -> FilingLine:
    return FilingLine(item=item, state=tick.state, by_hand=True, note=tick.note)


def _seen(
    rules: FilingRules, item: FilingItem, filing: Filing, case: Case, facts: FilingFacts
) -> FilingLine:
    """How a condition stands as far as the program sees; what it cannot see is open."""
    state, number, unknown, mandate = Readiness.OPEN, 0, 0, None
    if item.known is Seen.MEDIATION:
        subject = subject_of(rules, filing, case)
        state = Readiness.NOT_NEEDED if subject and not subject.first else Readiness.OPEN
    elif item.known is Seen.MANDATE:
        state, mandate = _mandate(filing, facts)
    elif item.known is Seen.TRANSLATION:
        number, unknown = facts.untranslated, facts.unknown
        is_known = facts.papers and not number and not unknown
        state = Readiness.READY if is_known else Readiness.OPEN
    elif item.known is Seen.INTERPRETER and facts.speaks_lao:
        state = Readiness.NOT_NEEDED
    return FilingLine(
        item=item,
        state=state,
        number=number,
        unknown=unknown,
        mandate=mandate,
        on=filing.filed_on or filing.planned_on,
    )


def _mandate(filing: Filing, facts: FilingFacts) -> tuple[Readiness, Mandate | None]:
    """Valid on the very day; a paper of which nobody noted that it was signed does not count."""
    if not filing.by_representative:
        return Readiness.NOT_NEEDED, None
    day = filing.filed_on or filing.planned_on
    valid = [one for one in facts.mandates if one.is_valid_on(day)]
    watched = [one for one in valid if not one.number]
    if watched:
        return Readiness.READY, max(watched, key=lambda one: one.last)
    nearest = max(valid or facts.mandates, key=lambda one: one.last, default=None)
    return Readiness.OPEN, nearest


def _item(record: Mapping[str, object]) -> FilingItem:
    return FilingItem(
        id=reference.text(record, "id"),
        kinds=reference.texts(record, "kinds"),
        known=reference.choice(Seen, record, "known", Seen.NOTHING),
        texts=_texts(record),
        law=reference.text(record, "law"),
        article=reference.text(record, "article"),
        certainty=reference.choice(Certainty, record, "certainty"),
        checked_by=reference.text(record, "checked_by"),
    )


def _subject(record: Mapping[str, object]) -> MediationSubject:
    return MediationSubject(
        id=reference.text(record, "id"),
        texts=_texts(record),
        first=reference.flag(record, "first", default=True),
        subtypes=reference.texts(record, "subtypes"),
        types=tuple(CaseType(one) for one in reference.texts(record, "types")),
        article=reference.text(record, "article"),
        certainty=reference.choice(Certainty, record, "certainty"),
    )


def _texts(record: Mapping[str, object]) -> dict[str, str]:
    return {each: reference.text(record, each) for each in ("lo", "en")}
