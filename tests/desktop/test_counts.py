"""The page of the reports: choices, the table that follows them, and the way to paper."""

from datetime import date

import pytest

from legalaid_desktop.desktop import translator
from legalaid_desktop.desktop.sheets import SheetDialog
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.counted import By, Unit
from tests.desktop.screen import cells, on_screen, plain


@pytest.fixture
def page(window, restricted, qtbot):
    def counted(until):
        qtbot.waitUntil(lambda: page.shown is not None and until())

    window.go("reports")
    page = window.pages["reports"]
    page.counted = counted
    counted(page.print.isEnabled)
    return page


def lines(page):
    return cells(page.shown, page.shown.model.columnCount())


def test_the_table_follows_the_choices_and_goes_to_a_spreadsheet(
    page, window, qapp, qtbot, answers, tmp_path
):
    assert lines(page) == ["trafficking in persons 0 0 1 1", "Total 0 0 1 1"]
    assert "1, of them 0 of female clients" in plain(page.summed.text())
    page.unit.set_value(Unit.HELPED)
    page.rows.set_value(By.AGE_BAND)
    page.columns.set_value(By.TYPE)
    page.counted(lambda: len(lines(page)) == 11)
    assert lines(page)[-2:] == ["not known 1 1 0", "Total 1 1 0"]
    page.below.set_value(11)
    page.counted(lambda: "not known * * 0" in lines(page))
    assert "fewer than 11" in plain(page.notes.text())
    assert By.DISTRICT not in dict(page.rows._choices)
    translator.switch(qapp, "lo")
    assert lines(page)[-1] == "ລວມ * * 0"
    page.print.click()
    out = tmp_path / "n.xlsx"
    answers.save = out
    on_screen(SheetDialog).table.click()
    qtbot.waitUntil(out.exists)
    page.last.set_value(date(2025, 1, 1))
    assert page.span.value() == "free", "no quarter any more"
    page.counted(lambda: page.last.error_line.text() != "")
    assert not page.print.isEnabled()
    page.first.set_value(date(2025, 1, 1))
    page.counted(lambda: not page.shown.empty.isHidden() and not lines(page))
    assert not page.print.isEnabled(), "nothing to print"


def test_only_the_head_has_the_page(window_of, account):
    theirs = window_of(account("noy", Role.LAWYER))
    assert "reports" not in theirs.pages
