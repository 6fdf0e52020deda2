"""Writes a file whole or not at all, where the user wants it."""

import os
import tempfile
from pathlib import Path

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_

NOT_WRITTEN = N_("The file could not be written: {why}. Nothing was left behind.")


def write(path: Path, data: bytes) -> None:
    """Puts the data under that name in one step; raises ``Refused`` and leaves no half file."""
    part = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as stream:
            part = Path(stream.name)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        if part:
            part.unlink(missing_ok=True)
        raise Refused(NOT_WRITTEN, why=os.strerror(error.errno or 0)) from error
