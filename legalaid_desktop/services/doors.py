"""The ways into an office, for a window that must be on screen before the database is loaded.

Loading the libraries of database and keys takes longer than showing the window: they come with
the first call, or earlier through ``warm``, while the passphrase is typed.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from legalaid_desktop.domain.errors import LegalAidError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legalaid_desktop.domain.backups import Cancelled, Contents, Offered, Progress
    from legalaid_desktop.domain.offices import OfficeProfile
    from legalaid_desktop.services.office import Office
    from legalaid_desktop.storage.packing import Cover


def users(folder: Path) -> list[str]:
    """Who can unlock the office in that folder; raises ``NotFound`` if there is none."""
    from legalaid_desktop.storage import keys

    return keys.users(folder)


def open_office(folder: Path, user: str, passphrase: str) -> "Office":
    """The office in that folder, unlocked, for this window alone.

    Raises:
        Occupied: another window has it open.
        LegalAidError: as ``services.office.open_office``.
    """
    from legalaid_desktop.services import office

    return _occupied(folder, user, lambda: office.open_office(folder, user, passphrase))


def open_by_keyring(folder: Path, user: str) -> "Office":
    """The office in that folder, opened without a passphrase; raises as ``services.office``."""
    from legalaid_desktop.services import office

    return _occupied(folder, user, lambda: office.open_by_keyring(folder, user))


def keyring_users(folder: Path) -> list[str]:
    """Who has switched on opening without a passphrase; the keyring itself is not asked."""
    from legalaid_desktop.storage import keyrings

    return keyrings.users(folder)


def _occupied(folder: Path, user: str, open_it: Callable[[], "Office"]) -> "Office":
    """The office, held for this window alone; let go of where it does not open."""
    from legalaid_desktop.services import clock
    from legalaid_desktop.storage import occupancy, places

    places.require_office(folder)
    wipe_leftovers()
    held = occupancy.occupy(folder, user, clock.now())
    try:
        opened = open_it()
    except BaseException:
        held.release()
        raise
    opened.occupancy = held
    return opened


def recover(folder: Path, typed: "Sequence[str]", user: str, passphrase: str) -> "Office":
    """The office, unlocked by recovery sheets, for this window alone.

    Raises:
        Occupied: another window has it open.
        LegalAidError: as ``services.office.recover_office``.
    """
    from legalaid_desktop.services import office

    return _occupied(folder, user, lambda: office.recover_office(folder, typed, user, passphrase))


def try_sheets(folder: Path, typed: "Sequence[str]") -> str:
    """The name of the set of these sheets, which would open the office; nothing is opened.

    The trail gets it at the next sign-in: whoever holds sheets may not be the one who should.

    Raises:
        InvalidValue, Refused, TooSoon: as ``services.office.recover_office``.
    """
    from legalaid_desktop.domain.recovery_codes import set_name
    from legalaid_desktop.services.recovery import read
    from legalaid_desktop.storage import attempts, keys, recovery

    number = recovery.rehearse(folder, read(typed))
    attempts.tried(folder, number, keys.clock)
    return set_name(number)


def create_office(folder: Path, profile: "OfficeProfile", user: str, passphrase: str) -> "Office":
    """A new, unlocked office, for this window alone; raises as ``services.office`` does."""
    from legalaid_desktop.services import clock, office
    from legalaid_desktop.storage import occupancy

    made = office.create_office(folder, profile, user, passphrase)
    try:
        made.occupancy = occupancy.occupy(folder, made.user, clock.now())
    except BaseException:
        made.lock()
        raise
    return made


def restore(
    path: Path,
    folder: Path,
    progress: "Progress" = lambda _done, _total: None,
    cancelled: "Cancelled" = lambda: False,
) -> "Cover":
    """Unpacks a backup into a new, empty folder; it is proved when it is unlocked there.

    Raises:
        Damaged: the backup is not what was written; nothing was left behind.
        Refused, Cancelled: as the sentence says; nothing was left behind.
    """
    from legalaid_desktop.storage import restores

    return restores.restore(path, folder, progress, cancelled)


def offered_backup(path: Path) -> "Offered":
    """What the cover of a backup says, without a key; raises ``Damaged`` or ``NotFound``."""
    from legalaid_desktop.storage import restores

    return restores.offered(path)


def backups_in(folders: Iterable[Path]) -> "list[Offered]":
    """The backups of this program in these folders, newest first."""
    from legalaid_desktop.storage import restores

    found = [one for folder in folders for one in restores.lying_in(folder)]
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def office_id(folder: Path) -> str:
    """The id of the office in that folder, as covers of backups have it; empty if there is none."""
    from legalaid_desktop.storage import key_file

    try:
        return key_file.read(folder).office
    except LegalAidError:
        return ""


def verify_backup(
    path: Path,
    user: str,
    passphrase: str,
    progress: "Progress" = lambda _done, _total: None,
    cancelled: "Cancelled" = lambda: False,
) -> "Contents":
    """What is in a backup, for somebody who could sign in then; no office is needed.

    Raises:
        WrongPassphrase: the passphrase was not that user's when the backup was made.
        Damaged, Refused: as the sentence says.
    """
    from legalaid_desktop.storage import restores

    return restores.verify_alone(path, user, passphrase, progress, cancelled)


def wipe_leftovers() -> int:
    """Wipes files that were laid out for other programs and are needed no more.

    The answer is how many another program still holds open; they stay until the next call.
    """
    from legalaid_desktop.storage import viewing

    return viewing.sweep()


def warm(then: Callable[[], None]) -> None:
    """Loads what an unlocked office needs, and what ``then`` loads, beside the window."""
    Thread(target=_load, args=(then,), name="warm", daemon=True).start()


def _load(then: Callable[[], None]) -> None:
    import legalaid_desktop.services.office  # noqa: F401 - for the sake of loading it

    wipe_leftovers()  # of a program that was killed

    then()
