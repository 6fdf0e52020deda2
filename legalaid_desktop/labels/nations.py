"""Nations in words: the Lao PDR and its neighbours first, the others by name."""

from functools import cache

from babel import Locale

from legalaid_desktop.domain.lao import sort_key

FIRST = ("LA", "TH", "VN", "CN", "KH", "MM")


def name(code: str, language: str) -> str:
    """The nation's name in that language."""
    return _names(language).get(code, code)


def is_known(code: str) -> bool:
    """Whether a nation has that code."""
    return code in _names("en")


@cache
def choices(language: str) -> tuple[tuple[object, str], ...]:
    """Codes and names for a list to choose from."""
    names = _names(language)
    rest = sorted(names.keys() - set(FIRST), key=lambda code: sort_key(names[code]))
    return tuple((code, names[code]) for code in (*FIRST, *rest))


@cache
def _names(language: str) -> dict[str, str]:
    found = {str(code): str(told) for code, told in Locale.parse(language).territories.items()}
    no_nations = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
    return {
        code: told
        for code, told in found.items()
        if len(code) == len("LA") and code.isalpha() and code not in no_nations
    }
