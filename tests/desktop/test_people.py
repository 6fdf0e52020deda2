"""People: found by either script, entered in Lao, never lost while half typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from legalaid_desktop.desktop import drafts, translator
from legalaid_desktop.desktop.person_form import PersonForm
from legalaid_desktop.domain.aliases import Alias
from legalaid_desktop.domain.households import HouseholdMember
from legalaid_desktop.domain.identity_papers import Holder, IdentityPaper, IdPaper
from legalaid_desktop.domain.people import Person, Phone, SafeToCall
from tests.desktop.screen import rows

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
    type_text(form.lists["phones"].lines[0].fields["number"], "020 5555 0301")
    form.lists["phones"].lines[0].fields["safe"].set_value(SafeToCall.NO)
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
    form.lists["phones"].lines[0].fields["number"].set_value("020")
    window.go("person_form", people[0].id)
    assert form.parts.given_lo.value() == "ຄຳ"
    window.go("people")
    window.go("person_form")
    assert form.parts.given_lo.value() == "ນາງ ຄຳ"
    assert form.lists["phones"].lines[0].fields["number"].value() == "020"


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


@pytest.fixture
def new(window):
    window.go("person_form")
    return window.pages["person_form"]


def test_papers_names_and_household_are_entered_and_shown(language, window, new, type_text):
    form = new.form
    type_text(form.parts.given_lo, "ຄຳຫຼ້າ")
    for name in ("papers", "names", "household"):
        form.sections[name].head.click()
    for name in ("id_papers", "aliases", "household"):
        form.lists[name].more.click()
    paper, alias, member = (
        form.lists[name].lines[0].fields for name in ("id_papers", "aliases", "household")
    )
    paper["kind"].set_value(IdPaper.PASSPORT)
    paper["holder"].set_value(Holder.EMPLOYER)
    type_text(paper["issued_on"], "18/11/2024")
    type_text(alias["name"], "Lah")
    type_text(member["born_year"], "໒໐໑໔")
    member["depends"].set_value(True)
    new.save.click()
    kept = window.office.people.page().lines[0][0]
    assert kept.id_papers == (
        IdentityPaper(kind=IdPaper.PASSPORT, issued_on=date(2024, 11, 18), holder=Holder.EMPLOYER),
    )
    assert kept.aliases == (Alias(name="Lah"),)
    assert kept.household == (HouseholdMember(born_year=2014, depends=True),)
    page = window.pages["person"]
    assert [title for title, _ in rows(page.names)] == ["Lah"]
    assert page.papers.isVisible()
    assert not any(card.isVisible() for card in (page.homes, page.private, page.merged))


def test_half_a_list_outlives_going_elsewhere_and_a_switch_of_language(qapp, window, new):
    form = new.form
    for name in ("id_papers", "addresses"):
        form.lists[name].more.click()
    form.lists["id_papers"].lines[0].fields["issued_on"].editor.setText("27/0")
    form.lists["addresses"].lines[0].fields["district"].set_value("0404")
    form.lists["aliases"].more.click()  # empty, and kept as such
    translator.switch(qapp, "lo")
    window.go("people")
    window.go("person_form")
    assert form.lists["id_papers"].lines[0].fields["issued_on"].editor.text() == "27/0"
    home = form.lists["addresses"].lines[0].fields
    assert (home["province"].value(), home["district"].value()) == ("04", "0404")
    assert len(form.lists["aliases"].lines) == 1
    assert form.sections["papers"].is_open


def test_what_is_wrong_in_a_folded_list_is_unfolded(new, type_text):
    type_text(new.form.parts.given_lo, "ຄຳ")
    new.form.lists["aliases"].more.click()
    new.form.lists["aliases"].lines[0].fields["source"].set_value("police record")
    new.form.lists["addresses"].more.click()
    new.form.lists["addresses"].lines[0].fields["province"].editor.setEditText("nowhere")
    new.save.click()
    wrong = new.form.lists["addresses"].lines[0].fields["province"]
    assert wrong.error_line.isVisible()
    new.form.lists["addresses"].lines[0].drop.click()
    new.save.click()
    assert new.form.lists["aliases"].lines[0].fields["name"].error_line.isVisible()
    assert not new.form.sections["household"].is_open


def test_lines_come_go_and_come_back_by_the_keyboard(new, qtbot, type_text):
    def press(key, how=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(new.window().focusWidget(), key, how)

    phones = new.form.lists["phones"]
    number = phones.lines[0].fields["number"]
    number.setFocus()
    press(Qt.Key.Key_Return)
    assert len(phones.lines) == 1, "nothing stands in the last line yet"
    qtbot.keyClicks(new.window().focusWidget(), "020 1")
    press(Qt.Key.Key_Return)
    assert new.window().focusWidget() is phones.lines[1].fields["number"].editor
    qtbot.keyClicks(new.window().focusWidget(), "x")
    for _ in range(3):
        press(Qt.Key.Key_Tab)
    assert new.window().focusWidget() is phones.lines[1].drop
    assert phones.lines[1].drop.accessibleName() == "Take line 2 out"
    press(Qt.Key.Key_Delete)
    assert [line.fields["number"].value() for line in phones.lines] == ["020 1"]
    assert new.window().focusWidget() is phones.back
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [line.fields["number"].value() for line in phones.lines] == ["020 1", "x"]
    assert not phones.back.isVisible()
    type_text(new.form.parts.given_lo, "ຄຳ")
    new.save.click()
    assert phones.lines[1].fields["number"].error_line.isVisible()


def test_who_is_known_already_is_shown_while_typing(people, window, new, qtbot, type_text):
    type_text(new.form.parts.given_latin, "bounmy")
    qtbot.waitUntil(new.alike.isVisible)
    assert [title for title, _ in rows(new.alike)] == ["Bounmy"]
    new.alike.opened.emit(people[1].id)
    assert window.pages["person"].isVisible()


def test_a_draft_of_a_program_with_one_identity_paper_keeps_it(qtbot):
    form = PersonForm(date(2026, 3, 30))
    qtbot.addWidget(form)
    one = {"id_paper": ["value", "passport"], "id_number": "PX 7", "id_held_by": "ນາຍຈ້າງ"}
    form.put_back(drafts.unpacked(drafts.packed({"given_lo": "ຄຳ", **one})))
    assert form.record(Person()).id_papers == (
        IdentityPaper(kind=IdPaper.PASSPORT, number="PX 7", holder=Holder.OTHER, held_by="ນາຍຈ້າງ"),
    )
    form.put_back({"given_lo": "ຄຳ", "id_paper": ["value", "none"], "id_number": ""})
    assert form.record(Person()).id_papers == ()
