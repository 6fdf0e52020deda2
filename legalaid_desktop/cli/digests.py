"""``digest``: the morning of who signs in, as PDF."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop.cli import offices

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("digest", help="the morning of who signs in, as PDF")
    parser.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    parser.add_argument("--language", choices=("lo", "en", "both"), default="lo")
    parser.add_argument(
        "--names", action="store_true", help="say names where the clients agreed; else numbers"
    )
    offices.add_errand(parser)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> dict[str, object]:
    """The file, the numbers of the cases that it names, and those that it does not."""
    errand = offices.errand(args)
    with offices.opened(args) as office:
        found = office.digests.naming(errand) if args.names else ()
        office.digests.sheet(args.language, errand, args.out, named=args.names)
    return {
        "file": str(args.out),
        "named": [one.number for one in found if one.is_named],
        "by_number": [one.number for one in found if not one.is_named],
        "text": str(args.out),
    }
