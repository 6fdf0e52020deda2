"""The morning digest of one person, on one page where that can be: what to go through today."""

from collections.abc import Iterator, Sequence
from datetime import date, time

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.custody import Clock
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.digests import Digest, Due
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.tasks import TaskLine
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import calendar, flags, protection
from legalaid_desktop.labels import decisions as decision_labels
from legalaid_desktop.typesetting import Spacer, Table, plain

TITLE = N_("Morning digest")
FOR = N_("{name} · {day}")
LATE, TODAY, WEEK = N_("Overdue"), N_("Due today"), N_("Next 7 days")
HEARINGS = N_("Hearings, today and {day}")
CLOCKS, HELD = N_("Clocks of authorities"), N_("In custody")
LOOKS, UNSEEN = N_("Waits for your second look"), N_("You have not looked at")
TASKS, COLLECT = N_("Your tasks"), N_("Copies of decisions to collect")
NOTHING = N_("Nothing waits for you this morning.")
MORE = N_("… and {count} more: look at the program.")
COVERED = N_("You stand in for {name} until {day}.")
STAND_IN = N_("{name} stands in for you until {day}.")
STATUTORY = N_("statutory last day {day}")
UNVERIFIED = N_("{title} – UNVERIFIED")
DECIDED = N_("{kind}, number {number}")
HEARING, TASK = N_("Hearing"), N_("Task")
NOT_SEEN = N_("not looked at yet")
NO_DAY = N_("no day set")
LIMIT = N_("carries until {moment}")
KEEP = N_("Lines: {count}. Take this page back to the office, and destroy it there.")
MARK = " *"
MOST = 14
"""So many lines of a part are printed: more would not be gone through in a morning."""
_BOX, _WIDTHS = 9.0, (18.0, 122.0, 82.0, None)
_RULES = [
    ("LINEABOVE", (0, 0), (-1, 0), 0.8, "#444444"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#b8b8b8"),
]
_TICK = [("BOX", (0, 0), (0, 0), 0.7, "#444444")]
Line = tuple[str, str, str]


def code(day: date) -> str:
    """What the foot and the file are called."""
    return f"M-{day:%Y-%m-%d}"


def render(office: OfficeProfile, digest: Digest, language: str) -> bytes:
    """The page as PDF, in one language or in both; cases by number, or named as it says."""
    spoken = page.languages(language)

    def told(one: str) -> Iterator[Flowable]:
        below = said(FOR, one, name=digest.who, day=i18n.date_full(digest.day, one))
        yield from ruled.head(office, TITLE, one, spoken, below)
        yield from _people(digest, one)
        parts = list(_parts(digest, one))
        count = sum(len(lines) for _, lines in parts)
        words = said(KEEP, one, count=count) if count else said(NOTHING, one)
        seen = f"  * {said(NOT_SEEN, one)}" if digest.unseen else ""
        yield plain(words + seen, styles.small(one).but(align="center"))
        for heading, lines in parts:
            yield from _part(heading, lines, one)

    return ruled.build(TITLE, code(digest.day), language, told)


def _people(digest: Digest, language: str) -> Iterator[Flowable]:
    """Whom she stands in for, and who for her."""
    style = styles.small(language).but(align="center")
    stands = [(COVERED, one) for one in digest.covered]
    if digest.stand_in is not None:
        stands.append((STAND_IN, digest.stand_in))
    for message, (name, last) in stands:
        yield plain(said(message, language, name=name, day=i18n.date_long(last, language)), style)


def _parts(digest: Digest, language: str) -> Iterator[tuple[str, list[Line]]]:
    for message, due in ((LATE, digest.late), (TODAY, digest.today)):
        yield said(message, language), [_due(one, digest, language) for one in due]
    heading = said(HEARINGS, language, day=i18n.date_long(digest.next_day, language))
    yield heading, [_hearing(*one, digest, language) for one in digest.hearings]
    yield said(HELD, language), [_held(*one, digest, language) for one in digest.held]
    yield said(WEEK, language), [_due(one, digest, language) for one in digest.week]
    for message, due in ((CLOCKS, digest.clocks), (LOOKS, digest.looks), (UNSEEN, digest.far)):
        yield said(message, language), [_due(one, digest, language) for one in due]
    yield said(TASKS, language), [_task(one, digest, language) for one in digest.tasks]
    yield said(COLLECT, language), [_decision(*one, digest, language) for one in digest.collect]


def _part(heading: str, lines: Sequence[Line], language: str) -> Iterator[Flowable]:
    if not lines:
        return
    style = styles.small(language)
    strong = styles.table(language).but(
        bold=True, role="H2", keep_with_next=True, space_before=4, space_after=0
    )
    yield plain(f"{heading} ({i18n.number(len(lines), language)})", strong)
    rows: list[list[object]] = [
        [_box(), plain(when, style.but(bold=True)), plain(case, style), plain(what, style)]
        for when, case, what in lines[:MOST]
    ]
    yield Table(rows, list(_WIDTHS), padding=1.5, style=_RULES)
    if len(lines) > MOST:
        more = i18n.number(len(lines) - MOST, language)
        yield plain(said(MORE, language, count=more), style)


def _box() -> list[Flowable]:
    """A square to tick by hand."""
    return [Spacer(3), Table([[Spacer(_BOX)]], [_BOX], padding=0, style=_TICK)]


def _due(pair: Due, digest: Digest, language: str) -> Line:
    one, case = pair
    title = calendar.title(one, case, language, typed=_is_named(case, digest, language))
    if one.certainty is Certainty.UNVERIFIED:
        title = said(UNVERIFIED, language, title=title)
    told = [title]
    if one.statutory_on != one.due_on:
        day = i18n.date_short(one.statutory_on, language)
        told.append(said(STATUTORY, language, day=day))
    mark = MARK if pair in digest.unseen else ""
    when = _when(one.due_on, one.ends_at, digest, language) + mark
    return when, _case(case, digest, language), " · ".join(told)


def _when(day: date, at: time | None, digest: Digest, language: str) -> str:
    """Weekday, day and hour, as somebody says it in the morning; another year is told."""
    near = day.year == digest.day.year
    told = i18n.day_month(day, language) if near else i18n.date_long(day, language)
    return told + (f", {at:%H:%M}" if at else "")


def _hearing(one: Event, case: Case, digest: Digest, language: str) -> Line:
    typed = one.text if _is_named(case, digest, language) else ""
    return (
        _when(one.on, one.at, digest, language),
        _case(case, digest, language),
        typed or said(HEARING, language),
    )


def _held(clock: Clock, case: Case, digest: Digest, language: str) -> Line:
    until = ""
    if clock.limit is not None:
        until = said(LIMIT, language, moment=protection.moment(clock.limit, language))
    return protection.hours(clock, language), _case(case, digest, language), until


def _task(line: TaskLine, digest: Digest, language: str) -> Line:
    task, case = line.task, line.case
    when = _when(task.due_on, None, digest, language) if task.due_on else said(NO_DAY, language)
    if case is None:  # of the office: it may still tell of somebody
        return when, "", task.what if digest.typed else said(TASK, language)
    typed = task.what if _is_named(case, digest, language) else ""
    if typed and line.about:
        typed = f"{typed} · {flags.about(line.about, language)}"
    return when, _case(case, digest, language), typed or said(TASK, language)


def _decision(one: Decision, case: Case, digest: Digest, language: str) -> Line:
    kind = said(decision_labels.KINDS[one.kind], language)
    what = said(DECIDED, language, kind=kind, number=one.number) if one.number else kind
    return _when(one.on, None, digest, language), _case(case, digest, language), what


def _case(case: Case, digest: Digest, language: str) -> str:
    name = digest.clients.get(language, {}).get(case.id or 0, "")
    return "\n".join(filter(None, (case.number, name)))


def _is_named(case: Case, digest: Digest, language: str) -> bool:
    return (case.id or 0) in digest.clients.get(language, {})
