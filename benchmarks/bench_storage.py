"""The encrypted office against plain SQLite on the same rows, in the same run.

The table names each ratio; ``extra_info`` of the JSON output holds it too.
"""

import sqlite3
import time
from contextlib import closing
from statistics import median

import pytest
from sqlalchemy import text

from legalaid_desktop.storage import connections, durable, keys, places
from legalaid_desktop.storage.blobs import BlobStore
from legalaid_desktop.storage.database import Database

ROWS = 20_000
LIST = "SELECT series, last FROM counter ORDER BY series LIMIT 100"
INSERT = "INSERT INTO counter (series, last) VALUES (?, ?)"
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -16000")


def rows(start, count):
    filling = "x" * 180
    return [(f"{number:08} ນາງ ຄຳ {filling}", number) for number in range(start, start + count)]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    cost = keys.Cost(memory=64, passes=1, lanes=1)
    unlocked = keys.create_slots(folder, "noy", "a passphrase", cost)
    Database.create(folder, unlocked).close()
    with closing(connections.connect(folder / places.DATABASE, unlocked)) as connection:
        connection.execute("BEGIN")
        connection.executemany(INSERT, rows(0, ROWS))
        connection.execute("COMMIT")
    with closing(plain(folder / "plain.db")) as connection:
        connection.execute("CREATE TABLE counter (series VARCHAR PRIMARY KEY, last INTEGER)")
        connection.execute("BEGIN")
        connection.executemany(INSERT, rows(0, ROWS))
        connection.execute("COMMIT")
    return folder, unlocked


def plain(path):
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def baseline(work, rounds=200):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def report(benchmark, name, bare):
    ratio = benchmark.stats.stats.median / bare
    benchmark.extra_info["ratio"] = round(ratio, 2)
    benchmark.name = f"{name}: {ratio:.2f} x plain"


def test_open_and_first_list_by_the_driver(benchmark, office):
    folder, unlocked = office

    def bare():
        with closing(plain(folder / "plain.db")) as connection:
            connection.execute(LIST).fetchall()

    def encrypted():
        with closing(connections.connect(folder / places.DATABASE, unlocked)) as connection:
            connection.execute(LIST).fetchall()

    benchmark.pedantic(encrypted, rounds=200, warmup_rounds=5)
    report(benchmark, "open + first list", baseline(bare))


def test_open_the_office_and_first_list(benchmark, office):
    """With all checks: key, identity, revision, length."""
    folder, unlocked = office

    def bare():
        with closing(plain(folder / "plain.db")) as connection:
            connection.execute(LIST).fetchall()

    def whole():
        database = Database.open(folder, unlocked)
        with database.read() as session:
            session.execute(text(LIST)).all()
        database.close()

    benchmark.pedantic(whole, rounds=50, warmup_rounds=3)
    report(benchmark, "open with checks + first list + close", baseline(bare))


def test_a_warm_list(benchmark, office):
    folder, unlocked = office
    database = Database.open(folder, unlocked)

    def encrypted():
        with database.read() as session:
            session.execute(text(LIST)).all()

    with closing(plain(folder / "plain.db")) as connection:
        bare = baseline(lambda: connection.execute(LIST).fetchall())
    benchmark.pedantic(encrypted, rounds=200, warmup_rounds=5)
    report(benchmark, "warm list through a session", bare)
    database.close()


def test_a_warm_list_by_the_driver(benchmark, office):
    folder, unlocked = office
    with closing(plain(folder / "plain.db")) as connection:
        bare = baseline(lambda: connection.execute(LIST).fetchall())
    with closing(connections.connect(folder / places.DATABASE, unlocked)) as connection:
        benchmark.pedantic(lambda: connection.execute(LIST).fetchall(), rounds=200, warmup_rounds=5)
    report(benchmark, "warm list by the driver", bare)


def test_a_commit(benchmark, office):
    folder, unlocked = office
    numbers = iter(range(10_000_000, 20_000_000))
    database = Database.open(folder, unlocked)

    def encrypted():
        with database.transaction() as session:
            session.connection().exec_driver_sql(INSERT, (f"encrypted {next(numbers)}", 1))

    with closing(plain(folder / "plain.db")) as connection:

        def save():
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(INSERT, (f"plain {next(numbers)}", 1))
            connection.execute("COMMIT")

        bare = baseline(save)
    benchmark.pedantic(encrypted, rounds=200, warmup_rounds=5)
    report(benchmark, "one record, one commit", bare)
    database.close()


def test_an_attachment(benchmark, office):
    """Against writing the same bytes as they are, with the same waits for the disk."""
    folder, unlocked = office
    blobs, contents = BlobStore(folder, unlocked), iter(range(10_000))

    def content():
        return next(contents).to_bytes(8, "big") * (4 * 1024 * 1024 // 8)

    def bare():
        durable.write(folder / "plain.bin", content())

    benchmark.pedantic(lambda: blobs.put_bytes(content()), rounds=20, warmup_rounds=2)
    report(benchmark, "a file of 4 MiB", baseline(bare, rounds=20))
