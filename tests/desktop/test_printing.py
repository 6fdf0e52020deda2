"""Printing: the chosen pages, whole on their sheets, under a name that tells nothing."""

import io

import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.printing import print_pages, print_pdf, start
from legalaid_desktop.domain.errors import Cancelled


def pdf(*sizes):
    made = pikepdf.new()
    for number, (width, height) in enumerate(sizes):
        page = made.add_blank_page(page_size=(width, height))
        shade = f"{number / 10:.1f} 0 1 rg"
        page.Contents = made.make_stream(f"{shade} 0 0 {width} {height / 2} re f".encode())
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def printer(tmp_path, qapp):
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    made.setFullPage(True)
    return made


def test_the_pages_come_out_whole(printer, tmp_path):
    told = []
    work = pdf((595, 842), (842, 595))
    print_pages(work, printer, lambda *at: told.append(at), lambda: False)
    printed = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    image = printed[0].render(scale=1).to_pil()
    printed.close()
    assert told == [(1, 2), (2, 2)]
    assert image.getpixel((300, 200)) == (255, 255, 255)
    assert image.getpixel((300, 700))[2] > 200


def test_only_the_chosen_pages_are_printed(printer, tmp_path):
    printer.setFromTo(2, 3)
    print_pages(pdf(*[(595, 842)] * 5), printer, lambda *_: None, lambda: False)
    with pikepdf.open(tmp_path / "out.pdf") as printed:
        assert len(printed.pages) == 2


def test_stopping_ends_the_work(printer):
    with pytest.raises(Cancelled):
        print_pages(pdf((595, 842)), printer, lambda *_: None, lambda: True)


@pytest.fixture
def parent(qtbot):
    """Outlives the dialogs of its test, as the window does."""
    made = QWidget()
    made.show()
    yield made
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made.deleteLater()


def test_the_print_queue_shows_the_code(parent, jobs):
    print_pdf(parent, jobs, pdf((595, 842)), "2026-001 POA")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QPrintDialog))
    assert dialog.isVisible()
    assert dialog.printer().docName() == "2026-001 POA"
    dialogs.close_all()  # as locking does
    assert not dialog.isVisible()


def test_pages_are_printed_in_the_worker(parent, qtbot, jobs, printer, tmp_path):
    titles = []
    jobs.started.connect(titles.append)
    start(parent, jobs, pdf((595, 842)), printer)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert titles == ["Printing"]
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
