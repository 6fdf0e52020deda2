"""Nothing is lost: what was removed lies in the bin with who and why, and comes back from it."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, NotFound, Refused
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person
from legalaid_desktop.labels import bin as labels
from tests.services.test_need_to_know import spelt_out


@pytest.fixture
def event(office, case):
    told = Event(case_id=case.id, kind=EventKind.NOTE, on=date(2026, 3, 25), text="ໄດ້ໂທຫາ")
    return office.cases.add_event(told)


@pytest.fixture
def attachment(office, case, tmp_path):
    path = tmp_path / "contract.txt"
    path.write_text("ສັນຍາ", encoding="utf-8")
    told = Attachment(case_id=case.id, file_name="", title_lo="ສັນຍາ", received_on=date(2026, 3, 25))
    return office.attachments.add(path, told)


@pytest.fixture
def lonely(office):
    return office.people.save(Person(given_lo="ຄຳຕັນ", given_latin="Khamtan"))


def whole(office, case_id):
    """All that the pages of a case show."""
    return (
        office.cases.file(case_id),
        office.cases.story(case_id),
        office.papers.of_case(case_id),
        office.attachments.of_case(case_id),
        office.deadlines.of_case(case_id),
    )


def without_versions(found):
    file, *lists = found
    return replace(file, case=replace(file.case, version=0)), *lists


def test_a_removed_case_takes_all_with_it_and_brings_all_back(office, case, event, attachment):
    office.papers.draft(case.id, "referral_letter", "lo")
    due = office.deadlines.add(case.id, "CV-24", date(2026, 3, 26))
    with pytest.raises(Refused, match="the nearest on"):
        office.cases.remove(case.id, "ເປີດຊ້ຳ")
    office.settling.settle(due, DeadlineStatus.DROPPED, reason="ເປີດຊ້ຳ")
    before = whole(office, case.id)
    office.cases.remove(case.id, "ເປີດຊ້ຳ")
    assert office.cases.page().lines == ()
    assert office.papers.lines() == office.deadlines.upcoming(365) == []
    assert office.today.look().idle == ()
    with pytest.raises(NotFound):
        office.cases.story(case.id)
    (lying,) = office.bin.contents()
    assert (lying.kind, lying.key, lying.by) == (BinKind.CASE, case.id, office.user)
    assert lying.why == "ເປີດຊ້ຳ"
    assert labels.what(lying, "lo") == f"{case.number} · ການທວງໜີ້"
    office.bin.restore(BinKind.CASE, case.id)
    assert without_versions(whole(office, case.id)) == without_versions(before)
    assert office.bin.contents() == []


def test_the_number_of_a_removed_case_is_not_given_again(office, case, client):
    office.cases.remove(case.id, "ຜິດ")
    other = office.cases.open(
        Case(client_id=client.id, type=CaseType.CIVIL, subject_lo="ອື່ນ", opened_on=case.opened_on)
    )
    assert other.number != case.number


@pytest.mark.parametrize("kind", [BinKind.EVENT, BinKind.ATTACHMENT, BinKind.LAWYER])
def test_single_records_go_with_a_reason_and_come_back(
    office, case, event, attachment, lawyer, kind
):
    record, remove, every = {
        BinKind.EVENT: (event, office.cases.remove_event, lambda: office.cases.story(case.id)),
        BinKind.ATTACHMENT: (
            attachment,
            office.attachments.remove,
            lambda: office.attachments.of_case(case.id),
        ),
        BinKind.LAWYER: (lawyer, office.assignments.remove_lawyer, office.assignments.lawyers),
    }[kind]
    with pytest.raises(InvalidValue) as caught:
        remove(record.id, "  ")
    assert caught.value.field == "reason"
    remove(record.id, "ຜິດຄະດີ")
    assert every() == []
    (lying,) = office.bin.contents()
    assert lying.record == replace(record, version=lying.record.version)
    assert lying.why == "ຜິດຄະດີ"
    office.bin.restore(kind, record.id)
    (back,) = every()
    assert back == replace(record, version=back.version)
    with pytest.raises(NotFound):
        office.bin.restore(kind, record.id)


def test_the_file_of_a_restored_attachment_is_whole(office, case, attachment, tmp_path):
    office.attachments.remove(attachment.id, "ຜິດ")
    path = tmp_path / "next.txt"
    path.write_text("ອື່ນ", encoding="utf-8")
    told = Attachment(case_id=case.id, file_name="", title_lo="ຕໍ່ໄປ", received_on=case.opened_on)
    assert office.attachments.add(path, told).exhibit == attachment.exhibit + 1
    office.bin.restore(BinKind.ATTACHMENT, attachment.id)
    assert office.attachments.data(attachment.id).decode() == "ສັນຍາ"
    assert [one.exhibit for one in office.attachments.of_case(case.id)] == [1, 2]


def test_a_person_in_a_case_stays(office, case, client, lonely):
    with pytest.raises(Refused) as refused:
        office.people.remove(client.person_id, "ຊ້ຳ")
    assert refused.value.values == {"number": case.number}
    office.cases.remove(case.id, "ຜິດ")
    with pytest.raises(Refused):
        office.people.remove(client.person_id, "ຊ້ຳ")
    office.people.remove(lonely.id, "ຊ້ຳ")
    with pytest.raises(NotFound):
        office.people.get(lonely.id)
    office.bin.restore(BinKind.PERSON, lonely.id)
    assert office.people.get(lonely.id).given_lo == "ຄຳຕັນ"


def test_a_party_whose_person_was_removed_waits_for_the_person(office, case, lonely):
    party = Party(case_id=case.id, person_id=lonely.id, role=PartyRole.WITNESS)
    party = office.cases.add_party(party)
    office.cases.remove_party(party.id)
    office.people.remove(lonely.id, "ຊ້ຳ")
    with pytest.raises(Refused):
        office.bin.restore(BinKind.PARTY, party.id)
    office.bin.restore(BinKind.PERSON, lonely.id)
    office.bin.restore(BinKind.PARTY, party.id)
    assert office.cases.file(case.id).parties[-1].person.id == lonely.id


def test_what_belongs_to_a_removed_case_waits_for_it(office, case, event):
    office.cases.remove_event(event.id, "ຜິດ")
    office.cases.remove(case.id, "ຜິດ")
    with pytest.raises(Refused) as refused:
        office.bin.restore(BinKind.EVENT, event.id)
    assert refused.value.values == {"number": case.number}
    assert {one.kind for one in office.bin.contents()} == {BinKind.EVENT, BinKind.CASE}


def test_a_holiday_whose_day_was_taken_meanwhile_says_so(office):
    first = office.holidays.table()[0]
    office.holidays.remove(first.id)
    again = office.holidays.add(replace(first, id=None, version=0, name_lo="ໃໝ່"))
    with pytest.raises(Refused) as refused:
        office.bin.restore(BinKind.HOLIDAY, first.id)
    assert "Another holiday" in refused.value.reason
    office.holidays.remove(again.id)
    office.bin.restore(BinKind.HOLIDAY, first.id)
    assert replace(office.holidays.table()[0], version=first.version) == first


def test_a_lawyer_with_an_open_case_stays_and_a_removed_one_is_still_named(
    office, case, accepted, lawyer
):
    with pytest.raises(Refused) as refused:
        office.assignments.remove_lawyer(lawyer.id, "ຍ້າຍໄປ")
    assert refused.value.values == {"count": 1}
    office.cases.save(replace(office.cases.get(case.id), stage="closed"))
    office.assignments.remove_lawyer(lawyer.id, "ຍ້າຍໄປ")
    assert office.assignments.lawyers() == []
    assert office.cases.file(case.id).lawyer.name_lo == lawyer.name_lo
    assert isinstance(office.assignments.lawyer(lawyer.id), Lawyer)


@pytest.fixture
def hidden(office):
    case = Case(
        client_id=0,
        type=CaseType.TRAFFICKING,
        subject_lo="ທະເລເລິກ",
        confidentiality=Confidentiality.RESTRICTED,
        code_name="ນົກຍຸງ",
        opened_on=date(2026, 3, 24),
    )
    return office.cases.take_in(Person(given_lo="ພອນສະຫວັນ"), case)


def test_the_bin_shows_no_name_of_a_restricted_case(office, seat, hidden):
    told = Event(case_id=hidden.id, kind=EventKind.NOTE, on=hidden.opened_on, text="ພອນສະຫວັນ ມາ")
    event = office.cases.add_event(told)
    office.cases.remove_event(event.id, "ຜິດ")
    clerk = seat("noy", Role.CLERK)
    assert clerk.bin.contents() == []
    (mine,) = office.bin.contents()
    assert labels.what(mine, "lo") == f"{hidden.number} · “ນົກຍຸງ”"
    with pytest.raises(NotAllowed):
        clerk.bin.restore(BinKind.EVENT, event.id)
    where = replace(office.cases.get(hidden.id), shelf="ພອນສະຫວັນ 2", stage_cause="ພອນສະຫວັນ")
    office.cases.save(where)
    office.cases.remove(hidden.id, "ພອນສະຫວັນ ຖອນຄຳຮ້ອງ")
    (listed,) = clerk.bin.contents()
    assert listed.hidden
    assert "ພອນສະຫວັນ" not in spelt_out(listed)
    assert (listed.why, listed.record.subject_lo) == ("", "")
    assert labels.what(listed, "lo") == f"{hidden.number} · “ນົກຍຸງ”"
    with pytest.raises(NotAllowed):
        clerk.bin.restore(BinKind.CASE, hidden.id)
    assert seat("manivone", Role.VOLUNTEER).bin.contents() == []
    office.bin.restore(BinKind.CASE, hidden.id)
    assert office.cases.get(hidden.id).subject_lo == "ທະເລເລິກ"


def test_who_may_not_set_up_the_office_restores_no_holiday(office, seat):
    day = office.holidays.table()[0]
    office.holidays.remove(day.id)
    with pytest.raises(NotAllowed):
        seat("noy", Role.CLERK).bin.restore(BinKind.HOLIDAY, day.id)
    assert day.id not in {one.id for one in office.holidays.table()}
