"""A bundle from its plan to a proved file, or no file at all."""

import contextlib
import io
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from pikepdf import Pdf

from legalaid_desktop.bundles import front, intake, isolation, office_files, prove
from legalaid_desktop.bundles.assemble import assemble, bookmark_title, stamp_texts
from legalaid_desktop.bundles.front import Placed
from legalaid_desktop.bundles.intake import Taken
from legalaid_desktop.domain import bundles
from legalaid_desktop.domain.bundles import BundlePlan, BundleReport, Check, Progress, Remark, Step
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_

NOT_WRITTEN = N_(
    "The bundle could not be written: the disk is full or the folder is closed to you."
)


def build(
    plan: BundlePlan,
    out: Path,
    progress: Progress = lambda _done, _total, _step: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> BundleReport:
    """Writes the bundle to ``out`` and says what is in it; a failure leaves what was there.

    Raises:
        Cancelled: ``cancelled`` answered yes.
        Damaged: the file that was written is not what was planned; it is removed.
        Refused: there is nothing to bundle, or it cannot be written.
    """
    bundles.checked(plan)
    taken = _take(plan, progress, cancelled)
    total = len(taken)
    progress(total, total, Step.FRONT)
    first_pages, placed = _front(plan, taken)
    missing = [one for one in taken if one.refusal is not None]
    slips = front.slip_sheets(plan, missing) if missing else b""
    part = out.with_name(f".{secrets.token_hex(8)}.part")
    try:
        progress(total, total, Step.ASSEMBLE)
        assemble(plan, first_pages, slips, placed, part, cancelled)
        progress(total, total, Step.PROVE)
        checks = _prove(plan, placed, part, cancelled)
        _publish(part, out)
    except OSError as error:
        raise Refused(NOT_WRITTEN) from error
    finally:
        part.unlink(missing_ok=True)
    return _report(placed, checks)


def _take(plan: BundlePlan, progress: Progress, cancelled: Callable[[], bool]) -> list[Taken]:
    """All documents in the order of their numbers."""
    exhibits = bundles.exhibits(plan)
    taken: list[Taken] = []
    progress(0, len(exhibits), Step.READ)
    with office_files.private_folder() as folder:
        for one in intake.take(exhibits, folder, cancelled):
            taken.append(one)
            progress(len(taken), len(exhibits), Step.READ)
    return sorted(taken, key=lambda one: one.number)


def _front(plan: BundlePlan, taken: list[Taken]) -> tuple[bytes, list[Placed]]:
    """Cover and index, drawn once to know their length and again with the numbers."""
    length = 2
    while True:
        placed = _placed(taken, length + 1)
        total = placed[-1].last
        made = front.cover_and_index(plan, placed, total)
        with Pdf.open(io.BytesIO(made)) as pdf:
            pages = len(pdf.pages)
        if pages == length:
            return made, placed
        if pages < length:
            raise ValueError("the index became shorter with larger numbers")
        length = pages


def _placed(taken: list[Taken], first: int) -> list[Placed]:
    placed = []
    for one in taken:
        placed.append(Placed(taken=one, first=first, last=first + one.pages - 1))
        first += one.pages
    return placed


def _prove(
    plan: BundlePlan, placed: list[Placed], part: Path, cancelled: Callable[[], bool]
) -> tuple[Check, ...]:
    firsts = [one.first for one in placed]
    titles = [bookmark_title(plan, one) for one in placed]
    stamps = stamp_texts(plan.language, placed[-1].last)
    arguments = (str(part), firsts, titles, stamps)
    job = isolation.Job(task=prove.prove, arguments=lambda: arguments, seconds=prove.SECONDS)
    ((_, answer),) = isolation.run([job], workers=1, cancelled=cancelled)
    if answer.refusal is not None:
        raise answer.refusal
    passed = answer.facts["checks"]
    return tuple(check for check in Check if isinstance(passed, list) and check.value in passed)


def _publish(part: Path, out: Path) -> None:
    """Makes the finished file appear whole, under its name, also if the power fails."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(out)
    with contextlib.suppress(OSError, AttributeError):  # Windows does not open folders
        folder = os.open(out.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def _report(placed: list[Placed], checks: tuple[Check, ...]) -> BundleReport:
    taken = [one.taken for one in placed]
    return BundleReport(
        documents=len(taken),
        pages=placed[-1].last,
        slip_sheets=tuple(
            Remark(number=one.number, reason=one.refusal.reason, values=one.refusal.values)
            for one in taken
            if one.refusal is not None
        ),
        remarks=tuple(
            Remark(number=one.number, reason=reason, values=values)
            for one in taken
            for reason, values in one.notes.items()
        ),
        checks=checks,
    )
