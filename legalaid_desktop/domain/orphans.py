"""Attachments that lost their other half: files without a record, records without a file."""

from dataclasses import dataclass
from datetime import datetime

from legalaid_desktop.domain.privacy import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A file that no record names."""

    name: str
    size: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Loss(Private):
    """A record whose file is damaged or missing.

    Attributes:
        blob: the name of the file; code: ``A3`` for an attachment, the number of a paper.
        title_lo, title_en: of an attachment; empty where its case is restricted.
        missing: whether there is no file at all.
    """

    blob: str
    kind: str
    case_number: str
    code: str
    title_lo: str = ""
    title_en: str = ""
    missing: bool
