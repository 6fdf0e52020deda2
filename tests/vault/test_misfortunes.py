"""What goes wrong with disks, sticks, other programs and clocks: a sentence, and nothing is lost.

Full disks: ``tests/storage/test_full_disk.py``; a stick that fills up, is write-protected or pulled
out during a backup: ``tests/storage/test_backups.py``; during a migration: ``test_old_offices.py``.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from legalaid_desktop.desktop import places as pages
from legalaid_desktop.desktop import settings
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.window import MainWindow
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.errors import LegalAidError, NotFound
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.trail import Flaw
from legalaid_desktop.labels.errors import sentence
from legalaid_desktop.services import exports
from legalaid_desktop.services.office import open_office
from legalaid_desktop.storage import backups, connections, durable, failures, places
from tests.vault.contents import contents
from tests.vault.victim import MONDAY, PASSPHRASE, USER, new_office

PERSON = Person(given_lo="ບຸນມີ")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "office"


@pytest.fixture
def office(folder):
    made = new_office(folder)
    yield made
    made.lock()


@pytest.fixture
def case(office):
    opened = Case(client_id=0, type=CaseType.CIVIL, subject_en="debt", opened_on=MONDAY.date())
    return office.cases.take_in(PERSON, opened)


def refusal(work):
    """The message of the refusal; it has a sentence in each language."""
    with pytest.raises(LegalAidError) as told:
        work()
    english, lao = sentence(told.value, "en"), sentence(told.value, "lo")
    assert english != lao
    assert "{" not in english + lao
    return told.value.reason


def again(folder, **how):
    """The office opened once more, proved whole."""
    office = open_office(folder, USER, PASSPHRASE, **how)
    verdict = office.orphans.verify()
    assert verdict.is_sound, verdict
    return office


def halves(folder):
    return [path for path in folder.rglob("*") if ".part" in path.name]


@pytest.fixture
def bind(tmp_path):
    """Makes a file or folder read-only under root's eyes too, where the system lets us."""
    bound = []

    def read_only(path):
        mount = shutil.which("mount")
        for how in (["--bind", str(path), str(path)], ["-o", "remount,bind,ro", str(path)]):
            done = (
                subprocess.run([mount or "mount", *how], check=False, capture_output=True)
                if (mount)
                else None
            )
            if done is None or done.returncode:
                pytest.skip("needs the right to mount")
        bound.append(path)

    def free():
        while bound:
            subprocess.run(["umount", "-l", str(bound.pop())], check=True)

    yield read_only, free
    free()


def test_a_read_only_folder(office, case, folder, bind, tmp_path):
    read_only, free = bind
    shown = contents(office)
    source = tmp_path / "letter.txt"
    source.write_text("evidence")
    read_only(folder)
    about = Attachment(case_id=case.id, title_en="L", file_name="", received_on=MONDAY.date())
    assert refusal(lambda: office.attachments.add(source, about)) == durable.READ_ONLY
    change = lambda: office.change_passphrase(PASSPHRASE, "ລະຫັດຜ່ານ ໃໝ່ 2026")  # noqa: E731 - handed over
    assert refusal(change) == durable.READ_ONLY
    office.lock()
    opening = refusal(lambda: open_office(folder, USER, PASSPHRASE))
    assert opening in (durable.READ_ONLY, failures.CANNOT_OPEN)
    free()
    assert halves(folder) == []
    now = again(folder, at=lambda: MONDAY)
    assert contents(now) == shown
    now.lock()


@pytest.mark.parametrize("name", [places.DATABASE, places.KEYS])
def test_a_read_only_file(office, case, folder, bind, name):
    read_only, free = bind
    office.lock()
    read_only(folder / name)
    if name == places.DATABASE:
        opening = refusal(lambda: open_office(folder, USER, PASSPHRASE))
        assert opening in (durable.READ_ONLY, failures.CANNOT_OPEN)
    else:
        opened = open_office(folder, USER, PASSPHRASE)
        change = lambda: opened.change_passphrase(PASSPHRASE, "ລະຫັດຜ່ານ ໃໝ່ 2026")  # noqa: E731 - handed over
        assert refusal(change) in (durable.READ_ONLY, durable.UNREADABLE)
        opened.lock()
    free()
    assert halves(folder) == []
    again(folder).lock()


def test_an_export_on_a_stick_without_room_or_right(full_disk):
    disk, film = full_disk
    film(8)
    out = disk / "letter.pdf"
    assert refusal(lambda: exports.write(out, bytes(100_000))) == durable.DISK_FULL
    assert not list(disk.glob("letter*"))
    film(None)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert refusal(lambda: exports.write(out, b"letter")) == exports.NOT_WRITTEN


def test_a_disk_that_is_full_at_the_lock(full_disk):
    disk, film = full_disk
    folder = disk / "office"
    office = new_office(folder)
    kept = office.people.take_in(PERSON)
    film(0)
    assert refusal(lambda: [office.people.take_in(PERSON) for _ in range(400)]) == durable.DISK_FULL
    office.lock()
    film(None)
    assert halves(folder) == []
    now = again(folder)
    assert kept.person_id in {line.id for line, _ in now.people.page(limit=1000).lines}
    now.lock()


@pytest.mark.parametrize("how", ["renamed", "deleted"])
def test_the_folder_goes_away_while_it_is_open(office, case, folder, tmp_path, how):
    """What is saved into a deleted file is gone; so nothing is taken for saved any more."""
    shown = contents(office)
    away = tmp_path / "elsewhere"
    shutil.copytree(folder, away) if how == "deleted" else None
    shutil.rmtree(folder) if how == "deleted" else folder.rename(away)
    assert refusal(lambda: office.people.take_in(PERSON)) == durable.MISSING
    assert refusal(lambda: office.backups.make(tmp_path)) in (durable.MISSING, backups.NO_FOLDER)
    office.lock()
    assert refusal(lambda: open_office(folder, USER, PASSPHRASE)) == places.NO_OFFICE
    assert not folder.exists()
    now = again(away, at=lambda: MONDAY)
    assert contents(now) == shown
    now.lock()


def test_another_file_takes_the_place_of_the_database(office, folder):
    path = folder / places.DATABASE
    other = path.read_bytes()
    path.unlink()
    path.write_bytes(other)
    assert refusal(lambda: office.people.take_in(PERSON)) == durable.MISSING


def test_what_is_typed_stays_when_it_cannot_be_saved(
    office, folder, tmp_path, qtbot, nothing_left_behind, type_text, jobs
):
    window = MainWindow(office, pages.PAGES, jobs, settings.Settings(), pages.SEARCH)
    window.show()
    qtbot.waitExposed(window)
    window.go("person_form")
    page = window.pages["person_form"]
    type_text(page.form.parts.given_lo, "ຄຳແພງ")
    folder.rename(tmp_path / "elsewhere")
    page.save.click()
    qtbot.waitUntil(lambda: "not where it should be" in told_on(page))
    assert page.form.parts.given_lo.value() == "ຄຳແພງ"
    (tmp_path / "elsewhere").rename(folder)
    page.save.click()
    assert [line.given_lo for line, _ in office.people.page().lines] == ["ຄຳແພງ"]
    qtbot.waitUntil(lambda: not jobs.busy)
    window.close_pages()
    window.deleteLater()


def told_on(page):
    from legalaid_desktop.desktop.texts import Text

    return "\n".join(one.text() for one in page.window().findChildren(Text) if one.isVisible())


LOCKING = """
import fcntl, sys
with open(sys.argv[1], "r+b") as stream:
    fcntl.lockf(stream, fcntl.LOCK_EX)
    print("locked", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def other_program():
    """A program that locks a file, as one that copies it may do."""
    runs = []

    def lock(path):
        run = subprocess.Popen(
            [sys.executable, "-c", LOCKING, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert run.stdout.readline().strip() == b"locked"
        runs.append(run)

    def let_go():
        while runs:
            with runs.pop() as run:
                run.communicate(b"\n")

    yield lock, let_go
    let_go()


@pytest.mark.skipif(os.name == "nt", reason="Windows locks in another way")
def test_a_database_that_another_program_has_locked(
    office, case, folder, other_program, monkeypatch
):
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)
    lock, let_go = other_program
    shown = contents(office)
    office.lock()
    lock(folder / places.DATABASE)
    assert refusal(lambda: open_office(folder, USER, PASSPHRASE)) == failures.BUSY
    let_go()
    now = again(folder, at=lambda: MONDAY)
    assert contents(now) == shown
    now.lock()


@pytest.mark.parametrize("name", [places.KEYS, places.ANCHOR])
def test_a_file_that_another_program_holds_open_on_windows(office, folder, monkeypatch, name):
    """Windows refuses to replace a file that is open elsewhere."""
    whole = Path.replace

    def shared(path, target):
        if Path(target).name == name:
            raise PermissionError(13, "used by another process")
        return whole(path, target)

    monkeypatch.setattr(Path, "replace", shared)
    before = (folder / name).read_bytes()
    if name == places.KEYS:
        change = lambda: office.change_passphrase(PASSPHRASE, "ລະຫັດຜ່ານ ໃໝ່ 2026")  # noqa: E731 - handed over
        assert refusal(change) == durable.READ_ONLY
    else:
        office.people.take_in(PERSON)
        office.lock()
    assert (folder / name).read_bytes() == before
    assert halves(folder) == []


@pytest.mark.parametrize(
    "now",
    [
        MONDAY - timedelta(hours=3),
        datetime(2019, 1, 1, tzinfo=UTC),
        datetime(1980, 1, 1, tzinfo=timezone(timedelta(hours=-11))),
    ],
)
def test_a_clock_set_back(office, case, folder, tmp_path, now):
    made = office.backups.make(tmp_path).backup
    office.cases.save(replace(case, subject_en="before"))
    assert office.today.look().behind is None
    office.lock()
    for _each in range(2):  # a second sign-in by the wrong clock knows it still
        back = again(folder, at=lambda: now)
        kept = back.people.take_in(PERSON)
        assert back.today.look().behind == MONDAY
        other = back.backups.make(tmp_path).backup
        assert other.file_name != made.file_name
        assert (tmp_path / made.file_name).exists(), "nothing is written over or let go of"
        back.lock()
    right = again(folder, at=lambda: MONDAY + timedelta(days=1))
    assert right.today.look().behind is None
    assert kept.person_id in {line.id for line, _ in right.people.page().lines}
    right.lock()


def test_the_same_moment_in_another_time_zone_is_no_wrong_clock(office, folder):
    office.lock()
    west = MONDAY.astimezone(timezone(timedelta(hours=-11)))
    moved = again(folder, at=lambda: west)
    assert moved.today.look().behind is None
    assert moved.today.day() == MONDAY.date()
    moved.lock()


def test_the_page_today_says_that_the_clock_is_wrong(
    office, folder, nothing_left_behind, language, qtbot
):
    office.lock()
    back = open_office(folder, USER, PASSPHRASE, at=lambda: MONDAY - timedelta(days=400))
    jobs = Jobs()
    window = MainWindow(back, pages.PAGES, jobs, settings.Settings(), pages.SEARCH)
    window.show()
    qtbot.waitExposed(window)
    window.go("today")
    clock = window.pages["today"].clock
    qtbot.waitUntil(clock.isVisible)
    assert ("clock of this computer" in clock.text()) == (language == "en")
    assert "2026" in clock.text()
    qtbot.waitUntil(lambda: not jobs.busy)
    window.close_pages()
    window.deleteLater()
    jobs.close()
    back.lock()


def test_a_missing_anchor_is_told_once(office, folder):
    office.lock()
    (folder / places.ANCHOR).unlink()
    opened = open_office(folder, USER, PASSPHRASE)
    assert opened.trail.verify().flaws == (Flaw.ANCHOR,)
    assert opened.trail.verify().flaws == ()
    opened.lock()


def test_a_missing_key_file(office, case, folder):
    shown = contents(office)
    office.lock()
    kept = (folder / places.KEYS).read_bytes()
    (folder / places.KEYS).unlink()
    assert refusal(lambda: open_office(folder, USER, PASSPHRASE)) == places.NO_KEYS
    (folder / places.KEYS).write_bytes(kept)
    now = again(folder, at=lambda: MONDAY)
    assert contents(now) == shown
    now.lock()


def test_a_missing_place_for_the_daily_backup(office, tmp_path):
    with pytest.raises(NotFound):
        office.backups.make(tmp_path / "stick")
    assert refusal(lambda: office.backups.make(tmp_path / "stick")) == backups.NO_FOLDER
