"""Other help: where somebody is sent whom the office does not take."""

from collections.abc import Mapping
from dataclasses import dataclass

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.reference import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherHelp:
    """One body that helps; ``phone`` is empty where none is known for certain."""

    id: str
    names: Mapping[str, str]
    helps: Mapping[str, str]
    phone: str
    certainty: Certainty

    def name(self, language: str) -> str:
        """What it is called."""
        return self.names[language]


def parse_help(data: Mapping[str, object]) -> tuple[OtherHelp, ...]:
    """The bodies, as ``resources/reference/other_help.toml`` names them."""
    return tuple(
        OtherHelp(
            id=reference.text(record, "id"),
            names={each: reference.text(record, each) for each in ("lo", "en")},
            helps={each: reference.text(record, f"helps_{each}") for each in ("lo", "en")},
            phone=reference.text(record, "phone", ""),
            certainty=reference.choice(Certainty, record, "certainty"),
        )
        for record in reference.records(data, "help")
    )
