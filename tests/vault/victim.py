"""Acts on an office in a process that is killed; each act is acknowledged when it is done.

As a program of its own it does the acts that lines of standard input order: in a child of its own
each, which is killed at the moment given, in seconds after its start; without a moment in its own
process, so that the children need not load and compile everything anew.
"""

import json
import os
import select
import signal
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.users import User
from legalaid_desktop.services import doors
from legalaid_desktop.services.office import create_office, open_office
from legalaid_desktop.storage import keys
from tests.recovering import recoverable

FORKS = hasattr(os, "fork")
USER, PASSPHRASE = "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026"
MONDAY = datetime(2026, 3, 30, 2, tzinfo=UTC)


def new_office(folder):
    """An unlocked office with sheets that were typed back, and a key that is quick to check."""
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    cheap = keys.Cost(memory=64, passes=1, lanes=1)
    office = create_office(folder, profile, USER, PASSPHRASE, at=lambda: MONDAY, cost=cheap)
    recoverable(office, PASSPHRASE)
    return office


@contextmanager
def at_work(folder, tell, passphrase=PASSPHRASE, **how):
    office = open_office(Path(folder), USER, passphrase, **how)
    tell("ready")
    yield office
    office.lock()


def save(folder, tell, number, **_):
    """Takes in a client with a case, then changes it; says what each of them holds."""
    with at_work(folder, tell) as office:
        for each in range(4):
            person = Person(given_lo="ຄຳ", surname_latin=f"Vongsa {number} {each}")
            case = Case(
                client_id=0, type=CaseType.CIVIL, subject_en="new", opened_on=date(2026, 3, 24)
            )
            kept = office.cases.take_in(person, case)
            tell(("new", kept.id))
            office.cases.save(replace(kept, subject_en=f"changed {number} {each}"))
            tell(("changed", kept.id, f"changed {number} {each}"))


def attach(folder, tell, number, case, scratch, **_):
    """Attaches files from empty to several chunks."""
    with at_work(folder, tell) as office:
        random = Random(number)
        for each in range(3):
            path = Path(scratch) / f"evidence-{number}-{each}.bin"
            path.write_bytes(random.randbytes(random.choice((0, 900, 70_000, 1_200_000))))
            about = Attachment(
                case_id=case, title_en="Photo", file_name="", received_on=date(2026, 3, 24)
            )
            kept = office.attachments.add(path, about)
            tell((kept.id, kept.sha256))


def back_up(folder, tell, number, stick, **_):
    """Backs up on one day after another; the rules let go of older ones."""
    day = MONDAY + timedelta(days=3 * number)
    with at_work(folder, tell, at=lambda: day) as office:
        for _each in range(3):
            day += timedelta(days=1)
            made = office.backups.make(Path(stick))
            tell((made.backup.file_name, made.backup.sha256))


def migrate(folder, tell, user, passphrase, **_):
    """Opens an office of an earlier program."""
    tell("ready")
    office = open_office(Path(folder), user, passphrase)
    tell("open")
    office.lock()


def change_passphrase(folder, tell, number, old, **_):
    """Gives oneself one new passphrase after another."""
    with at_work(folder, tell, old) as office:
        for each in range(4):
            new = f"ໝາກໂມ ຂີ່ ລົດຖີບ ຂ້າມ ຂົວ {number} {each}"
            office.change_passphrase(old, new)
            tell(new)
            old = new


def add_users(folder, tell, number, **_):
    """Adds colleagues, each with a passphrase."""
    with at_work(folder, tell) as office:
        for each in range(4):
            user = User(name=f"noy {number} {each}", role=Role.CLERK, since=date(2026, 3, 30))
            tell(office.users.add(user, f"ໝາກໂມ ຂີ່ ລົດຖີບ ຂ້າມ ຂົວ {number} {each}", PASSPHRASE).name)


def restore(folder, tell, backup, **_):
    """Makes an office out of a backup and opens it."""
    tell("ready")
    doors.restore(Path(backup), Path(folder))
    tell("restored")
    office = open_office(Path(folder), USER, PASSPHRASE)
    tell("open")
    office.lock()


def lock(folder, tell, number, **_):
    """Saves and locks, several times over."""
    tell("ready")
    for each in range(3):
        office = open_office(Path(folder), USER, PASSPHRASE)
        kept = office.people.take_in(Person(given_lo="ຄຳ", surname_latin=f"Lock {number} {each}"))
        tell(kept.person_id)
        office.lock()


ACTS = {
    act.__name__: act
    for act in (save, attach, back_up, migrate, change_passphrase, add_users, restore, lock)
}


def perform(order, tell):
    """Does what was ordered and says so."""
    keys.outgrown = lambda _cost, _seconds: None  # cheap slots stay cheap
    ACTS[order["act"]](tell=tell, **order["with"])
    tell("end")


def on(answer):
    """A way to say something at once, whole or not at all."""
    return lambda what: os.write(answer, json.dumps(what).encode() + b"\n")


def watched(child, answer, moment):
    """What a child says until it is killed, that many seconds after it was ready."""
    said, began, alive = b"", None, True
    while True:
        left = max(0.0, began + moment - time.monotonic()) if began and alive else None
        if not select.select([answer], [], [], left)[0]:
            os.kill(child, signal.SIGKILL)
            alive = False  # but what it said before is still to be read
            continue
        more = os.read(answer, 65536)
        if not more:
            break
        said += more
        began = began or time.monotonic()
    _, status = os.waitpid(child, 0)
    told = [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith(b"\n")]
    seconds = time.monotonic() - (began or time.monotonic())
    return {"told": told[1:], "seconds": seconds, "status": status}


def killed(order):
    """What a forked child acknowledged before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        perform(order, on(writing))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb", 0) as answer:
        return watched(child, answer.fileno(), order["moment"])


def serve():
    """Takes orders from standard input and answers on standard output."""
    say = on(sys.stdout.fileno())
    for line in sys.stdin:
        order = json.loads(line)
        if not FORKS:
            perform(order, say)
        elif order["moment"] is None:
            told = []
            perform(order, told.append)
            say({"told": told[1:]})
        else:
            say(killed(order))


if __name__ == "__main__":
    serve()
