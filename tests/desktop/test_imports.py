"""An office brings its spreadsheet: what the columns are, what becomes of each row, and back."""

import pytest
from openpyxl import Workbook

from legalaid_desktop.domain.imports import Choice, Column
from legalaid_desktop.domain.people import Person
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


def test_another_column_gives_another_preview(qtbot, window, tab):
    tab.choose.click()
    settle(qtbot, window)
    tab.form.fields[2].set_value(None)
    settle(qtbot, window)
    assert [row.problems for row in tab.form.preview.rows] == [(), (), ()]


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
