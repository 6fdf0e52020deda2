"""The encrypted database: a state for readers, turns for writers, a sentence for failures."""

import logging
import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import traceback
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlcipher3 import dbapi2

from legalaid_desktop.domain.errors import Damaged, LegalAidError, Refused
from legalaid_desktop.storage import connections, copies, durable, failures, identity, keys, places
from legalaid_desktop.storage.database import CUT, NO_DATABASE, PAGE, Database

NAMES = ("ນາງ ຄຳ ວົງສາ", "Kham Vongsa")
INSERT = text("INSERT INTO counter (series, last) VALUES (:series, :last)")
COUNT = text("SELECT count(*) FROM counter")


def write(database, *series):
    with database.transaction() as session:
        for name in series:
            session.execute(INSERT, {"series": name, "last": 1})
        session.info.setdefault("changed", set()).add("counter")


def count(database):
    with database.read() as session:
        return session.execute(COUNT).scalar_one()


def fill(database, rows=400):
    write(database, *(f"series {number} " + "x" * 400 for number in range(rows)))


def files(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_written_is_there_after_opening_again(folder, database, passphrase):
    write(database, *NAMES)
    database.close()
    again = Database.open(folder, keys.unlock(folder, "noy", passphrase))
    with again.read() as session:
        found = session.execute(text("SELECT series FROM counter ORDER BY last")).scalars()
        assert set(found) == set(NAMES)
    again.close()


def test_settings_are_the_safe_ones(database):
    asked = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "cache_size": -16000,
        "query_only": 1,
    }  # fmt: skip
    with database.read() as session:
        answers = {name: session.execute(text(f"PRAGMA {name}")).scalar_one() for name in asked}
    assert answers == asked


def test_nothing_readable_is_on_the_disk(folder, database):
    write(database, *NAMES)

    def readable():
        return [
            (name, word, encoding)
            for name, data in files(folder).items()
            for word in (*NAMES, "ຄຳ", "Vongsa", "counter", "SQLite format")
            for encoding in ("utf-8", "utf-16-le", "utf-16-be")
            if word.encode(encoding) in data
        ]

    assert "office.db-wal" in files(folder)
    assert readable() == []
    database.close()
    assert set(files(folder)) == {places.DATABASE, places.KEYS, places.ANCHOR}
    assert readable() == []


def test_the_plain_driver_cannot_read_it(folder, database):
    database.close()
    plain = sqlite3.connect(folder / places.DATABASE)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master").fetchall()
    plain.close()


def test_a_failed_transaction_leaves_nothing(database):
    def fail():
        with database.transaction() as session:
            session.execute(INSERT, {"series": "half", "last": 1})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert count(database) == 0


def test_a_reader_cannot_write(database):
    def write_while_reading():
        with database.read() as session:
            session.execute(INSERT, {"series": "sneaked in", "last": 1})

    with pytest.raises(Refused):
        write_while_reading()
    write(database, "properly")
    assert count(database) == 1


def test_a_reader_sees_one_state(database):
    with database.read() as session:
        assert session.execute(COUNT).scalar_one() == 0
        write(database, "meanwhile")
        assert session.execute(COUNT).scalar_one() == 0
    assert count(database) == 1


def test_subscribers_hear_of_commits_only(database):
    heard = []
    end = database.subscribe(heard.append)
    write(database, "one")
    count(database)
    with pytest.raises(IntegrityError):
        write(database, "one")
    assert heard == [frozenset({"counter"})]
    end()
    write(database, "two")
    assert len(heard) == 1


def test_a_subscriber_can_read_what_was_committed(database):
    seen = []
    database.subscribe(lambda _: seen.append(count(database)))
    write(database, "one", "two")
    assert seen == [2]


def test_writers_in_threads_take_turns(database):
    def add(start):
        for number in range(start, start + 20):
            write(database, str(number))

    threads = [threading.Thread(target=add, args=(start,)) for start in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(database) == 60


def test_a_busy_office_is_a_sentence(folder, database, unlocked, monkeypatch):
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)
    other = Database.open(folder, unlocked)
    with database.transaction() as session:
        session.execute(INSERT, {"series": "first", "last": 1})
        with pytest.raises(Refused) as refusal:
            write(other, "second")
        assert count(other) == 0
    assert refusal.value.reason == failures.BUSY
    write(other, "second")
    other.close()
    assert count(database) == 2


def test_errors_carry_no_values_and_no_keys(database, unlocked, caplog):
    caplog.set_level(logging.DEBUG)
    write(database, NAMES[1])
    with pytest.raises(IntegrityError) as bug:
        write(database, NAMES[1])
    told = "".join(traceback.format_exception(bug.value)) + caplog.text + repr(database)
    assert NAMES[1] not in told
    assert unlocked.database.hex() not in told
    assert unlocked.database.hex() not in repr(database._engine)


def test_a_closed_database_is_locked(database):
    database.close()
    for use in (lambda: write(database, "late"), lambda: count(database), database.complaints):
        with pytest.raises(Refused) as refusal:
            use()
        assert refusal.value.reason == keys.LOCKED
    database.close()


def test_wiped_keys_open_no_further_connection(folder, database, unlocked):
    database.close()
    unlocked.wipe()
    with pytest.raises(Refused):
        Database.open(folder, unlocked)


def test_closing_waits_for_an_open_session(database):
    inside, done = threading.Event(), []

    def work():
        with database.transaction() as session:
            session.execute(INSERT, {"series": "slow", "last": 1})
            inside.set()
            while database._keys:
                pass
            session.execute(INSERT, {"series": "still slow", "last": 1})
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    inside.wait()
    database.close()
    assert done == [True]
    thread.join()


def test_an_office_without_its_database_is_damaged(folder, unlocked):
    with pytest.raises(Damaged) as refusal:
        Database.open(folder, unlocked)
    assert refusal.value.reason == NO_DATABASE
    assert set(files(folder)) == {places.KEYS}


@pytest.mark.parametrize("length", [0, 1, PAGE - 1, PAGE, 5 * PAGE, -PAGE, -100])
def test_a_truncated_database_is_damaged_and_left_alone(folder, database, unlocked, length):
    fill(database)
    database.close()
    path = folder / places.DATABASE
    path.write_bytes(path.read_bytes()[:length])
    before = path.read_bytes()
    with pytest.raises(Damaged):
        Database.open(folder, unlocked)
    assert path.read_bytes() == before


def test_the_end_cut_off_is_named_as_such(folder, database, unlocked):
    fill(database)
    database.close()
    path = folder / places.DATABASE
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(Damaged) as refusal:
        Database.open(folder, unlocked)
    assert refusal.value.reason in {CUT, failures.DAMAGED}


def test_flipped_bits_are_found_by_the_check_at_the_latest(folder, database, unlocked):
    fill(database, rows=60)
    assert database.complaints() == []
    database.close()
    path = folder / places.DATABASE
    whole = path.read_bytes()
    for position in range(7, len(whole), len(whole) // 40):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 4]) + whole[position + 1 :])
        try:
            opened = Database.open(folder, unlocked)
        except Damaged:
            continue
        assert opened.complaints() != [], position
        opened.close()


def test_a_damaged_page_is_never_read_as_an_empty_one(folder, database, unlocked):
    """The end of a long text lies on pages of its own; the last one of all has no other behind."""
    write(database, *(f"{number} " + "x" * 9_000 for number in range(8)))
    every = text("SELECT series FROM counter NOT INDEXED ORDER BY rowid")
    with database.read() as session:
        kept = session.scalars(every).all()
    database.close()
    path = folder / places.DATABASE
    whole, refused = path.read_bytes(), 0
    pages = len(whole) // PAGE
    texts = pages - 40  # they were written last; before them lie the pages of the tables
    for page in (*range(1, texts, 5), *range(texts, pages)):
        position = page * PAGE + 100
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 4]) + whole[position + 1 :])
        try:
            with closing(Database.open(folder, unlocked)) as opened, opened.read() as session:
                found = session.scalars(every).all()
        except Damaged:
            refused += 1
        else:
            assert found == kept, page
        with pytest.raises(Damaged), failures.translated():
            copies.copy(path, folder / "copy.db", unlocked)
        assert not list(folder.glob("copy.db*"))
    assert refused > 8


def test_a_database_under_another_key_is_damaged_not_a_wrong_passphrase(
    folder, database, unlocked, passphrase, cheap, tmp_path
):
    database.close()
    other = tmp_path / "other"
    foreign = keys.create_slots(other, "noy", passphrase, cheap)
    shutil.copy(folder / places.DATABASE, other / places.DATABASE)
    with pytest.raises(Damaged) as refusal:
        Database.open(other, foreign)
    assert refusal.value.reason == failures.DAMAGED


def test_the_database_of_another_office_is_refused(folder, database, unlocked):
    with database.transaction() as session:
        session.execute(text("UPDATE identity SET office = 'another'"))
    database.close()
    with pytest.raises(Damaged) as refusal:
        Database.open(folder, unlocked)
    assert refusal.value.reason == identity.FOREIGN


def test_an_office_is_not_made_over_a_database(folder, database, unlocked):
    before = files(folder)[places.DATABASE]
    with pytest.raises(Refused):
        Database.create(folder, unlocked)
    assert files(folder)[places.DATABASE] == before


def test_a_copy_is_whole_and_encrypted_while_others_write(folder, database, unlocked):
    write(database, *NAMES)
    with database.transaction() as session:
        session.execute(INSERT, {"series": "not yet", "last": 1})
        database.copy_to(folder / "copy.db")
    copied = connections.connect(folder / "copy.db", unlocked)
    assert copied.execute("SELECT count(*) FROM counter").fetchone() == (2,)
    copied.close()
    assert NAMES[1].encode() not in (folder / "copy.db").read_bytes()
    assert not list(folder.glob("*.part*"))


SAVING = """
import os, sys
from pathlib import Path
from sqlalchemy import text
from legalaid_desktop.storage import keys
from legalaid_desktop.storage.database import Database

folder, passphrase = Path(sys.argv[1]), sys.argv[2]

def save(saves, answer):
    database = Database.open(folder, keys.unlock(folder, "noy", passphrase))
    for number in range(saves):
        with database.transaction() as session:
            for half in "ab":
                values = {"series": f"{os.getpid()} {number} {half}"}
                session.execute(
                    text("INSERT INTO counter (series, last) VALUES (:series, 1)"), values
                )
        os.write(answer, b".")
    database.close()
"""


def another_process(folder, passphrase, code):
    """Runs code that may use the functions above; its libraries are loaded once."""
    return subprocess.Popen(
        [sys.executable, "-c", SAVING + code, str(folder), passphrase],
        stdout=subprocess.PIPE,
    )


def test_two_processes_save_side_by_side(folder, database, passphrase):
    children = [another_process(folder, passphrase, "save(30, 1)") for _ in range(2)]
    answers = [child.communicate()[0] for child in children]
    assert answers == [b"." * 30] * 2
    assert [child.returncode for child in children] == [0, 0]
    assert count(database) == 120


def _as_nobody(work, answer):
    """In a child process: does the work without root's rights and reports the refusal."""
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        work()
        os.write(answer, b"no refusal")
    except LegalAidError as refusal:
        os.write(answer, f"{type(refusal).__name__}: {refusal.args[0]}".encode())


def refusal_as_nobody(work):
    reading, writing = os.pipe()
    child = multiprocessing.get_context("fork").Process(target=_as_nobody, args=(work, writing))
    child.start()
    child.join()
    os.close(writing)
    answer = os.read(reading, 4096).decode()
    os.close(reading)
    return answer


@pytest.fixture
def open_folder():
    """A folder that every user may enter; pytest's own are private."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows keeps rights in another way")
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_read_only_folder_is_a_sentence_and_nothing_changes(open_folder, passphrase, cheap):
    folder = open_folder / "office"
    unlocked = keys.create_slots(folder, "noy", passphrase, cheap)
    database = Database.create(folder, unlocked)
    write(database, "one")
    database.close()
    folder.chmod(0o555)
    for path in folder.iterdir():
        path.chmod(0o444)
    before = files(folder)

    def save():
        opened = Database.open(folder, unlocked)
        write(opened, "two")

    def change():
        keys.change_passphrase(folder, "noy", passphrase, "another passphrase")

    assert refusal_as_nobody(change) == f"Refused: {durable.READ_ONLY}"
    assert refusal_as_nobody(save) in {
        f"Refused: {durable.READ_ONLY}", f"Refused: {failures.CANNOT_OPEN}",
    }  # fmt: skip
    assert files(folder) == before


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (5, failures.BUSY), (517, failures.BUSY), (8, durable.READ_ONLY), (13, durable.DISK_FULL),
        (11, failures.DAMAGED), (26, failures.DAMAGED), (14, failures.CANNOT_OPEN),
        (778, failures.DISK_ERROR),
    ],
)  # fmt: skip
def test_each_error_of_the_database_has_its_sentence(code, reason):
    error = dbapi2.OperationalError("in the driver's words")
    error.sqlite_errorcode = code
    for raised in (error, DBAPIError("SELECT", {}, error)):
        told = failures.sentence(raised)
        assert isinstance(told, Refused)
        assert told.reason == reason


def test_bugs_stay_bugs(database):
    def nonsense():
        with database.read() as session:
            session.execute(text("SELECT nonsense"))

    with pytest.raises(DBAPIError):
        nonsense()
