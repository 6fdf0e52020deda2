"""Every test with windows starts as the program does and leaves nothing behind."""

import shutil
from dataclasses import replace
from datetime import date, datetime

import pytest

from legalaid_desktop.desktop import places, settings
from legalaid_desktop.desktop.window import MainWindow
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.undo import History
from legalaid_desktop.domain.users import User
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.office import Office, create_office, open_office
from legalaid_desktop.storage import users as stored_users
from legalaid_desktop.storage.keys import Cost
from tests.desktop.screen import settled
from tests.recovering import recoverable


@pytest.fixture(autouse=True)
def window_rules(prepared, nothing_left_behind, no_nested_loops):
    """What holds for every test with windows."""


USER, PASSPHRASE = "ສີວິໄລ", "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ"


def monday():
    return datetime(2026, 3, 30, 9, 0, tzinfo=VIENTIANE)


@pytest.fixture(scope="session")
def new_office(tmp_path_factory, cheap_slots_stay_cheap, tables_are_made_once):
    """The folder of an office as its founder leaves it before the first client."""
    folder = tmp_path_factory.mktemp("new") / "office"
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    cheap = Cost(memory=64, passes=1, lanes=1)
    made = create_office(folder, profile, USER, PASSPHRASE, at=monday, cost=cheap)
    recoverable(made, PASSPHRASE)
    made.lock()
    return folder


@pytest.fixture
def office(tmp_path, new_office):
    """A real, encrypted office on Monday, 30 March 2026, with nothing in it."""
    shutil.copytree(new_office, tmp_path / "office")
    opened = open_office(tmp_path / "office", USER, PASSPHRASE, at=monday)
    yield opened
    opened.lock()


@pytest.fixture
def window(qtbot, office, jobs):
    """The window of that office with all its pages, on the screen."""
    shown = MainWindow(office, places.PAGES, jobs, settings.Settings(), places.SEARCH)
    shown.resize(1366, 840)
    shown.show()
    qtbot.waitExposed(shown)
    settled(qtbot, shown)
    yield shown
    qtbot.waitUntil(lambda: not jobs.busy)
    shown.close_pages()
    shown.deleteLater()


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
        settled(qtbot, window)
        return window

    yield opened
    qtbot.waitUntil(lambda: not jobs.busy)
    for window in shown:
        window.close_pages()
        window.deleteLater()


@pytest.fixture
def case(office):
    opened = Case(
        client_id=0, type=CaseType.CIVIL, subject_lo="ໜີ້", subject_en="a debt",
        opened_on=date(2026, 3, 24),
    )  # fmt: skip
    return office.cases.take_in(Person(given_lo="ບົວຄຳ", given_latin="Bouakham"), opened)


@pytest.fixture
def restricted(office):
    opened = Case(
        client_id=0, type=CaseType.TRAFFICKING, subject_lo="ທະເລເລິກ", subject_en="deep sea",
        opened_on=date(2026, 3, 24), confidentiality=Confidentiality.RESTRICTED,
        code_name="ນົກຍຸງ",
    )  # fmt: skip
    return office.cases.take_in(Person(given_lo="ບົວຄຳ", given_latin="Bouakham"), opened)
