"""What happened to a record: who, when, which field, old and new; read page by page."""

from collections.abc import Callable, Set
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, columns
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Text, filled, shown
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.trail import Deed, Line
from legalaid_desktop.i18n import N_, gettext
from legalaid_desktop.labels import changes as words
from legalaid_desktop.labels import trail as labels
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.trail import naming

PAGE = 60
LONGEST = 90
GONE = N_("what was entered here was destroyed with the case")
HIDDEN = N_("its content is hidden: you may not read this case")
_STRIKING = frozenset({Deed.DESTROY, Deed.REMOVE, Deed.BREAK_GLASS, Deed.FAILED_SIGN_IN})
"""Deeds that are to catch the eye."""

Read = Callable[[int | None], list[Line]]
"""Gives the lines before that number of an entry."""


class HistoryTable(RecordTable):
    """A table of entries; a click shows all of one."""

    def __init__(self, empty: str, *, of_one: bool = False) -> None:
        """A table of entries about many records, or about one: then it does not name it."""
        about = [] if of_one else [Column(title=N_("What it concerns"), cell=_about, width=25)]
        super().__init__(
            [
                Column(title=N_("When"), cell=_when, width=19),
                Column(title=N_("Who"), cell=_who, width=15),
                Column(title=N_("Deed"), cell=_deed, width=20),
                *about,
                Column(title=N_("What changed"), cell=_changed),
            ],
            empty=empty,
        )
        self.opened.connect(self._show)

    def _show(self, line: Line) -> None:
        EntryDialog(self, line).open()


def slices(read: Read) -> Callable[[Any], Slice]:
    """The pages of the table."""

    def page(after: int | None) -> Slice:
        found = read(after)
        more = len(found) == PAGE
        return Slice(records=found, after=found[-1].entry.seq if more else None)

    return page


class CaseHistory(QWidget):
    """What happened to a case and everything in it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self.looks = QCheckBox()
        self.looks.toggled.connect(self._again)
        self.table = HistoryTable(N_("Nothing has happened yet."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.looks)
        column.addWidget(self.table, 1)

    def show_case(self, case_id: int) -> None:
        """Shows the history of that case."""
        self._case_id = case_id
        self._again()

    def reload(self, changes: Set[Change]) -> None:
        """Reads it again: whatever was changed stands in it."""
        del changes
        self._again()

    def _again(self) -> None:
        self.looks.setText(shown(gettext(N_("Show also who only looked"))))
        self.table.show_records(slices(self._read))

    def _read(self, before: int | None) -> list[Line]:
        found: list[Line] = self.frame.office.trail.of_case(
            self._case_id, looks=self.looks.isChecked(), before=before, limit=PAGE
        )
        return found


class HistoryDialog(Dialog):
    """What happened to one record."""

    def __init__(self, parent: QWidget, frame: Frame, kind: str, record: int) -> None:
        super().__init__(parent, N_("History"), accept=N_("Close"), cancel="")
        self._frame, self._kind, self._record = frame, kind, record
        self.setMinimumSize(940, 560)
        self.table = HistoryTable(N_("Nothing has happened yet."), of_one=True)
        self.table.setMinimumHeight(420)
        self.body.addWidget(self.table, 1)
        self.table.show_records(slices(self._read))

    def _read(self, before: int | None) -> list[Line]:
        found: list[Line] = self._frame.office.trail.of_record(
            self._kind, self._record, before=before, limit=PAGE
        )
        return found


class EntryDialog(Dialog):
    """One entry with all that it tells."""

    def __init__(self, parent: QWidget, line: Line) -> None:
        super().__init__(parent, N_("Entry in the trail"), accept=N_("Close"), cancel="")
        self.setMinimumWidth(720)
        language, entry = i18n.current(), line.entry
        told = [
            labels.deed(entry.deed, language),
            labels.record(entry, line.number, language),
        ]
        self.title = Text(role="title", wrap=True)
        self.title.show_text(" · ".join(filter(None, told)))
        self.stamp = Text(role="dim", wrap=True)
        number = filled(N_("Entry {number}"), number=entry.seq)
        stamp = (_moment(line), labels.user(entry, language), number)
        self.stamp.show_text(" · ".join(stamp))
        self.body.addWidget(self.title)
        self.body.addWidget(self.stamp)
        for said in _remarks(line):
            remark = Text(wrap=True)
            remark.show_text(said)
            self.body.addWidget(remark)
        if entry.fields:
            card = Card()
            card.add(_Changes(line))
            self.body.addWidget(columns(([card], 1)))


class _Changes(QWidget):
    """The fields in a grid: name, before, after."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        heads = [N_("Field")] if line.hidden else [N_("Field"), N_("Before"), N_("After")]
        for place, head in enumerate(heads):
            grid.addWidget(Text(head, role="strong"), 0, place)
            grid.setColumnStretch(place, 2 if place else 1)
        language, entry, called = i18n.current(), line.entry, naming(line)
        for row, (name, values) in enumerate(entry.fields.items(), 1):
            said = [words.field(name, language)]
            if not line.hidden:
                said += [words.value(entry.kind, name, one, language, called) for one in values]
            for place, text in enumerate(said):
                label = Text(role="body" if place else "dim", wrap=True)
                label.show_text(text)
                grid.addWidget(label, row, place)


def _moment(line: Line) -> str:
    return i18n.moment(_local(line), i18n.current())


def _local(line: Line) -> datetime:
    assert line.entry.at is not None  # noqa: S101 - every stored entry has its time
    return line.entry.at.astimezone(VIENTIANE)


def _remarks(line: Line) -> list[str]:
    """Why it was done, and what is not told."""
    reason = line.entry.reason
    return [
        *([filled(N_("Reason: {reason}"), reason=reason)] if reason else []),
        *([filled(GONE)] if line.entry.destroyed else []),
        *([filled(HIDDEN)] if line.hidden else []),
    ]


def _when(line: Line) -> Cell:
    at = _local(line)
    day = i18n.date_long(at.date(), i18n.current())
    return Cell(text=day, reason=f"{at:%H:%M}")


def _who(line: Line) -> Cell:
    return Cell(text=labels.user(line.entry, i18n.current()))


def _deed(line: Line) -> Cell:
    said = labels.deed(line.entry.deed, i18n.current())
    if line.entry.deed not in _STRIKING:
        return Cell(text=said)
    return Cell(text=said, icon="triangle-alert", icon_says=said)


def _about(line: Line) -> Cell:
    said, language = labels.record(line.entry, "", i18n.current()), i18n.current()
    if line.entry.kind == "case_file":
        return Cell(text=labels.record(line.entry, line.number, language))
    return Cell(text=said, reason=line.number)


def _changed(line: Line) -> Cell:
    """The first field, and how many more there are; the dialog shows them all."""
    entry, language = line.entry, i18n.current()
    if line.hidden or entry.destroyed:
        return Cell(text="", reason=filled(HIDDEN if line.hidden else GONE))
    changes = [
        words.change(entry.kind, name, values, language, naming(line))
        for name, values in words.telling_first(entry.fields)
    ]
    if not changes:
        return Cell(text=entry.reason)
    more = len(changes) - 1
    first = changes[0] if len(changes[0]) <= LONGEST else f"{changes[0][:LONGEST]}…"
    told = filled(N_("and {count} more"), count=more) if more else ""
    return Cell(text=first, reason=" · ".join(filter(None, (told, entry.reason))))
