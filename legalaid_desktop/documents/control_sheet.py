"""The daily control sheet: what is due, for two to go through and sign before the office closes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain.calendar import kind_of
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.deadlines import Deadline, Urgency, not_in_force, urgency
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import calendar
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.typesetting import plain

TITLE = N_("Control sheet of deadlines")
OF = N_("{day}, as of the evening before closing")
HEADS = (
    N_("No."), N_("Case"), N_("What"), N_("Safe last day"), N_("Statutory last day"),
    N_("Who answers"), N_("Done, and what shows it"), N_("Initials"),
)  # fmt: skip
SECTIONS = (
    (N_("Past the last day, or past the safe day"), (Urgency.PAST, Urgency.OVERDUE)),
    (N_("Due today"), (Urgency.TODAY,)),
    (N_("Due within 7 days"), (Urgency.SOON,)),
)
CLOCKS = N_("Clocks of authorities")
HEARINGS = N_("Hearings of the day and of the next working day")
HEARING_HEADS = (N_("No."), N_("Case"), N_("When"), N_("About what"), N_("Who goes"), N_("Result"))
NOTHING = N_("Nothing is due, and no hearing is near. This sheet is signed all the same.")
UNVERIFIED = N_("{title} – UNVERIFIED")
NOT_IN_FORCE = N_("{title} – RULE NOT IN FORCE THAT DAY")
COUNTED = N_("Lines on this sheet: {count}. Unverified means that no lawyer has read the rule.")
MARK = "\u00a0*"
ASSUMED = N_(
    "{mark} The date rests on something that was assumed of it, such as a rest day or a holiday "
    "that is not settled: the sum of the deadline says what."
)
SIGNERS = ((N_("Gone through by"), ""), (N_("Checked by a second person"), ""))
_WIDTHS = (26.0, 64.0, None, 108.0, 108.0, 80.0, 104.0, 48.0)
_HEARING_WIDTHS = (26.0, 70.0, 120.0, None, 110.0, 160.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What stands on the sheet: deadlines and hearings with their cases; names by account.

    Attributes:
        marked: ids of deadlines whose dates rest on something that was assumed.
        typed: whether what somebody wrote about an ordinary case may be shown.
    """

    deadlines: Sequence[tuple[Deadline, Case]]
    hearings: Sequence[tuple[Event, Case]]
    names: Mapping[int, str]
    marked: Collection[int] = ()
    typed: bool = True


def code(day: date) -> str:
    """What the foot and the file are called."""
    return f"K-{day:%Y-%m-%d}"


def render(office: OfficeProfile, day: date, due: Due, language: str) -> bytes:
    """The sheet as PDF, in one language or in both; cases stand there by number alone."""
    spoken = page.languages(language)

    def told(one: str) -> Iterator[Flowable]:
        below = said(OF, one, day=i18n.date_full(day, one))
        yield from ruled.head(office, TITLE, one, spoken, below)
        sections = list(_sections(due, day, one))
        for message, heads, rows, widths in sections:
            yield from ruled.section(message, heads, rows, widths, one)
        count = sum(len(rows) for _, _, rows, _ in sections)
        words = said(COUNTED, one, count=count) if count else said(NOTHING, one)
        small = styles.small(one).but(keep_with_next=True)  # nobody signs a page without a word
        yield plain(words, small.but(space_before=8))
        if due.marked:
            yield plain(said(ASSUMED, one, mark=MARK.strip()), small)
        yield ruled.signatures(SIGNERS, one)

    return ruled.build(TITLE, code(day), language, told, lying=True)


def title(deadline: Deadline, case: Case, language: str, *, typed: bool = True) -> str:
    """What the deadline is for, as far as a sheet may say it, and why not to rely on it."""
    words = calendar.title(deadline, case, language, typed=typed)
    if deadline.certainty is Certainty.UNVERIFIED:
        words = said(UNVERIFIED, language, title=words)
    return said(NOT_IN_FORCE, language, title=words) if not_in_force(deadline) else words


def marked(deadline: Deadline, case: Case, language: str, *, typed: bool = True) -> str:
    """What the deadline is for, and below it its kind: targets look like periods of the law."""
    kind = said(calendar.KINDS[kind_of(deadline)], language)
    return "\n".join(dict.fromkeys((title(deadline, case, language, typed=typed), kind)))


def _sections(
    due: Due, day: date, language: str
) -> Iterator[tuple[str, Sequence[str], list[list[str]], tuple[float | None, ...]]]:
    ours = [pair for pair in due.deadlines if pair[0].kind is not DeadlineKind.CLOCK]
    for message, wanted in SECTIONS:
        rows = [
            _row(place, *pair, due, language)
            for place, pair in enumerate((p for p in ours if urgency(p[0], day) in wanted), 1)
        ]
        yield message, HEADS, rows, _WIDTHS
    clocks = [pair for pair in due.deadlines if pair[0].kind is DeadlineKind.CLOCK]
    rows = [_row(place, *pair, due, language) for place, pair in enumerate(clocks, 1)]
    yield CLOCKS, HEADS, rows, _WIDTHS
    hearings = [
        [str(place), case.number, when(event, language), "", "", ""]
        for place, (event, case) in enumerate(due.hearings, 1)
    ]
    yield HEARINGS, HEARING_HEADS, hearings, _HEARING_WIDTHS


def _row(place: int, deadline: Deadline, case: Case, due: Due, language: str) -> list[str]:
    mark, is_law = MARK if deadline.id in due.marked else "", deadline.is_of_law
    return [
        str(place),
        case.number,
        marked(deadline, case, language, typed=due.typed),
        _in_two(last_day(deadline, deadline.due_on, language)) + mark,
        _in_two(last_day(deadline, deadline.statutory_on, language)) + mark if is_law else "",
        due.names.get(deadline.responsible_id or 0, ""),
        "",
        "",
    ]


def last_day(deadline: Deadline, day: date, language: str) -> str:
    """The day, with its time where the rule runs in hours."""
    at = deadline.ends_at
    return labels.when(datetime.combine(day, at) if at else day, language)


def _in_two(day: str) -> str:
    """The weekday above the date, in every row alike."""
    return day.replace(", ", ",\n", 1)


def when(event: Event, language: str) -> str:
    """Day and time of a hearing."""
    return labels.when(datetime.combine(event.on, event.at) if event.at else event.on, language)
