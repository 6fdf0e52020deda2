"""Paths that somebody typed."""

from pathlib import Path


def path(typed: str) -> Path:
    """The path; ``~`` at its start is a home folder, if there is one of that name."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)
