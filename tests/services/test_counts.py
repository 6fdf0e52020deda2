"""Counts: every case is in them, for the head alone; what is for others hides its small numbers."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.closings import Closing, Service
from legalaid_desktop.domain.copies import OWN_FILE, Errand
from legalaid_desktop.domain.counted import By, Span, Unit
from legalaid_desktop.domain.counts import CountChoice
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed
from legalaid_desktop.domain.people import Person, Sex
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.storage import cases, people
from tests.documents.test_papers import by_pdfium

QUARTER = Span(first=date(2026, 1, 1), last=date(2026, 3, 31))
BY_TYPE = CountChoice(unit=Unit.OPENED, period=QUARTER, rows=By.TYPE)
DONOR = Errand(recipient="UNDP")


@pytest.fixture
def filled(office):
    """Twelve men and twelve women with land cases, three women with civil ones."""
    with office._desk.database.transaction() as session:
        for at in range(27):
            who = people.save(
                session, Person(given_lo="ຄຳ", sex=Sex.MALE if at < 12 else Sex.FEMALE)
            )
            client = people.save_client(
                session, Client(person_id=who.id, code=f"K-{at}", since=date(2026, 2, 3))
            )
            kind = CaseType.LAND if at < 24 else CaseType.CIVIL
            cases.save(
                session,
                Case(client_id=client.id, number=f"2026/9{at}", type=kind, subject_lo="=ທີ່ດິນ",
                     opened_on=date(2026, 2, 3)),
            )  # fmt: skip
    return office


def test_restricted_cases_of_others_count_and_only_the_head_counts(filled, seat):
    noy = seat("noy", Role.LAWYER)
    noy.cases.take_in(
        Person(given_lo="ນາງ ນ້ອຍ", sex=Sex.FEMALE),
        Case(client_id=0, type=CaseType.TRAFFICKING, subject_lo="ທະເລ", code_name="ນົກຍຸງ",
             confidentiality=Confidentiality.HIGHLY_RESTRICTED, opened_on=date(2026, 3, 2)),
    )  # fmt: skip
    table = filled.counts.table(BY_TYPE)
    assert table.rows == (CaseType.CIVIL, CaseType.LAND, CaseType.TRAFFICKING)
    assert table.columns == (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN)
    assert table.cells == ((3, 0, 0), (12, 12, 0), (1, 0, 0))
    assert (table.column_totals, table.total) == ((16, 12, 0), 28)
    for role in (Role.OFFICER, Role.CLERK, Role.VOLUNTEER, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            seat(role.value, role).counts.table(BY_TYPE)
    filled.counts.table(BY_TYPE)
    filled.counts.table(replace(BY_TYPE, rows=By.MAJORITY))
    looks = [line.entry for line in filled.trail.page() if line.entry.kind == "counts"]
    assert [one.fields["by_rows"][1] for one in looks] == ["majority", "type"]
    assert {one.deed for one in looks} == {Deed.LOOK}


def test_a_table_for_others_hides_its_small_numbers_whatever_was_asked(filled, tmp_path):
    """The three civil cases, and the women with land cases, from whom they could be worked out."""
    own, theirs = (
        by_pdfium(filled.counts.sheet(BY_TYPE, "en", errand)) for errand in (OWN_FILE, DONOR)
    )
    assert "civilcase3003landcase1212024Total1512027" in own
    assert "27,ofthem15offemaleclients" in own
    assert "civilcase*00*landcase*120*Total1512027" in theirs
    assert "fewerthan11" in theirs
    out = tmp_path / "n.xlsx"
    filled.counts.sheet(BY_TYPE, "both", DONOR, out)
    rows = [[cell.value for cell in row] for row in load_workbook(out).active]
    assert rows[0][1:4] == ["ຍິງ / female", "ຊາຍ / male", "ບໍ່ຮູ້ / not known"]
    assert rows[1] == ["ຄະດີແພ່ງ / civil case", *"*00*"]
    cells = [cell for row in load_workbook(out).active for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}, "no formula"
    kept = [line.entry for line in filled.trail.page() if line.entry.kind == "counts"]
    assert [(one.deed, one.fields["number"][1]) for one in kept] == [
        (Deed.EXPORT, 3), (Deed.PRINT, 2), (Deed.PRINT, 1),
    ]  # fmt: skip
    assert [one.fields.get("hidden_below") for one in kept] == [(None, 11), (None, 11), None]
    with pytest.raises(InvalidValue):
        filled.counts.sheet(replace(BY_TYPE, columns=By.DISTRICT), "lo", DONOR)


@pytest.mark.parametrize(
    ("errand", "whole"),
    [
        (replace(OWN_FILE, recipient="UNICEF"), False),
        (Errand(recipient="our own file", body="unicef"), False),
        (replace(OWN_FILE, recipient="our own file"), True),
        (Errand(recipient="our own file", body=""), True),
    ],
)
def test_whoever_is_named_gets_no_small_numbers(filled, errand, whole):
    """The body says our own file, or the recipient is empty: one of both alone says nothing."""
    told = by_pdfium(filled.counts.sheet(BY_TYPE, "en", errand))
    assert ("civilcase3003" in told) is whole


def test_people_and_services_are_other_numbers_than_cases(filled):
    """A person with two cases is one person, and a case is closed as what was given."""
    first = filled.cases.page().lines[0].case
    second = filled.cases.open(
        Case(client_id=first.client_id, type=CaseType.FAMILY, subject_lo="ຢ່າ",
             opened_on=date(2026, 3, 1))
    )  # fmt: skip
    asked = filled.closings.ask(
        Closing(case_id=second.id, service=Service.ADVICE, outcome="advised")
    )
    filled.closings.decide(asked.id, approved=True, why="ຜູ້ດຽວ")
    helped = filled.counts.table(replace(BY_TYPE, unit=Unit.HELPED))
    assert (helped.total, helped.rows[-1]) == (27, "several")
    assert filled.counts.table(replace(BY_TYPE, unit=Unit.OPEN)).total == 28
    assert filled.counts.table(replace(BY_TYPE, unit=Unit.CLOSED)).total == 1
    given = filled.counts.table(
        replace(BY_TYPE, unit=Unit.SERVICES, rows=By.SERVICE, columns=By.OUTCOME)
    )
    assert (given.columns, given.row_totals) == (("advised",), (0, 1, 0, 0))
    assert (given.women, given.women_total) == ((0, 1, 0, 0), 1)
