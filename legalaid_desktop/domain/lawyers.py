"""Lawyers who take cases, in the office or pro bono."""

from dataclasses import dataclass

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.people import Title
from legalaid_desktop.domain.privacy import Private


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Lawyer(Private):
    """A member of the Bar who can be assigned.

    Attributes:
        card_number: of the Bar's membership card, as it stands on the power of attorney.
        organisation_lo: the firm or office the lawyer belongs to.
    """

    id: int | None = None
    version: int = 0
    title: Title = Title.THAN
    name_lo: str = ""
    name_latin: str = ""
    card_number: str = ""
    organisation_lo: str = ""
    organisation_en: str = ""
    phone: str = ""
    pro_bono: bool = True


_LINES = (
    "name_lo", "name_latin", "card_number", "organisation_lo", "organisation_en", "phone",
)  # fmt: skip


def checked(lawyer: Lawyer) -> Lawyer:
    """The lawyer with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(lawyer, *_LINES)
    checks.any_of("name_lo", clean.name_lo, clean.name_latin)
    return clean


def name(lawyer: Lawyer, language: str) -> str:
    """The name in the script of that language, else in the other script."""
    first, second = lawyer.name_lo, lawyer.name_latin
    return (first or second) if language == "lo" else (second or first)
