"""The deadlines of an office: counted by its own table of holidays, watched, done or dropped."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from legalaid_desktop.domain import checks, deadlines, rules
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.deadlines import Computation, Deadline
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, Refused
from legalaid_desktop.domain.kept_sums import KeptSum, Whole, completed, kept_sum
from legalaid_desktop.domain.moves import moment
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.domain.runs import LastDays
from legalaid_desktop.domain.triggers import Prolongation, Trigger
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import deadline_counting, moves, reference, teams
from legalaid_desktop.services import rules as office_rules
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored
from legalaid_desktop.storage import holidays as stored_holidays
from legalaid_desktop.storage import moves as stored_moves
from legalaid_desktop.storage import triggers as stored_triggers
from legalaid_desktop.storage import users as stored_users

CONFIRMED_AHEAD = N_("The day the rule was confirmed, {day}, has not come yet.")
NOT_WITHOUT = N_("Rule {rule} runs from the last day of rule {other}: choose that one as well.")
NOT_IN_FORCE = N_(
    "Rule {rule} is not in force on the day that the period runs from. Confirm that it applies "
    "all the same before you use it."
)
UNCHECKED = moves.UNCHECKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A rule that somebody chose of those that follow from an event.

    Attributes:
        confirmed: whether a rule of certainty C was confirmed for this case.
        confirmed_by: the lawyer who did, in words, and on which day.
        despite: whether somebody confirmed one that is not in force on the day it runs from.
        after: id of another chosen rule whose last day this one runs from.
        responsible_id: who answers for it; without one the lead lawyer of the case.
    """

    rule_id: str
    variant: str = ""
    confirmed: bool = False
    confirmed_by: str = ""
    confirmed_on: date | None = None
    despite: bool = False
    after: str = ""
    responsible_id: int | None = None


class Deadlines:
    """What must happen by when."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rules(self) -> tuple[Rule, ...]:
        """The rules that the office counts by."""
        with self._desk.reading(Act.CONSULT) as session:
            return moves.present_rules(session)

    def count(
        self,
        rule_id: str,
        trigger: date | datetime | Trigger,
        variant: str = "",
        prolongations: Sequence[Prolongation] = (),
    ) -> Computation:
        """The last days of a rule with the sum behind them, by the office's holidays."""
        with self._desk.reading(Act.CONSULT) as session:
            return Counter(session).count(rule_id, trigger, variant, prolongations)

    def count_all(
        self, wanted: Iterable[Chosen], trigger: date | datetime | Trigger
    ) -> dict[str, Computation | Refused]:
        """The same of several rules by their ids, each with its sum or what is missing for it.

        One that runs from the last day of another is counted from it also where that other one is
        watched from this event already.
        """
        with self._desk.reading(Act.CONSULT) as session:
            counter, found = Counter(session), dict[str, Computation | Refused]()
            for one in sorted(wanted, key=lambda each: bool(each.after)):
                other = found.get(one.after) or _watched(session, trigger, one.after)
                found[one.rule_id] = counter.attempt(one, trigger, other)
            return found

    def add(
        self,
        case_id: int,
        rule_id: str,
        trigger: date | datetime,
        *,
        variant: str = "",
        note: str = "",
        confirmed: bool = False,
        despite: bool = False,
        responsible_id: int | None = None,
    ) -> Deadline:
        """Keeps the counted deadline; a rule of certainty C only if somebody confirmed its use.

        Args:
            despite: the same of a rule that is not in force on the day it is counted from.
            responsible_id: who answers for it; without one the lead lawyer of the case.
        """
        clean = checks.line("trigger_note", note)
        chosen = Chosen(
            rule_id=rule_id,
            variant=variant,
            confirmed=confirmed,
            despite=despite,
            responsible_id=responsible_id,
        )
        with self._desk.writing() as session:
            made = Counter(session).deadline(chosen, trigger, case_id)
            return save_new(session, self._desk, replace(made, trigger_note=clean), responsible_id)

    def entrust(self, deadline: Deadline, user_id: int) -> Deadline:
        """Gives a deadline to somebody who sees its case; raises ``InvalidValue``, ``Stale``."""
        with self._desk.writing() as session:
            who = responsible(session, self._desk, deadline.case_id, user_id)
            return stored.save(session, replace(deadline, responsible_id=who))

    def sum_of(self, deadline: Deadline) -> KeptSum:
        """The whole sum behind a deadline, with what was assumed and what to beware of."""
        with self._desk.reading(case=deadline.case_id) as session:
            return sums(session, [deadline])[deadline.id or 0]

    def names(self) -> dict[int, str]:
        """The names of all accounts by their ids, to say who answers for what."""
        with self._desk.reading(Act.CONSULT) as session:
            return {one.id or 0: one.name for one in stored_users.every(session)}

    def lead(self, case_id: int) -> int | None:
        """The account of who answers for new deadlines of a case, if nobody else is named."""
        with self._desk.reading(case=case_id) as session:
            return responsible(session, self._desk, case_id, None)

    def of_case(self, case_id: int) -> list[Deadline]:
        """The deadlines of a case, the nearest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def upcoming(self, days: int) -> list[Deadline]:
        """The open deadlines of the coming days and those that have passed, nearest first."""
        last = self._desk.today() + timedelta(days=days)
        with self._desk.reading() as session:
            return stored.open_until(session, last)

    def case_numbers(self, found: Iterable[Deadline]) -> dict[int, str]:
        """The numbers of the cases of those deadlines, as far as the user sees them."""
        with self._desk.reading() as session:
            cases = stored_cases.several(session, {one.case_id for one in found})
            return {key: one.number for key, one in cases.items()}

    def next_of(self, case_ids: Collection[int]) -> dict[int, Deadline]:
        """The nearest open deadline of each of those cases that has one."""
        with self._desk.reading() as session:
            return stored.next_of(session, case_ids)


def save_new(session: Session, desk: Desk, made: Deadline, user_id: int | None) -> Deadline:
    """Writes a new deadline, for which that account answers, or who leads the case."""
    who = responsible(session, desk, made.case_id, user_id)
    return stored.save(session, replace(made, responsible_id=who))


def responsible(session: Session, desk: Desk, case_id: int, user_id: int | None) -> int | None:
    """The account that answers for a deadline; raises ``InvalidValue`` for one off the case."""
    now = desk.clock().replace(microsecond=0)
    if user_id is None:
        found = teams.lead(session, case_id, now)
        return found.id if found else desk.account.id
    teams.require_mate(session, case_id, user_id, now, "responsible_id")
    return user_id


def _watched(session: Session, trigger: date | datetime | Trigger, rule_id: str) -> Deadline | None:
    """The deadline of that rule that is watched from this event already."""
    if not rule_id or not isinstance(trigger, Trigger):
        return None
    return stored.run_from(session, trigger, rule_id)


def sums(session: Session, found: Iterable[Deadline]) -> dict[int, KeptSum]:
    """The sums behind deadlines by their ids; of older ones also what is assumed today."""
    known = [(one, kept_sum(one)) for one in found]
    is_whole = all(kept.whole is Whole.KEPT for _, kept in known)
    counter = None if is_whole else Counter(session)
    return {
        one.id or 0: kept
        if counter is None or kept.whole is Whole.KEPT
        else counter.complete(one, kept)
        for one, kept in known
    }


class Counter:
    """Counts by the rules and holidays that the office has now."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rules = {one.id: one for one in moves.present_rules(session)}
        self._calendar = CourtCalendar(tuple(stored_holidays.every(session)))

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; raises ``NotFound``, or ``Refused`` where it is switched off."""
        return self._rules.get(rule_id) or office_rules.rule(self._session, rule_id)

    def count(
        self,
        rule_id: str,
        trigger: date | datetime | Trigger | LastDays,
        variant: str = "",
        prolongations: Sequence[Prolongation] = (),
    ) -> Computation:
        """The last days of a rule."""
        rule = self.rule(rule_id)
        return deadline_counting.compute(rule, trigger, self._calendar, variant, prolongations)

    def complete(self, deadline: Deadline, kept: KeptSum) -> KeptSum:
        """The sum with what is assumed today, if by the same rule it comes to the same steps."""
        key, start = deadline.trigger_id, moment(deadline)
        event = stored_triggers.get(self._session, key) if key and not deadline.after_id else None
        other = stored_moves.last_days(self._session, deadline.after_id or 0)
        try:
            same = deadline.rule_version in ("", rules.version(self.rule(deadline.rule_id)))
            counted = self.count(
                deadline.rule_id, event or other or start, deadline.variant, deadline.prolongations
            )
        except LegalAidError:  # the rule is switched off, or has no such variant any more
            return kept
        return completed(kept, counted) if same else kept

    def attempt(
        self,
        chosen: Chosen,
        trigger: date | datetime | Trigger,
        other: Computation | Deadline | Refused | None = None,
    ) -> Computation | Refused:
        """The same, or what is missing for it; ``other``: of the rule after which it runs."""
        try:
            if not chosen.after:
                return self.count(chosen.rule_id, trigger, chosen.variant)
            if isinstance(other, Computation | Deadline):
                return self.count(chosen.rule_id, other.last_days, chosen.variant)
        except Refused as problem:
            return problem
        return Refused(NOT_WITHOUT, rule=chosen.rule_id, other=chosen.after)

    def deadline(
        self, chosen: Chosen, trigger: date | datetime | Trigger | LastDays, case_id: int
    ) -> Deadline:
        """The deadline that follows; raises ``Refused`` for a rule that needs a confirmation."""
        rule = self.rule(chosen.rule_id)
        unread = rule.certainty is Certainty.UNVERIFIED and not rule.checked_by
        if unread and not chosen.confirmed:
            raise Refused(UNCHECKED, rule=rule.id)
        counted = self.count(rule.id, trigger, chosen.variant)
        if counted.not_in_force and not chosen.despite:
            raise Refused(NOT_IN_FORCE, rule=rule.id)
        made = deadlines.deadline_from(
            counted,
            case_id=case_id,
            rule_text=labels.rule_text(counted.rule, reference.laws()),
            rule_version=rules.version(rule),
        )
        by = checks.line("confirmed_by", chosen.confirmed_by) if unread else ""
        return replace(made, confirmed_by=by, confirmed_on=chosen.confirmed_on if by else None)

    def require_named(self, chosen: Chosen, today: date) -> Chosen:
        """The same with the day on which a lawyer confirmed an unverified rule; it needs a name.

        Raises:
            InvalidValue: nobody is named, or the day has not come yet.
        """
        if not self.rule(chosen.rule_id).is_unverified or not chosen.confirmed:
            return chosen
        name = checks.line("confirmed_by", chosen.confirmed_by, required=True)
        day = chosen.confirmed_on or today
        if day > today:
            raise InvalidValue("confirmed_on", CONFIRMED_AHEAD, day=f"{day:%d/%m/%Y}")
        return replace(chosen, confirmed_by=name, confirmed_on=day)
