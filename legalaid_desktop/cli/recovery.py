"""``recovery``: the sheets of paper that open the office when its passphrases are forgotten."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.cli import offices
from legalaid_desktop.domain import papers
from legalaid_desktop.domain.recovery import SheetSet
from legalaid_desktop.domain.recovery_codes import NEEDED, WHOLE
from legalaid_desktop.domain.recovery_codes import read as read_code
from legalaid_desktop.i18n import N_
from legalaid_desktop.i18n import gettext as _
from legalaid_desktop.labels import recovery as labels
from legalaid_desktop.services import doors

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

Result = dict[str, object]

MADE = N_(
    "Made: {files}\nEach file opens the office: print it, delete it, then type the codes back with "
    "“recovery confirm”. Until then the older sheets stay good."
)
CODE = N_("Code {number}: ")


def add(commands: "Commands") -> None:
    """Adds the commands to the parser."""
    parser = commands.add_parser("recovery", help="sheets that open the office again")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    made = actions.add_parser("make", help="new sheets as PDF: one key, or five shares")
    made.add_argument("--out", type=Path, required=True, metavar="DIR")
    made.add_argument("--shares", action="store_true", help="five, of which any two open")
    _finish(made, _make, papers.LANGUAGES)
    _finish(actions.add_parser("confirm", help="type new sheets back; older ones end"), _confirm)
    _finish(actions.add_parser("check", help="try sheets; nothing is opened"), _check)
    _finish(actions.add_parser("status", help="which sheets open the office"), _status)


def _finish(
    parser: argparse.ArgumentParser, run: object, languages: tuple[str, ...] = i18n.LANGUAGES
) -> None:
    parser.add_argument("--language", choices=languages, default=i18n.SOURCE)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def _make(args: argparse.Namespace) -> Result:
    own = offices.passphrase(args)
    offices.require_folder(args.out)
    with offices.opened(args) as office:
        sheets = office.recovery.make(own, shared=args.shares)
        files = office.recovery.save_sheets(sheets, args.language, args.out)
    named = [str(path) for path in files]
    text = _(MADE).format(files=", ".join(named))
    return {"set": sheets[0].set, "shares": args.shares, "files": named, "text": text}


def _confirm(args: argparse.Namespace) -> Result:
    with offices.opened(args) as office:
        name = office.recovery.confirm(_typed())
    return {"set": name, "text": _(labels.CONFIRMED).format(name=name)}


def _check(args: argparse.Namespace) -> Result:
    """Needs no passphrase: it is what somebody does who has forgotten it."""
    name = doors.try_sheets(offices.folder(args), _typed())
    return {"set": name, "text": _(labels.GOOD).format(name=name)}


def _status(args: argparse.Namespace) -> Result:
    with offices.opened(args) as office:
        found = office.recovery.state()
    lines = [labels.need(found.need, args.language)]
    lines += [f"{one.name}  {labels.told(one, args.language)}" for one in found.sets]
    if found.used is not None:
        lines.append(labels.used(found.used, args.language))
    return {
        "need": str(found.need),
        "sets": [_plain(one) for one in found.sets],
        "text": "\n".join(filter(None, lines)),
    }


def _typed() -> list[str]:
    """The codes, a line each; a second one is asked for where the first is a share."""
    typed: list[str] = []
    while len(typed) < NEEDED:
        if sys.stdin.isatty():
            print(_(CODE).format(number=len(typed) + 1), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line.strip():
            break
        typed.append(line)
        if read_code(line).index == WHOLE:
            break
    return typed


def _plain(one: SheetSet) -> Result:
    moments = {
        "made": one.made_at,
        "confirmed": one.confirmed_at,
        "rehearsed": one.rehearsed_at,
    }
    return {
        "set": one.name,
        "shares": one.shared,
        "made_by": one.made_by,
        **{name: at.isoformat() if at else None for name, at in moments.items()},
    }
