"""The bin: what was removed, by whom, when and why, and its way back."""

from collections.abc import Iterator, Set

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import removing
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.facts import Facts
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.filters import FilterLine
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.bin import BinKind, Removed
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import bin as labels
from legalaid_desktop.services.bin import act
from legalaid_desktop.services.clock import VIENTIANE

NOTE = N_("Nothing here is lost. Open a line to see it and to put it back.")
OF_OTHERS = N_(
    "You are not on the team of this case: only its number and code name are shown, and only "
    "somebody on the team can put it back."
)
NOT_YOURS = N_("Your role does not allow to put this back.")
PUT_BACK = N_("It is back where it was.")


class BinTab(QWidget):
    """All that lies in the bin, as far as the user may see it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._shown: Removed | None = None
        self.filter = FilterLine(N_("A word of what was removed, why, or by whom"))
        self.filter.asked.connect(self._refill)
        self.kind = ChoiceField()
        self.kind.setObjectName("kind")
        self.kind.editor.setAccessibleName(filled(N_("Kind")))
        self.kind.set_choices([(None, N_("all kinds")), *labels.KINDS.items()])
        self.kind.set_value(None)
        self.kind.changed.connect(self._refill)
        self.table = RecordTable(
            [
                Column(title=N_("What was removed"), cell=_what),
                Column(title=N_("Kind"), cell=_kind, width=20),
                Column(title=N_("Removed"), cell=_removed, width=30),
                Column(title=N_("Reason"), cell=_why),
            ],
            empty=N_("Nothing here. What is removed lies in the bin until it is put back."),
        )
        self.table.opened.connect(self._open)
        self._lay_out()

    def _lay_out(self) -> None:
        self.kind.caption.hide()
        self.kind.setFixedWidth(240)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.filter, 1)
        across.addWidget(self.kind)
        across.addWidget(Text(NOTE, role="dim", wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(across)
        column.addWidget(self.table, 1)

    def reload(self, changes: Set[Change]) -> None:
        """Reads the bin again: anything may have come into it."""
        del changes
        self._refill()

    def _refill(self) -> None:
        self.table.show_records(self._slice)

    def _slice(self, _after: object) -> Slice:
        kind = self.kind.chosen(None)
        chosen = kind if isinstance(kind, BinKind) else None
        return Slice(records=self._frame.office.bin.contents(self.filter.wanted(), chosen))

    def _open(self, removed: Removed) -> None:
        self._shown = removed
        sheet = BinSheet(self, removed, may_restore=may(self._frame, act(removed.kind)))
        sheet.accepted.connect(self._put_back)
        sheet.open()

    def _put_back(self) -> None:
        one = self._shown
        if one is not None and removing.put_back(self._frame, one.kind, one.key, self):
            self._frame.toast(PUT_BACK)


class BinSheet(Dialog):
    """One thing in the bin, in full for those who may see it."""

    def __init__(self, parent: QWidget, removed: Removed, *, may_restore: bool) -> None:
        super().__init__(parent, N_("In the bin"), accept=N_("Put back"), cancel=N_("Close"))
        self.setMinimumWidth(600)
        language = i18n.current()
        title = Text(role="title", wrap=True)
        title.show_text(labels.what(removed, language))
        self.body.addWidget(title)
        self.body.addWidget(Facts(list(_facts(removed, language)), margins=False))
        if removed.hidden or not may_restore:
            self.body.addWidget(InlineBanner(OF_OTHERS if removed.hidden else NOT_YOURS, "info"))
            self.accept_button.hide()
        self.body.addStretch(1)


def _facts(removed: Removed, language: str) -> Iterator[tuple[str, str]]:
    whole = labels.whole(removed, language)
    found = {
        N_("Kind"): filled(labels.KINDS[removed.kind]),
        N_("What was removed"): "" if whole == labels.what(removed, language) else whole,
        N_("Removed"): i18n.moment(removed.at.astimezone(VIENTIANE), language),
        N_("By"): removed.by,
        N_("Reason"): removed.why,
    }
    for name, value in found.items():
        if value:
            yield filled(name), value


def _what(removed: Removed) -> Cell:
    return Cell(text=labels.what(removed, i18n.current()))


def _kind(removed: Removed) -> Cell:
    return Cell(chip=filled(labels.KINDS[removed.kind]), kind="info")


def _removed(removed: Removed) -> Cell:
    when = i18n.moment(removed.at.astimezone(VIENTIANE), i18n.current())
    return Cell(text=when, reason=removed.by)


def _why(removed: Removed) -> Cell:
    return Cell(text=labels.why(removed))
