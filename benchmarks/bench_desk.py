"""Today, the calendar, the lists of the desk and the moves in an office with 5,000 open deadlines.

What is measured is the longest time for which the window's thread stands still from the click to
the last painted row: between two turns of its loop nothing can be typed or clicked. The bare
baseline is a window with 300 bare labels, made and painted in the same round. Our own rule is
50 ms.
The reading itself, which goes on in the worker, is told beside it.
"""

import os
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from legalaid_desktop.desktop import app, places, settings
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.window import MainWindow
from legalaid_desktop.domain.access import Viewer
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.deadlines import compute, deadline_from
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.rules import Unit, version
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.office import create_office
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import holidays as stored_holidays
from legalaid_desktop.storage import people as stored_people
from legalaid_desktop.storage.keys import Cost

CASES, EACH = 1_000, 5
ROUNDS, BARE = 5, 300
SIZE = (1366, 768)
RULES = ("CV-24", "CV-28", "CV-01", "LM-01", "CR-01")
NOON = datetime(2026, 3, 30, 12, 0, tzinfo=VIENTIANE)
OFF = (date(2026, 4, 20), date(2026, 4, 21), date(2026, 4, 22), date(2026, 4, 23))


def fill(office):
    """A thousand cases with five deadlines each, some past, and a hearing in every second one."""
    desk, rules = office._desk, {one.id: one for one in reference.rules()}
    chosen = [rules[one] for one in RULES if one in rules and rules[one].unit is not Unit.HOUR]
    viewer = Viewer(user=office.user, user_id=office.account.id, now=NOON)
    with desk.database.transaction(viewer) as session:
        calendar = reference.seed_calendar()
        calendar = type(calendar)(tuple(stored_holidays.every(session)))
        person = stored_people.save(session, Person(given_lo="ບຸນມີ"))
        client = stored_people.save_client(
            session, Client(person_id=person.id, code="K-001", since=date(2026, 1, 5))
        )
        for number in range(CASES):
            case = stored_cases.save(
                session,
                Case(
                    client_id=client.id, type=CaseType.LAND, subject_lo=f"ທີ່ດິນ {number}",
                    subject_en=f"land {number}", opened_on=date(2026, 1, 5),
                    number=f"2026/{number:04}",
                ),
            )  # fmt: skip
            for each in range(EACH):
                rule = chosen[(number + each) % len(chosen)]
                day = date(2026, 3, 1) + timedelta(days=(number * EACH + each) * 7 % 75)
                made = deadline_from(
                    compute(rule, day, calendar), case_id=case.id, rule_version=version(rule)
                )
                stored_deadlines.save(session, replace(made, responsible_id=office.account.id))
            if number % 2:
                day = date(2026, 4, 1) + timedelta(days=number % 60)
                heard = Event(case_id=case.id, kind=EventKind.HEARING, on=day, text="ໄກ່ເກ່ຍ")
                stored_events.save(session, heard)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    cheap = Cost(memory=64, passes=1, lanes=1)
    folder = tmp_path_factory.mktemp("desk") / "office"
    office = create_office(
        folder, profile, "noy", "five long words here", at=lambda: NOON, cost=cheap
    )
    fill(office)
    given = settings.Settings()
    app.prepare(given)
    jobs = Jobs()
    window = MainWindow(office, places.PAGES, jobs, given, places.SEARCH)
    window.resize(*SIZE)
    window.show()
    settle(window)
    yield window
    window.close_pages()
    jobs.close()
    office.lock()


def settle(window):
    """Turns the loop until the worker has answered and all is painted; the longest turn of it."""
    longest, quiet = 0.0, 0
    while quiet < 5:
        begun = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - begun)
        quiet = 0 if window.jobs.busy else quiet + 1
        time.sleep(0.001)
    return longest


def stands_still(window, act):
    begun = time.thread_time()
    act()
    first = time.thread_time() - begun
    return max(first, settle(window))


def bare_labels():
    begun = time.thread_time()
    window = QWidget()
    window.resize(*SIZE)
    column = QVBoxLayout(window)
    for place in range(BARE):
        column.addWidget(QLabel(f"{place}"))
    window.show()
    for _ in range(3):
        QApplication.processEvents()
    return time.thread_time() - begun


def forget(window):
    """Has the pages make all their rows anew: they leave what has not changed."""
    window.pages["today"]._shown.clear()
    if "calendar" in [page.name for page in window.pages.made()]:
        page = window.pages["calendar"]
        for part in (*page.panels.values(), page.lists):
            part._shown = None


def calendar(window, view):
    return lambda: window.go("calendar", view)


ACTS = {
    "today": (lambda window: lambda: window.go("today"), lambda office: office.today.look(7)),
    "agenda": (
        lambda window: calendar(window, "agenda"),
        lambda office: office.calendar.span(NOON.date(), NOON.date() + timedelta(days=30)),
    ),
    "month": (
        lambda window: calendar(window, "month"),
        lambda office: office.calendar.span(date(2026, 3, 30), date(2026, 5, 3)),
    ),
    "lists": (lambda window: calendar(window, "lists"), lambda office: office.calendar.board()),
}


def report(benchmark, name, window, act, reading):
    ours, bare, read = [], [], []

    def before():
        bare.append(bare_labels())
        window.go("people")
        settle(window)
        forget(window)

    def measured():
        ours.append(stands_still(window, act))

    benchmark.pedantic(measured, setup=before, rounds=ROUNDS)
    for _ in range(3):
        begun = time.perf_counter()
        reading(window.office)
        read.append(time.perf_counter() - begun)
    ratio, taken = median(ours) / median(bare), round(median(ours) * 1000)
    benchmark.extra_info["ratio"] = round(ratio, 2)
    benchmark.extra_info["ms"] = taken
    benchmark.stats.name = (
        f"{name}: stands still {ratio:.2f} x {BARE} bare labels, {taken} ms "
        f"(most {max(ours) * 1000:.0f}); reading {median(read) * 1000:.0f} ms"
    )


@pytest.mark.parametrize("name", ACTS)
def test_a_page_of_a_large_office(benchmark, opened, name):
    act, reading = ACTS[name]
    report(benchmark, name, opened, act(opened), reading)


def test_moves_after_a_holiday_of_several_days(benchmark, opened):
    for day in OFF:
        opened.office.holidays.add(Holiday(day=day, name_lo="ພັກ", name_en="off"))
    settle(opened)
    count = opened.office.moves.count()
    report(
        benchmark, f"moves ({count})", opened, lambda: opened.go("moves"),
        lambda office: office.moves.pending(),
    )  # fmt: skip


def test_today_after_a_change_of_the_table(benchmark, opened):
    report(
        benchmark, "today, table changed", opened, lambda: opened.go("today"),
        lambda office: office.moves.count(),
    )  # fmt: skip
