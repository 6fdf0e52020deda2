"""``demo [DIR]``: a made-up office, its papers and a case bundle, to look at the program with."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.i18n import gettext as _
from legalaid_desktop.services.clock import now
from legalaid_desktop.services.demo import DemoReport, free_folder, make_demo

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

CASES = 12


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("demo", help="make a made-up office to look at")
    parser.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        help="a new folder; by default a temporary one",
    )
    parser.add_argument(
        "--cases", metavar="N", type=_count, default=CASES, help="how many further cases to draw"
    )
    parser.add_argument(
        "--seed", metavar="S", type=int, default=1, help="the same seed draws the same cases"
    )
    parser.add_argument("--language", choices=i18n.LANGUAGES, default=i18n.SOURCE)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> dict[str, object]:
    """Makes the office and says where it is and how to open it."""
    folder = Path(args.folder).resolve() if args.folder else free_folder()
    report = make_demo(folder, cases=args.cases, seed=args.seed, progress=_show, now=now())
    return {
        "office": str(report.folder),
        "user": report.user,
        "passphrase": report.passphrase,
        "cases": report.cases,
        "papers": [str(path) for path in report.papers],
        "bundles": [str(path) for path in report.bundles],
        "recovery": [str(path) for path in report.sheets],
        "pages": report.pages,
        "slip_sheets": report.slip_sheets,
        "text": _text(report),
    }


def _text(report: DemoReport) -> str:
    lines = (
        _("A made-up office with {cases} cases; nobody in it is a real person: {office}"),
        _("{papers} papers as PDF: {paper_folder}"),
        _("A case bundle of {pages} pages: {bundle}"),
        _("Documents in it that a page of explanation stands for: {slip_sheets}"),
        _("Its recovery sheet, which opens it without the passphrase: {sheet}"),
        _("To open it: start the program and choose this office."),
        _("Name: {user}   Passphrase: {passphrase}"),
    )
    return "\n".join(lines).format(
        cases=report.cases,
        office=report.folder,
        papers=len(report.papers),
        paper_folder=report.papers[0].parent,
        pages=report.pages,
        bundle=report.bundles[0],
        sheet=report.sheets[0],
        slip_sheets=report.slip_sheets,
        user=report.user,
        passphrase=report.passphrase,
    )


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 10_000:
        raise ValueError(text)
    return number


def _show(done: int, total: int) -> None:
    """A line that counts up, for somebody who watches; nothing in a pipe."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{done} / {total}", end=end, file=sys.stderr, flush=True)
