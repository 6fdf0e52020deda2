"""What the program remembers on this computer between two starts; nothing of clients."""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from platformdirs import user_config_path

SCALES = (0, 100, 125, 150, 175, 200)
"""Sizes of the window in per cent; 0 follows the system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Language, look, size and place of the window, and the folder of the last office.

    Attributes:
        theme: ``system``, ``light`` or ``dark``.
        scale: per cent, or 0 for what the system says; used at the next start.
        lock_after: minutes without a key or a click until the office locks; 0 is never.
        geometry: Qt's own note of where the window was, in base64.
    """

    language: str = "lo"
    theme: str = "system"
    scale: int = 0
    lock_after: int = 10
    office: str = ""
    geometry: str = ""


def default_path() -> Path:
    """Where the settings lie on this computer."""
    return user_config_path("legalaid-desktop", appauthor=False) / "settings.json"


def load(path: Path) -> Settings:
    """The settings kept there; what is missing, unknown or unreadable falls back to the usual."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    usual = Settings()
    known = {f.name: type(getattr(usual, f.name)) for f in fields(Settings)}
    return Settings(**{k: v for k, v in kept.items() if k in known and type(v) is known[k]})


def save(path: Path, settings: Settings) -> None:
    """Keeps the settings, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(asdict(settings), stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)
