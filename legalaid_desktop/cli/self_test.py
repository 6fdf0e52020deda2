"""``self-test``: whether this copy of the program is whole."""

import argparse
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.i18n import gettext as _
from legalaid_desktop.services import self_test

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("self-test", help="check that this copy of the program is whole")
    parser.add_argument("--language", choices=i18n.LANGUAGES, default=i18n.SOURCE)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> dict[str, object]:
    """What was tried, and what is wrong; exit code 1 if anything is."""
    del args
    results = list(self_test.run())
    lines = [f"{_(one.name)}: {one.wrong or _('all right')}" for one in results]
    return {
        "checks": {one.name: one.wrong or "ok" for one in results},
        "ok": not any(one.wrong for one in results),
        "exit": int(any(one.wrong for one in results)),
        "text": "\n".join(lines),
    }
