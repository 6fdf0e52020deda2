"""People: names in two scripts, birth as far as it is known, where they live, how to call them."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.names import ALIKE, GIVEN_SCORE, best, parsed
from legalaid_desktop.domain.privacy import Private

OLDEST = 120
ADULT = 18


class Title(StrEnum):
    """How papers address a person; it is stored, never derived from the sex."""

    NONE = ""
    THAO = "thao"
    NANG = "nang"
    THAN = "than"
    BOY = "boy"
    GIRL = "girl"
    MONK = "monk"


class Sex(StrEnum):
    """Sex as registered."""

    UNKNOWN = ""
    FEMALE = "female"
    MALE = "male"


class IdPaper(StrEnum):
    """Identity papers; having none is a normal answer."""

    NONE = "none"
    ID_CARD = "id_card"
    FAMILY_BOOK = "family_book"
    PASSPORT = "passport"
    BORDER_PASS = "border_pass"  # noqa: S105 - a paper, no password
    BIRTH_CERTIFICATE = "birth_certificate"
    RESIDENCE_CERTIFICATE = "residence_certificate"


class SafeToCall(StrEnum):
    """Whether a call to this number can harm the person."""

    ASK_FIRST = "ask_first"
    YES = "yes"
    NO = "no"


class Majority(StrEnum):
    """What the birth data say about a person being a child (under 18)."""

    CHILD = "child"
    PERHAPS_CHILD = "perhaps_child"
    ADULT = "adult"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Phone(Private):
    """A telephone number as typed, and whether it is safe to call."""

    number: str
    safe: SafeToCall = SafeToCall.ASK_FIRST
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeRange:
    """The youngest and the oldest a person can be on a day, in full years."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Person(Private):
    """Somebody in the files of the office: client, opponent, witness.

    The given name comes first and the family name is optional, as Lao names are. Birth is one of
    a day, a year, or an age estimated on a day; all three may be missing.

    Attributes:
        district: four-digit code; province: two-digit code.
        nationality: ISO 3166-1 alpha-2, empty if unknown.
        id_held_by: who keeps the identity paper if not the person.
    """

    id: int | None = None
    version: int = 0
    title: Title = Title.NONE
    given_lo: str = ""
    surname_lo: str = ""
    given_latin: str = ""
    surname_latin: str = ""
    sex: Sex = Sex.UNKNOWN
    born_on: date | None = None
    born_year: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    age_seen_on: date | None = None
    nationality: str = ""
    occupation_lo: str = ""
    occupation_en: str = ""
    village_lo: str = ""
    village_latin: str = ""
    district: str = ""
    province: str = ""
    phones: tuple[Phone, ...] = ()
    id_paper: IdPaper = IdPaper.NONE
    id_number: str = ""
    id_held_by: str = ""


_LINES = (
    "given_lo", "surname_lo", "given_latin", "surname_latin", "occupation_lo", "occupation_en",
    "village_lo", "village_latin", "id_number", "id_held_by",
)  # fmt: skip


def checked(person: Person, today: date) -> Person:
    """The person with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(person, *_LINES)
    checks.any_of("given_lo", clean.given_lo, clean.given_latin)
    _check_birth(clean, today)
    if clean.district and not clean.province:
        raise InvalidValue("province", "This is needed.")
    if clean.district and clean.district[:2] != clean.province:
        raise InvalidValue("district", "This district lies in another province.")
    return replace(clean, phones=tuple(_checked_phone(phone) for phone in clean.phones))


def _check_birth(person: Person, today: date) -> None:
    checks.not_after("born_on", person.born_on, today)
    year = person.born_on.year if person.born_on else person.born_year
    if year is not None and not today.year - OLDEST <= year <= today.year:
        raise InvalidValue(
            "born_on" if person.born_on else "born_year",
            "A year between {first} and {last}, please.",
            first=today.year - OLDEST, last=today.year,
        )  # fmt: skip
    if person.age_from is None and person.age_to is None:
        return
    low, high = _ages(person)
    if not 0 <= low <= high <= OLDEST:
        raise InvalidValue("age_from", "The lower age must not be above the higher one.")
    if person.age_seen_on is None:
        raise InvalidValue("age_seen_on", "When was this age estimated?")
    checks.not_after("age_seen_on", person.age_seen_on, today)


def _checked_phone(phone: Phone) -> Phone:
    number = checks.line("phones", phone.number, required=True)
    if not any(letter.isdigit() for letter in number):
        raise InvalidValue("phones", "A telephone number has digits.")
    return replace(phone, number=number, note=checks.line("phones", phone.note))


def _ages(person: Person) -> tuple[int, int]:
    low = person.age_from if person.age_from is not None else person.age_to
    high = person.age_to if person.age_to is not None else person.age_from
    return low or 0, high or 0


def age_on(person: Person, day: date) -> AgeRange | None:
    """The full years a person can have on that day; ``None`` if nothing about birth is known."""
    if person.born_on:
        years = day.year - person.born_on.year
        years -= (day.month, day.day) < (person.born_on.month, person.born_on.day)
        return AgeRange(lowest=years, highest=years)
    if person.born_year:
        years = day.year - person.born_year
        return AgeRange(lowest=max(years - 1, 0), highest=years)
    if person.age_seen_on and (person.age_from is not None or person.age_to is not None):
        low, high = _ages(person)
        passed = day.year - person.age_seen_on.year
        passed -= (day.month, day.day) < (person.age_seen_on.month, person.age_seen_on.day)
        between = (day.month, day.day) != (person.age_seen_on.month, person.age_seen_on.day)
        return AgeRange(lowest=max(low + passed, 0), highest=high + passed + between)
    return None


def majority_on(person: Person, day: date) -> Majority:
    """Child, perhaps a child, adult, or unknown; "perhaps" is treated as a child for protection."""
    ages = age_on(person, day)
    if ages is None:
        return Majority.UNKNOWN
    if ages.highest < ADULT:
        return Majority.CHILD
    return Majority.ADULT if ages.lowest >= ADULT else Majority.PERHAPS_CHILD


def name(person: Person, language: str) -> str:
    """Given name and family name in the script of that language, else in the other script."""
    lao = f"{person.given_lo} {person.surname_lo}".strip()
    latin = f"{person.given_latin} {person.surname_latin}".strip()
    return (lao or latin) if language == "lo" else (latin or lao)


def all_names(person: Person) -> tuple[str, ...]:
    """Every name by which the person may be known, in both scripts, none twice."""
    return tuple(dict.fromkeys(filter(None, (name(person, "lo"), name(person, "en")))))


def masked(person: Person, code_name: str) -> Person:
    """The person as lists show somebody whose name stands nowhere but on the pages of the case."""
    return Person(id=person.id, given_lo=f"“{code_name}”")


def likeness(one: Person, other: Person) -> tuple[str, ...]:
    """In what two people are alike: ``given_lo``, ``birth``, ``village``, ``phone`` and so on."""
    names = ("given_lo", "surname_lo", "given_latin", "surname_latin")
    alike = [name for name in names if _same(getattr(one, name), getattr(other, name))]
    if not alike and _sound_alike(one, other):
        alike.append("spelling")
    if _birth(one) and _birth(one) == _birth(other):
        alike.append("birth")
    places = ((one.village_lo, other.village_lo), (one.village_latin, other.village_latin))
    if any(_same(*pair) for pair in places):
        alike.append("village")
    if {_digits(phone) for phone in one.phones} & {_digits(phone) for phone in other.phones}:
        alike.append("phone")
    return tuple(alike)


def _sound_alike(one: Person, other: Person) -> bool:
    """Whether any two of their names may be the same, in either script and any spelling."""
    mine, theirs = ([parsed(name) for name in all_names(each)] for each in (one, other))
    return best(mine, theirs).score >= GIVEN_SCORE * ALIKE


def _same(first: str, second: str) -> bool:
    return bool(first) and search_key(first) == search_key(second)


def _birth(person: Person) -> int | None:
    return person.born_on.year if person.born_on else person.born_year


def _digits(phone: Phone) -> str:
    return "".join(digit for digit in phone.number if digit.isdigit())[-8:]
