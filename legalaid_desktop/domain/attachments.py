"""Attachments: evidence and papers that came from elsewhere, kept byte for byte."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private

COUNT = "A number of pages, or nothing."
OF_ITSELF = "A paper is no translation of itself."
NO_DAY = "Since when does this person have it?"


class Form(StrEnum):
    """In what form the office holds the paper."""

    ORIGINAL = "original"
    CERTIFIED_COPY = "certified_copy"
    COPY = "copy"


class BundleSection(StrEnum):
    """Under which heading of the bundle a document stands, in this order."""

    PLEADINGS = "pleadings"
    EVIDENCE = "evidence"
    CORRESPONDENCE = "correspondence"


class Tells(StrEnum):
    """What of the client a file tells, besides being a paper of the case."""

    HEALTH = "health"
    """Certificates, pictures of wounds, an examination of the age."""
    IDENTITY = "identity"
    """Passport, family book, identity card."""
    PICTURE = "picture"
    """A photograph or a film on which somebody can be known."""


SHARES = {
    Tells.HEALTH: "medical",
    Tells.IDENTITY: "identity",
    Tells.PICTURE: "identity",
}
"""The kind of data that it is, as consents name it (``consents.toml``)."""
PAPERS = "papers"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CustodyStep(Private):
    """Who had the original from a day on.

    Attributes:
        since: the day as ISO has it, ``2026-03-27``.
    """

    holder: str
    since: str
    note: str = ""

    @property
    def day(self) -> date:
        """The day as a date."""
        return date.fromisoformat(self.since)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Attachment(Private):
    """A file that came from elsewhere.

    Attributes:
        blob: name of the encrypted file; size in bytes and sha256 (hex) are those of the original.
        exhibit: number within the case, given once and never reused.
        pages: of the paper itself, 0 if nobody counted them; language: its code, such as ``th``.
        translates: the id of the attachment that it translates; certified_by: who certified it, as
            a translation or as a copy.
        mark: what the court or the police call it; custody: who had the original, oldest first.
        tells: values of ``Tells``.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    exhibit: int = 0
    title_lo: str = ""
    title_en: str = ""
    file_name: str
    blob: str = ""
    size: int = 0
    sha256: str = ""
    form: Form = Form.COPY
    section: BundleSection = BundleSection.EVIDENCE
    source: str = ""
    dated_on: date | None = None
    received_on: date
    pages: int = 0
    language: str = ""
    translates: int | None = None
    certified_by: str = ""
    mark: str = ""
    custody: tuple[CustodyStep, ...] = ()
    tells: tuple[str, ...] = ()


def shares(attachment: Attachment) -> frozenset[str]:
    """The kinds of data of the client that go out with a copy of it."""
    return frozenset({PAPERS, *(SHARES[Tells(one)] for one in attachment.tells)})


def checked(attachment: Attachment, today: date) -> Attachment:
    """The attachment with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(
        attachment, "title_lo", "title_en", "file_name", "source", "certified_by", "mark"
    )
    checks.any_of("title_lo", clean.title_lo, clean.title_en)
    checks.not_after("received_on", clean.received_on, today)
    if not 0 <= clean.pages <= MOST_PAGES:
        raise InvalidValue("pages", COUNT)
    if clean.translates is not None and clean.translates == clean.id:
        raise InvalidValue("translates", OF_ITSELF)
    told = tuple(one.value for one in Tells if one in clean.tells)
    return replace(clean, custody=_checked_custody(clean.custody, today), tells=told)


MOST_PAGES = 99_999


def _checked_custody(entries: tuple[CustodyStep, ...], today: date) -> tuple[CustodyStep, ...]:
    """The entries in the order of their days."""
    clean = []
    for at, entry in enumerate(entries):
        one = checks.of_list("custody", at, entry, "holder", "note", needed="holder")
        try:
            day = one.day
        except ValueError as error:
            raise InvalidValue("custody", NO_DAY, line=at, part="since") from error
        if day > today:
            raise InvalidValue("custody", checks.IN_FUTURE, line=at, part="since")
        clean.append(one)
    return tuple(sorted(clean, key=lambda entry: entry.since))


def title(attachment: Attachment, language: str) -> str:
    """The title in that language, else in the other."""
    return in_language(attachment.title_lo, attachment.title_en, language)


def in_language(lao: str, english: str, language: str) -> str:
    """The text in that language, else in the other."""
    return (lao or english) if language == "lo" else (english or lao)
