"""The trail: a million entries proved, and what it adds to a save, against the same without it.

The saves with and without it take turns, so that a disk that slows down slows both.
"""

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from statistics import median

import pytest

from legalaid_desktop.domain.access import Viewer
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.services.office import create_office
from legalaid_desktop.storage import keys, trail
from legalaid_desktop.storage.database import Database
from tests.recovering import recoverable

ENTRIES = 1_000_000
AT_ONCE = 20_000
LONGEST = 60.0
MOST = 1.10
"""How much longer a save may take with the trail than without it."""
SAVES = 1_200
COST = keys.Cost(memory=64, passes=1, lanes=1)
SUBJECTS = ("ການທວງໜີ້", "ການຢ່າຮ້າງ")
CASE = Case(
    client_id=0, type=CaseType.CIVIL, subject_lo=SUBJECTS[0], court="province-04",
    opened_on=date(2026, 3, 24),
)  # fmt: skip
VIEWER = Viewer(user="ສີວິໄລ", now=datetime(2026, 3, 30, 2, tzinfo=UTC))


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    opened = Database.create(folder, keys.create_slots(folder, "noy", "a passphrase", COST))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def million(database):
    """As an office makes them: of ten entries seven are looks, three tell old and new values."""
    for start in range(0, ENTRIES, AT_ONCE):
        with database.transaction(VIEWER) as session:
            for number in range(start, start + AT_ONCE):
                enter(session, number)
    return database


def enter(session, number):
    case = number % 4_000
    if number % 10 < 7:
        trail.note(session, Deed.LOOK, kind="case_file", record=case, case_id=case)
        return
    fields = {"text": ("ໂທຫາລູກຄວາມ " * 5, "ໂທຫາລູກຄວາມ ແລະ ພະຍານ " * 5), "on": (None, "2026-03-30")}
    trail.note(
        session, Deed.CHANGE, kind="event", record=number, case_id=case, fields=fields,
        reason="ພິມຜິດ",
    )  # fmt: skip


def test_a_million_entries_are_proved_in_under_a_minute(benchmark, million):
    processor = []

    def prove():
        start = time.process_time()
        with million.read() as session:
            made = trail.verify(session, million.audit_key())
        processor.append(time.process_time() - start)
        return made

    found = benchmark.pedantic(prove, rounds=1)
    assert (found.first_bad, found.head.seq) == (None, ENTRIES)
    seconds = benchmark.stats.stats.median
    benchmark.extra_info |= {"entries_per_second": round(ENTRIES / seconds), "cpu": processor[0]}
    benchmark.name = f"verify {ENTRIES:,} entries: {seconds:.1f} s, {processor[0]:.1f} s of CPU"
    assert processor[0] < LONGEST, "what else the computer does is not the trail's"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("saves")
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    made = create_office(folder, profile, "noy", "ບ້ານເຮົາ ນາງາມ 2026", cost=COST)
    recoverable(made, "ບ້ານເຮົາ ນາງາມ 2026")
    yield made
    made.lock()


def test_the_trail_costs_less_than_a_tenth_of_a_save(benchmark, office, monkeypatch):
    case = office.cases.take_in(Person(given_lo="ບຸນມີ"), CASE)

    def save():
        nonlocal case
        other = SUBJECTS[case.subject_lo == SUBJECTS[0]]
        case = office.cases.save(replace(case, subject_lo=other))

    def without(patch):
        patch.setattr(trail, "note", lambda *_args, **_named: None)
        patch.setattr(trail, "write", lambda *_args: None)

    times, before = {True: [], False: []}, office.trail.end().head.seq
    for number in range(2 * SAVES):
        kept = number % 4 in (0, 3)  # neither always follows the other
        with monkeypatch.context() as patch:
            if not kept:
                without(patch)
            start = time.perf_counter()
            save()
            times[kept].append(time.perf_counter() - start)
    assert case.version == 2 * SAVES + 1, "each of them changed something"
    assert office.trail.end().head.seq == before + SAVES
    ratio = median(times[True]) / median(times[False])
    benchmark.pedantic(save, rounds=50)
    benchmark.extra_info["ratio"] = round(ratio, 3)
    milliseconds = 1_000 * median(times[True])
    benchmark.name = f"save: {milliseconds:.2f} ms, {ratio:.2f} x the same without the trail"
    assert ratio < MOST
