"""From nothing to the first window on screen, against a bare Qt window, in the same run.

Both are measured in child processes, one after the other in turn, so that what else the computer
does meets both. The table names the ratio; ``extra_info`` of the JSON output holds it too.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
ROUNDS = 15

BARE = """
import os
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
while not window.windowHandle().isExposed():
    application.processEvents()
os._exit(0)
"""

OURS = """
import os, sys
from pathlib import Path
from legalaid_desktop.desktop import app, settings
from legalaid_desktop.services import doors
kept = Path(sys.argv[1]) / "settings.json"
application = app.prepare(settings.load(kept))
program = app.Program(kept, doors.open_office, doors.create_office, doors.users)
program.start()
while not program.unlock.windowHandle().isExposed():
    application.processEvents()
os._exit(0)
"""


def start(script, folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", script, str(folder)], env=environment, check=True)


def test_start_to_first_window(benchmark, tmp_path):
    bare = []

    def before():
        begun = time.perf_counter()
        start(BARE, tmp_path)
        bare.append(time.perf_counter() - begun)

    benchmark.pedantic(lambda: start(OURS, tmp_path), setup=before, rounds=ROUNDS, warmup_rounds=2)
    ratio = benchmark.stats.stats.median / median(bare)
    benchmark.extra_info["ratio"] = round(ratio, 2)
    benchmark.stats.name = f"start to first window: {ratio:.2f} x a bare Qt window"
