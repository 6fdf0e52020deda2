"""The codes of recovery sheets as they are typed: twelve small boxes, in rows as on the sheet.

Each box is judged as soon as it is full, so that a mistyped group is named at once. What stands in
the boxes can be pasted and never copied: it opens the office.
"""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from legalaid_desktop.desktop import clipboard, theme
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain import recovery_codes
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, Refused
from legalaid_desktop.domain.recovery_codes import (
    GROUP,
    GROUPS,
    MISTYPED,
    WHOLE,
    Code,
    is_sound,
    latin,
    set_name,
)
from legalaid_desktop.i18n import N_

ACROSS = 4
FIRST, SECOND = N_("Code of the sheet"), N_("Code of a second share")
HELP = N_("Twelve groups, row by row as on the sheet. Lao digits are fine.")
SHARE = N_("Share {number} of set {name}: any other share of that set completes it.")
_BOX = N_("Group {group}")
_STRANGE = re.compile(r"[^0-9\s–.·\u200b-]")
"""What is neither a digit nor a gap: it does not get into a box, and parts no group."""
_COPYING = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class GroupBox(QLineEdit):
    """One group of five digits.

    Signals:
        spilled: (digits) more was typed or pasted than fits; it belongs into the boxes behind.
        left: (steps) the keyboard wants to another box.
    """

    spilled = Signal(object)
    left = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.paste_action = QAction(self)
        self.paste_action.triggered.connect(self.paste)
        self.addAction(self.paste_action)  # in the place of a menu that would offer to copy
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.textEdited.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Backspace cross the edge of a box; nothing is copied."""
        if any(event.matches(key) for key in _COPYING):
            return
        at, key = self.cursorPosition(), event.key()
        edges: dict[int, bool] = {
            Qt.Key.Key_Left: at == 0,
            Qt.Key.Key_Right: at == len(self.text()),
        }
        if edges.get(key) and not self.hasSelectedText():
            self.left.emit(_STEPS[key])
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.left.emit(-1)
        elif key == Qt.Key.Key_Space:
            self.left.emit(1)
        else:
            super().keyPressEvent(event)

    def _take(self, typed: str) -> None:
        """Keeps five Latin digits and hands on the rest."""
        runs = re.findall("[0-9]+", _STRANGE.sub("", latin(typed)))
        at, first = self.cursorPosition(), runs[0] if runs else ""
        at_end = at == len(typed)
        if first[:GROUP] != typed:
            self.setText(first[:GROUP])
            self.setCursorPosition(len(re.findall("[0-9]", latin(typed[:at]))))
        rest = [part for part in (first[GROUP:], *runs[1:]) if part]
        if rest and (at_end or len("".join(rest)) > 1):
            self.spilled.emit(rest)
        elif len(first) >= GROUP and at_end:
            self.left.emit(1)


class CodeField(QWidget):
    """The twelve boxes of one sheet, and below them what is wrong.

    Signals:
        changed: a digit was typed; finished: all boxes are full and fit.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, caption: str = FIRST) -> None:
        super().__init__()
        self.caption = Text(caption, role="strong")
        self.help_line = Text(HELP, role="dim", wrap=True)
        self.error_line = Text(role="error", wrap=True)
        self.error_line.setObjectName("error")
        self.error_line.hide()
        self.boxes = [GroupBox() for _ in range(GROUPS)]
        self._lay_out()
        for place, box in enumerate(self.boxes):
            box.setObjectName(f"group_{place + 1}")
            box.textChanged.connect(self._judge)
            box.spilled.connect(lambda rest, place=place: self._spill(place + 1, rest))
            box.left.connect(lambda steps, place=place: self._go(place, steps))
        self.setFocusProxy(self.boxes[0])
        self._speak()

    def text(self) -> str:
        """What was typed, group by group."""
        return " ".join(box.text() for box in self.boxes).strip()

    def code(self) -> Code:
        """The code; raises ``InvalidValue`` for what is mistyped or missing."""
        short = [place for place, box in enumerate(self.boxes, 1) if not is_sound(box.text())]
        if short and self.text():
            raise InvalidValue("code", MISTYPED, group=short[0])
        return recovery_codes.read(self.text())

    def show_error(self, problem: InvalidValue | Refused) -> None:
        """Says what is wrong, and puts the cursor into that group."""
        self.error_line.say(problem.reason, **problem.values)
        self._show_line(wrong=True)
        group = problem.values.get("group", 1)
        box = self.boxes[group - 1 if isinstance(group, int) else 0]
        if "group" in problem.values:
            theme.restyle(box, wrong=True)
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        box.selectAll()

    def clear(self) -> None:
        """Empties all boxes."""
        for box in self.boxes:
            box.clear()
        self.help_line.say(HELP)
        self._show_line(wrong=False)

    def changeEvent(self, event: QEvent) -> None:
        """Names the boxes in the new language, for those who hear them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        for place, box in enumerate(self.boxes):
            number = Text(role="dim")
            number.show_text(str(place + 1))
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            number.setMinimumWidth(number.fontMetrics().horizontalAdvance("00"))
            box.setMinimumWidth(box.fontMetrics().horizontalAdvance("00000") + 40)
            box.setMaximumWidth(140)
            cell = QHBoxLayout()
            cell.setSpacing(6)
            cell.addWidget(number)
            cell.addWidget(box, 1)
            grid.addLayout(cell, place // ACROSS, place % ACROSS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.caption)
        column.addLayout(grid)
        column.addWidget(self.error_line)
        column.addWidget(self.help_line)

    def _speak(self) -> None:
        for place, box in enumerate(self.boxes, 1):
            group = filled(_BOX, group=place)
            box.setAccessibleName(f"{self.caption.text()}: {group}")
            box.paste_action.setText(filled(N_("Paste")))

    def _spill(self, place: int, runs: Sequence[str]) -> None:
        """Fills the boxes from that place with what was pasted, a run of digits each."""
        parts = [run[at : at + GROUP] for run in runs for at in range(0, len(run), GROUP)]
        for box, part in zip(self.boxes[place:], parts, strict=False):
            box.setText(part)
        self._go(place + len(parts) - 2, 1)

    def _go(self, place: int, steps: int) -> None:
        """To the box beside; beyond the last one the form goes on by itself."""
        wanted = min(max(place + steps, 0), GROUPS - 1)
        box = self.boxes[wanted]
        if wanted != place or not box.hasFocus():
            box.setFocus(Qt.FocusReason.TabFocusReason)
            box.setCursorPosition(len(box.text()) if steps < 0 else 0)

    def _judge(self) -> None:
        """Names the first group that is full and does not fit."""
        wrong = []
        for place, box in enumerate(self.boxes, 1):
            bad = len(box.text()) == GROUP and not is_sound(box.text())
            wrong += [place] if bad else []
            if bool(box.property("wrong")) != bad:
                theme.restyle(box, wrong=bad)
        if wrong:
            self.error_line.say(MISTYPED, group=wrong[0])
        self._show_line(wrong=bool(wrong))
        self.changed.emit()
        if not wrong and all(len(box.text()) == GROUP for box in self.boxes):
            self._finish()

    def _finish(self) -> None:
        try:
            self.code()
        except InvalidValue as problem:  # every group fits, and yet they are no code together
            self.error_line.say(problem.reason, **problem.values)
            self._show_line(wrong=True)
        else:
            self.finished.emit()

    def _show_line(self, *, wrong: bool) -> None:
        self.error_line.setVisible(wrong)
        self.help_line.setVisible(not wrong)


class SheetsField(QWidget):
    """One code, and a second one as soon as the first is found to be a share.

    Signals:
        changed: something was typed; finished: what is typed can open an office.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = CodeField(), CodeField(SECOND)
        self.second.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for field in (self.first, self.second):
            column.addWidget(field)
            field.changed.connect(self._look)
        self.first.finished.connect(self._take_first)
        self.second.finished.connect(self._take_second)
        self.setFocusProxy(self.first)

    def typed(self) -> tuple[str, ...]:
        """What can open an office; what is wrong is said at its place, and raised."""
        field = self.first
        try:
            codes = [self.first.code()]
            field = self.second
            if codes[0].index != WHOLE:
                codes.append(self.second.code())
            recovery_codes.require_enough(codes)
        except (InvalidValue, Refused) as problem:
            field.show_error(problem)
            raise
        return tuple(one.text() for one in (self.first, self.second)[: len(codes)])

    def show_error(self, problem: LegalAidError) -> None:
        """Says at the first sheet what the office said of them."""
        if isinstance(problem, InvalidValue | Refused):
            self.first.show_error(problem)

    def clear(self) -> None:
        """Forgets what was typed, and what was selected of it."""
        clipboard.forget()
        self.first.clear()
        self.second.clear()
        self.second.hide()

    def _look(self) -> None:
        if not self.first.text():
            self.second.hide()
        self.changed.emit()

    def _take_first(self) -> None:
        code = self.first.code()
        shared = code.index != WHOLE
        self.second.setVisible(shared)
        if shared:
            self.first.help_line.say(SHARE, number=code.index, name=set_name(code.set))
            self.second.setFocus()
        else:
            self.finished.emit()

    def _take_second(self) -> None:
        try:
            recovery_codes.require_enough([self.first.code(), self.second.code()])
        except InvalidValue:  # the first one was changed since, and says so itself
            return
        except Refused as problem:
            self.second.show_error(problem)
        else:
            self.finished.emit()
