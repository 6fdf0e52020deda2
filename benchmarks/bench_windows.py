"""What it costs the window's thread to open a page again, against as many bare Qt labels.

Each page was opened before; what is measured is processor time of this process until all is
painted, with another page between two rounds. The bare baseline is a window with as many bare
labels as the page shows texts, made and painted in the same round. Our own rule is 50 ms for one
step; the table names the ratio, and the milliseconds of this machine.
"""

import os
import time
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from legalaid_desktop.desktop import app, places, settings
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.window import MainWindow
from legalaid_desktop.domain.cases import CaseType
from legalaid_desktop.services.demo import make_demo
from legalaid_desktop.services.office import open_office

ROUNDS = 15
SIZE = (1366, 768)
PAGES = ("case", "story", "protection", "person")


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A made-up office of a dozen cases in its window, with the longest case and its client."""
    made = make_demo(tmp_path_factory.mktemp("windows") / "demo", cases=12, seed=1)
    given = settings.Settings()
    app.prepare(given)
    office, jobs = open_office(made.folder, made.user, made.passphrase), Jobs()
    window = MainWindow(office, places.PAGES, jobs, given, places.SEARCH)
    window.resize(*SIZE)
    window.show()
    cases = [line.case for line in office.cases.page(limit=100).lines]
    case = next(one for one in cases if one.type is CaseType.TRAFFICKING)
    yield window, case.id, office.people.client(case.client_id).person_id
    jobs.close()
    window.close()
    office.lock()


def turn(window, name, case, person):
    """The page between two rounds, and what opens the measured one again."""
    if name == "person":
        return lambda: window.go("people"), lambda: window.go("person", person)
    if name == "case":
        return lambda: window.go("cases"), lambda: window.go("case", (case, "story"))
    page = window.pages["case"]
    return lambda: page.show_tab("papers"), lambda: page.show_tab(name)


def painted():
    for _ in range(3):
        QApplication.processEvents()


def spent(work):
    begun = time.process_time()
    work()
    painted()
    return time.process_time() - begun


def bare_labels(count):
    window = QWidget()
    window.resize(*SIZE)
    column = QVBoxLayout(window)
    for place in range(count):
        column.addWidget(QLabel(f"{place}"))
    window.show()
    return window


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_opened_again(benchmark, opened, name):
    window, case, person = opened
    window.go("case", (case, "story"))
    away, back = turn(window, name, case, person)
    back()
    painted()
    labels = [one for one in window.findChildren(QLabel) if one.isVisible() and one.text()]
    bare, ours = [], []

    def before():
        bare.append(spent(lambda: bare_labels(len(labels))))
        away()
        painted()

    benchmark.pedantic(lambda: ours.append(spent(back)), setup=before, rounds=ROUNDS)
    ratio = median(ours) / median(bare)
    benchmark.extra_info["ratio"] = round(ratio, 1)
    benchmark.extra_info["cpu_ms"] = taken = round(median(ours) * 1000)
    told = f"{name} opened again: {ratio:.1f} x {len(labels)} bare labels, {taken} ms"
    benchmark.stats.name = told
