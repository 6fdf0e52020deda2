"""Documents of word processors as PDF, by LibreOffice if the machine has it."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from legalaid_desktop.bundles.isolation import TOO_SLOW
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_

SECONDS = 110
"""Less than the whole process is given, or nobody would end LibreOffice on Windows."""

NO_PROGRAM = N_("LibreOffice, which turns such documents into pages, is not on this computer.")
NOT_CONVERTED = N_("The document is damaged: LibreOffice could not read it.")

_PROGRAMS = ("soffice", "libreoffice")
_WINDOWS = r"C:\Program Files\LibreOffice\program\soffice.exe"
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"

_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = {
    "MacroSecurityLevel": "3",
    "DisableMacrosExecution": "true",
    "BlockUntrustedRefererLinks": "true",
    "DisableActiveContent": "true",
}
"""No macro runs, and nothing is fetched from the network."""
_PRIVATE = "pages-"
_ABANDONED_SECONDS = 3_600


def program() -> str:
    """The program that converts; empty if there is none."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), "")
    if found:
        return found
    usual = _WINDOWS if sys.platform == "win32" else _MAC
    return usual if Path(usual).exists() else ""


@contextmanager
def private_folder() -> Iterator[str]:
    """A folder that only we can read, in memory where the system can; wiped at the end."""
    memory = Path("/dev/shm")  # noqa: S108 - memory, not a disk
    place = str(memory) if os.access(memory, os.W_OK) else None
    _sweep(Path(place or tempfile.gettempdir()))
    folder = tempfile.mkdtemp(prefix=_PRIVATE, dir=place)
    try:
        yield folder
    finally:
        _wipe(Path(folder))


def _sweep(place: Path) -> None:
    """Wipes what lies there in clear because the program was killed at work."""
    oldest = time.time() - _ABANDONED_SECONDS
    for folder in place.glob(f"{_PRIVATE}*"):
        # another user's, or gone meanwhile
        with suppress(OSError):
            if max(one.stat().st_mtime for one in (folder, *folder.rglob("*"))) < oldest:
                _wipe(folder)


def _wipe(folder: Path) -> None:
    """Overwrites what a killed word processor may have left, then removes it."""
    for path in folder.rglob("*"):
        # a file that is gone by now, or still held open, must not undo a finished bundle
        with suppress(OSError):
            if path.is_file() and not path.is_symlink():
                path.write_bytes(b"\0" * path.stat().st_size)
    shutil.rmtree(folder, ignore_errors=True)


def to_pdf(data: bytes, ending: str, folder: str) -> bytes:
    """The document as PDF."""
    office = program()
    if not office:
        raise Refused(NO_PROGRAM)
    place = Path(folder, f"work-{os.getpid()}")
    profile = _profile(place)
    source, target = place / f"in.{ending}", place / "in.pdf"
    target.unlink(missing_ok=True)
    source.write_bytes(data)
    command = [
        office, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", "pdf", "--outdir", str(place), str(source),
    ]  # fmt: skip
    try:
        subprocess.run(  # noqa: S603 - the program is the one found above, the name our own
            command, capture_output=True, timeout=SECONDS, check=False, env=_environment(place)
        )
        if not target.exists():
            raise Refused(NOT_CONVERTED)
        return target.read_bytes()
    except subprocess.TimeoutExpired as error:
        raise Refused(TOO_SLOW, seconds=SECONDS) from error
    finally:
        source.unlink(missing_ok=True)
        target.unlink(missing_ok=True)


def _environment(place: Path) -> dict[str, str]:
    """Its own home, so that nothing of the document stays in the user's lists of recent files."""
    return {**os.environ, "HOME": str(place), "TMPDIR": str(place), "SAL_USE_VCLPLUGIN": "svp"}


def _profile(place: Path) -> Path:
    profile = place / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        items = "".join(
            f'<item oor:path="{_SECURITY}"><prop oor:name="{name}" oor:op="fuse">'
            f"<value>{value}</value></prop></item>"
            for name, value in _SETTINGS.items()
        )
        settings.write_text(
            '<?xml version="1.0" encoding="UTF-8"?><oor:items '
            'xmlns:oor="http://openoffice.org/2001/registry" '
            'xmlns:xs="http://www.w3.org/2001/XMLSchema">' + items + "</oor:items>",
            encoding="utf-8",
        )
    return profile
