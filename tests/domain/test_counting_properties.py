"""What must hold of every period, whatever happened to its event. Where it holds is part of it."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from legalaid_desktop.domain import counting
from legalaid_desktop.domain.deadlines import compute
from legalaid_desktop.domain.rules import Direction, RestDayEnd, SafeSide, Unit
from legalaid_desktop.domain.triggers import (
    Known,
    Occasion,
    Pause,
    Prolongation,
    ServiceWay,
    Trigger,
    Which,
)
from legalaid_desktop.services import reference
from tests.domain.test_day_walker import rule_of

SEED = reference.seed_calendar()
LAW = reference.counting_law()
FIRST, LAST = date(2025, 1, 1), date(2028, 6, 30)
days = st.dates(FIRST, LAST)
lengths = st.integers(1, 40)
units = st.sampled_from(["day", "week", "working_day", "month"])
ends = st.sampled_from(list(RestDayEnd))
shifts = st.integers(-20, 80)


def rule(length, unit="day", **changes):
    return replace(rule_of(length, unit, back=False, later=False), **changes)


def later(day, shift):
    return day + timedelta(days=shift)


@st.composite
def events(draw):
    """Anything that can be noted of an event."""
    on = draw(days)
    near = shifts.map(lambda shift: later(on, shift))
    firsts = draw(st.lists(near, max_size=3))
    pauses = tuple(Pause(first=day, last=later(day, draw(st.integers(0, 30)))) for day in firsts)
    if draw(st.booleans()) and draw(st.booleans()):
        pauses = (*pauses, Pause(first=draw(near)))
    way = draw(st.sampled_from(list(ServiceWay)))
    reached = later(on, draw(st.integers(0, 50))) if draw(st.booleans()) else None
    asks = way in (ServiceWay.POST, ServiceWay.VILLAGE)
    return Trigger(
        case_id=1,
        event="x",
        on=on,
        known=draw(st.sampled_from(list(Known))),
        way=way,
        reached_on=later(on, 5) if asks and reached is None else reached,
        also=tuple(Occasion(on=day) for day in draw(st.lists(near, max_size=2))),
        which=draw(st.sampled_from(list(Which))),
        pauses=pauses,
        restarts=tuple(Occasion(on=day) for day in draw(st.lists(near, max_size=2))),
    )


def granted(on):
    one = st.builds(
        lambda length, unit, shift: Prolongation(
            length=length, unit=Unit(unit), granted_on=later(on, shift)
        ),
        st.integers(1, 12),
        units,
        shifts,
    )
    return st.lists(one, max_size=2)


@given(st.data(), events(), lengths, units, ends, st.booleans())
def test_never_before_its_trigger_and_safe_on_the_safe_side(data, event, length, unit, end, wait):
    side = SafeSide.LATER if wait else SafeSide.EARLIER
    which = rule(min(length, 12), unit, rest_day_end=end, safe_side=side)
    more = data.draw(granted(event.on))
    found = compute(which, event, SEED, "", more, law=LAW)
    assert found.trigger <= found.statutory
    assert end is RestDayEnd.PREVIOUS or found.trigger < found.statutory
    weekend = found.if_weekend or found.statutory
    if wait:
        assert found.safe >= max(found.statutory, weekend)
    else:
        assert found.safe <= min(found.statutory, weekend)
        assert found.safe >= min(
            event.on.replace(month=1, day=1), *(o.on for o in event.also), event.on
        )


@given(events(), lengths, units)
def test_back_from_an_event_never_after_it(event, length, unit):
    back = rule(min(length, 12), unit, direction=Direction.BEFORE)
    found = compute(back, event, SEED, law=LAW)
    assert found.safe <= found.statutory < found.trigger


@given(days, lengths, st.sampled_from(["day", "week"]))
def test_backward_undoes_forward_for_days_and_weeks(trigger, length, unit):
    """For the end itself, before a holiday moves it. Months do not: 31 January and back is 28."""
    there, _ = counting.reach(trigger, length, Unit(unit), SEED)
    assert counting.reach(there, -length, Unit(unit), SEED)[0] == trigger


@given(days, lengths)
def test_backward_undoes_forward_for_working_days_from_a_working_day(trigger, length):
    assume(SEED.is_working_day(trigger))
    there, _ = counting.reach(trigger, length, Unit.WORKING_DAY, SEED)
    assert counting.reach(there, -length, Unit.WORKING_DAY, SEED)[0] == trigger


@given(days, st.integers(1, 30))
def test_backward_undoes_forward_for_months_without_a_short_month(trigger, length):
    there, clipped = counting.reach(trigger, length, Unit.MONTH, SEED)
    assume(not clipped)
    assert counting.reach(there, -length, Unit.MONTH, SEED)[0] == trigger


@given(events(), lengths)
def test_working_days_never_end_on_rest_days(event, length):
    found = compute(rule(length, "working_day"), event, SEED, law=LAW)
    assert SEED.is_working_day(found.statutory)
    at_once = any(step.kind.startswith("act_at_once") for step in found.warnings)
    assert SEED.is_safe_day(found.safe) or at_once  # and that may be a Sunday


@given(events(), st.integers(1, 25), units)
def test_a_longer_period_never_ends_sooner(event, length, unit):
    event = replace(event, restarts=())  # a longer period can still be running when it begins anew
    pauses = tuple(each for each in event.pauses if each.last is not None)
    event = replace(event, pauses=pauses)  # an open pause stops only the longer one
    shorter, longer = (
        compute(rule(each, unit), event, SEED, law=LAW) for each in (length, length + 1)
    )
    assert shorter.statutory <= longer.statutory
    assert shorter.safe <= longer.safe


@given(days, st.integers(2, 60), st.data())
def test_pausing_n_days_moves_calendar_days_by_exactly_n(trigger, length, data):
    """For a pause that begins within the period, and the end before a holiday moves it."""
    first = later(trigger, data.draw(st.integers(1, length)))
    n = data.draw(st.integers(1, 40))
    event = Trigger(
        case_id=1, event="", on=trigger, pauses=(Pause(first=first, last=later(first, n - 1)),)
    )
    kept = rule(length, rest_day_end=RestDayEnd.KEEP)
    plain = compute(kept, trigger, SEED).statutory
    assert compute(kept, event, SEED).statutory == later(plain, n)


@given(days, lengths, units, st.data())
def test_a_restart_equals_a_fresh_count(trigger, length, unit, data):
    """For a restart within the period, the last day included."""
    which = rule(length, unit)
    last = compute(which, trigger, SEED).statutory
    day = data.draw(st.dates(later(trigger, 1), last))
    event = Trigger(case_id=1, event="", on=trigger, restarts=(Occasion(on=day),))
    fresh, before = compute(which, day, SEED), compute(which, trigger, SEED).safe
    anew = compute(which, replace(event, restart_by="ທ່ານ ສົມພອນ"), SEED)
    assert (anew.trigger, anew.statutory, anew.safe) == (day, fresh.statutory, fresh.safe)
    doubted = compute(which, event, SEED)
    assert doubted.statutory == fresh.statutory
    assert doubted.safe == (fresh.safe if day <= before else min(before, fresh.safe))


@given(days, lengths, st.integers(1, 30), st.integers(1, 30))
def test_time_granted_twice_is_granted_at_once(trigger, length, a, b):
    """For days: safe dates always; last days where neither grant begins on a moved day."""

    def more(*granted):
        each = [Prolongation(length=n, unit=Unit.DAY, granted_on=trigger) for n in granted]
        return compute(rule(length), trigger, SEED, "", each)

    twice, once = more(a, b), more(a + b)
    assert twice.safe == once.safe
    holidays = (compute(rule(each), trigger, SEED).statutory for each in (length, length + a))
    if list(holidays) == [later(trigger, length), later(trigger, length + a)]:
        assert twice.statutory == once.statutory
        whole = compute(rule(length + a + b), trigger, SEED)
        assert (once.statutory, once.safe) == (whole.statutory, whole.safe)


@given(days, lengths, units, st.lists(days, min_size=1, max_size=3))
def test_of_several_days_the_earliest_is_never_later_than_the_latest(trigger, length, unit, others):
    also = tuple(Occasion(on=day) for day in others)
    event = Trigger(case_id=1, event="", on=trigger, also=also)
    soon = compute(rule(length, unit), event, SEED)
    late = compute(rule(length, unit), replace(event, which=Which.LATEST), SEED)
    each = [compute(rule(length, unit), day, SEED) for day in (trigger, *others)]
    assert soon.statutory == min(one.statutory for one in each)
    assert late.statutory == max(one.statutory for one in each)
    assert soon.safe <= late.safe


@given(days, st.integers(-400, 400))
def test_a_working_day_is_found_where_counting_finds_it(start, number):
    day = SEED.working_day(start, number)
    between = (
        SEED.working_days(later(start, 1), day)
        if number > 0
        else (SEED.working_days(day, later(start, -1)))
    )
    assert between == abs(number)
    assert not number or SEED.is_working_day(day)
