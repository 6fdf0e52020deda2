"""The way to recovery sheets, step by step: choose, print, type back.

The codes are in this page and nowhere else, from when they are made until they are typed back or
the office is locked; what is lost in between is made anew.
"""

from collections.abc import Callable, Sequence, Set
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from legalaid_desktop.desktop import dialogs, printing, stick_choice
from legalaid_desktop.desktop.cards import PageHeader, scrolled
from legalaid_desktop.desktop.form_page import narrow
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.recovery_steps import ChooseStep, PrintStep, TypeStep
from legalaid_desktop.desktop.sticks import Stick
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import (
    Cancelled,
    InvalidValue,
    LegalAidError,
    TooSoon,
    WrongPassphrase,
)
from legalaid_desktop.domain.recovery import Need, Sheet, job_code
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import recovery as labels

STEPS = (
    N_("Step 1 of 3: choose what fits your office"),
    N_("Step 2 of 3: put the sheets on paper"),
    N_("Step 3 of 3: type them back, to prove that they can be read"),
    N_("Done"),
)
CHOOSE, PRINT, TYPE, DONE = range(4)
WARN = N_(
    "A saved sheet opens the office for whoever finds the file. Print it soon, then delete it "
    "everywhere. A stick is better than the disk of this computer."
)
SAVED = N_("Files saved: {count}. Print what was saved, then delete it there.")
FIRST_CLIENT, TO_TODAY = N_("Begin with the first client"), N_("To Today")


class RecoveryPage(Page):
    """Makes sheets and has them typed back; older ones open until then."""

    name = "recovery"
    under = "office"
    act = Act.MANAGE_USERS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._sheets: tuple[Sheet, ...] = ()
        self._first = False
        self.head = PageHeader(N_("Recovery sheets"), STEPS[CHOOSE])
        self.choosing, self.paper, self.typing = ChooseStep(), PrintStep(), TypeStep()
        self.done = EmptyState(labels.CONFIRMED, TO_TODAY, icon="circle-check")
        self.stack = QStackedWidget()
        for step in (self.choosing, self.paper, self.typing):
            self.stack.addWidget(scrolled(narrow(step)))
        self.stack.addWidget(self.done)
        self.column.addWidget(self.head)
        self.column.addWidget(self.stack, 1)
        self._wire()

    def show_record(self, key: object | None) -> None:
        """The step where the user was, or the beginning; ``type`` begins with typing back."""
        if self.stack.currentIndex() == DONE or not self._sheets:
            self._go(TYPE if key == "type" else CHOOSE)
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Looks whether sheets wait to be typed back."""
        if changes and Change.RECOVERY not in changes:
            return
        found = self.frame.office.recovery.state()
        self._first = self._first or found.need is Need.FIRST
        self.choosing.waiting.setVisible(any(not one.is_confirmed for one in found.sets))

    def put_down(self) -> None:
        """Forgets every code and passphrase: the office is about to be locked."""
        self._sheets = ()
        self.paper.show_sheets(())
        self.typing.sheets.clear()
        self.choosing.own.clear()

    def _wire(self) -> None:
        self.choosing.make.clicked.connect(self._make)
        self.choosing.own.editor.returnPressed.connect(self._make)
        self.choosing.waiting.clicked.connect(partial(self._go, TYPE))
        self.paper.print.clicked.connect(self._print)
        self.paper.to_stick.clicked.connect(self._ask_stick)
        self.paper.to_folder.clicked.connect(self._ask_folder)
        self.paper.next.clicked.connect(partial(self._go, TYPE))
        self.typing.confirm.clicked.connect(self._confirm)
        self.typing.back.clicked.connect(self._go_back)
        self.done.asked.connect(self._leave)

    def _go(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.head.subtitle.say(STEPS[step])
        first: tuple[QWidget, ...] = (
            self.choosing.own, self.paper.print, self.typing.sheets, self.done.button,
        )  # fmt: skip
        first[step].setFocus()

    def _go_back(self) -> None:
        self._go(PRINT if self._sheets else CHOOSE)

    def _make(self) -> None:
        own = self.choosing.own.value()
        if not own:
            self.choosing.own.show_error(InvalidValue("own", N_("Please fill in this field.")))
            return
        make, shared = self.frame.office.recovery.make, self.choosing.shares.button.isChecked()
        call = partial(make, own, shared=shared)
        self._run(call, self._made, N_("Making the recovery sheets"), self._not_made)

    def _made(self, sheets: tuple[Sheet, ...]) -> None:
        self.choosing.own.clear()
        self._sheets = sheets
        self.paper.show_sheets(sheets)
        self.typing.sheets.clear()
        self._go(PRINT)

    def _not_made(self, error: LegalAidError) -> None:
        if isinstance(error, WrongPassphrase | TooSoon):
            self.choosing.own.show_error(InvalidValue("own", error.reason, **error.values))
        else:
            self._failed(error)

    def _print(self) -> None:
        draw = self.frame.office.recovery.print_sheets
        call = partial(draw, self._sheets, str(self.paper.language.chosen("both")))
        self._run(call, self._drawn, N_("Making the recovery sheets"))

    def _drawn(self, pages: bytes) -> None:
        self.paper.next.setEnabled(True)
        if self._sheets:
            printing.print_pdf(self, self.frame.jobs, pages, job_code(self._sheets[0].set))

    def _ask_stick(self) -> None:
        stick_choice.ask(self, self._save_on)

    def _save_on(self, stick: Stick) -> None:
        self._save(stick.root)

    def _ask_folder(self) -> None:
        ask = partial(
            dialogs.choose_folder, self, N_("Where to put the recovery sheets"), self._save
        )
        dialogs.ask(self, WARN, N_("Choose a folder"), ask)

    def _save(self, folder: Path) -> None:
        save = self.frame.office.recovery.save_sheets
        call = partial(save, self._sheets, str(self.paper.language.chosen("both")), folder)
        self._run(call, self._saved, N_("Saving the recovery sheets"))

    def _saved(self, files: Sequence[Path]) -> None:
        self.paper.next.setEnabled(True)
        self.frame.toast(SAVED, count=len(files))

    def _confirm(self) -> None:
        try:
            typed = self.typing.sheets.typed()
        except LegalAidError:  # said at its place
            return
        call = partial(self.frame.office.recovery.confirm, typed)
        self._run(call, self._confirmed, N_("Checking the recovery sheets"), self._not_confirmed)

    def _not_confirmed(self, error: LegalAidError) -> None:
        if not isinstance(error, Cancelled):
            self.typing.sheets.show_error(error)

    def _confirmed(self, name: str) -> None:
        self.put_down()
        self.done.sentence.say(labels.CONFIRMED, name=name)
        self.done.button.say(FIRST_CLIENT if self._first else TO_TODAY)
        self._go(DONE)

    def _leave(self) -> None:
        first, self._first = self._first, False
        self.frame.go("intake" if first else "today")

    def _run(
        self,
        call: Callable[[], Any],
        done: Callable[[Any], object],
        title: str,
        failed: Callable[[LegalAidError], object] | None = None,
    ) -> None:
        """Does it in the worker; nothing can be pressed twice meanwhile."""

        def work(_progress: object, _cancelled: object) -> Any:
            return call()

        def free(then: Callable[[Any], object], answer: Any) -> None:
            self.stack.setEnabled(True)
            then(answer)

        self.stack.setEnabled(False)
        self.frame.jobs.run(
            work, partial(free, done), partial(free, failed or self._failed), filled(title)
        )

    def _failed(self, error: LegalAidError) -> None:
        if not isinstance(error, Cancelled):
            dialogs.tell(self, error)
