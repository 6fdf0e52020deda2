"""The sum behind a kept deadline: its steps, what was assumed, and what to beware of.

Deadlines from before keep their steps alone. What was assumed for them is counted again, and told
only where that gives the very same steps.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from legalaid_desktop.domain.computations import Computation
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.steps import NOT_VALID, Step, step_from

DOUBTS = frozenset({
    "first_for_unknown", "first_is_day_one", "restart_confirmed",
    "earlier_reading", "service_by_analogy", "year_by_analogy",
    "learning_left_out", "granted_from_moved", "short_month_silent", "weekend_chosen",
    "weekend_open", "in_lieu_open", "ordinary", "receipt_unknown", "way_unverified",
    "pauses_not_for_rule", "restarts_not_for_rule", "restart_late", "restart_in_doubt",
    "granted_spent", "granted_late", "granted_early", "over_most_time", "no_holidays_known",
    "projected", "not_yet_valid", "no_longer_valid",
})  # fmt: skip
"""What may make this very date another one. All else is the same for every date of its kind."""


class Whole(StrEnum):
    """How much of a sum is known."""

    KEPT = "kept"
    AGAIN = "again"
    """What was assumed was not kept; it was counted again, and the steps are the same."""
    STEPS = "steps"
    """What was assumed was not kept, and counted again the steps are others."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeptSum(Private):
    """The sum as it was when the deadline was counted."""

    steps: tuple[Step, ...]
    assumptions: tuple[Step, ...] = ()
    warnings: tuple[Step, ...] = ()
    whole: Whole = Whole.KEPT

    @property
    def doubts(self) -> tuple[Step, ...]:
        """What may make this very date another one."""
        return tuple(one for one in (*self.assumptions, *self.warnings) if one.kind in DOUBTS)

    @property
    def is_marked(self) -> bool:
        """Whether a list marks the date: it rests on something, or nobody knows on what."""
        return bool(self.doubts) or self.whole is Whole.STEPS


def kept_sum(deadline: Deadline) -> KeptSum:
    """What the deadline keeps of its sum; without a rule there is none, so nothing is missing."""
    steps = _steps(deadline.steps)
    known = deadline.assumptions is not None and deadline.warnings is not None
    warned = [one for one in steps if one.kind in NOT_VALID]  # older ones have them there
    return KeptSum(
        steps=tuple(one for one in steps if one.kind not in NOT_VALID),
        assumptions=_steps(deadline.assumptions or ()),
        warnings=(*warned, *_steps(deadline.warnings or ())),
        whole=Whole.KEPT if known or not deadline.rule_id else Whole.STEPS,
    )


def completed(kept: KeptSum, counted: Computation) -> KeptSum:
    """The same with what is assumed today, where it was counted again to the very same steps."""
    if counted.steps != kept.steps:
        return kept
    return replace(
        kept,
        assumptions=counted.assumptions,
        warnings=counted.warnings,
        whole=Whole.AGAIN,
    )


def _steps(kept: Iterable[Mapping[str, object]]) -> tuple[Step, ...]:
    return tuple(map(step_from, kept))
