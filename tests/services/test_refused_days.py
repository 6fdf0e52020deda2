"""What was refused holds, and what follows another deadline says so and is never stale."""

from dataclasses import replace
from datetime import date

from legalaid_desktop.domain.court_calendar import Holiday

RECEIVED = date(2026, 3, 27)
FRIDAY = Holiday(day=date(2026, 4, 10), name_lo="ວັນພັກພິເສດ", name_en="Special day", source="12")
SATURDAY = replace(FRIDAY, day=date(2026, 4, 11))
OPEN = "ສານເປີດວັນນັ້ນ"


def offered(office):
    """The only move that waits."""
    (found,) = office.moves.pending().moves
    return found.move


def days(move):
    return [one.day for one in move.days]


def left_out(deadline):
    """The days that its sum says were left out."""
    lines = [one for one in deadline.steps if one["kind"] == "left_refused"]
    return [one["values"]["day"] for one in lines]


def test_an_accepted_holiday_does_not_let_a_refused_one_in(office, case):
    """An answer until Saturday 11 April, Friday to be safe; the court works on that Friday."""
    office.deadlines.add(case.id, "CV-24", RECEIVED)
    office.holidays.add(FRIDAY)
    office.moves.refuse(offered(office), OPEN)
    office.holidays.add(SATURDAY)
    move = offered(office)
    assert days(move) == [SATURDAY.day], "the other one made no move: it was left out"
    moved = office.moves.accept(move)
    assert left_out(moved) == [FRIDAY.day.isoformat()]
    assert [days(one) for one in office.moves.refused(case.id)] == [[FRIDAY.day]]
    assert office.moves.pending().moves == ()
