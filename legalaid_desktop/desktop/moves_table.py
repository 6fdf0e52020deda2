"""The table of deadlines that would move: before and after in a line, several at once chosen."""

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from legalaid_desktop import i18n
from legalaid_desktop.desktop.move_rows import asked_why
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import moves as labels
from legalaid_desktop.services.moves import Moving

BEFORE = N_("before: {day}")
STAYS = N_("stays")


class MovesTable(RecordTable):
    """Moves, as many as there are; several are chosen with Shift or Ctrl, all with Ctrl+A.

    Signals:
        chosen: others are chosen.
        accept_asked, refuse_asked: A or R was pressed.
    """

    chosen = Signal()
    accept_asked = Signal()
    refuse_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            [
                Column(title=N_("Deadline"), cell=_what),
                Column(title=N_("Safe last day"), cell=_safe, width=30),
                Column(title=N_("Statutory last day"), cell=_statutory, width=30),
            ],
            empty=N_("Every open deadline stands where the present table and rules put it."),
        )
        self.view.clicked.disconnect()
        self.view.doubleClicked.connect(self.view.opened)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.selectionModel().selectionChanged.connect(self._tell)
        self.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A accepts and R refuses what is chosen; the table would look for rows of that letter."""
        del watched
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        asked = {Qt.Key.Key_A: self.accept_asked, Qt.Key.Key_R: self.refuse_asked}
        signal = asked.get(Qt.Key(event.key()))
        if signal is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        signal.emit()
        return True

    def rows(self) -> list[Moving]:
        """What is chosen, from top to bottom."""
        found = sorted(one.row() for one in self.view.selectionModel().selectedRows())
        there: list[Moving] = [self.model.record(row) for row in found]
        return there

    def show_all(self, found: Sequence[Moving]) -> None:
        """Shows these; the keyboard stays at its row, which is chosen alone."""
        self.show_records(lambda _after: Slice(records=found))
        self.chosen.emit()

    def _tell(self) -> None:
        self.chosen.emit()


def _what(one: Moving) -> Cell:
    language = i18n.current()
    title = f"{one.deadline.title(language)} · {case_labels.title(one.case, language)}"
    icon = "triangle-alert" if one.asks else ""
    says = filled(N_("unverified")) if one.asks else ""
    return Cell(text=title, reason=asked_why(one.move), icon=icon, icon_says=says)


def _safe(one: Moving) -> Cell:
    move = one.move
    return _days((move.was_safe, move.was_at), (move.safe_on, move.ends_at))


def _statutory(one: Moving) -> Cell:
    return _days((one.move.was_statutory, None), (one.move.statutory_on, None))


def _days(was: tuple[date, time | None], now: tuple[date, time | None]) -> Cell:
    language = i18n.current()
    before = STAYS if was == now else BEFORE
    return Cell(
        text=labels.ends(*now, language), reason=filled(before, day=labels.ends(*was, language))
    )
