"""Killed at any moment: what was acknowledged is there, nothing is half there, nothing is lost.

Each act is done by a process that is killed (``kill -9``) at a moment drawn from the time that the
act took just before. What every round leaves behind is opened and proved whole.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.errors import LegalAidError, WrongPassphrase
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services import doors
from legalaid_desktop.services.office import open_office
from legalaid_desktop.storage import backups, connections, copies, keys, places
from tests.vault.contents import contents, lost
from tests.vault.test_old_offices import PASSPHRASE as OLD_PASSPHRASE
from tests.vault.test_old_offices import USER as OLD_USER
from tests.vault.victim import FORKS, MONDAY, PASSPHRASE, USER, new_office

ROOT = Path(__file__).parents[2]
SEED = 20_260_330
ROUNDS = {
    "save": 40, "attach": 25, "back_up": 25, "migrate": 25, "change_passphrase": 25,
    "add_users": 20, "restore": 25, "lock": 20,
}  # fmt: skip
"""How often each act is killed; where each needs a new process, a tenth of it."""


def test_there_are_at_least_two_hundred_rounds():
    assert sum(ROUNDS.values()) >= 200


@pytest.fixture(scope="module")
def zygote():
    """A process that has the libraries loaded and forks one child per order."""
    if not FORKS:
        yield None
        return
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.vault.victim"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True,
    )  # fmt: skip
    yield run
    run.stdin.close()
    run.wait()
    run.stdout.close()


class Killer:
    """Orders acts and has them killed, at moments spread over what the act takes."""

    def __init__(self, zygote, act):
        self.zygote, self.act = zygote, act
        self.random = Random(f"{SEED} {act}")
        self.rounds = ROUNDS[act] if zygote else ROUNDS[act] // 10
        self.ends = Counter()
        self.seconds = 0.0

    def __iter__(self):
        """The number of each round, and how the act is done in it.

        First it is done twice without a kill: by the process that forks the others, which have
        everything loaded then, and by one of those, to know how long it takes.
        """
        yield -1, self._warm
        yield 0, self._measure
        for number in range(1, self.rounds + 1):
            yield number, self._kill
        self._report()

    def _warm(self, **arguments):
        return self._done(None, arguments)["told"][:-1]

    def _measure(self, **arguments):
        done = self._done(3600.0, arguments)
        assert done["told"][-1:] == ["end"], "the act itself failed"
        self.seconds = done["seconds"]
        return done["told"][:-1]

    def _kill(self, **arguments):
        done = self._done(self.random.random() * self.seconds, arguments)
        ended = done["told"][-1:] == ["end"]
        assert ended or os.WIFSIGNALED(done["status"]), "the act itself failed"
        told = done["told"][:-1] if ended else done["told"]
        self.ends["after the end" if ended else f"after {len(told)}"] += 1
        return told

    def _done(self, moment, arguments):
        order = json.dumps({"act": self.act, "with": arguments, "moment": moment})
        if self.zygote is None:
            return _alone(order, moment)
        self.zygote.stdin.write(order + "\n")
        self.zygote.stdin.flush()
        return json.loads(self.zygote.stdout.readline())

    def _report(self):
        """The kills were spread over the act, and not all before or after it."""
        print(f"{self.act}: seed {SEED}, {self.seconds:.3f} s, killed {dict(self.ends)}")  # noqa: T201 - to repeat a failure
        assert sum(self.ends.values()) == self.rounds
        assert self.ends["after the end"] < self.rounds


def _alone(order, moment):
    """The same with a process that loads its libraries itself, where the system cannot fork."""
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.vault.victim"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True,
    )  # fmt: skip
    run.stdin.write(order + "\n")
    run.stdin.close()
    run.stdout.readline()
    began = time.monotonic()
    try:
        run.wait(moment)
    except subprocess.TimeoutExpired:
        run.kill()
    told = [
        json.loads(line) for line in run.stdout.read().splitlines(keepends=True) if "\n" in line
    ]
    run.stdout.close()
    run.wait()
    return {"told": told, "seconds": time.monotonic() - began, "status": signal.SIGTERM}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A small office with one case, locked."""
    folder = tmp_path_factory.mktemp("template") / "office"
    office = new_office(folder)
    case = Case(client_id=0, type=CaseType.CIVIL, subject_en="first", opened_on=MONDAY.date())
    case_id = office.cases.take_in(Person(given_lo="ບຸນມີ"), case).id
    office.lock()
    return folder, case_id


@pytest.fixture
def folder(template, tmp_path):
    copy = tmp_path / "office"
    shutil.copytree(template[0], copy)
    return copy


@pytest.fixture
def killer(zygote, request):
    return Killer(zygote, request.function.__name__.removeprefix("test_killed_in_"))


def opened(folder, passphrase=PASSPHRASE, user=USER):
    """The office as it was left, proved whole."""
    office = open_office(folder, user, passphrase)
    verdict = office.orphans.verify()
    assert verdict.is_sound, verdict
    return office


def rows(office, query):
    """What the database itself says: reading hundreds of records by the services takes longer."""
    with closing(connection_to(office)) as other:
        return other.execute(query).fetchall()


def connection_to(office):
    return connections.connect(office.folder / places.DATABASE, office._secrets)


def every_row(connection, tables):
    """All that stands in these columns of these tables."""
    found = {}
    for table, columns in tables.items():
        query = f"SELECT {columns} FROM {table}"  # noqa: S608 - names out of the database itself
        found[table] = sorted(connection.execute(query).fetchall(), key=str)
    return found


def leftovers(folder):
    """Half files."""
    return sorted(path.name for path in folder.rglob("*") if ".part" in path.name)


def age(folder):
    """A day goes by."""
    for path in (folder, *folder.rglob("*")):
        yesterday = time.time() - 86_400
        os.utime(path, (yesterday, yesterday))


def test_killed_in_save(killer, folder):
    known = {}
    for number, act in killer:
        for what, case_id, *subject in act(folder=str(folder), number=number):
            known[case_id] = subject[0] if what == "changed" else "new"
        office = opened(folder)
        found = rows(office, "SELECT id, number, subject_en FROM case_file")
        shown = {case_id: subject for case_id, _, subject in found}
        for case_id, subject in known.items():
            # the change that was under way may have been kept; the one before never goes
            assert shown[case_id] == subject or (
                subject == "new" and shown[case_id].startswith("changed")
            )
        assert len({given for _, given, _ in found}) == len(found)
        office.lock()


def test_killed_in_attach(killer, folder, template, tmp_path):
    known, scratch = {}, tmp_path / "from the client"
    scratch.mkdir()
    about = {"case": template[1], "scratch": str(scratch)}
    for number, act in killer:
        known |= dict(act(folder=str(folder), number=number, **about))
        office = opened(folder)
        shown = {one.id: one for one in office.attachments.of_case(template[1])}
        assert {key: shown[key].sha256 for key in known} == known
        assert [one.exhibit for one in shown.values()] == [*range(1, len(shown) + 1)]
        office.lock()
    age(folder)
    opened(folder).lock()
    assert leftovers(folder) == []


def test_killed_in_back_up(killer, folder, tmp_path):
    stick, proved = tmp_path / "stick", {}
    stick.mkdir()
    for number, act in killer:
        told = act(folder=str(folder), number=number, stick=str(stick))
        office = opened(folder)
        shown = [one.path for one in office.backups.in_folder(stick)]
        for path in shown:
            if path.name not in proved:
                proved[path.name] = backups.verify(path, office._secrets)[1]
        for name, digest in told[-1:]:  # the rules keep the newest at the least
            assert proved[name] == digest
            assert (stick / name).exists()
        registered = {one.file_name for one in office.backups.overview().made}
        assert {name for name, _ in told} <= registered
        office.lock()
    assert 7 <= len(shown) < len(proved), "the rules let go of some, and kept the others"
    age(folder)
    age(stick)
    office = open_office(folder, USER, PASSPHRASE, at=lambda: MONDAY + timedelta(days=400))
    office.backups.make(stick)
    office.lock()
    assert leftovers(stick) + leftovers(folder) == []


def test_killed_in_migrate(killer, old_office, tmp_path):
    folder, shown = old_office
    tables, before = old_rows(folder)
    who = {"user": OLD_USER, "passphrase": OLD_PASSPHRASE}
    for number, act in killer:
        office = tmp_path / f"office {number}"
        shutil.copytree(folder, office)
        act(folder=str(office), **who)
        again = opened(office, OLD_PASSPHRASE, OLD_USER)
        with closing(connection_to(again)) as now:
            assert every_row(now, tables) == before
        kept = office / "office.db.before-0001"
        assert not kept.exists() or copies.complaints(kept, again._secrets) == []
        again.lock()
        age(office)
        again = open_office(office, OLD_USER, OLD_PASSPHRASE)
        assert leftovers(office) == []
        if not number:
            assert lost(shown, contents(again)) == []
        again.lock()
        shutil.rmtree(office)


MOVED = {("person", "id_paper"), ("person", "id_number"), ("person", "id_held_by")}
"""Columns whose contents stand in another one now; the tests of old offices look there."""


def old_rows(folder):
    """The tables of the earlier program with their columns, and all that is in them."""
    secrets = keys.unlock(folder, OLD_USER, OLD_PASSPHRASE)
    with closing(connections.connect(folder / places.DATABASE, secrets)) as old:
        own = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
        tables = {}
        for (table,) in old.execute(own).fetchall():
            columns = old.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
            kept = [name for (name,) in columns if (table, name) not in MOVED]
            tables[table] = ", ".join(f'"{name}"' for name in kept)
        before = every_row(old, tables)
    return tables, before


def test_killed_in_change_passphrase(killer, folder):
    old = PASSPHRASE
    for number, act in killer:
        told = act(folder=str(folder), number=number, old=old)
        old = told[-1] if told else old
        if len(told) < 4:
            following = f"ໝາກໂມ ຂີ່ ລົດຖີບ ຂ້າມ ຂົວ {number} {len(told)}"
            old = following if opens(folder, following) else old
        opened(folder, old).lock()
    age(folder)
    opened(folder, old).lock()
    assert leftovers(folder) == []


def opens(folder, passphrase, user=USER):
    try:
        open_office(folder, user, passphrase).lock()
    except WrongPassphrase:
        return False
    return True


def test_killed_in_add_users(killer, folder):
    known = []
    for number, act in killer:
        told = act(folder=str(folder), number=number)
        known += told
        for name in told:
            assert opens(folder, f"ໝາກໂມ ຂີ່ ລົດຖີບ ຂ້າມ ຂົວ {name.removeprefix('noy ')}", name)
        office = opened(folder)
        assert {one.name for one in office.users.every()} >= {USER, *known}
        office.lock()


def test_killed_in_restore(killer, folder, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    office = opened(folder)
    backup = office.backups.make(stick).backup.file_name
    cases = "SELECT * FROM case_file"
    before = rows(office, cases)
    office.lock()
    for number, act in killer:
        place = tmp_path / f"restored {number}" / "office"
        place.parent.mkdir()
        told = act(folder=str(place), backup=str(stick / backup))
        assert place.exists() or not told
        for half in place.parent.glob("*.part"):
            refused_or_whole(half, cases, before)
        age(place.parent)
        if not place.exists():
            doors.restore(stick / backup, place)
        again = opened(place)
        assert rows(again, cases) == before
        assert rows(again, "SELECT count(*) FROM trail WHERE deed = 'restore'")[0][0] > 0
        again.lock()
        if not told:
            assert leftovers(place.parent) == []
        shutil.rmtree(place.parent)


def refused_or_whole(folder, cases, before):
    """What a killed restore leaves is no half office."""
    try:
        office = opened(folder)
    except LegalAidError:
        return
    assert rows(office, cases) == before
    office.lock()


def test_killed_in_lock(killer, folder):
    known = []
    for number, act in killer:
        known += act(folder=str(folder), number=number)
        office = opened(folder)
        assert {key for (key,) in rows(office, "SELECT id FROM person")} >= set(known)
        office.lock()
    age(folder)
    opened(folder).lock()
    assert {path.name for path in folder.iterdir()} == {
        places.DATABASE, places.KEYS, places.ANCHOR, places.ATTACHMENTS,
    }  # fmt: skip
