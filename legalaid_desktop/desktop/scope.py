"""Is the matter one for the office? Asked question by question; it advises and stops nothing."""

from collections.abc import Set

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.eligibility_form import help_line
from legalaid_desktop.desktop.fields import LongTextField
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Button, Text, filled, sentence
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.scope import EndKind, ScopeAnswer, ScopeCheck, ScopeQuestion, Walked
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import scope as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.scope import walk

SCOPE = "scope"
"""What the form is called among the drafts."""
CHIPS = {
    EndKind.SERVICE: "good",
    EndKind.INFORMATION: "info",
    EndKind.MEDIATION: "attention",
    EndKind.ELSEWHERE: "neutral",
    EndKind.HEAD: "attention",
}
ADVICE = N_("This is advice and stops nothing: the head of the office decides.")
UNREAD = N_("No Lao lawyer has checked these questions yet.")
NO_LONGER = N_("The rule behind this does not count today: ask the head of the office.")
ASKED = N_("asked by {name} on {day}")
EARLIER = N_("with an earlier version of the questions")


class ScopeCard(Card):
    """The last check with its answers, and the ones before."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("Is it a matter for the office?"), ADVICE)
        self.frame = frame
        self._case_id = 0
        self._checks: list[ScopeCheck] = []
        self.new = Button(N_("Ask"), icon="circle-help")
        self.new.clicked.connect(self.ask_new)
        self.head.add_button(self.new)
        self.nothing = EmptyState(
            N_("Nobody has asked yet. A few questions say whether the office may help, or who."),
            icon="circle-help",
        )
        self.add(self.nothing, margins=False)

    def show_case(self, case_id: int) -> None:
        """Shows the checks in that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads again when concerned; no kinds at all means all."""
        if not self._case_id or (changes and Change.ELIGIBILITY not in changes):
            return
        self._checks = self.frame.office.scope.of_case(self._case_id)
        self.nothing.setVisible(not self._checks)
        self.new.setVisible(may(self.frame, Act.EDIT))
        self.new.say(N_("Ask again") if self._checks else N_("Ask"))
        self.set_rows([row(one, is_last=one is self._checks[0]) for one in self._checks])

    def ask_new(self) -> None:
        """Asks the questions, from the last answers on."""
        before = self._checks[0] if self._checks else None
        dialog = ScopeDialog(self, self.frame, self._case_id, before)
        dialog.kept_check.connect(self._told)
        dialog.open()

    def _told(self, kept: ScopeCheck) -> None:
        self.frame.toast(N_("Kept: {end}"), end=filled(labels.KINDS[kept.kind]))


class ScopeDialog(DraftedDialog):
    """The questions one after the other; an answer given can be taken back.

    Signals:
        kept_check: (check) it is stored.
    """

    kept_check = Signal(object)

    def __init__(
        self, parent: QWidget, frame: Frame, case_id: int, before: ScopeCheck | None = None
    ) -> None:
        super().__init__(parent, N_("Is it a matter for the office?"), accept=N_("Keep"))
        self.setMinimumWidth(720)
        self._frame, self._case_id = frame, case_id
        self.given: dict[str, str] = _still_asked(before)
        self.asked = QWidget()
        self._lines = QVBoxLayout(self.asked)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self.answers_shown: dict[str, Row] = {}
        self.note = LongTextField(
            label=N_("What speaks for or against it"),
            help=N_("Your own words, such as an opinion on the chances. It refuses nothing."),
        )
        self.note.set_value(before.note if before else "")
        self.error = Text(role="error", wrap=True)
        self.error.hide()
        for part in (Text(ADVICE, role="dim", wrap=True), self.asked, self.note, self.error):
            self.body.addWidget(part)
        if not reference.scope().checked_by:
            self.body.addWidget(Text(UNREAD, role="dim", wrap=True))
        self._show()
        self.keep_in(frame.drafts, SCOPE, case_id)

    def typed(self) -> Typed:
        """The answers given, and the note."""
        answers = {f"answer_{name}": answer for name, answer in self.given.items()}
        return {**answers, "note": drafts.read_one(self.note)}

    def put_back(self, typed: Typed) -> None:
        """Gives the answers as they were."""
        found = {name.removeprefix("answer_"): str(one) for name, one in typed.items()}
        known = reference.scope().questions
        self.given = {
            name: answer
            for name, answer in found.items()
            if name in known and answer in {one.id for one in known[name].answers}
        }
        if "note" in typed:
            drafts.put_back_one(self.note, typed["note"])
        self._show()

    def answer(self, question: str, answer: str) -> None:
        """Gives an answer and goes on."""
        self.given[question] = answer
        self._show()

    def take_back(self, question: str) -> None:
        """Asks that question again; the answers to the others stay."""
        self.given.pop(question, None)
        self._show()

    def accept(self) -> None:
        """Keeps the answers and what follows from them."""
        try:
            kept = self._frame.office.scope.keep(self._case_id, self.given, self.note.value())
        except LegalAidError as problem:
            self.error.show_text(sentence(problem))
            self.error.show()
            return
        self.forget_draft()
        super().accept()
        self.kept_check.emit(kept)

    def _show(self) -> None:
        while (place := self._lines.takeAt(0)) is not None:
            if (old := place.widget()) is not None:
                old.hide()
                old.deleteLater()
        walked = walk(self.given)
        self.answers_shown = {}
        for name, answer in walked.answers:
            self._lines.addWidget(self._answered(name, answer))
        if walked.question is not None:
            self._ask(walked.question)
        self.accept_button.setEnabled(walked.end is not None)
        if walked.end is not None:
            self._lines.addWidget(_ended(walked, self._frame))
            self.accept_button.setFocus()

    def _answered(self, name: str, answer: str) -> Row:
        asked, language = reference.scope().questions[name], i18n.current()
        chosen = next(one for one in asked.answers if one.id == answer)
        line = Row(chosen.titles[language], asked.titles[language])
        again = Button(N_("Change"), kind="plain")
        again.setProperty("question", name)
        again.clicked.connect(self._clicked_again)
        line.add_button(again)
        return line

    def _ask(self, asked: ScopeQuestion) -> None:
        language = i18n.current()
        title = Text(role="title", wrap=True)
        title.show_text(asked.titles[language])
        self._lines.addWidget(title)
        if asked.helps[language]:
            more = Text(role="dim", wrap=True)
            more.show_text(asked.helps[language])
            self._lines.addWidget(more)
        for one in asked.answers:
            line = Row(one.titles[language], key=(asked.id, one.id))
            line.opened.connect(self._chosen)
            self._lines.addWidget(line)
            self.answers_shown[one.id] = line
        self.answers_shown[asked.answers[0].id].setFocus()

    def _chosen(self, key: tuple[str, str]) -> None:
        self.answer(*key)

    def _clicked_again(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.take_back(str(sender.property("question")))


def _still_asked(before: ScopeCheck | None) -> dict[str, str]:
    """The answers of the check before, as far as the questions are still the same."""
    known = reference.scope().questions
    return {
        name: answer
        for name, answer in (before.answers if before else ())
        if name in known and answer in {one.id for one in known[name].answers}
    }


def _ended(walked: Walked, frame: Frame) -> QWidget:
    """What follows from the answers."""
    language, end = i18n.current(), walked.end
    assert end is not None  # noqa: S101 - asked for only then
    day = frame.office.today.day()
    lines = (
        _services(walked.services, language),
        _help(end.other_help, language),
        labels.basis(end, reference.laws(), language),
        "" if end.counts_on(day) else filled(NO_LONGER),
    )
    card = Card()
    chip = Chip(labels.KINDS[end.kind], CHIPS[end.kind])
    card.set_rows([Row(end.titles[language], "\n".join(filter(None, lines)), chip)])
    return card


def row(check: ScopeCheck, *, is_last: bool = True) -> Row:
    """A check with what was answered."""
    language, tree = i18n.current(), reference.scope()
    day = i18n.date_long(check.asked_on, language) if check.asked_on else ""
    asked = filled(ASKED, name=check.asked_by, day=day)
    older = filled(EARLIER) if check.tree != tree.version else ""
    lines = (
        " > ".join(_answers(check, language)),
        _services(check.services, language),
        _help(check.other_help, language),
        check.note,
        " · ".join(filter(None, (asked, filled(labels.SURE[check.certainty]), older))),
    )
    chip = Chip(labels.KINDS[check.kind], CHIPS[check.kind])
    if not is_last:
        chip = Chip(N_("replaced"), "neutral")
    return Row(labels.said(check, language), "\n".join(filter(None, lines)), chip)


def _answers(check: ScopeCheck, language: str) -> list[str]:
    known = reference.scope().questions
    told = [
        _said(known[name], answer, language)
        for name, chosen in check.answers
        if name in known
        for answer in known[name].answers
        if answer.id == chosen
    ]
    return told or [f"{name}: {chosen}" for name, chosen in check.answers]


def _said(asked: ScopeQuestion, answer: ScopeAnswer, language: str) -> str:
    """The answer; a bare yes or no stands behind its question."""
    told = answer.titles[language]
    return f"{asked.titles[language]} {told}" if answer.id in ("yes", "no") else told


def _services(ids: tuple[str, ...], language: str) -> str:
    named = ", ".join(reference.eligibility().titles(ids, language))
    return filled(N_("The office can give: {services}"), services=named) if named else ""


def _help(ids: tuple[str, ...], language: str) -> str:
    bodies = [one for one in reference.other_help() if one.id in ids]
    named = "; ".join(help_line(one, language) for one in bodies)
    return filled(N_("Where else to go: {bodies}"), bodies=named) if named else ""
