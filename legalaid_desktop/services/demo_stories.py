"""The made-up people and cases of the demonstration, read from ``resources/demo``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from legalaid_desktop import assets
from legalaid_desktop.domain.attachments import Attachment, BundleSection, Form
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole, Stage
from legalaid_desktop.domain.consents import Consent, ConsentWay, Giver
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome, SeenProof
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import IdPaper, Person, Phone, SafeToCall, Sex, Title

Table = Mapping[str, Any]  # Any: what a TOML file holds

CLIENT = "client"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One lawyer asked: ``answered_on`` is empty while the offer waits, a reason means no."""

    lawyer: str
    offered_on: date
    answered_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A deadline that the office enters on the day ``on``."""

    rule: str
    trigger: date | datetime
    on: date
    variant: str = ""
    note: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A paper, once in each of the languages; one that is not issued stays a draft."""

    kind: str
    languages: tuple[str, ...]
    on: date
    issue: bool
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file that another program made, and what the office says of it."""

    make: str
    lines: tuple[str, ...]
    attachment: Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision on legal aid, and the day on which it is taken."""

    on: date
    decision: EligibilityDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One case from beginning to end; the ids of its records are filled in as they are kept.

    Attributes:
        people: by name within the story; ``client`` is one of them.
        parties: with the name of the person, empty for an organisation.
        bundle: the language of its bundle, empty if none is made.
    """

    name: str
    case: Case
    people: Mapping[str, Person]
    parties: tuple[tuple[str, Party], ...]
    events: tuple[Event, ...]
    turns: tuple[Turn, ...]
    counts: tuple[Count, ...]
    writings: tuple[Writing, ...] = ()
    pieces: tuple[Piece, ...] = ()
    decisions: tuple[Decided, ...] = ()
    consents: tuple[Consent, ...] = ()
    bundle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The office of the demonstration and the day on which its story stands still."""

    profile: OfficeProfile
    lawyers: Mapping[str, Lawyer]
    user: str
    passphrase: str
    today: date


@cache
def setting() -> Setting:
    """The office, its lawyers, and how to open it."""
    data = read("office.toml")
    lawyers = [(str(one["key"]), _without(one, "key")) for one in data["lawyers"]]
    profile: Table = {key: _tuples(value) for key, value in data["profile"].items()}
    return Setting(
        profile=OfficeProfile(**profile),
        lawyers={key: Lawyer(**{**one, "title": Title(one["title"])}) for key, one in lawyers},
        user=data["user"],
        passphrase=data["passphrase"],
        today=data["today"],
    )


@cache
def told() -> tuple[Story, ...]:
    """The cases that every demonstration holds."""
    files = sorted(assets.resource("demo", "cases").glob("*.toml"))
    return tuple(_story(file.stem, read("cases", file.name)) for file in files)


@cache
def read(*parts: str) -> Table:
    """A file of the demonstration."""
    return tomllib.loads(assets.resource("demo", *parts).read_text(encoding="utf-8"))


def both(data: Table) -> str:
    """A text in Lao and, below it, in English: whoever looks at the demonstration can read it."""
    return f"{data['lo']}\n{data['en']}"


def _story(name: str, data: Table) -> Story:
    case = data["case"]
    people = {CLIENT: data["client"], **data.get("people", {})}
    return Story(
        name=name,
        case=Case(
            client_id=0,
            type=CaseType(case["type"]),
            stage=Stage(case["stage"]),
            confidentiality=Confidentiality(case.get("confidentiality", "ordinary")),
            **_without(case, "type", "stage", "confidentiality"),
        ),
        people={key: _person(one) for key, one in people.items()},
        parties=tuple(_party(one) for one in data["parties"]),
        events=tuple(_event(one) for one in data["events"]),
        turns=tuple(Turn(**one) for one in data.get("assignments", ())),
        counts=tuple(_count(one) for one in data.get("deadlines", ())),
        writings=tuple(_writing(one) for one in data.get("papers", ())),
        pieces=tuple(_piece(one) for one in data.get("attachments", ())),
        decisions=tuple(_decided(one) for one in data.get("decisions", ())),
        consents=tuple(_consent(one) for one in data.get("consents", ())),
        bundle=data.get("bundle", {}).get("language", ""),
    )


def _person(data: Table) -> Person:
    phones = tuple(
        Phone(number=one["number"], safe=SafeToCall(one["safe"]), note=one.get("note", ""))
        for one in data.get("phones", ())
    )
    return Person(
        title=Title(data.get("title", "")),
        sex=Sex(data.get("sex", "")),
        id_paper=IdPaper(data.get("id_paper", "none")),
        phones=phones,
        **_without(data, "title", "sex", "id_paper", "phones"),
    )


def _party(data: Table) -> tuple[str, Party]:
    party = Party(case_id=0, role=PartyRole(data["role"]), **_without(data, "role", "person"))
    return str(data.get("person", "")), party


def _event(data: Table) -> Event:
    return Event(
        case_id=0,
        kind=EventKind(data["kind"]),
        on=data["on"],
        at=data.get("at"),
        text=both(data),
    )


def _count(data: Table) -> Count:
    return Count(note=f"{data['lo']} ({data['en']})", **_without(data, "lo", "en"))


def _writing(data: Table) -> Writing:
    return Writing(
        kind=data["kind"],
        languages=tuple(data["languages"]),
        on=data["on"],
        issue=data.get("issue", True),
        values={key: _typed(value) for key, value in data["values"].items()},
    )


def _typed(value: str | date | list[str]) -> str:
    """A value of a paper as somebody types it."""
    return "\n".join(value) if isinstance(value, list) else str(value)


def _piece(data: Table) -> Piece:
    return Piece(
        make=data["make"],
        lines=tuple(data.get("lines", ())),
        attachment=Attachment(
            case_id=0,
            form=Form(data["form"]),
            section=BundleSection(data["section"]),
            received_on=data["on"],
            **_without(data, "make", "lines", "on", "form", "section"),
        ),
    )


def _decided(data: Table) -> Decided:
    seen = tuple(SeenProof(**one) for one in data.get("categories", ()))
    own: Table = {key: _tuples(one) for key, one in data.items() if key not in _READ_APART}
    decision = EligibilityDecision(
        case_id=0, outcome=Outcome(data["outcome"]), categories=seen, **own
    )
    return Decided(on=data["on"], decision=decision)


_READ_APART = ("on", "outcome", "categories")


def _consent(data: Table) -> Consent:
    own: Table = {key: _tuples(one) for key, one in _without(data, "giver", "way").items()}
    return Consent(case_id=0, giver=Giver(data["giver"]), way=ConsentWay(data["way"]), **own)


def _without(data: Table, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}


def _tuples(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
