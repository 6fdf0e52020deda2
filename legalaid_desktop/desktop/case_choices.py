"""The choices beside the search line of the list of cases: open or closed, type, stage, lawyer."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain import lawyers
from legalaid_desktop.domain.cases import CaseFilter, CaseType, Stage
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels

OPEN, CLOSED = "open", "closed"
_STATES = {"": N_("open and closed"), OPEN: N_("open"), CLOSED: N_("closed")}
_TYPES: dict[str, str] = {"": N_("all types"), **{str(k): v for k, v in labels.TYPES.items()}}
_STAGES: dict[str, str] = {"": N_("all stages"), **{str(k): v for k, v in labels.STAGES.items()}}
_LAWYERS = N_("all lawyers")


class CaseChoices(QWidget):
    """Four lists to choose from; each says what it chooses while it chooses nothing.

    Signals:
        asked: the list is to be shown by ``wanted()``.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lawyers: list[Lawyer] = []
        self.state, self.type, self.stage, self.lawyer = (QComboBox() for _ in range(4))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        names = ("state", "type", "stage", "lawyer")
        for name, box in zip(names, self._boxes(), strict=True):
            box.setObjectName(name)
            box.setMinimumContentsLength(5)
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            across.addWidget(box, 1)
        self._speak()
        for box in self._boxes():
            box.currentIndexChanged.connect(self.asked)

    def _boxes(self) -> tuple[QComboBox, ...]:
        return (self.state, self.type, self.stage, self.lawyer)

    def show_lawyers(self, found: Sequence[Lawyer]) -> None:
        """Offers these lawyers."""
        self._lawyers = list(found)
        self._speak()

    def wanted(self, text: str) -> CaseFilter:
        """What is chosen, together with the words that were typed."""
        state, kind = self.state.currentData(), self.type.currentData()
        stage, lawyer = self.stage.currentData(), self.lawyer.currentData()
        return CaseFilter(
            text=text,
            is_open=state == OPEN if state else None,
            type=CaseType(kind) if kind else None,
            stage=Stage(stage) if stage else None,
            lawyer_id=lawyer or None,
        )

    def changeEvent(self, event: QEvent) -> None:
        """Says the choices in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        language = i18n.current()
        named = [(one.id, lawyers.name(one, language)) for one in self._lawyers]
        _fill(self.state, [(key, filled(said)) for key, said in _STATES.items()])
        _fill(self.type, [(key, filled(said)) for key, said in _TYPES.items()])
        _fill(self.stage, [(key, filled(said)) for key, said in _STAGES.items()])
        _fill(self.lawyer, [("", filled(_LAWYERS)), *named])


def _fill(box: QComboBox, choices: Sequence[tuple[object, str]]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for key, said in choices:
        box.addItem(said, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.setAccessibleName(choices[0][1])
    box.blockSignals(False)
