"""An office is open in one window at a time, and a crash locks nobody out."""

import os
import signal
import subprocess
import sys
from datetime import datetime

import pytest

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.storage import occupancy
from legalaid_desktop.storage.occupancy import Occupied, occupy

MORNING = datetime(2026, 3, 30, 9, 12, tzinfo=VIENTIANE)

HOLD = """
import sys, time
from datetime import datetime
from pathlib import Path
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.storage import occupancy
held = occupancy.occupy(Path(sys.argv[1]), "ສີວິໄລ", datetime(2026, 3, 30, 9, 12, tzinfo=VIENTIANE))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other_process(tmp_path):
    """Another process that has the office open."""
    run = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert run.stdout.readline().strip() == b"held"
    yield run
    run.kill()
    run.wait()
    run.stdout.close()


def test_the_second_window_is_told_who_and_since_when(tmp_path):
    first = occupy(tmp_path, "ສີວິໄລ", MORNING)
    with pytest.raises(Occupied) as refused:
        occupy(tmp_path, "ຄຳຫຼ້າ", MORNING)
    assert refused.value.values == {"user": "ສີວິໄລ", "time": "09:12", "day": "30/03/2026"}
    first.release()
    first.release()
    occupy(tmp_path, "ຄຳຫຼ້າ", MORNING).release()


def test_another_process_keeps_us_out_until_it_is_killed(tmp_path, other_process):
    with pytest.raises(Occupied) as refused:
        occupy(tmp_path, "ຄຳຫຼ້າ", MORNING)
    assert refused.value.values["user"] == "ສີວິໄລ"
    if os.name == "posix":
        other_process.send_signal(signal.SIGKILL)
    else:
        other_process.kill()
    other_process.wait()
    occupy(tmp_path, "ຄຳຫຼ້າ", MORNING).release()


def test_who_it_is_need_not_be_readable(tmp_path):
    held = occupy(tmp_path, "ສີວິໄລ", MORNING)
    (tmp_path / occupancy.LOCK).write_bytes(b"{")
    with pytest.raises(Occupied) as refused:
        occupy(tmp_path, "ຄຳຫຼ້າ", MORNING)
    assert refused.value.values == {}
    held.release()


def test_nothing_is_left_in_the_file_after_locking(tmp_path):
    occupy(tmp_path, "ສີວິໄລ", MORNING).release()
    assert (tmp_path / occupancy.LOCK).read_bytes() == b""


def test_a_folder_that_is_gone_is_said(tmp_path):
    with pytest.raises(Refused):
        occupy(tmp_path / "gone", "ສີວິໄລ", MORNING)
