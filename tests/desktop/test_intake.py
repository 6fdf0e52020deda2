"""Intake: a name and a problem open a case; who may be known already is shown beside."""

import time
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.eligibility_form import EligibilityDialog
from legalaid_desktop.desktop.intake_dialogs import IntakeDecisionDialog, TryDialog
from legalaid_desktop.desktop.pauses import TYPING
from legalaid_desktop.domain.cases import CaseType, Confidentiality, Stage
from legalaid_desktop.domain.intakes import IntakeStatus
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from tests.desktop.screen import settled
from tests.hidden_names import read


def test_a_name_and_a_problem_open_a_case(language, window, type_text):
    window.go("intake")
    page = window.pages["intake"]
    type_text(page.form.parts.given_lo, "ນາງ ຄຳ")
    type_text(page.case_form.parts.subject_lo, "ຂໍ້ຂັດແຍ່ງທີ່ດິນ")
    page.save.click()
    line = window.office.cases.page().lines[0]
    assert (line.person.given_lo, line.client_code) == ("ນາງ ຄຳ", "K-001")
    assert line.case.stage is Stage.ADVICE
    assert window.pages["case"].isVisible()
    assert "ຂໍ້ຂັດແຍ່ງທີ່ດິນ" in window.pages["case"].head.title.text().replace("\u200b", "")


def test_a_page_that_was_open_at_midnight_opens_the_case_today(window, type_text):
    window.go("intake")
    page, desk = window.pages["intake"], window.office._desk
    type_text(page.form.parts.given_lo, "ນາງ ຄຳ")
    type_text(page.case_form.parts.subject_lo, "ຂໍ້ຂັດແຍ່ງທີ່ດິນ")
    later = desk.clock() + timedelta(days=1)
    object.__setattr__(desk, "clock", lambda: later)
    page.save.click()
    assert window.office.cases.page().lines[0].case.opened_on == later.date()


def test_nothing_is_kept_while_the_problem_is_missing(window, type_text):
    window.go("intake")
    page = window.pages["intake"]
    type_text(page.form.parts.given_lo, "ຄຳ")
    page.save.click()
    assert page.case_form.parts.subject_lo.error_line.isVisible()
    assert window.office.people.page().lines == ()


def test_somebody_known_is_shown_beside_and_can_be_taken(window, qtbot, type_text):
    known = window.office.people.save(
        Person(given_lo="ຄຳແພງ", surname_lo="ພູທະວົງ", village_lo="ຫ້ວຍແສນ")
    )
    window.go("intake")
    page = window.pages["intake"]
    type_text(page.form.parts.given_lo, "ຄໍາແພງ")
    qtbot.waitUntil(lambda: len(page.alike.findChildren(Row)) == 1)
    row = page.alike.findChildren(Row)[0]
    assert "same given name in Lao" in row.reason.text()
    row.opened.emit(known.id)
    assert page.form.parts.surname_lo.value() == "ພູທະວົງ"
    type_text(page.case_form.parts.subject_en, "land")
    page.save.click()
    assert len(window.office.people.page().lines) == 1


def test_a_restricted_case_asks_for_a_code_name(language, window, type_text):
    window.go("intake")
    page = window.pages["intake"]
    parts = page.case_form.parts
    assert not parts.code_name.isVisible()
    type_text(page.form.parts.given_latin, "Kham")
    type_text(parts.subject_en, "trafficking")
    parts.confidentiality.set_value(Confidentiality.RESTRICTED)
    assert parts.code_name.isVisible()
    page.save.click()
    assert parts.code_name.error_line.isVisible()
    type_text(parts.code_name, "ນົກຍຸງ")
    page.save.click()
    title = window.pages["case"].head.title.text().replace("\u200b", "")
    assert "ນົກຍຸງ" in title
    assert "trafficking" not in title


def test_an_intake_half_typed_waits(window, type_text):
    window.go("intake")
    page = window.pages["intake"]
    type_text(page.form.parts.given_lo, "ຄຳ")
    type_text(page.case_form.parts.subject_lo, "ທີ່ດິນ")
    window.go("today")
    window.go("intake")
    assert page.form.parts.given_lo.value() == "ຄຳ"
    assert page.case_form.parts.subject_lo.value() == "ທີ່ດິນ"


def test_a_lock_in_the_middle_of_a_name_looks_nobody_up(window, type_text):
    window.go("intake")
    page = window.pages["intake"]
    type_text(page.form.parts.given_lo, "ຄຳ")
    window.close_pages()
    window.office.lock()
    time.sleep(2 * TYPING / 1000)
    QCoreApplication.processEvents()  # a look behind the lock would be an error, and fail this test
    assert window.pages == {}


def begun(window, type_text):
    window.go("intake")
    page = window.pages["intake"]
    type_text(page.form.parts.given_lo, "ສົມໄຊ")
    type_text(page.case_form.parts.subject_lo, "ລູກເຮືອ")
    return page


def dialog(kind):
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    )


def test_a_talk_by_the_keyboard_tells_what_to_do_first(language, window, type_text):
    page = begun(window, type_text)
    steps = page.talk.first_steps
    assert not steps.isVisible()
    assert not page.talk.sections["contact"].is_open
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert page.talk.sections["contact"].is_open
    assert window.focusWidget() is page.talk.field("call").editor.buttons[""]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert page.talk.field("call").value() == "no"
    page.talk.field("custody").set_value("yes")
    page.talk.field("trafficking").set_value("yes")
    told = read(steps)
    assert ("ກຳນົດເວລາການກັກຕົວ" if language == "lo" else "clock of the detention") in told
    assert steps.proposal.isVisible()
    steps.restrict.click()
    parts = page.case_form.parts
    assert parts.confidentiality.value() is Confidentiality.RESTRICTED
    assert parts.type.value() is CaseType.TRAFFICKING
    assert parts.code_name.isVisible()
    assert parts.code_name.value() != ""
    assert not steps.proposal.isVisible()
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (waiting,) = window.office.intakes.waiting()
    assert waiting.intake.custody is Answer.YES
    assert window.office.intakes.of_case(waiting.case.id).contact.call is Answer.NO


def test_who_gives_no_name_and_a_part_that_lacks_something(window, type_text):
    window.go("intake")
    page = window.pages["intake"]
    type_text(page.case_form.parts.subject_en, "wages")
    page.save.click()
    assert page.form.parts.given_lo.error_line.isVisible()
    page.talk.field("anonymous").set_value(True)
    page.talk.field("third_party").set_value("yes")
    page.save.click()
    assert page.talk.sections["who"].is_open
    assert page.talk.field("other_name").error_line.isVisible()
    type_text(page.talk.field("other_name"), "ນາງ ຄຳ")
    page.save.click()
    assert "K-001" in read(window.pages["case"].parts["story"].people)
    window.pages["case"].show_tab("intake")
    assert "ນາງ ຄຳ" in read(window.pages["case"].parts["intake"])


def test_the_queue_leads_to_the_talk_the_tries_and_the_decision(language, window, type_text, qtbot):
    page = begun(window, type_text)
    page.talk.field("danger").set_value("yes")
    page.save.click()
    window.go("today")
    settled(qtbot, window)
    (row,) = window.pages["today"].waiting.findChildren(Row)
    assert ("ຢູ່ໃນອັນຕະລາຍ" if language == "lo" else "in danger") in row.reason.text().replace(
        "\u200b", ""
    )
    row.opened.emit(row._key)
    tab = window.pages["case"].parts["intake"]
    assert tab.isVisible()
    tab.tried.click()
    ask = dialog(TryDialog)
    ask.accept_button.click()
    assert ask.reached.error_line.isVisible()
    ask.reached.set_value("no")
    type_text(ask.again, "31/03/2026")
    ask.accept_button.click()
    rows = tab.tries.findChildren
    qtbot.waitUntil(lambda: len([row for row in rows(Row) if row.isVisible()]) == 1)
    refuse_and_send_on(language, window, tab)


def refuse_and_send_on(language, window, tab):
    tab.decide.click()
    ask = dialog(IntakeDecisionDialog)
    assert not {IntakeStatus.REFUSED, IntakeStatus.REFERRED_ON} & {
        one for one, _ in ask.status._choices
    }
    ask.status.set_value(IntakeStatus.NO_ANSWER)
    ask.accept_button.click()
    assert ask.reason.error_line.isVisible()
    ask.reject()
    tab.refuse.click()
    ask = dialog(EligibilityDialog)
    assert ask.reasons.isVisible()
    ask.reasons.set_value(("not_ours",))
    ask.accept_button.click()
    assert ask.other_help.error_line.isVisible()
    ask.other_help.set_value(("womens_union",))
    assert ask.help_en.value().startswith("Lao Women's Union")
    assert ask.help_en.value().endswith(" · 1362")
    ask.accept_button.click()
    decided = read(tab.decision)
    assert ("ສະຫະພັນແມ່ຍິງລາວ" if language == "lo" else "Lao Women's Union") in decided
    window.go("waiting")
    assert window.pages["waiting"].table.model.rowCount() == 0


def test_the_rest_is_asked_later_and_another_problem_is_linked(window, type_text):
    begun(window, type_text).save.click()
    first = window.pages["case"]._key
    window.pages["case"].show_tab("intake")
    window.pages["case"].parts["intake"].later.click()
    page = window.pages["intake_later"]
    type_text(page.form.parts.surname_lo, "ພູທະວົງ")
    page.talk.field("call").set_value("no")
    window.go("today")
    window.go("intake_later", first)
    assert page.kept.isVisible()
    page.save.click()
    window.go("case", (first, "intake"))
    tab = window.pages["case"].parts["intake"]
    assert "do not call" in read(tab.contact)
    tab.another.click()
    page = window.pages["intake"]
    assert page.form.parts.surname_lo.value() == "ພູທະວົງ"
    assert page.talk.field("call").value() == "no"
    type_text(page.case_form.parts.subject_en, "wages")
    page.save.click()
    second = window.pages["case"]._key
    assert [one.id for one in window.office.intakes.of_case(second).linked] == [first]
    assert len(window.office.people.page().lines) == 1


def test_what_was_typed_leaves_what_others_saved_meanwhile(window, type_text):
    begun(window, type_text).save.click()
    key, office = window.pages["case"]._key, window.office
    window.go("intake_later", key)
    page = window.pages["intake_later"]
    type_text(page.form.parts.surname_lo, "ພູທະວົງ")
    window.go("today")
    known = office.intakes.of_case(key).person
    office.people.save(replace(known, occupation_lo="ລູກເຮືອ"))
    window.go("intake_later", key)
    assert page.form.parts.surname_lo.value() == "ພູທະວົງ"
    page.save.click()
    kept = office.intakes.of_case(key).person
    assert (kept.occupation_lo, kept.surname_lo) == ("ລູກເຮືອ", "ພູທະວົງ")


def test_what_was_agreed_before_stays_under_what_is_said_now(window, type_text):
    person = window.office.people.save(Person(given_lo="ຄຳ"))
    agreed = SafeContact(person_id=person.id, call=Answer.NO, others="ຜົວ")
    window.office.intakes.save_contact(agreed)
    page = begun(window, type_text)
    page.talk.field("hours").set_value("ຕອນເຊົ້າ")
    page._choose(person.id)
    page.save.click()
    kept = window.office.intakes.contact(person.id)
    assert (kept.call, kept.others, kept.hours) == (Answer.NO, "ຜົວ", "ຕອນເຊົ້າ")
