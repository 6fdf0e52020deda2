"""Consents: what of a client may go to whom, for what, and until when.

A consent is for one recipient, some purposes, some kinds of data and a time. It is never changed:
it is taken back, with its day, and another is given.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from legalaid_desktop.domain import age_evidence, checks, people, reference
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.people import Majority, Person
from legalaid_desktop.domain.privacy import Private

LONGEST_YEARS = 2
NEEDS_GUARDIAN = "A client who is, or may be, under 18 needs the parent or guardian."
TAKEN_BACK = "This consent was taken back already."


class Giver(StrEnum):
    """Who consented."""

    PERSON = "person"
    GUARDIAN = "guardian"
    BOTH = "person_and_guardian"


class ConsentWay(StrEnum):
    """How it was given."""

    SIGNATURE = "signature"
    THUMBPRINT = "thumbprint"
    ORAL = "oral"
    """By word of mouth, before a witness."""


class Abroad(StrEnum):
    """Whether what a recipient gets goes to another country."""

    NO = ""
    ASK = "ask"
    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A purpose or a kind of data out of the list, by language."""

    id: str
    titles: Mapping[str, str] = field(repr=False)
    hints: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A kind of recipient.

    Attributes:
        needs_consent: whether nothing may go there without one; named: a consent must name it.
    """

    id: str
    titles: Mapping[str, str] = field(repr=False)
    needs_consent: bool
    named: bool
    abroad: Abroad


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentText:
    """What a client is told before consenting, in one version."""

    id: str
    valid_from: date
    texts: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRules:
    """All of ``resources/reference/consents.toml``."""

    bodies: tuple[Body, ...]
    purposes: tuple[Choice, ...]
    data: tuple[Choice, ...]
    texts: tuple[ConsentText, ...]

    def body(self, key: str) -> Body | None:
        """The kind of recipient with that id."""
        return next((one for one in self.bodies if one.id == key), None)

    def text_on(self, day: date) -> ConsentText:
        """The text in use on that day; before the first one, the first."""
        used = [one for one in self.texts if one.valid_from <= day]
        return max(used or self.texts, key=lambda one: one.valid_from)

    def purpose_of(self, text: str) -> str:
        """The id of the purpose that somebody chose or typed; nothing for any other text."""
        return _named(self.purposes, text)

    def body_of(self, text: str) -> str:
        """The id of the kind of recipient whose title somebody chose; nothing for any other."""
        return _named(self.bodies, text)

    def titles(self, ids: Collection[str], language: str) -> list[str]:
        """What those bodies, purposes or data are called, in the order of the file."""
        known: tuple[Body | Choice, ...] = (*self.bodies, *self.purposes, *self.data)
        return [one.titles[language] for one in known if one.id in ids]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Consent(Private):
    """What a client agreed to.

    Attributes:
        body: id of the kind of recipient; recipient_lo, recipient_en: its name.
        purposes, data: ids; limits: what must not be told, in words.
        given_on: the first day it counts; until: the last.
        abroad: whether it may go to another country, and ``country`` to which.
        guardian: the name of the parent or guardian who consented.
        text: id of the version that was shown; language: in which it was explained.
        attachment: the number of the exhibit that is the signed form, or 0.
        withdrawn_told: who was told that it was taken back.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    body: str
    recipient_lo: str = ""
    recipient_en: str = ""
    purposes: tuple[str, ...]
    data: tuple[str, ...]
    limits: str = ""
    given_on: date
    until: date
    abroad: bool = False
    country: str = ""
    giver: Giver = Giver.PERSON
    guardian: str = ""
    text: str = ""
    language: str = ""
    interpreter: str = ""
    way: ConsentWay
    witness: str = ""
    attachment: int = 0
    taken_by: str = ""
    withdrawn_on: date | None = None
    withdrawn_why: str = ""
    withdrawn_told: str = ""
    withdrawn_by: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back."""
        return self.withdrawn_on is not None

    def name(self, language: str) -> str:
        """The recipient's own name, in that language or else in the other."""
        first, second = self.recipient_lo, self.recipient_en
        return (first or second) if language == "lo" else (second or first)


def parse(data: Mapping[str, object]) -> ConsentRules:
    """The lists, as ``resources/reference/consents.toml`` says."""
    return ConsentRules(
        bodies=tuple(_body(one) for one in reference.records(data, "body")),
        purposes=tuple(_choice(one) for one in reference.records(data, "purpose")),
        data=tuple(_choice(one) for one in reference.records(data, "data")),
        texts=tuple(_text(one) for one in reference.records(data, "text")),
    )


def _both(
    record: Mapping[str, object], stem: str = "", default: str | None = None
) -> dict[str, str]:
    return {one: reference.text(record, f"{stem}{one}", default) for one in ("lo", "en")}


def _choice(record: Mapping[str, object]) -> Choice:
    key = reference.text(record, "id")
    return Choice(id=key, titles=_both(record), hints=_both(record, "hint_", ""))


def _body(record: Mapping[str, object]) -> Body:
    return Body(
        id=reference.text(record, "id"),
        titles=_both(record),
        needs_consent=reference.text(record, "consent", "yes") != "no",
        named=reference.flag(record, "named", default=False),
        abroad=reference.choice(Abroad, record, "abroad"),
    )


def _text(record: Mapping[str, object]) -> ConsentText:
    key, day = reference.text(record, "id"), reference.day(record, "valid_from")
    return ConsentText(id=key, valid_from=day, texts=_both(record))


def _named(choices: Sequence[Body | Choice], text: str) -> str:
    typed = search_key(text)
    if not typed:
        return ""
    return next((one.id for one in choices if typed in _keys(one)), "")


def _keys(choice: Body | Choice) -> set[str]:
    return {search_key(one) for one in (choice.id, *choice.titles.values())}


def checked(
    consent: Consent,
    rules: ConsentRules,
    client: Person,
    today: date,
    ages: Collection[AgeEvidence] = (),
) -> Consent:
    """The consent with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(
        consent, "recipient_lo", "recipient_en", "country", "guardian", "language",
        "interpreter", "witness",
    )  # fmt: skip
    clean = replace(clean, limits=checks.text("limits", clean.limits))
    _check_recipient(clean, rules)
    _check_lists(clean, rules)
    checks.not_after("given_on", clean.given_on, today)
    if clean.until < clean.given_on:
        raise InvalidValue("until", "It must not end before it begins.")
    if clean.until > _years_later(clean.given_on, LONGEST_YEARS):
        raise InvalidValue("until", "Ask again after {years} years at most.", years=LONGEST_YEARS)
    _check_giving(clean, client, ages)
    return replace(clean, text=clean.text or rules.text_on(clean.given_on).id)


def _check_recipient(consent: Consent, rules: ConsentRules) -> None:
    body = rules.body(consent.body)
    goes_abroad = consent.abroad and body is not None and body.abroad is Abroad.ASK
    if body is None or not (body.needs_consent or goes_abroad):
        raise InvalidValue("body", "Choose one from the list.")
    if body.named:
        checks.any_of("recipient_lo", consent.recipient_lo, consent.recipient_en)
    if body.abroad is Abroad.YES and not consent.abroad:
        raise InvalidValue("abroad", "What this recipient gets is sent abroad: ask for that too.")
    if consent.abroad and not consent.country:
        raise InvalidValue("country", "To which country?")


def _check_lists(consent: Consent, rules: ConsentRules) -> None:
    lists = (("purposes", consent.purposes, rules.purposes), ("data", consent.data, rules.data))
    for name, given, known in lists:
        if not given or set(given) - {one.id for one in known}:
            raise InvalidValue(name, "Choose at least one.")


def _check_giving(consent: Consent, client: Person, ages: Collection[AgeEvidence]) -> None:
    if consent.giver is Giver.PERSON and needs_guardian(client, consent.given_on, ages):
        raise InvalidValue("giver", NEEDS_GUARDIAN)
    if consent.giver is not Giver.PERSON and not consent.guardian:
        raise InvalidValue("guardian", "This is needed.")
    if not consent.language:
        raise InvalidValue("language", "In which language was it explained?")
    if consent.way is ConsentWay.ORAL and not consent.witness:
        raise InvalidValue("witness", "A consent by word of mouth needs a witness.")


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def needs_guardian(client: Person, day: date, ages: Collection[AgeEvidence] = ()) -> bool:
    """Whether the client is, or may be, under 18 on that day by all that was said of the age."""
    found = age_evidence.majority_on(client, ages, day)
    return found in (Majority.CHILD, Majority.PERHAPS_CHILD)


def is_of_age(client: Person, day: date, ages: Collection[AgeEvidence] = ()) -> bool:
    """Whether the client is surely 18 on that day: from then on a guardian speaks for nobody."""
    return age_evidence.majority_on(client, ages, day) is Majority.ADULT


def counts_until(consent: Consent, client: Person) -> date | None:
    """The last day before the client is surely 18, where a guardian's consent would run longer."""
    turns = people.comes_of_age(client, people.ADULT)
    if consent.giver is not Giver.GUARDIAN or turns is None:
        return None
    last = turns[1] - timedelta(days=1)
    return last if last < consent.until else None


def withdrawn(consent: Consent, *, on: date, why: str, told: str, by: str, today: date) -> Consent:
    """The consent, taken back on that day; whoever takes it back need not say why."""
    if consent.is_withdrawn:
        raise Refused(TAKEN_BACK)
    checks.not_after("withdrawn_on", on, today)
    if on < consent.given_on:
        raise InvalidValue("withdrawn_on", "It must not end before it begins.")
    return replace(
        consent,
        withdrawn_on=on,
        withdrawn_why=checks.text("withdrawn_why", why),
        withdrawn_told=checks.line("withdrawn_told", told),
        withdrawn_by=by,
    )
