"""The made-up people and cases of the demonstration, read from ``resources/demo``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_type_hints

from legalaid_desktop import assets
from legalaid_desktop.domain.addresses import Address, AddressKind
from legalaid_desktop.domain.aliases import Alias, AliasKind
from legalaid_desktop.domain.attachments import Attachment, BundleSection, Form
from legalaid_desktop.domain.cases import (
    Began,
    Case,
    CaseType,
    Chamber,
    Confidentiality,
    FileNumber,
    NumberOf,
    Party,
    PartyRole,
    Stage,
)
from legalaid_desktop.domain.consents import Consent, ConsentWay, Giver
from legalaid_desktop.domain.decisions import Decision, DecisionKind, Presence
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome, SeenProof
from legalaid_desktop.domain.events import Audience, Event, EventKind
from legalaid_desktop.domain.households import HouseholdMember, MaritalStatus, Relation
from legalaid_desktop.domain.identity_papers import Holder, IdentityPaper, IdPaper
from legalaid_desktop.domain.intakes import FirstTalk, Intake
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.payments import CENT, Currency, Payment
from legalaid_desktop.domain.people import (
    BirthBasis,
    Person,
    Phone,
    SafeToCall,
    Sex,
    Title,
)
from legalaid_desktop.domain.safe_contacts import SafeContact
from legalaid_desktop.services.demo_work import Entry, entries

Table = Mapping[str, Any]  # Any: what a TOML file holds
T = TypeVar("T")

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
        agrees: whether the office moves the case on as the steps of its story propose.
        parties: with the name of the person, empty for an organisation.
        bundle: the language of its bundle, empty if none is made.
        talk: the first talk, where the story tells of it.
        entries: what else the office enters: protection, tasks, letters.
    """

    name: str
    case: Case
    people: Mapping[str, Person]
    parties: tuple[tuple[str, Party], ...]
    events: tuple[Event, ...]
    decisions: tuple[Decision, ...] = ()
    agrees: bool = False
    turns: tuple[Turn, ...]
    counts: tuple[Count, ...] = ()
    writings: tuple[Writing, ...] = ()
    pieces: tuple[Piece, ...] = ()
    aid: tuple[Decided, ...] = ()
    consents: tuple[Consent, ...] = ()
    bundle: str = ""
    talk: FirstTalk | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The office of the demonstration and the day on which its story stands still."""

    profile: OfficeProfile
    lawyers: Mapping[str, Lawyer]
    user: str
    passphrase: str
    today: date
    signer: Mapping[str, str] = field(repr=False)
    """Which lawyer has an account, under which name and passphrase."""


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
        signer=data["signer"],
    )


@cache
def told() -> tuple[Story, ...]:
    """The cases that every demonstration holds."""
    files = sorted(assets.resource("demo", "cases").glob("*.toml"))
    return tuple(story(file.stem, read("cases", file.name)) for file in files)


@cache
def read(*parts: str) -> Table:
    """A file of the demonstration."""
    return tomllib.loads(assets.resource("demo", *parts).read_text(encoding="utf-8"))


def both(data: Table) -> str:
    """A text in Lao and, below it, in English: whoever looks at the demonstration can read it."""
    return f"{data['lo']}\n{data['en']}"


def story(name: str, data: Table) -> Story:
    """The case that a file tells."""
    case = data["case"]
    people = {CLIENT: data["client"], **data.get("people", {})}
    return Story(
        name=name,
        case=Case(
            client_id=0,
            type=CaseType(case["type"]),
            stage=Stage(case["stage"]),
            confidentiality=Confidentiality(case.get("confidentiality", "ordinary")),
            chamber=Chamber(case.get("chamber", "")),
            began=Began(case.get("began", "")),
            numbers=tuple(_number(one) for one in case.get("numbers", ())),
            **_without(case, *_OWN_KINDS),
        ),
        people={key: _person(one) for key, one in people.items()},
        parties=tuple(_party(one) for one in data["parties"]),
        events=tuple(_event(one) for one in data["events"]),
        decisions=tuple(_decision(one) for one in data.get("decisions", ())),
        agrees=bool(data.get("agrees", False)),
        turns=tuple(Turn(**one) for one in data.get("assignments", ())),
        writings=tuple(_writing(one) for one in data.get("papers", ())),
        pieces=tuple(_piece(one) for one in data.get("attachments", ())),
        aid=tuple(_decided(one) for one in data.get("aid", ())),
        consents=tuple(_consent(one) for one in data.get("consents", ())),
        bundle=data.get("bundle", {}).get("language", ""),
        talk=_talk(data["talk"]) if "talk" in data else None,
        entries=entries(data),
    )


def _person(data: Table) -> Person:
    phones = tuple(
        Phone(number=one["number"], safe=SafeToCall(one["safe"]), note=one.get("note", ""))
        for one in data.get("phones", ())
    )
    lists: dict[str, Any] = {
        "aliases": _listed(data, "aliases", Alias, kind=AliasKind),
        "addresses": _listed(data, "addresses", Address, kind=AddressKind),
        "id_papers": _listed(data, "id_papers", IdentityPaper, kind=IdPaper, holder=Holder),
        "household": _listed(data, "household", HouseholdMember, relation=Relation),
        "languages": tuple(data.get("languages", ())),
    }
    return Person(
        title=Title(data.get("title", "")),
        sex=Sex(data.get("sex", "")),
        marital=MaritalStatus(data.get("marital", "")),
        birth_basis=BirthBasis(data.get("birth_basis", "")),
        phones=phones,
        **lists,
        **_without(data, "title", "sex", "marital", "birth_basis", "phones", *lists),
    )


def _listed(data: Table, name: str, record: type[T], **choices: type[StrEnum]) -> tuple[T, ...]:
    """The small records under that name; some of their fields are one of several words."""
    return tuple(
        record(
            **one | {field: words(one[field]) for field, words in choices.items() if field in one}
        )
        for one in data.get(name, ())
    )


def _talk(data: Table) -> FirstTalk:
    contact = {"person_id": 0, **data.get("contact", {})}
    begun = datetime(1970, 1, 1, tzinfo=UTC)  # the office enters the moment itself
    intake = {"case_id": 0, "received_at": begun, **_without(data, "contact")}
    return FirstTalk(
        intake=Intake(**_members(Intake, intake)),
        contact=SafeContact(**_members(SafeContact, contact)),
    )


def _members(record: type, data: Table) -> dict[str, Any]:
    """The values with what is a choice as the member of its enum."""
    kinds = get_type_hints(record)
    choices = {name for name, kind in kinds.items() if isinstance(kind, type(StrEnum))}
    return {name: kinds[name](one) if name in choices else one for name, one in data.items()}


def _party(data: Table) -> tuple[str, Party]:
    party = Party(case_id=0, role=PartyRole(data["role"]), **_without(data, "role", "person"))
    return str(data.get("person", "")), party


_OWN_KINDS = ("type", "stage", "confidentiality", "chamber", "began", "numbers")


def _number(data: Table) -> FileNumber:
    return FileNumber(of=NumberOf(data["of"]), **_without(data, "of"))


def _event(data: Table) -> Event:
    return Event(
        case_id=0,
        kind=EventKind(data["kind"]),
        text=both(data),
        audience=Audience(data.get("audience", "team")),
        payment=Payment(data.get("payment", "")),
        amount=int(data.get("amount", 0)) * CENT,
        currency=Currency(data.get("currency", "")),
        **_without(data, "kind", "lo", "en", "audience", "payment", "amount", "currency"),
    )


def _decision(data: Table) -> Decision:
    return Decision(
        case_id=0,
        kind=DecisionKind(data["kind"]),
        stage=Stage(data["stage"]),
        chamber=Chamber(data.get("chamber", "")),
        presence=Presence(data.get("presence", "")),
        outcome_lo=data["lo"],
        outcome_en=data["en"],
        **_without(data, "kind", "stage", "chamber", "presence", "lo", "en"),
    )


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
