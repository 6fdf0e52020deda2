"""Teams in the window: put on and taken off, hidden cases in the list, the glass, the notice."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import dialogs, places, settings
from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.team import ColleagueDialog
from legalaid_desktop.desktop.window import MainWindow
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.undo import History
from legalaid_desktop.domain.users import User
from legalaid_desktop.i18n import gettext
from legalaid_desktop.services import reference
from legalaid_desktop.services.office import Office
from legalaid_desktop.storage import users as stored_users

WHY = "ມີນັດສານມື້ອື່ນ"


@pytest.fixture
def restricted(office):
    opened = Case(
        client_id=0, type=CaseType.TRAFFICKING, subject_lo="ທະເລເລິກ", subject_en="deep sea",
        opened_on=date(2026, 3, 24), confidentiality=Confidentiality.RESTRICTED,
        code_name="ນົກຍຸງ",
    )  # fmt: skip
    return office.cases.take_in(Person(given_lo="ບົວຄຳ", given_latin="Bouakham"), opened)


@pytest.fixture
def account(office):
    def made(name, role):
        with office._desk.database.transaction() as session:
            return stored_users.save(session, User(name=name, role=role, since=date(2026, 1, 5)))

    return made


@pytest.fixture
def window_of(qtbot, office, jobs):
    """The window of somebody else at the same office."""
    shown = []

    def opened(account):
        rights = reference.roles()[account.role]
        desk = replace(office._desk, account=account, rights=rights, looked={}, history=History())
        theirs = Office(office.folder, office._secrets, desk)
        window = MainWindow(theirs, places.PAGES, jobs, settings.Settings(), places.SEARCH)
        window.resize(1366, 840)
        window.show()
        qtbot.waitExposed(window)
        shown.append(window)
        return window

    yield opened
    qtbot.waitUntil(lambda: not jobs.busy)
    for window in shown:
        window.close_pages()
        window.deleteLater()


def on_screen(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def give_reason(text):
    asked = on_screen(dialogs.Dialog)
    asked.reason.setPlainText(text)
    asked.accept_button.click()


def rows(card):
    QApplication.processEvents()  # rows come on screen one turn later
    found = [row for row in card.findChildren(Row) if row.isVisible()]
    texts = [(row.title.text(), row.reason.text()) for row in found]
    return [tuple(text.replace("\u200b", "") for text in pair) for pair in texts]


def listed(window):
    model = window.pages["cases"].table.model
    return [
        " ".join(str(model.index(row, column).data()) for column in range(5))
        for row in range(model.rowCount())
    ]


def test_a_colleague_is_put_on_the_team_and_taken_off(language, window, account, restricted):
    account("noy", Role.CLERK)
    window.go("case", restricted.id)
    page = window.pages["case"]
    page.bar.setCurrentIndex(1)
    team = page.tabs[1].team
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
    (line,) = listed(window)
    assert "ນົກຍຸງ" in line.replace("\u200b", "")
    assert "ທະເລເລິກ" not in line
    assert "deep sea" not in line
    table = window.pages["cases"].table
    table.opened.emit(table.model.record(0))
    page = window.pages["glass"]
    assert page.isVisible()
    assert "ນົກຍຸງ" in page.head.title.text().replace("\u200b", "")
    assert not page.glass.isVisible()


def test_a_manager_comes_in_with_a_reason_and_the_team_reads_it(
    language, window, window_of, account, restricted
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
    assert today.notices.isVisible()
    ((title, reason),) = rows(today.notices)
    assert "khamla" in title
    assert WHY in reason
    today.noted.click()
    assert not today.notices.isVisible()


def test_ones_own_case_has_no_glass(window, restricted):
    window.go("case", restricted.id)
    assert not window.pages["case"].glass.isVisible()
