"""Flags: tasks to look at one record of a case again, on a day."""

from dataclasses import dataclass
from enum import StrEnum

from legalaid_desktop.domain.privacy import Private


class RecordKind(StrEnum):
    """The records of a case that can be flagged, by the names of their tables."""

    ACCESS_REFUSAL = "access_refusal"
    AGE_EVIDENCE = "age_evidence"
    ATTACHMENT = "attachment"
    CUSTODY = "custody"
    DEADLINE = "deadline"
    DECISION = "decision"
    EVENT = "event"
    HOLDING = "holding"
    LETTER = "letter"
    LOSS = "loss"
    PAPER = "paper"
    PARTY = "party"
    VICTIM_STATUS = "victim_status"
    WITHHELD_PAPER = "withheld_paper"
    WORKSHEET = "worksheet"


@dataclass(frozen=True, slots=True)
class Flagged:
    """Which record a task is about."""

    kind: RecordKind
    key: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class About(Private):
    """The record that a task is about, as the viewer may see it.

    Attributes:
        title_lo, title_en: what it is called; empty where nothing that was written may be shown.
        is_there: whether the viewer sees it; else it lies in the bin, or is somebody's own.
    """

    record: Flagged
    title_lo: str = ""
    title_en: str = ""
    is_there: bool = True

    def title(self, language: str) -> str:
        """What it is called in that language."""
        return self.title_lo if language == "lo" else self.title_en
