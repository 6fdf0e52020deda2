"""Undo in the windows: from the word after a save, and by keys outside text fields."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def person(office):
    return office.people.save(Person(given_lo="ຄຳ", given_latin="Kham"))


def toast(window):
    return window.toasts.text.text().replace("\u200b", "")


def rename(window, person, type_text, name):
    window.go("person_form", person.id)
    page = window.pages["person_form"]
    page.form.parts.given_latin.editor.clear()
    type_text(page.form.parts.given_latin, name)
    page.save.click()


def test_the_word_after_a_save_takes_it_back_and_does_it_again(
    language, window, office, person, type_text
):
    rename(window, person, type_text, "Khamla")
    assert office.people.get(person.id).given_latin == "Khamla"
    window.toasts.undo_button.click()
    assert office.people.get(person.id).given_latin == "Kham"
    shown = window.pages["person"]
    assert shown.isVisible()
    window.toasts.undo_button.click()
    assert office.people.get(person.id).given_latin == "Khamla"


def test_a_new_person_offers_no_former_version(window, office, person, type_text):
    rename(window, person, type_text, "Khamla")
    window.go("person_form")
    page = window.pages["person_form"]
    type_text(page.form.parts.given_lo, "ບຸນ")
    page.save.click()
    assert toast(window) == "Person saved."
    assert not window.toasts.undo_button.isVisible()


def test_keys_go_back_and_forth_and_say_so(window, qtbot, office, person, type_text):
    rename(window, person, type_text, "Khamla")
    page = window.pages["person"]
    qtbot.keyClick(page, Qt.Key.Key_Z, CTRL)
    assert office.people.get(person.id).given_latin == "Kham"
    assert toast(window) == "Undone: the entry of a person is as before."
    qtbot.keyClick(page, Qt.Key.Key_Z, CTRL_SHIFT)
    assert office.people.get(person.id).given_latin == "Khamla"
    assert toast(window) == "Done again: the entry of a person."


def test_in_a_text_field_the_keys_undo_typing_only(window, qtbot, office, person, type_text):
    rename(window, person, type_text, "Khamla")
    window.go("person_form", person.id)
    editor = window.pages["person_form"].form.parts.given_latin.editor
    editor.setFocus()
    qtbot.keyClicks(editor, "xy")
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text() != "Khamlaxy"
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL_SHIFT)
    assert office.people.get(person.id).given_latin == "Khamla"


def test_nothing_to_undo_is_said(window, qtbot):
    qtbot.keyClick(window.pages["today"], Qt.Key.Key_Z, CTRL)
    notice = next(w for w in QApplication.topLevelWidgets() if isinstance(w, dialogs.Dialog))
    assert "There is nothing to undo." in [t.text() for t in notice.findChildren(dialogs.Text)]
    notice.reject()


def test_what_somebody_else_changed_is_not_overwritten(window, qtbot, office, person, type_text):
    rename(window, person, type_text, "Khamla")
    desk = office._desk
    office.people.save(replace(office.people.get(person.id), occupation_en="farmer"))
    desk.history.done.pop()  # as if it had been saved at another desk
    window.toasts.undo_button.click()
    notice = next(w for w in QApplication.topLevelWidgets() if isinstance(w, dialogs.Dialog))
    words = " ".join(t.text() for t in notice.findChildren(dialogs.Text))
    assert "Somebody has changed this meanwhile" in words
    assert office.people.get(person.id).given_latin == "Khamla"
    notice.reject()


def test_the_profile_and_a_lawyer_come_back_too(window, office, type_text):
    window.go("office", "profile")
    profile = window.pages["office"].parts["profile"]
    type_text(profile.parts.address_lo, "ບ້ານນາໄຊ")
    profile.save.click()
    window.toasts.undo_button.click()
    assert office.profile().address_lo == ""
    assert profile.parts.address_lo.value() == ""
    office.assignments.save_lawyer(Lawyer(name_lo="ມະນີວອນ"))
    window.go("office", "lawyers")
    table = window.pages["office"].parts["lawyers"].table
    table.opened.emit(table.model.record(0))
    form = next(w for w in QApplication.topLevelWidgets() if isinstance(w, dialogs.Dialog))
    type_text(form.parts.card_number, "0455")
    form.accept_button.click()
    assert office.assignments.lawyers()[0].card_number == "0455"
    window.toasts.undo_button.click()
    assert office.assignments.lawyers()[0].card_number == ""
