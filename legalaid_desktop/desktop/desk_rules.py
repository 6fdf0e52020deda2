"""How the desk works here: when it warns, who looks again, who is away and who stands in."""

import re
from collections.abc import Set
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, Row, columns, scrolled
from legalaid_desktop.desktop.fields import ChoiceField, DateField, Field, TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Button, Text, filled, shown
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.alerts import Absence, AlertKind, DeskRules, LeadTimes
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import alerts as labels

NOTE = N_("No law sets these numbers: they are the program's proposal, and the office writes over.")
NUMBERS = N_("Whole numbers, such as 14, 7, 3, 1, 0.")
LOOK = N_("What the law sets is settled by two people")
_NAMES, _NARROWEST = 130, 140


class LeadFields(QWidget):
    """When one kind is warned of."""

    def __init__(self, leads: LeadTimes) -> None:
        super().__init__()
        self._leads = leads
        self.days = TextField(label=N_("Days before"))
        self.hours = TextField(label=N_("Hours before"))
        self.passed = TextField(label=N_("Hours passed, where no limit is known"))
        self.passed.caption.break_lines()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        name = Text(labels.KINDS[leads.kind], wrap=True)
        name.setFixedWidth(_NAMES)
        across.addWidget(name)
        for field, numbers in (
            (self.days, leads.days), (self.hours, leads.hours), (self.passed, leads.passed)
        ):  # fmt: skip
            field.set_value(_joined(numbers))
            field.setMinimumWidth(_NARROWEST)
            across.addWidget(field, 1)
        self.days.setVisible(not leads.rings)
        self.passed.setVisible(leads.rings)

    def value(self) -> LeadTimes:
        """What is typed; raises ``InvalidValue`` with the field marked."""
        return replace(
            self._leads,
            days=_numbers(self.days),
            hours=_numbers(self.hours),
            passed=_numbers(self.passed),
        )


class DeskTab(QWidget):
    """The rules of the desk, and who is away."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._rules: DeskRules = frame.office.alerts.rules()
        self.fields: dict[AlertKind, LeadFields] = {}
        self.look = QCheckBox()
        self.unseen_days = TextField(label=N_("Unseen for so many days: on the manager's list"))
        self.unseen_hours = TextField(label=N_("The same in hours, for what runs in hours"))
        self.save = Button(N_("Keep the rules"), kind="primary")
        self.save.clicked.connect(self._save)
        self.problem = InlineBanner()
        self.warnings = Card(N_("When the desk warns"))
        self._lay_out_warnings()
        self.away = Card(N_("Who is away"))
        self._lay_out_away()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(columns(([self.warnings], 6), ([self.away], 5))))

    def reload(self, changes: Set[Change]) -> None:
        """Reads the absences again; what was typed stays."""
        del changes
        self.look.setText(shown(filled(LOOK)))
        self._offer_people()
        names = self._frame.office.deadlines.names()
        found: list[Absence] = self._frame.office.alerts.absences()
        self.away.set_rows([self._row(one, names) for one in found])

    def _lay_out_warnings(self) -> None:
        self.warnings.add(Text(NOTE, role="dim", wrap=True))
        for leads in self._rules.leads:
            self.fields[leads.kind] = LeadFields(leads)
            self.warnings.add(self.fields[leads.kind])
        self.look.setChecked(self._rules.second_look)
        self.unseen_days.set_value(str(self._rules.unseen_days))
        self.unseen_hours.set_value(str(self._rules.unseen_hours))
        for part in (self.look, self.unseen_days, self.unseen_hours, self.problem, self.save):
            self.warnings.add(part)
        self.save.setVisible(may(self._frame, Act.SET_UP))
        self.problem.hide()

    def _lay_out_away(self) -> None:
        self.who = ChoiceField(label=N_("Who"))
        self.first = DateField(label=N_("From"))
        self.last = DateField(label=N_("Until"))
        self.stand_in = ChoiceField(label=N_("Who stands in"))
        self._away_fields: dict[str, Field] = {
            "user_id": self.who,
            "first": self.first,
            "last": self.last,
            "stand_in_id": self.stand_in,
        }
        for name, field in self._away_fields.items():
            field.setObjectName(name)
            self.away.add(field)
        self.blind = InlineBanner()
        self.away.add(self.blind)
        for field in (self.who, self.stand_in):
            field.changed.connect(self._warn)
        self.add = Button(N_("Keep the absence"), icon="plus")
        self.add.clicked.connect(self._add)
        self.away.add(self.add)

    def _offer_people(self) -> None:
        office = self._frame.office
        people = [(one.id, one.name) for one in office.teams.colleagues()]
        mine = [pair for pair in people if pair[0] == office.account.id]
        everybody = may(self._frame, Act.MANAGE_USERS)
        self.who.set_choices(people if everybody else mine, translated=False)
        self.stand_in.set_choices(people, translated=False)
        if self.who.chosen(None) is None:
            self.who.set_value(office.account.id)

    def _warn(self) -> None:
        """Says at once which cases who stands in cannot see."""
        who, other = self.who.chosen(None), self.stand_in.chosen(None)
        self.blind.hide()
        if not isinstance(who, int) or not isinstance(other, int) or who == other:
            return
        try:
            found = self._frame.office.teams.uncovered(who, other)
        except LegalAidError:
            return  # keeping it says why not
        if found.count:
            names = dict(self._frame.office.deadlines.names())
            told = labels.uncovered(found, names.get(other, ""), i18n.current())
            self.blind.say("{text}", "urgent", text=told)

    def _row(self, one: Absence, names: dict[int, str]) -> Row:
        language = i18n.current()
        days = f"{i18n.date_long(one.first, language)} – {i18n.date_long(one.last, language)}"
        covers = filled(N_("{name} stands in"), name=names.get(one.stand_in_id or 0, ""))
        row = Row(names.get(one.user_id, ""), f"{days} · {covers}")
        if one.user_id == self._frame.office.account.id or may(self._frame, Act.MANAGE_USERS):
            button = Button("", icon="x", kind="plain", tip=N_("Back again"))
            button.setProperty("user", one.user_id)
            button.setProperty("first", one.first.toordinal())
            button.clicked.connect(self._end)
            row.add_button(button)
        return row

    def _save(self) -> None:
        self.problem.hide()
        try:
            made = replace(
                self._rules,
                leads=tuple(one.value() for one in self.fields.values()),
                second_look=self.look.isChecked(),
                unseen_days=_number(self.unseen_days),
                unseen_hours=_number(self.unseen_hours),
            )
            self._rules = self._frame.office.alerts.save_rules(made)
        except LegalAidError as problem:
            if not isinstance(problem, InvalidValue) or problem.field:
                self.problem.tell(problem)
            return
        self._frame.toast(N_("The rules of the desk are kept."))

    def _add(self) -> None:
        try:
            self._frame.office.alerts.save_absence(
                Absence(
                    user_id=_chosen(self.who),
                    first=self.first.needed(),
                    last=self.last.needed(),
                    stand_in_id=_chosen(self.stand_in),
                )
            )
        except InvalidValue as problem:
            self._away_fields[problem.field].show_error(problem)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        else:
            self.first.set_value(None)
            self.last.set_value(None)
            self.reload(frozenset())
            self._frame.toast(N_("The absence is kept."))

    def _end(self) -> None:
        try:
            button = self.sender()
            first = date.fromordinal(int(button.property("first")))
            self._frame.office.alerts.end_absence(int(button.property("user")), first)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        self.reload(frozenset())


def _joined(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(one) for one in numbers)


def _numbers(field: TextField) -> tuple[int, ...]:
    typed = re.findall(r"[^\s,;]+", field.value())
    if not all(one.isdecimal() for one in typed):
        problem = InvalidValue("", NUMBERS)
        field.show_error(problem)
        raise problem
    return tuple(int(one) for one in typed)  # Lao digits too


def _number(field: TextField) -> int:
    found = _numbers(field)
    if len(found) != 1:
        problem = InvalidValue("", N_("A whole number, please."))
        field.show_error(problem)
        raise problem
    return found[0]


def _chosen(field: ChoiceField) -> int:
    chosen = field.value()
    if not isinstance(chosen, int):
        raise InvalidValue(field.objectName(), N_("Choose one from the list."))
    return chosen
