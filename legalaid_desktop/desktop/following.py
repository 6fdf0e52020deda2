"""A quiet line below the story: periods follow from its newest step, and can be entered."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from legalaid_desktop import i18n
from legalaid_desktop.desktop import deadline_form
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.access import Act
from legalaid_desktop.i18n import N_, ngettext

if TYPE_CHECKING:
    from legalaid_desktop.services.triggers import Following


class FollowingLine(InlineBanner):
    """Says how many periods follow from a step, and opens the form with its day."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._case_id = frame, 0
        self._found: Following | None = None
        self.enter = Button(N_("Enter them"), icon="calendar-days")
        self.enter.clicked.connect(self._enter)
        buttons = QHBoxLayout()
        buttons.addWidget(self.enter)
        self.across.addLayout(buttons)
        self.hide()

    def show_case(self, case_id: int) -> None:
        """Looks at the newest step of that case."""
        self._case_id = case_id
        known = may(self._frame, Act.EDIT)
        self._found = self._frame.office.triggers.following(case_id) if known else None
        if self._found is None:
            self.hide()
            return
        told = ngettext(
            "{count} period follows from: {event}",
            "{count} periods follow from: {event}",
            self._found.count,
        )
        event = self._found.events[0].name(i18n.current())
        self.say("{text}", "info", text=told.format(count=self._found.count, event=event))

    def _enter(self) -> None:
        if self._found is not None:
            event, step = self._found.events[0].id, self._found.step
            deadline_form.ask(self, self._frame, self._case_id, event, step)
