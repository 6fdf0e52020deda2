"""Teams in the window: put on and taken off, hidden cases in the list, the glass, the notice."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.team import ColleagueDialog
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.users import Notice, NoticeKind
from legalaid_desktop.i18n import gettext
from legalaid_desktop.storage import teams as stored_teams
from legalaid_desktop.storage import users as stored_users
from tests.desktop.screen import cells, give_reason, on_screen, rows, settled

WHY = "ມີນັດສານມື້ອື່ນ"


def test_a_colleague_is_put_on_the_team_and_taken_off(language, window, account, restricted):
    account("noy", Role.CLERK)
    window.go("case", restricted.id)
    page = window.pages["case"]
    page.show_tab("people")
    team = page.parts["people"].team
    assert [name for name, _ in rows(team)] == ["ສີວິໄລ"]
    team.add_mate.click()
    asked = on_screen(ColleagueDialog)
    assert asked.table.model.rowCount() == 1, "those who are on it are not offered"
    asked.accept_button.click()
    assert [name for name, _ in rows(team)] == ["ສີວິໄລ", "noy"]
    assert gettext("clerk") in rows(team)[1][1]
    row = team.findChildren(Row)[-1]
    next(b for b in row.findChildren(type(team.add_mate)) if b.isVisible()).click()
    give_reason("ແລ້ວ")
    assert [name for name, _ in rows(team)] == ["ສີວິໄລ"]


def test_others_see_a_code_name_and_may_not_come_in(language, window_of, account, restricted):
    window = window_of(account("noy", Role.CLERK))
    window.go("cases")
    (line,) = cells(window.pages["cases"].table)
    assert "ນົກຍຸງ" in line
    assert "ທະເລເລິກ" not in line
    assert "deep sea" not in line
    table = window.pages["cases"].table
    table.opened.emit(table.model.record(0))
    page = window.pages["glass"]
    assert page.isVisible()
    assert "ນົກຍຸງ" in page.head.title.text().replace("\u200b", "")
    assert not page.glass.isVisible()


def test_a_manager_comes_in_with_a_reason_and_the_team_reads_it(
    language, window, window_of, account, restricted, qtbot
):
    other = window_of(account("khamla", Role.MANAGER))
    other.go("glass", restricted.id)
    other.pages["glass"].break_it.click()
    give_reason(WHY)
    page = other.pages["case"]
    assert page.isVisible()
    assert page.glass.isVisible()
    assert "2026" in page.glass.text.text()
    window.go("cases")
    window.go("today")
    today = window.pages["today"]
    settled(qtbot, window)
    assert today.notices.isVisible()
    ((title, reason),) = rows(today.notices)
    assert "khamla" in title
    assert WHY in reason
    today.noted.click()
    qtbot.waitUntil(today.notices.isHidden)


def test_ones_own_case_has_no_glass(window, restricted):
    window.go("case", restricted.id)
    assert not window.pages["case"].glass.isVisible()


def test_who_takes_himself_off_is_led_back_to_the_list(window, window_of, account, restricted):
    noy = account("noy", Role.LAWYER)
    window.office.teams.add(restricted.id, noy.id)
    theirs = window_of(noy)
    theirs.go("case", restricted.id)
    theirs.pages["case"].show_tab("people")
    place = next(m.member for m in theirs.office.teams.of_case(restricted.id) if m.user == noy)
    theirs.office.teams.remove(place.id, WHY)
    QApplication.processEvents()
    assert theirs.pages["cases"].isVisible()
    assert "ທະເລເລິກ" not in " ".join(cells(theirs.pages["cases"].table))
    theirs.back()
    assert not theirs.pages["case"].isVisible()


def test_a_manager_who_is_told_because_nobody_is_left_cannot_click_into_it(
    window, office, account, restricted, qtbot
):
    with office._desk.database.transaction() as session:
        (place,) = stored_teams.of_case(session, restricted.id)
        stored_teams.remove(session, place.id, WHY)
        notice = Notice(
            user_id=office.account.id, kind=NoticeKind.GLASS_BROKEN, case_id=restricted.id,
            at=office._desk.clock(), by="khamla", reason=WHY,
        )  # fmt: skip
        stored_users.tell(session, notice)
    window.go("cases")
    window.go("today")
    settled(qtbot, window)
    (row,) = [one for one in window.pages["today"].notices.findChildren(Row) if one.isVisible()]
    assert row.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_when_the_glass_is_over_the_page_is_left(window_of, account, restricted):
    other = window_of(account("khamla", Role.MANAGER))
    other.office.teams.break_glass(restricted.id, WHY)
    other.go("case", restricted.id)
    later = other.office._desk.clock() + timedelta(hours=24)
    object.__setattr__(other.office._desk, "clock", lambda: later)
    other.pages["case"].show_tab("people")
    assert other.pages["cases"].isVisible()


def test_who_broke_the_glass_gets_no_buttons_to_change_the_case(window_of, account, restricted):
    window = window_of(account("khamla", Role.MANAGER))
    window.office.teams.break_glass(restricted.id, "ທະນາຍຄວາມເຈັບປ່ວຍ")
    window.go("case", restricted.id)
    page = window.pages["case"]
    assert not page.glass.isHidden()
    assert [one.isHidden() for one in (page.edit, page.note)] == [True] * 2
    assert not page.remove.isVisible()
