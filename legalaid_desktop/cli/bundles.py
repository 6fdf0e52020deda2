"""``bundle build``: a case or any folder as one indexed, bookmarked, page-stamped PDF."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.cli.offices import add_errand, errand, opened
from legalaid_desktop.domain import bundles
from legalaid_desktop.domain.bundles import BundleReport, Entry, Exhibit, Remark, Step
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels.bundles import CHECKS, STEPS, filled
from legalaid_desktop.services.bundle_folders import build_from_folder

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

Documents = Sequence[Exhibit | Entry]
"""What a bundle holds, in the order of its numbers."""

SUMMARY = N_("Documents: {documents}, pages: {pages}, sheets in place of a document: {sheets}.")
LINE = N_("{number}. {title}: {reason}")


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    bundle = commands.add_parser("bundle", help="one PDF out of many documents")
    kinds = bundle.add_subparsers(metavar="WHAT", required=True)
    parser = kinds.add_parser("build", help="write a bundle; folders are sections")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--inputs", metavar="DIR", help="folder with the documents")
    source.add_argument("--case", metavar="NO", help="number of a case of the office")
    parser.add_argument("--out", required=True, metavar="F.pdf", help="the bundle to write")
    parser.add_argument("--language", choices=bundles.LANGUAGES, default="lo")
    parser.add_argument("--title", default="", help="what the cover says; else the folder's name")
    add_errand(parser)
    # also after the command, without undoing the one before it
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> dict[str, object]:
    """What is in the bundle, which documents a slip sheet stands for, and what was proved."""
    out = Path(args.out)
    if out.is_dir() or not out.absolute().parent.is_dir():
        raise InvalidValue("out", N_("There is no folder to write to."))
    spoken = args.language if args.language in i18n.LANGUAGES else i18n.SOURCE
    documents, report = _of_case(args, spoken) if args.case else _of_folder(args, spoken)
    return {**as_data(documents, report, spoken), "text": as_text(documents, report, spoken)}


def _of_folder(args: argparse.Namespace, spoken: str) -> tuple[Documents, BundleReport]:
    plan, report = build_from_folder(
        Path(args.inputs),
        Path(args.out),
        language=args.language,
        title=args.title,
        today=date.today(),  # noqa: DTZ011 - the day on the clerk's own calendar
        progress=_progress(spoken),
    )
    return bundles.exhibits(plan), report


def _of_case(args: argparse.Namespace, spoken: str) -> tuple[Documents, BundleReport]:
    with opened(args) as office:
        case = office.cases.by_number(args.case)
        if case.id is None:
            raise AssertionError("a stored case has an id")
        report = office.bundles.build(
            case.id,
            Path(args.out),
            args.language,
            errand=errand(args),
            progress=_progress(spoken),
        )
        documents = tuple(one for one in office.bundles.contents(case.id) if one.included)
    return documents, report


def _progress(language: str) -> bundles.Progress:
    """A line on standard error that moves along, where somebody is looking."""
    if not sys.stderr.isatty():
        return lambda _done, _total, _step: None

    def show(done: int, total: int, step: str) -> None:
        said = filled(STEPS[Step(step)], language, {})
        print(f"\r\033[K{said} {done}/{total}", end="", file=sys.stderr, flush=True)
        if step == Step.PROVE:
            print(file=sys.stderr)

    return show


def as_data(documents: Documents, report: BundleReport, language: str) -> dict[str, object]:
    """The report for another program."""
    return {
        "documents": report.documents,
        "pages": report.pages,
        "slip_sheets": [_remark(documents, one, language) for one in report.slip_sheets],
        "remarks": [_remark(documents, one, language) for one in report.remarks],
        "checks": [check.value for check in report.checks],
    }


def as_text(documents: Documents, report: BundleReport, language: str) -> str:
    """The report for a person."""
    counts = {
        "documents": report.documents,
        "pages": report.pages,
        "sheets": len(report.slip_sheets),
    }
    remarks = (_remark(documents, one, language) for one in (*report.slip_sheets, *report.remarks))
    return "\n".join(
        [
            filled(SUMMARY, language, counts),
            *(filled(LINE, language, remark) for remark in remarks),
            *(f"✓ {filled(CHECKS[check], language, {})}" for check in report.checks),
        ]
    )


def _remark(documents: Documents, remark: Remark, language: str) -> dict[str, object]:
    document = documents[remark.number - 1]
    return {
        "number": remark.number,
        "title": bundles.in_language(document.title_lo, document.title_en, language),
        "file": document.file_name if isinstance(document, Exhibit) else "",
        "reason": filled(remark.reason, language, remark.values),
    }
