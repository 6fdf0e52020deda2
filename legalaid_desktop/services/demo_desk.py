"""What the desk of the demonstration shows: an own rule, a second look, a late holiday."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.holiday_tables import new_day
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.users import User
from legalaid_desktop.services import demo_stories
from legalaid_desktop.services.clock import Clock
from legalaid_desktop.services.deadlines import Chosen
from legalaid_desktop.services.demo_stories import Story
from legalaid_desktop.services.office import Office, open_office

Table = Mapping[str, Any]  # Any: what a TOML file holds
Keys = Mapping[str, int]
"""The ids of the cases by the names of their stories."""
HELD = "held"


def work(office: Office, at: Clock, lawyers: Mapping[str, int], keys: Keys) -> None:
    """What the office and the lawyer with an account do on the last day of the story."""
    hers = _account(office, at, lawyers)
    try:
        _prepare(office, hers.account.id or 0, keys)
        _sign(office, hers, keys)
        _look_over(hers, keys)
    finally:
        hers.lock()
    _add_late_holiday(office, keys)


def _account(office: Office, at: Clock, lawyers: Mapping[str, int]) -> Office:
    """The office as the lawyer with an account opens it."""
    given, since = demo_stories.setting().signer, demo_stories.setting().today
    lawyer = lawyers[given["lawyer"]]
    account = User(name=given["user"], role=Role.LAWYER, lawyer_id=lawyer, since=since)
    office.users.add(account, given["passphrase"], demo_stories.setting().passphrase)
    return open_office(office.folder, given["user"], given["passphrase"], at=at)


def _sign(office: Office, hers: Office, keys: Keys) -> None:
    """The lawyer signs the views that were entered in her name."""
    for key in keys.values():
        for view in office.protection.of_case(key).views:
            if view.lawyer_id == hers.account.lawyer_id:
                hers.protection.confirm(view.id or 0)


def _prepare(office: Office, lawyer: int, keys: Keys) -> None:
    """The office writes a rule of its own, watches it, and asks the lawyer for help in a case."""
    told = demo_stories.read("desk.toml")
    own, look = told["own_rule"], told["second_look"]
    like = office.rules.get(own["like"]).rule
    texts = {name: own[name] for name in own if name not in ("like", "case", "why")}
    rule = office.rules.write(replace(like, **texts), own["why"]).rule
    (event, *_) = [
        one for one in office.triggers.of_case(keys[own["case"]]) if one.event == like.event
    ]
    chosen = Chosen(rule_id=rule.id, confirmed=rule.is_unverified, confirmed_by=office.user)
    office.triggers.follow(event.id or 0, [chosen])
    office.teams.add(keys[look["case"]], lawyer, look["reason"])


def _look_over(hers: Office, keys: Keys) -> None:
    """The lawyer checks a rule off, and says that a deadline was kept: that waits for another."""
    told = demo_stories.read("desk.toml")
    check, look = told["check_off"], told["second_look"]
    hers.rules.check_off(hers.rules.get(check["rule"]), check["note"])
    found = _by_rule(hers, keys[look["case"]], look["rule"])
    hers.settling.settle(found, DeadlineStatus.DONE, proof=look["proof"])


def _add_late_holiday(office: Office, keys: Keys) -> None:
    """A holiday comes late: one of the moved dates is accepted, one refused, the others wait."""
    told = demo_stories.read("desk.toml")
    office.holidays.add(_holiday(told["late_holiday"]), told["late_holiday"]["why"])
    for answer in told["answers"]:
        waiting = office.moves.waiting(keys[answer["case"]])
        move = next(one.move for one in waiting if one.deadline.rule_id == answer["rule"])
        if "refused" in answer:
            office.moves.refuse(move, answer["refused"])
        else:
            office.moves.accept(move)


def _by_rule(office: Office, case_id: int, rule_id: str) -> Deadline:
    """The newest deadline of a case by that rule."""
    found = [one for one in office.deadlines.of_case(case_id) if one.rule_id == rule_id]
    return max(found, key=lambda one: one.id or 0)


def held(now: datetime) -> Story:
    """Somebody who is held at this very moment, for nearly forty hours."""
    told = demo_stories.read(f"{HELD}.toml")
    since = now.replace(second=0, microsecond=0) - timedelta(hours=told["held_for"])
    entry = {"day": now.date(), "kind": "custody", "fields": {**told["custody"], "since": since}}
    case = {**told["case"], "opened_on": since.date()}
    return demo_stories.story(HELD, {**told, "case": case, "events": (), "entries": [entry]})


def _holiday(told: Table) -> Holiday:
    day: date = told["day"]
    made = new_day(day, told["name_lo"], name_en=told["name_en"])
    return replace(made, certainty=Certainty.UNVERIFIED)  # invented: no notice says so
