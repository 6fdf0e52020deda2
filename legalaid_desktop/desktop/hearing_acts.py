"""What can be done with a hearing in the list of a case: its deadlines, or another kind of day."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from legalaid_desktop.desktop import deadline_form, removing, story_rows
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.flagging import Flagging
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.record_dialog import Ask, Kind, RecordDialog
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.step_links import HEARING
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels

FOLLOW = N_("Deadlines that run from it …")
TURN = N_("Make it another kind of day …")
BIN = N_("The hearing goes to the bin, and its day is watched as what is chosen here.")


class HearingActs(QObject):
    """The rows of the hearings of a case with their buttons."""

    def __init__(self, parent: QWidget, frame: Frame) -> None:
        super().__init__(parent)
        self._parent, self._frame = parent, frame
        self.flags = Flagging(parent, frame)
        self._known: dict[int | None, Event] = {}

    def rows(self, hearings: Sequence[Event], remove: Callable[[], object]) -> list[Row]:
        """A row for each hearing; ``remove`` asks for its removal."""
        self._known = {one.id: one for one in hearings}
        lines = story_rows.of_events(hearings)
        found = story_rows.rows(self._frame, lines, remove, self.flags)
        if may(self._frame, Act.EDIT):
            for one, row in zip(hearings, found, strict=True):
                self._add_acts(row, one)
        return found

    def _add_acts(self, row: Row, hearing: Event) -> None:
        """Below the words: the list is half a page wide."""
        if (chip := row.findChild(Chip)) is not None:
            chip.hide()  # all of them are hearings here
        across = QHBoxLayout()
        across.setContentsMargins(0, 4, 0, 0)
        follow = Button(N_("Deadlines …"), icon="calendar-days", tip=FOLLOW)
        turn = Button(N_("Other kind …"), tip=TURN)
        for button, slot in ((follow, self._follow), (turn, self._turn)):
            button.setProperty("record", hearing.id)
            button.clicked.connect(slot)
            across.addWidget(button)
        across.addStretch(1)
        row.lines.addLayout(across)

    def _hearing(self) -> Event:
        return self._known[removing.key_of(self.sender())]

    def _follow(self) -> None:
        one = self._hearing()
        deadline_form.ask(self._parent, self._frame, one.case_id, HEARING, one)

    def _turn(self) -> None:
        dialog = ask_kind(self._parent, self._frame, self._hearing())
        dialog.kept_record.connect(self._said)
        dialog.open()

    def _said(self, kept: object) -> None:
        del kept
        self._frame.toast(N_("It is watched as another kind of day now."))


def ask_kind(parent: QWidget, frame: Frame, hearing: Event) -> RecordDialog:
    """The form that makes a hearing another kind of day."""
    asks = (
        Ask(name="kind", label=N_("What it is"), kind=Kind.CHOICE, needed=True,
            choices=list(labels.DEADLINE_KINDS.items()), help=BIN),
        Ask(name="reason", label=N_("Reason"), needed=True, help=N_("It stays with the deadline.")),
    )  # fmt: skip

    def keep(typed: dict[str, Any]) -> Deadline:
        try:
            made: Deadline = frame.office.settling.from_hearing(
                hearing, DeadlineKind(str(typed["kind"])), typed["reason"]
            )
        except Refused as problem:
            raise InvalidValue("kind", problem.reason, **problem.values) from problem
        return made

    values = {"kind": DeadlineKind.TARGET, "reason": ""}
    return RecordDialog(parent, N_("Make it another kind of day"), asks, values, keep)
