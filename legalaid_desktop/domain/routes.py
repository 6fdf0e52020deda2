"""The way of a case through the courts, derived from where it began."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.cases import Began, Case, Stage
from legalaid_desktop.domain.courts import Court, CourtLevel
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which level of court hears a case at which stage, if it began there."""

    began: Began
    levels: tuple[tuple[Stage, CourtLevel], ...]
    certainty: Certainty
    source: str


class Standing(StrEnum):
    """Where a rung of the ladder lies from where the case stands."""

    BEHIND = "behind"
    HERE = "here"
    NEXT = "next"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Rung(Private):
    """One stage of the way.

    Attributes:
        level: which court hears it; ``None`` where no court does.
        court: that court, where there is but one, or the name that the case has of it.
    """

    stage: Stage
    standing: Standing
    level: CourtLevel | None = None
    court: Court | None = None
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ladder(Private):
    """The way of one case.

    Attributes:
        route: what it was derived from; ``None`` while nobody knows where the case began.
    """

    rungs: tuple[Rung, ...]
    route: Route | None = None


BEFORE_COURT = (Stage.INVESTIGATION, Stage.PROSECUTOR)
IN_COURT = (Stage.FIRST_INSTANCE, Stage.APPEAL, Stage.CASSATION, Stage.REOPENING)


def parse_routes(data: Mapping[str, object]) -> tuple[Route, ...]:
    """The routes of a parsed file."""
    return tuple(_route(record) for record in reference.records(data, "route"))


def _route(record: Mapping[str, object]) -> Route:
    return Route(
        began=reference.choice(Began, record, "began"),
        levels=tuple(
            (stage, reference.choice(CourtLevel, record, stage.value)) for stage in IN_COURT
        ),
        certainty=reference.choice(Certainty, record, "certainty"),
        source=reference.text(record, "source"),
    )


def began(case: Case, courts: Sequence[Court]) -> Began:
    """Where the case began: as entered, or as its court tells while it is at first instance."""
    if case.began or case.stage is not Stage.FIRST_INSTANCE:
        return case.began
    known = next((one for one in courts if one.id == case.court), None)
    is_provincial = known is not None and known.level is CourtLevel.PROVINCIAL
    return Began.PROVINCIAL if is_provincial else Began.UNKNOWN


def ladder(
    case: Case, routes: Sequence[Route], courts: Sequence[Court], *, criminal: bool
) -> Ladder:
    """The way of the case: what lies behind, where it stands, what comes next.

    Args:
        criminal: whether police and prosecutor come before the courts.
    """
    start = began(case, courts)
    route = next((one for one in routes if one.began is start), None)
    stages = ((*BEFORE_COURT, *IN_COURT) if criminal else IN_COURT) + (Stage.ENFORCEMENT,)
    levels = dict(route.levels) if route else {}
    standings = _standings(stages, case.stage)
    rungs = tuple(
        _rung(case, stage, standings[stage], levels.get(stage), courts) for stage in stages
    )
    return Ladder(rungs=rungs, route=route)


def _standings(stages: Sequence[Stage], present: Stage) -> dict[Stage, Standing]:
    if present is Stage.CLOSED:
        return dict.fromkeys(stages, Standing.AHEAD)
    here = stages.index(present) if present in stages else -1
    found = {}
    for place, stage in enumerate(stages):
        if place == here:
            found[stage] = Standing.HERE
        elif place == here + 1:
            found[stage] = Standing.NEXT
        else:
            found[stage] = Standing.BEHIND if place < here else Standing.AHEAD
    return found


def _rung(
    case: Case,
    stage: Stage,
    standing: Standing,
    level: CourtLevel | None,
    courts: Sequence[Court],
) -> Rung:
    if standing is Standing.HERE and stage in IN_COURT and case.court:
        known = next((one for one in courts if one.id == case.court), None)
        typed = "" if known else case.court
        return Rung(stage=stage, standing=standing, level=level, court=known, typed=typed)
    return Rung(
        stage=stage, standing=standing, level=level, court=_only(case, stage, level, courts)
    )


def _only(
    case: Case, stage: Stage, level: CourtLevel | None, courts: Sequence[Court]
) -> Court | None:
    """The one court that it can be: the Supreme Court, or that of the province it began in."""
    if level is CourtLevel.SUPREME:
        return next((one for one in courts if one.level is level), None)
    known = next((one for one in courts if one.id == case.court), None)
    is_there = known is not None and known.level is level and level is CourtLevel.PROVINCIAL
    return known if is_there and stage in (Stage.FIRST_INSTANCE, Stage.APPEAL) else None
