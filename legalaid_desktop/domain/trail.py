"""The trail: what was looked at, changed and sent out, by whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.privacy import Private

Fields = Mapping[str, tuple[object, object]]
"""Old and new value by the name of the field, as JSON has them."""


class Deed(StrEnum):
    """What an entry of the trail records."""

    CREATE = "create"
    CHANGE = "change"
    REMOVE = "remove"
    RESTORE = "restore"
    DESTROY = "destroy"
    LOOK = "look"
    PRINT = "print"
    EXPORT = "export"
    OPEN = "open"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    FAILED_SIGN_IN = "failed_sign_in"
    PASSPHRASE = "passphrase"  # noqa: S105 - the deed, not a passphrase
    RECOVERY = "recovery"
    KEYRING = "keyring"
    RECOVERY_MADE = "recovery_made"
    RECOVERY_CONFIRMED = "recovery_confirmed"
    RECOVERY_REHEARSED = "recovery_rehearsed"
    FAILED_RECOVERY = "failed_recovery"
    BREAK_GLASS = "break_glass"
    BACK_UP = "back_up"
    VERIFY = "verify"
    MERGE = "merge"
    UNMERGE = "unmerge"
    CHECK_NAME = "check_name"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry(Private):
    """One line of the trail.

    Attributes:
        seq: from 1, without a gap; at: aware, UTC.
        kind: the kind of record, by the name of its table; record: its id.
        fields: what changed; for a new record all that it holds.
        destroyed: whether fields and reason are gone, because its case or record was destroyed.
    """

    seq: int = 0
    at: datetime | None = None
    user: str = ""
    deed: Deed
    kind: str = ""
    record: int | None = None
    case_id: int | None = None
    fields: Fields = field(default_factory=dict)
    reason: str = ""
    destroyed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the trail ended at some time: the number and the hash of its last entry."""

    seq: int
    hash: str


class Flaw(StrEnum):
    """What a check of the trail can find wrong."""

    ENTRY = "entry"
    """An entry was changed, moved, put in or taken out."""
    TAIL = "tail"
    """The last entries are missing: the trail was longer once."""
    REWRITTEN = "rewritten"
    """The trail is another one than that whose end was noted."""
    TABLE = "table"
    """The table of the trail is gone, or is none."""
    GUARDS = "guards"
    """The triggers that refuse to change the trail were taken off or changed."""
    ANCHOR = "anchor"
    """The file with the noted ends was missing or changed, and had to be begun anew."""
    KEYS = "keys"
    """The key file is an older one: who was taken out of it since could sign in again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a check of the trail found.

    Attributes:
        since: up to where it was taken as proved before; the beginning for a check of everything.
        head: the last entry that is sound.
        first_bad: the number of the first entry that is not; none where the trail is whole.
        anchors: how many ends noted elsewhere were compared.
        destroyed: how many of the entries that were proved lost what they tell to a destruction.
    """

    since: Head
    head: Head
    first_bad: int | None = None
    flaws: tuple[Flaw, ...] = ()
    anchors: int = 0
    destroyed: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.flaws

    @property
    def is_whole(self) -> bool:
        """Whether every entry from the first one was proved."""
        return self.since.seq == 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Wanted(Private):
    """Which entries of the trail somebody wants to see; what is empty does not matter.

    Attributes:
        number: of the case.
        kind, record: of one record, as entries name it.
        first, last: days in Vientiane, both included.
    """

    user: str = ""
    deed: Deed | None = None
    number: str = ""
    kind: str = ""
    record: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Line(Private):
    """An entry as somebody may see it.

    Attributes:
        entry: without its values and its reason where they are of a case that is hidden.
        number: of the case, where there is one.
        hidden: whether there is more than may be seen; the names of the fields are left.
        events: that periods run from, by their ids, where the entry speaks of one.
    """

    entry: Entry
    number: str = ""
    hidden: bool = False
    events: Mapping[str, TriggerEvent] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where the trail ended, and when that entry was made; no time for an empty trail."""

    head: Head
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Tally(Private):
    """How often a user did something."""

    user: str
    deed: Deed
    count: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sheet(Private):
    """What the sheet of a month says.

    Attributes:
        month: its first day.
        tallies: by user, the most frequent deeds first.
        end: where the trail ended with the month; ``now``: when the sheet was made, at ``made_at``.
    """

    month: date
    tallies: tuple[Tally, ...]
    end: End
    now: End
    made_at: datetime

    @property
    def is_over(self) -> bool:
        """Whether the month was over when the sheet was made."""
        return next_month(self.month) <= self.made_at.date()


def next_month(month: date) -> date:
    """The first day of the month after that one."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


BEGINNING = Head(seq=0, hash="")
"""Where every trail begins."""


def in_groups(digest: str) -> str:
    """A hash as people read it aloud: in groups of four."""
    return " ".join(digest[place : place + 4] for place in range(0, len(digest), 4))


def parse_head(text: str) -> Head:
    """The end of a trail as a printed sheet gives it, ``4711: 1a2b 3c4d ...``; may be shortened.

    Raises:
        InvalidValue: it is not that.
    """
    number, _, digest = text.partition(":")
    hexadecimal = "".join(digest.lower().split(" "))
    readable = number.strip().isdecimal() and len(hexadecimal) >= SHORTEST_DIGEST
    if not readable or set(hexadecimal) - set("0123456789abcdef"):
        raise InvalidValue("head", UNREADABLE)
    return Head(seq=int(number), hash=hexadecimal)


SHORTEST_DIGEST = 16
UNREADABLE = "Write number and code as the sheet shows them, such as 4711: 1a2b 3c4d 5e6f 7a8b."
