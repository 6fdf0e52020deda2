"""A small screen, or a large one at twice the size: nothing is cut off, all can be reached."""

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop.cards import columns, scrolled
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Text

SMALL = (960, 500)
"""A screen of 1920 × 1080 at 200 %, without its task bar."""
WIDE = {"trail", "users"}
"""Tabs that may scroll sideways there: five filters, or six buttons, in a line."""


@pytest.fixture
def small(window):
    window.resize(*SMALL)
    QApplication.processEvents()
    return window


def test_the_window_fits(small):
    assert (small.width(), small.height()) == SMALL


@pytest.mark.parametrize("name", ["today", "people", "cases", "intake", "papers"])
def test_no_page_scrolls_sideways(small, name):
    small.go(name)
    QApplication.processEvents()
    assert not small.stack.area.horizontalScrollBar().isVisible()


def test_a_case_fits(language, small, case):
    small.go("case", case.id)
    page = small.pages["case"]
    for place in range(page.bar.count()):
        page.bar.setCurrentIndex(place)
        QApplication.processEvents()
        assert not small.stack.area.horizontalScrollBar().isVisible(), page.bar.tabText(place)
        assert page.bar.isTabVisible(place)
        assert page.bar.tabRect(place).right() < page.bar.width(), page.bar.tabText(place)
        assert page.bar.tabRect(place).width() > 0, "the chosen tab can be seen"
    page.tabs.menu.aboutToShow.emit()
    listed = [one.text() for one in page.tabs.menu.actions()]
    seen = [one for one in range(page.bar.count()) if page.bar.isTabVisible(one)]
    assert len(listed) + len(seen) == page.bar.count(), "each is in the row or in the menu"
    page.tabs.menu.actions()[0].trigger()
    assert page.bar.tabText(page.bar.currentIndex()) == listed[0]


def test_the_office_fits(language, small):
    small.go("office")
    page = small.pages["office"]
    for place, name in enumerate(page.parts):
        page.tabs.setCurrentIndex(place)
        QApplication.processEvents()
        assert name in WIDE or not small.stack.area.horizontalScrollBar().isVisible(), name


def test_columns_stand_below_each_other_where_the_window_is_narrow(qtbot):
    left, right = Text("left"), Text("right")
    for one in (left, right):
        one.setMinimumWidth(200)
    page = scrolled(columns(([left], 1), ([right], 1)))
    qtbot.addWidget(page)
    page.show()
    for width, beside in ((600, True), (300, False), (600, True)):
        page.resize(width, 200)
        QApplication.processEvents()
        assert (right.x() > left.x()) is beside
        assert (right.y() > left.y()) is not beside


def test_a_narrow_table_leaves_the_first_column_readable(qtbot):
    columns = [Column(title="", cell=_cell), *(Column(title="", cell=_cell, width=30),) * 3]
    table = RecordTable(columns, empty="")
    qtbot.addWidget(table)
    table.show_records(lambda _after: Slice(records=["2026/001"]))
    table.resize(500, 300)
    table.show()
    QApplication.processEvents()
    assert table.view.columnWidth(0) > 500 / 5


def _cell(record):
    return Cell(text=record)
