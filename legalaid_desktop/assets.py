"""Finds ``ui/``, ``translations/`` and ``resources/``, in a checkout and in a wheel."""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds ``ui``, ``translations`` and ``resources``."""
    package = Path(__file__).resolve().parent
    carried = package / "_data"  # a wheel carries them inside the package
    return carried if carried.is_dir() else package.parent


def form(name: str) -> Path:
    """The Designer form of that name."""
    return root() / "ui" / f"{name}.ui"


def translation(language: str) -> Path:
    """The catalog of that language."""
    return root() / "translations" / f"{language}.po"


def resource(*parts: str) -> Path:
    """A file or folder under ``resources``."""
    return root().joinpath("resources", *parts)
