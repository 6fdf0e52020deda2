"""Deadlines counted again: what a far day cannot move need not be counted."""

import random
from dataclasses import replace
from datetime import date, timedelta

from legalaid_desktop.domain import moves
from legalaid_desktop.domain.court_calendar import CourtCalendar, Holiday, HolidayScope
from legalaid_desktop.domain.deadlines import compute, deadline_from
from legalaid_desktop.domain.holiday_tables import changes
from legalaid_desktop.domain.moves import MoveAnswer, MoveCause
from legalaid_desktop.services import reference

FIRST = date(2026, 1, 5)


def another(calendar, chance, middle):
    """The table with a day or two added around that day, and one taken out."""
    added = [
        Holiday(
            day=middle + timedelta(days=chance.randint(-60, 60)),
            name_lo="ພັກ",
            name_en="off",
            scope=chance.choice((HolidayScope.NATION, HolidayScope.WOMEN)),
        )
        for _ in range(chance.randint(1, 2))
    ]
    gone = chance.choice(calendar.holidays)
    return CourtCalendar((*(one for one in calendar.holidays if one != gone), *added))


def test_a_day_that_does_not_touch_a_period_never_moves_it():
    """2,000 chance periods: the short way of telling what may move loses none that does."""
    chance, calendar = random.Random(19), reference.seed_calendar()
    rules = [one for one in reference.rules() if one.is_countable and one.unit != "hour"]
    law, moved, left_out = reference.counting_law(), 0, 0
    for _ in range(2_000):
        rule, day = chance.choice(rules), FIRST + timedelta(days=chance.randrange(400))
        before = deadline_from(compute(rule, day, calendar, law=law), case_id=1)
        present = another(calendar, chance, before.safe_on)
        after = moves.recount(before, rule, None, present, law)
        assert after is not None
        ends = (before.trigger_on, before.statutory_on, before.safe_on)
        changed = changes(calendar.holidays, present.holidays)
        near = moves.touching(changed, min(ends), max(ends), served=False)
        left_out += not near
        if moves.ends(after) != moves.ends(before):
            moved += 1
            assert near, (rule.id, day)
    assert moved > 50
    assert left_out > 200


def test_a_day_put_by_hand_stays_unless_it_would_be_too_late():
    calendar, rule = reference.seed_calendar(), reference.rule("CV-24")
    before = deadline_from(compute(rule, date(2026, 3, 27), calendar), case_id=1)
    off = Holiday(day=before.safe_on, name_lo="ພັກ", name_en="off")
    present = CourtCalendar((*calendar.holidays, off))
    early = replace(before, hand_on=date(2026, 4, 8), hand_reason="ເດີນທາງ")
    assert moves.recount(early, rule, None, present).hand_on == date(2026, 4, 8)
    late = replace(before, hand_on=before.safe_on)
    assert moves.recount(late, rule, None, present).hand_on is None


def test_a_refusal_holds_for_the_same_days_whatever_the_cause():
    calendar, rule = reference.seed_calendar(), reference.rule("CV-24")
    before = replace(deadline_from(compute(rule, date(2026, 3, 27), calendar), case_id=1), id=7)
    after = replace(before, safe_on=date(2026, 4, 9))
    offered = moves.move(before, after, MoveCause.HOLIDAY)
    refused = {7: replace(offered, id=1, answer=MoveAnswer.REFUSED, reason="x")}
    assert moves.left([offered], refused) == []
    by_rule = replace(offered, cause=MoveCause.RULE)
    other_day = replace(offered, safe_on=date(2026, 4, 8))
    assert moves.left([by_rule, other_day], refused) == [other_day]
    assert moves.stays(before, refused[7])
    assert not moves.stays(after, refused[7])
