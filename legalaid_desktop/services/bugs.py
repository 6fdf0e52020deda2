"""What can be said of a bug without a word of what the program was working on."""

import platform
import traceback
from pathlib import Path

import legalaid_desktop

_PACKAGE = Path(legalaid_desktop.__file__).parent


def report(error: BaseException, *versions: str) -> str:
    """Versions, kinds of error and places in the code; never a message, which may hold a name."""
    parts = (f"Python {platform.python_version()}", *versions)
    lines = [
        f"legalaid-desktop {legalaid_desktop.__version__}",
        f"{', '.join(parts)}, {platform.system()} {platform.release()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append("")
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [f"  {_place(f)}" for f in traceback.extract_tb(seen.__traceback__)]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    inside = path.is_relative_to(_PACKAGE)
    name = path.relative_to(_PACKAGE).as_posix() if inside else path.name
    return f"{name}:{frame.lineno} {frame.name}"
