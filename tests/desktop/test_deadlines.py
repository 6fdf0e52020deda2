"""Deadlines: counted while one types, an unverified rule cannot be mistaken, every act undone."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.deadline_acts import SheetAct
from legalaid_desktop.desktop.deadline_form import DeadlineDialog
from legalaid_desktop.desktop.deadline_sheet import DeadlineSheet
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.record_dialog import RecordDialog
from legalaid_desktop.desktop.texts import Text
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.filings import missing
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.rules import DeadlineKind
from tests.desktop.screen import words

DROPPED = DeadlineStatus.DROPPED


@pytest.fixture
def tab(window):
    """The deadlines of a new case."""
    office = window.office
    client = office.people.take_in(Person(given_lo="ບຸນມີ"))
    case = Case(
        client_id=client.id,
        type=CaseType.LAND,
        subject_lo="ທີ່ດິນ",
        opened_on=office.today.day(),
    )
    window.go("case", office.cases.open(case).id)
    page = window.pages["case"]
    page.show_tab("deadlines")
    return page.parts["deadlines"]


def dialog(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def plain(text):
    return text.text().replace("\u200b", "")


@pytest.mark.parametrize("typed", ["27/03/2026", "໒໗/໐໓/໒໐໒໖"])
def test_the_sum_appears_while_one_types(language, window, tab, qtbot, type_text, typed):
    tab.add.click()
    form = dialog(DeadlineDialog)
    assert not form.accept_button.isEnabled()
    form.parts.event.set_value("event:claim-received")
    type_text(form.parts.trigger_on, typed)
    safe = {"lo": "ວັນສຸກ, 10 ເມສາ 2026", "en": "Friday, 10 April 2026"}[language]
    last = {"lo": "ວັນເສົາ, 11 ເມສາ 2026", "en": "Saturday, 11 April 2026"}[language]
    assert safe in plain(form.sum.safe)
    assert last in plain(form.sum.last)
    assert plain(form.sum.steps).count("\n") >= 4
    form.accept_button.click()
    kept = window.office.deadlines.of_case(1)[0]
    assert (kept.statutory_on, kept.safe_on) == (date(2026, 4, 11), date(2026, 4, 10))
    qtbot.waitUntil(lambda: len(tab.open.findChildren(Row)) == 1)


def test_an_unverified_rule_needs_a_mark_before_it_is_watched(window, tab, type_text):
    tab.ask_new()
    form = dialog(DeadlineDialog)
    form.parts.event.set_value("CR-01")
    row = form.family.rows["CR-01"]
    row.tick.click()
    assert form.parts.trigger_at.isVisible()
    type_text(form.parts.trigger_on, "29/03/2026")
    assert not form.accept_button.isEnabled()
    type_text(form.parts.trigger_at, "22:30")
    assert form.sum.warnings.isVisible()
    assert form.sum.warnings.property("kind") == "urgent"
    assert "31 March 2026, 22:30" in plain(form.sum.safe)
    assert not form.accept_button.isEnabled()
    row.confirmed.click()
    assert not form.accept_button.isEnabled(), "somebody is named"
    row.confirmed_by.set_value("ທ່ານ ສົມພອນ")
    row.confirmed_by.changed.emit()
    form.accept_button.click()
    (kept,) = window.office.deadlines.of_case(1)
    assert (kept.rule_id, kept.confirmed_by) == ("CR-01", "ທ່ານ ສົມພອນ")
    assert kept.confirmed_on == window.office.today.day()


def test_the_form_stays_open_with_all_that_was_typed_until_it_is_kept(window, tab, type_text):
    tab.ask_new()
    form = dialog(DeadlineDialog)
    form.parts.event.set_value("event:claim-received")
    type_text(form.parts.trigger_on, "29/03/2027")
    form.accept_button.click()
    assert form.isVisible()
    assert "29/03/2027" in plain(form.parts.trigger_on.error_line)
    form.parts.trigger_on.set_value(date(2026, 3, 29))
    form.accept_button.click()
    assert window.office.deadlines.of_case(1)


def test_a_rule_that_was_not_in_force_warns_in_the_form_and_on_the_sheet(
    window, tab, qtbot, type_text
):
    shipped = window.office.rules.get("CR-01")
    ended = replace(shipped.wording, valid_to=date(2026, 1, 1))
    window.office.rules.change(shipped, ended, "ກົດໝາຍໃໝ່")
    tab.ask_new()
    form = dialog(DeadlineDialog)
    form.parts.event.set_value("CR-01")
    row = form.family.rows["CR-01"]
    row.tick.click()
    type_text(form.parts.trigger_at, "22:30")
    type_text(form.parts.trigger_on, "29/03/2026")
    assert "was in force until" in plain(form.sum.warnings.text)
    assert (row.tick.isChecked(), row.outdated.isVisible()) == (False, True)
    form.parts.trigger_on.set_value(date(2025, 12, 31))
    assert (row.tick.isChecked(), row.outdated.isVisible()) == (True, False), "the event's day"
    form.parts.trigger_on.set_value(date(2026, 3, 29))
    row.tick.click()
    row.confirmed.click()
    row.confirmed_by.set_value("ທ່ານ ສົມພອນ")
    row.confirmed_by.changed.emit()
    assert not form.accept_button.isEnabled()
    row.despite.click()
    form.accept_button.click()
    (kept,) = window.office.deadlines.of_case(1)
    qtbot.waitUntil(lambda: len(tab.open.findChildren(Row)) == 1)
    tab.open.opened.emit(kept.id)
    sheet = dialog(DeadlineSheet)
    banners = sheet.findChildren(InlineBanner)
    assert any("was in force until" in plain(one.text) for one in banners)
    assert "What was assumed" in words(sheet.sum)
    assert "Times are local time in the Lao PDR" in words(sheet.sum)


def test_a_deadline_is_done_with_proof_and_that_is_undone(window, tab, qtbot, type_text):
    kept = window.office.deadlines.add(1, "CV-24", date(2026, 3, 27))
    qtbot.waitUntil(lambda: len(tab.open.findChildren(Row)) == 1)
    tab.open.opened.emit(kept.id)
    sheet = dialog(DeadlineSheet)
    words = " ".join(plain(text) for text in sheet.findChildren(Text))
    assert "Statutory last day: Saturday, 11 April 2026" in words
    sheet.accept_button.click()
    assert sheet.pane.proof.isVisible()
    sheet.accept_button.click()
    assert "delivery book" in plain(sheet.pane.proof.error_line)
    type_text(sheet.pane.proof, "ປຶ້ມສົ່ງ 12/2026")
    sheet.accept_button.click()
    assert window.office.deadlines.of_case(1)[0].status is DeadlineStatus.DONE
    window.toasts.undo_button.click()
    assert window.office.deadlines.of_case(1)[0].status is DeadlineStatus.OPEN


def test_the_paper_that_keeps_a_deadline_stands_beside_it_with_what_it_lacks(window, tab, qtbot):
    kept = window.office.deadlines.add(1, "CV-24", date(2026, 3, 27))
    qtbot.waitUntil(lambda: len(tab.open.findChildren(Row)) == 1)
    tab.open.opened.emit(kept.id)
    sheet = dialog(DeadlineSheet)
    assert sheet.papers.nothing.isVisible()
    sheet.papers.add.click()
    form = dialog(RecordDialog)
    assert form.fields["deadline_id"].value() == kept.id
    assert form.fields["kind"].value() == "answer", "the kind that keeps this period"
    form.fields["kind"].set_value("appeal")
    form.accept_button.click()
    (card,) = sheet.papers.list.cards
    assert "Still missing" in " ".join(plain(one) for one in card.findChildren(Text))
    before = missing(card.checklist.lines)
    card.opened.emit(card.checklist.lines[0].item.id)
    (card,) = sheet.papers.list.cards
    assert missing(card.checklist.lines) == before - 1
    sheet.reject()
    words = f"paper: {before - 1} missing"
    qtbot.waitUntil(lambda: words in [one.text() for one in tab.open.findChildren(Chip)])


def test_who_is_quicker_is_not_overwritten(window, tab, qtbot, answers):
    kept = window.office.settling.write(1, DeadlineKind.TARGET, "ນັດ", date(2026, 4, 3))
    qtbot.waitUntil(lambda: len(tab.open.findChildren(Row)) == 1)
    tab.open.opened.emit(kept.id)
    (seen,) = window.office.deadlines.of_case(1)
    assert seen.seen_by == window.office.account.id
    theirs = window.office.settling.settle(seen, DROPPED, reason="ຖອນຄຳຮ້ອງ")
    dialog(DeadlineSheet).accept_button.click()
    answers.agree()  # to the sentence that says so
    assert window.office.deadlines.of_case(1) == [theirs]
    assert window.office.undo.last().after == theirs


def test_dropping_and_moving_ask_on_the_sheet_and_the_law_is_not_moved_later(
    window, tab, qtbot, type_text
):
    kept = window.office.deadlines.add(1, "CV-24", date(2026, 3, 27))
    qtbot.waitUntil(lambda: len(tab.open.findChildren(Row)) == 1)
    tab.open.opened.emit(kept.id)
    sheet = dialog(DeadlineSheet)
    sheet.others[SheetAct.MOVE].click()
    sheet.pane.day.set_value(date(2026, 4, 13))
    type_text(sheet.pane.reason, "ບໍ່ທັນ")
    sheet.accept_button.click()
    assert "only be pulled earlier" in plain(sheet.pane.problem.text)
    sheet.others[SheetAct.DROP].click()
    sheet.pane.reason.set_value("")
    sheet.accept_button.click()
    assert window.office.deadlines.of_case(1)[0].status is DeadlineStatus.OPEN
    type_text(sheet.pane.reason, "ຖອນຄຳຮ້ອງຟ້ອງແລ້ວ")
    sheet.accept_button.click()
    dropped = window.office.deadlines.of_case(1)[0]
    assert (dropped.status, dropped.reason) == (DROPPED, "ຖອນຄຳຮ້ອງຟ້ອງແລ້ວ")


def test_the_second_look_is_taken_on_the_sheet_of_somebody_else(
    window, tab, qtbot, account, window_of
):
    boss = window_of(account("ນາງ ແກ້ວ", Role.MANAGER))
    kept = window.office.deadlines.add(1, "CV-24", date(2026, 3, 27))
    window.office.settling.settle(kept, DeadlineStatus.DONE, proof="12/2026")
    assert len(boss.office.today.look().second_looks) == 1
    boss.go("case", (1, "deadlines"))
    theirs = boss.pages["case"].parts["deadlines"]
    theirs.open.opened.emit(kept.id)
    sheet = dialog(DeadlineSheet)
    sheet.accept_button.click()
    (done,) = window.office.deadlines.of_case(1)
    assert (done.status, done.settled_by) == (DeadlineStatus.DONE, boss.office.account.id)


def test_what_follows_another_period_is_ticked_with_that_one_or_after_it(window, tab, type_text):
    tab.ask_new()
    form = dialog(DeadlineDialog)
    form.parts.event.set_value("event:mandate-made")
    type_text(form.parts.trigger_on, "02/03/2026")
    rows = form.family.rows
    assert (rows["LM-13"].tick.isChecked(), rows["OT-06"].tick.isChecked()) == (True, True)
    assert not form.accept_button.isEnabled(), "which length applies must be chosen"
    assert "Choose which length applies" in plain(rows["LM-13"].reason)
    rows["LM-13"].variant.set_value("no_term")
    rows["LM-13"].changed.emit()
    assert form.accept_button.isEnabled()
    rows["LM-13"].tick.click()
    assert (rows["OT-06"].tick.isEnabled(), rows["OT-06"].tick.isChecked()) == (False, False)
    rows["LM-13"].tick.click()
    form.accept_button.click()
    tab.ask_new()
    form = dialog(DeadlineDialog)
    form.parts.event.set_value("event:mandate-made")
    type_text(form.parts.trigger_on, "02/03/2026")
    if not form.family.rows["OT-06"].tick.isChecked():
        form.family.rows["OT-06"].tick.click()
    form.accept_button.click()
    first, second = sorted(window.office.deadlines.of_case(1), key=lambda one: one.id)
    assert (first.rule_id, second.rule_id, second.after_id) == ("LM-13", "OT-06", first.id)
