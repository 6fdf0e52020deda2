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


def begin(
    office: Any,
    jobs: Jobs,
    failed: Callable[[LegalAidError], object],
    missing: Callable[[Place], object],
) -> bool:
    """Starts today's backup in the worker if it is due and its place is there.

    Args:
        failed: is told what went wrong; missing: the place that is not there now.
    """
    backups = getattr(office, "backups", None)
    if backups is None or not backups.due():
        return False
    place = backups.overview().place
    folder = folder_of(place)
    if folder is None:
        if place is not None:
            missing(place)
        return False

    def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> object:
        return backups.make(folder, automatic=True, progress=progress, cancelled=cancelled)

    jobs.run(work, _done, failed, filled(N_("Making the daily backup")))
    return True


def _done(_made: object) -> None:
    """Today says it: nobody need be told twice."""
