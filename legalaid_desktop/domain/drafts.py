"""Drafts: what somebody has typed into a form and not saved yet."""

from dataclasses import dataclass
from datetime import datetime

from legalaid_desktop.domain.privacy import Private


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Draft(Private):
    """What stands in one form.

    Attributes:
        form: which form; record: the id of what it is about, 0 for something new.
        values: what is typed, by the name of the field, as JSON.
        saved_at: aware.
    """

    form: str
    record: int = 0
    values: tuple[tuple[str, str], ...] = ()
    saved_at: datetime | None = None
