"""Backups: where they went, and that they were read back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was made and read back.

    Attributes:
        at: aware; rehearsed_at: when it was last restored to try it, if ever.
        place: the folder it was written to; file_name: its name there.
        trail_seq, trail_hash: where the trail ended then.
        automatic: made by the program itself, not by somebody's order.
    """

    id: int | None = None
    version: int = 0
    at: datetime
    by: str
    place: str
    file_name: str
    size: int
    sha256: str
    trail_seq: int
    trail_hash: str
    automatic: bool = False
    rehearsed_at: datetime | None = None
