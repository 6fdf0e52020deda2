"""Offers what was typed and not saved: above the pages after a lock or a crash, and in its form."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.draft_keeper import DraftKeeper
from legalaid_desktop.desktop.drafted import Drafted
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain.drafts import Draft
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import clock

AT_ONCE = 3
UNSAVED = N_("An unsaved form of {time}: {form}")
TYPED_BEFORE = N_("You typed this before and have not saved it yet.")
CHANGED_SINCE = N_(
    "You typed this before and have not saved it yet. Somebody has changed the record since: what "
    "you typed lies over it. Look at both before you save."
)

TITLES = {
    "person": N_("A person"),
    "case": N_("A case"),
    "intake": N_("New intake"),
    "intake_decision": N_("What was decided"),
    "intake_try": N_("A try to reach the client"),
    "intake_later": N_("The rest of an intake"),
    "paper": N_("The facts of a paper"),
    "story": N_("A line of a story"),
    "event": N_("What happened"),
    "hearing": N_("New hearing"),
    "hearing_notice": N_("Who was told of a hearing"),
    "hearing_result": N_("What came of the hearing"),
    "access_refusal": N_("Access was refused"),
    "filing": N_("A paper to be filed"),
    "party": N_("Somebody in a case"),
    "decision": N_("A decision of a court"),
    "scope": N_("A check of scope"),
    "eligibility": N_("A decision on legal aid"),
    "consent": N_("A consent"),
    "deadline": N_("New deadline"),
    "task": N_("New task"),
    "letter_in": N_("A letter that came in"),
    "letter_out": N_("A letter that goes out"),
    "sequence": N_("A sequence of tasks"),
    "receive": N_("Things received on a receipt"),
    "give_back": N_("Things given back"),
    "handover": N_("Handing over"),
    "office_time": N_("Time for no case"),
    "closing": N_("The closing of a case"),
    "worksheet_period": N_("New worksheet"),
    "worksheet": N_("Worksheet"),
    "victim_status": N_("Step of identification"),
    "age_evidence": N_("Evidence of age"),
    "withheld_paper": N_("Withheld paper"),
    "custody": N_("Custody"),
    "loss": N_("Wage or loss"),
    "lawyer": N_("A lawyer"),
    "rule": N_("A rule of a period"),
    "office_event": N_("An event that periods run from"),
    "profile": N_("The profile of the office"),
}
"""What each form is called; never who it is about."""


class DraftOffers(QWidget):
    """One line for each form that was typed before the office was opened.

    Signals:
        wanted: (form, record) the user goes on with it.
    """

    wanted = Signal(str, int)

    def __init__(self, keeper: DraftKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self.lines: list[DraftBanner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 12, 24, 0)
        self._column.setSpacing(8)
        keeper.changed.connect(self._show)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Says times and names in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [self._line(draft) for draft in self._keeper.offered[:AT_ONCE]]
        for line in self.lines:
            self._column.addWidget(line)
        self.setVisible(bool(self.lines))

    def _line(self, draft: Draft) -> "DraftBanner":
        line = DraftBanner(goes_on=True)
        form = filled(TITLES.get(draft.form, N_("Form")))
        line.say(UNSAVED, "info", time=_when(draft.saved_at), form=form)
        line.go_on.clicked.connect(partial(self.wanted.emit, draft.form, draft.record))
        line.discard.clicked.connect(partial(self._keeper.done, draft.form, draft.record))
        return line


class DraftBanner(InlineBanner):
    """A sentence about a draft, with the buttons that take it up or throw it away."""

    def __init__(self, *, goes_on: bool = False) -> None:
        super().__init__()
        self.go_on = Button(N_("Continue"))
        self.discard = Button(N_("Discard"), kind="plain")
        self.go_on.setVisible(goes_on)
        self.across.addWidget(self.go_on)
        self.across.addWidget(self.discard)


class DraftedDialog(Dialog):
    """A dialog whose typing is kept and offered again; a subclass is a ``Drafted``.

    The draft goes when the dialog is closed without saving; what becomes of it after ``accept``
    says whoever saves, by ``keeper.done``.
    """

    def keep_in(self: "DraftedDialog", keeper: DraftKeeper, form: str, record: int) -> None:
        """Puts back what was typed before, and keeps from now on."""
        assert isinstance(self, Drafted)  # noqa: S101 - every subclass is one
        self._keeper, self._form, self._record = keeper, form, record
        self._clean = self.typed()
        self.kept = DraftBanner()
        self.body.insertWidget(0, self.kept)
        self.kept.discard.clicked.connect(self._start_again)
        draft = keeper.take(form, record)
        if draft is not None:
            self.put_back(draft)
            self.kept.say(TYPED_BEFORE, "info")
        keeper.watch(self, form, lambda: record, self._unsaved)
        self.finished.connect(self._closed)

    def _unsaved(self) -> Typed | None:
        assert isinstance(self, Drafted)  # noqa: S101 - as above
        typed = self.typed()
        return None if typed == self._clean else {**typed, "before": self._clean}

    def forget_draft(self) -> None:
        """What was typed is saved; the last look, when it closes, finds nothing new."""
        assert isinstance(self, Drafted)  # noqa: S101 - as above
        self._clean = self.typed()
        self._keeper.done(self._form, self._record)

    def _start_again(self) -> None:
        assert isinstance(self, Drafted)  # noqa: S101 - as above
        self._keeper.done(self._form, self._record)
        self.put_back(self._clean)
        self.kept.hide()

    def _closed(self, result: int) -> None:
        self._keeper.unwatch(self)
        if result == QDialog.DialogCode.Rejected:
            self._keeper.done(self._form, self._record)


def _when(saved_at: datetime | None) -> str:
    """The time alone for today, the day with it for earlier ones."""
    if saved_at is None:
        return ""
    local = saved_at.astimezone(clock.VIENTIANE)
    if local.date() == clock.now().date():
        return f"{local:%H:%M}"
    return f"{i18n.date_short(local.date(), i18n.current())}, {local:%H:%M}"
