"""Money that was paid or received in a case, and how people write it."""

import re
from enum import StrEnum

CENT = 100


class Currency(StrEnum):
    """The currencies that an office meets."""

    NONE = ""
    LAK = "LAK"
    THB = "THB"
    MYR = "MYR"
    USD = "USD"


class Payment(StrEnum):
    """Which way money went."""

    NONE = ""
    PAID = "paid"
    RECEIVED = "received"


_AMOUNT = re.compile(r"(\d{1,3}(?:[., ]\d{3})+|\d+)(?:[.,](\d{1,2}))?")


def read_amount(text: str) -> int | None:
    """The hundredths meant by ``50000``, ``50.000`` or ``1,250.50``; ``None`` for anything else."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return None
    whole = re.sub(r"\D", "", found[1])
    return int(whole) * CENT + int((found[2] or "0").ljust(2, "0"))
