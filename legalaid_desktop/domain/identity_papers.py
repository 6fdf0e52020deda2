"""Identity papers: which ones somebody has, what stands in them, and who keeps them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private

FIELD = "id_papers"
TEXTS = ("number", "name", "birth", "held_by")


class IdPaper(StrEnum):
    """Identity papers; having none is a normal answer."""

    NONE = "none"
    ID_CARD = "id_card"
    FAMILY_BOOK = "family_book"
    PASSPORT = "passport"
    BORDER_PASS = "border_pass"  # noqa: S105 - a paper, no password
    BIRTH_CERTIFICATE = "birth_certificate"
    RESIDENCE_CERTIFICATE = "residence_certificate"
    PINK_CARD = "pink_card"
    """Of Thailand, for people without Thai nationality."""
    CERTIFICATE_OF_IDENTITY = "certificate_of_identity"
    DISABILITY_CARD = "disability_card"
    POVERTY_CERTIFICATE = "poverty_certificate"
    OTHER = "other"


class Holder(StrEnum):
    """Who keeps an identity paper; somebody else is a sign of trafficking."""

    SELF = "self"
    FAMILY = "family"
    EMPLOYER = "employer"
    RECRUITER = "recruiter"
    POLICE = "police"
    COURT = "court"
    EMBASSY = "embassy"
    OFFICE = "office"
    OTHER = "other"
    LOST = "lost"
    DESTROYED = "destroyed"


GONE = frozenset({Holder.LOST, Holder.DESTROYED})
"""Nobody has the paper any more."""
TAKEN = frozenset({Holder.EMPLOYER, Holder.RECRUITER, Holder.OTHER})
"""Somebody has it who seldom has the right to."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IdentityPaper(Private):
    """One identity paper.

    Attributes:
        name: as the paper spells it, where it differs.
        birth: the birth as it stands in the paper, right or wrong.
        held_by: who exactly keeps it, or where it was lost.
    """

    kind: IdPaper = IdPaper.ID_CARD
    number: str = ""
    name: str = ""
    birth: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    holder: Holder = Holder.SELF
    held_by: str = ""


def checked(paper: IdentityPaper, place: int, today: date) -> IdentityPaper:
    """The paper with its texts normalised; ``place`` is its line in the form."""
    clean = checks.of_list(FIELD, place, paper, *TEXTS)
    if clean.kind is IdPaper.NONE:
        return IdentityPaper(kind=IdPaper.NONE)
    if clean.issued_on and clean.issued_on > today:
        raise InvalidValue(FIELD, "This day lies in the future.", line=place, part="issued_on")
    if clean.issued_on and clean.expires_on and clean.expires_on < clean.issued_on:
        raise InvalidValue(FIELD, ENDS_FIRST, line=place, part="expires_on")
    return clean


ENDS_FIRST = "A paper cannot expire before it was issued."
