"""The backup that the program makes by itself, once a day, to the place that the office chose."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from legalaid_desktop.desktop import sticks
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.sticks import Stick
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.backups import Place
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_

FOLDER = "backups"
"""The folder on a stick; made when it is missing."""


def folder_of(place: Place | None) -> Path | None:
    """Where backups go now; nothing where no place is set, or it is not connected."""
    if place is None:
        return None
    if not place.stick:
        return Path(place.folder) if Path(place.folder).is_dir() else None
    here = next((one for one in sticks.present() if one.id == place.stick), None)
    return on_stick(here) if here else None


def on_stick(stick: Stick) -> Path:
    """The folder for backups on a stick."""
    folder = stick.root / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return stick.root  # what stands in the way is said when the backup is written
    return folder


def begin(office: Any, jobs: Jobs, failed: Callable[[LegalAidError], object]) -> bool:
    """Starts today's backup in the worker if it is due and its place is there.

    Args:
        failed: is told what went wrong.
    """
    backups = getattr(office, "backups", None)
    if backups is None or not backups.due():
        return False
    return _begin(backups, jobs, failed, N_("Making the daily backup"))


def begin_at_lock(office: Any, jobs: Jobs, *, closing: bool) -> bool:
    """Starts the last backup before the office is locked, if it is due.

    What goes wrong is kept in the office and told at the next sign-in.
    """
    backups = getattr(office, "backups", None)
    try:
        due = backups is not None and backups.due_at_lock(closing=closing)
        return due and _begin(backups, jobs, _not_told, N_("Making a backup"))
    except LegalAidError:  # a disk that is gone: nothing stands in the way of locking
        return False


def _begin(backups: Any, jobs: Jobs, failed: Callable[[LegalAidError], object], title: str) -> bool:
    place = backups.overview().place
    folder = folder_of(place)
    if folder is None:
        failed(backups.miss(place))
        return False

    def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> object:
        return backups.make(folder, automatic=True, progress=progress, cancelled=cancelled)

    jobs.run(work, _done, failed, filled(title))
    return True


def _done(_made: object) -> None:
    """Today says it: nobody need be told twice."""


def _not_told(_error: LegalAidError) -> None:
    """Nobody is at the desk any more."""
