"""``search TEXT``: everything that holds the words: people, cases, notes, papers, files."""

import argparse
from typing import TYPE_CHECKING, Any

from legalaid_desktop.cli.offices import opened
from legalaid_desktop.domain.search import Found, Kind
from legalaid_desktop.labels import search as labels

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

EACH = 100_000
"""More than any office has: a list that ends early would look like all there is."""
_WORDS = {
    Kind.PERSON: "people", Kind.CASE: "cases", Kind.EVENT: "notes", Kind.DEADLINE: "deadlines",
    Kind.PAPER: "papers", Kind.ATTACHMENT: "files", Kind.TASK: "tasks", Kind.LETTER: "letters",
    Kind.HOLDING: "holdings", Kind.PROTECTION: "protection", Kind.INTAKE: "intakes",
    Kind.AID: "aid", Kind.COPY: "copies",
}  # fmt: skip


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("search", help="find anything")
    parser.add_argument("words", metavar="TEXT")
    parser.add_argument("--kind", choices=tuple(_WORDS.values()), action="append", default=[])
    parser.add_argument("--language", choices=("lo", "en"), default="en")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> dict[str, object]:
    """What was found; restricted cases show their code name only."""
    wanted = [kind for kind, word in _WORDS.items() if word in args.kind or not args.kind]
    with opened(args) as office:
        while office.search.build():  # an office of an earlier program has no index yet
            pass
        found = office.search.find(args.words, wanted, EACH)
        unread = office.search.progress().unread
    said = {
        _WORDS[kind]: [_line(one, args.language) for one in found[kind].lines]
        if kind in found
        else []
        for kind in wanted
    }
    text = "\n".join(line for lines in said.values() for line in lines)
    return {**said, "unread_files": unread, "text": text}


def _line(found: Found, language: str) -> str:
    """What it is and what of it matched, in one line."""
    record: Any = found.record
    if found.kind is Kind.CASE and found.case is not None:
        return labels.title(found, language).replace(" · ", "  ", 1)
    if found.kind is Kind.PERSON:
        return labels.title(found, language)
    why = found.snippet.text or labels.reason(found, language, quiet=True)
    return f"{labels.title(found, language)}  {why}" if record is not None else ""
