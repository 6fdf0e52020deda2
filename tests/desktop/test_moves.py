"""A holiday added late, and a yearly notice: before and after on the page, decided one by one."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.event_change import EventChange
from legalaid_desktop.desktop.holiday_notice import NoticeDialog
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.services.deadlines import Chosen
from tests.desktop.screen import cells, give_reason, on_screen, rows, settled, words

RECEIVED = date(2026, 3, 27)


def watched(office):
    client = office.people.take_in(Person(given_lo="ບຸນມີ"))
    case = office.cases.open(
        Case(client_id=client.id, type=CaseType.LAND, subject_lo="ທີ່ດິນ", opened_on=RECEIVED)
    )
    answer = office.deadlines.add(case.id, "CV-24", RECEIVED)
    return case, answer, office.deadlines.add(case.id, "CV-28", RECEIVED)


def test_a_holiday_added_late_is_accepted_once_and_refused_once(window, qtbot):
    office = window.office
    case, answer, objection = watched(office)
    office.holidays.add(Holiday(day=date(2026, 4, 10), name_lo="ພັກພິເສດ", name_en="Special day"))
    window.go("today")
    page = window.pages["today"]
    qtbot.waitUntil(lambda: len(rows(page.table)) > 0)
    assert rows(page.table)[0][0] == "2 deadlines would move: look at them"
    page.table.opened.emit("moves")
    moves = window.pages["moves"]
    qtbot.waitUntil(lambda: moves.waiting.model.rowCount() == 2)
    assert [one.deadline for one in moves.waiting.rows()] == [answer]
    told = words(moves.detail)
    assert "Friday, 10 April 2026 → Thursday, 9 April 2026" in told
    assert "Friday, 10 April 2026 is new: Special day" in told
    assert "before: Friday, 10 April 2026" in cells(moves.waiting, 3)[0]
    moves.waiting.setFocus()
    qtbot.keyClick(moves.waiting.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: moves.waiting.model.rowCount() == 1)
    kept = {one.id: one for one in office.deadlines.of_case(case.id)}
    assert kept[answer.id].safe_on == date(2026, 4, 9)
    moves.refuse.click()
    give_reason("ສານເປີດ")
    qtbot.waitUntil(lambda: moves.waiting.model.rowCount() == 0)
    settled(qtbot, window)
    assert moves.waiting.empty.isVisible()
    assert office.deadlines.of_case(case.id)[1] == objection
    moves.switches[moves.decided].click()
    qtbot.waitUntil(lambda: len(rows(moves.decided)) == 2)
    assert "ສານເປີດ" in rows(moves.decided)[0][1]


def test_several_are_answered_at_once_and_an_unread_rule_asks_first(window, qtbot):
    office = window.office
    case, *_others = watched(office)
    shipped = office.rules.get("CV-28")
    office.rules.change(shipped, replace(shipped.wording, length=9), "ໃໝ່")
    office.holidays.add(Holiday(day=date(2026, 4, 10), name_lo="ພັກພິເສດ", name_en="Special day"))
    window.go("moves")
    moves = window.pages["moves"]
    qtbot.waitUntil(lambda: moves.waiting.model.rowCount() == 2)
    settled(qtbot, window)
    moves.all.click()
    assert moves.accept.text() == "Accept 2"
    assert moves.detail.isHidden()
    moves.accept.click()
    asked = on_screen(dialogs.Dialog)
    assert "No lawyer has confirmed CV-28 yet" in words(asked)
    assert office.moves.of_case(case.id) == []
    asked.accept_button.click()
    qtbot.waitUntil(lambda: moves.waiting.model.rowCount() == 0)
    settled(qtbot, window)
    assert len(office.moves.of_case(case.id)) == 2


def test_what_cannot_be_counted_again_is_shown_and_needs_a_reason(window, qtbot, type_text):
    """Two periods of an event; the lawyers switch the rule of one off, then its day is changed."""
    office = window.office
    case, *_others = watched(office)
    event = Trigger(case_id=case.id, event="claim-received", on=RECEIVED)
    made = office.triggers.add(event, [Chosen(rule_id="CV-24")])
    office.rules.switch_off(office.rules.get("CV-24"), "ບໍ່ໃຊ້")
    asked = EventChange(window, window, made.trigger)
    asked.open()
    assert not asked.days.lost.isVisible()
    asked.fields.parts.trigger_on.set_value(date(2026, 3, 30))
    assert "Rule CV-24 is switched off" in rows(asked.days.lost)[0][1]
    asked.accept_button.click()
    assert asked.days.reason.error_line.isVisible()
    type_text(asked.days.reason, "ສານເປີດ")
    asked.accept_button.click()
    assert office.triggers.get(made.trigger.id).on == date(2026, 3, 30)
    window.go("moves")
    moves = window.pages["moves"]
    settled(qtbot, window)
    assert moves.switches[moves.lost].text() == "Cannot be counted (1)"
    moves.switches[moves.lost].click()
    qtbot.waitUntil(lambda: len(rows(moves.lost)) == 1)
    assert "Rule CV-24 is switched off" in rows(moves.lost)[0][1]


def test_the_yearly_notice_is_pasted_looked_at_and_kept(window, qtbot, type_text):
    window.go("office", "holidays")
    tab = window.pages["office"].parts["holidays"]
    tab.notice.click()
    form = on_screen(NoticeDialog)
    type_text(form.parts.number, "12/ຫສນຍ")
    form.parts.year.set_value("2027")
    form.parts.days.set_value("໑໓-16/04/2027 ບຸນປີໃໝ່ລາວ\n31/04/2027 ຜິດ")
    form.accept_button.click()
    assert "There is no such day" in words(form.parts.days)
    form.parts.days.set_value("໑໓-16/04/2027 ບຸນປີໃໝ່ລາວ")
    form.accept_button.click()
    qtbot.waitUntil(form.new.isVisible)
    assert [title for title, _ in rows(form.new)] == ["Tuesday, 13 April 2027 · ບຸນປີໃໝ່ລາວ"]
    assert len(rows(form.known)) == 3
    assert any("2 December 2027" in title for title, _ in rows(form.unnamed))
    form.accept_button.click()
    qtbot.waitUntil(lambda: window.office.holidays.lacking() is None and not window.jobs.busy)
    table = {one.day: one for one in window.office.holidays.table()}
    assert table[date(2027, 4, 13)].source == "12/ຫສນຍ"
    assert date(2027, 12, 2) in table
    assert window.office.holidays.history()[0].version.notice == "12/ຫສນຍ"
