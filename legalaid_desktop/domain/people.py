"""People: names in two scripts, birth as far as it is known, where they live, how to call them."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from legalaid_desktop.domain import addresses, aliases, checks, households, identity_papers
from legalaid_desktop.domain.addresses import Address, AddressKind
from legalaid_desktop.domain.aliases import Alias
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.households import HouseholdMember, MaritalStatus
from legalaid_desktop.domain.identity_papers import IdentityPaper, IdPaper
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.names import ALIKE, GIVEN_SCORE, best, parsed
from legalaid_desktop.domain.privacy import Private

OLDEST = 120
ADULT = 18
ANSWERABLE = 15
"""From this age on somebody answers to criminal law."""
MONTHS = 12
MOST = 40
"""No list of a person is longer."""
SENSITIVE = ("ethnic_group", "ethnic_subgroup", "languages", "disability", "health")
"""Asked only where they serve the person: they stand in no list, export or paper by themselves."""


class Title(StrEnum):
    """How papers address a person; it is stored, never derived from the sex."""

    NONE = ""
    THAO = "thao"
    NANG = "nang"
    THAN = "than"
    BOY = "boy"
    GIRL = "girl"
    MONK = "monk"
    NOVICE = "novice"
    PHO_THAO = "pho_thao"
    """Grandfather: how a man of age is addressed."""
    MAE_THAO = "mae_thao"


class Sex(StrEnum):
    """Sex as registered."""

    UNKNOWN = ""
    FEMALE = "female"
    MALE = "male"


class BirthBasis(StrEnum):
    """From what the birth is known."""

    UNKNOWN = ""
    ID_CARD = "id_card"
    FAMILY_BOOK = "family_book"
    BIRTH_CERTIFICATE = "birth_certificate"
    PASSPORT = "passport"
    STATEMENT = "statement"
    RELATIVES = "relatives"
    MEDICAL = "medical"


class SafeToCall(StrEnum):
    """Whether a call to this number can harm the person."""

    ASK_FIRST = "ask_first"
    YES = "yes"
    NO = "no"


BIRTH = ("born_on", "born_year", "born_month", "age_from", "age_to", "age_seen_on")
"""What is known of a birth: one of a day, a month, a year, or an age on a day."""


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
    a day, a month, a year, or an age estimated on a day; all may be missing.

    Attributes:
        rank_lo: a rank or degree, which papers write in place of the title; ``rank_latin`` too.
        birth_basis: from what the birth is known; ``birth_note`` says more.
        house, unit, village_lo, district, province: where the person lives now.
        village_also: former names of the village, and other spellings.
        district: four-digit code; province: two-digit code.
        addresses: the registered one, a safe one, and so on.
        nationality: ISO 3166-1 alpha-2, empty if unknown.
        id_papers: the first is the one that papers name; one of kind "none" says there is none.
        ethnic_group: code of the official list, empty if not stated.
    """

    id: int | None = None
    version: int = 0
    title: Title = Title.NONE
    rank_lo: str = ""
    rank_latin: str = ""
    given_lo: str = ""
    surname_lo: str = ""
    given_latin: str = ""
    surname_latin: str = ""
    aliases: tuple[Alias, ...] = ()
    sex: Sex = Sex.UNKNOWN
    born_on: date | None = None
    born_year: int | None = None
    born_month: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    age_seen_on: date | None = None
    birth_basis: BirthBasis = BirthBasis.UNKNOWN
    birth_note: str = ""
    nationality: str = ""
    occupation_lo: str = ""
    occupation_en: str = ""
    house: str = ""
    unit: str = ""
    village_lo: str = ""
    village_latin: str = ""
    village_also: str = ""
    district: str = ""
    province: str = ""
    addresses: tuple[Address, ...] = ()
    phones: tuple[Phone, ...] = ()
    id_papers: tuple[IdentityPaper, ...] = ()
    marital: MaritalStatus = MaritalStatus.UNKNOWN
    household: tuple[HouseholdMember, ...] = ()
    ethnic_group: str = ""
    ethnic_subgroup: str = ""
    languages: tuple[str, ...] = ()
    disability: str = ""
    health: str = ""


LINES = (
    "rank_lo", "rank_latin", "given_lo", "surname_lo", "given_latin", "surname_latin",
    "birth_note", "occupation_lo", "occupation_en", "house", "unit", "village_lo",
    "village_latin", "village_also", "ethnic_subgroup", "disability", "health",
)  # fmt: skip
"""The fields that are one line of text."""
LISTS = ("aliases", "addresses", "phones", "id_papers", "household", "languages")


def checked(person: Person, today: date) -> Person:
    """The person with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(person, *LINES)
    checks.any_of("given_lo", clean.given_lo, clean.given_latin)
    _check_birth(clean, today)
    if clean.district and not clean.province:
        raise InvalidValue("province", "This is needed.")
    if clean.district and clean.district[:2] != clean.province:
        raise InvalidValue("district", "This district lies in another province.")
    return _with_lists(clean, today)


def _with_lists(person: Person, today: date) -> Person:
    for name in LISTS:
        if len(getattr(person, name)) > MOST:
            raise InvalidValue(name, "{limit} lines at most.", limit=MOST)
    spoken = tuple(checks.line("languages", one) for one in person.languages)
    return replace(
        person,
        aliases=tuple(aliases.checked(one, at) for at, one in enumerate(person.aliases)),
        addresses=tuple(addresses.checked(one, at) for at, one in enumerate(person.addresses)),
        phones=tuple(_checked_phone(phone) for phone in person.phones),
        id_papers=tuple(
            identity_papers.checked(one, at, today) for at, one in enumerate(person.id_papers)
        ),
        household=tuple(
            households.checked(one, at, today) for at, one in enumerate(person.household)
        ),
        languages=tuple(dict.fromkeys(filter(None, spoken))),
    )


def _check_birth(person: Person, today: date) -> None:
    checks.not_after("born_on", person.born_on, today)
    year = person.born_on.year if person.born_on else person.born_year
    if year is not None and not today.year - OLDEST <= year <= today.year:
        raise InvalidValue(
            "born_on" if person.born_on else "born_year",
            "A year between {first} and {last}, please.",
            first=today.year - OLDEST, last=today.year,
        )  # fmt: skip
    _check_month(person)
    if person.age_from is None and person.age_to is None:
        return
    low, high = _ages(person)
    if not 0 <= low <= high <= OLDEST:
        raise InvalidValue("age_from", "The lower age must not be above the higher one.")
    if person.age_seen_on is None:
        raise InvalidValue("age_seen_on", "When was this age estimated?")
    checks.not_after("age_seen_on", person.age_seen_on, today)


def _check_month(person: Person) -> None:
    if person.born_month is None:
        return
    if not 1 <= person.born_month <= MONTHS:
        raise InvalidValue("born_month", "This is not one of the answers.")
    if person.born_year is None and person.born_on is None:
        raise InvalidValue("born_year", "This is needed.")


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
        return _age_of_year(person.born_year, person.born_month, day)
    if person.age_seen_on and (person.age_from is not None or person.age_to is not None):
        low, high = _ages(person)
        passed = day.year - person.age_seen_on.year
        passed -= (day.month, day.day) < (person.age_seen_on.month, person.age_seen_on.day)
        between = (day.month, day.day) != (person.age_seen_on.month, person.age_seen_on.day)
        return AgeRange(lowest=max(low + passed, 0), highest=high + passed + between)
    return None


def _age_of_year(year: int, month: int | None, day: date) -> AgeRange:
    years = day.year - year
    past = month is not None and day.month > month
    ahead = month is not None and day.month < month
    return AgeRange(lowest=max(years - (not past), 0), highest=max(years - ahead, 0))


def comes_of_age(person: Person, age: int) -> tuple[date, date] | None:
    """The first and the last day on which the person can have turned that age; None: unknown."""
    if person.born_on:
        turned = _years_after(person.born_on, age)
        return turned, turned
    if person.born_year:
        first, last = person.born_month or 1, person.born_month or MONTHS
        year = person.born_year + age
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    if person.age_seen_on and (person.age_from is not None or person.age_to is not None):
        low, high = _ages(person)
        day = person.age_seen_on
        return _years_after(day, age - high - 1) + timedelta(1), _years_after(day, age - low)
    return None


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return date(day.year + years, 3, 1)


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
    """Every name by which the person may be known, in any script, none twice."""
    own = (name(person, "lo"), name(person, "en"))
    others = [one.name for one in person.aliases] + [one.name for one in person.id_papers]
    return tuple(dict.fromkeys(filter(None, (*own, *others))))


def main_paper(person: Person) -> IdentityPaper | None:
    """The identity paper that papers of the office name; None where there is none."""
    return next((one for one in person.id_papers if one.kind is not IdPaper.NONE), None)


def present_address(person: Person) -> Address:
    """Where the person lives now."""
    return Address(
        kind=AddressKind.OTHER,
        **{part: getattr(person, part) for part in (*_HOME, "district", "province")},
    )


_HOME = ("house", "unit", "village_lo", "village_latin", "village_also")


def languages_of(text: str) -> tuple[str, ...]:
    """The languages of a line in which commas stand between them."""
    return tuple(filter(None, (one.strip() for one in _COMMAS.split(text))))


_COMMAS = re.compile("[,;،、]")


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
    if not alike and _folded(all_names(one)) & _folded(all_names(other)):
        alike.append("alias")
    if _folded(each.number for each in one.id_papers) & _folded(
        each.number for each in other.id_papers
    ):
        alike.append("id_number")
    return tuple(alike)


def _folded(texts: Iterable[str]) -> set[str]:
    return {search_key(text) for text in texts if text}


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
