"""``audit verify``, ``audit list``, ``audit sheet``: the trail proved, read and put on paper."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.cli import offices
from legalaid_desktop.domain import papers
from legalaid_desktop.domain.trail import Deed, Entry, Head, Line, Wanted, parse_head
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import changes
from legalaid_desktop.labels import trail as labels
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.trail import naming

if TYPE_CHECKING:
    from legalaid_desktop.services.office import Office

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

Result = dict[str, object]

ENDS = N_("The trail ends with {head}")
WRITTEN = N_("{file}: the sheet of {month}.")
_DAMAGED = 3
_EXIT = {True: 0, False: _DAMAGED}


def add(commands: "Commands") -> None:
    """Adds the commands to the parser."""
    parser = commands.add_parser("audit", help="who did what: prove, list, print")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    _add_verify(actions)
    _add_list(actions)
    _add_sheet(actions)


def _add_verify(actions: "Commands") -> None:
    verify = actions.add_parser("verify", help="prove every entry; exit 3 if one is bad")
    verify.add_argument(
        "--head", nargs="+", action="append", default=[], metavar=("N", "CODE"),
        help="number and code of a printed sheet; the first 16 letters are enough",
    )  # fmt: skip
    verify.add_argument(
        "--backup", action="append", default=[], metavar="FILE", type=Path,
        help="compare also where the trail ended in that backup",
    )  # fmt: skip
    _finish(verify, _verify)


def _add_list(actions: "Commands") -> None:
    listed = actions.add_parser("list", help="entries, the latest first")
    listed.add_argument("--by", default="", metavar="NAME", help="what that user did")
    listed.add_argument("--deed", type=Deed, choices=list(Deed), metavar="DEED")
    listed.add_argument("--case", default="", metavar="NO")
    listed.add_argument("--record", nargs=2, metavar=("KIND", "ID"), help="such as person 12")
    listed.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DAY")
    listed.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DAY")
    listed.add_argument("--before", type=int, metavar="N", help="entries with lower numbers")
    listed.add_argument("--limit", type=int, default=50, metavar="N")
    _finish(listed, _list)


def _add_sheet(actions: "Commands") -> None:
    sheet = actions.add_parser("sheet", help="the monthly sheet, to sign and keep on paper")
    sheet.add_argument("month", type=_month, metavar="YYYY-MM")
    sheet.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    offices.add_errand(sheet)
    _finish(sheet, _sheet, languages=papers.LANGUAGES)


def _finish(
    parser: argparse.ArgumentParser, run: object, languages: tuple[str, ...] = i18n.LANGUAGES
) -> None:
    parser.add_argument("--language", choices=languages, default=i18n.SOURCE)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _verify(args: argparse.Namespace) -> Result:
    known = [parse_head(f"{number}: {' '.join(code)}") for number, *code in args.head]
    with offices.opened(args) as office:
        known += [office.trail.end_of_backup(path) for path in args.backup]
        found = office.trail.verify(_tell, known=known)
    said = i18n.catalog(args.language).gettext(ENDS).format(head=labels.head(found.head))
    return {
        "sound": found.is_sound,
        "first_bad": found.first_bad,
        "flaws": [str(flaw) for flaw in found.flaws],
        "entries": found.head.seq,
        "destroyed": found.destroyed,
        "ends_compared": found.anchors,
        "head": _head(found.head),
        "exit": _EXIT[found.is_sound],
        "text": "\n".join([*labels.found(found, args.language), said]),
    }


def _list(args: argparse.Namespace) -> Result:
    kind, record = args.record or ("", None)
    wanted = Wanted(
        user=args.by,
        deed=args.deed,
        number=args.case,
        kind=kind,
        record=None if record is None else int(record),
        first=args.first,
        last=args.last,
    )
    with offices.opened(args) as office:
        found = list(_pages(office, wanted, args.before, args.limit))
    told = [row for line in found for row in _told(line, args.language)]
    return {"entries": [_plain(line) for line in found], "text": "\n".join(told)}


def _pages(office: "Office", wanted: Wanted, before: int | None, limit: int) -> Iterator[Line]:
    """So many entries, page by page."""
    while limit > 0:
        found = office.trail.page(wanted, before, min(limit, 100))
        yield from found
        if not found:
            return
        before, limit = found[-1].entry.seq, limit - len(found)


def _sheet(args: argparse.Namespace) -> Result:
    with offices.opened(args) as office:
        office.trail.save_sheet(args.month, args.language, args.out, offices.errand(args))
    told = i18n.catalog(i18n.SOURCE if args.language == "both" else args.language).gettext
    month = f"{args.month:%Y-%m}"
    return {
        "file": str(args.out),
        "month": month,
        "text": told(WRITTEN).format(file=args.out, month=month),
    }


def _told(line: Line, language: str) -> Iterator[str]:
    """The entry in a line, and one for each field below it."""
    entry = line.entry
    at = f"{_local(entry):%Y-%m-%d %H:%M}"
    parts = (labels.deed(entry.deed, language), labels.record(entry, line.number, language))
    said = "  ".join((f"{entry.seq}", at, labels.user(entry, language), " ".join(parts).strip()))
    yield f"{said}  ({entry.reason})" if entry.reason else said
    for name, values in entry.fields.items():
        if line.hidden:
            yield f"    {changes.field(name, language)}"
        else:
            yield f"    {changes.change(entry.kind, name, values, language, naming(line))}"


def _plain(line: Line) -> Result:
    entry = line.entry
    return {
        "number": entry.seq,
        "at": _local(entry).isoformat(),
        "user": entry.user,
        "deed": str(entry.deed),
        "kind": entry.kind,
        "record": entry.record,
        "case": line.number,
        "fields": dict(entry.fields),
        "reason": entry.reason,
        "hidden": line.hidden,
        "destroyed": entry.destroyed,
    }


def _local(entry: Entry) -> datetime:
    assert entry.at is not None  # noqa: S101 - every stored entry has its time
    return entry.at.astimezone(VIENTIANE)


def _head(head: Head) -> Result:
    return {"number": head.seq, "code": head.hash}


def _tell(done: int, of: int) -> None:
    """Per cent on standard error, where somebody is looking."""
    if sys.stderr.isatty():
        print(f"\r{100 * done // max(1, of)} %", end="", file=sys.stderr, flush=True)
