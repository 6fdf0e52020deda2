"""The start of the program: quick to its first window, and the rest loaded beside it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

START = """
import sys
from pathlib import Path
from legalaid_desktop.desktop import app, settings
from legalaid_desktop.services import doors
kept = Path(sys.argv[1]) / "settings.json"
application = app.prepare(settings.load(kept))
program = app.Program(kept, doors.open_office, doors.create_office, doors.users)
program.start()
while not program.unlock.windowHandle().isExposed():
    application.processEvents()
print(*sys.modules)
"""

MAIN = """
import sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from legalaid_desktop.desktop import app, settings
application = app.prepare(settings.Settings())
def look():
    loaded = not [t for t in threading.enumerate() if t.name == "warm"]
    if loaded:
        application.closeAllWindows()
timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
code = app.main()
print(*sys.modules)
sys.exit(code)
"""


def modules_after(script, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return {name.partition(".")[0] for name in run.stdout.split()} | set(run.stdout.split())


HEAVY = {
    "sqlalchemy", "alembic", "sqlcipher3", "cryptography", "babel", "reportlab", "pikepdf",
    "pypdfium2", "PIL",
}  # fmt: skip
PAGES = {"legalaid_desktop.desktop.places", "legalaid_desktop.desktop.window"}


def test_the_first_window_loads_nothing_heavy(tmp_path, monkeypatch):
    loaded = modules_after(START, tmp_path, monkeypatch)
    assert "PySide6" in loaded
    assert loaded & HEAVY == set()
    assert loaded & PAGES == set()
    assert "legalaid_desktop.desktop.create_office" not in loaded


def test_the_rest_is_loaded_beside_the_window(tmp_path, monkeypatch):
    loaded = modules_after(MAIN, tmp_path, monkeypatch)
    assert {"sqlalchemy", "cryptography", "babel"} | PAGES <= loaded
    assert (tmp_path / "legalaid-desktop").exists() is False  # nothing was opened, nothing is kept
