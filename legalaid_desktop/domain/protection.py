"""All that a case holds about trafficking, smuggling and custody, and what it reminds of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from legalaid_desktop.domain import age_evidence, victim_status, withheld_papers, worksheets
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.losses import ExchangeRate, Loss, LossKind
from legalaid_desktop.domain.people import Majority, Person
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.domain.worksheets import Answer, Statement, View, Worksheet

Kept = Worksheet | VictimStatus | AgeEvidence | WithheldPaper | Custody | Loss
"""What can be changed, and put into the bin."""

_SOLD = frozenset({"purpose.prostitution", "purpose.forced_prostitution"})
_PAPERS = frozenset({"ilo.documents", "unodc.papers"})
_PAY = frozenset({"ilo.wages", "unodc.pay"})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Protection(Private):
    """The protection side of one case.

    Attributes:
        people: whom it can concern: client and parties; names are as the case knows them.
        client_id: the person who is the client.
        accused: those of them who are accused in the case.
        known: the latest moment that the office knows of.
        rules: by the ids of the custodies, the rules that were in force when each began, by theirs.
    """

    people: tuple[Person, ...] = ()
    client_id: int = 0
    accused: tuple[int, ...] = ()
    worksheets: tuple[Worksheet, ...] = ()
    views: tuple[View, ...] = ()
    steps: tuple[VictimStatus, ...] = ()
    ages: tuple[AgeEvidence, ...] = ()
    papers: tuple[WithheldPaper, ...] = ()
    custodies: tuple[Custody, ...] = ()
    losses: tuple[Loss, ...] = ()
    rates: tuple[ExchangeRate, ...] = ()
    lawyers: tuple[Lawyer, ...] = ()
    known: datetime | None = None
    rules: Mapping[int, Mapping[str, Rule]] = field(default_factory=dict)

    def rules_of(self, custody: Custody) -> Mapping[str, Rule]:
        """The rules of that custody, as they stood when it began."""
        return self.rules.get(custody.id or 0, {})

    def person(self, key: int) -> Person:
        """The person with that id; one who was taken out of the case has no name here."""
        return next((one for one in self.people if one.id == key), Person(id=key))


NOTHING = Protection()


def majority(kept: Protection, person_id: int, day: date) -> Majority:
    """Child or not on that day, by all that the case knows."""
    return age_evidence.majority_on(kept.person(person_id), kept.ages, day)


def is_child(kept: Protection, person_id: int, day: date) -> bool:
    """Whether the person is to be treated as a child."""
    found = majority(kept, person_id, day)
    return found in (Majority.CHILD, Majority.PERHAPS_CHILD)


def majority_in(kept: Protection, sheet: Worksheet, today: date) -> Majority:
    """Child or not in the period of that worksheet, by all that the case knows."""
    found = majority(kept, sheet.person_id, worksheets.day_of(sheet, today))
    return worksheets.majority_in(sheet, found)


def concerned(kept: Protection) -> list[int]:
    """The people of whom anything is noted; the client where nothing is."""
    records: Iterable[Kept] = (
        *kept.worksheets, *kept.steps, *kept.ages, *kept.papers, *kept.custodies, *kept.losses,
    )  # fmt: skip
    return list(dict.fromkeys(one.person_id for one in records)) or [kept.client_id]


def due(kept: Protection, person_id: int, day: date) -> frozenset[str]:
    """When prompts are due for that person: the words of ``trafficking.toml`` that hold."""
    stands = victim_status.standing(kept.steps, person_id)
    status = stands.status if stands else None
    noted = _noted(kept, person_id)
    victim = status in victim_status.PROTECTED
    held = any(one.person_id == person_id for one in kept.custodies)
    facts = {
        "suspected": status in victim_status.SUSPECTED or (status is None and bool(noted)),
        "victim": victim,
        "victim_accused": victim and (person_id in kept.accused or held),
        "child": is_child(kept, person_id, day) or _was_child(kept, person_id),
        "withheld": bool(noted & _PAPERS) or _has_open_paper(kept, person_id),
        "wages": bool(noted & _PAY) or _has_wages(kept, person_id),
        "prostitution": bool(noted & _SOLD),
    }
    return frozenset(word for word, holds in facts.items() if holds)


def prompts(
    statements: Iterable[Statement], kept: Protection, person_id: int, day: date
) -> list[Statement]:
    """What the office is reminded of for that person."""
    words = due(kept, person_id, day)
    return [one for one in statements if one.when in words]


def _noted(kept: Protection, person_id: int) -> set[str]:
    sheets = (one for one in kept.worksheets if one.person_id == person_id)
    findings = (finding for sheet in sheets for finding in sheet.findings)
    return {one.element for one in findings if one.answer is Answer.YES}


def _was_child(kept: Protection, person_id: int) -> bool:
    sheets = (one for one in kept.worksheets if one.person_id == person_id)
    return any(one.from_on and is_child(kept, person_id, one.from_on) for one in sheets)


def _has_open_paper(kept: Protection, person_id: int) -> bool:
    return any(one.person_id == person_id and withheld_papers.is_open(one) for one in kept.papers)


def _has_wages(kept: Protection, person_id: int) -> bool:
    wages = (LossKind.WAGES, LossKind.OVERTIME)
    return any(one.person_id == person_id and one.kind in wages for one in kept.losses)
