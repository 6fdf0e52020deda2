"""Asks for the stick that is to be used, and says what is missing where there is none."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop import dialogs, sticks
from legalaid_desktop.desktop.sticks import Stick
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import attachments as sizes


def ask(parent: QWidget, then: Callable[[Stick], object]) -> None:
    """Calls ``then`` with the one stick that is plugged in, if the user agrees."""
    here = sticks.present()
    if not here:
        dialogs.tell(parent, N_("No stick is plugged in. Plug one in, wait a moment, try again."))
    elif len(here) == 1:
        dialogs.ask(
            parent,
            N_("Use the stick “{name}”? {free} are free on it."),
            N_("Use it"),
            lambda: then(here[0]),
            name=here[0].label or str(here[0].root),
            free=sizes.size(here[0].free),
        )
    else:
        dialogs.tell(parent, N_("More than one stick is plugged in. Leave only one."))
