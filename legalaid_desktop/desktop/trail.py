"""The trail of the whole office: filtered, proved, and printed each month."""

from collections.abc import Callable, Set
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, history
from legalaid_desktop.desktop.cards import Card, Chip
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, DateField, Field, TextField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.pauses import TYPING, Pause
from legalaid_desktop.desktop.printing import print_pdf
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.trail_sheets import Order, SheetDialog, code
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError
from legalaid_desktop.domain.trail import Check, Deed, End, Head, Line, Wanted, parse_head
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import trail as labels
from legalaid_desktop.services.clock import VIENTIANE

PDF = N_("PDF files (*.pdf)")
ENDS = N_("It ends with entry {number} of {moment}, code {code} …")
EMPTY = N_("There is no entry yet.")
_SHOWN = 4 * 4 + 3


class Trail(QWidget):
    """Who did what, for those who watch over the office."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.card = Card(N_("The trail"))
        self.end = Text(role="dim", wrap=True)
        self.verify = Button(N_("Check the trail"), icon="circle-check", kind="primary")
        self.compare = Button(N_("Check against a sheet"), icon="file-text")
        self.sheet = Button(N_("Monthly sheet"), icon="printer")
        self.user = ChoiceField(label=N_("Who"))
        self.deed = ChoiceField(label=N_("Deed"))
        self.number = TextField(label=N_("Number of the case"))
        self.first = DateField(label=N_("From"))
        self.last = DateField(label=N_("To"))
        self.table = history.HistoryTable(N_("Nothing was found."))
        self._pause = Pause(self, TYPING, self._refill)
        self._wanted = Wanted()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        across = QHBoxLayout()
        across.setSpacing(8)
        self.end.setMinimumWidth(240)  # narrower it would be many lines high
        across.addWidget(self.end, 1)
        for button in (self.compare, self.sheet, self.verify):
            across.addWidget(button)
        holder = QWidget()
        holder.setLayout(across)
        across.setContentsMargins(0, 0, 0, 0)
        self.card.add(holder)
        column.addWidget(self.card)
        column.addWidget(self._filters())
        column.addWidget(self.table, 1)

    def _filters(self) -> QWidget:
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        for field, weight in zip(self._fields(), (3, 3, 2, 0, 0), strict=True):
            across.addWidget(field, weight)
        for field in (self.first, self.last):
            field.weekday.hide()  # five fields stand in a line
        return holder

    def _fields(self) -> tuple[Field, ...]:
        return (self.user, self.deed, self.number, self.first, self.last)

    def _wire(self) -> None:
        self.deed.set_choices([(deed, message) for deed, message in labels.DEEDS.items()])
        for field in self._fields():
            field.changed.connect(self._pause.start)
        for button, slot in (
            (self.verify, self._verify),
            (self.compare, self._ask_head),
            (self.sheet, self._ask_sheet),
        ):
            button.clicked.connect(slot)

    def reload(self, changes: Set[Change]) -> None:
        """Reads again: each change and each look is an entry."""
        del changes
        trail = self._frame.office.trail
        self.user.set_choices([(name, name) for name in trail.users()], translated=False)
        self._say_end(trail.end())
        self._refill()

    def _say_end(self, end: End) -> None:
        if end.at is None:
            self.end.say(EMPTY)
            return
        moment = i18n.moment(end.at.astimezone(VIENTIANE), i18n.current())
        shortened = labels.head(end.head).partition(": ")[2][:_SHOWN]
        self.end.say(ENDS, number=end.head.seq, moment=moment, code=shortened)

    def _refill(self) -> None:
        """Shows what is wanted; a field that cannot be read says so and filters nothing."""
        try:
            self._wanted = Wanted(
                user=str(self.user.value() or ""),
                deed=_deed(self.deed.value()),
                number=self.number.value(),
                first=self.first.value(),
                last=self.last.value(),
            )
        except InvalidValue:  # still being typed
            return
        self.table.show_records(history.slices(self._read))

    def _read(self, before: int | None) -> list[Line]:
        found: list[Line] = self._frame.office.trail.page(self._wanted, before, history.PAGE)
        return found

    def _verify(self) -> None:
        self._check(())

    def _ask_head(self) -> None:
        dialog = HeadDialog(self)
        dialog.told.connect(self._compare)
        dialog.open()

    def _compare(self, head: Head) -> None:
        self._check((head,))

    def _check(self, known: tuple[Head, ...]) -> None:
        verify = self._frame.office.trail.verify

        def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Check:
            found: Check = verify(progress, cancelled, known)
            return found

        self._frame.jobs.run(work, self._checked, self._failed, filled(N_("Checking the trail")))

    def _checked(self, found: Check) -> None:
        self.reload(frozenset())
        FoundDialog(self, found).open()

    def _ask_sheet(self) -> None:
        dialog = SheetDialog(self, self._frame.office)
        dialog.printing.connect(self._print)
        dialog.saving.connect(self._ask_file)
        dialog.open()

    def _print(self, order: Order) -> None:
        make = self._frame.office.trail.print_sheet

        def work(_progress: object, _cancelled: object) -> tuple[bytes, str]:
            return make(order.month, order.language, order.errand), code(order.month)

        self._frame.jobs.run(work, self._print_pages, self._failed, filled(N_("Making the sheet")))

    def _print_pages(self, answer: tuple[bytes, str]) -> None:
        pages, name = answer
        print_pdf(self, self._frame.jobs, pages, name)

    def _ask_file(self, order: Order) -> None:
        title, name = N_("Save the sheet as PDF"), f"{code(order.month)}.pdf"
        dialogs.choose_save_file(self, title, name, partial(self._save, order), (PDF,))

    def _save(self, order: Order, path: Path) -> None:
        write = self._frame.office.trail.save_sheet

        def work(_progress: object, _cancelled: object) -> None:
            write(order.month, order.language, path, order.errand)

        self._frame.jobs.run(work, self._saved, self._failed, filled(N_("Making the sheet")))

    def _saved(self, _nothing: Any) -> None:
        self._frame.toast(N_("The sheet was saved."))

    def _failed(self, error: LegalAidError) -> None:
        if isinstance(error, Cancelled):
            self._frame.toast(N_("Stopped. Nothing was changed."))
        else:
            dialogs.tell(self, error)


class HeadDialog(Dialog):
    """Asks for number and code of a printed sheet.

    Signals:
        told: (head) they can be read.
    """

    told = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, N_("Check against a sheet"), accept=N_("Check the trail"))
        self.setMinimumWidth(560)
        self.head = TextField(
            label=N_("Number of the last entry, a colon, and the code"),
            help=N_("The first sixteen letters of the code are enough."),
        )
        self.head.setObjectName("head")
        self.head.editor.setPlaceholderText("4711: 1a2b 3c4d 5e6f 7a8b")
        self.body.addWidget(self.head)
        self.head.setFocus()

    def accept(self) -> None:
        """Goes on once it can be read."""
        try:
            head = parse_head(self.head.value())
        except InvalidValue as problem:
            self.head.show_error(problem)
            return
        super().accept()
        self.told.emit(head)


class FoundDialog(Dialog):
    """What a check has found."""

    def __init__(self, parent: QWidget, found: Check) -> None:
        super().__init__(parent, N_("Check of the trail"), accept=N_("Close"), cancel="")
        self.setMinimumWidth(560)
        word = N_("whole") if found.is_sound else N_("damaged")
        self.state = Chip(word, "good" if found.is_sound else "urgent")
        self.body.addWidget(self.state)
        for said in labels.found(found, i18n.current()):
            line = Text(wrap=True)
            line.show_text(said)
            self.body.addWidget(line)
        if not found.is_sound:
            advice = N_(
                "Close the office, keep its folder as it is, and show it to somebody who knows "
                "computers. The newest backup shows what the trail said before."
            )
            self.body.addWidget(Text(advice, role="dim", wrap=True))


def _deed(value: object) -> Deed | None:
    return value if isinstance(value, Deed) else None
