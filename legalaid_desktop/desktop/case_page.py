"""One case, like a well-kept paper file: a header strip, then a tab for each part."""

from collections.abc import Callable, Set
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import flagging, removing
from legalaid_desktop.desktop.aid import CaseAid
from legalaid_desktop.desktop.attachments import CaseEvidence
from legalaid_desktop.desktop.bundles import CaseBundle
from legalaid_desktop.desktop.cards import Card, Chip, PageHeader
from legalaid_desktop.desktop.cases import URGENCY_KINDS
from legalaid_desktop.desktop.conflicts import ConflictBanner
from legalaid_desktop.desktop.copies import CaseCopies
from legalaid_desktop.desktop.deadlines import CaseDeadlines
from legalaid_desktop.desktop.hearings import CaseHearings
from legalaid_desktop.desktop.history import CaseHistory
from legalaid_desktop.desktop.intake_tab import IntakeTab
from legalaid_desktop.desktop.menus import MenuButton
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, OnDemand, Page, may
from legalaid_desktop.desktop.papers import CasePapers
from legalaid_desktop.desktop.parties import CaseParties
from legalaid_desktop.desktop.protection import CaseProtection
from legalaid_desktop.desktop.story import CaseStory
from legalaid_desktop.desktop.tab_row import TabRow
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.desktop.work import CaseWork
from legalaid_desktop.domain import deadlines, lawyers
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.case_files import CaseHead
from legalaid_desktop.domain.cases import Case, Stage, is_restricted
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import NotAllowed, NotFound
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels
from legalaid_desktop.labels import stories
from legalaid_desktop.labels import users as user_labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import VIENTIANE


class Tab(Protocol):
    """What a part of the case page can do."""

    def show_case(self, case_id: int) -> None:
        """Shows that case."""

    def reload(self, changes: Set[Change]) -> None:
        """Reads again what these changes concern."""


TABS: tuple[tuple[str, str, Callable[[Frame], QWidget]], ...] = (
    ("story", N_("Story"), CaseStory),
    ("intake", N_("Intake"), IntakeTab),
    ("people", N_("People"), CaseParties),
    ("aid", N_("Legal aid"), CaseAid),
    ("deadlines", N_("Deadlines and hearings"), CaseDeadlines),
    ("hearings", N_("Hearings and filings"), CaseHearings),
    ("protection", N_("Protection"), CaseProtection),
    ("papers", N_("Papers"), CasePapers),
    ("work", N_("Tasks and letters"), CaseWork),
    ("evidence", N_("Evidence"), CaseEvidence),
    ("bundle", N_("Bundle"), CaseBundle),
    ("history", N_("History"), CaseHistory),
    ("copies", N_("Copies made"), CaseCopies),
)
"""Name, title and kind of each tab."""


FORMS = {
    "story": ("story", ""),
    "event": ("story", "ask_more"),
    "decision": ("story", "ask_decision"),
    "intake_decision": ("intake", "ask_decision"),
    "intake_try": ("intake", "ask_try"),
    "party": ("people", "ask_new"),
    "scope": ("aid", "ask_scope"),
    "eligibility": ("aid", "ask_decision"),
    "consent": ("aid", "ask_consent"),
    "deadline": ("deadlines", "ask_new"),
    "hearing": ("deadlines", "ask_hearing"),
    "hearing_notice": ("hearings", "ask_notice"),
    "hearing_result": ("hearings", "ask_result"),
    "access_refusal": ("hearings", "ask_refusal"),
    "filing": ("hearings", "ask_filing"),
    "task": ("work", "ask_task"),
    "sequence": ("work", "ask_sequence"),
    "receive": ("work", "ask_receive"),
    "give_back": ("work", "ask_give_back"),
    "letter_in": ("work", "ask_came"),
    "letter_out": ("work", "ask_goes"),
    "worksheet_period": ("protection", "ask_worksheets"),
    "victim_status": ("protection", "ask_status"),
    "age_evidence": ("protection", "ask_age"),
    "withheld_paper": ("protection", "ask_papers"),
    "custody": ("protection", "ask_custody"),
    "loss": ("protection", "ask_losses"),
}
"""On which tab each form is typed, and what opens it there."""


class CasePage(Page):
    """A case with its parts; each part is made and read when its tab first comes up.

    Attributes:
        parts: what the tabs hold, by name.
    """

    name = "case"
    under = "cases"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._key = 0
        self.head = PageHeader()
        self.more = MenuButton(N_("Close, hand over or remove the case"))
        self.head.add_button(self.more)
        self.close_case = self.more.add(N_("Close the case …"), "check")
        self.hand_over = self.more.add(N_("Hand over …"), "share-2")
        self.remove = self.more.add(N_("Remove …"), "trash-2")
        self.edit = self.head.add_button(Button(N_("Change"), icon="pencil"))
        self.note = self.head.add_button(Button(N_("Add a note"), icon="plus", kind="primary"))
        self.strip = Card()
        self.strip.add(self.head)
        self.head.chips.setContentsMargins(0, 8, 0, 0)
        self.tabs = TabRow([title for _, title, _ in TABS])
        self.bar = self.tabs.bar
        self.stack = QStackedWidget()
        self.places = {name: _place() for name, _, _ in TABS}
        self.parts = OnDemand({name: partial(make, frame) for name, _, make in TABS}, self._put)
        for place in self.places.values():
            self.stack.addWidget(place)
        self.glass = InlineBanner()
        self.conflict = ConflictBanner(frame)
        self.to_check = Button(N_("See the check"), icon="scale")
        self.conflict.across.addWidget(self.to_check)
        self.column.addWidget(self.glass)
        self.column.addWidget(self.conflict)
        self.column.addWidget(self.strip)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)
        self._wire()

    def _wire(self) -> None:
        self.remove.triggered.connect(self._ask_removal)
        self.edit.clicked.connect(self._edit)
        self.hand_over.triggered.connect(self._hand_over)
        self.close_case.triggered.connect(self._close)
        self.note.clicked.connect(self._note)
        self.to_check.clicked.connect(partial(self.show_tab, "aid"))
        self.bar.currentChanged.connect(self._turn)
        for keys, slot in (("Ctrl+PgDown", self._next), ("Ctrl+PgUp", self._previous)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_record(self, key: object | None) -> None:
        """The case with that id, or of it, a tab and a record there; another opens on its story."""
        key, tab, *record = key if isinstance(key, tuple) else (key, "")
        if isinstance(key, int) and key != self._key:
            self._key = key
            tab = tab or "story"
        shown = self.bar.currentIndex()
        if tab:
            self.show_tab(tab)
        self._show_head()
        if self.bar.currentIndex() == shown:  # else it turned to the tab, which read the case
            self._turn()
        for one in record:
            flagging.show(self.stack, one)

    def reload(self, changes: Set[Change]) -> None:
        """Reads head and open tab again."""
        if not self._key:
            return
        self._show_head()
        self._tab().reload(changes)

    def take_up(self, form: str, record: int) -> None:
        """Turns to the tab where the form was typed and opens it again."""
        del record
        name, ask = FORMS[form]
        self.show_tab(name)
        if ask:
            getattr(self.parts[name], ask)()

    def show_tab(self, name: str) -> None:
        """Turns to that tab."""
        self.bar.setCurrentIndex(list(self.parts).index(name))

    def _show_head(self) -> None:
        office, language = self.frame.office, i18n.current()
        head: CaseHead = office.cases.head(self._key)
        case = head.case
        self.head.title.show_text(labels.title(case, language))
        lawyer = lawyers.name(head.lawyer, language) if head.lawyer else ""
        said = filled(N_("Lawyer: {name}"), name=lawyer) if lawyer else filled(N_("No lawyer yet"))
        about = (labels.matter(case, language, reference.subtypes()), said)
        since = stories.since(case, language, reference.happenings())
        self.head.subtitle.show_text("\n".join(filter(None, (" · ".join(about), since))))
        self.head.set_chips(self._chips(head))
        closed = case.stage is Stage.CLOSED
        self.close_case.say(N_("Closing …") if closed else N_("Close the case …"))
        self._say_glass(case)
        self.conflict.show_case(self._key)

    def _say_glass(self, case: Case) -> None:
        """How long somebody who broke the glass sees the case."""
        mates = self.frame.office.teams.of_case(self._key) if is_restricted(case) else []
        ends = [
            mate.member.until
            for mate in mates
            if mate.user.name == self.frame.office.user and mate.member and not mate.is_over
        ]
        by_glass = bool(ends) and all(ends)
        self.glass.setVisible(by_glass)
        for part in (self.edit, self.note, self.close_case):
            part.setVisible(not by_glass)
        self.remove.setVisible(not by_glass and may(self.frame, Act.EDIT))
        runs = not by_glass and case.stage is not Stage.CLOSED
        self.hand_over.setVisible(runs and may(self.frame, Act.ASSIGN))
        self.more.settle()
        if by_glass:
            moment = i18n.moment(max(ends).astimezone(VIENTIANE), i18n.current())
            self.glass.say(user_labels.GLASS_UNTIL, moment=moment)

    def _chips(self, head: CaseHead) -> list[Chip]:
        office, language, case = self.frame.office, i18n.current(), head.case
        chips = [Chip(labels.STAGES[case.stage], "info")]
        if is_restricted(case):
            chips.insert(0, Chip(labels.CONFIDENTIALITIES[case.confidentiality], "urgent"))
        if coming := head.next:
            kind = URGENCY_KINDS[deadlines.urgency(coming, office.today.day())]
            day = i18n.date_long(coming.due_on, language)
            at = f" {coming.ends_at:%H:%M}" if coming.ends_at else ""
            chips.append(Chip(N_("next: {day}"), kind, day=day + at))
        if head.held:
            chips.append(Chip(N_("held for the client: {count}"), "attention", count=head.held))
        return chips

    def _tab(self) -> Tab:
        tab: Tab = self.parts[list(self.parts)[self.bar.currentIndex()]]
        return tab

    def _put(self, name: str, part: QWidget) -> None:
        layout = self.places[name].layout()
        if layout is not None:
            layout.addWidget(part)
        if isinstance(part, IntakeTab):
            part.wanted.connect(self._enter)
        part.show()  # at once: the layout would do it one turn later

    def _enter(self, form: str) -> None:
        self.take_up(form, 0)

    def _turn(self) -> None:
        self.stack.setCurrentIndex(self.bar.currentIndex())
        self.to_check.setHidden(self.stack.currentWidget() is self.places["aid"])
        if not self._key:
            return
        try:
            self._tab().show_case(self._key)
        except (NotFound, NotAllowed):  # gone by now, or the time of a broken glass is over
            self.frame.go(self.under)

    def _next(self) -> None:
        self.bar.setCurrentIndex((self.bar.currentIndex() + 1) % self.bar.count())

    def _previous(self) -> None:
        self.bar.setCurrentIndex((self.bar.currentIndex() - 1) % self.bar.count())

    def _edit(self) -> None:
        self.frame.go("case_form", self._key)

    def _hand_over(self) -> None:
        self.frame.go("handover", self._key)

    def _close(self) -> None:
        self.frame.go("closing", self._key)

    def _ask_removal(self) -> None:
        removing.ask(self, self.frame, BinKind.CASE, self._key, self._leave)

    def _leave(self) -> None:
        self._key = 0
        self.frame.go("cases")

    def _note(self) -> None:
        self.show_tab("story")
        self.parts["story"].quick.setFocus()


def _place() -> QWidget:
    """Where a tab will stand."""
    place = QWidget()
    QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
    return place
