"""The list of cases due for a look, and the rules of the office."""

from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.retention import RuleDialog
from legalaid_desktop.i18n import catalog
from legalaid_desktop.services.clock import VIENTIANE
from tests.closing import closed


@pytest.fixture
def tab(window):
    window.go("office", "retention")
    return window.pages["office"].parts["retention"]


def years_later(office, years):
    object.__setattr__(
        office._desk, "clock", lambda: datetime(2026 + years, 4, 1, 9, tzinfo=VIENTIANE)
    )


def words(card):
    rows = [row for row in card.findChildren(Row) if row.isVisible()]
    return [f"{row.title.text()} {row.reason.text()}".replace("\u200b", "") for row in rows]


def test_the_form_mends_the_day_of_closing_but_closes_nothing(language, window, office, case):
    window.go("case_form", case.id)
    page = window.pages["case_form"]
    offered = page.form.parts.stage.editor
    assert not page.form.parts.closed_on.isVisible()
    assert offered.findText(catalog(language).gettext("closed")) < 0
    closed(office, case)
    window.go("case", case.id)
    window.go("case_form", case.id)
    assert page.form.parts.closed_on.isVisible()
    assert offered.count() == 1
    page.form.parts.closed_on.editor.setText("27/03/2026")
    page.save.click()
    assert office.cases.get(case.id).closed_on == date(2026, 3, 27)


def test_a_case_is_listed_when_its_time_is_over_and_opens(window, office, case, tab, qtbot):
    assert tab.nothing.isVisible()
    closed(office, case)
    years_later(office, 10)
    tab.reload(frozenset())
    qtbot.waitUntil(lambda: len(words(tab.due)) == 1)
    (said,) = words(tab.due)
    assert said == (
        f"{case.number} · a debt Closed 30 March 2026, kept until 30 March 2036: Every case"
    )
    tab.due.opened.emit(case.id)
    assert window.pages["case"].isVisible()


def test_the_office_decides_a_rule_only_by_something(window, office, tab, type_text, qtbot):
    qtbot.waitUntil(lambda: len(words(tab.rules)) == 3)
    assert "nobody in this office has decided it yet" in words(tab.rules)[0]
    tab.rules.opened.emit("general")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, RuleDialog))
    dialog.parts.number.set_value("ສິບ")
    dialog.accept_button.click()
    assert dialog.parts.number.error_line.isVisible()
    dialog.parts.number.set_value("໑໒")
    dialog.accept_button.click()
    assert dialog.parts.basis.error_line.isVisible()
    type_text(dialog.parts.basis, "ຄຳແນະນຳ ເລກທີ 12")
    dialog.accept_button.click()
    assert office.retention.rules()[0].number == 12
    qtbot.waitUntil(lambda: "Decided by" in "".join(words(tab.rules)))
    assert "12 years after" in words(tab.rules)[0]
