"""The form of a letter that came or went."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain import attachments
from legalaid_desktop.domain.correspondence import Direction, Letter, LetterLine, LetterWay
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import correspondence as labels

TITLES = {
    Direction.IN: N_("A letter that came in"),
    Direction.OUT: N_("A letter that goes out"),
}


class LetterParts(forms.Parts):
    """The parts of ``ui/letter.ui``."""

    correspondent: TextField
    subject: TextField
    on: DateField
    way: ChoiceField
    their_number: TextField
    dated_on: DateField
    answers_id: ChoiceField
    answer_by: DateField
    attachment_id: ChoiceField


class LetterDialog(DraftedDialog):
    """Asks what a letter is; the register gives its number.

    Args:
        others: the letters that it may answer.

    Signals:
        saved: (letter) as stored.
        voided: the user says that there is no such letter.
    """

    saved = Signal(object)
    voided = Signal()

    def __init__(
        self, parent: QWidget, frame: Frame, letter: Letter, others: list[LetterLine]
    ) -> None:
        known = letter.id is not None
        accept = N_("Save") if known else N_("Enter in the register")
        super().__init__(parent, TITLES[letter.direction], accept=accept)
        self.setMinimumWidth(640)
        self._frame, self._letter = frame, letter
        self.parts = forms.load("letter", self, LetterParts)
        self.body.addWidget(self.parts.body)
        self._offer(others)
        self._fill(letter)
        if known and not letter.void_why:
            void = Button(N_("Void …"))
            void.clicked.connect(self._void)
            self.add_button(void)
        self.parts.correspondent.setFocus()

    def typed(self) -> Typed:
        """What stands in the fields."""
        return drafts.typed(self.parts)

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        drafts.put_back(self.parts, typed)

    def accept(self) -> None:
        """Keeps the letter, or says what is wrong."""
        kept = forms.kept(self.parts, self._keep)
        if kept is None:
            return
        if hasattr(self, "_keeper"):
            self.forget_draft()
        super().accept()
        self.saved.emit(kept)

    def _offer(self, others: list[LetterLine]) -> None:
        """What can be chosen: the ways, what it answers, and the files of the case."""
        language, letter = i18n.current(), self._letter
        self.parts.way.set_choices(list(labels.WAYS.items()))
        told = [
            (one.letter.id, f"{labels.full_code(one, language)} · {one.letter.subject}")
            for one in others
            if one.letter and one.letter.id != letter.id
            if one.letter.direction is not letter.direction
        ]
        self.parts.answers_id.set_choices(told, translated=False)
        self.parts.attachment_id.setVisible(letter.case_id is not None)
        if letter.case_id is not None:
            files = self._frame.office.attachments.of_case(letter.case_id)
            names = [
                (one.id, f"A{one.exhibit} · {attachments.title(one, language)}") for one in files
            ]
            self.parts.attachment_id.set_choices(names, translated=False)

    def _fill(self, letter: Letter) -> None:
        for name in ("correspondent", "subject", "on", "way", "their_number", "dated_on"):
            getattr(self.parts, name).set_value(getattr(letter, name))
        for name in ("answers_id", "answer_by", "attachment_id"):
            getattr(self.parts, name).set_value(getattr(letter, name))

    def _keep(self) -> Letter:
        parts = self.parts
        way, answers = parts.way.value(), parts.answers_id.value()
        file = parts.attachment_id.value()
        letter = replace(
            self._letter,
            correspondent=parts.correspondent.value(),
            subject=parts.subject.value(),
            on=parts.on.value() or self._frame.office.today.day(),
            way=way if isinstance(way, LetterWay) else LetterWay.HAND,
            their_number=parts.their_number.value(),
            dated_on=parts.dated_on.value(),
            answers_id=answers if isinstance(answers, int) else None,
            answer_by=parts.answer_by.value(),
            attachment_id=file if isinstance(file, int) else None,
        )
        saved: Letter = self._frame.office.correspondence.save(letter)
        return saved

    def _void(self) -> None:
        self.reject()
        self.voided.emit()
