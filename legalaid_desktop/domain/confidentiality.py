"""What the levels of confidentiality mean: who learns that a case is there, and by which name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.access import Act, Rights, Scope
from legalaid_desktop.domain.cases import Case, Confidentiality
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.reference import Certainty

SAY_WHY = "Say why more people may see it: the reason stays in the trail."


class Known(StrEnum):
    """Who learns that a case is there without being on its team."""

    OFFICE = "office"
    READERS = "readers"
    """By number and code name, those who read the office's cases."""
    GLASS = "glass"
    """By number and code name, those of them who may break the glass."""


class CodeName(StrEnum):
    """Where the code name stands in the place of names."""

    NOBODY = "nobody"
    CASES = "cases"
    """Wherever the case is named."""
    ALWAYS = "always"
    """In lists of people too, and for the team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level.

    Attributes:
        glass: how long somebody who broke the glass reads the case; nothing where there is none.
        texts: the line that explains it, by language.
    """

    id: Confidentiality
    known_to: Known
    code_name: CodeName
    glass: timedelta
    texts: Mapping[str, str]
    certainty: Certainty


Levels = Mapping[Confidentiality, Level]


def parse_levels(data: Mapping[str, object]) -> dict[Confidentiality, Level]:
    """The levels, as ``resources/reference/confidentiality.toml`` says."""
    found = {}
    for record in reference.records(data, "level"):
        hours = reference.number(record, "glass_hours") if "glass_hours" in record else 0
        level = reference.choice(Confidentiality, record, "id")
        found[level] = Level(
            id=level,
            known_to=reference.choice(Known, record, "known_to"),
            code_name=reference.choice(CodeName, record, "code_name"),
            glass=timedelta(hours=hours),
            texts={language: reference.text(record, language) for language in ("lo", "en")},
            certainty=reference.choice(Certainty, record, "certainty"),
        )
    return found


def told(levels: Levels, rights: Rights) -> frozenset[Confidentiality]:
    """The levels of whose cases somebody with these rights may know without being on the team.

    Lists tell of them to those alone whose act reaches the whole office.
    """
    breaks = rights.get(Act.BREAK_GLASS, Scope.NONE) is not Scope.NONE
    return frozenset(one.id for one in levels.values() if breaks or one.known_to is not Known.GLASS)


def quiet(levels: Levels) -> frozenset[Confidentiality]:
    """The levels whose names stand on no list, not even for the team."""
    return frozenset(one.id for one in levels.values() if one.code_name is CodeName.ALWAYS)


def veiled(case: Case) -> Case:
    """The case as those see it who learn that it is there and no more: a new field stays out."""
    return Case(
        id=case.id,
        version=case.version,
        number=case.number,
        code_name=case.code_name,
        confidentiality=case.confidentiality,
        type=case.type,
        stage=case.stage,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        client_id=0,
    )


def is_lowered(before: Case, after: Case) -> bool:
    """Whether more people may see the case afterwards."""
    order = list(Confidentiality)
    return order.index(after.confidentiality) < order.index(before.confidentiality)


def require_reason(before: Case, after: Case, reason: str) -> None:
    """Refuses to lower the level without a reason; raises ``InvalidValue``."""
    if is_lowered(before, after) and not reason:
        raise InvalidValue("confidentiality", SAY_WHY)
