"""Printed deadlines: what is due, the week at court, the log of the day, the sum of one date."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from legalaid_desktop import i18n
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.copies import OWN_FILE, Errand
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.errors import LegalAidError, Refused
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.holiday_tables import new_day
from legalaid_desktop.domain.kept_sums import Whole
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.rules import DeadlineKind, Unit
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.triggers import Prolongation, Trigger
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services.deadlines import Chosen
from legalaid_desktop.storage import deadlines as stored_deadlines
from tests.services.test_papers import text_of

DAY = date(2026, 3, 30)


class Said(str):
    """The text of a sheet, in which words are found however they are set."""

    def __contains__(self, words):
        return super().__contains__(search_key(words))


def said(pages):
    return Said(text_of(pages))


@pytest.fixture
def busy(office, case):
    """An ordinary case and a restricted one, with deadlines, a clock and a hearing."""
    secret = office.cases.take_in(
        Person(given_lo="ຄຳຫຼ້າ"),
        replace(
            case,
            id=None,
            version=0,
            client_id=0,
            number="",
            subject_lo="ລັບສຸດ",
            subject_en="Hushhush",
            confidentiality=Confidentiality.RESTRICTED,
            code_name="ນົກ",
        ),
    )
    for one in (case, secret):
        office.deadlines.add(one.id, "CV-24", DAY - timedelta(days=10))
    office.deadlines.add(
        case.id, "CR-01", office._desk.clock().replace(tzinfo=None), confirmed=True
    )
    for one in (case, secret):
        office.cases.add_event(
            Event(case_id=one.id, kind=EventKind.HEARING, on=DAY, at=time(9), text="ພິຈາລະນາ")
        )
    return case, secret


@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_control_sheet_lists_what_is_due_and_names_nobody(office, busy, language):
    text = said(office.deadline_sheets.control(DAY, language, OWN_FILE))
    case, secret = busy
    assert text.count(search_key(case.number)) == 3
    assert text.count(search_key(secret.number)) == 2
    for hidden in ("ຄຳຫຼ້າ", "ນົກ", "ລັບສຸດ", "Hushhush"):
        assert hidden not in text
    unverified = {"lo": "ຍັງບໍ່ທັນຢືນຢັນ", "en": "UNVERIFIED"}[language]
    assert unverified in text


def test_what_somebody_wrote_stands_on_the_copy_for_the_own_file_alone(office, busy):
    case = busy[0]
    office.settling.write(case.id, DeadlineKind.TARGET, "Bring Khamla home", DAY)
    sheets = office.deadline_sheets
    subject = case.subject_en or case.subject_lo

    def told(errand):
        control, courts, log = (
            said(make(DAY, "en", errand)) for make in (sheets.control, sheets.courts, sheets.log)
        )
        return "Khamla" in control, "Khamla" in log, subject in courts

    assert told(OWN_FILE) == told(Errand(recipient="ສຳນວນຂອງຫ້ອງການ")) == (True, True, True)
    assert told(Errand(recipient="ສານ")) == (False, False, False)


@pytest.mark.parametrize("language", ["lo", "en"])
def test_a_target_is_marked_and_has_no_last_day_of_the_law(office, case, language):
    law = office.deadlines.add(case.id, "CV-24", DAY - timedelta(days=20))
    office.settling.write(case.id, DeadlineKind.TARGET, "Visit", DAY + timedelta(days=3))
    day = i18n.date_long(DAY + timedelta(days=3), language)
    words = i18n.catalog(language).gettext
    sheet = said(office.deadline_sheets.control(DAY, language, OWN_FILE))
    log = said(office.deadline_sheets.log(DAY, language, OWN_FILE))
    assert str(sheet).count(search_key(day)) == 1, "as the safe day alone"
    for text in (sheet, log):
        assert words("Deadline") in text
        assert words("Target") in text
    assert str(log).count(search_key(words("Last day by law"))) == 1
    turned = office.settling.convert(law, DeadlineKind.TARGET, "x")
    assert turned.is_of_law, "what the law sets stays of the law"


def test_the_control_sheet_before_new_year_has_the_hearing_after_it(office, case):
    eve, after = date(2026, 4, 13), date(2026, 4, 17)
    office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.HEARING, on=after, at=time(9), text="ພິຈາລະນາ")
    )
    text = said(office.deadline_sheets.control(eve, "en", OWN_FILE))
    assert case.number in text
    earlier = said(office.deadline_sheets.control(eve - timedelta(days=3), "en", OWN_FILE))
    assert case.number not in earlier


def test_an_empty_control_sheet_is_signed_all_the_same(office):
    text = said(office.deadline_sheets.control(DAY, "en", OWN_FILE))
    assert "signed all the same" in text
    assert "Checked by a second person" in text


@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_court_list_shows_a_restricted_case_by_its_number(office, busy, language):
    for number, one in zip(("88/ສປ", "99/ສປ"), busy, strict=True):
        office.cases.save(replace(office.cases.get(one.id), court_number=number))
    text = said(office.deadline_sheets.courts(DAY + timedelta(days=3), language, OWN_FILE))
    assert ("88/ສປ" in text, "99/ສປ" in text) == (True, False)
    assert busy[0].number in text
    assert busy[1].number in text
    assert "09:00" in text
    assert "ລັບສຸດ" not in text
    assert "Hushhush" not in text


def test_the_log_tells_every_act_of_the_day_in_order(office, busy):
    deadline = office.deadlines.of_case(busy[0].id)[0]
    office.settling.settle(deadline, DeadlineStatus.DROPPED, reason="ສານຍົກເລີກ")
    secret = office.deadlines.of_case(busy[1].id)[0]
    office.settling.settle(secret, DeadlineStatus.DROPPED, reason="ຄຳຫຼ້າ ຖອນຟ້ອງ")
    text = said(office.deadline_sheets.log(DAY, "en", OWN_FILE))
    assert "ສານຍົກເລີກ" in text
    assert "dropped" in text
    assert "ຄຳຫຼ້າ" not in text
    office.deadlines.add(busy[0].id, "CV-24", date(2026, 3, 27))  # safe until Friday 10 April
    office.holidays.add(new_day(date(2026, 4, 10), "ພັກ"))
    (waiting,) = office.moves.pending().moves
    office.moves.refuse(waiting.move, "ສານເປີດ")
    refused = said(office.deadline_sheets.log(DAY, "en", OWN_FILE))
    assert "Safe last day that was refused: 9 April 2026" in refused
    assert "Reason: ສານເປີດ" in refused
    assert "What moves it: The table of holidays has changed" in refused
    outside = said(office.deadline_sheets.log(DAY, "en", Errand(recipient="ສານ")))
    assert "The table of holidays has changed" in outside
    assert "ສານເປີດ" not in outside
    assert "ສານຍົກເລີກ" not in outside
    earlier = said(office.deadline_sheets.log(DAY - timedelta(days=1), "en", OWN_FILE))
    assert "No deadline was entered" in earlier


def test_the_log_tells_why_a_day_moved_with_its_event_or_by_more_time(office, case):
    event = Trigger(case_id=case.id, event="claim-received", on=date(2026, 3, 27))
    (answer,) = office.triggers.add(event, [Chosen(rule_id="CV-24")]).deadlines
    granted = Prolongation(length=10, unit=Unit.DAY, granted_on=DAY, note="ສານອະນຸຍາດ")
    longer = office.triggers.prolong(answer, granted)
    earlier = replace(office.triggers.get(answer.trigger_id), on=date(2026, 3, 20))
    office.triggers.change(earlier, [longer.id], "ອ່ານຜິດ")
    ours, outside = (
        said(office.deadline_sheets.log(DAY, "en", errand))
        for errand in (OWN_FILE, Errand(recipient="ສານ"))
    )
    assert "More time granted: 10 calendar days, 30 March 2026, ສານອະນຸຍາດ" in ours
    assert "Reason: ອ່ານຜິດ" in ours
    for text in (ours, outside):
        assert "What moves it: The event it runs from has changed" in text
        assert "What moves it: More time was granted" in text
    assert "ສານອະນຸຍາດ" not in outside
    assert "ອ່ານຜິດ" not in outside


@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_sum_of_an_unverified_date_says_so_loudly(office, busy, language):
    held = next(one for one in office.deadlines.of_case(busy[0].id) if one.rule_id == "CR-01")
    text = said(office.deadline_sheets.sum(held.id, language, OWN_FILE).pages)
    assert busy[0].number in text
    assert {"lo": "ມາດຕາ 47", "en": "art. 47"}[language] in text
    assert {"lo": "ຍັງບໍ່ທັນຢືນຢັນ", "en": "UNVERIFIED"}[language] in text


def test_a_rule_that_was_not_in_force_is_counted_with_a_warning_that_stays(office, case, seat):
    lawyer = seat("khamla", Role.LAWYER)
    shipped = office.rules.get("CV-24")
    ended = replace(shipped.wording, valid_from=None, valid_to=date(2026, 1, 1))
    lawyer.rules.change(shipped, ended, "ກົດໝາຍໃໝ່")
    counted = office.deadlines.count("CV-24", DAY)
    assert "no_longer_valid" in [one.kind for one in counted.warnings]
    with pytest.raises(Refused, match="not in force"):
        office.deadlines.add(case.id, "CV-24", DAY, confirmed=True)
    kept = office.deadlines.add(case.id, "CV-24", DAY, confirmed=True, despite=True)
    assert kept.safe_on == counted.safe
    assert "no_longer_valid" in [one["kind"] for one in kept.warnings]
    text = said(office.deadline_sheets.sum(kept.id, "en", OWN_FILE).pages)
    assert text.count(search_key("The rule was in force until")) == 2
    assert search_key("RULE NOT IN FORCE THAT DAY") in said(
        office.deadline_sheets.control(kept.safe_on, "en", OWN_FILE)
    )


def test_what_was_typed_of_a_day_stands_on_no_sheet_of_a_restricted_case(office, busy):
    title = "Bring Khamla to the shelter"
    ours, secret = (
        office.settling.write(case.id, DeadlineKind.TARGET, title, DAY) for case in busy
    )
    sheets = office.deadline_sheets
    for pages in (sheets.control(DAY, "en", OWN_FILE), sheets.log(DAY, "en", OWN_FILE)):
        assert said(pages).count(search_key("Khamla")) == 1
    assert "Khamla" in said(sheets.sum(ours.id, "en", OWN_FILE).pages)
    text = said(sheets.sum(secret.id, "en", OWN_FILE).pages)
    assert "Khamla" not in text
    assert "Target" in text


def test_every_sheet_is_entered_in_the_trail(office, busy):
    office.deadline_sheets.control(DAY, "lo", OWN_FILE)
    kinds = {line.entry.kind for line in office.trail.page() if line.entry.deed is Deed.PRINT}
    assert "control_sheet" in kinds


def test_a_sheet_that_cannot_be_saved_leaves_nothing(office, busy, tmp_path):
    with pytest.raises(LegalAidError):
        office.deadline_sheets.control(DAY, "lo", OWN_FILE, tmp_path / "none" / "sheet.pdf")
    assert not list(tmp_path.rglob("*.pdf"))


def without_assumptions(office, deadline):
    """The deadline as an office of an earlier program kept it."""
    with office._desk.writing() as session:
        old = replace(deadline, assumptions=None, warnings=None)
        return stored_deadlines.save(session, old)


@pytest.mark.parametrize("language", ["lo", "en"])
def test_what_was_assumed_is_kept_printed_and_marked_on_the_control_sheet(office, case, language):
    plain = office.deadlines.add(case.id, "CV-24", date(2026, 2, 2))
    doubtful = office.deadlines.add(case.id, "CV-28", date(2026, 3, 27))
    assumed = office.deadlines.count("CV-28", date(2026, 3, 27)).assumptions
    assert office.deadlines.sum_of(doubtful).assumptions == assumed
    for one in (plain, doubtful):
        text = said(office.deadline_sheets.sum(one.id, language, OWN_FILE).pages)
        for step in office.deadlines.sum_of(one).assumptions:
            assert labels.sentence(step, language) in text
    sheet = text_of(office.deadline_sheets.control(date(2026, 4, 9), language, OWN_FILE))
    assert sheet.count("*") == 3, "both dates of one line, and what the mark means"


def test_an_older_sum_is_counted_again_and_says_so(office, case):
    made = office.deadlines.add(case.id, "CV-28", date(2026, 3, 27))
    old = without_assumptions(office, made)
    told = office.deadlines.sum_of(old)
    assert told.whole is Whole.AGAIN
    assert told.assumptions == office.deadlines.sum_of(made).assumptions
    text = said(office.deadline_sheets.sum(old.id, "en", OWN_FILE).pages)
    assert "Counted again today the sum is the same" in text
    office.holidays.add(new_day(date(2026, 4, 11), "ພັກ"))
    again = office.deadlines.sum_of(old)
    assert (again.whole, again.assumptions) == (Whole.STEPS, ())
    text = said(office.deadline_sheets.sum(old.id, "lo", OWN_FILE).pages)
    assert "ຜົນບໍ່ຄືເກົ່າ" in text
