"""While somebody is typed: a quiet line that this one may be known from another case."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.pauses import Pause
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain import conflicts
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.conflicts import Findings, Sketch
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import conflicts as labels

if TYPE_CHECKING:
    from legalaid_desktop.services.conflicts import Conflicts

QUIET = 400
"""Milliseconds after the last letter: the line must not flicker while somebody types."""
SHOWN = 3
MORE = N_("and {count} more")
MAY_BE = N_("Perhaps known from elsewhere: {names}")


class ConflictHint(InlineBanner):
    """The line; it looks in the worker and shows only what the user may see.

    Args:
        typed: gives what stands in the form at that moment, nothing where it is too little.
        most: how many it names, each on a line of its own; one alone stays on the same line.
    """

    def __init__(
        self,
        owner: QWidget,
        frame: Frame,
        typed: Callable[[], Sketch | None],
        most: int = SHOWN,
    ) -> None:
        super().__init__()
        self._frame, self._typed, self._most = frame, typed, most
        self._asked: Sketch | None = None
        self._pause = Pause(owner, QUIET, self._look)

    def start(self) -> None:
        """Looks a while after the last letter."""
        self._pause.start()

    def clear(self) -> None:
        """Takes the line away, and forgets what was asked."""
        self._pause.stop()
        self._asked = None
        self.hide()

    def _look(self) -> None:
        asked = self._typed()
        if asked == self._asked:
            return
        self._asked = asked
        if asked is None or not may(self._frame, Act.EDIT):
            self.hide()
            return
        work = partial(_hinted, self._frame.office.conflicts, asked)
        self._frame.jobs.run(work, self._show, self._failed)

    def _show(self, answer: tuple[Sketch, Findings]) -> None:
        asked, findings = answer
        if asked != self._asked:
            return  # somebody typed on
        language = i18n.current()
        lines = [
            " — ".join(filter(None, (labels.title(hit, language), labels.why(hit, language))))
            for hit in findings.hits[: self._most]
        ]
        if len(findings.hits) > self._most:
            lines.append(filled(MORE, count=len(findings.hits) - self._most))
        if findings.is_hidden:
            self.say(conflicts.ASK_MANAGER, "attention")
        elif lines:
            named = " · ".join(lines) if self._most == 1 else "\n".join(["", *lines])
            self.say(MAY_BE, "attention", names=named)
        else:
            self.hide()

    def _failed(self, error: LegalAidError) -> None:
        """The check of the case comes in any case."""
        del error


def _hinted(
    service: "Conflicts", asked: Sketch, *_polls: Callable[..., Any]
) -> tuple[Sketch, Findings]:
    return asked, service.hint(asked)
