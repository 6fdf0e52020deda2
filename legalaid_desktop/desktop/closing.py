"""Closing a case: what is still open, the outcome, the decision, the letter; and reopening."""

from collections.abc import Set
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, drafts, forms
from legalaid_desktop.desktop.cards import Card, Chip, PageHeader, Row, columns, scrolled
from legalaid_desktop.desktop.fields import ChoiceField, LongTextField, TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, Page, may
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import closings
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Stage
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.closings import Closing, ClosingState, Ending, Service
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, NotAllowed, NotFound
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import closings as labels
from legalaid_desktop.labels import holdings as holding_labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import VIENTIANE

KINDS = {
    ClosingState.WAITING: "attention",
    ClosingState.SENT_BACK: "urgent",
    ClosingState.APPROVED: "good",
    ClosingState.REOPENED: "info",
}
OURS = N_(
    "These outcomes are the program’s own list; no list of the Ministry or the Bar was found."
)
HELD = N_("Things of the client are still here: give them back, or say below why they stay.")
WAITS = N_("This waits for the approval of {names}. Until then the case stays open.")
ALONE = N_(
    "Nobody but who asked may approve this: the office has no second manager who may see the case. "
    "It is approved with a reason, which the trail keeps. Until then the case stays open."
)
WHY_ALONE = N_(
    "You approve your own request, because nobody else in the office can. Why may the case be "
    "closed without a second look? The reason stays in the trail."
)
WHY_BACK = N_("What is missing? The reason goes to who asked, and stays with the case.")
WHY_AGAIN = N_("Why is this case opened again? The reason stays with the case.")


class ClosingParts(forms.Parts):
    """The parts of ``ui/closing.ui``."""

    service: ChoiceField
    outcome: ChoiceField
    summary: LongTextField
    originals_why: TextField


class ClosingPage(Page):
    """The end of one case."""

    name = "closing"
    under = "cases"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._key = 0
        self._ending: Ending | None = None
        self.head = PageHeader()
        self.back = self.head.add_button(Button(N_("Back to the case"), icon="arrow-left"))
        self.back.clicked.connect(self._leave)
        self.letter = self.head.add_button(Button(N_("Closing letter"), icon="file-plus"))
        self.letter.clicked.connect(self._letter)
        self.again = self.head.add_button(Button(N_("Open again …"), icon="undo-2"))
        self.again.clicked.connect(self._ask_again)
        self.send_back = self.head.add_button(Button(N_("Send back …")))
        self.send_back.clicked.connect(self._ask_back)
        self.approve = self.head.add_button(Button(N_("Approve and close"), kind="primary"))
        self.approve.clicked.connect(self._approve)
        self.state = InlineBanner()
        self.form = Card(N_("How the case ended"))
        self.parts = forms.load("closing", self, ClosingParts)
        self.parts.service.set_choices(list(labels.SERVICES.items()))
        self.parts.service.changed.connect(self._offer_outcomes)
        self.ask = Button(N_("Ask for approval"), kind="primary")
        self.ask.clicked.connect(self._ask)
        self.form.add(self._entry())
        self.decision = Card(N_("Decision"))
        self.rights = Card(N_("What the client can still do"), N_("the letter names these"))
        self.held = Card(N_("Held for the client"))
        self.tasks = Card(N_("Open tasks"))
        self.former = Card(N_("Closed and reopened before"))
        self._lay_out()
        frame.drafts.watch(self, "closing", self._case, self._unsaved)

    def _entry(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.parts.body)
        column.addWidget(Text(OURS, role="dim", wrap=True))
        column.addWidget(self.ask)
        return holder

    def _lay_out(self) -> None:
        self.column.addWidget(self.head)
        self.column.addWidget(self.state)
        left, right = [self.form, self.decision, self.former], [self.rights, self.held, self.tasks]
        self.column.addWidget(scrolled(columns((left, 6), (right, 5))), 1)

    def show_record(self, key: object | None) -> None:
        """The end of the case with that id, with what was typed before."""
        if isinstance(key, int) and key != self._key:
            self.frame.drafts.look_at(self)
            self._key = key
            drafts.put_back(self.parts, self._empty())
        begun = self.frame.drafts.take("closing", self._key)
        if begun:
            drafts.put_back(self.parts, begun)
        self._read()

    def reload(self, changes: Set[Any]) -> None:
        """Reads again what is still open; what was typed stays."""
        if self._key and changes - {Change.COPY}:
            self._read()

    def take_up(self, form: str, record: int) -> None:
        """Shows the form that was typed before."""
        del form
        self.show_record(record)

    def leave(self) -> bool:
        """Keeps what is typed and not sent."""
        typed = self._unsaved()
        if typed is not None:
            self.frame.drafts.keep("closing", self._key, typed)
        return True

    def _case(self) -> int:
        return self._key

    def _empty(self) -> drafts.Draft:
        return {"service": ("value", None), "outcome": ("value", None), "summary": "",
                "originals_why": ""}  # fmt: skip

    def _unsaved(self) -> drafts.Typed | None:
        typed = drafts.typed(self.parts)
        return None if not self._key or typed == self._empty() else typed

    def _read(self) -> None:
        try:
            file = self.frame.office.cases.file(self._key)
            self._ending = self.frame.office.closings.look(self._key)
        except (NotFound, NotAllowed):
            self.frame.go("cases")
            return
        self._type = file.case.type
        self.head.title.show_text(case_labels.title(file.case, i18n.current()))
        closed = self._ending.stage is Stage.CLOSED
        self.head.subtitle.show_text(filled(N_("Closed") if closed else N_("Closing the case")))
        self._offer_outcomes()
        self._show(self._ending, closed=closed)

    def _offer_outcomes(self) -> None:
        """The outcomes that go with service and stage."""
        if self._ending is None:
            return
        try:
            service = self.parts.service.value()
        except InvalidValue:
            service = None
        known, language = reference.outcomes(), i18n.current()
        if isinstance(service, Service):
            known = tuple(closings.fitting(known, service, self._ending.stage, self._type))
        chosen = self.parts.outcome.chosen(None)
        choices = [(one.id, one.titles[language]) for one in known]
        self.parts.outcome.set_choices(choices, translated=False)
        self.parts.outcome.set_value(chosen if chosen in dict(choices) else None)

    def _show(self, ending: Ending, *, closed: bool) -> None:
        language, waiting = i18n.current(), ending.waiting
        self.form.setVisible(not closed and waiting is None and may(self.frame, Act.EDIT))
        self.parts.originals_why.setVisible(bool(ending.holdings))
        self.state.hide()
        if waiting is not None:
            names = ", ".join(ending.approvers)
            self.state.say(WAITS if names else ALONE, "attention", names=names)
        elif ending.holdings and not closed:
            self.state.say(HELD, "attention")
        self._show_rights(ending, language)
        self.held.set_rows(
            [
                Row(
                    one.what, holding_labels.nature(one, language), Chip(N_("is here"), "attention")
                )
                for one in ending.holdings
            ]
            or [Row(filled(labels.NOTHING_HELD_HERE))]
        )
        self.tasks.setVisible(bool(ending.tasks))
        self.tasks.set_rows([Row(one.what) for one in ending.tasks])
        self._show_decision(ending, closed=closed)

    def _show_rights(self, ending: Ending, language: str) -> None:
        rows = [Row(labels.right(one, language)) for one in ending.deadlines]
        if ending.judgment is not None:
            said = labels.appeal(ending.judgment, language)
            rows.append(Row(said, chip=Chip(N_("to be entered"), "urgent")))
        self.rights.set_rows(rows or [Row(filled(labels.NO_RIGHTS))])

    def _show_decision(self, ending: Ending, *, closed: bool) -> None:
        """The latest request with what became of it, and the buttons for it in the head."""
        latest = ending.closings[0] if ending.closings else None
        shown = latest is not None and latest.state is not ClosingState.REOPENED
        self.decision.setVisible(shown)
        self.decision.set_rows([_row(latest)] if latest is not None and shown else [])
        older = ending.closings[1:] if shown else ending.closings
        self.former.setVisible(bool(older))
        self.former.set_rows([_row(one) for one in older])
        decides = ending.waiting is not None and may(self.frame, Act.APPROVE)
        self.approve.setVisible(decides and not (self._is_own(ending) and ending.approvers))
        self.send_back.setVisible(decides)
        edits = may(self.frame, Act.EDIT)
        self.again.setVisible(closed and edits)
        self.letter.setVisible(self._told() is not None and edits)

    def _is_own(self, ending: Ending) -> bool:
        """Whether the request that waits was made by who sits here."""
        waiting = ending.waiting
        return waiting is not None and waiting.asked_by == self.frame.office.user

    def _told(self) -> Closing | None:
        """The closing that the letter tells of."""
        latest = self._ending.closings[0] if self._ending and self._ending.closings else None
        told = (ClosingState.WAITING, ClosingState.APPROVED)
        return latest if latest is not None and latest.state in told else None

    def _ask(self) -> None:
        kept = forms.kept(self.parts, self._keep)
        if kept is None:
            return
        self.frame.drafts.done("closing", self._key)
        drafts.put_back(self.parts, self._empty())
        self._read()
        self.frame.toast(N_("Asked for approval."))

    def _keep(self) -> Closing:
        service, outcome = self.parts.service.value(), self.parts.outcome.value()
        if not isinstance(service, Service):
            raise InvalidValue("service", N_("Please fill in this field."))
        closing = Closing(
            case_id=self._key,
            service=service,
            outcome=str(outcome or ""),
            summary=self.parts.summary.value(),
            originals_why=self.parts.originals_why.value(),
        )
        kept: Closing = self.frame.office.closings.ask(closing)
        return kept

    def _ask_back(self) -> None:
        dialogs.ask_reason(self, WHY_BACK, N_("Send back"), self._send_back)

    def _send_back(self, why: str) -> None:
        self._decide(approved=False, why=why)

    def _approve(self) -> None:
        if self._ending is not None and self._is_own(self._ending):
            dialogs.ask_reason(self, WHY_ALONE, N_("Approve and close"), self._approve_alone)
        else:
            self._decide(approved=True, why="")

    def _approve_alone(self, why: str) -> None:
        self._decide(approved=True, why=why)

    def _decide(self, *, approved: bool, why: str) -> None:
        waiting = self._ending.waiting if self._ending else None
        if waiting is None:
            return
        try:
            self.frame.office.closings.decide(waiting.id, approved=approved, why=why)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.toast(N_("The case is closed.") if approved else N_("Sent back."))

    def _ask_again(self) -> None:
        dialogs.ask_reason(self, WHY_AGAIN, N_("Open the case again"), self._again)

    def _again(self, why: str) -> None:
        try:
            self.frame.office.closings.reopen(self._key, why)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.toast(N_("The case is open again."))

    def _letter(self) -> None:
        told = self._told()
        if told is None:
            return
        try:
            paper = self.frame.office.closings.draft_letter(told.id, "lo")
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.go("paper", paper.id)

    def _leave(self) -> None:
        self.frame.go("case", self._key)


def _row(one: Closing) -> Row:
    language = i18n.current()
    outcome = labels.outcome(reference.outcomes(), one.outcome, language)
    title = f"{outcome} · {filled(labels.SERVICES[one.service])}"
    said = "\n".join(filter(None, (*story(one, language), one.summary)))
    return Row(title, said, Chip(labels.STATES[one.state], KINDS[one.state]))


def story(one: Closing, language: str) -> list[str]:
    """Who asked, who decided, who opened it again, each with the time and the reason."""
    told = (
        (labels.ASKED, one.asked_by, one.asked_at, one.originals_why),
        (labels.APPROVED_BY if one.approved else labels.BACK_BY, one.decided_by, one.decided_at,
         one.decided_why),
        (labels.REOPENED_BY, one.reopened_by, one.reopened_at, one.reopened_why),
    )  # fmt: skip
    lines = []
    for message, name, at, why in told:
        if at is not None:
            moment = i18n.moment(at.astimezone(VIENTIANE), language)
            said = filled(message, name=name, moment=moment)
            lines.append(f"{said}: {why}" if why else said)
    return lines
