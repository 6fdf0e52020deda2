"""What can be done with a deadline on its sheet, and the few fields that each act asks for."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Card
from legalaid_desktop.desktop.fields import ChoiceField, DateField, Field, TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain import attachments
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, Stale
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels

HEARING = "hearing"
"""What a day written by hand can become besides the kinds of deadlines."""


class SheetAct(StrEnum):
    """One thing to do."""

    DONE = "done"
    DROP = "drop"
    MOVE = "move"
    CONVERT = "convert"
    REOPEN = "reopen"
    AGREE = "agree"
    SEND_BACK = "send_back"


WORDS = {
    SheetAct.DONE: N_("Done in time"),
    SheetAct.DROP: N_("Drop the deadline"),
    SheetAct.MOVE: N_("Move it"),
    SheetAct.CONVERT: N_("Make it that"),
    SheetAct.REOPEN: N_("Watch again"),
    SheetAct.AGREE: N_("I have looked: it is right"),
    SheetAct.SEND_BACK: N_("Send back"),
}
ASKED_FOR: Mapping[SheetAct, tuple[str, ...]] = {
    SheetAct.DONE: ("proof", "proof_id"),
    SheetAct.DROP: ("reason",),
    SheetAct.MOVE: ("day", "reason"),
    SheetAct.CONVERT: ("kind", "reason"),
    SheetAct.REOPEN: ("reason",),
    SheetAct.AGREE: (),
    SheetAct.SEND_BACK: ("reason",),
}
SAID = {
    SheetAct.DONE: N_("The deadline is done."),
    SheetAct.DROP: N_("The deadline is dropped."),
    SheetAct.MOVE: N_("The deadline stands on another day."),
    SheetAct.CONVERT: N_("It is another kind now."),
    SheetAct.REOPEN: N_("The deadline is watched again."),
    SheetAct.AGREE: N_("The second look is kept."),
    SheetAct.SEND_BACK: N_("Sent back: the deadline is watched on."),
}
WAITS = N_("It waits for a second look; until then it is watched on.")
ALONE = N_("Settled without a second look: nobody else can work on this case. The trail says so.")


class ActPane(QWidget):
    """The fields of the chosen act, and what went wrong.

    Attributes:
        act: what is chosen.
    """

    def __init__(self, office: Any, deadline: Deadline) -> None:
        super().__init__()
        self._office, self._deadline = office, deadline
        self.act = SheetAct.DONE
        self.card = Card()
        self.question = Text(role="strong", wrap=True)
        self.day = DateField(label=N_("Other day"))
        self.kind = ChoiceField(label=N_("What it is"))
        self.reason = TextField(label=N_("Reason"), help=N_("It stays with the deadline."))
        self.proof = TextField(
            label=N_("What shows it"),
            help=N_("Stamp of the court, number in the delivery book, receipt."),
        )
        self.proof_id = ChoiceField(label=N_("File of the case that shows it"))
        self.problem = InlineBanner()
        self.fields: dict[str, Field] = {
            "day": self.day,
            "kind": self.kind,
            "proof": self.proof,
            "proof_id": self.proof_id,
            "reason": self.reason,
        }
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(18, 14, 18, 16)
        inner.setSpacing(12)
        inner.addWidget(self.question)
        for name, field in self.fields.items():
            field.setObjectName(name)
            inner.addWidget(field)
            field.hide()
        self.card.column.addLayout(inner)
        column.addWidget(self.card)
        column.addWidget(self.problem)
        self.card.hide()

    def _fill(self) -> None:
        kinds = [
            pair for pair in labels.DEADLINE_KINDS.items() if pair[0] is not self._deadline.kind
        ]
        more = [] if self._deadline.rule_id else [(HEARING, N_("hearing of a court"))]
        self.kind.set_choices([*kinds, *more])
        language = i18n.current()
        files = self._office.attachments.of_case(self._deadline.case_id)
        self.proof_id.set_choices(
            [(one.id, attachments.title(one, language)) for one in files], translated=False
        )

    def choose(self, act: SheetAct) -> None:
        """Shows the fields of that act."""
        self.act = act
        wanted = ASKED_FOR[act]
        self.question.say(WORDS[act])
        for name, field in self.fields.items():
            field.setVisible(name in wanted)
        self.card.setVisible(bool(wanted))
        if act is SheetAct.MOVE:
            self.day.set_value(self._deadline.due_on)
        if wanted:
            self.fields[wanted[0]].setFocus()

    @property
    def is_open(self) -> bool:
        """Whether its fields are on screen."""
        return not self.card.isHidden()

    def carry_out(self) -> Deadline | Event | None:
        """Does it; nothing where something is missing, which is said. ``Stale`` goes on."""
        try:
            return self._done()
        except InvalidValue as problem:
            if not self.is_open:
                self.choose(self.act)
            self.fields.get(problem.field, self.reason).show_error(problem)
        except Stale:
            raise
        except LegalAidError as problem:
            self.problem.tell(problem)
        return None

    def _done(self) -> Deadline | Event:
        settling, one, reason = self._office.settling, self._deadline, self.reason.value()
        if self.act is SheetAct.MOVE:
            made = settling.move(one, self.day.needed(), reason)
        elif self.act is SheetAct.CONVERT:
            made = self._converted(reason)
        elif self.act is SheetAct.REOPEN:
            made = settling.reopen(one, reason)
        elif self.act in (SheetAct.AGREE, SheetAct.SEND_BACK):
            made = settling.look_again(one, agreed=self.act is SheetAct.AGREE, why=reason)
        else:
            made = self._settled(reason)
        kept: Deadline | Event = made
        return kept

    def _settled(self, reason: str) -> Deadline:
        dropped = self.act is SheetAct.DROP
        file = None if dropped else self.proof_id.value()
        made: Deadline = self._office.settling.settle(
            self._deadline,
            DeadlineStatus.DROPPED if dropped else DeadlineStatus.DONE,
            reason=reason,
            proof="" if dropped else self.proof.value(),
            proof_id=file if isinstance(file, int) else None,
        )
        return made

    def _converted(self, reason: str) -> Deadline | Event:
        kind = self.kind.value()
        if kind is None:
            raise InvalidValue("kind", N_("Choose one from the list."))
        settling = self._office.settling
        if kind == HEARING:
            hearing: Event = settling.to_hearing(self._deadline, reason)
            return hearing
        made: Deadline = settling.convert(self._deadline, DeadlineKind(str(kind)), reason)
        return made


def said(act: SheetAct, kept: Deadline | Event) -> str:
    """What a clerk is told after the act, as a message id."""
    if not isinstance(kept, Deadline):
        return N_("It is a hearing of the story now.")
    if kept.asked is not None:
        return WAITS
    settled = act in (SheetAct.DONE, SheetAct.DROP, SheetAct.AGREE)
    alone = settled and kept.asked_by == kept.settled_by and kept.kind is DeadlineKind.DEADLINE
    return ALONE if alone and kept.rule_id else SAID[act]


def asked_words(deadline: Deadline) -> str:
    """What it shall become after the second look."""
    if deadline.asked_kind is not None:
        kind = filled(labels.DEADLINE_KINDS[deadline.asked_kind])
        return filled(N_("another kind: {kind}"), kind=kind)
    return filled(labels.STATUSES[deadline.asked]) if deadline.asked else ""


def proof_words(deadline: Deadline) -> str:
    """What shows that it was kept, in one line."""
    told = filled(N_("Shown by: {proof}"), proof=deadline.proof) if deadline.proof else ""
    file = filled(N_("a file of the case is attached")) if deadline.proof_id else ""
    return " · ".join(filter(None, (told, file)))
