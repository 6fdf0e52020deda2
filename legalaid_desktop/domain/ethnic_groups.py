"""The ethnic groups of the Lao PDR, after the official list."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.reference import Certainty


class EthnicFamily(StrEnum):
    """The families of languages by which the list is ordered."""

    LAO_TAI = "lao_tai"
    MON_KHMER = "mon_khmer"
    SINO_TIBETAN = "sino_tibetan"
    HMONG_IUMIEN = "hmong_iumien"


@dataclass(frozen=True, slots=True, kw_only=True)
class EthnicGroup:
    """A group of the list; ``family`` is nothing for "other" and "not stated"."""

    code: str
    name_lo: str
    name_en: str
    family: EthnicFamily | None
    certainty: Certainty

    def name(self, language: str) -> str:
        """The name in that language."""
        return self.name_lo if language == "lo" else self.name_en


def parse_ethnic_groups(data: Mapping[str, object]) -> tuple[EthnicGroup, ...]:
    """The groups of a parsed file, in its order."""
    return tuple(
        EthnicGroup(
            code=reference.text(record, "code"),
            name_lo=reference.text(record, "lo"),
            name_en=reference.text(record, "en"),
            family=reference.choice(EthnicFamily, record, "family")
            if reference.text(record, "family")
            else None,
            certainty=reference.choice(Certainty, record, "certainty", str(data["certainty"])),
        )
        for record in reference.records(data, "group")
    )
