"""The open deadlines that were counted by a rule: those of hidden cases as a number alone."""

from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Row
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.cases import Case, is_restricted
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import calendar
from legalaid_desktop.labels import cases as case_labels

if TYPE_CHECKING:
    from legalaid_desktop.services.rules import CountedBy

NONE = N_("No open deadline was counted by this rule.")
HIDDEN = N_("In cases that you do not see: {count}.")
FIRST = N_("Listed are the {count} nearest.")
_MOST = 50
"""More rows than that take longer to make than anybody waits, and nobody reads them."""


class CountedCard(Card):
    """How many open deadlines a rule has counted, and the nearest of them; each opens its case."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("Open deadlines counted by it"))
        self._frame = frame
        self.note = Text(role="dim", wrap=True)
        self.add(self.note)
        self.opened.connect(self._open)

    def show_found(self, found: "CountedBy | None") -> None:
        """Shows them; hidden where nobody may know."""
        self.setVisible(found is not None)
        if found is None:
            return
        shown = found.deadlines[:_MOST]
        self.note.show_text(" ".join(_said(found, len(shown))))
        self.set_rows([_row(one, found.cases[one.case_id]) for one in shown])

    def _open(self, key: object) -> None:
        self._frame.go("case", (key, "deadlines"))


def named(case: Case, language: str) -> str:
    """The case by its number, a restricted one by its code name."""
    return case_labels.title(case, language) if is_restricted(case) else case.number


def _said(found: "CountedBy", shown: int) -> list[str]:
    if not found.count:
        return [filled(NONE)]
    message = ngettext(
        "{count} open deadline was counted by this rule.",
        "{count} open deadlines were counted by this rule.",
        found.count,
    )
    told = [filled(message, count=found.count)]
    if found.hidden:
        told.append(filled(HIDDEN, count=found.hidden))
    if shown < len(found.deadlines):
        told.append(filled(FIRST, count=shown))
    return told


def _row(deadline: Deadline, case: Case) -> Row:
    language = i18n.current()
    title = f"{named(case, language)} · {calendar.title(deadline, case, language)}"
    return Row(title, i18n.date_full(deadline.due_on, language), key=case.id)
