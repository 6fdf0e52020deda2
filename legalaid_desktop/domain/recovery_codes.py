"""Recovery codes as they are printed and typed: twelve groups of five digits.

Each group ends in a check digit (Damm's), which finds every single wrong digit and every exchange
of neighbours, so that the one mistyped group can be named; a checksum over the whole finds the
rest. A code says whether it is the whole key or a share, and of which set, so that sheets of
different sets are told apart.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.privacy import Private

GROUPS, GROUP = 12, 5
SECRET_LENGTH = 16
WHOLE = 0
"""The index of a code that opens alone; shares count from 1."""
SETS = 1 << 12
SHARES, NEEDED = 5, 2

MISTYPED = "Group {group} is mistyped. Compare it with the sheet."
INCOMPLETE = "A code has {groups} groups of {digits} digits; this one has {found} digits."
STRANGE = "Only digits belong in a code: “{letter}” does not."
NOT_A_CODE = "These digits are no recovery code. Compare them with the sheet."
NO_CODE = "Type the code of a recovery sheet."
ONE_MORE = "This is share {number} of five. A second, different share is needed."
MIXED = "These sheets are of different sets: {sets}. Take sheets of one set."

_SUM_BITS, _SECRET_BITS, _SET_BITS, _INDEX_BITS = 16, 8 * SECRET_LENGTH, 12, 3
_BITS = _SUM_BITS + _SECRET_BITS + _SET_BITS + _INDEX_BITS
_DIGITS = GROUPS * (GROUP - 1)
_LAO_DIGITS = {0x0ED0 + digit: str(digit) for digit in range(10)}
_BETWEEN = " \t\r\n\u00a0\u200b-–.·"
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Code(Private):
    """What a sheet holds.

    Attributes:
        index: ``WHOLE``, or the number of the share.
        set: of the sheets made together, 0 to 4095.
        secret: 16 bytes; half-secret where it is a share.
    """

    index: int
    set: int
    secret: bytes = field(repr=False)


def groups(code: Code) -> tuple[str, ...]:
    """The code as it is printed."""
    number = code.index
    number = number << _SET_BITS | code.set
    number = number << _SECRET_BITS | int.from_bytes(code.secret)
    number = number << _SUM_BITS | _sum(code)
    digits = f"{number:0{_DIGITS}d}"
    step = GROUP - 1
    parts = [digits[start : start + step] for start in range(0, _DIGITS, step)]
    return tuple(part + _check_digit(part) for part in parts)


def read(typed: str) -> Code:
    """The code that was typed, in Latin or Lao digits; raises ``InvalidValue`` for ``code``."""
    parts = _parts(typed)
    number = int("".join(part[:-1] for part in parts))
    if number >= 1 << _BITS:
        raise InvalidValue("code", NOT_A_CODE)
    secret = (number >> _SUM_BITS) % (1 << _SECRET_BITS)
    code = Code(
        index=number >> (_BITS - _INDEX_BITS),
        set=(number >> (_SUM_BITS + _SECRET_BITS)) % SETS,
        secret=secret.to_bytes(SECRET_LENGTH),
    )
    if number % (1 << _SUM_BITS) != _sum(code):
        raise InvalidValue("code", NOT_A_CODE)
    return code


def is_sound(group: str) -> bool:
    """Whether a group of Latin digits can have been printed so: its check digit fits."""
    return len(group) == GROUP and _check_digit(group) == "0"


def latin(typed: str) -> str:
    """What was typed with Latin digits in the place of Lao ones."""
    return typed.translate(_LAO_DIGITS)


def require_enough(codes: Sequence[Code]) -> None:
    """Refuses codes that open nothing together: of different sets, or one share alone."""
    if not codes:
        raise Refused(NO_CODE)
    sets = sorted({code.set for code in codes})
    if len(sets) > 1:
        raise Refused(MIXED, sets=", ".join(map(set_name, sets)))
    indices = {code.index for code in codes}
    if WHOLE not in indices and len(indices) < NEEDED:
        raise Refused(ONE_MORE, number=codes[0].index)


def set_name(number: int) -> str:
    """A set as sheets name it: three letters and digits, such as ``A3F``."""
    return f"{number:03X}"


def _parts(typed: str) -> list[str]:
    runs = _runs(latin(typed))
    if len(runs) == GROUPS:
        wrong = [number for number, run in enumerate(runs, 1) if not is_sound(run)]
    else:
        digits = "".join(runs)
        if len(digits) != GROUPS * GROUP:
            raise InvalidValue("code", INCOMPLETE, groups=GROUPS, digits=GROUP, found=len(digits))
        runs = [digits[start : start + GROUP] for start in range(0, len(digits), GROUP)]
        wrong = [number for number, run in enumerate(runs, 1) if not is_sound(run)]
    if wrong:
        raise InvalidValue("code", MISTYPED, group=wrong[0])
    return runs


def _runs(text: str) -> list[str]:
    """The digits that stand together; raises ``InvalidValue`` for anything else but gaps."""
    found = [""]
    for letter in text:
        if letter in "0123456789":
            found[-1] += letter
        elif letter in _BETWEEN:
            found.append("")
        else:
            raise InvalidValue("code", STRANGE, letter=letter)
    return [run for run in found if run]


def _check_digit(digits: Iterable[str]) -> str:
    row = 0
    for digit in digits:
        row = int(_DAMM[row][int(digit)])
    return str(row)


def _sum(code: Code) -> int:
    content = bytes([code.index]) + code.set.to_bytes(2) + code.secret
    return int.from_bytes(hashlib.sha256(b"legalaid-desktop code" + content).digest()[:2])
