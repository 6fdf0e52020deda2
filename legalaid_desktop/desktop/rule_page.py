"""One rule as in a law book: what it says, where it stands, how sure that is, and a sum to try."""

from collections.abc import Iterator, Set
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, Chip, PageHeader, columns, scrolled
from legalaid_desktop.desktop.counted_by import CountedCard
from legalaid_desktop.desktop.facts import Facts
from legalaid_desktop.desktop.fields import DateField, LongTextField
from legalaid_desktop.desktop.pages import Frame, Page, may
from legalaid_desktop.desktop.rule_marks import Mark, version_row
from legalaid_desktop.desktop.rule_trial import Trial
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.office_rules import Standing
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines, families
from legalaid_desktop.labels import rules as labels
from legalaid_desktop.services import paper_kinds, reference

OTHER = {"lo": N_("The same in English"), "en": N_("The same in Lao")}
CHECK_OFF = N_("Check off …")
OVERTAKEN = N_("The program has another wording by now than when the office changed this rule.")
ONLY_LAWYERS = N_("Rules are checked off by lawyers. Your account is not that of a lawyer.")
WHERE_READ = N_("Where you read it: the gazette, its number and page, or who confirmed it.")


class CheckForm(QWidget):
    """Asks where and when a lawyer read the rule.

    Attributes:
        save: the button that checks it off.
    """

    def __init__(self) -> None:
        super().__init__()
        self.who = Text(role="strong", wrap=True)
        self.note = LongTextField(label=N_("Where it was read"), help=WHERE_READ)
        self.note.setObjectName("note")
        self.on = DateField(label=N_("Read on"))
        self.on.setObjectName("checked_on")
        self.save = Button(N_("I have read this in the law"), icon="check", kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.who, self.note, self.on, self.save):
            column.addWidget(part)

    def show_error(self, problem: InvalidValue) -> bool:
        """Marks the field that is wrong; tells whether there is one."""
        field = {"note": self.note, "checked_on": self.on}.get(problem.field)
        if field is not None:
            field.show_error(problem)
        return field is not None


class RulePage(Page):
    """A rule, what the office made of it, and what can be done with it."""

    name = "rule"
    under = "office"
    act = Act.CONSULT

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._standing: Standing | None = None
        self.head = PageHeader()
        self.back = self.head.add_button(Button(N_("All rules"), icon="arrow-left"))
        self.revert = self.head.add_button(Button(N_("Back to the program's wording …")))
        self.switch = self.head.add_button(Button(N_("Take out of use …")))
        self.edit = self.head.add_button(Button(N_("Change"), icon="pencil"))
        self.check = self.head.add_button(Button(CHECK_OFF, icon="check", kind="primary"))
        self.mark = Mark()
        self.overtaken = Text(role="error", wrap=True)
        self.form = CheckForm()
        self._make_cards()
        for part in (self.head, self.mark, self.overtaken):
            self.column.addWidget(part)
        left = [self.checking, self.known, self.other]
        right = [self.trying, self.counted, self.versions]
        self.column.addWidget(scrolled(columns((left, 3), (right, 2))), 1)
        self._connect()

    def _make_cards(self) -> None:
        self.checking = Card(N_("Check this rule off"))
        self.checking.add(self.form)
        self.checking.hide()
        self.known = Card(N_("What the rule says"))
        self.other = Card(OTHER["lo"])
        self.trial = Trial(self.frame)
        self.trying = Card(N_("Try it"), N_("nothing is kept"))
        self.trying.add(self.trial)
        self.counted = CountedCard(self.frame)
        self.versions = Card(N_("In this office"), N_("the newest first; none is lost"))

    def _connect(self) -> None:
        self.back.clicked.connect(self._list)
        self.check.clicked.connect(self._ask_check)
        self.edit.clicked.connect(self._edit)
        self.switch.clicked.connect(self._ask_switch)
        self.revert.clicked.connect(self._ask_back)
        self.form.save.clicked.connect(self._check_off)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.activated.connect(self._list)

    def show_record(self, key: object | None) -> None:
        """The rule with that id."""
        self.checking.hide()
        for field in (self.form.note, self.form.on):
            field.clear_error()
        self.form.note.set_value("")
        self._read(str(key) if key is not None else self._id())
        self.trial.show_rule(self._seen())

    def reload(self, changes: Set[Change]) -> None:
        """Reads the rule again; what is typed stays."""
        if not changes or changes & {Change.RULE, Change.DEADLINE}:
            self._read(self._id())

    def _id(self) -> str:
        return self._standing.rule.id if self._standing else ""

    def _seen(self) -> Standing:
        if self._standing is None:
            raise LookupError
        return self._standing

    def _read(self, rule_id: str) -> None:
        found: Standing = self.frame.office.rules.get(rule_id)
        self._standing, rule, language = found, found.rule, i18n.current()
        self.head.title.show_text(f"{rule.id} · {rule.title(language)}")
        self.head.set_chips(list(_chips(found)))
        self.mark.show_rule(found)
        self.overtaken.setVisible(found.is_overtaken)
        self.overtaken.say(OVERTAKEN)
        known = self.frame.office.office_events.known()
        event = families.called(rule.event, known, language)
        said = [(filled(N_("Event")), event), *facts(rule, language)]
        self.known.set_rows([Facts(said)])
        may_read = may(self.frame, Act.READ)
        self.counted.show_found(self.frame.office.rules.counted_by(rule.id) if may_read else None)
        self.other.head.title.say(OTHER[language])
        self.other.set_rows([Facts(list(texts(rule, "en" if language == "lo" else "lo")))])
        self.versions.setVisible(bool(found.entries))
        told = labels.history(found, reference.laws(), known, language)
        rows = [version_row(one, fields, language) for one, fields in told]
        self.versions.set_rows(rows[::-1])
        self._offer(found)

    def _offer(self, found: Standing) -> None:
        may_change = may(self.frame, Act.CHECK_LAW)
        may_check = self.frame.office.rules.may_check_off()
        self.check.setVisible(may_change and found.check is None)
        self.check.setEnabled(may_check)
        self.check.setToolTip("" if may_check else filled(ONLY_LAWYERS))
        self.edit.setVisible(may_change)
        self.switch.setVisible(may_change)
        self.switch.say(N_("Use again …") if found.is_off else N_("Take out of use …"))
        self.revert.setVisible(may_change and found.shipped is not None and bool(found.change))
        self.form.who.say(
            N_("{name} has read this wording in the law."), name=self.frame.office.user
        )

    def _list(self) -> None:
        self.frame.go("office", "rules")

    def _edit(self) -> None:
        self.frame.go("rule_form", self._id())

    def _ask_check(self) -> None:
        self.checking.show()
        self.form.on.set_value(self.frame.office.today.day())
        self.form.note.setFocus()

    def _check_off(self) -> None:
        try:
            day = self.form.on.value()
            self.frame.office.rules.check_off(self._seen(), self.form.note.value(), day)
        except InvalidValue as problem:
            if not self.form.show_error(problem):
                dialogs.tell(self, problem)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        else:
            self.show_record(self._id())
            self.frame.toast(N_("Rule {rule} is checked off."), rule=self._id())

    def _ask_switch(self) -> None:
        service, off = self.frame.office.rules, self._seen().is_off
        question = (
            N_("Why is rule {rule} used again?")
            if off
            else N_(
                "Why is rule {rule} taken out of use? Deadlines counted by it stay as they are."
            )
        )
        accept = N_("Use again") if off else N_("Take out of use")
        then = partial(self._done, service.switch_on if off else service.switch_off)
        dialogs.ask_reason(self, question, accept, then, rule=self._id())

    def _ask_back(self) -> None:
        question = N_("Why is the office's wording of rule {rule} given up? It stays in the list.")
        then = partial(self._done, self.frame.office.rules.go_back)
        dialogs.ask_reason(self, question, N_("Back to the program"), then, rule=self._id())

    def _done(self, act: object, why: str) -> None:
        try:
            act(self._seen(), why)  # type: ignore[operator]  # a method of the service
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        self.reload(frozenset())


def facts(rule: Rule, language: str) -> Iterator[tuple[str, str]]:
    """What the rule says, line by line, as names and facts in that language."""
    laws = reference.laws()
    yield filled(N_("Starts with")), rule.trigger(language)
    yield filled(N_("Length")), _length(rule, language)
    if rule.is_countable:
        yield filled(N_("Counting begins")), filled(labels.STARTS[rule.start])
        yield filled(N_("Last day on a holiday")), filled(labels.REST_DAYS[rule.rest_day_end])
        yield filled(N_("Safe side")), filled(labels.SAFE_SIDES[rule.safe_side])
    yield filled(N_("Who must act")), filled(deadlines.ACTORS[rule.actor])
    yield filled(N_("If it passes")), rule.consequence(language)
    law = laws[rule.law]
    yield filled(N_("Law")), deadlines.law_title(law, language)
    if law.has_articles:
        yield filled(N_("Article")), deadlines.article(rule.article, language)
    yield filled(N_("In force")), labels.validity(rule, law, language)
    for variant in rule.variants:
        said = deadlines.period(variant.length, variant.unit, language)
        yield variant.title(language), said
    for told, message in ((rule.served, "served"), (rule.pausable, "pausable")):
        if told:
            yield filled(labels.FIELDS[message]), filled(N_("yes"))
    if rule.papers:
        kinds = {one.id: one.title.of(language) for one in paper_kinds.kinds()}
        said = ", ".join(kinds.get(one, one) for one in rule.papers)
        yield filled(labels.FIELDS["papers"]), said
    if rule.note(language):
        yield filled(N_("Note")), rule.note(language)


def texts(rule: Rule, language: str) -> Iterator[tuple[str, str]]:
    """The texts of the rule in the other language."""
    yield filled(N_("Title")), rule.title(language)
    yield filled(N_("Starts with")), rule.trigger(language)
    yield filled(N_("If it passes")), rule.consequence(language)
    yield filled(N_("Law")), deadlines.rule_citation(rule, reference.laws(), language)
    if rule.note(language):
        yield filled(N_("Note")), rule.note(language)


def _length(rule: Rule, language: str) -> str:
    said = labels.length(rule, language)
    return f"{said}, {filled(labels.DIRECTIONS[rule.direction])}" if rule.is_countable else said


def _chips(found: Standing) -> Iterator[Chip]:
    yield Chip(deadlines.DEADLINE_KINDS[found.rule.kind], "info")
    if found.is_off:
        yield Chip(N_("switched off"), "attention")
    if found.change is not None:
        yield Chip(labels.ENTRIES[found.change.entry], "neutral")
    if found.rule.is_unverified:
        yield Chip(deadlines.CERTAINTIES[found.rule.certainty], "urgent")
