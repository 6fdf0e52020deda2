"""A recovery secret on sheets of paper: one that opens alone, or five of which any two do.

Sharing is Shamir's, as PyCryptodome has it: one share alone says nothing about the secret.
"""

import secrets
from collections.abc import Collection, Sequence

from Crypto.Protocol.SecretSharing import Shamir

from legalaid_desktop.domain.recovery_codes import (
    NEEDED,
    SECRET_LENGTH,
    SETS,
    SHARES,
    WHOLE,
    Code,
    require_enough,
)


def made(*, shared: bool, other_than: Collection[int] = ()) -> tuple[Code, ...]:
    """The sheets of a fresh secret.

    Args:
        shared: five shares instead of one key.
        other_than: the sets that there are already.
    """
    secret = secrets.token_bytes(SECRET_LENGTH)
    free = [number for number in range(SETS) if number not in other_than]
    chosen = secrets.choice(free)
    if not shared:
        return (Code(index=WHOLE, set=chosen, secret=secret),)
    return tuple(
        Code(index=number, set=chosen, secret=share)
        for number, share in Shamir.split(NEEDED, SHARES, secret)
    )


def secret_of(codes: Sequence[Code]) -> tuple[int, bytes]:
    """The set and the secret that these sheets hold together; raises ``Refused``."""
    require_enough(codes)
    for code in codes:
        if code.index == WHOLE:
            return code.set, code.secret
    shares = {code.index: code.secret for code in codes}
    return codes[0].set, Shamir.combine(list(shares.items())[:NEEDED])
