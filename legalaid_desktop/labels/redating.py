"""An event whose entry in the story stands on another day, in words."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels.moves import ends

FROM_TO = N_("Counted from {was}; in the story it is {now}.")
IN_BIN = N_("Counted from {was}; its entry in the story lies in the bin.")


def days(trigger: Trigger, entry: Event | None, language: str) -> str:
    """From which day it is counted, and which day the story has."""
    say = i18n.catalog(language).gettext
    was = ends(trigger.on, trigger.at, language)
    if entry is None:
        return say(IN_BIN).format(was=was)
    now = ends(entry.on, entry.at if trigger.at else None, language)
    return say(FROM_TO).format(was=was, now=now)
