"""Closing a case: asked for with an outcome, approved or sent back; reopened with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from legalaid_desktop.domain import checks, reference
from legalaid_desktop.domain.cases import CaseType, Stage
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.decisions import Decision, DecisionKind
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.tasks import Task

NOT_FOR_SERVICE = "This outcome does not go with the service that was given."
NOT_FOR_TYPE = "This outcome does not go with the type of the case."
JUDGED = (
    "A judgment of {day} may still be appealed, and no deadline was entered since. Enter it first, "
    "or write here why none runs."
)
APPEAL_DAYS = 60
"""So long a judgment is looked at: 20 days are reported for an appeal, 30, 45 and 60 quoted for
cassation, and none of them was read in the law (C)."""
NOT_AT_STAGE = "This outcome does not go with the stage of the case."
ORIGINALS = (
    "Things of the client are still here: {count}. Give them back against a receipt, or say why "
    "they stay."
)
DECIDED = "This closing was decided already."
NOT_OWN = "Who asked for the closing does not approve it. It waits for: {names}."
NOT_CLOSED = "This case is not closed."


class Service(StrEnum):
    """The four services of legal aid, as the decree counts them."""

    INFO = "info"
    ADVICE = "advice"
    DRAFT = "draft"
    REPRESENT = "represent"


class ClosingState(StrEnum):
    """How far a closing has come."""

    WAITING = "waiting"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a case can end: after which services, at which stages, of which types; else any."""

    id: str
    titles: Mapping[str, str] = field(repr=False)
    services: tuple[Service, ...]
    stages: tuple[Stage, ...]
    types: tuple[CaseType, ...] = ()
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Closing(Private):
    """The closing of a case.

    Attributes:
        outcome: id of an outcome; stage: at which the case stood.
        originals_why: why things of the client stay with the office.
        asked_at, decided_at, reopened_at: aware.
        approved: whether it was; else it was sent back for ``decided_why``.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    service: Service
    outcome: str
    summary: str = ""
    originals_why: str = ""
    stage: Stage = Stage.ADVICE
    asked_by: str = ""
    asked_at: datetime | None = None
    approved: bool = False
    decided_by: str = ""
    decided_at: datetime | None = None
    decided_why: str = ""
    reopened_by: str = ""
    reopened_at: datetime | None = None
    reopened_why: str = ""

    @property
    def state(self) -> ClosingState:
        """How far it has come."""
        if self.reopened_at is not None:
            return ClosingState.REOPENED
        if self.decided_at is None:
            return ClosingState.WAITING
        return ClosingState.APPROVED if self.approved else ClosingState.SENT_BACK


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ending(Private):
    """What has to be looked at before a case is closed.

    Attributes:
        closings: the latest first.
        deadlines: open ones: what the client can still do, and by when.
        judgment: one that may still be appealed, with no deadline entered since.
        tasks: open ones; holdings: what is still here.
        approvers: who may approve the request that waits, besides who made it.
    """

    stage: Stage
    closings: tuple[Closing, ...]
    deadlines: tuple[Deadline, ...]
    tasks: tuple[Task, ...]
    holdings: tuple[Holding, ...]
    approvers: tuple[str, ...] = ()
    judgment: Decision | None = None

    @property
    def waiting(self) -> Closing | None:
        """The closing that waits for a decision, if any."""
        first = self.closings[0] if self.closings else None
        return first if first and first.state is ClosingState.WAITING else None


def parse(data: Mapping[str, object]) -> tuple[Outcome, ...]:
    """The outcomes, as ``resources/reference/outcomes.toml`` says."""
    return tuple(
        Outcome(
            id=reference.text(record, "id"),
            titles={language: reference.text(record, language) for language in ("lo", "en")},
            services=tuple(
                reference.choice(Service, {**record, "services": one}, "services")
                for one in reference.texts(record, "services")
            ),
            stages=tuple(
                reference.choice(Stage, {**record, "stages": one}, "stages")
                for one in reference.texts(record, "stages")
            ),
            types=tuple(
                reference.choice(CaseType, {**record, "types": one}, "types")
                for one in reference.texts(record, "types")
            ),
            certainty=reference.choice(Certainty, record, "certainty"),
        )
        for record in reference.records(data, "outcome")
    )


def fitting(
    known: Sequence[Outcome], service: Service, stage: Stage, kind: CaseType | None = None
) -> list[Outcome]:
    """The outcomes that go with the service, the stage and, where it is given, the type of case."""
    return [
        one
        for one in known
        if not one.services or service in one.services
        if not one.stages or stage in one.stages
        if _goes_with(one, kind)
    ]


def _goes_with(outcome: Outcome, kind: CaseType | None) -> bool:
    return kind is None or not outcome.types or kind in outcome.types


def require_type(closing: Closing, known: Sequence[Outcome], kind: CaseType) -> None:
    """Refuses an outcome that no case of that type has."""
    found = next((one for one in known if one.id == closing.outcome), None)
    if found is not None and not _goes_with(found, kind):
        raise InvalidValue("outcome", NOT_FOR_TYPE)


def checked(closing: Closing, known: Sequence[Outcome], held: int) -> Closing:
    """The closing with texts normalised; raises ``InvalidValue`` for the first wrong field.

    Args:
        known: the outcomes there are.
        held: how many things of the client are still here.
    """
    outcome = next((one for one in known if one.id == closing.outcome), None)
    if outcome is None:
        raise InvalidValue("outcome", "This is needed.")
    if outcome.services and closing.service not in outcome.services:
        raise InvalidValue("outcome", NOT_FOR_SERVICE)
    if outcome.stages and closing.stage not in outcome.stages:
        raise InvalidValue("outcome", NOT_AT_STAGE)
    clean = replace(
        closing,
        summary=checks.text("summary", closing.summary),
        originals_why=checks.line("originals_why", closing.originals_why),
    )
    if held and not clean.originals_why:
        raise InvalidValue("originals_why", ORIGINALS, count=held)
    return clean


def decided(
    closing: Closing,
    by: str,
    at: datetime,
    *,
    approved: bool,
    why: str = "",
    others: Sequence[str] = (),
) -> Closing:
    """The closing, approved, or sent back for a reason; refuses one that was decided.

    Two people close a case: who asked for it does not approve it. No law asks for that; it is the
    program's own rule (D). In an office of one lawyer, or where nobody else may see the case, there
    is no second person: then the own request is approved with a reason, which the trail keeps.

    Args:
        others: who may approve it besides the one who asked.
    """
    if closing.state is not ClosingState.WAITING:
        raise Refused(DECIDED)
    is_own = approved and by == closing.asked_by
    if is_own and others:
        raise Refused(NOT_OWN, names=", ".join(others))
    reason = checks.line("reason", why, required=is_own or not approved)
    return replace(closing, approved=approved, decided_by=by, decided_at=at, decided_why=reason)


def reopened(closing: Closing, by: str, at: datetime, why: str) -> Closing:
    """The closing of a case that is open again."""
    return replace(closing, reopened_by=by, reopened_at=at, reopened_why=why)


_HIGHER = {
    Stage.FIRST_INSTANCE: (Stage.APPEAL, Stage.CASSATION, Stage.REOPENING),
    Stage.APPEAL: (Stage.CASSATION, Stage.REOPENING),
}
"""Where a case stands once a judgment of that stage was appealed."""
_JUDGMENTS = frozenset({DecisionKind.JUDGMENT, DecisionKind.JUDGMENT_ABOVE})


def appealable(
    stage: Stage, decisions: Sequence[Decision], deadlines: Sequence[Deadline], today: date
) -> Decision | None:
    """The latest judgment that may still be appealed, where nobody has entered a period for it."""
    found = [one for one in decisions if one.kind in _JUDGMENTS and one.stage in _HIGHER]
    latest = max(found, key=lambda one: (one.on, one.id or 0), default=None)
    if latest is None or stage in _HIGHER[latest.stage]:
        return None
    known = latest.received_on or latest.on
    is_old = today - known > timedelta(days=APPEAL_DAYS)
    entered = any(one.trigger_on >= latest.on for one in deadlines)
    return None if is_old or entered else latest


def require_appeal_thought_of(closing: Closing, judgment: Decision | None) -> None:
    """Refuses to end a case after a fresh judgment without a word about the appeal."""
    if judgment is not None and not closing.summary.strip():
        raise InvalidValue("summary", JUDGED, day=judgment.on.isoformat())


def last_day(deadline: Deadline) -> date:
    """The day that a client is told: the safe one."""
    return deadline.due_on
