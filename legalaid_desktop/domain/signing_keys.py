"""Keys that sign files between offices: an office's own, and those of others that it knows."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.trail import in_groups

_SPOKEN = 20


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SigningKey(Private):
    """A key that signs, or one that only proves what somebody else signed.

    Attributes:
        name: whose it is.
        public: in hexadecimal digits; private: the same, empty for keys of others.
        by: who made it, or who compared it by telephone.
    """

    id: int | None = None
    version: int = 0
    name: str
    public: str
    private: str = ""
    by: str
    at: datetime

    @property
    def is_ours(self) -> bool:
        """Whether this office signs with it."""
        return bool(self.private)


def fingerprint(public: str) -> str:
    """What two offices read to each other by telephone: five groups of four digits."""
    return in_groups(hashlib.sha256(bytes.fromhex(public)).hexdigest()[:_SPOKEN])
