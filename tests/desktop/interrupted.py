"""Somebody at work in another process, stopped in the middle; and what that leaves on the disk."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from legalaid_desktop.desktop import drafts
from legalaid_desktop.storage import drafts as stored
from legalaid_desktop.storage import places
from legalaid_desktop.storage.database import Database

ROOT = Path(__file__).parents[2]

STEPS = (
    {"other_name": "ນາງ ຄຳ", "other_relation": ["value", "spouse"], "pass_phrase": "ດອກຈຳປາ"},
    {"custody": "yes", "deadline_on": "02/0"},
    {"story": "ຖືກຕີ\nຢູ່ເຮືອ"},
    {"call": "no", "code_word": "ລົດຈັກ"},
    {"language": ["value", "kjg"], "literacy": ["text", "ອ່ານ"], "adaptations": "hearing,sight"},
    {"source": ["value", "embassy"]},
    {"next_step": "ໂທຫາຄຸກ"},
)
"""Something in each part of the talk, half a date and half a word among it."""

AT_WORK = """
import json
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from legalaid_desktop.desktop import app, settings
from legalaid_desktop.services import office as services
folder, user, passphrase = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
application = app.prepare(settings.Settings(language="en"))
program = app.Program(folder / "settings.json", services.open_office, None, services.users)
program._opened(services.open_office(folder, user, passphrase), str(folder))
page = program.window
def wait():
    while program.jobs.busy:
        application.processEvents()
def told(word):
    print(word, flush=True)
    sys.stdin.readline()
page.go("person_form")
form = page.pages["person_form"].form
form.parts.given_lo.editor.setText("ບຸນມີ")
form.parts.born_on.editor.setText("27/0")
page.go("intake")
intake = page.pages["intake"]
intake.form.parts.given_lo.editor.setText("ສົມໄຊ")
intake.case_form.parts.subject_lo.editor.setText("ລູກເຮືອ")
wait()
*before, last = json.loads(sys.argv[4])
for step in before:
    intake.talk.put_back(step)
    page.drafts.look()
    wait()
    told("kept")
intake.talk.put_back(last)
def look():
    kept = [one.values for one in program._office.drafts.mine() if one.form == "intake"]
    if kept and "next_step" in str(kept):
        told("kept")
timer = QTimer()
timer.timeout.connect(look)
timer.start(200)
application.exec()
"""


def at_work(office, user, passphrase):
    """Another process in which somebody types, and which waits after each part."""
    return subprocess.Popen(
        [sys.executable, "-c", AT_WORK, str(office.folder), user, passphrase, json.dumps(STEPS)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def photographed(folder, place):
    """The files as a process leaves them that is killed at this moment."""
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
    return place


def power_cuts(before, after, place, random):
    """The files of an earlier moment with what may have come to the disk of what was not synced.

    A part of the journal's new end; its length alone, the rest empty; all but a block in between.
    """
    old, new = (one / f"{places.DATABASE}-wal" for one in (before, after))
    synced, journal = old.stat().st_size, new.read_bytes()
    assert journal[:synced] == old.read_bytes(), "the journal only grows: nothing synced is touched"
    assert synced < len(journal)
    cut = random.randrange(synced, len(journal))
    hole = random.randrange(synced, len(journal) - 4)
    ends = (
        journal[:cut],
        journal[:cut] + bytes(len(journal) - cut),
        journal[:hole] + bytes(min(4096, len(journal) - hole)) + journal[hole + 4096 :],
    )
    for number, end in enumerate(ends):
        made = shutil.copytree(before, place / f"{before.name} {number}")
        (made / new.name).write_bytes(end)
        yield made


def talk_in(folder, office):
    """What stands in the draft of the intake, once the database of the copy is opened."""
    database = Database.open(folder, office._secrets)
    with database.read() as session:
        found = stored.of_user(session, office.account.id)
    database.close()
    (draft,) = [one for one in found if one.form == "intake"]
    return drafts.unpacked(draft.values)["talk"]
