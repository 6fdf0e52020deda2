"""``export people|cases FILE``: the list of all people or cases, into a spreadsheet."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop.cli.offices import opened
from legalaid_desktop.domain.office_lists import ListKind

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("export", help="write the list of people or cases")
    parser.add_argument("kind", choices=[kind.value for kind in ListKind])
    parser.add_argument("file", metavar="FILE", type=Path, help=".xlsx or .csv")
    parser.add_argument("--why", required=True, metavar="REASON", help="what it is for")
    parser.add_argument("--language", choices=("lo", "en"), default="lo")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> dict[str, object]:
    """Which number the list has in the trail."""
    with opened(args) as office:
        number = office.lists.write(ListKind(args.kind), args.file, args.language, args.why)
    return {"number": number, "text": f"written, number {number}; restricted cases are left out"}
