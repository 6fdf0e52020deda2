"""One question of a worksheet: the answer, what it rests on, and what was said, seen or read."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.texts import Text, shown
from legalaid_desktop.domain.worksheets import Answer, Element, Finding, Ground
from legalaid_desktop.i18n import N_, gettext
from legalaid_desktop.labels import protection as labels
from legalaid_desktop.services import reference

NOTE = N_("What was said, seen or read")


class FindingRow(QWidget):
    """One question with its answer; what it rests on is asked once there is an answer.

    Signals:
        changed: something was answered or typed.
    """

    changed = Signal()

    def __init__(self, element: Element) -> None:
        super().__init__()
        self.element = element
        self._known: Finding | None = None
        self.question = Text(wrap=True)
        self.source = Text(role="dim", wrap=True)
        self.answer, self.ground, self.note = QComboBox(), QComboBox(), QLineEdit()
        for box, choices in ((self.answer, labels.ANSWERS), (self.ground, labels.GROUNDS)):
            for value in choices:
                box.addItem("", value)
        self._lay_out()
        self.answer.currentIndexChanged.connect(self._turn)
        self.ground.currentIndexChanged.connect(self.changed)
        self.note.textChanged.connect(self.changed)
        self.speak()
        self._turn()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.question)
        words.addWidget(self.source)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(words, 1)
        top.addWidget(self.answer)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.ground)
        below.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 18, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(below)

    def finding(self) -> Finding | None:
        """The answer, or nothing where nobody knows."""
        if self.answer.currentData() == Answer.UNKNOWN:
            return None
        before = self._known or Finding(element=self.element.id, answer=Answer.YES)
        return replace(
            before,
            answer=Answer(self.answer.currentData()),
            ground=Ground(self.ground.currentData()),
            note=self.note.text().strip(),
        )

    def show_finding(self, finding: Finding | None) -> None:
        """Shows an answer, or that nobody knows."""
        self._known = finding
        self.answer.setCurrentIndex(self.answer.findData(finding.answer if finding else "unknown"))
        self.ground.setCurrentIndex(self.ground.findData(finding.ground if finding else "said"))
        self.note.setText(finding.note if finding else "")
        self.speak()

    def speak(self) -> None:
        """Says everything in the language of the window."""
        language = i18n.current()
        self.question.show_text(self.element.texts[language])
        told = [labels.source(self.element, reference.laws(), language)]
        if self._known is not None and self._known.by:
            told.append(f"{self._known.by}, {self._known.on}")
        self.source.show_text(" · ".join(told))
        for box, choices in ((self.answer, labels.ANSWERS), (self.ground, labels.GROUNDS)):
            for place, message in enumerate(choices.values()):
                box.setItemText(place, shown(gettext(message)))
        self.answer.setAccessibleName(self.element.texts[language])
        self.ground.setAccessibleName(gettext(N_("What it rests on")))
        self.note.setPlaceholderText(gettext(NOTE))
        self.note.setAccessibleName(gettext(NOTE))

    def _turn(self) -> None:
        answered = self.answer.currentData() != Answer.UNKNOWN
        self.ground.setVisible(answered)
        self.note.setVisible(answered)
        self.changed.emit()
