"""Clients: people the office helps, each under a code that says nothing about them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A person whom the office helps.

    Attributes:
        code: ``K-007``, given by the office; never made from name, birth or village.
    """

    id: int | None = None
    version: int = 0
    person_id: int
    code: str = ""
    since: date


def code(number: int) -> str:
    """The code of the office's n-th client."""
    return f"K-{number:03d}"
