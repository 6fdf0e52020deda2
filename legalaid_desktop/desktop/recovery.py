"""How the ways back into the office stand: which sheets open it, and what should be done."""

from collections.abc import Set

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Chip, Row, scrolled
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.recovery_banner import PAGE, RecoveryBanner
from legalaid_desktop.desktop.recovery_rehearsal import RehearsalDialog
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.recovery import SheetSet
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import recovery as labels

ADVICE = N_(
    "Try the sheets once a year. When somebody who keeps one leaves the office, make new ones. "
    "Nobody can see here what stands on them."
)


class RecoveryTab(QWidget):
    """The sheets that open the office, for its manager."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.banner = RecoveryBanner(frame)
        self.sets = Card(N_("Sheets that open this office"))
        self.none = EmptyState(N_("No sheets were made yet."), icon="shield")
        self.sets.add(self.none, margins=False)
        self.make = Button(N_("Make new sheets"), icon="printer")
        self.rehearse = Button(N_("Try the sheets"), icon="circle-check")
        self.type_back = Button(N_("Type them back"), icon="keyboard", kind="primary")
        self.make.clicked.connect(self._make)
        self.rehearse.clicked.connect(self._rehearse)
        self.type_back.clicked.connect(self._type_back)
        self._lay_out()

    def reload(self, changes: Set[Change]) -> None:
        """Reads again which sheets there are."""
        if changes and not changes & {Change.RECOVERY, Change.PERSON}:
            return
        found = self._frame.office.recovery.state()
        self.banner.look()
        self.sets.set_rows([_row(one) for one in found.sets])
        self.none.setVisible(not found.sets)
        self.rehearse.setEnabled(bool(found.sets))
        self.type_back.setVisible(any(not one.is_confirmed for one in found.sets))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Text(ADVICE, role="dim", wrap=True), 1)
        for button in (self.rehearse, self.make, self.type_back):
            line.addWidget(button)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.sets)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(line)
        column.addWidget(self.banner)
        column.addWidget(scrolled(holder), 1)

    def _make(self) -> None:
        self._frame.go(PAGE)

    def _type_back(self) -> None:
        self._frame.go(PAGE, "type")

    def _rehearse(self) -> None:
        dialog = RehearsalDialog(self, self._frame)
        dialog.open()


def _row(one: SheetSet) -> Row:
    language = i18n.current()
    chip = Chip(N_("typed back"), "good") if one.is_confirmed else Chip(N_("waits"), "attention")
    return Row(filled(N_("Set {name}"), name=one.name), labels.told(one, language), chip)
