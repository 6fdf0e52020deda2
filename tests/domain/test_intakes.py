"""The rules of an intake: who speaks, tries to reach the client, the decision, the queue."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from legalaid_desktop.domain import intakes, urgency
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.intakes import Attempt, Intake, IntakeDecision, IntakeStatus, Relation
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.safe_contacts import Answer
from legalaid_desktop.services import reference

TODAY = date(2026, 3, 30)
MORNING = datetime(2026, 3, 30, 2, tzinfo=UTC)
CALM = Intake(case_id=1, received_at=MORNING, **dict.fromkeys(intakes.SCREEN, Answer.NO))
RULES = reference.urgency_rules()


def why(intake, today=TODAY):
    return [rule.ground.value for rule in urgency.found(intake, RULES, today)]


def test_who_speaks_for_the_client_has_a_name():
    told = replace(CALM, third_party=Answer.YES)
    with pytest.raises(InvalidValue, match="other_name"):
        intakes.checked(told, TODAY)
    wife = replace(CALM, other_name=" ນາງ ຄຳ ", other_relation=Relation.SPOUSE)
    clean = intakes.checked(wife, TODAY)
    assert (clean.third_party, clean.other_name) == (Answer.YES, "ນາງ ຄຳ")


def test_a_last_day_answers_that_there_is_one():
    clean = intakes.checked(replace(CALM, deadline_on=date(2026, 4, 9)), TODAY)
    assert clean.deadline is Answer.YES
    with pytest.raises(ValueError, match="flying"):
        intakes.checked(replace(CALM, adaptations=("flying",)), TODAY)


def test_the_day_of_the_talk_is_that_of_vientiane():
    late = replace(CALM, received_at=datetime(2026, 3, 29, 18, tzinfo=UTC))
    assert intakes.received_on(late) == TODAY


@pytest.mark.parametrize(
    ("answers", "grounds"),
    [
        ({}, []),
        ({"danger": Answer.YES, "custody": Answer.YES}, ["danger", "custody"]),
        ({"deadline": Answer.YES}, ["deadline"]),
        ({"deadline": Answer.YES, "deadline_on": date(2026, 4, 6)}, ["deadline_near"]),
        ({"deadline": Answer.YES, "deadline_on": date(2026, 3, 2)}, ["deadline_near"]),
        ({"deadline": Answer.YES, "deadline_on": date(2026, 4, 7)}, ["deadline"]),
        ({"child": Answer.NOT_ASKED}, ["not_asked"]),
        ({"trafficking": Answer.YES, "child": Answer.YES}, ["child", "trafficking"]),
        ({"call_again_on": TODAY}, ["call_due"]),
        ({"call_again_on": date(2026, 3, 31)}, []),
        ({"received_at": MORNING - timedelta(days=2)}, []),
        ({"received_at": MORNING - timedelta(days=3)}, ["long_wait"]),
    ],
)
def test_the_answers_say_why_it_is_urgent(answers, grounds):
    assert why(replace(CALM, **answers)) == grounds


def test_the_most_urgent_comes_first():
    queue = {
        "danger and more": replace(CALM, danger=Answer.YES, child=Answer.YES),
        "danger": replace(CALM, danger=Answer.YES),
        "custody": replace(CALM, custody=Answer.YES),
        "near": replace(CALM, deadline=Answer.YES, deadline_on=date(2026, 4, 1)),
        "less near": replace(CALM, deadline=Answer.YES, deadline_on=date(2026, 4, 3)),
        "child": replace(CALM, child=Answer.YES),
        "not asked": replace(CALM, child=Answer.NOT_ASKED),
        "waits long": replace(CALM, received_at=MORNING - timedelta(days=9)),
        "older": replace(CALM, received_at=MORNING - timedelta(hours=2)),
        "calm": CALM,
    }
    backwards = list(queue)[::-1]
    assert sorted(backwards, key=lambda one: urgency.order(queue[one], RULES, TODAY)) == list(queue)


def test_every_rule_is_our_own_and_told_in_both_languages():
    assert {rule.certainty for rule in RULES} == {Certainty.OURS}
    assert {rule.ground for rule in RULES} == set(urgency.Ground)
    assert all(rule.reason[language] for rule in RULES for language in ("lo", "en"))
    assert all(bool(rule.first["lo"]) == bool(rule.first["en"]) for rule in RULES)


def test_a_try_is_counted_and_the_next_one_lies_ahead():
    missed = Attempt(on="2026-03-30", by="ສີວິໄລ", reached=False)
    once = intakes.tried(CALM, missed, date(2026, 3, 31), TODAY)
    twice = intakes.tried(once, replace(missed, reached=True), None, TODAY)
    assert (len(twice.attempts), twice.call_again_on) == (2, None)
    with pytest.raises(InvalidValue, match="call_again_on"):
        intakes.tried(CALM, missed, date(2026, 3, 29), TODAY)
    with pytest.raises(InvalidValue, match="on"):
        intakes.tried(CALM, replace(missed, on="2026-03-31"), None, TODAY)


def test_who_is_not_taken_hears_why_and_where_else_to_go():
    waiting = replace(CALM, call_again_on=TODAY)
    taken = intakes.decided(waiting, IntakeDecision(status=IntakeStatus.TAKEN), TODAY)
    assert (taken.decided_on, taken.call_again_on) == (TODAY, None)
    with pytest.raises(InvalidValue, match="decision_reason"):
        intakes.decided(waiting, IntakeDecision(status=IntakeStatus.NO_ANSWER), TODAY)
    with pytest.raises(InvalidValue, match="status"):
        intakes.decided(
            waiting, IntakeDecision(status=IntakeStatus.REFERRED_ON, reason="ບໍ່ແມ່ນຄະດີ"), TODAY
        )
    again = intakes.decided(taken, IntakeDecision(status=IntakeStatus.WAITING), TODAY)
    assert (again.decided_on, intakes.is_open(again)) == (None, True)


def test_other_help_gives_a_number_only_where_one_is_known():
    known = {one.id: one for one in reference.other_help()}
    assert known["womens_union"].phone == "1362"
    assert all(one.names["lo"] and one.helps["en"] for one in known.values())
    assert not any(one.phone for one in known.values() if one.certainty is Certainty.LAW_TEXT)
