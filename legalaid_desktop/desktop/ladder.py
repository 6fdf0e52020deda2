"""The way of a case through the courts: what lies behind, where it stands, what comes next."""

from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.courts import CourtLevel
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.routes import Ladder, Rung, Standing
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels
from legalaid_desktop.labels import deadlines as deadline_labels

STANDINGS = {
    Standing.BEHIND: (N_("behind it"), "neutral"),
    Standing.HERE: (N_("stands here"), "attention"),
    Standing.NEXT: (N_("comes next"), "info"),
    Standing.AHEAD: ("", "neutral"),
}
LEVELS = {
    CourtLevel.ZONE: N_("zone court"),
    CourtLevel.PROVINCIAL: N_("provincial court or that of the Capital"),
    CourtLevel.REGIONAL: N_("regional court"),
    CourtLevel.SUPREME: N_("People's Supreme Court"),
}
NOT_KNOWN = N_(
    "Where the case began before a court is not entered. Enter it under Change: the courts above "
    "follow from it."
)
FROM_LAW = N_("Courts by: {source}. {certainty}.")


class LadderCard(Card):
    """A card with a rung a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(N_("The way of the case"))
        if parent is not None:
            self.setParent(parent)
        self.note = Text(role="dim", wrap=True)
        self.add(self.note)

    def show_ladder(self, ladder: Ladder) -> None:
        """Shows the way of a case."""
        self.set_rows([_row(rung) for rung in ladder.rungs])
        if ladder.route is None:
            self.note.say(NOT_KNOWN)
            return
        certainty = Certainty(ladder.route.certainty)
        self.note.say(
            FROM_LAW,
            source=ladder.route.source,
            certainty=filled(deadline_labels.CERTAINTIES[certainty]),
        )


def _row(rung: Rung) -> Row:
    said, kind = STANDINGS[rung.standing]
    return Row(filled(labels.STAGES[rung.stage]), _court(rung), Chip(said, kind) if said else None)


def _court(rung: Rung) -> str:
    if rung.typed:
        return rung.typed
    if rung.court is not None:
        return rung.court.name(i18n.current())
    return filled(LEVELS[rung.level]) if rung.level else ""
