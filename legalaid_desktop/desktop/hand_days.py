"""A day that no rule counts, written by hand: one that a court gave, or a target of the office."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop import colleagues
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, DateField, Field, TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.times import read_time
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels


class HandDayDialog(Dialog):
    """Asks what it is, for what, and by when.

    Signals:
        kept: (deadline) it is watched.
    """

    kept = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, case_id: int) -> None:
        super().__init__(parent, N_("A day without a rule"), accept=N_("Watch it"))
        self.setMinimumWidth(560)
        self._office, self._case_id = frame.office, case_id
        self.kind = ChoiceField(label=N_("What it is"))
        self.kind.set_choices(list(labels.DEADLINE_KINDS.items()))
        self.kind.set_value(DeadlineKind.TARGET)
        self.title = TextField(label=N_("What for"))
        self.day = DateField(label=N_("Last day"))
        self.at = TextField(label=N_("Time, if one is set"))
        self.note = TextField(
            label=N_("Where the day comes from"),
            help=N_("An order, a letter, a decision of the office."),
        )
        self.responsible = ChoiceField(label=N_("Who answers for it"))
        colleagues.offer(self.responsible, frame, frame.office.deadlines.lead(case_id))
        self.problem = InlineBanner()
        self._fields: dict[str, Field] = {
            "kind": self.kind,
            "title": self.title,
            "day": self.day,
            "at": self.at,
            "trigger_note": self.note,
            "responsible_id": self.responsible,
        }
        for name, field in self._fields.items():
            field.setObjectName(name)
            self.body.addWidget(field)
        self.body.addWidget(self.problem)
        self.title.setFocus()

    def accept(self) -> None:
        """Watches the day, or says what is missing."""
        try:
            kept = self._written()
        except InvalidValue as problem:
            self._fields.get(problem.field, self.title).show_error(problem)
        except LegalAidError as problem:
            self.problem.tell(problem)
        else:
            super().accept()
            self.kept.emit(kept)

    def _written(self) -> object:
        who = self.responsible.value()
        return self._office.settling.write(
            self._case_id,
            DeadlineKind(str(self.kind.value() or DeadlineKind.TARGET)),
            self.title.value(),
            self.day.needed(),
            at=read_time("at", self.at.value()),
            note=self.note.value(),
            responsible_id=who if isinstance(who, int) else None,
        )
