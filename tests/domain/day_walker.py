"""The rules of counting once more, by a clerk who walks a wall calendar day by day.

Shares no code and no idea with the engine: nothing here adds a length to a date, divides weeks, or
searches a table. Numbers of the law are written out. Slow, and meant to be read next to the law.
"""

from calendar import monthrange
from datetime import date, timedelta

ONE = timedelta(days=1)
HOUR = timedelta(hours=1)


class Clerk:
    """Knows the days off of one table: day, scope, kind, and whether safe dates avoid it."""

    def __init__(self, table):
        self.official = {
            d for d, scope, kind, _ in table if (scope, kind) == ("nation", "official")
        }
        self.closed = {d for d, scope, _, _ in table if scope == "nation"}
        self.avoided = {d for d, scope, _, pulls in table if pulls or scope == "nation"}

    def weekend(self, day):
        return day.isoweekday() in (6, 7)

    def works(self, day):
        return not self.weekend(day) and day not in self.closed

    def unsafe(self, day):
        return self.weekend(day) or day in self.avoided

    def off(self, day, reading):
        """Whether a last day on it moves: by the letter, with weekends, with every rest day."""
        if reading == "letter":
            return day in self.official
        if reading == "weekend":
            return day in self.official or self.weekend(day)
        return not self.works(day)

    # One period.

    def walk(self, start, number, working, still, step=ONE):
        """The day on which that many days have been counted after ``start``."""
        day = start
        while number > 0:
            day += step
            if day not in still and (not working or self.works(day)):
                number -= 1
        return day

    def period(self, start, length, unit, still=(), step=ONE):
        """Its last day, and whether the month had no such day."""
        if unit == "working_day":
            return self.walk(start, length, True, still, step), False
        if unit == "day":
            return self.walk(start, length, False, still, step), False
        if unit == "week":
            return self.walk(start, length * 7, False, still, step), False
        matching, short = self.same_day_of_month(
            start, length * (12 if unit == "year" else 1), step
        )
        days, day = 0, start
        while day != matching:
            day, days = day + step, days + 1
        return self.walk(start, days, False, still, step), short

    def same_day_of_month(self, start, months, step):
        year, month = start.year, start.month
        for _ in range(months):
            month += 1 if step == ONE else -1
            year, month = {13: (year + 1, 1), 0: (year - 1, 12)}.get(month, (year, month))
        last = monthrange(year, month)[1]
        return date(year, month, min(last, start.day)), start.day > last

    def moved(self, day, step, moves):
        while moves(day):
            day += step
        return day

    def last_day(self, start, end, rest_day_end, reading):
        """Where a last day on a holiday goes; never before the day the period runs from."""
        if rest_day_end == "keep":
            return end
        step = ONE if rest_day_end == "next" else -ONE
        return max(start, self.moved(end, step, lambda day: self.off(day, reading)))

    # A period with what was granted on top.

    def first_period(self, case, start, still):
        """The same; a period that begins with the first of a month ends with the last of one."""
        if start != case.get("day_before_first") or case["unit"] not in ("month", "year"):
            return self.period(start, case["length"], case["unit"], still)
        end, _ = self.period(start + ONE, case["length"], case["unit"], still)
        return self.moved(end - ONE, -ONE, lambda day: day in still), False

    def chain(self, case, start, still, reading):
        """The end before the last move, the last day, and whether its month was short."""
        end, short = self.first_period(case, start, still)
        last = self.last_day(start, end, case["rest"], reading)
        for length, unit in case["more"]:
            begins = last
            end, short = self.period(begins, length, unit, still)
            last = self.last_day(begins, end, case["rest"], reading)
        return end, last, short

    def forward(self, case, run):
        """Statutory, with weekends, safe."""
        start, cautious, floor, still = run
        end, statutory, _ = self.chain(case, start, still, "letter")
        _, by_weekend, _ = self.chain(case, start, still, "weekend")
        if case["later"]:
            return statutory, by_weekend, self.waiting(case, start, cautious, still)
        safe = self.first_reading(case, cautious, still)
        for length, unit in case["more"]:
            if case["rest"] == "previous":
                safe = self.moved(safe, -ONE, lambda day: self.off(day, "every"))
            safe, _ = self.period(safe, length, unit, still)
        day_less = self.moved(end - ONE, -ONE, lambda day: day in still)
        safe = self.moved(min(safe, day_less), -ONE, self.unsafe)
        return statutory, by_weekend, max(floor, safe)

    def first_reading(self, case, cautious, still):
        """The trigger day is day 1; months and years end one day sooner."""
        if case["unit"] == "working_day":
            return self.walk(cautious, case["length"] - 1, True, still)
        end, _ = self.period(cautious, case["length"], case["unit"], still)
        return self.moved(end - ONE, -ONE, lambda day: day in still)

    def waiting(self, case, start, cautious, still):
        """No reading ends later."""
        ends = [self.chain(case, start, still, each) for each in ("letter", "weekend", "every")]
        ends.append(self.chain(case, cautious, still, "every"))
        latest = max(end + ONE if short else end for end, _, short in ends)
        return self.moved(latest, ONE, self.unsafe)

    def backward(self, case, run):
        start, cautious, _, _ = run
        end, short = self.period(start, case["length"], case["unit"], (), -ONE)
        last = {}
        for reading in ("letter", "weekend"):
            moves = case["rest"] == "previous"
            last[reading] = (
                self.moved(end, -ONE, lambda day, by=reading: self.off(day, by)) if moves else end
            )
        safe = last["letter"] - ONE if short else last["letter"]
        sooner, doubt = self.period(cautious, case["length"], case["unit"], (), -ONE)
        safe = min(safe, sooner - ONE if doubt else sooner)
        return last["letter"], last["weekend"], self.moved(safe, -ONE, self.unsafe)

    # From the event to the day the period runs from.

    def run(self, case):
        """Start, the same for the safe date, the first day anybody can act, days not counted."""
        start, cautious, floor = self.known(case)
        if case["way"] and not case["back"]:
            start, cautious, floor = self.served(case, start, cautious, floor)
        if case["also"]:
            pick = min if case["which"] == "earliest" else max
            start, cautious, floor = (
                pick([day, *case["also"]]) for day in (start, cautious, floor)
            )
        return start, cautious, floor

    def known(self, case):
        day = case["on"]
        if case["known"] == "day":
            return day, day, day
        first = day
        while first.day != 1 or (case["known"] == "year" and first.month != 1):
            first -= ONE
        following = day + ONE
        while following.day != 1 or (case["known"] == "year" and following.month != 1):
            following += ONE
        if case["back"]:
            return following, first, first
        return following - ONE, following if case["later"] else first, first

    def begins_with_a_first(self, case, start):
        """Whether the period begins with the first of a month, for no more is known."""
        if case["known"] == "day" or start != self.known(case)[0] or start in case["also"]:
            return False
        told = case["reached"] is not None or case["way"] in ("posted", "broadcast")
        return not (case["way"] and told)

    def served(self, case, start, cautious, floor):
        way, reached, waits = case["way"], case["reached"], case["later"]
        if way in ("hand", "post", "village"):
            if reached is None:
                return start, cautious, floor
            doubt = way == "village" and not waits
            return reached, min(cautious, reached) if doubt else reached, reached
        if case["law"] == "enforcement":
            known = self.walk(start, 10, True, ())
        else:
            known = self.walk(start, {"posted": 30, "broadcast": 3}[way], False, ())
        begins, learns = known, way == "posted" and case["law"] != "enforcement"
        if learns and reached is not None and reached < known:
            begins = reached
        floor = floor if reached is None else max(floor, min(reached, begins))
        return begins, known if waits else min(cautious, begins), min(floor, begins)

    # All of it.

    def count(self, case):
        """Statutory, with weekends, safe, and what is left if the clock stands still."""
        start, cautious, floor = self.run(case)
        if case["back"]:
            return *self.backward(case, (start, cautious, floor, ())), None
        still, since = self.standstill(case)
        if self.begins_with_a_first(case, start):
            case = {**case, "day_before_first": start}
        anew = until = None
        for day in sorted(case["restarts"]):
            run = (start, cautious, floor, still)
            found = self.at_restart(case, run, since, day, anew) if day > start else None
            if found is None:
                continue
            safe = found[2] if until is None else min(found[2], until)
            if case["later"] or found[3] is not None or day <= safe:
                floor, until = day, None
            else:  # it can be disputed: the safe day stays
                until = safe
            start = cautious = anew = day
            case = {**case, "day_before_first": None}
        if anew:
            granted = zip(case["more"], case["granted"], strict=True)
            case = {**case, "more": [each for each, on in granted if on > anew]}
        found = self.with_standstill(case, (start, cautious, floor, still), since)
        if until is None or case["later"]:
            return found
        return *found[:2], min(found[2], until), found[3]

    def at_restart(self, case, run, since, day, anew):
        """How it stood on that day, if it was still running."""
        granted = zip(case["more"], case["granted"], strict=True)
        by_then = [each for each, on in granted if on <= day and (anew is None or on > anew)]
        found = self.with_standstill({**case, "more": by_then}, run, since)
        return found if found[3] is not None or day <= found[0] else None

    def with_standstill(self, case, run, since):
        start, cautious, floor, still = run
        if since is None:
            return *self.forward(case, run), None
        closed = {day for day in still if day < since}
        end, _, _ = self.chain(case, start, closed, "letter")
        since = max(since, start + ONE)
        if end < since:
            return *self.forward(case, (start, cautious, floor, closed)), None
        units = {case["unit"], *(unit for _, unit in case["more"])}
        left, day = 0, since
        while day <= end:
            left += self.works(day) if units == {"working_day"} else 1
            day += ONE
        return *self.forward(case, (start, cautious, floor, closed | {since})), left

    def standstill(self, case):
        """Every day on which the clock stood still, and since when it does."""
        still, since = set(), None
        for first, last in case["pauses"]:
            if last is None:
                since = first if since is None else min(since, first)
            day = first
            while last is not None and day <= last:
                still.add(day)
                day += ONE
        return still, since


def walk_hours(start, hours, back, pauses):
    """Minute by minute where the clock stood still on some days, else hour by hour."""
    still = set()
    for first, last in pauses:
        day = first
        while day <= last:
            still.add(day)
            day += ONE
    tick, left = (timedelta(minutes=1), hours * 60) if still else (HOUR, hours)
    moment = start
    while left > 0:
        left -= moment.date() not in still
        moment += -tick if back else tick
    return moment
