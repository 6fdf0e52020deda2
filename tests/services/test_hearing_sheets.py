"""The printed ledger, checklist and court-fee sheet."""

from datetime import date

import pypdfium2
import pytest

from legalaid_desktop.domain.cases import Party, PartyRole
from legalaid_desktop.domain.copies import OWN_FILE
from legalaid_desktop.domain.court_fees import FeeQuestion
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.filings import Filing
from legalaid_desktop.domain.hearings import Attendance, HearingNotice, Signed
from tests.services.test_deadline_sheets import said


@pytest.fixture
def noted(office, case):
    other = Party(case_id=case.id, organisation_en="Dao Company", role=PartyRole.DEFENDANT)
    party = office.cases.add_party(other)
    for day in (9, 23):
        heard = Event(
            case_id=case.id, kind=EventKind.HEARING, on=date(2026, 3, day), text="Hearing"
        )
        hearing = office.cases.add_event(heard)
        office.hearings.note(
            HearingNotice(
                case_id=case.id,
                event_id=hearing.id,
                party_id=party.id,
                told_on=date(2026, 3, day - 6),
                signed=Signed.THUMB,
                attendance=Attendance.ABSENT,
            )
        )
    return case


def test_each_sheet_says_how_it_stands_and_where_in_the_law(office, noted):
    ledger = said(office.sheets.notices(noted.id, "en", OWN_FILE).pages)
    assert "Dao Company" in ledger
    assert "art. 158" in ledger
    assert "the next absence" in ledger
    planned = office.filings.plan(
        Filing(case_id=noted.id, kind="claim", planned_on=date(2026, 4, 1))
    )
    listed = said(office.sheets.checklist(planned.filing.id, "en", OWN_FILE).pages)
    assert "Not ready" in listed
    assert "read in the law" in listed
    asked = FeeQuestion(value=50_000_000, exempt="labour")
    fees = said(office.sheets.court_fees(noted.id, asked, "en", OWN_FILE).pages)
    assert "1,000,000" in fees
    assert "claimant only" in fees


def test_each_sheet_is_made_in_both_languages(office, noted):
    planned = office.filings.plan(
        Filing(case_id=noted.id, kind="appeal", planned_on=date(2026, 4, 1))
    )
    made = [
        office.sheets.notices(noted.id, "both", OWN_FILE),
        office.sheets.checklist(planned.filing.id, "both", OWN_FILE),
        office.sheets.court_fees(noted.id, FeeQuestion(value=10**6), "both", OWN_FILE),
    ]
    assert all(len(pypdfium2.PdfDocument(one.pages)) >= 2 for one in made)
