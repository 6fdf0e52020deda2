"""Which backups are kept, and how worrying the age of the last one is."""
# ruff: noqa: DTZ001 - names bear the office's own clock, without a zone

from datetime import date, datetime, timedelta

from legalaid_desktop.domain.backups import (
    Freshness,
    file_name,
    freshness,
    kept,
    moment_of,
    surplus,
)
from legalaid_desktop.services import reference

OFFICE = "0123456789abcdef"
RULES = reference.backup_rotation()


def days(count, last=date(2026, 3, 30)):
    first = datetime.combine(last, datetime.min.time()) - timedelta(days=count - 1)
    return [first + timedelta(days=number, hours=9) for number in range(count)]


def test_a_year_of_daily_backups_leaves_days_weeks_and_months():
    present = []
    for moment in days(400):
        present.append(moment)
        present = [one for one in present if one not in surplus(present, RULES)]
    assert present[-7:] == days(7)
    assert 18 <= len(present) <= 23
    assert present[0].date() == date(2025, 4, 1)


def test_what_is_promised_is_kept():
    """The day on which one may go at the earliest is not broken by any later backup."""
    promised, present = {}, []
    for moment in days(120):
        present.append(moment)
        gone = surplus(present, RULES)
        for one in gone:
            assert promised[one] <= moment.date(), one
        present = [one for one in present if one not in gone]
        promised |= {one: why.until for one, why in kept(present[:-1], RULES).items()}


def test_a_pause_deletes_nothing():
    before = days(5, date(2025, 1, 10))
    assert surplus([*before, datetime(2026, 3, 30, 9)], RULES) == []


def test_all_of_the_newest_day_stay_until_the_next():
    morning, evening = datetime(2026, 3, 30, 8), datetime(2026, 3, 30, 17)
    assert surplus([morning, evening], RULES) == []
    assert surplus([morning, evening, datetime(2026, 3, 31, 8)], RULES) == [morning]


def test_only_names_of_this_office_are_known():
    at = datetime(2026, 3, 30, 9, 5, 7)
    assert moment_of(file_name(OFFICE, at), OFFICE) == at
    for name in (
        file_name("ffff" + OFFICE, at),
        "backup-01234567-2026-03-30-090507.zip.part",
        "backup-01234567-2026-13-30-090507.zip",
        "photos.zip",
    ):
        assert moment_of(name, OFFICE) is None


def test_age():
    now = datetime(2026, 3, 30, 9)
    ages = {0: Freshness.GOOD, 3: Freshness.GOOD, 4: Freshness.OLD, 8: Freshness.TOO_OLD}
    for count, expected in ages.items():
        assert freshness(now - timedelta(days=count), now) is expected
    assert freshness(None, now) is Freshness.TOO_OLD
