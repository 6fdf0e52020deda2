"""Conflicts of interest: who in a case is known from another one, and what was decided about it.

Everybody in every role in every case is compared, closed and restricted ones and those in the bin
too. What a hit says follows who may see its case: of one that is hidden nobody learns more than
that the manager must be asked, neither how many nor how alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from legalaid_desktop.domain import checks, people
from legalaid_desktop.domain.cases import PartyRole
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.intakes import Intake
from legalaid_desktop.domain.name_index import Known, Match, OwnerKind, Sign
from legalaid_desktop.domain.names import ALIKE, How
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private

CLIENT = "client"
LAWYER = "lawyer"
SPEAKER = "speaker"
FAMILY = "family"
"""What hits call the places that are no role of a party; a speaker spoke for the client once."""

ANSWER_FIRST = (
    "Somebody in this case may be known from another one. Answer the conflict check of the case "
    "first (Legal aid). Deadlines can be entered meanwhile."
)
ENDED = (
    "This case was refused or passed on because of a conflict of interest. It can only be closed. "
    "Deadlines can still be entered."
)
ASK_MANAGER = "Possible conflict: ask the manager."
MANAGER_ANSWERS = (
    "A possible conflict lies in a case that you do not see. Ask the manager, who answers this."
)
NEWER = "The case has changed since this check. Look at the new one."
CHOOSE = "Choose what was decided."


_CLOSE = 4
"""Years between the lowest and the highest age of an estimate that still tells something."""


class ConflictAnswer(StrEnum):
    """What was decided about the hits of a check."""

    OPEN = ""
    NO_HITS = "no_hits"
    """By the program: nobody is known from elsewhere."""
    NO_CONFLICT = "no_conflict"
    CONSENT = "consent"
    """All whom it concerns were told and agree."""
    WALLED = "walled"
    """Other people work on it, and neither side sees the other's file."""
    REFUSED = "refused"
    PASSED_ON = "passed_on"


ENDS = frozenset({ConflictAnswer.REFUSED, ConflictAnswer.PASSED_ON})
"""Decisions after which the office does not advise in this case."""
ANSWERS = (
    ConflictAnswer.NO_CONFLICT,
    ConflictAnswer.CONSENT,
    ConflictAnswer.WALLED,
    ConflictAnswer.REFUSED,
    ConflictAnswer.PASSED_ON,
)
"""What a person can decide."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Asked(Private):
    """Somebody in the case that is checked.

    Attributes:
        places: what they are in it: ``client``, ``speaker``, or roles of parties.
    """

    kind: OwnerKind
    record: int
    places: tuple[str, ...]
    known: Known


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sketch(Private):
    """Somebody who is being typed into a form.

    Attributes:
        person_id: of somebody chosen from the files; place: role in the case, as far as chosen.
        case_id: the case it is typed for, whose own people do not count.
    """

    known: Known
    person_id: int = 0
    place: str = ""
    case_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Hit(Private):
    """Somebody who may be one of those asked about, in one case; ids alone are kept.

    Attributes:
        asked: kind and id of whom it may be, like ``person/5``; asked_as: what that one is in the
            case that was checked, parted by spaces.
        case: where; 0 for a lawyer of the office. places: what that one is there.
        score: of 100; how: rules and signs, parted by spaces.
    """

    asked: str
    asked_as: str
    kind: OwnerKind
    record: int
    case: int
    places: str
    score: int
    how: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ConflictCheck(Private):
    """A check of everybody in a case.

    Attributes:
        names: what was asked for; by: who had it made, at that moment.
        decided_by, decided_at: of the answer; nothing where the program found no hit.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    at: datetime
    by: str
    names: tuple[str, ...]
    decision: ConflictAnswer = ConflictAnswer.OPEN
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ShownHit(Private):
    """A hit as one person may see it.

    Attributes:
        asked: the name in the case that was checked; name_lo, name_en: whom it may be, or a code
            name.
        is_pointer: the case is hidden from whoever looks, but this person may break its glass: only
            number and code name of the case are told.
        must: whether it needs an answer; is_new: whether the last answer did not know of it.
        case_id: 0 for a lawyer of the office, and where the case is hidden.
    """

    asked: str = ""
    name_lo: str = ""
    name_en: str = ""
    places: tuple[str, ...] = ()
    case_id: int = 0
    case_number: str = ""
    code_name: str = ""
    score: int = 0
    how: tuple[str, ...] = ()
    is_closed: bool = False
    is_removed: bool = False
    is_pointer: bool = False
    must: bool = True
    is_new: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Findings(Private):
    """What a check found, as one person may see it.

    Attributes:
        is_hidden: whether there is more in cases that this person may not see.
    """

    hits: tuple[ShownHit, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Standing(Private):
    """Where a case stands with its conflict check.

    Attributes:
        check: the latest; nothing before the first one.
        is_current: whether it asked for everybody who is in the case now.
        may_answer: whether who looks may decide, and sees all that is to be decided on.
        earlier: the checks before it, the latest first.
    """

    check: ConflictCheck | None
    is_current: bool
    findings: Findings
    may_answer: bool
    earlier: tuple[ConflictCheck, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether somebody must answer before the office advises."""
        return self.check is not None and self.check.decision is ConflictAnswer.OPEN


def known(person: Person) -> Known:
    """What a person is recognised by."""
    return Known(
        names=people.all_names(person),
        id_numbers=tuple(each.number for each in person.id_papers if each.number),
        phones=tuple(phone.number for phone in person.phones),
        born=_born(person),
    )


def family(person: Person) -> Known | None:
    """What the household of a person is recognised by; nothing where nobody is named."""
    named = tuple(one.name for one in person.household if one.name)
    return Known(names=named) if named else None


def speaker(intake: Intake) -> Known | None:
    """What somebody who speaks for a client is recognised by; nothing where nobody does."""
    if not intake.other_name:
        return None
    return Known(names=(intake.other_name,), phones=tuple(filter(None, (intake.other_phone,))))


def _born(person: Person) -> str:
    if person.born_on:
        return person.born_on.isoformat()
    return str(person.born_year or _estimated(person) or "")


def _estimated(person: Person) -> int | None:
    """The year of birth by an estimate that is close enough to speak for or against a name."""
    age = people.age_on(person, person.age_seen_on) if person.age_seen_on else None
    if age is None or person.age_seen_on is None or age.highest - age.lowest > _CLOSE:
        return None
    return person.age_seen_on.year - (age.lowest + age.highest) // 2


def key(kind: OwnerKind, record: int) -> str:
    """How a hit names whom it is about."""
    return f"{kind.value}/{record}"


def told(match: Match) -> str:
    """Rules and signs of a match, as a hit keeps them."""
    return " ".join([*(one.value for one in match.how), *(one.value for one in match.signs)])


FEW_LETTERS = 3


def is_enough(asked: Sketch) -> bool:
    """Whether enough is typed for a look: whole numbers, or names of more than a letter or two."""
    known = asked.known
    longest = max((len(one) for one in known.names), default=0)
    return bool(asked.person_id or longest >= FEW_LETTERS or known.phones or known.id_numbers)


def must_be_answered(hit: Hit) -> bool:
    """Whether somebody must look at a hit.

    Not where the very same person is a client here and there, or has the same role on both sides:
    a former client, an employer whom many workers sue, an interpreter who comes each time; always
    where the person is a client on one side alone. Nor where somebody seems to speak for a client,
    or to be of somebody's household, here and there. A given name alone counts where a client is
    concerned, but for households.
    """
    places, there = hit.asked_as.split(" "), hit.places.split(" ")
    how = hit.how.split(" ")
    if Sign.RECORD in how:
        return (CLIENT in places) != (CLIENT in there) or set(places).isdisjoint(there)
    if places == there and places in ([SPEAKER], [FAMILY]):
        return False
    if FAMILY in (*places, *there):  # in a household a given name alone is all that many have
        return hit.score >= 100 * ALIKE
    return hit.score >= 100 * ALIKE or (How.GIVEN_ALONE in how and CLIENT in (*there, *places))


def weighty(hit: Hit) -> tuple[bool, int]:
    """For sorting: clients of the office and lawyers before others, then by likeness."""
    return not {CLIENT, LAWYER}.isdisjoint(hit.places.split(" ")), hit.score


def is_mirrored(hit: Hit, case_id: int, theirs: Iterable[Hit]) -> bool:
    """Whether the last check of the other case knows of the same likeness from its side."""
    return any(
        one.case == case_id
        and (one.asked, key(one.kind, one.record)) == (key(hit.kind, hit.record), hit.asked)
        and set(hit.asked_as.split(" ")) <= set(one.places.split(" "))
        for one in theirs
    )


def is_new(hit: Hit, answered: Iterable[Hit]) -> bool:
    """Whether no earlier answer knew of this hit."""
    return all(_identity(hit) != _identity(one) for one in answered)


def _identity(hit: Hit) -> tuple[object, ...]:
    return hit.asked, hit.asked_as, hit.kind, hit.record, hit.case, hit.places


def answered(
    check: ConflictCheck, decision: ConflictAnswer, reason: str, by: str, at: datetime
) -> ConflictCheck:
    """The check with its answer; raises ``InvalidValue``."""
    if decision not in ANSWERS:
        raise InvalidValue("decision", CHOOSE)
    reason = checks.line("reason", reason, required=True)
    return replace(check, decision=decision, reason=reason, decided_by=by, decided_at=at)


def carried(check: ConflictCheck, earlier: ConflictCheck | None, *, must: bool) -> ConflictCheck:
    """A new check with the answer that still holds, if there is one.

    Args:
        must: whether it has a hit that needs an answer and that the earlier one did not know of.
    """
    if must:
        return check
    if earlier is None or earlier.decision in (ConflictAnswer.OPEN, ConflictAnswer.NO_HITS):
        return replace(check, decision=ConflictAnswer.NO_HITS)
    return replace(
        check, decision=earlier.decision, reason=earlier.reason,
        decided_by=earlier.decided_by, decided_at=earlier.decided_at,
    )  # fmt: skip


def role(place: str) -> PartyRole | None:
    """The role of a party that a place is; nothing for clients, lawyers and who spoke for them."""
    return None if place in (CLIENT, LAWYER, SPEAKER, FAMILY) else PartyRole(place)
