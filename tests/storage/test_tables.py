"""Records and tables cannot drift apart."""

import dataclasses
from datetime import date

import pytest

from legalaid_desktop.domain.access_refusals import AccessRefusal
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.backups import Backup
from legalaid_desktop.domain.bundles import MadeBundle
from legalaid_desktop.domain.cases import Case, Party
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.closings import Closing
from legalaid_desktop.domain.conflicts import ConflictCheck
from legalaid_desktop.domain.consents import Consent
from legalaid_desktop.domain.copies import Copy
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.destructions import Destruction
from legalaid_desktop.domain.eligibility import EligibilityDecision
from legalaid_desktop.domain.errors import NotFound, Stale
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.filings import Filing
from legalaid_desktop.domain.hearings import HearingNotice
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.holiday_tables import HolidayVersion
from legalaid_desktop.domain.imports import ImportRun
from legalaid_desktop.domain.intakes import Intake
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.losses import ExchangeRate, Loss
from legalaid_desktop.domain.merges import Merge
from legalaid_desktop.domain.moves import Move
from legalaid_desktop.domain.office_events import EventVersion
from legalaid_desktop.domain.office_rules import RuleVersion
from legalaid_desktop.domain.office_times import OfficeTime
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.people import Person, Phone, SafeToCall
from legalaid_desktop.domain.safe_contacts import SafeContact
from legalaid_desktop.domain.scope import ScopeCheck
from legalaid_desktop.domain.signing_keys import SigningKey
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.domain.users import Member, Notice, User
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.domain.worksheets import View, Worksheet
from legalaid_desktop.storage import keys, offices, people, tables
from legalaid_desktop.storage.database import Database

PAIRS = [
    (OfficeProfile, tables.OfficeRow),
    (Person, tables.PersonRow),
    (Client, tables.ClientRow),
    (Case, tables.CaseRow),
    (Party, tables.PartyRow),
    (Event, tables.EventRow),
    (Decision, tables.DecisionRow),
    (Intake, tables.IntakeRow),
    (SafeContact, tables.SafeContactRow),
    (Deadline, tables.DeadlineRow),
    (AccessRefusal, tables.AccessRefusalRow),
    (Filing, tables.FilingRow),
    (HearingNotice, tables.HearingNoticeRow),
    (Trigger, tables.TriggerRow),
    (Move, tables.MoveRow),
    (HolidayVersion, tables.HolidayVersionRow),
    (Lawyer, tables.LawyerRow),
    (Assignment, tables.AssignmentRow),
    (Paper, tables.PaperRow),
    (Attachment, tables.AttachmentRow),
    (MadeBundle, tables.BundleRow),
    (Holiday, tables.HolidayRow),
    (User, tables.UserRow),
    (Member, tables.MemberRow),
    (Notice, tables.NoticeRow),
    (Copy, tables.CopyRow),
    (EligibilityDecision, tables.EligibilityRow),
    (ScopeCheck, tables.ScopeCheckRow),
    (Consent, tables.ConsentRow),
    (Backup, tables.BackupRow),
    (Destruction, tables.DestructionRow),
    (ImportRun, tables.ImportRow),
    (ConflictCheck, tables.ConflictCheckRow),
    (Merge, tables.MergeRow),
    (OfficeTime, tables.OfficeTimeRow),
    (Task, tables.TaskRow),
    (Letter, tables.LetterRow),
    (EventVersion, tables.OfficeEventRow),
    (RuleVersion, tables.OfficeRuleRow),
    (SigningKey, tables.SigningKeyRow),
    (Holding, tables.HoldingRow),
    (Closing, tables.ClosingRow),
    (Worksheet, tables.WorksheetRow),
    (View, tables.ViewRow),
    (VictimStatus, tables.VictimStatusRow),
    (AgeEvidence, tables.AgeEvidenceRow),
    (WithheldPaper, tables.WithheldPaperRow),
    (Custody, tables.CustodyRow),
    (Loss, tables.LossRow),
    (ExchangeRate, tables.ExchangeRateRow),
]
SEARCH_COLUMNS = {"search", "sort"}
OF_STORAGE_ALONE = {"hits", "asked"}
"""What a conflict check found, as ids: no record carries it out of the storage."""
BIN_COLUMNS = {"removed_at", "removed_by", "removed_why"}


@pytest.mark.parametrize(("record", "row"), PAIRS, ids=lambda kind: kind.__name__)
def test_a_table_holds_what_its_record_holds(record, row):
    fields = {field.name for field in dataclasses.fields(record)}
    columns = {column.key for column in row.__table__.columns}
    assert columns - SEARCH_COLUMNS - BIN_COLUMNS - OF_STORAGE_ALONE == fields - OF_STORAGE_ALONE


def test_every_table_of_a_record_is_compared():
    versioned = {row for row in tables.Base.__subclasses__() if hasattr(row, "version")}
    assert versioned == {row for _record, row in PAIRS}


@pytest.fixture
def database(tmp_path):
    cost = keys.Cost(memory=64, passes=1, lanes=1)
    opened = Database.create(tmp_path, keys.create_slots(tmp_path, "mina", "ບ້ານເຮົາ ນາງາມ", cost))
    yield opened
    opened.close()


def test_a_person_comes_back_as_it_was_saved(database):
    person = Person(
        given_lo="ຄຳພອນ",
        surname_latin="Sisouvanh",
        born_on=date(1999, 2, 3),
        phones=(Phone(number="020 5555 1234", safe=SafeToCall.NO, note="ຜົວຮັບສາຍ"),),
    )
    with database.transaction() as session:
        saved = people.save(session, person)
    with database.read() as session:
        assert people.get(session, saved.id) == saved
    assert dataclasses.replace(saved, id=None, version=0) == person


def test_a_stale_save_is_refused_and_changes_nothing(database):
    with database.transaction() as session:
        first = people.save(session, Person(given_lo="ບຸນມີ"))
    with database.transaction() as session:
        people.save(session, dataclasses.replace(first, village_lo="ນາໄຊ"))
    with pytest.raises(Stale), database.transaction() as session:
        people.save(session, dataclasses.replace(first, village_lo="ໂພນທອງ"))
    with database.read() as session:
        assert people.get(session, first.id).village_lo == "ນາໄຊ"


def test_a_record_that_is_gone_is_said_to_be_gone(database):
    with pytest.raises(NotFound), database.read() as session:
        people.get(session, 99)


def test_a_number_is_never_given_twice(database):
    given = []
    for _ in range(3):
        with database.transaction() as session:
            given.append(offices.next_number(session, "case/2026"))
    with database.transaction() as session:
        given.append(offices.next_number(session, "case/2027"))
    assert given == [1, 2, 3, 1]


def test_lao_names_are_found_in_any_spelling_and_listed_in_lao_order(database):
    with database.transaction() as session:
        for name in ("ໄກ", "ຂາ", "ນ້ຳຝົນ", "ກາ", "ແກ້ວ", "ໜູ"):
            people.save(session, Person(given_lo=name))
    with database.read() as session:
        listed = [person.given_lo for person, _client in people.page(session, "", None, 9)[0]]
        assert listed == ["ກາ", "ແກ້ວ", "ໄກ", "ຂາ", "ນ້ຳຝົນ", "ໜູ"]
        for typed, found in (("ນໍ້າ", "ນ້ຳຝົນ"), ("ຫນູ", "ໜູ"), ("%", None), ("'", None)):
            names = [person.given_lo for person, _ in people.page(session, typed, None, 9)[0]]
            assert names == ([found] if found else [])


def test_pages_of_a_list_miss_nobody_and_repeat_nobody(database):
    with database.transaction() as session:
        for number in range(25):
            people.save(session, Person(given_lo="ບຸນ" if number % 2 else "ແສງ"))
    seen, after = [], None
    with database.read() as session:
        while True:
            lines, after = people.page(session, "", after, 10)
            seen += [person.id for person, _client in lines]
            if after is None:
                break
    assert len(seen) == len(set(seen)) == 25
