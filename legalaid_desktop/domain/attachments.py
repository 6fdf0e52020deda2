"""Attachments: evidence and papers that came from elsewhere, kept byte for byte."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.privacy import Private


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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Attachment(Private):
    """A file that came from elsewhere.

    Attributes:
        blob: name of the encrypted file; size in bytes and sha256 (hex) are those of the original.
        exhibit: number within the case, given once and never reused.
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


def checked(attachment: Attachment, today: date) -> Attachment:
    """The attachment with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(attachment, "title_lo", "title_en", "file_name", "source")
    checks.any_of("title_lo", clean.title_lo, clean.title_en)
    checks.not_after("received_on", clean.received_on, today)
    return clean


def title(attachment: Attachment, language: str) -> str:
    """The title in that language, else in the other."""
    return in_language(attachment.title_lo, attachment.title_en, language)


def in_language(lao: str, english: str, language: str) -> str:
    """The text in that language, else in the other."""
    return (lao or english) if language == "lo" else (english or lao)
