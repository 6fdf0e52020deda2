"""``codes export``: a case of trafficking in the codes of HTCDS, as .csv."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop.cli import offices

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("codes", help="a case of trafficking in the codes of HTCDS")
    verbs = parser.add_subparsers(metavar="export", required=True)
    export = verbs.add_parser("export", help="write them as .csv, without names, days or texts")
    export.add_argument("--case", required=True, metavar="NO")
    export.add_argument("--out", type=Path, required=True, metavar="F.csv")
    offices.add_errand(export)
    export.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    export.set_defaults(run=run)


def run(args: argparse.Namespace) -> dict[str, object]:
    """The file, the number of its copy, and the values that stand in it."""
    with offices.opened(args) as office:
        case = office.cases.by_number(args.case)
        copy = office.htcds.save(case.id or 0, args.out, offices.errand(args))
        found = office.htcds.of_case(case.id or 0)
    return {
        "file": str(args.out),
        "copy": copy.number,
        "people": [dict(one.values) for one in found],
        "text": str(args.out),
    }
