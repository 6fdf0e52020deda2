"""Subtypes of cases: what kind of matter it is, more closely."""

from collections.abc import Mapping
from dataclasses import dataclass

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.cases import CaseType
from legalaid_desktop.domain.reference import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtype:
    """A kind of matter within a type of case."""

    id: str
    type: CaseType
    lo: str
    en: str
    certainty: Certainty

    def name(self, language: str) -> str:
        """What it is called in that language."""
        return self.lo if language == "lo" else self.en


def parse_subtypes(data: Mapping[str, object]) -> tuple[Subtype, ...]:
    """The subtypes of a parsed file."""
    return tuple(
        Subtype(
            id=reference.text(record, "id"),
            type=reference.choice(CaseType, record, "type"),
            lo=reference.text(record, "lo"),
            en=reference.text(record, "en"),
            certainty=reference.choice(Certainty, record, "certainty"),
        )
        for record in reference.records(data, "subtype")
    )
