"""The office: its names, letterhead and numbering."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from legalaid_desktop.domain import checks, strength
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.strength import Grade

DEFAULT_CASE_NUMBERS = "{year}/{number:03d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeProfile:
    """What an office prints above its papers and how it numbers its cases.

    Attributes:
        letterhead_lo: the issuing bodies above the office, highest first.
        province: two-digit code of ``resources/reference/provinces.toml``.
        paper_suffix: what follows the number of a paper, such as ``ຊກ``.
        case_numbers: a pattern with ``{year}`` and ``{number}``.
    """

    id: int | None = None
    version: int = 0
    name_lo: str
    name_en: str
    letterhead_lo: tuple[str, ...] = ()
    letterhead_en: tuple[str, ...] = ()
    province: str = ""
    address_lo: str = ""
    address_en: str = ""
    phone: str = ""
    paper_suffix: str = ""
    case_numbers: str = DEFAULT_CASE_NUMBERS


def checked(profile: OfficeProfile) -> OfficeProfile:
    """The profile with its texts normalised; raises ``InvalidValue`` for the first wrong field."""
    numbers = checks.line("case_numbers", profile.case_numbers, required=True)
    _check_numbering(numbers)
    return replace(
        profile,
        name_lo=checks.line("name_lo", profile.name_lo, required=True),
        name_en=checks.line("name_en", profile.name_en, required=True),
        letterhead_lo=_lines("letterhead_lo", profile.letterhead_lo),
        letterhead_en=_lines("letterhead_en", profile.letterhead_en),
        address_lo=checks.line("address_lo", profile.address_lo),
        address_en=checks.line("address_en", profile.address_en),
        phone=checks.line("phone", profile.phone),
        paper_suffix=checks.line("paper_suffix", profile.paper_suffix),
        case_numbers=numbers,
    )


def _lines(field: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(clean for clean in (checks.line(field, one) for one in lines) if clean)


def case_number(pattern: str, year: int, number: int) -> str:
    """The case number of that pattern: ``2026/012``."""
    try:
        made = pattern.format(year=year, number=number)
    except (AttributeError, LookupError, MemoryError, TypeError, ValueError) as error:
        raise InvalidValue("case_numbers", "Use {{year}} and {{number}} in the pattern.") from error
    if str(number) not in made or str(year) not in made:
        raise InvalidValue("case_numbers", "Use {{year}} and {{number}} in the pattern.")
    return checks.line("case_numbers", made)


def _check_numbering(pattern: str) -> None:
    """Refuses a pattern that would give two cases one number."""
    cases = ((2026, 1), (2026, 2), (2027, 1), (2027, 2))
    if len({case_number(pattern, *case) for case in cases}) < len(cases):
        raise InvalidValue("case_numbers", "Use {{year}} and {{number}} in the pattern.")


SHORTEST_PASSPHRASE = 10
GUESSED = (
    "Somebody who has copied the files guesses this within a day. Take four or five words that do "
    "not belong together."
)


def checked_passphrase(passphrase: str, own: Iterable[str] = ()) -> None:
    """Refuses a passphrase that is too short, or too easy to guess, to protect anybody.

    Args:
        own: names of the office and its people, which are guessed first.
    """
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise InvalidValue(
            "passphrase",
            "At least {count} letters, please: four or five words are easy to remember.",
            count=SHORTEST_PASSPHRASE,
        )
    if strength.judged(passphrase, own).grade is Grade.REFUSED:
        raise InvalidValue("passphrase", GUESSED)
