"""The line below a new passphrase: how long it would stand up to guessing, while it is typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent

from legalaid_desktop import i18n
from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.fields import PassphraseField
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.pauses import TYPING, Pause
from legalaid_desktop.desktop.texts import Text
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.strength import Grade, Strength, judged
from legalaid_desktop.labels import strength as labels

Judge = Callable[..., Strength]
"""``judge(passphrase, *names)``: how it stands; the names are guessed first."""
_KINDS = {Grade.STRONG: Grade.GOOD.value}


def before_sign_in(passphrase: str, *names: str) -> Strength:
    """How it stands where no office is open: only the names that were typed are known."""
    return judged(passphrase, names)


class StrengthLine(Text):
    """Judges a moment after the last letter, in the worker: it may take longer than a blink."""

    def __init__(
        self,
        field: PassphraseField,
        jobs: Jobs,
        judge: Judge,
        names: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        super().__init__(labels.LONG, role="dim", wrap=True)
        self._field, self._jobs, self._judge, self._names = field, jobs, judge, names
        self._asked = ""
        self._found: Strength | None = None
        self._pause = Pause(self, TYPING, self._ask)
        field.add_line(self)
        field.changed.connect(self._typed)

    def changeEvent(self, event: QEvent) -> None:
        """Says it in the new language and the colours of the new theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._say()

    def _typed(self) -> None:
        if self._field.value():
            self._pause.start()
        else:
            self._pause.stop()
            self._asked, self._found = "", None
            self._say()

    def _ask(self) -> None:
        asked, names, judge = self._field.value(), self._names(), self._judge
        self._asked = asked

        def work(_progress: object, _cancelled: object) -> tuple[str, Strength]:
            return asked, judge(asked, *names)

        self._jobs.run(work, self._judged, self._failed)

    def _judged(self, answer: tuple[str, Strength]) -> None:
        asked, found = answer
        if asked == self._asked:  # otherwise more was typed meanwhile
            self._found = found
            self._say()

    def _failed(self, _error: LegalAidError) -> None:
        """Nothing is said then: whoever keeps the passphrase judges it once more."""

    def _say(self) -> None:
        if self._found is None:
            self._paint("")
            self.say(labels.LONG)
            return
        grade = self._found.grade
        colour, _ = theme.tokens().of_kind(_KINDS.get(grade, grade.value))
        self._paint(f"color: {colour}")
        self.show_text(labels.said(self._found, i18n.current()))

    def _paint(self, style: str) -> None:
        if style != self.styleSheet():  # a new style sheet is a change of palette again
            self.setStyleSheet(style)
