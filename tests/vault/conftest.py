"""Offices to attack: with a cheap key, and an old one as an earlier program left it."""

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

OLD = Path(__file__).parents[1] / "data" / "offices" / "0001.zip"
"""Ten made-up cases as the program before the vault kept them, with the records it showed."""


@pytest.fixture
def old_office(tmp_path):
    """The folder of an office of revision 0001, and what is in it."""
    folder = tmp_path / "old"
    with zipfile.ZipFile(OLD) as stored:
        stored.extractall(folder)
    expected = folder / "expected.json"
    shown = json.loads(expected.read_bytes())
    expected.unlink()
    return folder, shown


@pytest.fixture
def full_disk(tmp_path):
    """A disk of 6 MB, where the system lets us mount one, and what takes its room.

    The second part, called with a number, leaves so many KiB; called with ``None`` it gives back
    all that it took.
    """
    disk, mount = tmp_path / "disk", shutil.which("mount")
    disk.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)]
    if not mount or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")

    def leave(spare):
        film = disk / "film.mp4"
        film.unlink(missing_ok=True)
        if spare is None:
            return
        room = os.statvfs(disk)
        film.write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - spare * 1024)))

    yield disk, leave
    subprocess.run(["umount", str(disk)], check=True)
