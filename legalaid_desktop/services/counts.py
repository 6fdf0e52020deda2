"""Counts of cases, people and services: one table at a time, on screen, on paper, as a file.

Every case counts, also one that nobody but its team sees: a number shows nothing of it. So the
numbers are for the head of the office, and each table that is looked at stands in the trail.
Whatever is for anybody else hides its small numbers, whether or not that was asked for.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop import documents
from legalaid_desktop.bundles import spreadsheets
from legalaid_desktop.domain import counts
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.counted import By
from legalaid_desktop.domain.counts import CountChoice, CountTable
from legalaid_desktop.domain.trail import Deed, Fields
from legalaid_desktop.i18n import LANGUAGES
from legalaid_desktop.labels import closings as closing_labels
from legalaid_desktop.labels import counts as labels
from legalaid_desktop.labels import nations
from legalaid_desktop.services import exports, reference
from legalaid_desktop.services.copies import enter_without_case, is_ours
from legalaid_desktop.services.desk import ONE_LOOK, Desk
from legalaid_desktop.storage import counts as stored
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import trail

if TYPE_CHECKING:
    from datetime import datetime

KIND = "counts"
"""What the trail calls a table."""
SHEET = ".xlsx"


class Counts:
    """The numbers of the office, for who may see them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looked: dict[CountChoice, datetime] = {}

    def table(self, wanted: CountChoice) -> CountTable:
        """The table; raises ``InvalidValue`` for an answer that does not fit."""
        clean = counts.checked(wanted)
        with self._desk.reading(Act.COUNT) as session:
            found = stored.facts(session, clean.period.last)
        made = counts.table(found, clean)
        with self._desk.writing(Act.COUNT) as session:
            if self._is_new(clean):
                trail.note(session, Deed.LOOK, kind=KIND, fields=_told(clean))
        self._looked[clean] = self._desk.clock()
        return made

    def sheet(
        self, wanted: CountChoice, language: str, errand: Errand, out: Path | None = None
    ) -> bytes:
        """The table as PDF, or as a spreadsheet where ``out`` says so; entered as a copy.

        Small numbers are hidden for everybody but the own file.
        """
        clean = counts.checked(wanted if is_ours(errand) else counts.guarded(wanted))
        with self._desk.reading(Act.COUNT) as session:
            office = stored_offices.profile(session)
            found = stored.facts(session, clean.period.last)
        table = counts.table(found, clean)
        is_sheet = out is not None and out.suffix.casefold() == SHEET
        if is_sheet:
            made = _workbook(table, language)
        else:
            made = documents.counts.render(office, table, said, language)
        with ExitStack() as stack:
            put = stack.enter_context(exports.placing(out)) if out else None
            session = stack.enter_context(self._desk.writing(Act.COUNT))
            deed = Deed.EXPORT if out else Deed.PRINT
            number = enter_without_case(session, deed, KIND, 0, errand, _told(clean))
            if not is_sheet:
                code = documents.counts.code(clean.period)
                foot = documents.copy_stamp.words(number, self._desk.today(), code, language)
                made = documents.copy_stamp.stamp(made, foot)
            if put is not None:
                put((made,))
        return made

    def _is_new(self, wanted: CountChoice) -> bool:
        last = self._looked.get(wanted)
        return last is None or self._desk.clock() - last >= ONE_LOOK


def said(by: By, value: str, language: str) -> str:
    """How a value of a row or column is called."""
    words = labels.fixed(by, value, language)
    if words != value:
        return words
    if by is By.OUTCOME:
        return closing_labels.outcome(reference.outcomes(), value, language)
    if by is By.CATEGORY:
        return "".join(reference.eligibility().titles([value], language)) or value
    if by is By.NATIONALITY:
        return nations.name(value, language)
    places = reference.place_names()
    return places[value].name(language) if value in places else value


def _told(wanted: CountChoice) -> Fields:
    """Which table it was, for the trail."""
    period = wanted.period
    told = {
        "counted": wanted.unit,
        "by_rows": wanted.rows,
        "by_columns": wanted.columns,
        "first_day": period.first.isoformat(),
        "last_day": period.last.isoformat(),
        "hidden_below": wanted.below,
    }
    return {name: (None, one) for name, one in told.items() if one}


def _workbook(table: CountTable, language: str) -> bytes:
    """The table, its words in one language or in both beside each other; notes stand below it."""
    spoken = LANGUAGES if language == "both" else (language,)
    heads = _both([labels.heads(table, said, one) for one in spoken])
    told = [labels.lines(table, said, one) for one in spoken]
    rows = [_both(alike) for alike in zip(*told, strict=True)]
    notes = [
        [line]
        for one in spoken
        for line in (
            documents.counts.title(table, one),
            labels.period(table.wanted.period, one),
            *labels.notes(table, one),
        )
    ]
    return spreadsheets.workbook(KIND, heads, [*rows, [], *notes])


def _both(told: Sequence[Sequence[str]]) -> list[str]:
    """The same cells in several languages, each once."""
    return [" / ".join(dict.fromkeys(cells)) for cells in zip(*told, strict=True)]
