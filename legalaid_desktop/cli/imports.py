"""``import FILE``: people and cases out of a spreadsheet; ``--dry-run`` only says what would be."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop.cli.offices import opened
from legalaid_desktop.domain.imports import ImportRun
from legalaid_desktop.labels import imports as labels
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.import_matches import batched
from legalaid_desktop.services.imports import Preview

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("import", help="take in people and cases from a spreadsheet")
    parser.add_argument("file", metavar="FILE", type=Path, help=".xlsx or .csv")
    parser.add_argument("--dry-run", action="store_true", help="keep nothing, say what would be")
    parser.add_argument("--faulty", metavar="OUT", type=Path, help="write the other rows there")
    parser.add_argument("--language", choices=("lo", "en"), default="en")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> dict[str, object]:
    """What became of the rows of the first table in the file."""
    waiting: list[str] = []
    with opened(args) as office:
        file = office.imports.read(args.file)
        sheet = file.sheets[0]
        before = file.earlier(sheet)
        preview = office.imports.preview(sheet, office.imports.guess(sheet), before=before)
        if args.faulty and preview.faulty:
            office.imports.write_faulty(args.faulty, sheet, preview, args.language)
        if args.dry_run:
            counts = {"rows": len(preview.rows), "faulty": len(preview.faulty)}
        else:
            made = office.imports.take_in(preview, file.key(sheet))
            counts = {
                name: getattr(made, name) for name in ("rows", "taken", "same", "left", "faulty")
            }
            waiting = [
                case.number
                for part in batched(made.cases)
                for case in office.conflicts.run_several(part)
            ]
            counts["conflicts"] = len(waiting)
    why = list(_why(preview, args.language))
    said = [*_earlier(before), *(f"{name}: {count}" for name, count in counts.items()), *why]
    said += [f"possible conflict, to be answered: {number}" for number in waiting]
    return {**counts, "problems": why, "waiting": waiting, "text": "\n".join(said)}


def _earlier(runs: Sequence[ImportRun]) -> list[str]:
    """That the table came in before, and what that means."""
    days = sorted({run.at.astimezone(VIENTIANE).date().isoformat() for run in runs})
    return [f"taken in before, on {', '.join(days)}: whoever it brought is left"] if days else []


def _why(preview: Preview, language: str) -> Iterator[str]:
    """Row by row; what stands in the cells is not repeated but where a sentence needs it."""
    for row in preview.faulty:
        said = "; ".join(labels.problem(one, language) for one in row.problems)
        yield f"{row.number}: {said}"
