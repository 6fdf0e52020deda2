"""The search over a million notes, against a bare question to its index, and what it costs a save.

The notes are made by SQL out of some hundred sentences in both languages; the index is built by the
program's own steps, as after an update. ``extra_info`` of the JSON output holds each ratio.
"""

import os
import time
from contextlib import closing
from datetime import date
from random import Random
from statistics import median

import pytest

from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.search import Kind, Order, parse
from legalaid_desktop.services.office import create_office, open_office
from legalaid_desktop.storage import connections, keys, places, search_index
from legalaid_desktop.storage.keys import Cost
from legalaid_desktop.storage.search import match
from legalaid_desktop.storage.search_index import BITS
from tests.recovering import recoverable

NOTES = int(os.environ.get("NOTES", "1000000"))
CASES = 5_000
COST = Cost(memory=64, passes=1, lanes=1)
USER, PASSPHRASE = "noy", "ບ້ານເຮົາ ນາງາມ 2026"
SENTENCES = (
    "ລູກຄວາມໂທມາຖາມວ່າສານຈະນັດມື້ໃດ", "ນາຍຈ້າງຍຶດໜັງສືຜ່ານແດນ ແລະ ບໍ່ຈ່າຍຄ່າຈ້າງ",
    "ຕຳຫຼວດກັກຕົວເກີນສີ່ສິບແປດຊົ່ວໂມງ", "ນັດໄກ່ເກ່ຍຢູ່ໜ່ວຍໄກ່ເກ່ຍຂັ້ນບ້ານ",
    "ສົ່ງສຳເນົາສັນຍາກູ້ຢືມໃຫ້ທະນາຍຝ່າຍກົງກັນຂ້າມ", "ໃບຕາດິນຍັງບໍ່ທັນຂຶ້ນທະບຽນຢູ່ຫ້ອງການທີ່ດິນ",
    "ຜູ້ເຄາະຮ້າຍຢູ່ບ່ອນພັກພິງຂອງສະຫະພັນແມ່ຍິງ", "ສານປະຊາຊົນນະຄອນຫຼວງໄດ້ຕັດສິນຄະດີແພ່ງ",
    "The client called about the hearing", "He was beaten on board and jailed while he fled",
    "The employer keeps the passport", "Copy of the judgment sent to the village office",
    "ແມ່ຂອງລາວບອກວ່າ ນອນບໍ່ຫຼັບ ແລະ ຢ້ານນາຍໜ້າ", "ຂໍໃບຢັ້ງຢືນແພດຈາກໂຮງໝໍແຂວງ",
    "ຄ່າແຮງງານສາມເດືອນ ຍັງຄ້າງຢູ່", "Speak to the consul again on Friday",
)  # fmt: skip
NAMES = "Boun Kham Som Phet Souk Keo Vieng Thong Chan Seng Bua Sone Noy Many Vanh Dao"
RARE = "ເລກອ້າງອີງ"
ASKED = {
    "one word in many notes": "ໜັງສືຜ່ານແດນ",
    "a word of English": "passport",
    "words in any order": "ນາຍໜ້າ ແມ່",
    "the beginning of a word": "judg",
    "half a syllable": "ທະນ",
    "a number": "7654321",
    "a name": "ບຸນມີ",
    "nothing": "ເຮືອບິນຕົກ",
    "a name mistyped": "Bounmi Xaiyavong",
}


def rows_of(columns, row, changes):
    """The row as often as there are changes."""
    for change in changes:
        yield tuple(change.get(name, row[name]) for name in columns)


def multiply(connection, table, changes):
    """Copies of the one row of the table, each with its own values."""
    found = connection.execute(f"SELECT * FROM {table} LIMIT 1")  # noqa: S608 - our own names
    columns = [one[0] for one in found.description]
    row = dict(zip(columns, found.fetchone(), strict=True))
    kept = [name for name in columns if name != "id"]
    named = ", ".join(f'"{name}"' for name in kept)
    marks = ", ".join("?" * len(kept))
    statement = f"INSERT INTO {table} ({named}) VALUES ({marks})"  # noqa: S608 - our own names
    connection.executemany(statement, rows_of(kept, row, changes))


def others():
    """The ids of the clients beside the first."""
    return range(2, CASES + 1)


def notes():
    chance = Random(5)
    for number in range(NOTES):
        said = chance.choices(SENTENCES, k=2)
        yield {
            "case_id": 1 + number % CASES,
            "text": f"{said[0]}. {said[1]} {RARE} {7_000_000 + number}",
        }


def people():
    chance = Random(6)
    latin = NAMES.split()
    for _ in others():
        name = "".join(chance.choices(latin, k=2)).capitalize()
        family = "".join(chance.choices(latin, k=3)).capitalize()
        yield {"given_latin": name, "surname_latin": family, "given_lo": "", "surname_lo": ""}


def made_ready(folder):
    """An office with one of each."""
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    made = create_office(folder, profile, USER, PASSPHRASE, cost=COST)
    recoverable(made, PASSPHRASE)
    opened = Case(client_id=0, type=CaseType.CIVIL, subject_en="debt", opened_on=date(2026, 3, 24))
    person = Person(
        given_lo="ບຸນມີ", surname_lo="ໄຊຍະວົງ", given_latin="Bounmy", surname_latin="Xayavong"
    )
    case = made.cases.take_in(person, opened)
    made.cases.add_event(
        Event(case_id=case.id, kind=EventKind.NOTE, on=date(2026, 3, 30), text=RARE)
    )
    made.lock()


def drop_triggers(folder):
    """As if the program had no search."""
    secrets = keys.unlock(folder, USER, PASSPHRASE)
    wanted = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search/%'"
    with closing(connections.connect(folder / places.DATABASE, secrets)) as connection:
        for (name,) in connection.execute(wanted).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A million notes without an index, then the index built by the program."""
    folder = tmp_path_factory.mktemp("search") / "office"
    made_ready(folder)
    secrets = keys.unlock(folder, USER, PASSPHRASE)
    drop_triggers(folder)
    with closing(connections.connect(folder / places.DATABASE, secrets)) as connection:
        connection.execute("BEGIN")
        multiply(connection, "person", people())
        multiply(connection, "client", ({"person_id": n, "code": f"M-{n}"} for n in others()))
        multiply(connection, "case_file", ({"number": f"M{n}", "client_id": n} for n in others()))
        multiply(connection, "event", notes())
        connection.execute("COMMIT")
    opened = open_office(folder, USER, PASSPHRASE)
    begun, longest = time.perf_counter(), 0.0
    while True:
        step = time.perf_counter()
        if not opened.search.build(2_000):
            break
        longest = max(longest, time.perf_counter() - step)
    built = time.perf_counter() - begun
    opened.built = {"index built in s": round(built, 1), "longest step in s": round(longest, 2)}
    yield opened
    opened.lock()


def bare(office, text):
    """Seconds of the index's own answer: the numbers of the newest notes that hold the words."""
    code = next(one.code for one in search_index.INDEXED if one.name == "event") << BITS
    question = (
        f"SELECT rowid FROM {search_index.NAME} WHERE {search_index.NAME} MATCH ? "  # noqa: S608 - our own name
        f"AND rowid BETWEEN {code} AND {code + (1 << BITS) - 1} ORDER BY rowid DESC LIMIT 6"
    )
    asked = match(parse(text))
    with office._desk.database.read() as session:
        connection = session.connection()
        took = []
        for _ in range(5):
            begun = time.perf_counter()
            connection.exec_driver_sql(question, (asked,)).fetchall()
            took.append(time.perf_counter() - begun)
    return median(took)


@pytest.mark.parametrize("what", ASKED)
def test_first_results(benchmark, office, what):
    benchmark(lambda: office.search.find(ASKED[what]))
    plain = bare(office, ASKED[what])
    took = benchmark.stats.stats.median
    benchmark.extra_info |= {
        "notes": NOTES,
        "first results in ms": round(1000 * took, 1),
        "bare index in ms": round(1000 * plain, 2),
        "ratio to the bare index": round(took / plain, 1),
        **office.built,
    }


@pytest.mark.parametrize("order", list(Order))
def test_page_of_notes(benchmark, office, order):
    benchmark(lambda: office.search.page("passport", Kind.EVENT, order=order))
    benchmark.extra_info["a page in ms"] = round(1000 * benchmark.stats.stats.median, 1)


def test_save_with_and_without_the_index(benchmark, office):
    def saved():
        note = " ".join(SENTENCES[:2])
        event = Event(case_id=1, kind=EventKind.NOTE, on=date(2026, 3, 30), text=note)
        begun = time.perf_counter()
        office.cases.add_event(event)
        return time.perf_counter() - begun

    benchmark.pedantic(saved, rounds=60)
    took = benchmark.stats.stats.median
    drop_triggers(office.folder)
    plain = median([saved() for _ in range(60)])
    benchmark.extra_info |= {
        "save in ms": round(1000 * took, 2),
        "without the index in ms": round(1000 * plain, 2),
        "ratio": round(took / plain, 2),
    }
