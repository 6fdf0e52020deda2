"""``bundle build``: a case or any folder as one indexed, bookmarked, page-stamped PDF."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.domain import bundles
from legalaid_desktop.domain.bundles import BundlePlan, BundleReport, Remark, Step
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels.bundles import CHECKS, STEPS, filled
from legalaid_desktop.services.bundle_folders import build_from_folder

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

SUMMARY = N_("{documents} documents, {pages} pages, {sheets} sheets in place of a document.")
LINE = N_("{number}. {title}: {reason}")


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    bundle = commands.add_parser("bundle", help="one PDF out of many documents")
    kinds = bundle.add_subparsers(metavar="WHAT", required=True)
    parser = kinds.add_parser("build", help="write a bundle; folders are sections")
    parser.add_argument("--inputs", required=True, metavar="DIR", help="folder with the documents")
    parser.add_argument("--out", required=True, metavar="F.pdf", help="the bundle to write")
    parser.add_argument("--language", choices=bundles.LANGUAGES, default="lo")
    parser.add_argument("--title", default="", help="what the cover says; else the folder's name")
    # also after the command, without undoing the one before it
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> dict[str, object]:
    """What is in the bundle, which documents a slip sheet stands for, and what was proved."""
    out = Path(args.out)
    if out.is_dir() or not out.absolute().parent.is_dir():
        raise InvalidValue("out", N_("There is no folder to write to."))
    spoken = args.language if args.language in i18n.LANGUAGES else i18n.SOURCE
    today = date.today()  # noqa: DTZ011 - the day on the clerk's own calendar
    plan, report = build_from_folder(
        Path(args.inputs),
        out,
        language=args.language,
        title=args.title,
        today=today,
        progress=_progress(spoken),
    )
    return {**as_data(plan, report, spoken), "text": as_text(plan, report, spoken)}


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


def as_data(plan: BundlePlan, report: BundleReport, language: str) -> dict[str, object]:
    """The report for another program."""
    return {
        "documents": report.documents,
        "pages": report.pages,
        "slip_sheets": [_remark(plan, one, language) for one in report.slip_sheets],
        "remarks": [_remark(plan, one, language) for one in report.remarks],
        "checks": [check.value for check in report.checks],
    }


def as_text(plan: BundlePlan, report: BundleReport, language: str) -> str:
    """The report for a person."""
    counts = {
        "documents": report.documents,
        "pages": report.pages,
        "sheets": len(report.slip_sheets),
    }
    remarks = (_remark(plan, one, language) for one in (*report.slip_sheets, *report.remarks))
    return "\n".join(
        [
            filled(SUMMARY, language, counts),
            *(filled(LINE, language, remark) for remark in remarks),
            *(f"✓ {filled(CHECKS[check], language, {})}" for check in report.checks),
        ]
    )


def _remark(plan: BundlePlan, remark: Remark, language: str) -> dict[str, object]:
    exhibit = bundles.exhibits(plan)[remark.number - 1]
    return {
        "number": remark.number,
        "title": bundles.in_language(exhibit.title_lo, exhibit.title_en, language),
        "file": exhibit.file_name,
        "reason": filled(remark.reason, language, remark.values),
    }
