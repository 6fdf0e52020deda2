"""What becomes of a deadline: kept with proof, dropped with a reason, moved, or made another kind.

What the law sets is settled by two people: one asks, another one looks. Nothing is ever deleted.
"""

from dataclasses import replace
from datetime import date, datetime

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Actor, DeadlineKind, Rule

NOT_OPEN = "This deadline is not watched any more."
IS_OPEN = "This deadline is watched already."
WAITS = "It waits for a second look already."
NOT_ASKED = "Nobody has asked for a second look."
NOT_OWN = "Whoever asked does not take the second look. It waits for: {names}."
NO_PROOF = (
    "Say what shows it: the stamp of the court, the number in the delivery book, a receipt. Where "
    "there is nothing yet, write that and why."
)
LATER = (
    "The law sets this last day: by hand it can only be pulled earlier than {day}. More time that "
    "was granted, or another event, is entered with its proof."
)
CLOCK_STAYS = "This is the clock of an authority: the office watches it and cannot move it."
SAME_DAY = "That is the day it has now."
SAME_KIND = "That is what it is already."
HAS_LEDGER = (
    "Somebody was told of this hearing, or something came of it: it stays a hearing. Write the "
    "deadline beside it."
)
RUN_FROM_IT = "Deadlines run from this hearing: settle them first, or give them another day."
NOT_BY_HAND = "What a rule has counted stays a period. Write a hearing beside it."


def is_statutory(deadline: Deadline, rule: Rule | None) -> bool:
    """Whether a law sets it and our side has to keep it, also after it was made another kind."""
    if not deadline.rule_id:  # a court set it: it is kept like one of the law
        return DeadlineKind.DEADLINE in (deadline.kind, deadline.kind_was)
    ours = rule is not None and rule.actor is Actor.OUR_SIDE and rule.kind is DeadlineKind.DEADLINE
    return ours or deadline.kind is DeadlineKind.DEADLINE


def is_seen(deadline: Deadline) -> bool:
    """Whether who answers for it, or stands in, has seen it."""
    known = {deadline.responsible_id, deadline.stand_in_id} - {None}
    return deadline.seen_by in known


def settled(
    deadline: Deadline,
    status: DeadlineStatus,
    *,
    reason: str = "",
    proof: str = "",
    proof_id: int | None = None,
    statutory: bool = False,
) -> Deadline:
    """The deadline with what became of it, and with what shows that.

    Raises:
        InvalidValue: it is dropped without a reason, or the law sets it and nothing shows that it
            was kept.
        Refused: it is settled, or waits for a second look.
    """
    require_open(deadline)
    dropped = status is DeadlineStatus.DROPPED
    shown = checks.line("proof", proof)
    if statutory and not dropped and not shown and proof_id is None:
        raise InvalidValue("proof", NO_PROOF)
    return replace(
        deadline,
        status=status,
        reason=checks.line("reason", reason, required=dropped),
        proof=shown,
        proof_id=proof_id,
    )


def asked(deadline: Deadline, by: int, on: date) -> Deadline:
    """What was settled, put before a second person: it stays watched until then."""
    return replace(
        deadline, status=DeadlineStatus.OPEN, asked=deadline.status, asked_by=by, asked_on=on
    )


def asked_kind(deadline: Deadline, kind: DeadlineKind, why: str, by: int, on: date) -> Deadline:
    """The deadline as it is, until a second person agrees that it becomes that kind."""
    converted(deadline, kind, why)
    return replace(
        deadline,
        asked=DeadlineStatus.OPEN,
        asked_kind=kind,
        asked_by=by,
        asked_on=on,
        reason=checks.line("reason", why, required=True),
    )


def confirmed(deadline: Deadline, by: int, on: date) -> Deadline:
    """The deadline as it was asked for, after the second look."""
    require_asked(deadline)
    if deadline.asked_kind is not None:
        return converted(_unasked(deadline), deadline.asked_kind, deadline.reason)
    return replace(
        deadline,
        status=deadline.asked or DeadlineStatus.OPEN,
        asked=None,
        settled_by=by,
        settled_on=on,
    )


def sent_back(deadline: Deadline, why: str) -> Deadline:
    """The deadline as it was, watched on, with the reason why the second look was refused."""
    require_asked(deadline)
    reason = checks.line("reason", why, required=True)
    return replace(_unasked(deadline), reason=reason, proof="", proof_id=None)


def reopened(deadline: Deadline, why: str, by: int, on: date) -> Deadline:
    """The deadline, watched again; what was settled stays in its history.

    Raises:
        Refused: it is watched.
        InvalidValue: it was settled, and no reason is given; what only waits needs none.
    """
    settled = deadline.status is not DeadlineStatus.OPEN
    if not settled and deadline.asked is None:
        raise Refused(IS_OPEN)
    reason = checks.line("reason", why, required=settled)
    again = replace(
        _unasked(deadline),
        status=DeadlineStatus.OPEN,
        reason="",
        settled_by=None,
        settled_on=None,
    )
    return replace(again, reopened=reason, reopened_by=by, reopened_on=on) if settled else again


def _unasked(deadline: Deadline) -> Deadline:
    return replace(deadline, asked=None, asked_kind=None, asked_by=None, asked_on=None)


def moved(deadline: Deadline, day: date, why: str, *, statutory: bool) -> Deadline:
    """The deadline on another day, put by hand; unseen from now on.

    Raises:
        Refused: it cannot be moved, or not to a later day; or it is that day already.
        InvalidValue: no reason is given.
    """
    require_open(deadline)
    require_movable(deadline, day, statutory=statutory)
    reason = checks.line("reason", why, required=True)
    counted = bool(deadline.rule_id)
    hand = None if counted and day == deadline.safe_on else day
    return replace(
        deadline, hand_on=hand, hand_reason=reason if hand else "", seen_by=None, seen_at=None
    )


def require_movable(deadline: Deadline, day: date, *, statutory: bool) -> None:
    """Refuses a day on which that deadline cannot be put by hand."""
    if deadline.kind is DeadlineKind.CLOCK:
        raise Refused(CLOCK_STAYS)
    if day == deadline.due_on:
        raise Refused(SAME_DAY)
    if statutory and day > deadline.safe_on:
        raise Refused(LATER, day=f"{deadline.safe_on:%d/%m/%Y}")


def converted(deadline: Deadline, kind: DeadlineKind, why: str) -> Deadline:
    """The deadline as another kind; it keeps its days, its rule, its sum, and what it was."""
    require_open(deadline)
    if kind is deadline.kind:
        raise Refused(SAME_KIND)
    reason = checks.line("reason", why, required=True)
    first = deadline.kind_was or deadline.kind
    ours = kind is not DeadlineKind.CLOCK
    actor = Actor.OUR_SIDE if ours else deadline.actor
    if not ours and actor is Actor.OUR_SIDE:
        actor = Actor.OTHER
    return replace(
        deadline,
        kind=kind,
        kind_was=None if kind is first else first,
        kind_reason=reason,
        actor=actor,
        reason="",
        seen_by=None,
        seen_at=None,
    )


def written(draft: Deadline) -> Deadline:
    """What was written by hand, without a rule: a day that a court gave, or a target."""
    title = checks.line("title", draft.title_lo, required=True)
    clean = checks.lines(draft, "trigger_note")
    return replace(
        clean,
        title_lo=title,
        title_en=title,
        rule_id="",
        safe_on=draft.statutory_on,
        certainty=Certainty.OURS,
        actor=Actor.OTHER if draft.kind is DeadlineKind.CLOCK else Actor.OUR_SIDE,
    )


def seen(deadline: Deadline, by: int, at: datetime) -> Deadline:
    """The deadline, seen by that person."""
    return replace(deadline, seen_by=by, seen_at=at)


def require_open(deadline: Deadline) -> None:
    """Refuses what is settled, or waits for a second look."""
    if deadline.asked is not None:
        raise Refused(WAITS)
    if deadline.status is not DeadlineStatus.OPEN:
        raise Refused(NOT_OPEN)


def require_asked(deadline: Deadline) -> None:
    """Refuses where no second look is wanted."""
    if deadline.asked is None:
        raise Refused(NOT_ASKED)
