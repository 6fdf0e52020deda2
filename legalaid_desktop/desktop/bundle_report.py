"""The report of a finished bundle as rows: slip sheets first, then remarks and proofs."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.bundles import BundleReport, Remark
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import bundles as labels

COUNTS = N_("Documents: {documents}, pages: {pages}")


def rows_of(report: BundleReport, titles: Mapping[int, str]) -> list[Row]:
    """The rows, those that ask for attention first; ``titles`` by the number in the bundle."""
    counts = filled(COUNTS, documents=report.documents, pages=report.pages)
    whole = filled(N_("Every document is in it.")) if not report.slip_sheets else ""
    rows = [Row(counts, whole, Chip(N_("proved"), "good"))]
    slip = N_("slip sheet")
    rows += [_row([remark], titles, Chip(slip, "urgent")) for remark in report.slip_sheets]
    of_one = groupby(report.remarks, key=attrgetter("number"))
    rows += [_row(list(remarks), titles, None) for _number, remarks in of_one]
    checks = [filled(labels.CHECKS[check]) for check in report.checks]
    rows.append(Row(filled(N_("Proved on the finished file")), " ".join(checks)))
    return rows


def _row(remarks: Sequence[Remark], titles: Mapping[int, str], chip: Chip | None) -> Row:
    said = [labels.filled(one.reason, i18n.current(), one.values) for one in remarks]
    number = remarks[0].number
    return Row(f"{number}. {titles.get(number, '')}", " ".join(said), chip)
