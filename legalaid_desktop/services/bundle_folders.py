"""Any folder as a bundle: its folders are the sections, its files the documents."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from legalaid_desktop.domain.bundles import (
    BundlePlan,
    BundleReport,
    Content,
    Exhibit,
    Progress,
    Section,
)
from legalaid_desktop.domain.errors import NotFound, Refused
from legalaid_desktop.domain.lao import normalise, sort_key
from legalaid_desktop.i18n import N_

NO_FOLDER = N_("There is no folder of that name.")
LEADS_OUT = N_("This is a link to a file outside the folder; it was not followed.")
FOLDER_LINK = N_("This is a link to a folder; it was not followed.")
NO_FILE = N_("This is not an ordinary file.")
CLOSED = N_("This folder could not be opened.")

_SYSTEM = {"thumbs.db", "desktop.ini"}
_DIGITS = re.compile("([0-9]+)")


def plan_from_folder(
    folder: Path,
    *,
    language: str = "lo",
    title: str = "",
    created_on: date,
    without: Path | None = None,
) -> BundlePlan:
    """The plan of a bundle with everything in the folder, in the order a person would count.

    Args:
        without: a file to leave out, such as the bundle that is written into the same folder.
    """
    if not folder.is_dir():
        raise NotFound(NO_FOLDER)
    root = folder.resolve()
    left_out = without.resolve() if without else None
    sections = [_section(root, where, left_out) for where in _folders(root)]
    name = normalise(title or _readable(root.name))
    return BundlePlan(
        title_lo=name,
        title_en=name,
        sections=tuple(section for section in sections if section.exhibits),
        language=language,
        created_on=created_on,
    )


def build_from_folder(
    folder: Path,
    out: Path,
    *,
    language: str,
    title: str,
    today: date,
    progress: Progress = lambda _done, _total, _step: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[BundlePlan, BundleReport]:
    """Writes the bundle of a folder; what went in and what came out."""
    plan = plan_from_folder(folder, language=language, title=title, created_on=today, without=out)
    from legalaid_desktop.bundles import build  # loads what makes pages

    return plan, build.build(plan, out, progress, cancelled)


def _folders(root: Path) -> Iterator[Path]:
    """The folder itself and all below it, none twice, links not followed."""
    yield root
    for path in _listed(root):
        if path.is_dir() and not path.is_symlink() and os.access(path, os.R_OK | os.X_OK):
            yield from _folders(path)


def _section(root: Path, folder: Path, without: Path | None) -> Section:
    parts = folder.relative_to(root).parts
    name = normalise(" / ".join(_readable(part) for part in parts))
    exhibits = [
        _exhibit(root, path) for path in _listed(folder) if _is_document(path) and path != without
    ]
    return Section(title_lo=name, title_en=name, exhibits=tuple(exhibits))


def _listed(folder: Path) -> list[Path]:
    """What is in a folder, without hidden files, in natural order: 2 before 10."""
    seen = (path for path in folder.iterdir() if not _is_hidden(path))
    return sorted(seen, key=lambda path: _order(path.name))


def _is_hidden(path: Path) -> bool:
    if path.name.startswith((".", "~$")) or path.name.lower() in _SYSTEM:
        return True
    marks = getattr(path.lstat(), "st_file_attributes", 0)
    return bool(marks & getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0))


def _is_document(path: Path) -> bool:
    """Anything but a folder that is looked into on its own."""
    return path.is_symlink() or not path.is_dir() or not os.access(path, os.R_OK | os.X_OK)


def _order(name: str) -> list[tuple[int, object]]:
    parts = _DIGITS.split(normalise(_shown(name)))
    return [
        (0, int(part)) if at % 2 else (1, sort_key(part)) for at, part in enumerate(parts) if part
    ]


def _exhibit(root: Path, path: Path) -> Exhibit:
    name = normalise(_readable(path.stem))
    return Exhibit(
        title_lo=name, title_en=name, content=_content(root, path), file_name=_shown(path.name)
    )


def _content(root: Path, path: Path) -> Content:
    """The file, or the reason why it is none; nothing that waits for a writer is opened."""
    if path.is_symlink() and path.is_dir():
        return _refusal(FOLDER_LINK)
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        return _refusal(LEADS_OUT)
    if path.is_dir():
        return _refusal(CLOSED)
    if path.exists() and not path.is_file():
        return _refusal(NO_FILE)
    return path


def _refusal(reason: str) -> Callable[[], bytes]:
    def read() -> bytes:
        raise Refused(reason)

    return read


def _shown(name: str) -> str:
    """A name with bytes that are no letters still has to be printed."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _readable(name: str) -> str:
    return " ".join(part for part in _shown(name).replace("_", " ").split(" ") if part)
