"""For whom a copy is and why: a line beside the paper, remembered for its case."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.domain import lao
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import copies as labels


class ErrandLine(QWidget):
    """Two fields with what is usual; anything else can be typed, and both may stay empty."""

    def __init__(self) -> None:
        super().__init__()
        self.recipient = ChoiceField(label=N_("Copies are for"))
        self.purpose = ChoiceField(label=N_("Why"))
        self._case_id = 0
        self._known: dict[int, Errand] = {}
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        for field, choices in (
            (self.recipient, labels.RECIPIENTS),
            (self.purpose, labels.PURPOSES),
        ):
            field.set_choices([(one, one) for one in choices])
            across.addWidget(field, 1)

    def show_case(self, case_id: int) -> None:
        """Shows what was said of the last copy in that case."""
        if case_id == self._case_id:
            return
        self._known[self._case_id] = self.errand()
        self._case_id = case_id
        errand = self._known.get(case_id, Errand())
        for field, text in ((self.recipient, errand.recipient), (self.purpose, errand.purpose)):
            field.editor.setCurrentIndex(-1)
            field.editor.setEditText(labels.said(text, i18n.current()))

    def errand(self) -> Errand:
        """What stands in the fields, as it is entered in the register."""
        return Errand(recipient=_text(self.recipient), purpose=_text(self.purpose))


def _text(field: ChoiceField) -> str:
    typed = lao.normalise(field.editor.currentText()).strip()
    return labels.entered(typed, i18n.current())
