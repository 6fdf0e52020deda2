"""The deadlines of an office: counted by its own table of holidays, watched, done or dropped."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from legalaid_desktop.domain import checks, deadlines
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.court_calendar import CourtCalendar, Holiday
from legalaid_desktop.domain.deadlines import Computation, Deadline
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import deadline_counting, reference, teams
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import deadlines as stored
from legalaid_desktop.storage import holidays as stored_holidays
from legalaid_desktop.storage import users as stored_users

UNCHECKED = "No lawyer has confirmed rule {rule} yet. Confirm it before you use it."


class Deadlines:
    """What must happen by when."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rules(self) -> tuple[Rule, ...]:
        """The rules that can be counted."""
        return reference.rules()

    def count(self, rule_id: str, trigger: date | datetime, variant: str = "") -> Computation:
        """The last days of a rule with the sum behind them, by the office's holidays."""
        with self._desk.reading(Act.CONSULT) as session:
            return _count(session, rule_id, trigger, variant)

    def add(
        self,
        case_id: int,
        rule_id: str,
        trigger: date | datetime,
        *,
        variant: str = "",
        note: str = "",
        confirmed: bool = False,
        responsible_id: int | None = None,
    ) -> Deadline:
        """Keeps the counted deadline; a rule of certainty C only if somebody confirmed its use.

        Args:
            responsible_id: who answers for it; without one the lead lawyer of the case.
        """
        clean = checks.line("trigger_note", note)
        with self._desk.writing() as session:
            counted = _count(session, rule_id, trigger, variant)
            if counted.rule.certainty is Certainty.UNVERIFIED and not confirmed:
                raise Refused(UNCHECKED, rule=rule_id)
            deadline = deadlines.deadline_from(
                counted,
                case_id=case_id,
                trigger_note=clean,
                rule_text=labels.rule_text(counted.rule, reference.laws()),
            )
            who = self._responsible(session, case_id, responsible_id)
            return stored.save(session, replace(deadline, responsible_id=who))

    def entrust(self, deadline: Deadline, user_id: int) -> Deadline:
        """Gives a deadline to somebody who sees its case; raises ``InvalidValue``, ``Stale``."""
        with self._desk.writing() as session:
            who = self._responsible(session, deadline.case_id, user_id)
            return stored.save(session, replace(deadline, responsible_id=who))

    def names(self) -> dict[int, str]:
        """The names of all accounts by their ids, to say who answers for what."""
        with self._desk.reading(Act.CONSULT) as session:
            return {one.id or 0: one.name for one in stored_users.every(session)}

    def lead(self, case_id: int) -> int | None:
        """The account of who answers for new deadlines of a case, if nobody else is named."""
        with self._desk.reading(case=case_id) as session:
            return self._responsible(session, case_id, None)

    def of_case(self, case_id: int) -> list[Deadline]:
        """The deadlines of a case, the nearest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def upcoming(self, days: int) -> list[Deadline]:
        """The open deadlines of the coming days and those that have passed, nearest first."""
        last = self._desk.today() + timedelta(days=days)
        with self._desk.reading() as session:
            return stored.open_until(session, last)

    def next_of(self, case_ids: Collection[int]) -> dict[int, Deadline]:
        """The nearest open deadline of each of those cases that has one."""
        with self._desk.reading() as session:
            return stored.next_of(session, case_ids)

    def holidays(self) -> list[Holiday]:
        """The office's table of holidays by day."""
        with self._desk.reading(Act.CONSULT) as session:
            return stored_holidays.every(session)

    def add_holiday(self, holiday: Holiday) -> Holiday:
        """Adds a day to the table; deadlines counted before keep their dates."""
        clean = replace(
            holiday,
            name_lo=checks.line("name_lo", holiday.name_lo, required=True),
            name_en=checks.line("name_en", holiday.name_en),
            source=checks.line("source", holiday.source),
        )
        with self._desk.writing(Act.SET_UP) as session:
            for known in stored_holidays.every(session):
                if (known.day, known.scope) == (clean.day, clean.scope):
                    raise Refused("This day is in the table already.")
            return stored_holidays.save(session, clean)

    def remove_holiday(self, holiday_id: int) -> Holiday:
        """Takes a day out of the table and returns it; it lies in the bin."""
        with self._desk.writing(Act.SET_UP) as session:
            return stored_holidays.remove(session, holiday_id)

    def _responsible(self, session: Session, case_id: int, user_id: int | None) -> int | None:
        now = self._desk.clock().replace(microsecond=0)
        if user_id is None:
            found = teams.lead(session, case_id, now)
            return found.id if found else self._desk.account.id
        teams.require_mate(session, case_id, user_id, now, "responsible_id")
        return user_id


def _count(session: Session, rule_id: str, trigger: date | datetime, variant: str) -> Computation:
    calendar = CourtCalendar(tuple(stored_holidays.every(session)))
    return deadline_counting.compute(reference.rule(rule_id), trigger, calendar, variant)
