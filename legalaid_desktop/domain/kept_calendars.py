"""A calendar file that the program rewrites whenever a day changes, for one account."""

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import timedelta

from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.privacy import Private

BEHIND, AHEAD = timedelta(days=30), timedelta(days=365)
_STAMPS = re.compile(rb"^(?:DTSTAMP|LAST-MODIFIED)[:;].*\r?\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeptCalendar(Private):
    """Where the file lies, what is in it, and for whom it is.

    Attributes:
        mine: only what the account answers for; named: with names, where consents allow it.
        recipient, purpose, body, abroad: as of any copy; no consent is ever overridden for it.
    """

    path: str
    language: str
    mine: bool = True
    named: bool = False
    recipient: str = ""
    purpose: str = ""
    body: str = ""
    abroad: bool = False

    @property
    def errand(self) -> Errand:
        """For whom it is, and why."""
        return Errand(
            recipient=self.recipient, purpose=self.purpose, body=self.body, abroad=self.abroad
        )


def said(kept: KeptCalendar) -> str:
    """The record as a setting holds it."""
    return json.dumps(asdict(kept), ensure_ascii=False)


def read(text: str) -> KeptCalendar | None:
    """The record of a setting; nothing where there is none."""
    if not text:
        return None
    known = {one.name for one in fields(KeptCalendar)}
    return KeptCalendar(
        **{name: value for name, value in json.loads(text).items() if name in known}
    )


def is_same(before: bytes, after: bytes) -> bool:
    """Whether two such files say the same, whenever they were written."""
    return _STAMPS.sub(b"", before) == _STAMPS.sub(b"", after)
