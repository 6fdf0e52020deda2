"""The office page: profile, lawyers, holidays, look and passphrase."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import translator
from legalaid_desktop.desktop.holidays import HolidayDialog
from legalaid_desktop.desktop.lawyers import LawyerDialog
from legalaid_desktop.desktop.passphrase import PassphraseDialog
from legalaid_desktop.domain.errors import WrongPassphrase
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.services.office import open_office
from tests.desktop.screen import give_reason

OLD, NEW = "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ", "ກະຕ່າຍ ຂີ່ ໂມງຊ້າໆ ຕອນເຊົ້າ"


@pytest.fixture
def page(window):
    window.go("office")
    return window.pages["office"]


def dialog(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def said(text):
    return text.text().replace("\u200b", "")


def test_the_profile_is_kept_in_both_languages(page, window, type_text):
    parts = page.parts["profile"].parts
    parts.name_lo.editor.clear()
    type_text(parts.name_lo, "ຫ້ອງການຍຸຕິທໍາ")
    type_text(parts.letterhead_lo, "ກະຊວງຍຸຕິທຳ\nພະແນກຍຸຕິທຳ")
    type_text(parts.paper_suffix, "ຊກ")
    parts.province.set_value("01")
    page.parts["profile"].save.click()
    kept = window.office.profile()
    assert kept.name_lo == "ຫ້ອງການຍຸຕິທຳ"
    assert kept.letterhead_lo == ("ກະຊວງຍຸຕິທຳ", "ພະແນກຍຸຕິທຳ")
    assert (kept.paper_suffix, kept.province) == ("ຊກ", "01")
    assert "12/ຊກ" in said(page.parts["profile"].paper_example)


def test_the_pattern_of_numbers_shows_an_example(page, window):
    field = page.parts["profile"].parts.case_numbers
    field.editor.setText("{number:04d}-{year}")
    assert "0012-2026" in said(page.parts["profile"].example)
    field.editor.setText("{number")
    page.parts["profile"].save.click()
    assert said(field.error_line) == "Use {year} and {number} in the pattern."
    assert window.office.profile().case_numbers == "{year}/{number:03d}"


def test_a_half_filled_profile_outlives_a_switch_of_language(page, qapp, type_text, window):
    type_text(page.parts["profile"].parts.address_lo, "ບ້ານນາໄຊ")
    translator.switch(qapp, "lo")
    window.go("papers")
    window.go("office")
    assert page.parts["profile"].parts.address_lo.value() == "ບ້ານນາໄຊ"
    assert page.parts["profile"].parts.province.editor.currentText() == "ອຸດົມໄຊ"
    assert page.tabs.tabText(1).replace("\u200b", "") == "ທະນາຍຄວາມ"


def test_a_lawyer_is_added_and_mended(page, window, type_text):
    page.tabs.setCurrentIndex(1)
    page.parts["lawyers"].new.click()
    asked = dialog(LawyerDialog)
    asked.accept_button.click()
    assert not asked.parts.name_lo.error_line.isHidden()
    type_text(asked.parts.name_lo, "ມະນີວອນ ທອງສຸກໃສ")
    asked.accept_button.click()
    model = page.parts["lawyers"].table.model
    assert model.index(0, 0).data() == "ມະນີວອນ ທອງສຸກໃສ"
    assert model.index(0, 1).data() == "missing"
    page.parts["lawyers"].table.opened.emit(model.record(0))
    asked = dialog(LawyerDialog)
    type_text(asked.parts.card_number, "0455")
    asked.accept_button.click()
    (lawyer,) = window.office.assignments.lawyers()
    assert lawyer.card_number == "0455"


def test_holidays_stand_by_year_and_say_how_sure_they_are(page, window):
    page.tabs.setCurrentIndex(2)
    table = page.parts["holidays"].table.model
    rows = [[table.index(r, c).data() for c in range(4)] for r in range(table.rowCount())]
    assert all("2026" in row[0] for row in rows)
    assert any(row[1].startswith("Makha Bousa") and row[3] == "unverified" for row in rows)
    page.parts["holidays"].year.set_value(2028)
    assert all("2028" in table.index(r, 0).data() for r in range(table.rowCount()))


def test_a_holiday_is_added_taken_out_and_put_back(page, window, type_text):
    page.tabs.setCurrentIndex(2)
    page.parts["holidays"].new.click()
    asked = dialog(HolidayDialog)
    asked.parts.day.editor.setText("15/6/2026")
    type_text(asked.parts.name_lo, "ວັນພັກພິເສດ")
    asked.parts.certainty.set_value(Certainty.LAW_TEXT)
    asked.accept_button.click()

    def special():
        return [h for h in window.office.holidays.table() if h.day == date(2026, 6, 15)]

    assert special()[0].certainty is Certainty.LAW_TEXT
    model = page.parts["holidays"].table.model
    record = next(
        model.record(r) for r in range(model.rowCount()) if model.record(r).day.month == 6
    )
    page.parts["holidays"].table.opened.emit(record)
    give_reason("ພິມຜິດ")
    assert special() == []
    window.toasts.undo_button.click()
    assert special()[0].name_lo == "ວັນພັກພິເສດ"


def test_the_passphrase_is_changed_in_the_worker(page, window, qtbot, office):
    page.show_record("appearance")
    page.parts["appearance"].passphrase.click()
    asked = dialog(PassphraseDialog)
    asked.parts.old.editor.setText("ບໍ່ແມ່ນ ລະຫັດ ນີ້")
    asked.parts.passphrase.editor.setText(NEW)
    asked.accept_button.click()
    assert not asked.parts.again.error_line.isHidden()
    asked.parts.again.editor.setText(NEW)
    asked.accept_button.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20000)
    assert not asked.parts.old.error_line.isHidden()
    asked.parts.old.editor.setText(OLD)
    asked.accept_button.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20000)
    with pytest.raises(WrongPassphrase):
        open_office(office.folder, office.user, OLD)
    open_office(office.folder, office.user, NEW).lock()


def test_the_look_is_changed_at_once_and_remembered(page, window, qtbot):
    page.show_record("appearance")
    with qtbot.waitSignal(window.settings_changed) as told:
        page.parts["appearance"].theme.set_value("dark")
    assert told.args[0].theme == "dark"
    with qtbot.waitSignal(window.settings_changed) as told:
        page.parts["appearance"].lock_after.set_value(30)
    assert told.args[0].lock_after == 30
