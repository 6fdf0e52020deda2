"""The numbers that other bodies have given a case: a line each, with whose it is."""

from collections.abc import Sequence

from legalaid_desktop.desktop.fields import TextField
from legalaid_desktop.desktop.record_lines import RecordLine, choice
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.cases import FileNumber, NumberOf, Stage
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels

_IN_COURT = (Stage.FIRST_INSTANCE, Stage.APPEAL, Stage.CASSATION, Stage.REOPENING)


class FileNumberLine(RecordLine):
    """One such number; a stage is asked of a court's alone."""

    kind, optional, flat = FileNumber, True, True

    def __init__(self) -> None:
        super().__init__()
        stages = {stage.value: labels.STAGES[stage] for stage in _IN_COURT}
        self._of = choice(N_("Whose number"), labels.NUMBERS, NumberOf.COURT)
        self._stage = choice(N_("Stage there"), stages)
        self.add_row(
            ("of", self._of, 3),
            ("number", TextField(label=N_("Number of the file")), 3),
            ("body", TextField(label=N_("Which office or court")), 4),
            ("stage", self._stage, 3),
        )
        self._of.changed.connect(self._ask_stage)

    def _ask_stage(self) -> None:
        self._stage.setEnabled(self._of.chosen(None) is NumberOf.COURT)


def said(numbers: Sequence[FileNumber]) -> str:
    """The numbers, one a line."""
    return "\n".join(
        " · ".join(filter(None, (filled(labels.NUMBERS[one.of]), one.number, one.body)))
        for one in numbers
    )
