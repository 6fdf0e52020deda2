"""The first talk, in its order: who is here, how urgent, what happened, how to stay in touch."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from legalaid_desktop.desktop import drafts
from legalaid_desktop.desktop.answers import AnswerField, MarkField, MarksField
from legalaid_desktop.desktop.drafts import Draft, Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, Field, LongTextField, TextField
from legalaid_desktop.desktop.first_steps import FirstSteps
from legalaid_desktop.desktop.intake_sections import Section
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.intakes import SCREEN, FirstTalk, Intake
from legalaid_desktop.domain.safe_contacts import SafeContact
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import intakes as labels

Record = TypeVar("Record", Intake, SafeContact)


class Talk(QWidget):
    """All parts of the talk below each other; those that are not needed yet are folded.

    Attributes:
        sections: the parts, by name.
        first_steps: what the answers of the screen ask for, below it.

    Signals:
        changed: something was typed.
        screened: an answer of the screen changed.
    """

    changed = Signal()
    screened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._intake: Intake | None = None
        self._contact: SafeContact | None = None
        self._blank: Draft = {}
        self.sections = _sections()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.first_steps = FirstSteps()
        for name, section in self.sections.items():
            column.addWidget(section)
            section.changed.connect(self.changed)
            section.made.connect(self._show_part)
            if name == "screen":
                column.addWidget(self.first_steps)
        self.sections["screen"].changed.connect(self.screened)

    def field(self, name: str) -> Any:
        """The field of that name; its part is made by being asked."""
        return next(one.fields[name] for one in self.sections.values() if name in one.names)

    def show_talk(self, intake: Intake, contact: SafeContact) -> None:
        """Puts what is known into the fields."""
        self._intake, self._contact = intake, contact
        for section in self.sections.values():
            if section.is_made or self._is_known(section):
                self._show_part(section)

    def show_contact(self, contact: SafeContact) -> None:
        """Puts what was agreed with somebody known into its part alone."""
        self._contact = contact
        section = self.sections["contact"]
        if section.is_made or self._is_known(section):
            self._show_part(section)

    def talk(self, intake: Intake, contact: SafeContact) -> FirstTalk:
        """What was said, over what is known; raises ``InvalidValue`` for what cannot be read."""
        parts = {name: one.fields for name, one in self.sections.items() if one.is_made}
        told, reach = parts.pop("story", {}), parts.pop("contact", {})
        said = {name: field for part in parts.values() for name, field in part.items()}
        return FirstTalk(
            intake=_over(intake, said),
            contact=_over(contact, reach),
            story=self.field("story").value() if told else "",
        )

    def screened_by(self, base: Intake) -> Intake:
        """The answers to the screen alone, as far as they can be read."""
        answers = {name: self.field(name) for name in SCREEN}
        try:
            return _over(base, answers | {"deadline_on": self.field("deadline_on")})
        except InvalidValue:  # half a date
            return _over(base, answers)

    @property
    def asked(self) -> int:
        """In how many parts something was answered."""
        return sum(section.asked > 0 for section in self.sections.values())

    def typed(self) -> Draft:
        """What was typed over what is known, to be put back later."""
        now = {name: drafts.read_one(field) for name, field in self._fields().items()}
        return {name: read for name, read in now.items() if read != self._blank.get(name)}

    def put_back(self, typed: Typed) -> None:
        """Puts back what ``typed`` gave, and opens the parts that hold something."""
        names = {name for section in self.sections.values() for name in section.names}
        for name in names & set(typed):
            drafts.put_back_one(self.field(name), typed[name])
        for section in self.sections.values():
            if section.asked:
                section.open()

    def show_error(self, problem: InvalidValue) -> bool:
        """Marks the field that the problem is about, if it is one of these, and opens its part."""
        for section in self.sections.values():
            if problem.field in section.names:
                section.open()
                field = section.fields[problem.field]
                field.show_error(problem)
                _scroll_to(field)
                return True
        return False

    def _fields(self) -> dict[str, Any]:
        made = [section for section in self.sections.values() if section.is_made]
        return {name: field for section in made for name, field in section.fields.items()}

    def _is_known(self, section: Section) -> bool:
        """Whether the records hold anything that stands in that part."""
        return any(self._known(name) for name in section.names)

    def _known(self, name: str) -> Any:
        holder = self._contact if name in PARTS["contact"] else self._intake
        return getattr(holder, name, None)

    def _show_part(self, section: Section) -> None:
        for name, field in section.fields.items():
            put: Any = field
            put.set_value(self._known(name) or _nothing(field))
            self._blank[name] = drafts.read_one(field)


PARTS = {
    "who": (
        "anonymous", "way", "third_party", "other_name", "other_phone", "other_relation",
        "other_reason", "pass_phrase", "other_note",
    ),
    "screen": (*SCREEN, "deadline_on"),
    "story": ("story",),
    "contact": (
        "call", "say_who", "hours", "code_word", "others", "place", "email", "chat", "letters",
    ),
    "needs": (
        "language", "dialect", "interpreter", "interpreter_sex", "literacy", "adaptations",
        "adaptation_note",
    ),
    "source": ("source", "source_note"),
    "next": ("next_step", "call_again_on"),
}  # fmt: skip
"""The parts of the talk in their order, and what is asked in each."""


def _sections() -> dict[str, Section]:
    made = {
        "who": (N_("Who is here"), _who),
        "screen": (N_("Is it urgent, is it safe?"), _screen),
        "story": (N_("What happened"), _story),
        "contact": (N_("Safe contact"), _contact),
        "needs": (N_("Language, reading, what helps"), _needs),
        "source": (N_("How the client found us"), _source),
        "next": (N_("Next step"), _next),
    }
    return {
        name: Section(place, title, make, names=PARTS[name], is_open=name == "screen")
        for place, (name, (title, make)) in enumerate(made.items(), start=1)
    }


def _who() -> list[dict[str, Field]]:
    return [
        {"anonymous": MarkField(label=N_("Gives no name: the client's code stands in its place"))},
        {"way": _choice(N_("How did the talk come about?"), labels.WAYS)},
        {"third_party": AnswerField(label=N_("Does somebody else speak for the client?"))},
        {
            "other_name": TextField(label=N_("Who speaks for the client")),
            "other_phone": TextField(label=N_("That person's telephone")),
        },
        {
            "other_relation": _choice(N_("Relation to the client"), labels.RELATIONS),
            "other_reason": _choice(N_("Why we do not speak to the client"), labels.ABSENCES),
        },
        {
            "pass_phrase": TextField(
                label=N_("Pass phrase"), help=N_("Agreed now; whoever calls later says it.")
            ),
            "other_note": TextField(label=N_("More about that person")),
        },
    ]


def _screen() -> list[dict[str, Field]]:
    rows: list[dict[str, Field]] = [
        {name: AnswerField(label=labels.QUESTIONS[name])} for name in SCREEN
    ]
    rows.insert(SCREEN.index("deadline") + 1, {"deadline_on": DateField(label=N_("By which day?"))})
    return rows


def _story() -> list[dict[str, Field]]:
    words = N_("In the client's words; it becomes an entry of the story.")
    return [{"story": LongTextField(label=N_("What happened"), help=words)}]


def _contact() -> list[dict[str, Field]]:
    return [
        {"call": AnswerField(label=N_("Is a call safe?"))},
        {"say_who": AnswerField(label=N_("May we say who we are?"))},
        {
            "hours": TextField(label=N_("When to call")),
            "code_word": TextField(label=N_("What to say first")),
        },
        {
            "others": TextField(label=N_("Who else answers")),
            "place": TextField(label=N_("A safe place to meet or to write to")),
        },
        {"email": AnswerField(label=N_("Is e-mail safe?"))},
        {"chat": AnswerField(label=N_("Is WhatsApp safe?"))},
        {"letters": AnswerField(label=N_("Are letters safe?"))},
    ]


def _needs() -> list[dict[str, Field]]:
    sexes = labels.INTERPRETER_SEXES
    return [
        {
            "language": _choice(N_("In which language do we speak?"), labels.TONGUES),
            "dialect": TextField(label=N_("Dialect")),
        },
        {"interpreter": AnswerField(label=N_("Is an interpreter needed?"))},
        {
            "interpreter_sex": AnswerField(
                label=N_("Should the interpreter be a woman or a man?"), choices=sexes
            )
        },
        {"literacy": _choice(N_("Reading and signing"), labels.LITERACIES)},
        {
            "adaptations": MarksField(
                label=N_("What makes talking, reading or coming here harder?"),
                choices=labels.ADAPTATIONS,
            )
        },
        {"adaptation_note": TextField(label=N_("What helps"))},
    ]


def _source() -> list[dict[str, Field]]:
    return [
        {
            "source": _choice(N_("How did the client hear of us?"), labels.SOURCES),
            "source_note": TextField(label=N_("More about where from")),
        }
    ]


def _next() -> list[dict[str, Field]]:
    step = N_("Who does what now, in one line")
    return [{"next_step": TextField(label=step), "call_again_on": DateField(label=N_("Next call"))}]


def _choice(label: str, choices: Mapping[Any, str]) -> ChoiceField:
    made = ChoiceField(label=label)
    made.set_choices([(value, text) for value, text in choices.items() if value])
    return made


def _over(record: Record, fields: Mapping[str, Field]) -> Record:
    """The record with what stands in these fields."""
    kinds = get_type_hints(type(record))
    values: dict[str, Any] = {name: _value(one, kinds[name]) for name, one in fields.items()}
    return replace(record, **values)


def _value(field: Any, kind: Any) -> object:
    value: object = field.value()
    is_choice = isinstance(kind, type) and issubclass(kind, StrEnum)
    return kind(str(value or "")) if is_choice else value


def _nothing(field: Field) -> Any:
    """What an empty field of that kind takes."""
    if isinstance(field, MarksField):
        return ()
    if isinstance(field, MarkField):
        return False
    return None if isinstance(field, ChoiceField | DateField) else ""


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(widget, 0, 96)
