"""The calendar: by keyboard through days and views, moved only with a reason, nobody named."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop.calendar import View
from legalaid_desktop.domain.calendar import PlannedKind
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.rules import DeadlineKind
from tests.desktop.screen import plain, words

FRIDAY, THURSDAY = date(2026, 4, 10), date(2026, 4, 9)


@pytest.fixture
def filled_in(office, case, restricted):
    """The four kinds in one month."""
    office.deadlines.add(case.id, "CV-24", date(2026, 3, 27))
    office.settling.write(case.id, DeadlineKind.TARGET, "ຮ່າງຄຳຄັດຄ້ານ", date(2026, 4, 8))
    office.settling.write(case.id, DeadlineKind.CLOCK, "ສານຕັດສິນ", THURSDAY)
    office.settling.write(restricted.id, DeadlineKind.TARGET, "ພົບ ບົວຄຳ", THURSDAY)
    office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.HEARING, on=date(2026, 4, 21), text="ໄຕ່ສວນ")
    )


@pytest.fixture
def page(qtbot, window, filled_in):
    window.go("calendar")
    qtbot.waitUntil(lambda: not window.jobs.busy)
    return window.pages["calendar"]


def there(panel):
    return " ".join(words(card) for card in panel.cards)


def thing(page, kind):
    return next(one for one in page._span.planned if one.kind is kind)


def middle_of(grid, one):
    QApplication.processEvents()  # the bar above it takes its room one turn later
    grid.grab()  # paints
    places = {(known.kind, known.record.id): area for area, known in grid._places}
    return places[one.kind, one.record.id].center()


def drag(grid, one, day):
    start, end = middle_of(grid, one), grid.place_of(day).center()
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=start)
    for place in (start + QPoint(20, 20), end):
        event_at(grid, place)
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=end)


def event_at(grid, place):
    left = Qt.MouseButton.LeftButton
    grid.mouseMoveEvent(
        QMouseEvent(
            QEvent.Type.MouseMove, QPointF(place), QPointF(place), left, left,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip


def test_the_keyboard_walks_over_days_months_and_views(qtbot, language, window, page):
    said = {"lo": "ມີນາ 2026", "en": "March 2026"}[language]
    assert plain(page.head.title.text()) == said
    page.month.setFocus()
    QTest.keyClick(page.month, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page._span.last >= date(2026, 4, 30) and not window.jobs.busy)
    for _ in range(3):
        QTest.keyClick(page.month, Qt.Key.Key_Left)
    page.choose(date(2026, 4, 14))
    names = page.month.accessibleName()
    assert {"lo": "ບຸນປີໃໝ່ລາວ", "en": "Lao New Year"}[language] in names
    QTest.keyClick(page.month, Qt.Key.Key_Down)
    assert page.day == date(2026, 4, 21)
    assert {"lo": "ການພິຈາລະນາ", "en": "Hearing"}[language] in page.month.accessibleName()
    QTest.keyClick(page.month, Qt.Key.Key_T)
    assert page.day == window.office.today.day()
    for key, view in (("2", View.WEEK), ("1", View.AGENDA), ("4", View.LISTS), ("3", View.MONTH)):
        QTest.keyClick(page, key)
        qtbot.waitUntil(lambda: not window.jobs.busy)
        assert page.view is view
        assert page.stack.currentWidget() is page.places[view]


def test_only_what_may_move_is_dragged_and_never_without_a_reason(qtbot, window, page, type_text):
    page.choose(THURSDAY)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    target = next(
        one for one in page._span.planned
        if one.kind is PlannedKind.TARGET and one.on == date(2026, 4, 8)
    )  # fmt: skip
    drag(page.month, target, FRIDAY)
    assert page.bar.isVisible()
    assert "8 April 2026" in words(page.bar)
    page.bar.confirm.click()
    assert "This is needed" in plain(page.bar.reason.error_line.text())
    type_text(page.bar.reason, "ລໍຖ້າພະຍານ")
    page.bar.confirm.click()
    assert not page.bar.isVisible()
    moved = {one.id: one for one in window.office.deadlines.of_case(1)}[target.record.id]
    assert (moved.due_on, moved.hand_reason) == (FRIDAY, "ລໍຖ້າພະຍານ")
    window.toasts.undo_button.click()
    assert window.office.deadlines.of_case(1)[0].due_on == date(2026, 4, 8)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    drag(page.month, thing(page, PlannedKind.CLOCK), FRIDAY)
    assert "cannot move it" in words(page.bar)
    assert not page.bar.confirm.isVisible()
    drag(page.month, thing(page, PlannedKind.DEADLINE), date(2026, 4, 13))
    type_text(page.bar.reason, "ບໍ່ທັນ")
    page.bar.confirm.click()
    assert "only be pulled earlier" in words(page.bar)


def test_filters_leave_what_is_wanted_and_restricted_cases_name_nobody(qtbot, window, page):
    page.choose(THURSDAY)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    panel = page.panels[View.MONTH]
    assert "ບົວຄຳ" not in there(panel) + page.month.accessibleName()
    assert "ນົກຍຸງ" in there(panel)
    page.kinds[PlannedKind.TARGET].click()
    assert "ນົກຍຸງ" not in there(panel)
    assert "ສານຕັດສິນ" in there(panel)
    page.whose.set_value(window.office.account.id)
    assert "ສານຕັດສິນ" in there(panel)
