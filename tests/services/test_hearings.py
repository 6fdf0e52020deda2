"""Hearings: who was told, who came, what came of it; refused access; papers to be filed."""

from dataclasses import replace
from datetime import date, time

import pytest

from legalaid_desktop.domain.access_refusals import AccessRefusal
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, CaseType, Party, PartyRole
from legalaid_desktop.domain.court_fees import FeeQuestion
from legalaid_desktop.domain.errors import InvalidValue, NotFound
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.filings import Filing, Readiness, Ticked
from legalaid_desktop.domain.hearings import Attendance, HearingNotice, Signed
from legalaid_desktop.domain.triggers import ServiceWay
from legalaid_desktop.labels import hearings as labels
from legalaid_desktop.services.hearings import NO_ROLE

DAY = date(2026, 3, 30)


@pytest.fixture
def defendant(office, case):
    other = Party(case_id=case.id, organisation_lo="ບໍລິສັດ ດາວ", role=PartyRole.DEFENDANT)
    return office.cases.add_party(other)


def heard(office, case, on, text="ພິຈາລະນາຄັ້ງທີ 1"):
    hearing = Event(case_id=case.id, kind=EventKind.HEARING, on=on, text=text)
    return office.cases.add_event(hearing)


def absent(hearing, party, told_on):
    return HearingNotice(
        case_id=hearing.case_id,
        event_id=hearing.id,
        party_id=party.id,
        told_on=told_on,
        told_by="ສານປະຊາຊົນ",
        way=ServiceWay.VILLAGE,
        signed=Signed.THUMB,
        attendance=Attendance.ABSENT,
    )


def test_the_third_missed_summons_is_told_with_its_article(office, case, defendant):
    for on, told in ((3, 0), (10, 5), (24, 17)):
        hearing = heard(office, case, date(2026, 3, on))
        day = date(2026, 3, told) if told else date(2026, 2, 26)
        office.hearings.note(absent(hearing, defendant, day))
    found = office.hearings.ledger(case.id).missed[defendant.id]
    assert len(found.days) == 3
    assert found.consequence
    assert found.consequence.article == "158"


def test_what_our_client_missed_counts_however_the_line_names_the_client(office, case):
    client = office.people.client(case.client_id)
    for on in (3, 10, 24):
        hearing = heard(office, case, date(2026, 3, on))
        told = date(2026, 2, 26) if on == 3 else date(2026, 3, on - 6)
        line = absent(hearing, Party(case_id=0, role=PartyRole.DEFENDANT), told)
        office.hearings.note(replace(line, whom="client"))
    found = office.hearings.ledger(case.id)
    (ours,) = [one for one in found.parties if one.person_id == client.person_id]
    assert len(found.missed[ours.id].days) == 3
    assert found.missed[ours.id].consequence, "the defendant is our client"
    office.cases.remove_party(ours.id, "ຜິດ")
    found = office.hearings.ledger(case.id)
    assert [*found.missed] == [NO_ROLE]
    assert found.missed[NO_ROLE].consequence is None


def test_a_line_that_was_struck_out_stays_and_counts_no_more(office, case, defendant):
    hearing = heard(office, case, date(2026, 3, 10))
    line = office.hearings.note(absent(hearing, defendant, date(2026, 3, 2)))
    office.hearings.strike(line.id, "ຂຽນຜິດຜູ້")
    ledger = office.hearings.ledger(case.id)
    assert ledger.notices[hearing.id][0].struck == "ຂຽນຜິດຜູ້"
    assert ledger.missed == {}


def test_result_and_next_date_are_kept_in_one_step_and_the_note_stays(office, case, defendant):
    hearing = heard(office, case, date(2026, 3, 24))
    missing = absent(hearing, defendant, date(2026, 3, 10))
    kept, following = office.hearings.conclude(
        hearing, "ເລື່ອນຍ້ອນຈຳເລີຍບໍ່ມາ", [missing], next_on=date(2026, 4, 21), next_at=time(9)
    )
    assert (kept.text, kept.result) == ("ພິຈາລະນາຄັ້ງທີ 1", "ເລື່ອນຍ້ອນຈຳເລີຍບໍ່ມາ")
    ledger = office.hearings.ledger(case.id)
    assert [one.on for one in ledger.hearings] == [date(2026, 4, 21), date(2026, 3, 24)]
    assert following.at == time(9)
    assert ledger.notices[hearing.id][0].attendance is Attendance.ABSENT


def test_nothing_is_kept_of_a_result_with_a_wrong_next_date(office, case, defendant):
    hearing = heard(office, case, date(2026, 3, 24))
    missing = absent(hearing, defendant, date(2026, 3, 10))
    with pytest.raises(InvalidValue) as caught:
        office.hearings.conclude(hearing, "ເລື່ອນ", [missing], next_on=date(2026, 3, 24))
    assert caught.value.field == "next_on"
    other = office.cases.take_in(
        office.people.get(office.people.client(case.client_id).person_id),
        Case(client_id=0, type=CaseType.CIVIL, subject_en="Another", opened_on=DAY),
    )
    with pytest.raises(NotFound):
        office.hearings.conclude(hearing, "ເລື່ອນ", [replace(missing, case_id=other.id)])
    ledger = office.hearings.ledger(case.id)
    assert ledger.hearings[0].result == ""
    assert ledger.notices[hearing.id] == ()


def test_a_summons_for_the_old_day_counts_no_more_once_the_hearing_moves(office, case, defendant):
    hearing = heard(office, case, date(2026, 3, 10))
    line = office.hearings.note(absent(hearing, defendant, date(2026, 3, 2)))
    assert line.told_for == date(2026, 3, 10)
    office.cases.save_event(replace(hearing, on=date(2026, 3, 24)))
    office.hearings.note(replace(line, note="ບໍ່ມາ", told_for=date(2026, 3, 24)))
    missed = office.hearings.ledger(case.id).missed[defendant.id]
    assert (missed.days, missed.doubtful) == ((), (date(2026, 3, 24),))
    (kept,) = office.hearings.ledger(case.id).notices[hearing.id]
    assert labels.told(kept, date(2026, 3, 24), "en").startswith(
        "told on 2 March 2026 · of a hearing on 10 March 2026"
    )
    office.hearings.note(replace(kept, told_on=date(2026, 3, 12)))
    assert office.hearings.ledger(case.id).missed[defendant.id].days == (date(2026, 3, 24),)


def test_what_belongs_elsewhere_is_refused(office, case, defendant):
    hearing, other = (heard(office, case, date(2026, 3, on)) for on in (10, 24))
    note = office.cases.add_event(replace(hearing, id=None, version=0, kind=EventKind.NOTE))
    missing = absent(other, defendant, date(2026, 3, 2))
    theirs = office.cases.take_in(
        office.people.get(office.people.client(case.client_id).person_id),
        Case(client_id=0, type=CaseType.CIVIL, subject_en="Another", opened_on=DAY),
    )
    stranger = office.cases.add_party(replace(defendant, id=None, version=0, case_id=theirs.id))
    deadline = office.deadlines.add(theirs.id, "CV-24", DAY)
    filing = Filing(case_id=case.id, kind="claim", planned_on=DAY)
    for attempt in (
        lambda: office.hearings.conclude(note, "ເລື່ອນ"),
        lambda: office.hearings.conclude(replace(note, kind=EventKind.HEARING), "ເລື່ອນ"),
        lambda: office.hearings.conclude(hearing, "ເລື່ອນ", [missing]),
        lambda: office.hearings.note(replace(missing, party_id=stranger.id)),
        lambda: office.filings.plan(replace(filing, deadline_id=deadline.id)),
    ):
        with pytest.raises(NotFound):
            attempt()
    ledger = office.hearings.ledger(case.id)
    assert ([one.result for one in ledger.hearings], ledger.missed) == (["", ""], {})
    assert office.filings.of_case(case.id) == []


def test_every_refusal_of_access_is_kept(office, case):
    refusal = AccessRefusal(case_id=case.id, on=DAY, body=" ສະຖານີຕຳຫຼວດ ", reason="ບໍ່ມີໃບອະນຸຍາດ")
    kept = office.hearings.refused(refusal)
    office.hearings.refused(replace(kept, complained_on=DAY))
    (found,) = office.hearings.ledger(case.id).refusals
    assert (found.body, found.complained_on) == ("ສະຖານີຕຳຫຼວດ", DAY)
    with pytest.raises(InvalidValue):
        office.hearings.refused(replace(refusal, body=" "))


def states(checklist):
    return {line.item.id: line.state for line in checklist.lines}


def test_a_mandate_of_the_case_is_seen_and_has_to_last_until_the_filing(office, case):
    claim = Filing(case_id=case.id, kind="claim", planned_on=DAY)
    planned = office.filings.plan(claim)
    assert states(planned)["mandate"] is Readiness.OPEN
    office.deadlines.add(case.id, "LM-13", date(2026, 3, 2), variant="no_term")
    (again,) = office.filings.of_case(case.id)
    assert states(again)["mandate"] is Readiness.READY
    late = office.filings.plan(replace(again.filing, planned_on=date(2027, 4, 1)))
    assert states(late)["mandate"] is Readiness.OPEN


def test_a_foreign_paper_is_missing_its_translation_until_it_has_one(office, case, tmp_path):
    filing = office.filings.plan(Filing(case_id=case.id, kind="claim", planned_on=DAY)).filing
    source = tmp_path / "contract.txt"
    source.write_text("สัญญา")
    thai = Attachment(
        case_id=case.id, title_lo="ສັນຍາ", received_on=DAY, language="th", file_name=""
    )
    kept = office.attachments.add(source, thai)
    assert states(office.filings.of_case(case.id)[0])["translation"] is Readiness.OPEN
    lao = replace(thai, title_lo="ຄຳແປສັນຍາ", language="lo", translates=kept.id)
    office.attachments.add(source, lao)
    assert states(office.filings.of_case(case.id)[0])["translation"] is Readiness.READY
    unread = office.attachments.add(source, replace(thai, title_lo="ບໍ່ຮູ້", language=""))
    assert states(office.filings.of_case(case.id)[0])["translation"] is Readiness.OPEN
    office.attachments.save(replace(unread, language="lo"))
    assert states(office.filings.of_case(case.id)[0])["translation"] is Readiness.READY
    assert filing.case_id == case.id


def test_what_is_ticked_stays_and_is_in_the_history(office, case):
    filing = office.filings.plan(Filing(case_id=case.id, kind="claim", planned_on=DAY)).filing
    done = [Ticked(item="stamp", state=Readiness.READY)]
    waived = Ticked(item="fee", state=Readiness.NOT_NEEDED, note="ມາດຕາ 42: ຄ່າແຮງງານ")
    office.filings.tick(filing.id, [*done, waived])
    (found,) = office.filings.of_case(case.id)
    assert states(found)["stamp"] is Readiness.READY
    assert next(one.note for one in found.lines if one.item.id == "fee") == "ມາດຕາ 42: ຄ່າແຮງງານ"
    assert not found.ready
    filed = office.filings.filed(filing.id, DAY, "ກາສານ ເລກທີ 12")
    assert filed.proof == "ກາສານ ເລກທີ 12"
    with pytest.raises(InvalidValue):
        office.filings.filed(filing.id, date(2026, 4, 1), "ກາສານ")


def test_the_fees_of_a_victims_claim_are_nothing_and_say_why(office):
    found = office.filings.fees(FeeQuestion(value=60_000_000, exempt="crime"))
    assert (found.now, found.ground.article) == (0, "42")
