"""The main job with marked names: afterwards they stand in no file that was not exported.

Everything that the program writes lies below one folder here, its settings, temporary files and
crash reports too; all of it is searched, by name and by content.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import crash, settings
from tests.consenting import agreed_to_referral
from tests.end_to_end import test_intake_to_bundle as job
from tests.end_to_end.test_intake_to_bundle import desk, home  # noqa: F401 - fixtures
from tests.vault.canaries import found_below, patterns

pytestmark = pytest.mark.usefixtures("prepared", "nothing_left_behind", "no_nested_loops")

ROOT = Path(__file__).parents[2]
EVIDENCE_LO, EVIDENCE = "ພາບຖ່າຍຂອງຄຳຫຼ້າ", "Canary-contract"
CONTENT = "Paid to Somphone Sayavong"
NOTE = "ລູກຄວາມໂທມາຮ້ອງໄຫ້ຍາມເດິກ"
DRAFT_LO, DRAFT = "ໄພວັນດວງດາລາ", "Half-typed Phaivanh"
REASON = "ຂຽນຜິດເລື່ອງບຸນທັນ"
WORDS = (
    *job.NAMES, "ບຸນທັນ ພົມມະຈັນ", "ດົງໂດກ", "Dongdok", "ຂໍ້ຂັດແຍ່ງເຮືອນເຊົ່າ", job.PASSPHRASE,
    "Dispute over a rented house", EVIDENCE_LO, EVIDENCE, CONTENT, NOTE, DRAFT_LO, DRAFT, REASON,
    *(job.REFERRAL[name] for name in ("background_lo", "background_en")),
)  # fmt: skip


@pytest.fixture
def evidence(home):  # noqa: F811 - the fixture
    folder = home / "from the client"
    folder.mkdir()
    (folder / f"{EVIDENCE_LO}.txt").write_text(CONTENT)
    (folder / f"{EVIDENCE}.txt").write_text(f"{CONTENT}\n{NOTE}", encoding="utf-8")
    return sorted(folder.iterdir())


def test_what_is_marked_is_found_in_every_disguise(tmp_path):
    disguises = patterns(["ຄຳຫຼ້າ", "Khamla"])
    for number, data in enumerate(disguises):
        (tmp_path / f"{number}.bin").write_bytes(b"x" + data + b"y")
    assert len(found_below(tmp_path, ["ຄຳຫຼ້າ", "Khamla"])) >= len(disguises) > 20


def test_no_marked_word_is_left_behind(desk, home, evidence, capfd):  # noqa: F811 - fixtures
    office, out, sheets = home / "ຫ້ອງການ", home / "exported", home / "sheets"
    before = in_memory()
    out.mkdir()
    job.create_office(desk, office)
    job.make_recoverable(desk, sheets)
    case = job.take_in(desk)
    job.add_parties(desk)
    tell_the_story(desk, case)
    agreed_to_referral(
        desk.window.office, case.id, job.REFERRAL["receiver_lo"], job.REFERRAL["receiver_en"]
    )
    job.issue(desk, case, "referral_letter", "both", job.REFERRAL, out / "paper.pdf")
    job.add_evidence(desk, case, evidence)
    look_for(desk, job.GIVEN_LO)
    make_a_bundle(desk, case, out / "bundle.pdf")
    leave_a_draft(desk)
    run_into_a_bug(job.SURNAME_LO)
    job.lock(desk)
    desk.program.close()
    from_the_command_line(office, case, out)
    killed_with_a_draft(office)
    said = capfd.readouterr()
    marked = [*WORDS, *job.codes_on(sheets)]
    assert not [word for word in marked if word in said.out + said.err]
    exported = (out, sheets, *(path.parent for path in evidence[:1]))
    assert found_below(home, marked, but=exported) == []
    assert found_below(home, [job.GIVEN_LATIN, CONTENT]), "what was exported holds them"
    assert settings.default_path().is_relative_to(home)
    assert list((home / "temp").rglob("*.pdf")) == []
    assert not any(found_below(place, marked) for place in in_memory() - before)


def in_memory():
    """Where documents are opened when the system has such a place; empty elsewhere."""
    return set(Path("/dev/shm").glob("pages-*"))  # noqa: S108 - only looked at


def tell_the_story(desk, case):  # noqa: F811
    """A note, changed for a reason, and one that goes into the bin."""
    desk.window.go("case", case.id)
    tab = desk.tab("story")
    desk.type(tab.quick, NOTE)
    QTest.keyClick(tab.quick, Qt.Key.Key_Return)
    desk.sees(tab, NOTE)
    office = desk.window.office
    (told,) = office.cases.story(case.id)[:1]
    office.cases.remove_event(told.id, REASON)


def look_for(desk, text):  # noqa: F811
    desk.window.search.setFocus()
    desk.type(desk.window.search, text)


def make_a_bundle(desk, case, out):  # noqa: F811
    desk.window.go("case", case.id)
    tab = desk.tab("bundle")
    desk.answers.save = out
    for box in tab.boxes.values():
        box.setChecked(True)
    tab.errand.recipient.set_value("our own file")
    desk.press(tab.make)
    desk.finish()


def leave_a_draft(desk):  # noqa: F811
    """Typed and not saved, then kept by the lock."""
    desk.window.go("person_form")
    form = desk.window.pages["person_form"].form
    desk.fill(form.parts, given_lo=DRAFT_LO, given_latin=DRAFT)


def run_into_a_bug(name):
    """With a client in the locals, in the message, and in what caused it."""
    watch = crash.Watch()
    try:
        client = {"given_lo": name, "passphrase": job.PASSPHRASE}
        try:
            raise KeyError(client["given_lo"])
        except KeyError as error:
            raise RuntimeError(f"no such client: {client}") from error
    except RuntimeError as error:
        watch._hook(type(error), error, error.__traceback__)
    shown = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "crash")
    report = shown.report.toPlainText()
    assert not [word for word in WORDS if word in report]
    shown.copy()
    assert QGuiApplication.clipboard().text() == report
    shown.accept()


COMMANDS = """
import json, sys
from legalaid_desktop import cli
sys.exit(int([cli.main(words) for words in json.load(sys.stdin)] != [0, 0, 0, 0, 0, 0, 1]))
"""


def from_the_command_line(office, case, out):
    """What clerks' scripts do; what a command prints is theirs, what it leaves is not."""
    stick = out.parent / "stick"
    stick.mkdir()
    commands = (
        ["search", job.GIVEN_LO],
        ["papers", "render", "power_of_attorney", "--case", case.number, "--language", "both",
         "--to", "own_file", "--out", str(out / "draft.pdf")],
        ["bundle", "build", "--case", case.number, "--to", "own_file",
         "--out", str(out / "again.pdf")],
        ["backup", str(stick)],
        ["audit", "list"],
        ["verify"],
        ["papers", "render", "no_such_kind", "--case", case.number, "--language", "lo",
             "--out", str(out / "x.pdf")],
    )  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-c", COMMANDS],  # one process: each would load everything anew
        input=json.dumps([["--office", str(office), *words] for words in commands]),
        env=os.environ | {"LEGALAID_PASSPHRASE": job.PASSPHRASE, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        cwd=out.parent,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    assert not [word for word in WORDS if word in run.stderr]


TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from legalaid_desktop.desktop import app, settings
from legalaid_desktop.services import office as services
folder, user, passphrase, lao, latin = Path(sys.argv[1]), *sys.stdin.read().split(chr(10))
application = app.prepare(settings.Settings(language="lo"))
program = app.Program(settings.default_path(), services.open_office, None, services.users)
program._opened(services.open_office(folder, user, passphrase), str(folder))
program.window.go("person_form")
parts = program.window.pages["person_form"].form.parts
parts.surname_lo.editor.setText(lao)
parts.surname_latin.editor.setText(latin)
def look():
    if any(latin in value for one in program._office.drafts.mine() for _, value in one.values):
        print("kept", flush=True)
timer = QTimer()
timer.timeout.connect(look)
timer.start(100)
application.exec()
"""


def killed_with_a_draft(office):
    typed = "\n".join(("ສີວິໄລ", job.PASSPHRASE, DRAFT_LO, DRAFT))
    run = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(office)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with run, run.stdin, run.stdout:
        run.stdin.write(typed)
        run.stdin.close()
        assert run.stdout.readline().strip() == "kept"
        run.send_signal(signal.SIGKILL)
