"""Files that leave the office: whole or not at all."""

from pathlib import Path

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import durable

NOT_WRITTEN = N_(
    "The file cannot be written there. Choose a folder in which you may write, or close the file "
    "in the other program."
)


def write(out: Path, data: bytes) -> None:
    """Writes a file outside the office; raises ``Refused`` and leaves no half file."""
    try:
        durable.replace(out, data)
    except OSError as error:
        full = durable.is_full(error)
        raise Refused(durable.DISK_FULL if full else NOT_WRITTEN) from error
