"""The steps on the way to recovery sheets: what each shows, without what its buttons do."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from legalaid_desktop.desktop.cards import Card, Row
from legalaid_desktop.desktop.fields import ChoiceField, PassphraseField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.recovery_codes import SheetsField
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.recovery import Sheet
from legalaid_desktop.i18n import N_

LANGUAGES = (("lo", N_("Lao")), ("en", N_("English")), ("both", N_("Lao and English")))
INTRODUCTION = N_(
    "A forgotten passphrase must not lock the office for good, and nobody outside can help: the "
    "program keeps no second key. Sheets of paper in a safe place are the way back."
)
KEY, SHARES = N_("One key"), N_("Five shares, any two of which open")
ABOUT_KEY = N_(
    "One sheet that opens the office alone: simple, and right where one safe place is at hand. "
    "Whoever finds it can read everything."
)
ABOUT_SHARES = N_(
    "Five sheets for five people or places; any two of them open the office together, one alone "
    "opens nothing. Up to three may be lost, and nobody can open the office alone."
)
ON_PAPER = N_(
    "Print the sheets now: nothing keeps their codes, and when the office is locked they are gone. "
    "Older sheets open the office until you have typed these back."
)
IN_FILE = N_("Set {name} · file {file}")
IN_FILES = N_("Set {name} · files {first} to {last}")
A_FILE = N_(
    "No printer here? Save them on a stick and print them elsewhere. A file opens the office for "
    "whoever finds it: delete it when it is printed."
)
TYPE_BACK = N_(
    "Take the paper, not the screen, and type its code as somebody will have to one day. Of five "
    "shares any two are enough."
)


class Choice(Card):
    """One way, to be chosen: its name, and in two sentences what it means."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self._title = title
        self.button = QRadioButton()
        self.button.setObjectName("choice")
        self.about = Text(about, role="dim", wrap=True)
        self.about.setContentsMargins(34, 0, 0, 0)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.button)
        column.addWidget(self.about)
        column.addStretch(1)
        self.add(holder)
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        """Says the name in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        self.button.setText(filled(self._title))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the card chooses it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.button.setChecked(True)


class ChooseStep(QWidget):
    """One key or five shares, and the passphrase that opens the key of the office for them."""

    def __init__(self) -> None:
        super().__init__()
        self.key, self.shares = Choice(KEY, ABOUT_KEY), Choice(SHARES, ABOUT_SHARES)
        self._group = QButtonGroup(self)
        for choice in (self.key, self.shares):
            self._group.addButton(choice.button)
        self.shares.button.setChecked(True)
        self.own = PassphraseField(
            label=N_("Your own passphrase"), help=N_("It opens the key of the office.")
        )
        self.own.setObjectName("own")
        self.own.setMaximumWidth(420)
        self.make = Button(N_("Make the sheets"), icon="shield", kind="primary")
        self.waiting = Button(N_("I have printed sheets: type them back"), kind="plain")
        self.waiting.hide()
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.key, 1)
        across.addWidget(self.shares, 1)
        column = _column(self)
        column.addWidget(Text(INTRODUCTION, wrap=True))
        column.addLayout(across)
        column.addWidget(self.own)
        column.addLayout(_buttons(self.waiting, self.make))


class PrintStep(QWidget):
    """The sheets that were made, and the ways to put them on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets = Card(N_("What is printed"))
        self.language = ChoiceField(label=N_("Language of the paper"))
        self.language.setObjectName("language")
        self.language.set_choices(LANGUAGES)
        self.language.set_value("both")
        self.language.setMaximumWidth(420)
        self.print = Button(N_("Print"), icon="printer", kind="primary")
        self.to_stick = Button(N_("Save on a stick"), icon="upload")
        self.to_folder = Button(N_("Save in a folder"), icon="folder-open")
        self.next = Button(N_("They are on paper: type them back"), icon="keyboard")
        self.next.setEnabled(False)
        column = _column(self)
        column.addWidget(Text(ON_PAPER, wrap=True))
        column.addWidget(self.sheets)
        column.addWidget(self.language)
        column.addLayout(_buttons(self.print, self.to_stick, self.to_folder, end=False))
        column.addWidget(InlineBanner(A_FILE, "attention"))
        column.addLayout(_buttons(self.next))

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Names the sheets, and never their codes; none was printed yet."""
        self._named = tuple(sheets)
        self.next.setEnabled(False)
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        """Names them in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        self.sheets.set_rows([_row(self._named)] if self._named else [])

    _named: tuple[Sheet, ...] = ()


class TypeStep(QWidget):
    """The boxes in which the codes are typed back."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets = SheetsField()
        self.confirm = Button(N_("Compare"), icon="circle-check", kind="primary")
        self.back = Button(N_("Back"))
        card = Card()
        card.add(self.sheets)
        column = _column(self)
        column.addWidget(Text(TYPE_BACK, wrap=True))
        column.addWidget(card)
        column.addLayout(_buttons(self.back, self.confirm))
        self.sheets.finished.connect(self.confirm.setFocus)


def _row(sheets: Sequence[Sheet]) -> Row:
    """The set in one row: five would push the buttons off a small screen."""
    first, last = sheets[0], sheets[-1]
    if first is last:
        return Row(filled(KEY), filled(IN_FILE, name=first.set, file=f"{first.code}.pdf"))
    said = filled(IN_FILES, name=first.set, first=f"{first.code}.pdf", last=f"{last.code}.pdf")
    return Row(filled(SHARES), said)


def _column(step: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(step)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    return column


def _buttons(*buttons: Button, end: bool = True) -> QHBoxLayout:
    """Buttons in a line; the last one at the end of it, unless they belong together."""
    line = QHBoxLayout()
    line.setSpacing(8)
    for place, button in enumerate(buttons, 1):
        if end and place == len(buttons):
            line.addStretch(1)
        line.addWidget(button)
    if not end:
        line.addStretch(1)
    return line
