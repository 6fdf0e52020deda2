"""Rows of deadlines that would move, were moved or stay: before and after side by side."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.texts import Text, filled, sentence
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.moves import Move, MoveAnswer
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import families, redating
from legalaid_desktop.labels import moves as labels
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.moves import Moving, Uncounted
from legalaid_desktop.services.redating import Waiting

UNCOUNTED = N_("Cannot be counted again: look yourself")
HAND = N_("A day put by hand stays: {day}")
DROPPED_HAND = N_("The day put by hand ({day}) would be too late then, and falls away.")
SHOWN = 8


class MoveRow(Row):
    """One deadline before and after, with what moves it."""

    def __init__(self, one: Moving) -> None:
        language = i18n.current()
        title = f"{one.deadline.title(language)} · {case_labels.title(one.case, language)}"
        super().__init__(title, said(one), key=one.deadline.id)
        self.lines.setSpacing(4)
        self.lines.insertWidget(1, before_and_after(one.move))
        if one.asks:
            self.across.addWidget(Chip(N_("unverified"), "attention"))


def stay_row(deadline: Deadline, move: Move) -> Row:
    """A deadline that stands where another table or rule put it, and why."""
    told = " · ".join((filled(labels.STAYS[move.cause]), move.reason))
    return Row(
        deadline.title(i18n.current()), told, Chip(labels.ANSWERS[MoveAnswer.REFUSED], "info")
    )


def before_and_after(move: Move, *, narrow: bool = False) -> QWidget:
    """Both last days before and after; the changed ones stand out.

    Args:
        narrow: below each other, for half a page.
    """
    language = i18n.current()
    held = QWidget()
    side = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
    across = QBoxLayout(side, held)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(4 if narrow else 24)
    for name, was, now, at in (
        (N_("Safe last day"), move.was_safe, move.safe_on, (move.was_at, move.ends_at)),
        (N_("Statutory last day"), move.was_statutory, move.statutory_on, (None, None)),
    ):
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Text(name, role="dim"))
        same = was == now and at[0] == at[1]
        text = Text(role="body" if same else "strong", wrap=True)
        said_was, said_now = labels.ends(was, at[0], language), labels.ends(now, at[1], language)
        text.show_text(said_now if same else f"{said_was} → {said_now}")
        column.addWidget(text)
        across.addLayout(column, 1)
    return held


def asked_why(move: Move) -> str:
    """What moves it, and the reason of whoever asked for it."""
    return " · ".join(filter(None, (labels.why(move, i18n.current()), move.reason)))


def said(one: Moving) -> str:
    """What moves it, and what becomes of a day that somebody put by hand."""
    language = i18n.current()
    parts = [asked_why(one.move)]
    if hand := one.deadline.hand_on:
        told = HAND if hand <= one.move.safe_on else DROPPED_HAND
        parts.append(filled(told, day=i18n.date_full(hand, language)))
    return "\n".join(parts)


def decided_row(one: Moving, by: str) -> Row:
    """What was decided, by whom, when and why."""
    language, move = i18n.current(), one.move
    title = f"{one.deadline.title(language)} · {case_labels.title(one.case, language)}"
    safe, statutory = (move.was_safe, move.safe_on), (move.was_statutory, move.statutory_on)
    was, now = safe if move.was_safe != move.safe_on else statutory
    days = f"{_day(was)} → {_day(now)}"
    at = i18n.moment(move.at.astimezone(VIENTIANE), language) if move.at else ""
    told = " · ".join(filter(None, (days, labels.why(move, language), move.reason, by, at)))
    answer = move.answer or MoveAnswer.ACCEPTED
    kind = "good" if answer is MoveAnswer.ACCEPTED else "attention"
    return Row(title, told, Chip(labels.ANSWERS[answer], kind), key=None)


def uncounted_row(one: Uncounted) -> Row:
    """A deadline that cannot be counted again, and why."""
    title = one.deadline.title(i18n.current())
    if one.case is not None:
        title = f"{title} · {case_labels.title(one.case, i18n.current())}"
    return Row(title, sentence(one.problem), key=one.deadline.id)


def redated_row(one: Waiting, events: Mapping[str, TriggerEvent]) -> Row:
    """An event whose hearing or step stands on another day, and the case where it is decided."""
    language = i18n.current()
    name = families.called(one.trigger.event, events, language)
    title = f"{name} · {case_labels.title(one.case, language)}"
    said = redating.days(one.trigger, one.entry, language)
    return Row(title, said, Chip(N_("decide"), "attention"), key=one.trigger.case_id)


def moving_rows(found: Sequence[Moving]) -> list[Row]:
    """The first of the deadlines that would move, to be looked at only, and how many more."""
    rows: list[Row] = [MoveRow(one) for one in found[:SHOWN]]
    if (more := len(found) - SHOWN) > 0:
        rows.append(Row(ngettext("{count} more", "{count} more", more).format(count=more)))
    return rows


def _day(day: date) -> str:
    return i18n.date_long(day, i18n.current())


def hidden_rows(count: int) -> list[Row]:
    """What says that so many more move in cases that the user does not see; none for none."""
    if not count:
        return []
    told = ngettext(
        "{count} more in a case you cannot see: whoever works on it finds it here.",
        "{count} more in cases you cannot see: whoever works on them finds them here.",
        count,
    )
    return [Row(told.format(count=count), "")]
