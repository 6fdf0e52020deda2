"""Lines of a story as rows, with what can be done with each."""

from collections.abc import Callable, Sequence
from datetime import datetime

from legalaid_desktop import i18n
from legalaid_desktop.desktop import removing
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.flagging import Flagging
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.events import Audience, Event, EventKind
from legalaid_desktop.domain.flags import RecordKind
from legalaid_desktop.domain.stories import StoryLine, StorySource
from legalaid_desktop.labels import stories as labels
from legalaid_desktop.labels.stories import Names
from legalaid_desktop.services import stories

_COLOURS = {
    EventKind.CUSTODY.value: "urgent",
    EventKind.HEARING.value: "attention",
    EventKind.DECISION.value: "attention",
    EventKind.STEP.value: "attention",
    EventKind.NOTE.value: "good",
    StorySource.PAPER.value: "neutral",
    StorySource.ATTACHMENT.value: "neutral",
    StorySource.OFFER.value: "neutral",
    StorySource.ANSWER.value: "neutral",
    StorySource.DEADLINE.value: "good",
    StorySource.HELD.value: "urgent",
    StorySource.RELEASED.value: "good",
    StorySource.AID.value: "attention",
    StorySource.IDENTIFICATION.value: "attention",
    StorySource.LETTER_IN.value: "neutral",
    StorySource.LETTER_OUT.value: "neutral",
    StorySource.HANDED_IN.value: "neutral",
    StorySource.GIVEN_BACK.value: "neutral",
}
_AUDIENCES = {Audience.PRIVATE: "urgent", Audience.CLIENT: "good"}

OPENED = (StorySource.EVENT, StorySource.DECISION, StorySource.PAPER)
"""Sources of lines that open on a click."""


def names() -> Names:
    """What the words of lines are looked up in."""
    return stories.looked_up()


def rows(
    frame: Frame, lines: Sequence[StoryLine], remove: Callable[[], object], flags: Flagging
) -> list[Row]:
    """A row for each line; entries and decisions with a button for ``remove``, and their flags."""
    can_edit = may(frame, Act.EDIT)
    found = []
    for line in lines:
        row = _row(line, can_open=can_edit or line.source is StorySource.PAPER)
        if can_edit and isinstance(line.record, Event | Decision):
            button = removing.small_button(line.record.id)
            button.setProperty("source", line.source.value)
            button.clicked.connect(remove)
            row.add_button(button)
        if isinstance(line.record, Event | Decision):
            kind = RecordKind.EVENT if isinstance(line.record, Event) else RecordKind.DECISION
            flags.mark(row, kind, line.record.id)
        found.append(row)
    return found


def of_events(events: Sequence[Event]) -> list[StoryLine]:
    """Entries as lines of a story."""
    return [StoryLine(source=StorySource.EVENT, on=one.on, at=one.at, record=one) for one in events]


def _row(line: StoryLine, *, can_open: bool) -> Row:
    language, looked_up = i18n.current(), names()
    day = i18n.date_full(line.on, language)
    if line.at:
        day = i18n.moment(datetime.combine(line.on, line.at), language)
    reason = " · ".join((day, *labels.details(line, language)))
    kind = _AUDIENCES.get(line.audience) or _COLOURS.get(line.kind, "info")
    chip = Chip(labels.kind(line, language, looked_up), kind)
    key = (line.source, line.record) if can_open and line.source in OPENED else None
    return Row(labels.text(line, language, looked_up), reason, chip, key=key)
