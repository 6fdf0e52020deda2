"""The stage that follows from what happened, and the way of a case through the courts."""

from dataclasses import replace
from datetime import date, time

import pytest

from legalaid_desktop.domain import happenings, routes
from legalaid_desktop.domain.cases import (
    Began,
    Case,
    CaseType,
    FileNumber,
    NumberOf,
    Stage,
    checked,
    moved,
)
from legalaid_desktop.domain.courts import CourtLevel
from legalaid_desktop.domain.decisions import Decision, DecisionKind
from legalaid_desktop.domain.decisions import checked as checked_decision
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.events import Audience, Event, EventKind
from legalaid_desktop.domain.events import changed as changed_event
from legalaid_desktop.domain.events import checked as checked_event
from legalaid_desktop.domain.payments import Currency, read_amount
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.routes import Standing
from legalaid_desktop.services import reference

DAY = date(2026, 3, 12)
CASE = Case(id=4, client_id=1, type=CaseType.CRIMINAL, subject_en="assault", opened_on=DAY)


def step(happening, on=DAY, key=1, **values):
    made = Event(id=key, case_id=4, kind=EventKind.STEP, on=on, text="", happening=happening)
    return replace(made, **values)


def judgment(**values):
    facts = {"stage": Stage.FIRST_INSTANCE, "kind": DecisionKind.JUDGMENT, "outcome_en": "won"}
    return Decision(id=9, case_id=4, on=DAY, **{**facts, **values})


def proposed(case, *steps, decisions=()):
    return happenings.proposed(case, reference.happenings(), steps, decisions)


def test_the_newest_step_proposes_its_stage():
    arrest, charge = step("arrest"), step("charge-to-court", date(2026, 3, 20), 2)
    assert proposed(CASE, arrest).stage is Stage.INVESTIGATION
    found = proposed(CASE, charge, arrest)
    assert (found.stage, found.cause, found.event_id) == (Stage.FIRST_INSTANCE, charge.happening, 2)
    assert found.certainty is Certainty.LAW_TEXT
    assert proposed(replace(CASE, stage=Stage.FIRST_INSTANCE), charge, arrest) is None
    weighed = replace(charge, weighed=True)
    assert proposed(CASE, weighed, arrest) is None, "an older step does not come up again"
    later = replace(CASE, stage=Stage.APPEAL, stage_since=date(2026, 4, 1))
    assert proposed(later, charge) is None, "what is entered late moves nothing back"
    assert proposed(CASE, step("remand")) is None
    assert proposed(CASE, step("of-a-later-program")) is None


def test_a_decision_proposes_the_stage_it_was_made_at():
    found = proposed(CASE, decisions=[judgment()])
    assert (found.stage, found.cause, found.decision_id) == (
        Stage.FIRST_INSTANCE, "decision:judgment", 9,
    )  # fmt: skip
    same_day = step("appeal-filed", at=time(15))
    assert proposed(CASE, same_day, decisions=[judgment()]).stage is Stage.APPEAL


def test_the_two_words_for_a_judgment_are_not_mixed_up():
    above = judgment(stage=Stage.APPEAL)
    with pytest.raises(InvalidValue, match="first instance"):
        checked_decision(above, DAY)
    with pytest.raises(InvalidValue, match="appeal and cassation"):
        checked_decision(judgment(kind=DecisionKind.JUDGMENT_ABOVE), DAY)
    assert checked_decision(replace(above, kind=DecisionKind.JUDGMENT_ABOVE), DAY)
    with pytest.raises(InvalidValue, match="received before"):
        checked_decision(judgment(received_on=date(2026, 3, 11)), DAY)
    with pytest.raises(InvalidValue, match="what was decided"):
        checked_decision(judgment(outcome_en=" "), DAY)


@pytest.mark.parametrize(
    ("began", "levels"),
    [
        (Began.ZONE, ["zone", "provincial", "regional", "supreme"]),
        (Began.PROVINCIAL, ["provincial", "regional", "supreme", "supreme"]),
    ],
)
def test_the_way_of_appeal_follows_from_where_the_case_began(began, levels):
    case = replace(CASE, began=began, stage=Stage.APPEAL)
    ladder = routes.ladder(case, reference.routes(), reference.courts(), criminal=False)
    assert [rung.level for rung in ladder.rungs[:4]] == [CourtLevel(one) for one in levels]
    standings = [rung.standing for rung in ladder.rungs]
    assert standings[:3] == [Standing.BEHIND, Standing.HERE, Standing.NEXT]
    assert ladder.rungs[3].court.id == "supreme"
    assert ladder.route.certainty is Certainty.LAW_TEXT
    assert ladder.rungs[-1].stage is Stage.ENFORCEMENT


def test_the_ladder_begins_with_the_police_and_invents_no_court():
    zone = replace(CASE, stage=Stage.FIRST_INSTANCE, court="ສານປະຊາຊົນເຂດ 1")
    ladder = routes.ladder(zone, reference.routes(), reference.courts(), criminal=True)
    assert [one.stage for one in ladder.rungs[:2]] == [Stage.INVESTIGATION, Stage.PROSECUTOR]
    assert ladder.route is None, "a typed court may be of any level"
    assert ladder.rungs[2].typed == "ສານປະຊາຊົນເຂດ 1"
    assert [one.level for one in ladder.rungs[3:]] == [None] * 4
    known = replace(zone, court="province-04")
    ladder = routes.ladder(known, reference.routes(), reference.courts(), criminal=True)
    assert ladder.route.began is Began.PROVINCIAL
    assert ladder.rungs[2].court.id == "province-04"
    assert ladder.rungs[3].court is None, "which regional court it is nobody has written down"


def test_a_stage_chosen_from_the_list_is_said_to_be_chosen():
    after = replace(CASE, stage=Stage.APPEAL)
    assert moved(CASE, after, DAY).stage_since == DAY
    caused = replace(after, stage_since=date(2026, 3, 1), stage_cause="appeal-filed")
    assert moved(CASE, caused, DAY) == caused
    numbers = (
        FileNumber(of=NumberOf.POLICE, number=" 12 ", stage="appeal"),
        FileNumber(of=NumberOf.COURT, number=""),
    )
    kept = checked(replace(CASE, numbers=numbers), DAY).numbers
    assert kept == (FileNumber(of=NumberOf.POLICE, number="12"),)


def test_what_an_entry_may_be():
    private = Event(
        case_id=4, kind=EventKind.NOTE, on=DAY, text="mine", audience=Audience.PRIVATE, author=3
    )
    with pytest.raises(InvalidValue, match="whole team"):
        checked_event(replace(private, kind=EventKind.STEP, happening="arrest"), DAY)
    known = replace(private, id=1, audience=Audience.TEAM)
    with pytest.raises(InvalidValue, match="cannot become private"):
        changed_event(known, replace(known, audience=Audience.PRIVATE))
    told = changed_event(private, replace(private, audience=Audience.TEAM, author=9, case_id=7))
    assert (told.author, told.case_id) == (3, 4)
    paid = replace(private, kind=EventKind.PAYMENT, amount=5_000_000, currency=Currency.LAK)
    assert checked_event(replace(paid, text=""), DAY).amount == 5_000_000
    with pytest.raises(InvalidValue, match="above nothing"):
        checked_event(replace(paid, amount=0), DAY)
    with pytest.raises(InvalidValue, match="currency"):
        checked_event(replace(paid, currency=Currency.NONE), DAY)
    assert checked_event(replace(paid, kind=EventKind.NOTE), DAY).amount == 0
    with pytest.raises(InvalidValue, match="20m"):
        checked_event(replace(private, minutes=2000), DAY)
    amounts = ("50000", "50.000", "1,250.50", "12,5", "much")
    assert [read_amount(one) for one in amounts] == [5_000_000, 5_000_000, 125_050, 1250, None]


def test_an_objection_goes_back_to_the_same_bench_and_a_protest_goes_up():
    appealed = replace(CASE, stage=Stage.APPEAL)
    assert proposed(appealed, step("objection")).stage is Stage.FIRST_INSTANCE
    assert proposed(CASE, step("protest")).stage is Stage.APPEAL
