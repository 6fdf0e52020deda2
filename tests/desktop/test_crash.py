from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from legalaid_desktop.desktop import crash


def broken(path):
    try:
        raise ValueError("ນາງ ຄຳ, Ms Kham")
    except ValueError as error:
        raise RuntimeError(f"cannot read {path}") from error


def test_a_report_names_the_place_but_no_client(qtbot, language):
    watch = crash.Watch()
    try:
        broken("/home/kham/ຄະດີ ນາງ ຄຳ.pdf")
    except RuntimeError as error:
        watch.take(error)
    shown = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "crash")
    shown.findChild(QPushButton, "copy").click()
    text = QGuiApplication.clipboard().text()
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "test_crash.py" in text
    assert "PySide6" in text
    for hidden in ("ຄຳ", "Kham", "kham", "/home"):
        assert hidden not in text
    assert (language == "lo") == ("ຂໍ້ຜິດພາດ" in shown.windowTitle())
    shown.accept()
