"""Counts: whoever is in a table is in it once, and nobody is left out."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain import counts
from legalaid_desktop.domain.cases import CaseType, Stage
from legalaid_desktop.domain.closings import Service
from legalaid_desktop.domain.counted import (
    By,
    CaseFacts,
    Ended,
    Span,
    Unit,
    band,
    month_of,
    quarter_of,
    year_of,
)
from legalaid_desktop.domain.counts import CHOICES, CountChoice
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.people import Person, Sex

QUARTER = Span(first=date(2026, 1, 1), last=date(2026, 3, 31))
WANTED = CountChoice(unit=Unit.OPENED, period=QUARTER, rows=By.TYPE)
NOY = Person(sex=Sex.FEMALE, born_year=2005, province="04", district="0402", nationality="LA")


def facts(key=1, person=None, who=NOY, opened=date(2026, 2, 3), **more):
    told = {"type": CaseType.LAND, "stage": Stage.ADVICE, **more}
    return CaseFacts(id=key, person_id=person or key, who=who, opened_on=opened, **told)


def rows(table):
    return dict(zip(table.rows, table.row_totals, strict=True))


def counted(found, unit=Unit.OPENED, rows_by=By.TYPE, **more):
    return counts.table(found, replace(WANTED, unit=unit, rows=rows_by, **more))


def test_each_unit_counts_its_own_days():
    closed = {"stage": Stage.CLOSED, "type": CaseType.CIVIL}
    found = [
        facts(1, opened=date(2026, 1, 1)),
        facts(2, opened=date(2026, 3, 31)),
        facts(3, opened=date(2026, 4, 1)),
        facts(4, opened=date(2025, 6, 1), closed_on=date(2025, 12, 31), **closed),
        facts(5, opened=date(2025, 6, 1), closed_on=date(2026, 1, 1), **closed),
        facts(6, opened=date(2025, 6, 1), **closed),
        facts(7, opened=date(2025, 6, 1)),
    ]
    totals = {unit: counted(found, unit).total for unit in Unit}
    assert totals == {
        Unit.OPENED: 2, Unit.CLOSED: 1, Unit.OPEN: 4, Unit.HELPED: 4, Unit.NEW_PEOPLE: 2,
        Unit.SERVICES: 0,
    }  # fmt: skip
    assert counted(found, Unit.CLOSED).undated == 1, "closed before the day was asked for"


def test_a_person_counts_once_and_is_new_only_with_the_first_case():
    found = [
        facts(1, 9, opened=date(2025, 5, 5)),
        facts(2, 9, opened=date(2026, 1, 5), type=CaseType.FAMILY),
        facts(3, 8, opened=date(2026, 2, 5)),
        facts(4, 8, opened=date(2026, 2, 6)),
    ]
    assert rows(counted(found, Unit.HELPED)) == {CaseType.LAND: 1, "several": 1}
    assert rows(counted(found, Unit.NEW_PEOPLE, By.MONTH)) == {
        "2026-01": 0, "2026-02": 1, "2026-03": 0,
    }  # fmt: skip


def test_a_service_counts_each_time_and_a_closed_case_with_its_last():
    ends = (
        Ended(on=date(2026, 1, 9), service=Service.ADVICE, outcome="advised"),
        Ended(on=date(2026, 3, 9), service=Service.REPRESENT, outcome="acquitted"),
    )
    one = facts(stage=Stage.CLOSED, closed_on=date(2026, 3, 9), endings=ends)
    told = {Service.INFO: 0, Service.ADVICE: 1, Service.DRAFT: 0, Service.REPRESENT: 1}
    assert rows(counted([one], Unit.SERVICES, By.SERVICE)) == told
    closed = counted([one], Unit.CLOSED, By.OUTCOME)
    assert rows(closed) == {"acquitted": 1}
    bare = replace(one, endings=())
    assert rows(counted([bare], Unit.CLOSED, By.OUTCOME)) == {"": 1}, "no closing was asked for"


def test_what_is_not_known_is_a_value_and_the_women_a_number_of_their_own():
    found = [
        facts(1),
        facts(2, who=Person()),
        facts(3, who=Person(sex=Sex.MALE, province="04", nationality="TH")),
    ]
    table = counted(found, rows_by=By.PROVINCE, columns=By.NATIONALITY)
    assert (table.rows, table.columns) == (("04", ""), ("LA", "TH", ""))
    assert table.cells == ((1, 1, 0), (0, 0, 1))
    assert (table.women, table.women_total, table.total) == ((1, 0), 1, 3)
    by_sex = counted(found, rows_by=By.PROVINCE)
    assert by_sex.columns == (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN)
    assert (by_sex.column_totals, by_sex.women) == ((1, 1, 1), ())


@pytest.mark.parametrize(
    ("who", "in_band", "majority"),
    [
        (Person(born_on=date(2008, 2, 4)), "9-17", "child"),
        (Person(born_on=date(2008, 2, 3)), "18-20", "adult"),
        (Person(born_year=2008), "", ""),
        (Person(born_year=2017), "", "child"),  # eight or nine
        (Person(born_year=2006), "18-20", "adult"),
        (Person(age_from=40, age_to=46, age_seen_on=date(2026, 2, 3)), "39-47", "adult"),
        (Person(age_from=16, age_to=20, age_seen_on=date(2026, 2, 3)), "", ""),
        (Person(age_from=60, age_to=80, age_seen_on=date(2020, 2, 3)), "48-", "adult"),
        (Person(), "", ""),
    ],
)
def test_an_age_is_in_a_band_only_if_all_of_it_is(who, in_band, majority):
    for by, value in ((By.AGE_BAND, in_band), (By.MAJORITY, majority)):
        assert {key for key, one in rows(counted([facts(who=who)], rows_by=by)).items() if one} == {
            value
        }
    assert [band(age, age) for age in (0, 8, 9, 17, 18, 48, 99)] == [
        "0-8", "0-8", "9-17", "9-17", "18-20", "48-", "48-",
    ]  # fmt: skip


def test_every_table_adds_up_and_an_empty_one_is_said():
    found = [facts(key, who=Person(sex=list(Sex)[key % 3])) for key in range(40)]
    for unit, offered in CHOICES.items():
        for one in offered:
            other = By.SEX if one is not By.SEX else By.TYPE
            for below in (0, 11):
                table = counted(found, unit, one, columns=other, below=below)
                none = counted([], unit, one, columns=other, below=below)
                assert none.is_empty
                assert not none.hides
                assert below or sum(table.row_totals) == sum(table.column_totals) == table.total


def test_the_same_people_lying_on_their_side_hide_the_same():
    found = [
        facts(key, who=Person(sex=list(Sex)[key % 2], born_year=1970 + key % 37), type=kind)
        for key in range(60)
        for kind in [list(CaseType)[key * key % 5]]
    ]
    for one, other in ((By.TYPE, By.SEX), (By.TYPE, By.AGE_BAND)):
        table = counted(found, rows_by=one, columns=other, below=11)
        turned = counted(found, rows_by=other, columns=one, below=11)
        assert table.hides
        assert table.cells == tuple(zip(*turned.cells, strict=True))
        assert table.row_totals == turned.column_totals
    by_sex = counted(found, below=11)
    by_age = counted(found, columns=By.AGE_BAND, below=11)
    assert by_age.women == tuple(row[0] for row in by_sex.cells), "neither opens the other"
    assert by_age.row_totals == by_sex.row_totals


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("last", {"period": Span(first=date(2026, 2, 1), last=date(2026, 1, 1))}),
        ("last", {"period": Span(first=date(2000, 2, 1), last=date(2026, 1, 1))}),
        ("rows", {"rows": By.OUTCOME}),
        ("columns", {"columns": By.SERVICE}),
        ("columns", {"columns": By.TYPE}),
        ("rows", {"rows": By.DISTRICT, "below": 11}),
        ("below", {"below": 2}),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(field, changes):
    with pytest.raises(InvalidValue) as told:
        counts.checked(replace(WANTED, **changes))
    assert told.value.field == field


def test_a_table_that_no_page_holds_is_refused():
    long = Span(first=date(2025, 1, 1), last=date(2026, 3, 31))
    assert counted([facts()], rows_by=By.MONTH, period=long).total == 1
    with pytest.raises(InvalidValue) as told:
        counted([facts()], columns=By.MONTH, period=long)
    assert told.value.field == "columns"


def test_periods_as_offices_report_them():
    day = date(2026, 12, 31)
    assert month_of(day) == Span(first=date(2026, 12, 1), last=day)
    assert quarter_of(day) == Span(first=date(2026, 10, 1), last=day)
    assert year_of(day) == Span(first=date(2026, 1, 1), last=day)
    assert quarter_of(date(2026, 2, 28)) == QUARTER
    assert QUARTER.months == ("2026-01", "2026-02", "2026-03")
    assert counts.guarded(WANTED).below == 11
    assert counts.guarded(replace(WANTED, below=20)).below == 20
