"""What speaks for somebody's age, and the view that settled it; until then, the doubt counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks, people
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.people import Majority, Person
from legalaid_desktop.domain.privacy import Private


class AgeSource(StrEnum):
    """Where a statement about an age comes from; ``settled`` is the view that ends the doubt."""

    CLAIMED = "claimed"
    FAMILY = "family"
    PAPER = "paper"
    MEDICAL = "medical"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AgeEvidence(Private):
    """One statement about an age: a day or a year of birth, or a range of years on a day.

    Attributes:
        on: when it was said, written or found; the range counts from there.
        source: the paper, the hospital, or who settled it; doctor, method: of an examination.
        consent: who agreed to the examination, and when.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    person_id: int
    kind: AgeSource
    on: date
    born_on: date | None = None
    born_year: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    source: str = ""
    doctor: str = ""
    method: str = ""
    consent: str = ""
    note: str = ""


def checked(evidence: AgeEvidence, today: date) -> AgeEvidence:
    """The statement with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(evidence, "doctor", "consent")
    checks.not_after("on", clean.on, today)
    people.checked(as_person(clean), today)
    if people.age_on(as_person(clean), clean.on) is None:
        raise InvalidValue("age_from", "Write a day, a year, or a range of ages.")
    medical, settled = clean.kind is AgeSource.MEDICAL, clean.kind is AgeSource.SETTLED
    return replace(
        clean,
        source=checks.line("source", clean.source, required=medical or settled),
        method=checks.line("method", clean.method, required=medical),
        note=checks.text("note", clean.note, required=settled),
    )


def as_person(evidence: AgeEvidence) -> Person:
    """Somebody of whose birth nothing but this is known."""
    ranged = evidence.age_from is not None or evidence.age_to is not None
    return Person(
        given_lo="-",
        born_on=evidence.born_on,
        born_year=evidence.born_year,
        age_from=evidence.age_from,
        age_to=evidence.age_to,
        age_seen_on=evidence.on if ranged else None,
    )


def settled(evidence: Iterable[AgeEvidence], person_id: int) -> AgeEvidence | None:
    """The view that stands, if the age was settled."""
    found = [one for one in evidence if one.person_id == person_id]
    views = [one for one in found if one.kind is AgeSource.SETTLED]
    return max(views, key=lambda one: (one.on, one.id or 0), default=None)


def majority_on(person: Person, evidence: Iterable[AgeEvidence], day: date) -> Majority:
    """Child or not on that day: by the settled view, else by the doubt.

    As long as nothing is settled, whoever may be a child by any statement is perhaps one.
    """
    said = [one for one in evidence if one.person_id == person.id]
    view = settled(said, person.id or 0)
    if view is not None:
        return people.majority_on(as_person(view), day)
    found = {people.majority_on(one, day) for one in (person, *map(as_person, said))}
    found.discard(Majority.UNKNOWN)
    if len(found) > 1:
        return Majority.PERHAPS_CHILD
    return found.pop() if found else Majority.UNKNOWN


def as_known(person: Person, evidence: Iterable[AgeEvidence], day: date) -> Person:
    """The person with the birth that counts: the settled one, else all that may be.

    Where statements differ and nothing is settled, it is an age on that day, from the youngest
    to the oldest that any of them gives. That somebody may be a child, and no more, is no age.
    """
    said = [one for one in evidence if one.person_id == person.id and one.age_from != 0]
    view = settled(said, person.id or 0)
    if view is not None:
        return _born_as(person, as_person(view))
    births = [one for one in (person, *map(as_person, said)) if people.age_on(one, day)]
    ages = [found for one in births if (found := people.age_on(one, day))]
    if len(set(ages)) < 2:
        return _born_as(person, births[0]) if births else person
    youngest, oldest = min(one.lowest for one in ages), max(one.highest for one in ages)
    span = Person(given_lo="-", age_from=youngest, age_to=oldest, age_seen_on=day)
    return _born_as(person, span)


def _born_as(person: Person, known: Person) -> Person:
    return replace(person, **{name: getattr(known, name) for name in people.BIRTH})


def is_in_doubt(person: Person, evidence: Iterable[AgeEvidence], day: date) -> bool:
    """Whether papers say "child until shown otherwise": the age is open and may be below 18."""
    said = tuple(evidence)
    open_ = settled(said, person.id or 0) is None
    return open_ and majority_on(person, said, day) is Majority.PERHAPS_CHILD
