"""How long files are kept: cases due for a look, the office's rules, and what the law says."""

from collections.abc import Set

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import forms
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.destructions import Destructions
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import TextField
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.retention import Anchor, OfficeRule, Review
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import retention as labels
from legalaid_desktop.services import reference

NOTE = N_("Nothing is destroyed by itself: this is a list to look through.")
NOTHING = N_("No case is due for a look.")


class RetentionTab(QWidget):
    """Which files are kept how long, and which of them are due for a look."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._rules: list[OfficeRule] = []
        self.due = Card(N_("Due for review"))
        self.due.add(Text(NOTE, role="dim", wrap=True))
        self.nothing = EmptyState(NOTHING, icon="circle-check")
        self.due.add(self.nothing, margins=False)
        self.due.opened.connect(self._open)
        self.rules = Card(N_("How long files are kept"))
        self.rules.opened.connect(self._decide)
        self.law = Card(N_("What the law says"))
        self.destructions = Destructions(frame)
        left, right = [self.due, self.destructions], [self.rules, self.law]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(columns((left, 7), (right, 4))), 1)

    def reload(self, changes: Set[Change]) -> None:
        """Reads again what is due."""
        del changes
        language, office = i18n.current(), self._frame.office
        found: list[Review] = office.retention.due()
        self.nothing.setVisible(not found)
        self.destructions.reload()
        self.due.set_rows([self._row(one, language) for one in found])
        self._rules = office.retention.rules()
        opens = may(self._frame, Act.SET_UP)
        self.rules.set_rows([_rule_row(one, language, opens=opens) for one in self._rules])
        self.law.set_rows([_anchor_row(one, language) for one in reference.retention_anchors()])

    def _row(self, one: Review, language: str) -> Row:
        row = _due_row(one, language)
        waits = self.destructions.is_waiting(one.case.number)
        if one.until is not None and one.rule.is_decided and not waits:
            button = Button(N_("Propose …"), kind="plain")
            button.setProperty("number", one.case.number)
            button.clicked.connect(self._propose)
            row.add_button(button)
        return row

    def _propose(self) -> None:
        self.destructions.propose(str(self.sender().property("number")))

    def _open(self, case_id: object) -> None:
        self._frame.go("case", case_id)

    def _decide(self, rule_id: object) -> None:
        rule = next(one for one in self._rules if one.rule.id == rule_id)
        dialog = RuleDialog(self, self._frame, rule)
        dialog.decided.connect(self._said)
        dialog.open()

    def _said(self) -> None:
        self.reload(frozenset())
        self._frame.toast(N_("The rule of the office is kept."))


class RuleParts(forms.Parts):
    """The parts of ``ui/retention_rule.ui``."""

    number: TextField
    basis: TextField


class RuleDialog(Dialog):
    """Decides for how long the office keeps such cases.

    Signals:
        decided: it is kept.
    """

    decided = Signal()

    def __init__(self, parent: QWidget, frame: Frame, rule: OfficeRule) -> None:
        title = N_("How long files are kept")
        super().__init__(parent, title, accept=N_("The office decides so"))
        self.setMinimumWidth(560)
        self._office, self._rule = frame.office, rule
        language = i18n.current()
        for role, words in (
            ("title", rule.rule.titles[language]),
            ("body", labels.term(rule, language)),
            ("dim", rule.rule.notes[language]),
        ):
            text = Text(role=role, wrap=True)
            text.show_text(words)
            self.body.addWidget(text)
        self.parts = forms.load("retention_rule", self, RuleParts)
        self.parts.number.set_value(str(rule.number))
        self.parts.basis.set_value(rule.basis)
        self.body.addWidget(self.parts.body)
        self.parts.basis.setFocus()

    def accept(self) -> None:
        """Keeps it, or says what is missing."""
        decide = self._office.retention.decide
        parts, key = self.parts, self._rule.rule.id
        kept = forms.kept(parts, lambda: decide(key, self._number(), parts.basis.value()))
        if kept is not None:
            super().accept()
            self.decided.emit()

    def _number(self) -> int:
        typed = self.parts.number.value()
        if not typed.isdecimal():
            raise InvalidValue("number", N_("A whole number, please."))
        return int(typed)  # Lao digits too


def _due_row(one: Review, language: str) -> Row:
    chip = None if one.rule.is_decided else Chip(N_("rule not decided"), "attention")
    key = None if one.removed else one.case.id
    return Row(case_labels.title(one.case, language), labels.reason(one, language), chip, key)


def _rule_row(one: OfficeRule, language: str, *, opens: bool) -> Row:
    chip = Chip(N_("decided"), "good") if one.is_decided else Chip(N_("proposed"), "attention")
    title = f"{one.rule.titles[language]}: {labels.term(one, language)}"
    return Row(title, labels.decided(one, language), chip, one.rule.id if opens else None)


def _anchor_row(one: Anchor, language: str) -> Row:
    return Row(one.texts[language], labels.source(one, reference.laws(), language))
