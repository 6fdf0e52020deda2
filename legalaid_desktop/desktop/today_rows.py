"""The rows of the start page: what waits, the case it belongs to, and why."""

from collections.abc import Mapping
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.custody import custody_chip, limit
from legalaid_desktop.desktop.deadline_words import (
    deadline_row,
    reason,
    whose,
)
from legalaid_desktop.desktop.kind_marks import stacked
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain import correspondence, lawyers
from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.calendar import PlannedKind
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.closings import Closing
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.custody import Clock, Custody
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.teams import Told
from legalaid_desktop.domain.users import NoticeKind
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import calendar as calendar_labels
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import closings as closing_labels
from legalaid_desktop.labels import correspondence as letter_labels
from legalaid_desktop.labels import protection as protection_labels
from legalaid_desktop.services import paper_kinds, reference
from legalaid_desktop.services.clock import VIENTIANE

MOVES = "moves"
OLD = 30
"""Days without an entry after which a case stands out."""
SAID = {
    NoticeKind.GLASS_BROKEN: N_("{by} broke the glass of case {case}"),
    NoticeKind.GIVEN: N_("{by} hands case {case} over to you"),
    NoticeKind.HANDED_OVER: N_("{by} has left: you take over case {case}"),
}


def notice_row(told: Told) -> Row:
    """What the user is told, new."""
    notice = told.notice
    title = filled(SAID[notice.kind], by=notice.by, case=f"{told.number} · {told.code_name}")
    moment = i18n.moment(notice.at.astimezone(VIENTIANE), i18n.current())
    key = notice.case_id if told.on_team else None
    said = " · ".join(filter(None, (moment, notice.reason)))
    return Row(title, said, Chip(N_("new"), "urgent"), key=key)


def due_row(names: Mapping[int, str], deadline: Deadline, case: Case, today: date) -> Row:
    """A deadline with its kind, whose it is, and why."""
    language = i18n.current()
    what = calendar_labels.title(deadline, case, language)
    title = f"{what} · {case_labels.title(case, language)}"
    said = whose(deadline, names, reason(deadline, language))
    return deadline_row(deadline, title, said, today, case.id)


def moving_rows(count: int) -> list[Row]:
    """That deadlines would move by now, if any would."""
    if not count:
        return []
    told = ngettext(
        "{count} deadline would move: look at it",
        "{count} deadlines would move: look at them",
        count,
    )
    said = filled(N_("Nothing moves before somebody accepts it."))
    return [Row(told.format(count=count), said, Chip(N_("decide"), "attention"), key=MOVES)]


def redated_rows(count: int) -> list[Row]:
    """That a hearing or a step stands on another day than its deadlines were counted from."""
    if not count:
        return []
    told = ngettext(
        "{count} hearing or step stands on another day than its deadlines were counted from",
        "{count} hearings or steps stand on other days than their deadlines were counted from",
        count,
    )
    said = filled(N_("Nothing moves before somebody accepts it."))
    return [Row(told.format(count=count), said, Chip(N_("decide"), "attention"), key=MOVES)]


def lacking_rows(year: int | None) -> list[Row]:
    """That the yearly notice is still to be entered."""
    if year is None:
        return []
    told = filled(N_("The holidays of {year} are projections. Enter the notice."), year=year)
    return [Row(told, chip=Chip(N_("to do"), "attention"), key="holidays")]


def shipped_rows(count: int) -> list[Row]:
    """That the program brings days of later years which the office's table lacks."""
    if not count:
        return []
    told = ngettext(
        "{count} holiday that this program brings is not in your table: look at it",
        "{count} holidays that this program brings are not in your table: look at them",
        count,
    )
    said = filled(N_("Nothing is put into the table before somebody has looked at it."))
    return [Row(told.format(count=count), said, Chip(N_("to do"), "attention"), key="holidays")]


def hearing_row(event: Event, case: Case, today: date) -> Row:
    """A hearing with its hour."""
    language = i18n.current()
    when = i18n.date_full(event.on, language) + (f", {event.at:%H:%M}" if event.at else "")
    chip = Chip(days_off(event.on, today), "attention")
    title = f"{when} · {case_labels.title(case, language)}"
    return stacked(Row(title, event.text, key=case.id), PlannedKind.HEARING, [chip])


def held_row(one: Custody, counted: Clock, case: Case, today: date) -> Row:
    """Somebody who is held, for how long, and what limits it."""
    del one, today
    language = i18n.current()
    title = f"{protection_labels.hours(counted, language)} · {case_labels.title(case, language)}"
    gaps = (protection_labels.gap(each, language) for each in counted.gaps)
    told = "\n".join(filter(None, (*gaps, limit(counted, language))))
    return Row(title, told, custody_chip(counted), key=case.id)


def idle_row(case: Case, last: date, today: date) -> Row:
    """A case in which nothing is pending."""
    language = i18n.current()
    said = filled(N_("Last activity {day}"), day=i18n.date_long(last, language))
    kind = "attention" if (today - last).days > OLD else "neutral"
    return Row(
        case_labels.title(case, language), said, Chip(days_off(last, today), kind), key=case.id
    )


def offer_row(offer: Assignment, lawyer: Lawyer, case: Case, today: date) -> Row:
    """An offer without an answer."""
    language = i18n.current()
    said = filled(
        N_("Offered {day}, no answer yet"), day=i18n.date_long(offer.offered_on, language)
    )
    title = f"{lawyers.name(lawyer, language)} · {case_labels.title(case, language)}"
    return Row(title, said, Chip(days_off(offer.offered_on, today), "attention"), key=case.id)


def closing_row(closing: Closing, case: Case, today: date) -> Row:
    """A closing that waits for an approval."""
    language = i18n.current()
    asked = closing.asked_at.astimezone(VIENTIANE).date() if closing.asked_at else today
    outcome = closing_labels.outcome(reference.outcomes(), closing.outcome, language)
    title = case_labels.title(case, language)
    return Row(title, outcome, Chip(days_off(asked, today), "attention"), key=case.id)


def letter_row(letter: Letter, case: Case | None, today: date) -> Row:
    """A letter whose answer is expected."""
    language = i18n.current()
    code = letter_labels.sign(letter.direction, correspondence.code(letter), language)
    title = case_labels.title(case, language) if case else filled(N_("for the office"))
    said = " · ".join(filter(None, (code, letter.correspondent, letter.subject)))
    due = letter.answer_by or today
    kind = "urgent" if due < today else "attention"
    return Row(title, said, Chip(days_off(due, today), kind), key=case.id if case else None)


def draft_row(paper: Paper, case: Case, today: date) -> Row:
    """A paper that waits for a signature."""
    language = i18n.current()
    title = (
        f"{paper_kinds.kind(paper.kind).title.of(language)} · {case_labels.title(case, language)}"
    )
    drafted = filled(
        N_("Drafted {day}, not issued yet"), day=i18n.date_long(paper.dated_on, language)
    )
    said = f"{drafted} · {_paper_languages(paper)}"
    return Row(title, said, Chip(days_off(paper.dated_on, today), "attention"), key=case.id)


def _paper_languages(paper: Paper) -> str:
    told = {"lo": N_("in Lao"), "en": N_("in English"), "both": N_("in Lao and English")}
    return filled(told[paper.language])


def summary(due: int, hearings: int) -> str:
    """How many deadlines and hearings lie ahead."""
    return " · ".join(
        (
            ngettext("{count} deadline ahead", "{count} deadlines ahead", due).format(count=due),
            ngettext("{count} hearing", "{count} hearings", hearings).format(count=hearings),
        )
    )
