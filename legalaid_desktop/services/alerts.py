"""Warnings: what is due for a word now, when a custody clock rings, who has not looked yet."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from legalaid_desktop.domain import alerts, settling
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.alerts import Absence, Alarm, Alert, AlertKind, DeskRules, LeadTimes
from legalaid_desktop.domain.calendar import kinds_of
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.custody import Custody, Heard
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference, teams
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.protection import counted, rules_of
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import histories, settings
from legalaid_desktop.storage import protection as stored_protection
from legalaid_desktop.storage import users as stored_users

_RULES, _ABSENCES = "desk/rules", "desk/absences"
MOST_HEARD = 20
FAR = timedelta(days=365)
"""So far ahead it is looked for what nobody has seen."""
MOST_UNSEEN = 60
"""So many are listed: a list of more is not read by anybody."""
WRONG_WAY = N_("The end lies before the beginning.")
NOBODY = N_("Choose somebody else of the office.")


class Alerts:
    """What the desk warns of, and by which rules."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rules(self) -> DeskRules:
        """How long before the desk warns, and who looks again, as the office decided."""
        with self._desk.reading(Act.CONSULT) as session:
            return rules(session)

    def save_rules(self, made: DeskRules) -> DeskRules:
        """Keeps the office's own rules; raises ``InvalidValue``."""
        clean = alerts.checked(made)
        with self._desk.writing(Act.SET_UP) as session:
            settings.put(session, _RULES, _said(clean), Change.OFFICE)
        return clean

    def absences(self) -> list[Absence]:
        """Who is away, from today on."""
        with self._desk.reading(Act.CONSULT) as session:
            return [one for one in absences(session) if one.last >= self._desk.today()]

    def save_absence(self, absence: Absence) -> None:
        """Keeps when the user is away and who stands in; a manager does so for anybody.

        It takes the place of those of the same person that share a day with it.

        Raises:
            InvalidValue: the days are the wrong way round, or nobody fitting stands in.
        """
        if absence.last < absence.first:
            raise InvalidValue("last", WRONG_WAY)
        own = absence.user_id == self._desk.account.id
        with self._desk.writing(Act.READ if own else Act.MANAGE_USERS) as session:
            open_ = {one.id for one in stored_users.every(session) if one.disabled_on is None}
            if absence.stand_in_id not in open_ - {absence.user_id}:
                raise InvalidValue("stand_in_id", NOBODY)
            others = [one for one in absences(session) if not alerts.overlaps(one, absence)]
            _keep(session, [*others, absence])

    def end_absence(self, user_id: int, first: date | None = None) -> None:
        """Takes back when the user is away; a manager does so for anybody.

        Args:
            first: of the one that begins on that day; of all without one.
        """
        own = user_id == self._desk.account.id
        with self._desk.writing(Act.READ if own else Act.MANAGE_USERS) as session:
            kept = [
                one
                for one in absences(session)
                if one.user_id != user_id or first not in (None, one.first)
            ]
            _keep(session, kept)

    def due(self) -> list[Alert]:
        """What the user is warned of now: what the user answers for, or stands in for.

        Who heads the office is warned, too, of what nobody who is there answers for.
        """
        now, today = self._desk.clock(), self._desk.today()
        with self._desk.reading() as session:
            office = rules(session)
            last = today + timedelta(days=max(_longest(office), 1))
            mine = self._desk.account.id or 0
            heads = self._desk.may(session, Act.APPROVE)
            people = covered(session, mine, today) | (_left(session, today) if heads else set())
            found: list[Deadline | Event] = [
                *stored.of_people(session, last, people, mine, nobody=heads)
            ]
            found += _heard(session, today, last, people, now, nobody=heads)
            cases = stored_cases.several(session, {one.case_id for one in found})
            return list(_due(found, cases, office, now))

    def alarms(self) -> list[Alarm]:
        """When the clocks of all who are held in the office ring, past moments too, unless heard.

        A clock must not stay silent because somebody else sits here: of a case that the user may
        not read only the moments are told, under a mark from which nobody finds the case.
        """
        now = self._desk.clock()
        with self._desk.reading() as session:
            leads = rules(session).of(AlertKind.CUSTODY)
            held = stored_protection.running(session, everywhere=True)
            own = {one.id for one in stored_protection.running(session)} if held else set()
            in_force = rules_of(session, held)
            return [
                alarm if one.id in own else _veiled(alarm)
                for one in held
                for alarm in _unheard(leads, one, in_force[one.id or 0], now)
            ]

    def known(self) -> datetime | None:
        """The latest moment that the office knows of: it is later by now, whatever clocks say."""
        with self._desk.reading(Act.CONSULT) as session:
            return histories.latest(session)

    def hear(self, heard: Sequence[Alarm]) -> list[Alarm]:
        """Keeps that the user heard these clocks ring; those that are for others to hear are left.

        It stands in the custody with name, hour and moment, and rings nowhere in the office again.
        """
        with self._desk.writing(Act.READ) as session:
            own = {one.id: one for one in stored_protection.running(session)}
            by_record: dict[int, list[Alarm]] = {}
            for one in heard:
                if not one.elsewhere and alerts.record_of(one.mark) in own:
                    by_record.setdefault(alerts.record_of(one.mark), []).append(one)
            for key, rung in by_record.items():
                added = tuple(self._heard(one) for one in rung)
                kept = replace(own[key], heard=(*own[key].heard, *added)[-MOST_HEARD:])
                stored_protection.save(session, kept)
        return [one for one in heard if one.elsewhere]

    def _heard(self, alarm: Alarm) -> Heard:
        at = self._desk.clock().astimezone(VIENTIANE).isoformat(timespec="minutes")
        return Heard(mark=alarm.mark, hour=alarm.hours, by=self._desk.user, at=at)


def _unheard(
    leads: LeadTimes, held: Custody, in_force: Mapping[str, Rule], now: datetime
) -> Sequence[Alarm]:
    limit = counted(held, now, in_force, None).limit
    found = alerts.alarms(leads, held.id or 0, held.since, limit)
    return alerts.unheard(found, [one.mark for one in held.heard], now)


def _veiled(alarm: Alarm) -> Alarm:
    seal = sha256(alarm.mark.rpartition(":")[0].encode()).hexdigest()[:16]
    return replace(
        alarm, mark=f"{AlertKind.CUSTODY}:{seal}:{alarm.mark.rpartition(':')[2]}", elsewhere=True
    )


def rules(session: Session) -> DeskRules:
    """The rules of the desk, read in the caller's transaction."""
    kept = settings.get(session, _RULES)
    shipped = reference.desk_rules()
    if not kept:
        return shipped
    found = json.loads(kept)
    leads = {one["kind"]: one for one in found["leads"]}
    return replace(
        shipped,
        second_look=found["second_look"],
        unseen_days=found["unseen_days"],
        unseen_hours=found["unseen_hours"],
        leads=tuple(
            replace(
                one,
                days=tuple(leads.get(one.kind, asdict(one))["days"]),
                hours=tuple(leads.get(one.kind, asdict(one))["hours"]),
                after=one.rings or leads.get(one.kind, asdict(one))["after"],
                passed=tuple(leads.get(one.kind, {}).get("passed", one.passed)),
            )
            for one in shipped.leads
        ),
    )


def absences(session: Session) -> list[Absence]:
    """Who is away when, read in the caller's transaction."""
    kept = settings.get(session, _ABSENCES)
    return [
        Absence(
            user_id=one["user"],
            first=date.fromisoformat(one["first"]),
            last=date.fromisoformat(one["last"]),
            stand_in_id=one["stand_in"],
        )
        for one in json.loads(kept or "[]")
    ]


def standing(session: Session, user_id: int | None, today: date) -> int | None:
    """Who acts for that person on that day, read in the caller's transaction."""
    return alerts.standing(absences(session), user_id, today, _there(session))


def covered(session: Session, mine: int, today: date) -> set[int]:
    """That person, and those for whom she acts on that day."""
    away, there = absences(session), _there(session)
    return {mine} | {
        one.user_id for one in away if alerts.standing(away, one.user_id, today, there) == mine
    }


def _there(session: Session) -> set[int]:
    """The open accounts."""
    return {one.id or 0 for one in stored_users.every(session) if one.disabled_on is None}


def _left(session: Session, today: date) -> set[int]:
    """Those for whom nobody acts on that day: closed, or away without anybody who is there."""
    away, there = absences(session), _there(session)
    known = {one.id or 0 for one in stored_users.every(session)}
    return {one for one in known if alerts.standing(away, one, today, there) is None}


def unseen(
    session: Session, today: date, now: datetime, whose: int | None = None
) -> list[Deadline]:
    """The open deadlines at which nobody who answers for them has looked for too long.

    Those of ``whose`` alone, with one, and of those for whom she stands in; at most
    ``MOST_UNSEEN``, the nearest first.
    """
    office, away, there = rules(session), absences(session), _there(session)
    people = None if whose is None else covered(session, whose, today)
    found: list[Deadline] = []
    after = None
    while len(found) < MOST_UNSEEN:
        page = stored.unseen(
            session, today + FAR, MOST_UNSEEN, there=there, people=people, mine=whose, after=after
        )
        waiting = [
            one
            for one in page
            if one.seen_by not in there or not settling.is_seen(_covered(one, away, today, there))
        ]
        found += _forgotten(session, waiting, now, office)
        if len(page) < MOST_UNSEEN:
            break
        after = page[-1]
    return found[:MOST_UNSEEN]


def _forgotten(
    session: Session, waiting: Sequence[Deadline], now: datetime, office: DeskRules
) -> list[Deadline]:
    """Those that came in long ago."""
    known = stored.entered(session, waiting) if waiting else {}
    return [
        one
        for one in waiting
        if alerts.is_unseen_for_long(
            known.get(one.id or 0), now, office, in_hours=one.ends_at is not None
        )
    ]


def _heard(
    session: Session,
    first: date,
    last: date,
    people: Collection[int],
    now: datetime,
    *,
    nobody: bool,
) -> list[Event]:
    """The hearings on these days in the cases that those people lead.

    Args:
        nobody: of cases that nobody leads, too.
    """
    found = stored_events.hearings(session, first, last)
    leads = teams.lead_ids(session, {one.case_id for one in found}, now.replace(microsecond=0))
    wanted = {*people, None} if nobody else set(people)
    return [one for one in found if leads.get(one.case_id) in wanted]


def _covered(
    one: Deadline, away: Collection[Absence], today: date, there: Collection[int]
) -> Deadline:
    """The deadline with who stands in now."""
    covers = alerts.standing(away, one.responsible_id, today, there)
    stands = covers is not None and covers != one.responsible_id and one.stand_in_id is None
    return replace(one, stand_in_id=covers) if stands else one


def _due(
    found: Sequence[Deadline | Event], cases: Mapping[int, Case], office: DeskRules, now: datetime
) -> Iterator[Alert]:
    for one in found:
        case = cases[one.case_id]
        kinds = [AlertKind(each) for each in kinds_of(one)]
        kind, leads, key = kinds[0], office.of_all(kinds), one.id or 0
        hour = _moment(one)
        near = alerts.hour_alert(leads, key, hour, now) if hour else None
        day = one.due_on if isinstance(one, Deadline) else one.on
        told = near or alerts.day_alert(leads, key, day, now.astimezone(VIENTIANE).date())
        if told is not None:
            left, mark = told
            yield Alert(
                kind=kind, case_id=one.case_id, number=case.number, left=left, mark=mark,
                in_hours=near is not None,
            )  # fmt: skip


def _moment(one: Deadline | Event) -> datetime | None:
    day, at = (one.due_on, one.ends_at) if isinstance(one, Deadline) else (one.on, one.at)
    return datetime.combine(day, at, VIENTIANE) if at is not None else None


def _longest(office: DeskRules) -> int:
    return max((days for one in office.leads for days in one.days), default=0)


def _said(made: DeskRules) -> str:
    found = asdict(made)
    for one in found["leads"]:
        del one["certainty"], one["rings"]
    return json.dumps(found)


def _keep(session: Session, found: Sequence[Absence]) -> None:
    told = [
        {
            "user": one.user_id,
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "stand_in": one.stand_in_id,
        }
        for one in found
    ]
    settings.put(session, _ABSENCES, json.dumps(told), Change.USER)
