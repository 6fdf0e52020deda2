"""Courts by level; the level of a court and the stage of a case are two things."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.reference import Certainty


class CourtLevel(StrEnum):
    """A level of the people's courts; the Capital's court stands beside the provincial ones."""

    SUPREME = "supreme"
    REGIONAL = "regional"
    PROVINCIAL = "provincial"
    ZONE = "zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """A court; ``province`` is the code of its place, empty for one above the provinces."""

    id: str
    level: CourtLevel
    province: str = ""
    name_lo: str
    name_en: str
    certainty: Certainty
    note_lo: str = ""
    note_en: str = ""

    def name(self, language: str) -> str:
        """The name in that language."""
        return self.name_lo if language == "lo" else self.name_en


def parse_courts(data: Mapping[str, object]) -> tuple[Court, ...]:
    """The courts of a parsed file."""
    return tuple(
        Court(
            id=reference.text(record, "id"),
            level=reference.choice(CourtLevel, record, "level"),
            province=reference.text(record, "province", ""),
            name_lo=reference.text(record, "lo"),
            name_en=reference.text(record, "en"),
            certainty=reference.choice(Certainty, record, "certainty"),
            note_lo=reference.text(record, "note_lo", ""),
            note_en=reference.text(record, "note_en", ""),
        )
        for record in reference.records(data, "court")
    )
