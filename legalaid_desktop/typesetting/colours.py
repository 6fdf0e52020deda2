"""Colours by name or as #rrggbb, and as PDF operators."""

from functools import lru_cache

from reportlab.lib.colors import getAllNamedColors


@lru_cache(256)
def rgb(name: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1.

    Raises:
        ValueError: no such colour.
    """
    digits = name.removeprefix("#")
    if name.startswith("#") and len(digits) == 6:
        red, green, blue = bytes.fromhex(digits)
        return red / 255, green / 255, blue / 255
    named = getAllNamedColors().get(name.lower())
    if named is None:
        raise ValueError(f"{name} is no colour")
    return float(named.red), float(named.green), float(named.blue)


@lru_cache(256)
def fill(name: str) -> str:
    """Sets the colour of letters and areas."""
    return " ".join(f"{part:.4g}" for part in rgb(name)) + " rg"


@lru_cache(256)
def stroke(name: str) -> str:
    """Sets the colour of lines."""
    return " ".join(f"{part:.4g}" for part in rgb(name)) + " RG"
