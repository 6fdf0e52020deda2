"""Puts something on another day: before and after stand side by side until it is confirmed."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card
from legalaid_desktop.desktop.day_grid import title
from legalaid_desktop.desktop.fields import DateField, TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.calendar import Movable, Planned
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.settling import CLOCK_STAYS
from legalaid_desktop.i18n import N_

FROM = N_("Now: {day}")
EARLIER = N_("The law sets this last day. By hand it can only be pulled earlier.")


class MoveBar(QWidget):
    """Asks for the day and the reason; hidden until something is to be moved.

    Signals:
        moved: (record before, record) it stands on the other day.
    """

    moved = Signal(object, object)

    def __init__(self, office: Any) -> None:
        super().__init__()
        self._office = office
        self._planned: Planned | None = None
        self.what = Text(role="strong", wrap=True)
        self.before = Text(role="dim", wrap=True)
        self.note = Text(EARLIER, role="dim", wrap=True)
        self.day = DateField(label=N_("Other day"))
        self.day.setObjectName("day")
        self.reason = TextField(label=N_("Reason"), help=N_("It stays in the history."))
        self.reason.setObjectName("reason")
        self.problem = InlineBanner()
        self.confirm = Button(N_("Move it"), kind="primary", icon="check")
        self.confirm.clicked.connect(self._confirm)
        self.cancel = Button(N_("Leave it"), icon="x")
        self.cancel.clicked.connect(self.close_up)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        card = Card()
        inner = QVBoxLayout()
        inner.setContentsMargins(18, 12, 18, 12)
        inner.setSpacing(6)
        fields = QHBoxLayout()
        fields.setSpacing(16)
        fields.addWidget(self.day)
        fields.addWidget(self.reason, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.confirm)
        for part in (self.what, self.before, self.note):
            inner.addWidget(part)
        inner.addLayout(fields)
        inner.addWidget(self.problem)
        inner.addLayout(buttons)
        card.column.addLayout(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def ask(self, planned: Planned, day: date) -> None:
        """Shows what would move from where to where, and asks why."""
        language = i18n.current()
        self._planned = planned
        self.what.show_text(title(planned, language))
        self.before.show_text(filled(FROM, day=i18n.date_full(planned.on, language)))
        self.note.setVisible(planned.movable is Movable.EARLIER)
        self.day.set_value(day)
        self.reason.set_value("")
        self.problem.hide()
        self.day.clear_error()
        self.reason.clear_error()
        self._offer(moves=True)
        self.show()
        self.reason.setFocus()

    def refuse(self, planned: Planned) -> None:
        """Says why something stays where it is."""
        self._planned = None
        self.what.show_text(title(planned, i18n.current()))
        self.before.show_text(filled(FROM, day=i18n.date_full(planned.on, i18n.current())))
        self.note.hide()
        self.problem.say(_why(planned), "info")
        self._offer(moves=False)
        self.show()
        self.cancel.setFocus()

    def close_up(self) -> None:
        """Leaves everything as it is."""
        self._planned = None
        self.hide()

    def _offer(self, *, moves: bool) -> None:
        for part in (self.day, self.reason, self.confirm):
            part.setVisible(moves)

    def _confirm(self) -> None:
        if self._planned is None:
            return
        self.problem.hide()
        try:
            before = self._planned.record
            kept = self._moved(self._planned)
        except InvalidValue as problem:
            (self.reason if problem.field == "reason" else self.day).show_error(problem)
        except LegalAidError as problem:
            self.problem.tell(problem)
        else:
            self.close_up()
            self.moved.emit(before, kept)

    def _moved(self, planned: Planned) -> object:
        day = self.day.value()
        if day is None:
            raise InvalidValue("day", N_("This is needed."))
        move = self._office.settling.move
        if not isinstance(planned.record, Deadline):
            move = self._office.settling.move_hearing
        kept: object = move(planned.record, day, self.reason.value())
        return kept


def _why(planned: Planned) -> str:
    if planned.is_over:
        return N_("It is settled. What is done stays on its day.")
    if planned.waits:
        return N_("It waits for a second look. Until then it stays on its day.")
    return CLOCK_STAYS
