"""The trail: what was looked at, changed and sent out, by whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

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
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    FAILED_SIGN_IN = "failed_sign_in"
    PASSPHRASE = "passphrase"  # noqa: S105 - the deed, not a passphrase
    RECOVERY = "recovery"
    BREAK_GLASS = "break_glass"
    BACK_UP = "back_up"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry(Private):
    """One line of the trail.

    Attributes:
        seq: from 1, without a gap; at: aware, UTC.
        kind: the kind of record, by the name of its table; record: its id.
        fields: what changed; for a new record all that it holds.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the trail ended at some time: the number and the hash of its last entry."""

    seq: int
    hash: str
