"""Copies: what was printed or written to a file, to whom and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.sharing import OWN_FILE as OWN_BODY
from legalaid_desktop.domain.sharing import OverrideGround


class CopyWay(StrEnum):
    """How a copy left the office."""

    PRINT = "print"
    FILE = "file"
    OPEN = "open"
    """Opened in another program of the computer."""
    CANCELLED = "cancelled"
    """Entered, but it did not come out; its number is not given again."""


class Hidden(StrEnum):
    """What becomes of the details that a camera or a writing program hid in a file."""

    NONE = "none"
    """Such files hold none."""
    TAKEN_OUT = "taken_out"
    STAYS = "stays"
    """The program cannot take them out."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Errand(Private):
    """For whom a copy is, and why; also that it is for the office's own file is said.

    Attributes:
        body: the kind of recipient, an id of ``consents.toml``; told by the name if empty.
        data: ids of what goes out besides what the program knows of; abroad: to another country.
        ground, override: why it goes out though no consent covers it.
    """

    recipient: str = ""
    purpose: str = ""
    body: str = ""
    data: tuple[str, ...] = ()
    abroad: bool = False
    ground: OverrideGround = OverrideGround.NONE
    override: str = ""


OWN_FILE = Errand(body=OWN_BODY)
"""A copy for the office's own file."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Copy(Private):
    """One copy of a paper, an attachment or a bundle.

    Attributes:
        kind: ``paper``, ``attachment``, ``bundle`` or ``copy_list``; record: its id.
        number: from 1 for each record, of bundles and lists for each case; the page foot of a
            paper and the cover of a bundle say it.
        at: aware; recipient, purpose: as the user typed them, may be empty.
        body: the kind of recipient; consent_id: the consent that covers it; ground, override: why
            it went out without one.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    kind: str
    record: int
    number: int = 0
    way: CopyWay
    at: datetime
    by: str
    recipient: str = ""
    purpose: str = ""
    body: str = ""
    consent_id: int | None = None
    ground: OverrideGround = OverrideGround.NONE
    override: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Printout(Private):
    """Pages to print, and the entry that was made of them."""

    pages: bytes
    copy: Copy


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Opening(Private):
    """A file that lies open for another program, and the entry that was made of it."""

    path: Path
    copy: Copy


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Prospect(Private):
    """What would go out if somebody took a copy of an attachment.

    Attributes:
        name: of the file: a code, and an ending by which other programs know it.
        opens: whether another program may open it here.
    """

    name: str
    hidden: Hidden
    opens: bool

    @property
    def code(self) -> str:
        """The name without its ending, for print jobs."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CopyLine(Private):
    """A copy in the list of its case.

    Attributes:
        code: of what was copied: ``A3`` for an attachment, the number of a paper; may be empty.
        title_lo, title_en: what it is called; empty for a bundle.
    """

    copy: Copy
    code: str = ""
    title_lo: str = ""
    title_en: str = ""


def checked(copy: Copy) -> Copy:
    """The copy with its texts normalised; raises ``InvalidValue``."""
    return checks.lines(copy, "recipient", "purpose", "override")


def code(copy: Copy) -> str:
    """What the foot of the page and the register call it; tells nothing to anybody else."""
    return f"C{copy.id or 0:05d}"


def file_code(case_number: str, *parts: str) -> str:
    """What files and print jobs of a case are called: ``2026-001-A3``."""
    return "-".join((case_number.replace("/", "-"), *parts))
