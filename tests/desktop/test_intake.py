"""Intake: a name and a problem open a case; who may be known already is shown beside."""

import time

from PySide6.QtCore import QCoreApplication

from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.pauses import TYPING
from legalaid_desktop.domain.cases import Confidentiality, Stage
from legalaid_desktop.domain.people import Person


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
