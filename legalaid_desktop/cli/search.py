"""``search TEXT``: people and cases whose names and numbers hold the text."""

import argparse
from typing import TYPE_CHECKING

from legalaid_desktop.cli.offices import opened
from legalaid_desktop.domain import cases, people

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

MOST = 100_000
"""More than any office has: a list that ends early would look like all there is."""


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("search", help="find people and cases")
    parser.add_argument("words", metavar="TEXT")
    parser.add_argument("--language", choices=("lo", "en"), default="en")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> dict[str, object]:
    """What was found; restricted cases show their code name only."""
    with opened(args) as office:
        found_people = office.people.page(args.words, limit=MOST).lines
        found_cases = office.cases.page(args.words, limit=MOST).lines
    persons = [people.name(person, args.language) for person, _client in found_people]
    matters = [
        f"{line.case.number}  "
        f"{cases.shown_name(line.case, cases.subject(line.case, args.language))}"
        for line in found_cases
    ]
    return {"people": persons, "cases": matters, "text": "\n".join([*persons, *matters])}
