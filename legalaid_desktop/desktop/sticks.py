"""Disks and sticks that can be carried away: which are here, and how much room they have."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

_BLOCKS = Path("/sys/class/block")
_IDS = Path("/dev/disk/by-uuid")
_REMOVABLE = 2
_FOLDERS = ("/media/", "/run/media/", "/mnt/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stick:
    """A stick that is plugged in.

    Attributes:
        id: of the volume; the same wherever it is plugged in.
        label: as its owner called it, may be empty.
    """

    id: str
    label: str
    root: Path
    free: int


def present() -> list[Stick]:
    """The sticks that are plugged in and can be written."""
    return found(QStorageInfo.mountedVolumes())


def found(volumes: Iterable[QStorageInfo]) -> list[Stick]:
    """Those of the volumes that are sticks."""
    return [
        Stick(
            id=_id(volume.device().toStdString()),
            label=volume.name(),
            root=Path(volume.rootPath()),
            free=volume.bytesAvailable(),
        )
        for volume in volumes
        if volume.isReady() and not volume.isReadOnly() and _is_stick(volume)
    ]


def _is_stick(volume: QStorageInfo) -> bool:
    root = volume.rootPath()
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOVABLE)
    device = os.path.realpath(volume.device().toStdString())
    if not device.startswith("/dev/"):
        return False
    block = (_BLOCKS / Path(device).name).resolve()
    flags = (block / "removable", block.parent / "removable")
    marked = any(flag.exists() and flag.read_text().strip() == "1" for flag in flags)
    return marked or root.startswith(_FOLDERS)


def _id(device: str) -> str:
    """The volume's own id; on Windows the device is one."""
    if not _IDS.is_dir():
        return device
    real = os.path.realpath(device)
    known = (path.name for path in _IDS.iterdir() if os.path.realpath(path) == real)
    return next(known, device)
