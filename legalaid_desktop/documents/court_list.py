"""The court list of a week: which hearing is when and where, and who goes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain import cases
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.i18n import N_
from legalaid_desktop.typesetting import plain

TITLE = N_("Court list of the week")
WEEK = N_("{first} to {last}")
HEADS = (
    N_("Time"), N_("Case"), N_("Number at the court"), N_("Court"), N_("Matter"), N_("Who goes"),
    N_("Result, next date"),
)  # fmt: skip
NONE = N_("No hearing is known for this week.")
FREE = N_("no hearing")
WORKING_DAYS = 5
_WIDTHS = (48.0, 74.0, 88.0, 140.0, None, 110.0, 140.0)


def code(first: date) -> str:
    """What the foot and the file are called."""
    return f"C-{first:%Y-%m-%d}"


def render(
    office: OfficeProfile,
    first: date,
    hearings: Sequence[tuple[Event, Case]],
    who: Mapping[int, str],
    courts: Mapping[str, Mapping[str, str]],
    language: str,
    *,
    typed: bool = True,
) -> bytes:
    """The list as PDF, in one language or in both; restricted cases by their number alone.

    Args:
        first: the Monday; typed: whether the matter of an ordinary case may be shown.
        who: names of who goes, by the id of the case; courts: their names by id and language.
    """
    spoken, last = page.languages(language), first + timedelta(days=6)

    def told(one: str) -> Iterator[Flowable]:
        days = {"first": i18n.date_long(first, one), "last": i18n.date_long(last, one)}
        yield from ruled.head(office, TITLE, one, spoken, said(WEEK, one, **days))
        if not hearings:
            yield plain(said(NONE, one), styles.body(one).but(align="center"))
            return
        for place in range((last - first).days + 1):
            day = first + timedelta(days=place)
            rows = [_row(e, c, who, courts, one, typed=typed) for e, c in hearings if e.on == day]
            yield from _day(day, rows, one, is_working=place < WORKING_DAYS)

    return ruled.build(TITLE, code(first), language, told, lying=True)


def _day(
    day: date, rows: Sequence[Sequence[str]], language: str, *, is_working: bool
) -> Iterator[Flowable]:
    if not rows and not is_working:
        return
    heading = styles.heading(language).but(space_before=8, keep_with_next=bool(rows))
    yield plain(i18n.date_full(day, language), heading)
    if rows:
        yield ruled.table(HEADS, rows, _WIDTHS, language)
    else:
        yield plain(said(FREE, language), styles.small(language))


def _row(
    event: Event,
    case: Case,
    who: Mapping[int, str],
    courts: Mapping[str, Mapping[str, str]],
    language: str,
    *,
    typed: bool,
) -> list[str]:
    is_open = not cases.is_restricted(case)
    matter = cases.subject(case, language) if typed and is_open else ""
    return [
        f"{event.at:%H:%M}" if event.at else "",
        case.number,
        case.court_number if is_open else "",  # it leads to the names in the books of the court
        courts.get(case.court, {}).get(language, case.court),
        matter,
        who.get(case.id or 0, ""),
        "",
    ]
