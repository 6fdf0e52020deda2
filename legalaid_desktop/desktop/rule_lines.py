"""The lists in the form of a rule: its other lengths, and the papers that keep the period."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from legalaid_desktop import i18n
from legalaid_desktop.desktop.fields import ChoiceField, TextField
from legalaid_desktop.desktop.record_lines import RecordLine, choice
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.rules import Unit, Variant
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import rules as labels
from legalaid_desktop.services import paper_kinds

WHOLE = N_("A whole number, please.")


class VariantLine(RecordLine):
    """Another length of a rule, for a fact that changes it; deadlines know it by its id."""

    kind = Variant

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self.add_row(
            ("title_lo", TextField(label=N_("For which fact, in Lao")), 1),
            ("title_en", TextField(label=N_("For which fact, in English")), 1),
        )
        self.add_row(
            ("length", TextField(label=N_("Length")), 1),
            ("unit", choice(N_("Counted in"), labels.UNITS, Unit.DAY), 1),
        )

    def record(self) -> Variant:
        """The variant as typed; a new one has no id yet."""
        fields: dict[str, Any] = self.fields
        return Variant(
            id=self._id,
            title_lo=fields["title_lo"].value(),
            title_en=fields["title_en"].value(),
            length=whole(fields["length"].value()),
            unit=Unit(chosen(fields["unit"])),
        )

    def show_record(self, record: Variant) -> None:
        """Puts a variant into the fields."""
        self._id = record.id
        super().show_record(record)

    def typed(self) -> dict[str, object]:
        """What stands in the fields, and which variant it is."""
        return {**super().typed(), "id": self._id}

    def put_back(self, typed: Mapping[str, object]) -> None:
        """Puts back what ``typed`` gave."""
        self._id = str(typed.get("id", ""))
        super().put_back({**typed, "length": str(typed.get("length", ""))})

    def _fill(self, field: Any, value: Any) -> None:
        field.set_value(str(value) if isinstance(value, int) else value)


@dataclass(frozen=True, slots=True)
class PaperKept:
    """A kind of paper that keeps a period."""

    paper: str = ""


class PaperLine(RecordLine):
    """A kind of paper; one that this program does not make keeps its name."""

    kind = PaperKept
    flat = True

    def __init__(self) -> None:
        super().__init__()
        self._kinds = {one.id: one.title.of(i18n.current()) for one in paper_kinds.kinds()}
        field = ChoiceField(label=N_("Kind of paper"))
        field.set_choices(list(self._kinds.items()), translated=False)
        self.add_row(("paper", field, 1))

    def show_record(self, record: PaperKept) -> None:
        """Puts a kind into the field."""
        self._know(record.paper)
        super().show_record(record)

    def put_back(self, typed: Mapping[str, object]) -> None:
        """Puts back what ``typed`` gave."""
        was = typed.get("paper")
        self._know(str(was[1] if isinstance(was, list | tuple) else was or ""))
        super().put_back(typed)

    @property
    def counts(self) -> bool:
        """Whether a kind was chosen."""
        field: Any = self.fields["paper"]
        return bool(field.editor.currentText().strip())

    def _know(self, kind: str) -> None:
        if kind and kind not in self._kinds:
            self._kinds[kind] = kind
            field: Any = self.fields["paper"]
            field.set_choices(list(self._kinds.items()), translated=False)


def chosen(field: ChoiceField) -> str:
    """What is chosen; raises ``InvalidValue`` where nothing is."""
    value = field.value()
    if value is None:
        raise InvalidValue(field.objectName(), N_("Please fill in this field."))
    return str(value)


def whole(typed: str) -> int:
    """The number that was typed, 0 for nothing; raises ``InvalidValue``."""
    try:
        return int(typed.strip() or 0)
    except ValueError as error:
        raise InvalidValue("length", WHOLE) from error
