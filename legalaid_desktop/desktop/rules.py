"""The rules of periods by subject: found by words and by how sure they are; packs, new rules."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Beside
from legalaid_desktop.desktop.filters import FilterLine
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.rule_export import ExportDialog
from legalaid_desktop.desktop.rule_marks import chip
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.office_rules import Standing
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rule_filters import (
    Checked,
    RuleFilter,
    by_subject,
    sifted,
)
from legalaid_desktop.domain.rules import Actor, DeadlineKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines
from legalaid_desktop.labels import rules as labels
from legalaid_desktop.services import reference

if TYPE_CHECKING:
    from legalaid_desktop.domain.families import TriggerEvent

NOTE = N_("{count} of {all} rules; {open} of them no lawyer of this office has checked.")
FOUND = N_("No rule has these words and marks. Take a filter away, or use fewer words.")
PACKS = (N_("Rule packs (*.toml)"),)
_NARROWEST = 90
OPEN_PACK = N_("Compare a rule pack …")


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above the rules of one subject."""

    code: str
    count: int


Line = Heading | Standing


class RulesTab(QWidget):
    """All rules, grouped by subject."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._known: tuple[Standing, ...] = ()
        self._events: Mapping[str, TriggerEvent] = {}
        self.filter = FilterLine(N_("Words of a rule, its number, a law or an article"))
        self.filter.asked.connect(self._refill)
        self.boxes = {
            name: QComboBox() for name in ("subject", "certainty", "actor", "kind", "checked")
        }
        self.note = Text(role="dim", wrap=True)
        self.write = Button(N_("New rule"), icon="plus")
        self.export = Button(N_("Export a rule pack …"), icon="download")
        self.compare = Button(OPEN_PACK, icon="upload")
        self.table = RecordTable(
            [
                Column(title=N_("Rule of a period"), cell=_what),
                Column(title=N_("Length"), cell=_length, width=22),
                Column(title=N_("Who must act"), cell=_actor, width=22),
                Column(title=N_("How sure"), cell=_sure, width=26),
            ],
            empty=FOUND,
        )
        self.table.opened.connect(self._open)
        self._lay_out()
        self._speak()
        self._connect()

    def _connect(self) -> None:
        for box in self.boxes.values():
            box.currentIndexChanged.connect(self._refill)
        self.write.clicked.connect(self._write)
        self.export.clicked.connect(self._ask_export)
        self.compare.clicked.connect(self._ask_pack)
        for button in (self.write, self.export, self.compare):
            button.setVisible(may(self._frame, Act.CHECK_LAW))

    def _lay_out(self) -> None:
        head = Beside(spacing=8)
        head.across.addWidget(self.filter, 1)
        for button in (self.compare, self.export, self.write):
            head.across.addWidget(button)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for name, box in self.boxes.items():
            box.setObjectName(name)
            box.setMinimumWidth(_NARROWEST)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            filters.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(head)
        column.addLayout(filters)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Says the choices in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def reload(self, changes: Set[Change]) -> None:
        """Reads the rules again when they are concerned."""
        if changes and Change.RULE not in changes:
            return
        self._known = self._frame.office.rules.every()
        self._events = self._frame.office.office_events.known()
        self._speak()
        self._refill()

    def _speak(self) -> None:
        certainties = {one: deadlines.CERTAINTIES[one] for one in Certainty}
        subjects = {code: labels.subject(code) for code in by_subject(self._known)}
        for name, title, choices in (
            ("subject", N_("Subject"), subjects),
            ("certainty", N_("How sure"), certainties),
            ("actor", N_("Who must act"), deadlines.ACTORS),
            ("kind", N_("Kind"), deadlines.DEADLINE_KINDS),
            ("checked", N_("Check-off"), labels.CHECKS),
        ):
            box = self.boxes[name]
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            box.addItem(filled(title), None)
            for value, said in dict(choices).items():
                box.addItem(filled(said), str(value))
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.blockSignals(False)
            box.setAccessibleName(filled(title))

    def _wanted(self) -> RuleFilter:
        said = {name: box.currentData() for name, box in self.boxes.items()}
        return RuleFilter(
            text=self.filter.wanted(),
            subject=said["subject"] or "",
            certainty=Certainty(said["certainty"]) if said["certainty"] else None,
            actor=Actor(said["actor"]) if said["actor"] else None,
            kind=DeadlineKind(said["kind"]) if said["kind"] else None,
            checked=Checked(said["checked"]) if said["checked"] else None,
        )

    def _refill(self) -> None:
        found = sifted(self._known, self._wanted(), reference.laws(), self._events)
        lines: list[Line] = []
        for code, rules in by_subject(found).items():
            lines += [Heading(code, len(rules)), *rules]
        self.table.show_records(partial(_slice, lines))
        unread = sum(not one.rule.checked_by for one in self._known)
        self.note.say(NOTE, count=len(found), all=len(self._known), open=unread)

    def _open(self, line: Line) -> None:
        if isinstance(line, Heading):
            box = self.boxes["subject"]
            chosen = box.currentData() == line.code
            box.setCurrentIndex(0 if chosen else max(0, box.findData(line.code)))
        else:
            self._frame.go("rule", line.rule.id)

    def _write(self) -> None:
        self._frame.go("rule_form")

    def _ask_export(self) -> None:
        dialog = ExportDialog(self, self._frame)
        dialog.open()

    def _ask_pack(self) -> None:
        dialogs.choose_open_files(self, OPEN_PACK, self._compare, PACKS)

    def _compare(self, paths: list[Path]) -> None:
        self._frame.go("rule_pack", paths[0])


def _slice(lines: list[Line], _after: object) -> Slice:
    return Slice(records=lines)


def _what(line: Line) -> Cell:
    language = i18n.current()
    if isinstance(line, Heading):
        return Cell(text=filled(labels.subject(line.code)), icon="scale")
    rule = line.rule
    other = "en" if language == "lo" else "lo"
    alarm = rule.is_unverified
    return Cell(
        text=f"{rule.id}  {rule.title(language)}",
        reason=rule.title(other) if rule.title(other) != rule.title(language) else "",
        icon="triangle-alert" if alarm else "",
        icon_says=filled(labels.UNVERIFIED) if alarm else "",
    )


def _length(line: Line) -> Cell:
    if isinstance(line, Heading):
        return Cell(reason=filled(N_("rules: {count}"), count=line.count))
    said = deadlines.rule_period(line.rule, i18n.current())
    return Cell(text=said, reason=filled(labels.DIRECTIONS[line.rule.direction]))


def _actor(line: Line) -> Cell:
    if isinstance(line, Heading):
        return Cell()
    return Cell(
        text=filled(deadlines.ACTORS[line.rule.actor]),
        reason=filled(deadlines.DEADLINE_KINDS[line.rule.kind]),
    )


def _sure(line: Line) -> Cell:
    if isinstance(line, Heading):
        return Cell()
    said, kind = chip(line)
    return Cell(chip=filled(said), kind=kind)
