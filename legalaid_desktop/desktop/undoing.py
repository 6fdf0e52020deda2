"""Back to how a record was: from the word after a save, or by Ctrl+Z and Ctrl+Shift+Z."""

from functools import partial

from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.domain.undo import Edit
from legalaid_desktop.labels import undo as labels


def said(frame: Frame, message: str, saved: object) -> None:
    """Says that the record is saved, and offers its former version where it had one."""
    last = frame.office.undo.last()
    known = last is not None and last.after == saved
    frame.toast(message, partial(_undo, frame, last) if known else None)


def said_together(frame: Frame, message: str) -> None:
    """Says what was done to an event, and offers it back with all that moved along."""
    last = frame.office.undo.last()
    known = last is not None and any(isinstance(one.after, Trigger) for one in last.parts)
    frame.toast(message, partial(_undo, frame, last) if known else None)


def take_back(frame: Frame, parent: QWidget) -> None:
    """Undoes the last edit, or says why that cannot be."""
    try:
        _undo(frame)
    except LegalAidError as problem:
        dialogs.tell(parent, problem)


def do_again(frame: Frame, parent: QWidget) -> None:
    """Does again what was undone last, or says why that cannot be."""
    try:
        _redo(frame)
    except LegalAidError as problem:
        dialogs.tell(parent, problem)


def _undo(frame: Frame, one: Edit | None = None) -> None:
    edit = frame.office.undo.undo(one)
    again = partial(_redo, frame, edit)
    frame.toast(labels.undone(edit), again, **labels.values(edit))


def _redo(frame: Frame, one: Edit | None = None) -> None:
    edit = frame.office.undo.redo(one)
    back = partial(_undo, frame, edit)
    frame.toast(labels.done_again(edit), back, **labels.values(edit))
