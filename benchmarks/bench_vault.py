"""What the encryption costs: the same rows in the office's database and in a plain one.

Both by the same engine, on the same disk, in the same run; the plain one is a decrypted copy.
``extra_info`` of the JSON output holds each ratio; the table names it.
"""

import os
import shutil
import time
from contextlib import closing
from datetime import UTC, date, datetime
from random import Random
from statistics import median

import pytest
from sqlcipher3 import dbapi2

from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services.office import create_office
from legalaid_desktop.storage import backups, connections, keys, places, stretching
from legalaid_desktop.storage.blobs import BlobStore
from tests.recovering import recoverable

CASES, EVENTS = 20_000, 200_000
NOTE = "ລູກຄວາມໂທມາຖາມວ່າສານຈະນັດມື້ໃດ ແລະ ຕ້ອງເອົາເອກະສານຫຍັງມາແດ່ "
COST = keys.Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "ບ້ານເຮົາ ນາງາມ 2026"  # noqa: S105 - of nobody
PRAGMAS = connections._PRAGMAS[1:]
LIST = "SELECT id, number, subject_en, stage FROM case_file ORDER BY id DESC LIMIT 100"
PAGE = "SELECT id, number, subject_en, stage FROM case_file WHERE id < ? ORDER BY id DESC LIMIT 100"
SAVE = "UPDATE case_file SET subject_en = ?, version = version + 1 WHERE id = ?"
SEARCH = "SELECT id FROM event WHERE text LIKE '%ຄຳເວົ້າ 199999%'"
SCAN = "SELECT count(*), sum(length(text)) FROM event"
ATTACHMENTS = 100 * 1024 * 1024


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office with 20,000 cases and 200,000 lines of their stories, and its plain copy."""
    folder = tmp_path_factory.mktemp("vault") / "office"
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    made = create_office(folder, profile, "noy", PASSPHRASE, cost=COST)
    recoverable(made, PASSPHRASE)
    opened = Case(client_id=0, type=CaseType.CIVIL, subject_en="debt", opened_on=date(2026, 3, 24))
    case = made.cases.take_in(Person(given_lo="ບຸນມີ"), opened)
    made.cases.add_event(
        Event(case_id=case.id, kind=EventKind.NOTE, on=date(2026, 3, 30), text=NOTE)
    )
    made.lock()
    secrets = keys.unlock(folder, "noy", PASSPHRASE)
    with closing(connections.connect(folder / places.DATABASE, secrets)) as connection:
        connection.execute("BEGIN")
        multiply(connection, "case_file", CASES, {"number": "number || '-' || n.i"})
        multiply(
            connection,
            "event",
            EVENTS,
            {"case_id": "1 + n.i % 1000", "text": f"'{NOTE * 3} ຄຳເວົ້າ ' || n.i"},
        )
        connection.execute("COMMIT")
        plain = folder / "plain.db"
        connection.execute(f"ATTACH '{plain}' AS plain KEY ''")
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH plain")
    return folder, secrets


def multiply(connection, table, count, others):
    """So many copies of the one row, with some columns of their own."""
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    kept = [name for name in columns if name != "id"]
    values = ", ".join(others.get(name, f'"{name}"') for name in kept)
    names = ", ".join(f'"{name}"' for name in kept)
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
    source = f"(SELECT * FROM {table} LIMIT 1)"  # noqa: S608
    # all of it is written above
    connection.execute(
        f"{numbers} INSERT INTO {table} ({names}) SELECT {values} FROM {source}, n",  # noqa: S608
        (count,),
    )


def plain(folder):
    connection = dbapi2.connect(str(folder / "plain.db"), isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def timed(work, rounds):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def compare(benchmark, name, encrypted, bare, rounds):
    """Both take turns, so that a disk that slows down slows both."""
    times = {encrypted: [], bare: []}
    for number in range(2 * (rounds + 3)):
        work = (encrypted, bare)[number % 4 in (1, 2)]  # neither always follows the other
        times[work].append(timed(work, 1))
    here, there = (median(times[work][3:]) for work in (encrypted, bare))
    benchmark.pedantic(encrypted, rounds=3)
    benchmark.extra_info["ratio"] = round(here / there, 2)
    benchmark.extra_info["milliseconds"] = round(1_000 * here, 2)
    benchmark.name = f"{name}: {here / there:.2f} x plain, {1_000 * here:.2f} ms"


def both(office, query):
    """The query on a connection made for it, encrypted and plain."""
    folder, secrets = office

    def encrypted():
        with closing(connections.connect(folder / places.DATABASE, secrets)) as connection:
            connection.execute(query).fetchall()

    def bare():
        with closing(plain(folder)) as connection:
            connection.execute(query).fetchall()

    return encrypted, bare


def test_open_and_list(benchmark, office):
    compare(benchmark, "open + list", *both(office, LIST), 100)


def test_a_page(benchmark, office):
    folder, secrets = office
    ends = iter(Random(1).choices(range(200, CASES), k=10_000))
    with (
        closing(connections.connect(folder / places.DATABASE, secrets)) as one,
        closing(plain(folder)) as other,
    ):
        read = lambda connection: connection.execute(PAGE, (next(ends),)).fetchall()  # noqa: E731 - handed over
        compare(benchmark, "keyset page", lambda: read(one), lambda: read(other), 300)


def test_save_and_commit(benchmark, office):
    folder, secrets = office
    ids = iter(Random(2).choices(range(1, CASES), k=10_000))

    def save(connection):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(SAVE, (f"debt {time.perf_counter()}", next(ids)))
        connection.execute("COMMIT")

    with (
        closing(connections.connect(folder / places.DATABASE, secrets)) as one,
        closing(plain(folder)) as other,
    ):
        compare(benchmark, "save + commit", lambda: save(one), lambda: save(other), 300)


def test_search(benchmark, office):
    compare(benchmark, "search in 200,000 notes", *both(office, SEARCH), 10)


def test_scan(benchmark, office):
    compare(benchmark, "scan of 200,000 notes", *both(office, SCAN), 5)


def test_unlock(benchmark, tmp_path):
    """With the least that is ever used, and with what this computer is found to carry."""
    keys.create_slots(tmp_path / "least", "noy", PASSPHRASE, stretching.LEAST).wipe()
    found = stretching.calibrated()
    salt = bytes(stretching.SALT_LENGTH)
    carried = timed(lambda: stretching.stretched(PASSPHRASE, salt, found), 5)
    least = timed(lambda: stretching.stretched(PASSPHRASE, salt, stretching.LEAST), 5)
    benchmark.pedantic(lambda: stretching.stretched(PASSPHRASE, salt, found), rounds=3)
    benchmark.extra_info["least"] = round(least, 3)
    benchmark.name = (
        f"unlock: m={found.memory // 1024} MiB t={found.passes} p={found.lanes} {carried:.2f} s;"
        f" m=64 MiB t=3 p=4 {least:.2f} s"
    )
    assert found.memory >= stretching.LEAST.memory


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """An office with 100 MB of attachments."""
    folder = tmp_path_factory.mktemp("full") / "office"
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    create_office(folder, profile, "noy", PASSPHRASE, cost=COST).lock()
    secrets = keys.unlock(folder, "noy", PASSPHRASE)
    blobs, random = BlobStore(folder, secrets), Random(3)
    for _number in range(25):
        blobs.put_bytes(random.randbytes(ATTACHMENTS // 25))
    return folder, secrets


def test_backup_and_verify(benchmark, full, tmp_path):
    """Against a copy of the folder, each file waited for as the backup is."""
    folder, secrets = full
    targets = iter(range(1_000))

    def back_up():
        target = tmp_path / f"{next(targets)}"
        target.mkdir()
        return backups.make(folder, secrets, target, datetime.now(UTC))

    def copy():
        target = tmp_path / f"copy {next(targets)}"
        shutil.copytree(folder, target)
        for path in target.rglob("*"):
            if path.is_file():
                with path.open("rb") as stream:
                    os.fsync(stream.fileno())

    made = back_up()
    verified = timed(lambda: backups.verify(made.path, secrets), 3)
    copied = timed(copy, 3)
    benchmark.pedantic(back_up, rounds=3)
    seconds = benchmark.stats.stats.median
    benchmark.extra_info |= {"ratio": round(seconds / copied, 2), "verify": round(verified, 2)}
    benchmark.name = (
        f"backup of 100 MB, read back: {seconds:.2f} s, {seconds / copied:.1f} x a copy;"
        f" verify {verified:.2f} s"
    )
