"""The history of a case and of one record: old and new in words, and who only looked."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop.history import EntryDialog, HistoryDialog
from legalaid_desktop.domain.cases import Stage
from legalaid_desktop.i18n import gettext
from tests.desktop.screen import cells, on_screen, words


@pytest.fixture
def tab(window, case):
    window.go("case", case.id)
    page = window.pages["case"]
    page.show_tab("history")
    return page.parts["history"]


def test_a_change_of_the_case_is_told_in_words(language, office, case, tab):
    office.cases.save(replace(case, stage=Stage.INVESTIGATION))
    tab.reload(frozenset())
    first = cells(tab.table)[0]
    assert gettext("police investigation") in first
    assert "police investigation" not in first or language == "en", "no code of the program"


def test_who_only_looked_is_shown_when_asked_for(language, tab):
    assert not any(gettext("looked at") in line for line in cells(tab.table))
    tab.looks.click()
    assert any(gettext("looked at") in line for line in cells(tab.table))


def test_an_entry_shows_each_field_before_and_after(language, office, case, tab):
    office.cases.save(replace(case, subject_lo="ໜີ້ 2", court_number="12"))
    tab.reload(frozenset())
    tab.table.opened.emit(tab.table.model.record(0))
    said = words(on_screen(EntryDialog))
    for word in (
        gettext("Entry {number}").format(number=""),
        gettext("Before"),
        gettext("After"),
        "ໜີ້ 2",
        "12",
    ):
        assert word in said
    on_screen(EntryDialog).reject()


def test_the_history_of_a_person(language, window, office, case):
    person = office.people.get(office.people.client(case.client_id).person_id)
    office.people.save(replace(person, village_lo="ໂພນທອງ"))
    window.go("person", person.id)
    window.pages["person"].history.click()
    shown = on_screen(HistoryDialog)
    assert "ໂພນທອງ" in cells(shown.table, 4)[0]
    QApplication.processEvents()
    assert shown.table.view.columnWidth(3) > 200, "there is room for what changed"
    shown.reject()


def test_the_history_of_a_paper_and_a_deadline(window, office, case):
    paper = office.papers.draft(case.id, "referral_letter", "lo")
    window.go("paper", paper.id)
    window.pages["paper"].history.click()
    assert cells(on_screen(HistoryDialog).table)
    on_screen(HistoryDialog).reject()
    deadline = office.deadlines.add(case.id, "CV-24", date(2026, 3, 26))
    shown = HistoryDialog(window, window, "deadline", deadline.id)
    shown.open()
    assert cells(shown.table)
    shown.reject()
