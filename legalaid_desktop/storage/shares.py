"""A recovery secret on sheets of paper: one that opens alone, or five of which any two do.

Sharing is Shamir's, as PyCryptodome has it: one share alone says nothing about the secret.
"""

import secrets
from collections.abc import Sequence

from Crypto.Protocol.SecretSharing import Shamir

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage.recovery_codes import SECRET_LENGTH, SETS, WHOLE, Code, set_name

SHARES, NEEDED = 5, 2

NO_CODE = N_("Type the code of a recovery sheet.")
ONE_MORE = N_("This is share {number} of five. A second, different share is needed.")
MIXED = N_("These sheets are of different sets: {sets}. Take sheets of one set.")


def made(*, shared: bool, other_than: Sequence[int] = ()) -> tuple[Code, ...]:
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
    if not codes:
        raise Refused(NO_CODE)
    sets = sorted({code.set for code in codes})
    if len(sets) > 1:
        raise Refused(MIXED, sets=", ".join(map(set_name, sets)))
    for code in codes:
        if code.index == WHOLE:
            return code.set, code.secret
    shares = {code.index: code.secret for code in codes}
    if len(shares) < NEEDED:
        raise Refused(ONE_MORE, number=codes[0].index)
    return sets[0], Shamir.combine(list(shares.items())[:NEEDED])
