"""``conflicts check NAME ...``: who in the files of the office may be somebody of that name."""

import argparse
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.cli.offices import opened
from legalaid_desktop.domain import conflicts
from legalaid_desktop.domain.conflicts import Findings, ShownHit
from legalaid_desktop.domain.name_index import Known
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import conflicts as labels

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

NOBODY = N_("Nobody of that name was found.")


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("conflicts", help="check names for conflicts of interest")
    verbs = parser.add_subparsers(metavar="check", required=True)
    check = verbs.add_parser("check", help="who may be somebody of these names")
    check.add_argument("names", metavar="NAME", nargs="+")
    check.add_argument("--phone", action="append", default=[])
    check.add_argument("--id-number", default="")
    check.add_argument("--born", default="", help="2001-04-17, or the year alone")
    check.add_argument("--language", choices=("lo", "en"), default="en")
    check.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    check.set_defaults(run=run)


def run(args: argparse.Namespace) -> dict[str, object]:
    """The hits, the weightiest first; of hidden cases no more than that the manager is asked."""
    asked = Known(
        names=tuple(args.names),
        id_numbers=(args.id_number,),
        phones=tuple(args.phone),
        born=args.born,
    )
    with opened(args) as office:
        found = office.conflicts.check_name(asked)
    return {
        "hits": [_hit(hit, args.language) for hit in found.hits],
        "ask_manager": found.is_hidden,
        "text": _text(found, args.language),
    }


def _hit(hit: ShownHit, language: str) -> dict[str, object]:
    if hit.is_pointer:
        return {"case": hit.case_number, "code_name": hit.code_name}
    return {
        "name": labels.name(hit, language),
        "places": list(hit.places),
        "case": hit.case_number,
        "score": hit.score,
        "how": list(hit.how),
        "closed": hit.is_closed,
    }


def _text(found: Findings, language: str) -> str:
    told = i18n.catalog(language).gettext
    lines = [
        "  ".join(filter(None, (labels.title(hit, language), labels.why(hit, language))))
        for hit in found.hits
    ]
    if found.is_hidden:
        lines.append(told(conflicts.ASK_MANAGER))
    return "\n".join(lines or [told(NOBODY)])
