"""Steps of proceedings, and the stage of a case that follows from them.

Which stage follows is data; that it does, a person says: the program only proposes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.cases import Case, Stage
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty

DECISION = "decision:"
"""Begins the cause of a stage that a decision brought; the kind of decision follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A step of proceedings as it may stand in a story.

    Attributes:
        stage: how far the case has come with it; ``None`` where that does not change.
        words: what may be typed after a stroke in the quick line.
        source: where it stands that the stage follows.
    """

    id: str
    lo: str
    en: str
    stage: Stage | None
    words: tuple[str, ...]
    certainty: Certainty
    source: str

    def name(self, language: str) -> str:
        """What it is called in that language."""
        return self.lo if language == "lo" else self.en


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Proposal(Private):
    """The stage that would follow from the newest step, for somebody to confirm.

    Attributes:
        cause: the id of the happening, or ``decision:`` and its kind.
        event_id, decision_id: which of the two it was.
        certainty: of the rule.
    """

    stage: Stage
    on: date
    cause: str
    certainty: Certainty
    event_id: int | None = None
    decision_id: int | None = None


def parse_happenings(data: Mapping[str, object]) -> tuple[Happening, ...]:
    """The happenings of a parsed file."""
    return tuple(
        Happening(
            id=reference.text(record, "id"),
            lo=reference.text(record, "lo"),
            en=reference.text(record, "en"),
            stage=reference.choice(Stage, record, "stage") if record.get("stage") else None,
            words=reference.texts(record, "words"),
            certainty=reference.choice(Certainty, record, "certainty"),
            source=reference.text(record, "source"),
        )
        for record in reference.records(data, "happening")
    )


CHANGED = "The story has changed meanwhile. Look at it again."


def require_same(now: Proposal | None, then: Proposal) -> None:
    """Refuses a proposal that is not what the story tells now."""
    if now != then:
        raise Refused(CHANGED)


def proposed(
    case: Case,
    known: Mapping[str, Happening],
    steps: Iterable[Event],
    decisions: Iterable[Decision],
) -> Proposal | None:
    """The stage that follows from the newest step, unless it was weighed or is the present one.

    Only the newest counts: what is entered later about earlier times moves nothing.
    """
    found = [*_of_events(known, steps), *_of_decisions(decisions)]
    if not found:
        return None
    _, is_weighed, newest = max(found, key=lambda one: one[0])
    is_older = case.stage_since is not None and newest.on < case.stage_since
    return None if is_weighed or is_older or newest.stage is case.stage else newest


_Placed = tuple[tuple[date, time, int, int], bool, Proposal]


def _of_events(known: Mapping[str, Happening], steps: Iterable[Event]) -> Iterable[_Placed]:
    for event in steps:
        step = known.get(event.happening)
        if step is not None and step.stage is not None:
            made = Proposal(
                stage=step.stage,
                on=event.on,
                cause=step.id,
                certainty=step.certainty,
                event_id=event.id,
            )
            place = (event.on, event.at or time.min, 1, event.id or 0)
            yield place, event.weighed, made


def _of_decisions(decisions: Iterable[Decision]) -> Iterable[_Placed]:
    for decision in decisions:
        made = Proposal(
            stage=decision.stage,
            on=decision.on,
            cause=f"{DECISION}{decision.kind}",
            certainty=Certainty.OURS,
            decision_id=decision.id,
        )
        yield (decision.on, time.min, 0, decision.id or 0), decision.weighed, made
