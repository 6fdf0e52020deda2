"""Holidays that a newer program brings: looked at with what they move, then put into the table."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.move_rows import hidden_rows, moving_rows
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.piecework import Piecework, rows_of
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services.holidays import ShippedEffect

BROUGHT = N_(
    "These days came with a newer program and are not in the office's table. Days that are not "
    "announced yet are projections: the yearly notice confirms or corrects them."
)
MOVED = N_("Nothing moves by itself: each of these is accepted or refused afterwards.")


class ShippedBanner(InlineBanner):
    """Says that there are such days, with the way to look at them.

    Signals:
        wanted: the user wants to look.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.look = Button(N_("Look at them"), icon="eye")
        self.look.clicked.connect(self.wanted)
        self.across.addWidget(self.look)
        self.hide()

    def tell_days(self, found: Sequence[Holiday]) -> None:
        """Shows itself where there are some."""
        self.setVisible(bool(found))
        if not found:
            return
        years = sorted({one.day.year for one in found})
        told = ngettext(
            "This program brings {count} holiday that your table lacks ({years}).",
            "This program brings {count} holidays that your table lacks ({years}).",
            len(found),
        )
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        self.say("{text}", "info", text=told.format(count=len(found), years=span))


class ShippedDialog(Dialog):
    """Shows the days and what they would move; puts them into the table as one version.

    Signals:
        kept: (days) they are in the table.
    """

    kept = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, found: Sequence[Holiday]) -> None:
        super().__init__(parent, N_("Holidays of the program"), accept=N_("Put into the table"))
        self.setMinimumSize(860, 560)
        self._frame, self._found = frame, list(found)
        self.days = Card(N_("New in the table"))
        self.days.add(Text(BROUGHT, role="dim", wrap=True))
        self.moved = Card(N_("Deadlines that would move"))
        self.moved.add(Text(MOVED, role="dim", wrap=True))
        self.moved.hide()
        self.body.addWidget(scrolled(columns(([self.moved, self.days], 1))), 1)
        self.pieces = Piecework(self.days, as_seen=True)
        self.pieces.begin(rows_of(self.days, [_maker(one) for one in self._found]))
        self.accept_button.setEnabled(False)
        holidays = frame.office.holidays
        title = filled(N_("Counting deadlines again"))
        frame.jobs.run(
            lambda _on, _stop: holidays.try_shipped(self._found), self._show, self._failed, title
        )

    def accept(self) -> None:
        """Puts the days into the table, in the worker."""
        self.accept_button.setEnabled(False)
        holidays, found = self._frame.office.holidays, self._found
        self._frame.jobs.run(
            lambda _on, _stop: holidays.keep_shipped(found), self._kept, self._failed, lasting=True
        )

    def _show(self, effect: ShippedEffect) -> None:
        self.accept_button.setEnabled(True)
        rows = [*moving_rows(effect.moves), *hidden_rows(effect.hidden)]
        self.moved.set_rows(rows)
        self.moved.setVisible(bool(rows))

    def _kept(self, days: list[Holiday]) -> None:
        super().accept()
        told = ngettext("{count} day is in the table.", "{count} days are in the table.", len(days))
        self._frame.toast(told, count=len(days))
        self.kept.emit(days)

    def _failed(self, problem: LegalAidError) -> None:
        self.accept_button.setEnabled(True)
        dialogs.tell(self, problem)


def _maker(day: Holiday) -> Callable[[], Row]:
    return lambda: _row(day)


def _row(day: Holiday) -> Row:
    language = i18n.current()
    title = f"{i18n.date_full(day.day, language)} · {day.name(language)}"
    said = " · ".join((filled(labels.SCOPES[day.scope]), filled(labels.KINDS[day.kind])))
    kind = "attention" if day.certainty is Certainty.UNVERIFIED else "neutral"
    return Row(title, said, Chip(labels.CERTAINTIES[day.certainty], kind))
