"""What all papers share: the official header and the fixed words, in both languages."""

import tomllib
from collections.abc import Mapping
from functools import cache

from legalaid_desktop import assets
from legalaid_desktop.domain import reference
from legalaid_desktop.domain.paper_kinds import NOTHING, words


@cache
def _frame() -> Mapping[str, Mapping[str, object]]:
    path = assets.resource("papers", "frame.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def header(language: str) -> tuple[str, ...]:
    """The two lines above every official paper, and the separator."""
    lines = _frame()["header"]
    return (*reference.texts(lines, language), reference.text(lines, "separator"))


def word(language: str, name: str, group: str = "words", /, **values: object) -> str:
    """The words of that name with ``values`` in their places; raises ``Damaged`` if unknown."""
    return words(_frame()[group], name).of(language).format(**values)


def known(language: str, name: str, group: str) -> str:
    """The words of that name, or nothing where the frame has none."""
    return words(_frame()[group], name, NOTHING).of(language)
