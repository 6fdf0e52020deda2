import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.fields import TextField
from legalaid_desktop.domain.errors import InvalidValue, Refused
from tests.desktop.screen import on_screen

ROOT = Path(__file__).parents[2]


def test_a_refusal_is_said_in_the_language_of_the_window(qtbot, language):
    dialogs.tell(None, Refused("Write the year {year} in place of {typed}.", year=2026, typed=2569))
    dialog = on_screen(dialogs.Dialog)
    said = dialog.body.itemAt(0).widget().text().replace("\u200b", "")
    assert (
        said
        == {
            "lo": "ຂຽນປີ 2026 ແທນ 2569.",
            "en": "Write the year 2026 in place of 2569.",
        }[language]
    )
    dialog.accept()


def test_only_agreeing_acts(qtbot):
    done = []
    for press in ("cancel_button", "accept_button"):
        dialogs.ask(None, "Delete", "Delete", lambda: done.append(1), kind="danger")
        getattr(on_screen(dialogs.Dialog), press).click()
    assert done == [1]


def test_a_chosen_file_is_handed_over(qtbot, tmp_path):
    paper = tmp_path / "ໃບ.pdf"
    paper.write_bytes(b"%PDF")
    parent, chosen = QWidget(), []
    qtbot.addWidget(parent)
    dialogs.choose_open_files(parent, "Open", chosen.extend)
    dialog = on_screen(QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(paper))
    qtbot.waitUntil(lambda: dialog.selectedFiles() == [str(paper)])
    dialog.accept()
    assert chosen == [paper]


FORGET = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from legalaid_desktop.desktop import dialogs
app = QApplication([])
dialogs.choose_open_files(None, "Open", print)
dialog = next(w for w in app.topLevelWidgets() if isinstance(w, QFileDialog))
dialog.setDirectory(sys.argv[1])
dialog.reject()
app.processEvents()
app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
"""


def test_no_folder_of_a_client_stays_in_qts_settings(tmp_path, monkeypatch):
    folder = tmp_path / "Ms-Kham"
    folder.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    subprocess.run([sys.executable, "-c", FORGET, str(folder)], check=True)
    kept = [p.read_bytes() for p in (tmp_path / "config").rglob("*") if p.is_file()]
    assert not [text for text in kept if b"Kham" in text]


SMOKE = """
from legalaid_desktop.desktop import app, settings
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.unlock import UnlockWindow
application = app.prepare(settings.Settings(language="lo", theme="dark"))
jobs = Jobs()
window = UnlockWindow(None, None, lambda folder: [], jobs, app.provinces())
window.show()
application.processEvents()
print(window.grab().width() / window.width())
jobs.close()
window.close()
"""


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_the_window_comes_up_at_every_scale(scale, monkeypatch):
    monkeypatch.setenv("QT_SCALE_FACTOR", scale)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    run = subprocess.run([sys.executable, "-c", SMOKE], capture_output=True, text=True, check=True)
    assert float(run.stdout) == pytest.approx(float(scale), abs=0.01)


def test_a_dialog_taller_than_the_screen_scrolls(qtbot):
    dialog = dialogs.Dialog(None, "Save")
    fields = [TextField(label="Name") for _ in range(40)]
    for field in fields:
        dialog.body.addWidget(field)
    dialog.open()
    qtbot.waitExposed(dialog)
    assert dialog.height() < dialog.screen().availableGeometry().height()
    assert dialog.accept_button.visibleRegion().boundingRect() == dialog.accept_button.rect()
    assert fields[-1].visibleRegion().isEmpty()
    fields[-2].editor.setFocus()
    qtbot.keyClick(fields[-2].editor, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is fields[-1].editor
    assert not fields[-1].editor.visibleRegion().isEmpty()
    dialog.reject()


def test_a_dialog_grows_with_an_error_instead_of_scrolling(qtbot):
    dialog = dialogs.Dialog(None, "Save")
    field = TextField(label="Name")
    dialog.body.addWidget(field)
    dialog.open()
    qtbot.waitExposed(dialog)
    field.show_error(InvalidValue("name", "This is needed."))
    qtbot.waitUntil(
        lambda: field.error_line.visibleRegion().boundingRect() == field.error_line.rect()
    )
    dialog.reject()


def test_a_long_question_is_read_without_scrolling(qtbot):
    dialogs.ask(None, "Take {day} out of the table? " * 4, "Delete", print, day="Monday")
    dialog = on_screen(dialogs.Dialog)
    said = dialog.body.itemAt(0).widget()
    qtbot.waitUntil(lambda: said.visibleRegion().boundingRect() == said.rect())
    dialog.reject()
