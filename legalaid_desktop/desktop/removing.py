"""Into the bin, for a reason, and out of it again from the word at the foot of the window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import bin as labels

_PROTECTION = (
    BinKind.WORKSHEET,
    BinKind.VICTIM_STATUS,
    BinKind.AGE_EVIDENCE,
    BinKind.WITHHELD_PAPER,
    BinKind.CUSTODY,
    BinKind.LOSS,
)


def small_button(key: int | None) -> Button:
    """A bin to press at the end of a row; ``key_of`` says whose it is."""
    made = Button("", icon="trash-2", kind="plain", tip=N_("Remove …"))
    made.setProperty("record", key)
    return made


def key_of(button: QObject) -> int:
    """The key of the record that the pressed button stands beside."""
    return int(button.property("record"))


def ask(
    parent: QWidget | None,
    frame: Frame,
    kind: BinKind,
    key: int,
    then: Callable[[], object] = lambda: None,
) -> None:
    """Asks why, and removes the record; ``then`` is called when it is in the bin."""
    remove = partial(_remove, parent, frame, kind, key, then)
    dialogs.ask_reason(
        parent, labels.QUESTIONS[kind], N_("Put into the bin"), remove, kind="danger"
    )


def said(frame: Frame, message: str, kind: BinKind, key: int) -> None:
    """Says that it is removed, and offers to put it back."""
    frame.toast(message, partial(put_back, frame, kind, key))


def put_back(frame: Frame, kind: BinKind, key: int, parent: QWidget | None = None) -> bool:
    """Takes the record out of the bin, or says why that cannot be."""
    try:
        frame.office.bin.restore(kind, key)
    except LegalAidError as problem:
        dialogs.tell(parent, problem)
        return False
    return True


def _remove(
    parent: QWidget | None,
    frame: Frame,
    kind: BinKind,
    key: int,
    then: Callable[[], object],
    reason: str,
) -> None:
    office = frame.office
    removals: dict[BinKind, Callable[[int, str], object]] = {
        BinKind.CASE: office.cases.remove,
        BinKind.PERSON: office.people.remove,
        BinKind.DECISION: office.stories.remove_decision,
        BinKind.EVENT: office.cases.remove_event,
        BinKind.ATTACHMENT: office.attachments.remove,
        BinKind.LAWYER: office.assignments.remove_lawyer,
        BinKind.CONSENT: office.consents.remove,
        BinKind.ELIGIBILITY: office.eligibility.remove,
        **{one: partial(office.protection.remove, one) for one in _PROTECTION},
    }
    try:
        removals[kind](key, reason)
    except LegalAidError as problem:
        dialogs.tell(parent, problem)
        return
    then()
    said(frame, N_("Removed. It lies in the bin."), kind, key)
