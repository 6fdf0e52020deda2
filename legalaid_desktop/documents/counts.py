"""A table of counts on paper: what is counted, when, the numbers, and how to read them."""

from collections.abc import Iterator

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain.counted import Span
from legalaid_desktop.domain.counts import CountTable
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import counts as labels
from legalaid_desktop.labels.counts import Say
from legalaid_desktop.typesetting import plain

TITLE = N_("Report in numbers")
NONE = N_("Nothing is to be counted in this period.")
BY = N_("{what}, by {rows} and {columns}")
SIGNERS = ((N_("Who counted"), ""), (N_("Confirmed by the head of the office"), ""))
_STANDING = 5
"""Wider tables lie on their side."""
_NUMBER, _FIRST, _ACROSS = 62.0, 120.0, 728.0
"""Points: a number, the names of the rows at least, and a sheet that lies on its side."""


def code(period: Span) -> str:
    """What the foot and the file are called."""
    return f"N-{period.first:%Y%m%d}-{period.last:%Y%m%d}"


def title(table: CountTable, language: str) -> str:
    """``Cases opened: type of case and sex``."""
    told, wanted = i18n.catalog(language).gettext, table.wanted
    rows, columns = (told(labels.BYS[one]) for one in (wanted.rows, wanted.columns))
    return told(BY).format(
        what=told(labels.UNITS[wanted.unit]), rows=rows.lower(), columns=columns.lower()
    )


def render(office: OfficeProfile, table: CountTable, say: Say, language: str) -> bytes:
    """The table as PDF, in one language or in both one after the other."""
    spoken = page.languages(language)
    across = len(table.columns) + bool(table.women) + 1
    width = _NUMBER if across <= _STANDING else min(_NUMBER, (_ACROSS - _FIRST) / across)

    def told(one: str) -> Iterator[Flowable]:
        period = labels.period(table.wanted.period, one)
        yield from ruled.head(office, TITLE, one, spoken, title(table, one))
        yield plain(period, styles.body(one).but(align="center"))
        if table.is_empty:
            yield plain(said(NONE, one), styles.body(one).but(align="center", space_before=12))
            return
        summed = styles.body(one).but(align="center", bold=True, space_after=8)
        yield plain(labels.summed(table, one), summed)
        heads = labels.heads(table, say, one)
        widths = (None, *([width] * across))
        yield ruled.table(heads, labels.lines(table, say, one), widths, one)
        for place, note in enumerate(labels.notes(table, one)):
            yield plain(note, styles.small(one).but(space_before=0 if place else 10))
        yield ruled.signatures(SIGNERS, one)

    return ruled.build(TITLE, code(table.wanted.period), language, told, lying=across > _STANDING)
