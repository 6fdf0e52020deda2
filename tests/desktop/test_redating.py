"""A hearing on another day asks what becomes of its deadlines, from wherever it was moved."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.desktop import redating
from legalaid_desktop.desktop.cards import Chip
from legalaid_desktop.desktop.deadline_form import DeadlineDialog
from legalaid_desktop.desktop.deadline_sheet import DeadlineSheet
from legalaid_desktop.desktop.desk_rules import DeskTab
from legalaid_desktop.desktop.record_dialog import RecordDialog
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.services.deadlines import Chosen
from legalaid_desktop.storage import deadlines as stored
from tests.desktop.screen import on_screen, plain, rows, words

HEARD, LATER = date(2026, 4, 28), date(2026, 5, 12)


@pytest.fixture
def hearing(office, case):
    heard = Event(case_id=case.id, kind=EventKind.HEARING, on=HEARD, text="ໄຕ່ສວນ")
    return office.cases.add_event(heard)


@pytest.fixture
def summons(office, case, hearing):
    event = Trigger(case_id=case.id, event="hearing", on=HEARD)
    return office.triggers.add(event, [Chosen(rule_id="CV-16")]).deadlines[0]


def tab(window, case):
    window.go("case", case.id)
    window.pages["case"].show_tab("deadlines")
    return window.pages["case"].parts["deadlines"]


def press(card, text):
    rows(card)  # they come on screen one turn later
    next(one for one in card.findChildren(Button) if one.isVisible() and one.text() == text).click()


def due(office, case):
    return office.deadlines.of_case(case.id)[0].statutory_on


def test_a_hearing_moved_in_the_calendar_asks_and_goes_back_with_its_deadlines(
    window, qtbot, office, case, hearing, summons
):
    window.go("calendar")
    qtbot.waitUntil(lambda: not window.jobs.busy)
    page = window.pages["calendar"]
    page.show_record(HEARD)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    planned = next(one for one in page._span.planned if one.record == hearing)
    page.bar.ask(planned, LATER)
    page.bar.reason.set_value("ສານເລື່ອນ")
    page.bar.confirm.click()
    asked = on_screen(redating.RedateDialog)
    assert "25 April 2026 → Saturday, 9 May 2026" in words(asked.days.moved)
    asked.cancel_button.click()
    shown = tab(window, case)
    assert "counted from the old day" in [one.text() for one in shown.open.findChildren(Chip)]
    shown.redating.opened.emit(summons.trigger_id)
    asked = on_screen(redating.RedateDialog)
    (tick,) = asked.days.ticks.values()
    tick.setChecked(False)
    asked.accept_button.click()
    assert asked.days.reason.error_line.isVisible()
    tick.setChecked(True)
    asked.accept_button.click()
    assert due(office, case) == date(2026, 5, 9)
    assert not shown.redating.isVisible()
    window.toasts.undo_button.click()
    assert due(office, case) == summons.statutory_on
    assert [one.on for one in office.cases.story(case.id)] == [HEARD]


def test_a_hearing_gives_its_day_to_a_deadline_and_becomes_another_kind(
    window, office, case, hearing
):
    shown = tab(window, case)
    press(shown.hearings, "Deadlines …")
    form = on_screen(DeadlineDialog)
    assert plain(form.parts.step_id.editor.currentText()).startswith("Tuesday, 28 April 2026")
    form.accept_button.click()
    (made,) = office.triggers.of_case(case.id)
    assert (made.on, made.step_id) == (HEARD, hearing.id)
    press(shown.hearings, "Other kind …")
    form = on_screen(RecordDialog)
    form.fields["reason"].set_value("ບໍ່ແມ່ນນັດ")
    form.accept_button.click()
    assert "Deadlines run from this hearing" in form.fields["kind"].error_line.text()
    form.reject()


def test_who_cannot_see_a_restricted_case_is_not_named_for_it(window, office, restricted, account):
    noy = account("noy", Role.LAWYER)
    target = office.settling.write(restricted.id, DeadlineKind.TARGET, "ພົບ", date(2026, 4, 9))
    sheet = DeadlineSheet(window, window, target)
    sheet.open()
    sheet.stand_in.set_value(noy.id)
    sheet.stand_in.editor.activated.emit(0)
    assert "not on the team" in plain(sheet.stand_in.error_line.text())
    sheet.reject()
    window.go("office", "desk")
    desk = window.pages["office"].findChild(DeskTab)
    desk.stand_in.set_value(noy.id)
    assert "“" in plain(desk.blind.text.text())
    with office._desk.database.transaction() as session:
        stored.save(session, replace(target, stand_in_id=noy.id))
    window.go("handover", restricted.id)
    assert any("cannot see this case" in said for _, said in rows(window.pages["handover"].runs))
