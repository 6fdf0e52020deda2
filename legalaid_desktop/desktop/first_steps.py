"""What is to be done first, in a line for each reason, beside the answers that ask for it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.urgency import Pressure, UrgencyRule
from legalaid_desktop.i18n import N_

PRESSURE_KINDS = {Pressure.NOW: "urgent", Pressure.TODAY: "attention", Pressure.SOON: "info"}
PROPOSED = N_("Whoever may be trafficked needs a restricted case: only its team sees the names.")


class FirstSteps(QWidget):
    """A banner for each reason; for signs of trafficking one more that proposes a level.

    Signals:
        restriction_asked: the case is to be restricted.
    """

    restriction_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rules: tuple[UrgencyRule, ...] = ()
        self.lines: list[InlineBanner] = []
        self.proposal = InlineBanner(PROPOSED, "info")
        self.restrict = Button(N_("Make it restricted"), icon="lock")
        self.restrict.clicked.connect(self.restriction_asked)
        self.proposal.across.addWidget(self.restrict)
        self.proposal.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.proposal)
        self.hide()

    def show_rules(self, rules: Sequence[UrgencyRule], *, proposed: bool) -> None:
        """Shows what these rules say is to be done first.

        Args:
            proposed: whether to propose that the case be restricted.
        """
        self.proposal.setVisible(proposed)
        told = tuple(rule for rule in rules if rule.first["en"])
        self.setVisible(bool(told) or proposed)
        if told != self._rules:
            self._rules = told
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Says it in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_column"):
            self._show()

    def _show(self) -> None:
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [_line(rule) for rule in self._rules]
        for place, line in enumerate(self.lines):
            self._column.insertWidget(place, line)
            line.show()


def _line(rule: UrgencyRule) -> InlineBanner:
    made, language = InlineBanner(), i18n.current()
    text = f"{rule.reason[language].capitalize()}. {rule.first[language]}"
    made.text.show_text(text)
    made.colour(PRESSURE_KINDS[rule.pressure])
    return made
