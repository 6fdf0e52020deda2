"""Deadlines of an event before and after it is changed: ticked where they move, else with a why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Row
from legalaid_desktop.desktop.fields import TextField
from legalaid_desktop.desktop.move_rows import (
    DROPPED_HAND,
    HAND,
    UNCOUNTED,
    before_and_after,
    uncounted_row,
)
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.deadlines import Deadline, not_in_force
from legalaid_desktop.domain.steps import step_from
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services.moves import Counted, Recounted
from legalaid_desktop.services.redating import Settled

NO_MOVE = N_("No open deadline moves by this.")
SETTLED = N_("Settled for the day before")
AGAIN = N_("Watch it again from the new day where it has to be done anew.")


class ChangedDays(QWidget):
    """What moves, what cannot be counted, what was settled before, and why something stays."""

    def __init__(self) -> None:
        super().__init__()
        self.hint = Text(role="dim", wrap=True)
        self.moved = Card(N_("Before and after"))
        self.lost = Card(UNCOUNTED)
        self.settled = Card(SETTLED)
        self.reason = TextField(
            label=N_("Why"),
            help=N_("Needed where a deadline stays, or a day of the law gets later."),
        )
        self.reason.setObjectName("reason")
        self.ticks: dict[int, QCheckBox] = {}
        self._unsure = set[int]()
        self.anew: dict[int, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self.hint, self.moved, self.lost, self.settled, self.reason):
            column.addWidget(part)
        column.addStretch(1)

    def show_counted(
        self, found: Sequence[Recounted], settled: Sequence[Settled] = (), hint: str = ""
    ) -> None:
        """Shows what was counted again; what was unticked before stays so."""
        moved = [one for each in found for one in each.moved]
        lost = [one for each in found for one in each.uncounted]
        off = {key for key, tick in self.ticks.items() if not tick.isChecked()}
        self.ticks = {}
        rows = [_moved_row(one) for one in moved]
        for one, row in zip(moved, rows, strict=True):
            key = one.move.deadline_id
            self.ticks[key] = _ticked(row, N_("move"), on=self._begins_ticked(one, off))
        self.moved.set_rows(rows)
        self.lost.set_rows([uncounted_row(one) for one in lost])
        self._show_settled(settled)
        for card, shown in ((self.moved, moved), (self.lost, lost), (self.settled, settled)):
            card.setVisible(bool(shown))
        self.reason.setVisible(bool(moved or lost))
        self.hint.say(hint or NO_MOVE)
        self.hint.setVisible(bool(hint) or not (moved or lost))

    def accepted(self) -> list[int]:
        """The deadlines that are ticked to move."""
        return [key for key, tick in self.ticks.items() if tick.isChecked()]

    def again(self) -> list[int]:
        """Those that were settled and are ticked to be watched again."""
        return [key for key, tick in self.anew.items() if tick.isChecked()]

    def _begins_ticked(self, one: Counted, off: set[int]) -> bool:
        """All do, but for what was unticked, and once for a rule not in force on the new day."""
        key, back = one.move.deadline_id, one.move.deadline_id in self._unsure
        if not_in_force(one.after) and not not_in_force(one.deadline):
            self._unsure.add(key)
            return back and key not in off
        self._unsure.discard(key)
        return back or key not in off

    def _show_settled(self, settled: Sequence[Settled]) -> None:
        language = i18n.current()
        self.anew = {}
        rows = [Row("", filled(AGAIN))] if settled else []
        for one in settled:
            day = i18n.date_full(one.deadline.due_on, language)
            said = f"{filled(labels.STATUSES[one.deadline.status])} · {day}"
            row = Row(one.deadline.title(language), said)
            key = one.deadline.id or 0
            self.anew[key] = _ticked(row, N_("watch again"), on=one.usual)
            rows.append(row)
        self.settled.set_rows(rows)


def warned(deadline: Deadline) -> str:
    """What to beware of in the sum of a deadline, a line each."""
    language = i18n.current()
    steps = map(step_from, deadline.warnings or ())
    return "\n".join(labels.sentence(one, language) for one in steps)


def _moved_row(one: Counted) -> Row:
    told = ""
    if one.deadline.hand_on:
        day = i18n.date_full(one.deadline.hand_on, i18n.current())
        kept = one.after.hand_on is not None
        told = filled(HAND if kept else DROPPED_HAND, day=day)
    told = "\n".join(filter(None, (told, warned(one.after))))
    row = Row(one.deadline.title(i18n.current()), told)
    row.lines.insertWidget(1, before_and_after(one.move, narrow=True))
    return row


def _ticked(row: Row, message: str, *, on: bool) -> QCheckBox:
    tick = QCheckBox(filled(message))
    tick.setChecked(on)
    row.across.addWidget(tick)
    return tick
