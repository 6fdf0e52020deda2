"""Languages by their codes, and the interpreters that fit somebody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.intakes import Intake
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.people import Person, Sex
from legalaid_desktop.domain.privacy import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the list.

    Attributes:
        id: its code; titles: by language; also: other names by which it is recognised.
    """

    id: str
    titles: Mapping[str, str] = field(repr=False)
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Interpreter(Private):
    """Somebody who has interpreted, and how well that goes with a client.

    Attributes:
        speaks: the language that is wanted; dialect: names the dialect as well.
        fits: of the sex that the client wants; is_here: has a part in this very case already.
    """

    person: Person
    speaks: bool
    dialect: bool
    fits: bool
    is_here: bool

    @property
    def rank(self) -> tuple[bool, ...]:
        """The best comes first."""
        return (self.is_here, not self.fits, not self.dialect)


def parse(data: Mapping[str, object]) -> tuple[Language, ...]:
    """The languages, as ``resources/reference/languages.toml`` says."""
    return tuple(
        Language(
            id=reference.text(record, "id"),
            titles={one: reference.text(record, one) for one in ("lo", "en")},
            also=reference.texts(record, "also"),
        )
        for record in reference.records(data, "language")
    )


def coded(typed: Iterable[str], known: Sequence[Language]) -> tuple[str, ...]:
    """The codes of the languages that were typed; what the list lacks stays as it was typed."""
    found = (_code(one, known) or one for one in typed)
    return tuple(dict.fromkeys(filter(None, found)))


def names(values: Iterable[str], known: Sequence[Language], language: str) -> list[str]:
    """What the languages are called; texts of files from before as they are."""
    titles = {one.id: one.titles[language] for one in known}
    return [titles.get(_code(one, known) or one, one) for one in values]


def _code(typed: str, known: Sequence[Language]) -> str:
    wanted = search_key(typed)
    return next((one.id for one in known if wanted in _keys(one)), "") if wanted else ""


def _keys(language: Language) -> set[str]:
    lao, english = language.titles["lo"], language.titles["en"]
    both = (f"{lao} ({english})", f"{english} ({lao})")
    return {search_key(one) for one in (language.id, lao, english, *both, *language.also)}


def _names(typed: str, language: Language) -> bool:
    """Whether the text is the language, or a dialect called after it, such as ມົ້ງຂາວ."""
    text, titles = search_key(typed), language.titles.values()
    return text in _keys(language) or any(search_key(one) in text for one in titles)


def matched(
    intake: Intake, interpreters: Iterable[Person], here: Iterable[int], known: Sequence[Language]
) -> list[Interpreter]:
    """The interpreters that speak the client's language, the best first.

    Args:
        here: ids of the people of this case: who takes part in it is no neutral interpreter.
    """
    taken = set(here)
    found = [_judged(intake, one, taken, known) for one in interpreters]
    return sorted((one for one in found if one.speaks), key=lambda one: one.rank)


def _judged(
    intake: Intake, person: Person, taken: set[int], known: Sequence[Language]
) -> Interpreter:
    dialect = search_key(intake.dialect)
    named = bool(dialect) and any(dialect in search_key(one) for one in person.languages)
    own = next((one for one in known if one.id == intake.language.value), None)
    wanted = own is not None and any(_names(one, own) for one in person.languages)
    return Interpreter(
        person=person,
        speaks=wanted or named,
        dialect=named or not dialect,
        fits=intake.interpreter_sex in (Sex.UNKNOWN, person.sex),
        is_here=person.id in taken,
    )
