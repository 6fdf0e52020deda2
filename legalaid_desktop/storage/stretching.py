"""A passphrase made into a key, slowly, so that guessing is slow too (Argon2id)."""

import time
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw

from legalaid_desktop.domain import strength
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_

KEY_LENGTH = 32
SALT_LENGTH = 16

NO_MEMORY = N_(
    "This computer has too little free memory to open the office. Close other programs, "
    "then try again."
)

_TARGET = 0.7
_LARGEST_MEMORY = 256 * 1024
_BOUNDS = {"memory": 2 * 1024 * 1024, "passes": 256, "lanes": 16}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess at a passphrase costs.

    Attributes:
        memory: in KiB.
        passes: times over that memory.
        lanes: what can be computed side by side.
    """

    memory: int
    passes: int
    lanes: int

    def is_sane(self) -> bool:
        """Whether a computer can pay it; a forged file could ask for all memory and a year."""
        return all(0 < getattr(self, name) <= bound for name, bound in _BOUNDS.items())


LEAST = Cost(memory=strength.MEMORY, passes=strength.PASSES, lanes=4)
"""The second recommendation of RFC 9106, section 4: nobody's passphrase is kept for less."""


def stretched(secret: str, salt: bytes, cost: Cost) -> bytes:
    """The key of 32 bytes that this passphrase gives."""
    try:
        return hash_secret_raw(
            secret.encode(),
            salt,
            cost.passes,
            cost.memory,
            cost.lanes,
            KEY_LENGTH,
            Type.ID,
            ARGON2_VERSION,
        )
    except HashingError as error:
        raise Refused(NO_MEMORY) from error


def outgrown(cost: Cost, seconds: float) -> Cost | None:
    """A higher cost, where this one is below ``LEAST`` or took this computer too short a time.

    Args:
        seconds: what the cost took just now; nothing is measured again where that is enough.
    """
    low = cost.memory < LEAST.memory or cost.passes < LEAST.passes
    if not low and seconds > _TARGET / 3:
        return None
    wanted = calibrated()
    if not low and wanted.memory * wanted.passes < 2 * cost.memory * cost.passes:
        return None  # never lower, and not written anew for little
    return wanted


def calibrated() -> Cost:
    """The cost that takes about 0.7 seconds on this computer, never below ``LEAST``."""
    seconds = _timed(LEAST)
    memory = LEAST.memory
    while memory < _LARGEST_MEMORY and 2 * seconds <= _TARGET:
        memory, seconds = 2 * memory, 2 * seconds
    passes = max(LEAST.passes, int(LEAST.passes * _TARGET / seconds))
    return Cost(memory=memory, passes=min(passes, _BOUNDS["passes"]), lanes=LEAST.lanes)


def _timed(cost: Cost) -> float:
    start = time.perf_counter()
    stretched("", bytes(SALT_LENGTH), cost)
    return time.perf_counter() - start
