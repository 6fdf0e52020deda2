"""The pro-bono record: what each person gave free of charge in a year, month by month."""

from collections.abc import Iterator, Mapping, Sequence

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain.office_times import MonthOfTime, summed
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels.stories import duration
from legalaid_desktop.typesetting import plain

TITLE = N_("Record of free legal aid")
YEAR = N_("Year {year}")
NONE = N_("No time was entered in this year.")
HEADS = (
    N_("Month"), N_("Cases"), N_("Time in cases"), N_("Free help without a file"),
    N_("Free of charge in all"), N_("Training"), N_("For the office"),
)  # fmt: skip
SUM = N_("Year")
SIGNERS = ((N_("Who gave it"), ""), (N_("Confirmed by the head of the office"), ""))
NOTE = N_(
    "Counted from the time that each person entered in the cases and for no case. That time in "
    "cases of this office is free of charge to the client is the office’s own rule; how many hours "
    "the Bar counts is not said here."
)
_WIDTHS = (None, 52.0, 100.0, 110.0, 110.0, 90.0, 90.0)


def code(year: int) -> str:
    """What the foot and the file are called."""
    return f"T-{year}"


def render(
    office: OfficeProfile,
    year: int,
    months: Sequence[MonthOfTime],
    names: Mapping[int, str],
    language: str,
) -> bytes:
    """The record as PDF, in one language or in both, a table for each person."""
    spoken = page.languages(language)
    people = list(dict.fromkeys(one.user_id for one in months))

    def told(one: str) -> Iterator[Flowable]:
        yield from ruled.head(office, TITLE, one, spoken, said(YEAR, one, year=year))
        if not people:
            yield plain(said(NONE, one), styles.body(one).but(align="center"))
        for user_id in people:
            yield from _person([each for each in months if each.user_id == user_id], names, one)
        yield plain(said(NOTE, one), styles.body(one).but(space_before=12))
        yield ruled.signatures(SIGNERS, one)

    return ruled.build(TITLE, code(year), language, told, lying=True)


def _person(
    months: Sequence[MonthOfTime], names: Mapping[int, str], language: str
) -> Iterator[Flowable]:
    heading = styles.body(language).but(bold=True, role="H2", keep_with_next=True, space_before=10)
    yield plain(names.get(months[0].user_id, ""), heading)
    rows = [[i18n.month(one.month, language), *_cells(one, language)] for one in months]
    whole = [said(SUM, language), *_cells(summed(months), language)]
    yield ruled.table(HEADS, [*rows, whole], _WIDTHS, language)


def _cells(one: MonthOfTime, language: str) -> list[str]:
    spent = (one.in_cases, one.pro_bono, one.free, one.training, one.office)
    return [str(one.cases or ""), *(duration(each, language) if each else "" for each in spent)]
