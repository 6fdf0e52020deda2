"""What runs in cases that are handed over: for who takes them, to check and to sign."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain import cases, custody
from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.correspondence import code as letter_code
from legalaid_desktop.domain.custody import LAOS, Custody
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.handovers import Running
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.tasks import TaskLine
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import closings as closing_labels
from legalaid_desktop.labels import correspondence as letter_labels
from legalaid_desktop.labels import flags as flag_labels
from legalaid_desktop.labels import holdings as holding_labels
from legalaid_desktop.labels import identity_papers as paper_labels
from legalaid_desktop.typesetting import plain

TITLE = N_("What runs, for handing over")
AS_OF = N_("As of {day}")
NOTHING = N_("Nothing runs in this case.")
DEADLINES, HEARINGS = N_("Open deadlines"), N_("Hearings ahead")
TASKS, LETTERS = N_("Tasks"), N_("Answers that are expected")
OFFERS, HELD = N_("Offers without an answer"), N_("Still held for the client")
IN_CUSTODY, WITHHELD = N_("In custody"), N_("Identity papers withheld")
SINCE = N_("Since")
OFFERED = N_("Offered on {day}")
WHAT, WHEN, WHO, SEEN = N_("What"), N_("By when"), N_("Who"), N_("Seen")
RECEIPT = N_("Receipt")
ALL = N_("Handed over as listed above. Entries in all: {count}")
SIGNERS = ((N_("Handed over by"), ""), (N_("Taken over by"), ""))
_WIDTHS = (None, 150.0, 48.0)
CODE = "H"
"""What the foot is called; it names no case, for there may be several."""


def render(office: OfficeProfile, found: Sequence[Running], today: date, language: str) -> bytes:
    """The list as PDF, in one language or in both; each case under its number."""
    spoken = page.languages(language)

    def told(one: str) -> Iterator[Flowable]:
        below = said(AS_OF, one, day=i18n.date_full(today, one))
        yield from ruled.head(office, TITLE, one, spoken, below)
        for running in found:
            yield from _case(running, one)
        count = i18n.number(sum(each.count for each in found), one)
        last = styles.body(one).but(keep_with_next=True, space_before=10)
        yield plain(said(ALL, one, count=count), last)  # nobody signs a page without a word
        yield ruled.signatures(SIGNERS, one)

    return ruled.build(TITLE, f"{CODE}{today:%Y-%m-%d}", language, told)


def _case(running: Running, language: str) -> Iterator[Flowable]:
    case = running.case
    subject = cases.shown_name(case, cases.subject(case, language))
    heading = styles.body(language).but(bold=True, role="H2", keep_with_next=True, space_before=10)
    yield plain(f"{case.number} · {subject}", heading)
    if not running.count:
        yield plain(said(NOTHING, language), styles.body(language))
    for message, last, rows in _kinds(running, language):
        ticked = [[*row, ""] for row in rows]
        yield from ruled.section(message, (WHAT, last, SEEN), ticked, _WIDTHS, language)


def _kinds(running: Running, language: str) -> Iterator[tuple[str, str, list[list[str]]]]:
    kinds: tuple[tuple[str, str, Iterable[Any], Callable[..., list[str]]], ...] = (
        (IN_CUSTODY, SINCE, running.custodies, _held),
        (WITHHELD, SINCE, running.withheld, _withheld),
        (DEADLINES, WHEN, running.deadlines, partial(_deadline, running)),
        (HEARINGS, WHEN, running.hearings, _hearing),
        (TASKS, WHEN, running.tasks, _task),
        (LETTERS, WHEN, running.letters, _letter),
        (OFFERS, WHEN, running.offers, _offer),
        (HELD, RECEIPT, running.holdings, _holding),
    )
    for message, last, things, row in kinds:
        yield message, last, [row(one, language) for one in things]


def _hearing(one: Event, language: str) -> list[str]:
    return [one.text, _time(one.on, one.at, language)]


def _task(one: TaskLine, language: str) -> list[str]:
    about = flag_labels.about(one.about, language) if one.about else ""
    return [_joined(one.task.what, about, one.owner), _day(one.task.due_on, language)]


def _letter(one: Letter, language: str) -> list[str]:
    sign = letter_labels.sign(one.direction, letter_code(one), language)
    return [_joined(sign, one.correspondent, one.subject), _day(one.answer_by, language)]


def _offer(one: Assignment, language: str) -> list[str]:
    return [said(OFFERED, language, day=i18n.date_long(one.offered_on, language)), ""]


def _holding(one: Holding, language: str) -> list[str]:
    return [_joined(one.what, holding_labels.nature(one, language)), one.receipt]


def _held(one: Custody, language: str) -> list[str]:
    return [custody.place(one), i18n.moment(one.since.astimezone(LAOS), language)]


def _withheld(one: WithheldPaper, language: str) -> list[str]:
    what = said(paper_labels.KINDS[one.kind], language)
    return [_joined(what, one.holder, one.place), _day(one.since, language)]


def _deadline(running: Running, one: Deadline, language: str) -> list[str]:
    whose = closing_labels.whose(running, one, language)
    what = _joined(closing_labels.right(one, language), whose)
    return [what, _time(one.due_on, one.ends_at, language)]


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _day(day: date | None, language: str) -> str:
    return i18n.date_full(day, language) if day else ""


def _time(day: date, at: time | None, language: str) -> str:
    if at is None:
        return _day(day, language)
    return i18n.moment(datetime.combine(day, at), language)
