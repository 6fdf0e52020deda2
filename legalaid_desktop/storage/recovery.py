"""Ways back into an office whose passphrases are forgotten: sheets of paper in a safe place."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from legalaid_desktop.domain.errors import NotFound, Refused
from legalaid_desktop.domain.recovery_codes import Code, set_name
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import attempts, key_file, keys, shares, slots
from legalaid_desktop.storage.attempts import Now
from legalaid_desktop.storage.key_file import wipe
from legalaid_desktop.storage.keys import Keys

OTHER_SET = N_(
    "Sheets of set {name} open nothing here: they were replaced, or are another office's."
)
WRONG = N_("These sheets do not open this office. Compare all groups with the sheets.")


def make(
    folder: Path,
    user: str,
    passphrase: str,
    *,
    shared: bool,
    other_than: Collection[int] = (),
    now: Now = keys.clock,
) -> tuple[Code, ...]:
    """Fresh sheets that open the office from now on; older ones do so until these are confirmed.

    Args:
        other_than: sets that there were before; none gets their name again.
    """
    file = key_file.read(folder)
    taken = {*other_than, *(slot.set for slot in file.recovery)}
    codes = shares.made(shared=shared, other_than=taken)
    number, secret = shares.secret_of(codes)
    with keys.opened(folder, file, user, passphrase, now) as master:
        slot = slots.wrap_recovery(file.office, number, secret, master, shared=shared)
        key_file.rewrite(
            folder, master, lambda file: replace(file, recovery=(*file.recovery, slot))
        )
    return codes


def confirm(folder: Path, codes: Sequence[Code], now: Now = keys.clock) -> int:
    """The set of these sheets, which are the only ones that open the office from now on."""
    with _opened(folder, codes, now) as (file, number, master):
        kept = tuple(slot for slot in file.recovery if slot.set == number)
        key_file.rewrite(folder, master, lambda file: replace(file, recovery=kept))
    return number


def rehearse(folder: Path, codes: Sequence[Code], now: Now = keys.clock) -> int:
    """The set of these sheets, which would open the office; raises ``Refused`` if they do not.

    Raises:
        TooSoon: after several wrong sheets somebody has to wait; for ``now`` each is counted.
    """
    with _opened(folder, codes, now) as (_file, number, _master):
        return number


def unlock(folder: Path, codes: Sequence[Code], user: str, now: Now = keys.clock) -> Keys:
    """The keys of the office in the name of that user, whose passphrase stays as it is."""
    with _opened(folder, codes, now) as (file, _number, master):
        return Keys(file.office, _slot(file, user).user, master)


def recover(
    folder: Path, codes: Sequence[Code], user: str, passphrase: str, now: Now = keys.clock
) -> Keys:
    """The keys of the office; that user has the new passphrase from now on."""
    with _opened(folder, codes, now) as (file, _number, master):
        present = _slot(file, user)
        keys.put(folder, file, user, passphrase, master, present.cost)
        return Keys(file.office, present.user, master)


def _slot(file: slots.SlotFile, user: str) -> slots.Slot:
    present = file.slot(user)
    if present is None:
        raise NotFound(keys.NOBODY)
    return present


def sets(folder: Path) -> dict[int, bool]:
    """The sets of sheets that open the office, and whether they are shares."""
    return {slot.set: slot.shared for slot in key_file.read(folder).recovery}


@contextmanager
def _opened(
    folder: Path, codes: Sequence[Code], now: Now
) -> Iterator[tuple[slots.SlotFile, int, bytearray]]:
    number, secret = shares.secret_of(codes)
    file = key_file.read(folder)
    attempts.require_patience(folder, attempts.SHEETS, now)
    try:
        master = _unwrapped(file, number, secret)
    except Refused:
        attempts.fail(folder, attempts.SHEETS, now)
        raise
    try:
        key_file.prove(file, master)
        attempts.succeed(folder, attempts.SHEETS)
        yield file, number, master
    finally:
        wipe(master)


def _unwrapped(file: slots.SlotFile, number: int, secret: bytes) -> bytearray:
    slot = file.recovery_slot(number)
    if slot is None:
        raise Refused(OTHER_SET, name=set_name(number))
    master = slots.unwrap_by_secret(file.office, slot, secret)
    if master is None:
        raise Refused(WRONG)
    return master
