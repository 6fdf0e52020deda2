"""The table of rights as it is read and printed: every act, every role, how far; and its source."""

from collections.abc import Mapping
from dataclasses import dataclass

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.access import Rights, Role
from legalaid_desktop.domain.confidentiality import Levels
from legalaid_desktop.domain.reference import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsTable:
    """Who may do what.

    Attributes:
        notes: where it comes from, by language; certainty: how well that is known.
    """

    roles: Mapping[Role, Rights]
    levels: Levels
    notes: Mapping[str, str]
    certainty: Certainty


def parse_notes(data: Mapping[str, object]) -> tuple[Mapping[str, str], Certainty]:
    """Where the table of roles comes from, by language, and how well that is known."""
    note = data.get("note", {})
    record = note if isinstance(note, dict) else {}
    texts = {language: reference.text(record, language) for language in ("lo", "en")}
    return texts, reference.choice(Certainty, record, "certainty")
