"""Identity papers that somebody else keeps: since when, what was asked, and how it ended."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.identity_papers import IdPaper
from legalaid_desktop.domain.privacy import Private


class StepKind(StrEnum):
    """What was done to get a paper back."""

    REQUEST = "request"
    COMPLAINT = "complaint"
    EMBASSY = "embassy"
    REPLACEMENT = "replacement"


class Whereabouts(StrEnum):
    """How it stands with a paper."""

    WITHHELD = "withheld"
    ASKED = "asked"
    BEING_REPLACED = "being_replaced"
    REPLACED = "replaced"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PaperStep(Private):
    """One step: its day (``2026-03-09``), to whom, how, and the answer."""

    kind: StepKind
    on: str
    to_whom: str
    how: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WithheldPaper(Private):
    """A paper, who keeps it and where, and what was done about it."""

    id: int | None = None
    version: int = 0
    case_id: int
    person_id: int
    kind: IdPaper
    number: str = ""
    holder: str
    place: str = ""
    since: date | None = None
    steps: tuple[PaperStep, ...] = ()
    replaced_on: date | None = None
    new_number: str = ""
    returned_on: date | None = None
    note: str = ""


def checked(paper: WithheldPaper, today: date) -> WithheldPaper:
    """The paper with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(paper, "number", "place", "new_number")
    if clean.kind is IdPaper.NONE:
        raise InvalidValue("kind", "This is needed.")
    for name in ("since", "replaced_on", "returned_on"):
        checks.not_after(name, getattr(clean, name), today)
    if clean.since and clean.returned_on and clean.returned_on < clean.since:
        raise InvalidValue("returned_on", "The end lies before the beginning.")
    return replace(
        clean,
        holder=checks.line("holder", clean.holder, required=True),
        note=checks.text("note", clean.note),
        steps=tuple(_checked(step, today) for step in clean.steps),
    )


def _checked(step: PaperStep, today: date) -> PaperStep:
    checks.not_after("on", date.fromisoformat(step.on), today)
    clean = checks.lines(step, "how", "answer")
    return replace(clean, to_whom=checks.line("to_whom", step.to_whom, required=True))


def whereabouts(paper: WithheldPaper) -> Whereabouts:
    """How it stands, by what happened."""
    if paper.returned_on:
        return Whereabouts.RETURNED
    if paper.replaced_on:
        return Whereabouts.REPLACED
    if any(step.kind is StepKind.REPLACEMENT for step in paper.steps):
        return Whereabouts.BEING_REPLACED
    return Whereabouts.ASKED if paper.steps else Whereabouts.WITHHELD


def is_open(paper: WithheldPaper) -> bool:
    """Whether somebody still keeps it and nothing took its place."""
    return whereabouts(paper) not in (Whereabouts.RETURNED, Whereabouts.REPLACED)
