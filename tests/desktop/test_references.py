"""The installed PySide6 keeps its references; 6.12.0 on Python 3.11 aborts after 5,000 calls."""

import subprocess
import sys

SCRIPT = """
from PySide6.QtCore import QCoreApplication, QObject, Signal
app = QCoreApplication([])
class Bell(QObject):
    rung = Signal()
bell = Bell()
for number in range(20_000):
    bell.setObjectName(str(number))
    bell.rung.emit()
print(bell.objectName())
"""


def test_twenty_thousand_setters_and_emits_survive():
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout.strip()) == (0, "19999"), run.stderr
