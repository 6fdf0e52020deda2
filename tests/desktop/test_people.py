"""People: found by either script, entered in Lao, never lost while half typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from legalaid_desktop.desktop import translator
from legalaid_desktop.domain.people import Person, Phone, SafeToCall

NAMES = (("ຄຳ", "Kham"), ("ບຸນມີ", "Bounmy"), ("ວັນນາ", "Vanna"))


@pytest.fixture
def people(office):
    return [office.people.save(Person(given_lo=lao, given_latin=latin)) for lao, latin in NAMES]


def shown(table):
    model = table.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("typed", ["ບຸນ", "boun"])
def test_the_list_is_filtered_in_either_script(people, window, qtbot, type_text, typed):
    window.go("people")
    page = window.pages["people"]
    assert len(shown(page.table)) == len(NAMES)
    type_text(page.filter, typed)
    qtbot.waitUntil(lambda: shown(page.table) == ["Bounmy. ບຸນມີ"])


def test_a_person_is_entered_by_keyboard(language, window, qtbot, type_text):
    window.go("person_form")
    form = window.pages["person_form"].form
    type_text(form.parts.given_lo, "ຄໍາແພງ")
    type_text(form.parts.born_year, "໑໙໗໒")
    type_text(form.phones.lines[0].number, "020 5555 0301")
    form.phones.lines[0].safe.set_value(SafeToCall.NO)
    qtbot.keyClick(form.parts.given_lo.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    kept = window.office.people.page().lines[0][0]
    assert kept.given_lo == "ຄຳແພງ"
    assert kept.born_year == 1972
    assert kept.phones == (Phone(number="020 5555 0301", safe=SafeToCall.NO),)
    assert window.pages["person"].isVisible()
    assert window.windowTitle() in {"Legal Aid", "ຊ່ວຍເຫຼືອກົດໝາຍ"}


def test_half_a_form_outlives_a_switch_of_language(qapp, window, type_text):
    window.go("person_form")
    form = window.pages["person_form"].form
    type_text(form.parts.given_lo, "ຄຳ")
    type_text(form.parts.born_on, "27/0")
    form.parts.province.set_value("04")
    form.parts.district.set_value("0404")
    translator.switch(qapp, "lo")
    assert form.parts.given_lo.value() == "ຄຳ"
    assert form.parts.born_on.editor.text() == "27/0"
    assert (form.parts.province.value(), form.parts.district.value()) == ("04", "0404")
    assert form.parts.given_lo.label.startswith("ຊື່")


def test_half_a_form_outlives_going_elsewhere(window, people, type_text):
    window.go("person_form")
    form = window.pages["person_form"].form
    type_text(form.parts.given_lo, "ນາງ ຄຳ")
    form.phones.lines[0].number.set_value("020")
    window.go("person_form", people[0].id)
    assert form.parts.given_lo.value() == "ຄຳ"
    window.go("people")
    window.go("person_form")
    assert form.parts.given_lo.value() == "ນາງ ຄຳ"
    assert form.phones.lines[0].number.value() == "020"


def test_what_is_wrong_stands_below_the_field(language, window, type_text):
    window.go("person_form")
    page = window.pages["person_form"]
    page.save.click()
    assert page.form.parts.given_lo.error_line.isVisible()
    type_text(page.form.parts.given_lo, "ຄຳ")
    type_text(page.form.parts.born_on, "31/02/1990")
    page.save.click()
    assert not page.form.parts.given_lo.error_line.isVisible()
    assert page.form.parts.born_on.error_line.isVisible()
    assert window.office.people.page().lines == ()


def test_a_province_narrows_the_districts_and_a_district_names_its_province(window):
    window.go("person_form")
    parts = window.pages["person_form"].form.parts
    parts.province.set_value("04")
    values = {parts.district.editor.itemText(row) for row in range(parts.district.editor.count())}
    assert 0 < len(values) < 20
    parts.province.set_value(None)
    parts.district.set_value("0105")
    assert parts.province.value() == "01"


def test_an_estimated_age_says_what_follows_from_it(window, type_text):
    window.go("person_form")
    form = window.pages["person_form"].form
    type_text(form.parts.age_from, "16")
    type_text(form.parts.age_to, "19")
    assert "perhaps a child" in form.age.text()
    type_text(form.parts.given_lo, "ຄຳ")
    window.pages["person_form"].save.click()
    assert window.office.people.page().lines[0][0].age_seen_on == date(2026, 3, 30)
