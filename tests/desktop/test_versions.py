"""Two people changed the same record: both versions are shown and nothing typed is lost."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.lawyers import LawyerDialog
from legalaid_desktop.desktop.versions import VersionsDialog
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person, Phone


def dialog(kind=VersionsDialog):
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    )


def no_dialog():
    return not [
        one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()
    ]


@pytest.fixture
def case(office):
    opened = Case(
        client_id=0, type=CaseType.CIVIL, subject_en="a debt", opened_on=date(2026, 3, 24)
    )
    return office.cases.take_in(Person(given_latin="Bouakham", village_latin="Ban Na"), opened)


@pytest.fixture
def person(office, case):
    return office.people.page().lines[0][0]


@pytest.fixture
def half_typed(window, person, office, type_text):
    """I type a surname and a telephone; meanwhile somebody else saves a surname and a village."""
    window.go("person_form", person.id)
    page = window.pages["person_form"]
    type_text(page.form.parts.surname_latin, "Mine")
    type_text(page.form.lists["phones"].lines[0].fields["number"], "020 1")
    office.people.save(replace(person, surname_latin="Theirs", village_latin="Ban Nam"))
    page.save.click()
    return page


def test_both_versions_of_a_person_are_shown(language, half_typed, office, person):
    shown = dialog()
    assert set(shown.choices) == {"phones", "surname_latin", "village_latin"}
    said = shown.choices["surname_latin"].mine.accessibleName()
    assert said.endswith("Mine")
    assert half_typed.form.parts.surname_latin.label in said
    assert shown.choices["surname_latin"].theirs.accessibleName().endswith("Theirs")
    assert shown.choices["surname_latin"].mine.isChecked()
    assert shown.choices["village_latin"].theirs.isChecked()  # I had not touched it
    shown.cancel_button.click()
    assert half_typed.form.parts.surname_latin.value() == "Mine"
    assert office.people.get(person.id).surname_latin == "Theirs"


def test_the_choice_is_saved_field_by_field(half_typed, office, person):
    shown = dialog()
    shown.choices["surname_latin"].theirs.click()
    shown.accept_button.click()
    kept = office.people.get(person.id)
    assert (kept.surname_latin, kept.village_latin) == ("Theirs", "Ban Nam")
    assert kept.phones == (Phone(number="020 1"),)
    assert no_dialog()


def test_somebody_who_is_quicker_twice_is_shown_twice(half_typed, office, person):
    now = office.people.get(person.id)
    office.people.save(replace(now, surname_latin="Third"))
    dialog().accept_button.click()
    assert dialog().choices["surname_latin"].theirs.accessibleName().endswith("Third")
    dialog().accept_button.click()
    kept = office.people.get(person.id)
    assert (kept.surname_latin, kept.village_latin) == ("Mine", "Ban Nam")


def test_a_draft_meets_what_was_changed_after_it(window, person, office, type_text):
    window.go("person_form", person.id)
    page = window.pages["person_form"]
    type_text(page.form.parts.surname_latin, "Mine")
    window.go("people")
    office.people.save(replace(person, surname_latin="Theirs"))
    window.go("person_form", person.id)
    assert page.form.parts.surname_latin.value() == "Mine"
    page.save.click()
    shown = dialog()
    assert set(shown.choices) == {"surname_latin"}
    shown.all_theirs.click()
    shown.accept_button.click()
    assert office.people.get(person.id).surname_latin == "Theirs"


def test_a_case(window, case, office, type_text):
    window.go("case_form", case.id)
    page = window.pages["case_form"]
    page.form.parts.subject_en.set_value("wages")
    office.cases.save(replace(case, subject_en="land", court_number="7"))
    page.save.click()
    dialog().accept_button.click()
    kept = office.cases.get(case.id)
    assert (kept.subject_en, kept.court_number) == ("wages", "7")


def test_the_profile(window, office, type_text):
    window.go("office", "profile")
    page = window.pages["office"].parts["profile"]
    type_text(page.parts.phone, "021 1")
    office.save_profile(replace(office.profile(), phone="021 2", address_en="Home"))
    assert page.parts.phone.value() == "021 1"
    page.save.click()
    assert set(dialog().choices) == {"phone", "address_en"}
    dialog().accept_button.click()
    assert (office.profile().phone, office.profile().address_en) == ("021 1", "Home")


def test_a_lawyer(window, office, type_text):
    lawyer = office.assignments.save_lawyer(Lawyer(name_lo="ມະນີວອນ"))
    window.go("office", "lawyers")
    window.pages["office"].parts["lawyers"].take_up(lawyer.id)
    form = dialog(LawyerDialog)
    type_text(form.parts.phone, "020 1")
    form.parts.pro_bono.setChecked(not lawyer.pro_bono)
    office.assignments.save_lawyer(replace(lawyer, phone="020 2", card_number="7"))
    form.accept_button.click()
    assert set(dialog().choices) == {"phone", "pro_bono", "card_number"}
    dialog().all_mine.click()
    dialog().choices["card_number"].theirs.click()
    dialog().accept_button.click()
    (kept,) = office.assignments.lawyers()
    assert (kept.phone, kept.card_number, kept.pro_bono) == ("020 1", "7", not lawyer.pro_bono)
    assert no_dialog()
