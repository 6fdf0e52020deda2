"""Bundles: the plan of what goes in, in which order, and the account of what came out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from legalaid_desktop.domain.attachments import BundleSection, Form
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.privacy import Private

LANGUAGES = ("lo", "en", "both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unshown:
    """A file that no page can show, such as a film: its first bytes, and what is said of it."""

    head: bytes
    size: int
    sha256: str


Content = Path | Callable[[], bytes | Unshown]
"""Where the bytes of a document come from; a bundle never reads the office itself."""

Progress = Callable[[int, int, str], None]
"""Called with what is done, what there is in all, and the ``Step``."""


class Step(StrEnum):
    """What a running export is busy with."""

    READ = "read"
    FRONT = "front"
    ASSEMBLE = "assemble"
    PROVE = "prove"


class Check(StrEnum):
    """What is proved on the finished file before it is handed over."""

    SYNTAX = "syntax"
    PAGES = "pages"
    STAMPS = "stamps"
    LINKS = "links"
    BOOKMARKS = "bookmarks"
    NO_SCRIPTS = "no_scripts"
    NO_POSITION = "no_position"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Exhibit(Private):
    """One document of a bundle, whatever kind of file it is.

    Attributes:
        exhibit_id: given once within the case, never reused; empty where there is none.
        file_name: as its owner called it; a slip sheet names it.
        form: whether the office holds the original or a copy, if it is known.
        password: opens the file, where it is locked.
    """

    title_lo: str = ""
    title_en: str = ""
    content: Content
    exhibit_id: str = ""
    file_name: str = ""
    dated_on: date | None = None
    source: str = ""
    form: Form | None = None
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Section(Private):
    """Documents under one heading; a section without a title has no heading."""

    title_lo: str = ""
    title_en: str = ""
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Fact(Private):
    """A line of the cover: what it is, and its value, in both languages."""

    label_lo: str
    label_en: str
    value_lo: str
    value_en: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BundlePlan(Private):
    """Everything a bundle is made from, as plain data.

    Attributes:
        facts: further lines of the cover, such as the parties and the lawyer.
        office_lo: who made the bundle, as the letterhead names it.
    """

    title_lo: str = ""
    title_en: str = ""
    case_number: str = ""
    court_lo: str = ""
    court_en: str = ""
    office_lo: str = ""
    office_en: str = ""
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...]
    language: str = "lo"
    created_on: date


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Remark(Private):
    """Something to know about one document: a message id and what fills its placeholders."""

    number: int
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleReport:
    """What the finished bundle holds, and what was proved on it.

    Attributes:
        slip_sheets: the documents that a page of explanation stands for, and why.
        remarks: what was changed or found in documents that are in.
    """

    documents: int
    pages: int
    slip_sheets: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    checks: tuple[Check, ...]


def exhibits(plan: BundlePlan) -> tuple[Exhibit, ...]:
    """The documents in the order of their numbers, from 1."""
    return tuple(exhibit for section in plan.sections for exhibit in section.exhibits)


def checked(plan: BundlePlan) -> BundlePlan:
    """The plan itself; refuses one without documents or with an unknown language."""
    if plan.language not in LANGUAGES:
        raise InvalidValue("language", "Choose Lao, English or both.")
    if not exhibits(plan):
        raise Refused("There is no document to put into the bundle.")
    return plan


def in_language(lao: str, english: str, language: str) -> str:
    """The text in one language, else in the other."""
    return (lao or english) if language == "lo" else (english or lao)


def wordings(lao: str, english: str, language: str) -> tuple[str, ...]:
    """The texts to print: one, or Lao and then English; none twice, none empty."""
    if language != "both":
        lao = english = in_language(lao, english, language)
    return tuple(dict.fromkeys(text for text in (lao, english) if text))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry(Private):
    """Something of a case that can go into its bundle.

    Attributes:
        key: names it among the entries of the case.
        section: the heading it stands under.
        included: whether it goes in unless somebody says otherwise.
        shares: ids of the data of the client that it tells.
    """

    key: str
    section: BundleSection
    title_lo: str
    title_en: str
    dated_on: date | None
    included: bool = True
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBundle:
    """That a bundle was made of a case; the file itself went where the user put it."""

    id: int | None = None
    version: int = 0
    case_id: int
    made_on: date
    language: str
    documents: int
    pages: int
    slip_sheets: int
    sha256: str
