"""Whether a list of several cases says the names of clients: asks, and tells which it will not."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, Row, scrolled
from legalaid_desktop.desktop.errands import ErrandLine
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.sharing import ANYWAY, ask_override
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import sharing
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.consents import Abroad
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.naming import Naming
from legalaid_desktop.domain.sharing import OverrideGround
from legalaid_desktop.labels import naming as labels
from legalaid_desktop.services import consents, reference

_HIGHEST, _MARGIN = 190, 24
Look = Callable[[Errand], Callable[[], tuple[Naming, ...]]]
"""Gives what asks the office, by what stands in the window at that moment."""


class ListErrandLine(ErrandLine):
    """For whom a list of several cases is; asks what kind of recipient that is once names leave.

    Signals:
        looked: what stands there may mean something else now.
    """

    looked = Signal()
    is_named = False

    def ask(self, *, named: bool) -> None:
        """Asks more, or less."""
        self.is_named = named
        self._look()

    def override(self, ground: OverrideGround, why: str) -> None:
        """Keeps the ground on which names leave, until somebody else is named."""
        if self.note is not None:
            self.note.ground, self.note.why = ground, why

    def _look(self) -> None:
        errand = self.errand()
        rules = reference.consents()
        asked = sharing.understood(consents.sharing(errand, ()), (), rules)
        body = rules.body(asked.body)
        unknown = body is None or bool(self.body.editor.currentText())
        self.body.setVisible(self.is_named and bool(errand.recipient) and unknown)
        asks = body is not None and body.abroad is Abroad.ASK and bool(errand.recipient)
        self.abroad.setVisible(self.is_named and asks)
        self.looked.emit()


class NamingPart(QWidget):
    """The question, and below it which cases stay without a name, and why.

    Signals:
        changed: the names are known for what stands there, or are no more.

    Args:
        look: gives, for an errand, what asks the office in the worker.
        warning: a message id, of what names mean there.
        may_override: whether a ground and a reason may bring a name in.
    """

    changed = Signal()

    def __init__(
        self,
        frame: Frame,
        line: ListErrandLine,
        look: Look,
        warning: str = labels.NAMES_LEAVE,
        *,
        may_override: bool = True,
    ) -> None:
        super().__init__()
        self._frame, self._line, self._ask = frame, line, look
        self._may_override = may_override and may(frame, Act.OVERRIDE_CONSENT)
        self._asked: object = None
        self._known: object = None
        self.named = QCheckBox(filled(labels.NAMED))
        self.warning = InlineBanner(warning, "attention")
        self.counted = Text(role="dim", wrap=True)
        self.list = Card()
        self.area = scrolled(self.list)
        self.area.setMaximumHeight(_HIGHEST)
        self.anyway = Button(ANYWAY, kind="plain")
        self.anyway.clicked.connect(self._ask_override)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.named, self.warning, self.counted, self.area, self.anyway):
            column.addWidget(part)
        self._hide()
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.timeout.connect(self._show_all)
        self.named.toggled.connect(self._turn)
        line.looked.connect(self.look)

    @property
    def is_known(self) -> bool:
        """Whether it is on screen who is named for what stands in the fields now."""
        return not self.named.isChecked() or self._known == self._line.errand()

    def look(self) -> None:
        """Asks the office again, where names are wanted."""
        if not self.named.isChecked():
            self._known = None
            self._hide()
            self.changed.emit()
            return
        errand = self._line.errand()
        self._asked, self._known = errand, None
        self.changed.emit()
        work = partial(_found, self._ask(errand), errand)
        self._frame.jobs.run(work, self._show, self._failed)

    def _turn(self, named: bool) -> None:
        self.warning.setVisible(named)
        self._line.ask(named=named)

    def _show(self, answer: tuple[Errand, Sequence[Naming]]) -> None:
        errand, found = answer
        if errand != self._asked or not self.named.isChecked():
            return
        language = i18n.current()
        self._known = errand
        told = [(one, labels.why(one, language)) for one in found]
        rows = [Row(one.number, why) for one, why in told if why]
        self.counted.show_text(labels.counted(found, language))
        self.counted.show()
        self.list.set_rows(rows)
        self.area.setVisible(bool(rows))
        opens = any(one.is_open and not one.overridden for one in found)
        self.anyway.setVisible(opens and self._may_override)
        self.changed.emit()
        self._reveal.start()

    def _show_all(self) -> None:
        """Brings what was found before the eyes, in a window that is too low for all of it."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            last = next(one for one in (self.anyway, self.area, self.counted) if one.isVisible())
            around.ensureWidgetVisible(last, 0, _MARGIN)

    def _hide(self) -> None:
        for part in (self.warning, self.counted, self.area, self.anyway):
            part.hide()

    def _ask_override(self) -> None:
        ask_override(self, self._overridden)

    def _overridden(self, ground: OverrideGround, why: str) -> None:
        self._line.override(ground, why)
        self.look()

    def _failed(self, error: LegalAidError) -> None:
        dialogs.tell(self, error)


def _found(
    ask: Callable[[], tuple[Naming, ...]], errand: Errand, *_polls: Any
) -> tuple[Errand, tuple[Naming, ...]]:
    return errand, ask()
