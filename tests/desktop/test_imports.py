"""An office brings its spreadsheet: what the columns are, what becomes of each row, and back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook, load_workbook

from legalaid_desktop.desktop.import_form import ImportForm
from legalaid_desktop.domain.imports import Choice, Column
from legalaid_desktop.domain.people import Person, name
from tests.desktop.screen import cells


@pytest.fixture
def path(tmp_path):
    book = Workbook()
    for row in (
        ("ຊື່", "ນາມສະກຸນ", "ປີເກີດ", "ໝາຍເຫດ"),
        ("ບຸນມີ", "ສີວົງ", "1980", "x"),
        ("ຄຳຕັນ", "", "99/99/1980", ""),
        ("ນາງ ແກ້ວ", "", "", ""),
    ):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


@pytest.fixture
def tab(window, path, answers):
    window.go("office", "imports")
    answers.files = [path]
    return window.pages["office"].parts["imports"]


def settle(qtbot, window):
    qtbot.waitUntil(lambda: not window.jobs.busy)


def test_a_spreadsheet_comes_in_and_goes_again(qtbot, window, office, tab, language):
    office.people.save(Person(given_lo="ບຸນມີ", surname_lo="ສີວົງ", born_year=1980))
    tab.choose.click()
    settle(qtbot, window)
    assert tab.form.columns() == (Column.GIVEN_LO, Column.SURNAME_LO, Column.BORN, None)
    assert [tab.form.choice(row) for row in tab.form.preview.rows if row.person] == [
        Choice.SAME,
        Choice.NEW,
    ]
    fates = cells(tab.form.table, 3)
    assert "99/99/1980" in fates[1]
    tab.form.accept.click()
    settle(qtbot, window)
    assert tab.form is None
    assert len(office.people.page().lines) == 2
    (said,) = cells(tab.table, 2)
    assert "1" in said
    tab.table.opened.emit(office.imports.every()[0])
    window.toasts.undo_button.click()
    settle(qtbot, window)
    assert len(office.people.page().lines) == 1


def test_what_is_taken_in_is_what_is_on_screen(qtbot, window, office, tab, path):
    book = load_workbook(path)
    other = book.create_sheet("2025")
    for row in (
        ("ປີເກີດ", "ຊື່", "ໝາຍເຫດ", "ນາມສະກຸນ"),
        ("1990", "ຄຳຫຼ້າ", "x", "ແກ້ວ"),
        ("", "", "", "ຈັນ"),
    ):
        other.append(row)
    book.save(path)
    tab.choose.click()
    settle(qtbot, window)
    form = tab.form
    form.fields[2].set_value(None)
    assert not any(button.isEnabled() for button in (form.accept, form.faulty))
    settle(qtbot, window)
    assert [row.problems for row in form.preview.rows] == [(), (), ()]
    assert form.accept.isEnabled()

    form.fields[2].set_value(Column.BORN)
    form.sheets.set_value(1)  # before what the columns were is looked through
    assert not form.accept.isEnabled()
    settle(qtbot, window)
    assert form.columns() == (Column.BORN, Column.GIVEN_LO, None, Column.SURNAME_LO)
    assert [field.caption.text() for field in form.fields][1] == "ຊື່"
    assert form.preview.sheet.title == "2025"
    form.accept.click()
    settle(qtbot, window)
    assert [name(one, "lo") for one, _ in office.people.page().lines] == ["ຄຳຫຼ້າ ແກ້ວ"]


def test_an_import_is_known_again_by_its_day_here(qtbot, window, office, tab, path):
    file = office.imports.read(path)
    (sheet,) = file.sheets
    columns = office.imports.guess(sheet)
    run = office.imports.take_in(office.imports.preview(sheet, columns), file.sha256)
    worked_on = office.people.get(run.people[0])
    office.people.save(replace(worked_on, occupation_lo="ຊາວນາ"))
    tab.choose.click()
    settle(qtbot, window)
    past_midnight = replace(run, at=datetime(2026, 3, 30, 18, tzinfo=UTC))
    form = ImportForm(replace(office.imports.read(path), before=(past_midnight,)))
    qtbot.addWidget(form)
    assert "31" in form.again.text.text()
    assert tab.form.again.isVisible()
    assert [tab.form.choice(row) for row in tab.form.preview.rows if row.person] == [
        Choice.LEAVE,
        Choice.LEAVE,
    ]
    tab.form.cancel.click()
    office.imports.undo(run.id)
    tab.reload(frozenset())
    (said,) = cells(tab.table, 3)
    assert said.endswith("undone in part")


def test_rows_that_cannot_come_in_are_saved_apart(qtbot, window, office, tab, answers, tmp_path):
    tab.choose.click()
    settle(qtbot, window)
    answers.save = tmp_path / "rest.xlsx"
    tab.form.faulty.click()
    (sheet,) = office.imports.read(tmp_path / "rest.xlsx").sheets
    assert [row[0] for row in sheet.rows] == ["ຄຳຕັນ"]


def test_what_is_no_spreadsheet_is_said_on_the_page(qtbot, window, tab, answers, tmp_path):
    (tmp_path / "x.csv").write_bytes(b"")
    answers.files = [tmp_path / "x.csv"]
    tab.choose.click()
    settle(qtbot, window)
    assert tab.problem.isVisible()
    assert tab.form is None
