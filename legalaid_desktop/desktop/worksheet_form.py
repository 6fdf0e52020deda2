"""The form of a worksheet, in the order of a conversation: when and where, questions, help."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms
from legalaid_desktop.desktop.cards import Card
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, Field, LongTextField, TextField
from legalaid_desktop.desktop.finding_row import FindingRow
from legalaid_desktop.desktop.record_lines import RecordLine, RecordLines
from legalaid_desktop.desktop.sections import Section
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.desktop.ticks import Ticks
from legalaid_desktop.desktop.versions import FieldWords
from legalaid_desktop.domain import worksheets
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.worksheets import Finding, Group, Help, Sector, Worksheet
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import exploitation, nations
from legalaid_desktop.labels import protection as labels
from legalaid_desktop.services import reference

Rows = Sequence[Sequence[str]]
"""The names of the fields that stand beside each other, row by row."""

WHEN: Rows = (("from_on", "to_on"), ("place", "country"), ("sector", "recruiter"), ("route",))
TALK: Rows = (
    ("interviewed_on", "interview_place"), ("interviewer", "interpreter"),
    ("duration", "agreement"),
)  # fmt: skip
NEEDS: Rows = (("health", "children"), ("needs", "risks"), ("wishes",))
CODES: Rows = (("part", "relation"), ("recruitments", "controls", "vulnerabilities"))


class HelpLine(RecordLine):
    """A service that is needed, from whom, and when it was promised and delivered."""

    kind = Help

    def __init__(self) -> None:
        super().__init__()
        self.add_row(
            ("service", TextField(label=N_("What is needed")), 1),
            ("by", TextField(label=N_("From whom")), 1),
        )
        self.add_row(
            ("promised_on", DateField(label=N_("Promised on")), 1),
            ("delivered_on", DateField(label=N_("Delivered on")), 1),
        )


def _fields() -> dict[str, Any]:
    return {
        "from_on": DateField(label=N_("From")),
        "to_on": DateField(label=N_("To")),
        "place": TextField(label=N_("Place")),
        "country": ChoiceField(label=N_("Country")),
        "sector": ChoiceField(label=N_("Kind of work")),
        "recruiter": TextField(
            label=N_("Who began it"), help=N_("How the person knew them. Names stand under People.")
        ),
        "route": LongTextField(label=N_("The way: places, countries and days")),
        "interviewed_on": DateField(label=N_("Talked to on")),
        "interview_place": TextField(label=N_("Where the talk was")),
        "interviewer": TextField(label=N_("Who asked")),
        "interpreter": TextField(label=N_("Interpreter")),
        "duration": TextField(label=N_("How long it took")),
        "agreement": TextField(
            label=N_("Agreed to the talk"),
            help=N_("Who agreed, and how; of a child the guardian."),
        ),
        "health": LongTextField(label=N_("Injuries and health")),
        "children": LongTextField(label=N_("Children, and who looks after them")),
        "needs": LongTextField(label=N_("Needed at once")),
        "risks": LongTextField(label=N_("Risks")),
        "wishes": LongTextField(label=N_("What the person wishes")),
        "part": ChoiceField(label=N_("What this period was")),
        "relation": ChoiceField(label=N_("Who recruited, to the person")),
        "recruitments": Ticks(label=N_("How the person was recruited")),
        "controls": Ticks(label=N_("How the person was held in control")),
        "vulnerabilities": Ticks(label=N_("What made it easy")),
    }


class WorksheetForm(QWidget):
    """Period, questions, the talk, needs, help and codes.

    Signals:
        changed: something was answered or typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.parts = forms.Parts()
        self.parts.body = self
        self.fields = _fields()
        self.fields["sector"].set_choices(list(labels.SECTORS.items()))
        for name, field in self.fields.items():
            field.setObjectName(name)
            setattr(self.parts, name, field)
            field.changed.connect(self.changed)
        self.rows = {one.id: FindingRow(one) for one in reference.elements()}
        self.cards = {group: Card(labels.GROUPS[group]) for group in Group}
        self.help = RecordLines("help", HelpLine, N_("One more service"))
        self.help.changed.connect(self.changed)
        self.sections = self._sections()
        self._lay_out()
        self._name_choices()

    def _sections(self) -> dict[str, Section]:
        return {
            "talk": Section(N_("The talk in which it was told"), _set_in(self._beside(TALK))),
            "needs": Section(N_("Health, needs, risks and wishes"), _set_in(self._beside(NEEDS))),
            "help": Section(N_("Help: needed, promised, delivered"), _set_in(self.help)),
            "codes": Section(N_("In codes, for statistics (HTCDS)"), _set_in(self._beside(CODES))),
        }

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        first = Card(N_("When and where"))
        first.add(self._beside(WHEN))
        column.addWidget(first)
        column.addWidget(self.sections["talk"])
        for group, card in self.cards.items():
            for row in self.rows.values():
                if row.element.group is group:
                    card.add(row, margins=False)
                    row.changed.connect(self.changed)
            column.addWidget(card)
        for name in ("needs", "help", "codes"):
            column.addWidget(self.sections[name])

    def _beside(self, rows: Rows) -> QWidget:
        lines = QWidget()
        inside = QVBoxLayout(lines)
        inside.setContentsMargins(0, 0, 0, 8)
        inside.setSpacing(12)
        for names in rows:
            across = QHBoxLayout()
            across.setSpacing(16)
            for name in names:
                across.addWidget(self.fields[name], 1)
            inside.addLayout(across)
        return lines

    def record(self, base: Worksheet) -> Worksheet:
        """The worksheet as typed; raises ``InvalidValue`` for what cannot be read."""
        values = {name: field.value() for name, field in self.fields.items()}
        for name in ("country", "part", "relation"):
            values[name] = values[name] or ""
        values["sector"] = values["sector"] or Sector.NONE
        found = tuple(one for row in self.rows.values() if (one := row.finding()) is not None)
        return replace(base, findings=found, help=self.help.records(), **values)

    def show_record(self, sheet: Worksheet) -> None:
        """Puts a worksheet into the form."""
        for name, field in self.fields.items():
            field.set_value(getattr(sheet, name))
        known = {one.element: one for one in sheet.findings}
        for key, row in self.rows.items():
            row.show_finding(known.get(key))
        self.help.show_records(sheet.help)
        self.count()

    def count(self) -> None:
        """Says at each folded part how much stands in it."""
        told = {"talk": TALK, "needs": NEEDS, "codes": CODES}
        for key, rows in told.items():
            names = [name for row in rows for name in row]
            self.sections[key].tell(sum(bool(drafts.read_one(self.fields[one])) for one in names))
        self.sections["help"].tell(len(self.help.lines))

    def typed(self) -> Typed:
        """All that stands in the form."""
        found = {
            key: (row.answer.currentData(), row.ground.currentData(), row.note.text())
            for key, row in self.rows.items()
        }
        return {
            **{name: drafts.read_one(field) for name, field in self.fields.items()},
            "findings": {key: list(map(str, one)) for key, one in found.items()},
            "help": self.help.typed(),
        }

    def put_back(self, typed: Typed) -> None:
        """Fills the form as it was."""
        for name, field in self.fields.items():
            if name in typed:
                drafts.put_back_one(field, typed[name])
        found = typed.get("findings")
        for key, (answer, ground, note) in (found if isinstance(found, dict) else {}).items():
            if key in self.rows:
                row = self.rows[key]
                row.answer.setCurrentIndex(row.answer.findData(answer))
                row.ground.setCurrentIndex(row.ground.findData(ground))
                row.note.setText(note)
        self.help.put_back(typed.get("help"))
        self.count()

    def words(self) -> FieldWords:
        """What the fields are called, and how their values read."""
        language = i18n.current()
        said: dict[str, Callable[[Any], str]] = {
            name: _coded(name, language) for name in ("recruitments", "controls", "vulnerabilities")
        }
        labelled = {"findings": N_("What was noted"), "help": N_("Help")}
        return FieldWords(
            self.parts, labelled, {**said, "findings": self._told, "help": _told_help}
        )

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field that the problem is about, and unfolds where it stands."""
        field = self.fields.get(problem.field)
        if problem.field == "help":
            field = self.help.show_error(problem)
        for section in self.sections.values():
            if isinstance(field, Field) and section.body.isAncestorOf(field):
                section.unfold()
        if problem.field == "help" and isinstance(field, Field):
            forms.bring_into_view(field)
        else:
            forms.show_error(self.parts, problem)

    def ask(self, sector: Sector, *, child: bool) -> None:
        """Asks what belongs to that kind of work, and of a child what is asked of children."""
        self.cards[Group.CHILD].setVisible(child)
        for row in self.rows.values():
            if row.element.group is Group.KIND:
                answered = row.finding() is not None
                row.setVisible(answered or worksheets.is_asked(row.element, sector))

    def changeEvent(self, event: QEvent) -> None:
        """Says the questions in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_choices()
            for row in self.rows.values():
                row.speak()

    def _name_choices(self) -> None:
        language = i18n.current()
        for name in ("country", *exploitation.FIELDS):
            field = self.fields[name]
            if isinstance(field, Ticks):
                field.set_choices(exploitation.choices(name, language))
                continue
            kept = drafts.read_one(field)
            field.set_value(None)
            of_work = name in exploitation.FIELDS
            listed = exploitation.choices(name, language) if of_work else nations.choices(language)
            field.set_choices(listed, translated=False)
            drafts.put_back_one(field, kept)

    def _told(self, findings: Iterable[Finding]) -> str:
        language, said = i18n.current(), labels.ANSWERS
        return "\n".join(
            f"{self.rows[one.element].element.texts[language]}: {filled(said[one.answer])}"
            for one in findings
            if one.element in self.rows
        )


def _set_in(body: QWidget) -> QWidget:
    """As far from the edge as what stands in the other cards."""
    layout = body.layout()
    if layout is not None:
        layout.setContentsMargins(10, 4, 0, 8)
    return body


def _coded(name: str, language: str) -> Callable[[Any], str]:
    return lambda ids: ", ".join(exploitation.said(name, one, language) for one in ids)


def _told_help(found: Iterable[Help]) -> str:
    return "\n".join(labels.help_line(one, i18n.current()) for one in found)
