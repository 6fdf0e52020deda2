"""The morning digest of the user: one page to take along, by the numbers of cases or with names."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from legalaid_desktop import documents, i18n
from legalaid_desktop.domain import digests
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.copies import CopyWay, Errand
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.custody import Clock, Custody
from legalaid_desktop.domain.digests import Digest
from legalaid_desktop.domain.naming import Naming
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.services import alerts, copies, exports, naming, tasks, teams
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.protection import counted, rules_of
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import decisions as stored_decisions
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import histories
from legalaid_desktop.storage import holidays as stored_holidays
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import protection as stored_protection
from legalaid_desktop.storage import tasks as stored_tasks

DIGEST = "digest"
"""What the register and the trail call it."""
AHEAD = timedelta(days=30)
"""So far ahead the clocks of authorities are read."""


class Digests:
    """What waits for the user on the present day."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def naming(self, errand: Errand) -> tuple[Naming, ...]:
        """Which cases the digest would name on that errand, and why others would not.

        Raises:
            NotAllowed, InvalidValue: a ground was given by somebody who may not, or no reason.
        """
        with self._desk.reading(Act.EXPORT) as session:
            _, known, own = self._digest(session)
            return naming.look(self._desk, session, known, errand, own)

    def sheet(
        self, language: str, errand: Errand, out: Path | None = None, *, named: bool = False
    ) -> bytes:
        """The page; its foot says which copy it is.

        Without names nothing that somebody typed is on it. Each case that is named has the copy in
        its own register.

        Raises:
            NotAllowed, InvalidValue: a ground was given by somebody who may not, or no reason.
        """
        with self._desk.reading(Act.EXPORT) as session:
            bare, known, own = self._digest(session)
            found = naming.look(self._desk, session, known, errand, own) if named else ()
            cases = {one.id or 0: one for one in known}
            digest = replace(
                bare,
                clients={one: naming.names(session, found, cases, one) for one in i18n.LANGUAGES},
                typed=named and copies.is_ours(errand),
            )
            office = stored_offices.profile(session)
        pages = documents.digest.render(office, digest, language)
        deed = Deed.EXPORT if out else Deed.PRINT
        with ExitStack() as stack:
            put = stack.enter_context(exports.placing(out)) if out else None
            session = stack.enter_context(self._desk.writing(Act.EXPORT))
            made = self._entered(session, digest.day, pages, language, errand, found, deed=deed)
            if put is not None:
                put((made,))
        return made

    def _entered(
        self,
        session: Session,
        day: date,
        pages: bytes,
        language: str,
        errand: Errand,
        found: Iterable[Naming],
        *,
        deed: Deed,
    ) -> bytes:
        way = CopyWay.FILE if deed is Deed.EXPORT else CopyWay.PRINT
        naming.enter_each(self._desk, session, way, DIGEST, found, errand)
        number = copies.enter_without_case(session, deed, DIGEST, day.toordinal(), errand)
        foot = documents.copy_stamp.words(number, day, documents.digest.code(day), language)
        return documents.copy_stamp.stamp(pages, foot)

    def _digest(self, session: Session) -> tuple[Digest, Sequence[Case], Collection[int]]:
        """The digest without names, its cases, and the ids of those that are the user's own."""
        day, mine = self._desk.today(), self._desk.account.id or 0
        away = alerts.absences(session)
        people = alerts.covered(session, mine, day)
        covered = [one for one in away if one.user_id in people - {mine} and one.covers(day)]
        next_day = CourtCalendar(tuple(stored_holidays.every(session))).working_day(day, 1)
        due = stored_deadlines.of_people(session, day + AHEAD, people, mine)
        parts = {**digests.sorted_out(due, day), **self._others(session, people, (day, next_day))}
        about = {one.case_id for found in parts.values() for one in found}
        known = stored_cases.several(session, about)
        pairs: dict[str, Any] = {
            name: [(one, known[one.case_id]) for one in found] for name, found in parts.items()
        }
        names = stored_events.authors(session)
        lines = tasks.lines(session, stored_tasks.open_of(session, *people))
        instead = next((one for one in away if one.user_id == mine and one.covers(day)), None)
        made = Digest(
            who=self._desk.user,
            day=day,
            next_day=next_day,
            tasks=digests.near(lines, day),
            covered=[(names.get(one.user_id, ""), one.last) for one in covered],
            stand_in=(names.get(instead.stand_in_id or 0, ""), instead.last) if instead else None,
            **{**pairs, "held": self._clocks(session, pairs["held"])},
        )
        own = self._theirs(session, {mine}, (one for found in parts.values() for one in found))
        answered = {one.case_id for one in due if one.responsible_id == mine}
        return made, tuple(known.values()), answered | {one.case_id for one in own}

    def _others(
        self, session: Session, people: Collection[int], days: tuple[date, date]
    ) -> dict[str, list[Any]]:
        """All but what is due."""
        today, mine = days[0], self._desk.account.id or 0
        heard = [one for one in stored_events.hearings(session, *days) if one.on in days]
        uncollected = stored_decisions.uncollected(session, today - digests.OLD)
        return {
            "hearings": self._theirs(session, people, heard),
            "held": self._theirs(session, people, stored_protection.running(session)),
            "looks": [one for one in stored_deadlines.waiting(session) if one.asked_by != mine],
            "unseen": alerts.unseen(session, today, self._desk.clock(), mine),
            "collect": self._theirs(session, people, uncollected),
        }

    def _clocks(
        self, session: Session, held: Sequence[tuple[Custody, Case]]
    ) -> list[tuple[Clock, Case]]:
        latest = histories.latest(session) if held else None
        laws, now = rules_of(session, [one for one, _case in held]), self._desk.clock()
        return [(counted(one, now, laws[one.id or 0], latest), case) for one, case in held]

    def _theirs(self, session: Session, people: Collection[int], found: Iterable[Any]) -> list[Any]:
        """Those of the records whose cases these people lead."""
        known, now = list(found), self._desk.clock().replace(microsecond=0)
        leads = teams.lead_ids(session, {one.case_id for one in known}, now)
        return [one for one in known if leads.get(one.case_id) in people]
