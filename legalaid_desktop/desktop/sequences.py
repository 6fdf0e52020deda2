"""Begins a sequence of tasks: which one, from what day; its steps are shown first."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import colleagues, drafts, forms
from legalaid_desktop.desktop.cards import Card, Row, columns, scrolled
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain import sequences
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.sequences import TaskSequence
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference

OURS = N_(
    "These steps are our own practice, no rule of law. What the law wants by when stands under "
    "Deadlines and hearings."
)
LATER = N_("{what}: proposed when “{before}” is done")


class SequenceParts(forms.Parts):
    """The parts of ``ui/sequence.ui``."""

    sequence: ChoiceField
    start: DateField
    owner_id: ChoiceField


class SequenceDialog(DraftedDialog):
    """Shows what a sequence would add, and adds it.

    Signals:
        begun: (tasks) as stored.
    """

    begun = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, case_id: int) -> None:
        super().__init__(parent, N_("Begin a sequence of tasks"), accept=N_("Add the tasks"))
        self.setMinimumSize(640, 560)
        self._frame, self._case_id = frame, case_id
        kind = frame.office.cases.get(case_id).type
        self._known = sequences.fitting(reference.sequences_of_tasks(), kind)
        self.parts = forms.load("sequence", self, SequenceParts)
        self.body.addWidget(self.parts.body)
        self.body.addWidget(Text(OURS, role="dim", wrap=True))
        self.preview = Card(N_("What will be added"))
        self.body.addWidget(scrolled(columns(([self.preview], 1))), 1)
        self._fill()

    def _fill(self) -> None:
        language, parts = i18n.current(), self.parts
        names = [(one.id, one.titles[language]) for one in self._known]
        parts.sequence.set_choices(names, translated=False)
        parts.sequence.set_value(self._known[0].id)
        parts.start.set_value(self._frame.office.today.day())
        colleagues.offer(parts.owner_id, self._frame, self._frame.office.account.id)
        for field in (parts.sequence, parts.start):
            field.changed.connect(self._show)
        self._show()

    def typed(self) -> Typed:
        """What stands in the fields."""
        return drafts.typed(self.parts)

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        drafts.put_back(self.parts, typed)
        self._show()

    def accept(self) -> None:
        """Adds the tasks, or says what is wrong."""
        kept = forms.kept(self.parts, self._begin)
        if kept is not None:
            self.forget_draft()
            super().accept()
            self.begun.emit(kept)

    def _begin(self) -> list[Task]:
        owner = self.parts.owner_id.value()
        kept: list[Task] = self._frame.office.tasks.begin(
            self._case_id,
            self._chosen().id,
            self._start(),
            i18n.current(),
            owner if isinstance(owner, int) else None,
        )
        return kept

    def _chosen(self) -> TaskSequence:
        chosen = self.parts.sequence.value()
        for one in self._known:
            if one.id == chosen:
                return one
        raise InvalidValue("sequence", N_("This is needed."))

    def _start(self) -> date:
        day = self.parts.start.value()
        if day is None:
            raise InvalidValue("start", N_("This is needed."))
        return day

    def _show(self) -> None:
        """The steps with their days, as far as the form can be read."""
        try:
            chosen, start = self._chosen(), self._start()
        except InvalidValue:
            self.preview.set_rows([])
            return
        language = i18n.current()
        rows = [
            Row(one.what, i18n.date_full(one.due_on, language) if one.due_on else "")
            for one in sequences.planned(chosen, start, language)
        ]
        titles = {one.id: one.titles[language] for one in chosen.steps}
        later = [
            Row(filled(LATER, what=one.titles[language], before=titles[one.after]))
            for one in chosen.steps
            if one.after
        ]
        for row in later:
            row.setEnabled(False)
        self.preview.set_rows([*rows, *later])
