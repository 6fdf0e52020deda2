"""Recovery: the sheets that open an office whose passphrases are forgotten, and how they stand."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.recovery_codes import SHARES, WHOLE, Code, groups, set_name


class Need(StrEnum):
    """What an office lacks to be opened again when every passphrase is forgotten."""

    NOTHING = "nothing"
    FIRST = "first"
    """No sheet was typed back, and there is no client yet: the first one has to wait for it."""
    SHEETS = "sheets"
    """No sheet was typed back, and there are clients already."""
    NEW_SHEETS = "new_sheets"
    """The sheets were used: whoever held them can open the office."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sheet(Private):
    """One sheet to print; it shows its code nowhere by itself.

    Attributes:
        set: the name of the sheets made together, such as ``A3F``.
        number: of the share; 0 for a key that opens alone.
        groups: the code, as it is printed.
    """

    set: str
    number: int
    groups: tuple[str, ...] = field(repr=False)

    @property
    def is_share(self) -> bool:
        """Whether it needs a second one."""
        return self.number != WHOLE

    @property
    def total(self) -> int:
        """How many sheets are in its set."""
        return SHARES if self.is_share else 1

    @property
    def code(self) -> str:
        """What its file and its print job are called: tells nothing to anybody else."""
        return f"{job_code(self.set)}-{self.number}" if self.is_share else job_code(self.set)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SheetSet(Private):
    """Sheets that open the office.

    Attributes:
        shared: whether any two of five open it, instead of one alone.
        made_at, made_by: unknown where the program was ended in the middle of making them.
        confirmed_at: when they were typed back; rehearsed_at: when they were last tried.
    """

    name: str
    shared: bool
    made_at: datetime | None = None
    made_by: str = ""
    confirmed_at: datetime | None = None
    rehearsed_at: datetime | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody has typed them back: only then are they known to be on paper."""
        return self.confirmed_at is not None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Used(Private):
    """Somebody came in with the sheets, for whom, and with which."""

    at: datetime
    user: str
    set: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Recovery(Private):
    """How the ways back into an office stand.

    Attributes:
        need: what the office lacks.
        sets: that open it now; used: when sheets that still open it were used last.
    """

    need: Need
    sets: tuple[SheetSet, ...] = ()
    used: Used | None = None


def sheet(code: Code) -> Sheet:
    """The sheet of a code."""
    return Sheet(set=set_name(code.set), number=code.index, groups=groups(code))


def job_code(name: str) -> str:
    """What the print job of a set of sheets is called."""
    return f"recovery-{name}"
