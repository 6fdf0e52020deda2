"""Pages on screen: drawn when seen, larger and smaller, and a sentence for what is no PDF."""

import io

import pikepdf
import pytest
from PySide6.QtCore import Qt

from legalaid_desktop.desktop.preview import Preview, draw, page_sizes
from legalaid_desktop.domain.errors import Damaged


def pdf(pages, colour="0 0 1"):
    made = pikepdf.new()
    for _ in range(pages):
        page = made.add_blank_page(page_size=(595, 842))
        page.Contents = made.make_stream(f"{colour} rg 0 0 595 421 re f".encode())
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def preview(qtbot, jobs):
    shown = Preview(jobs)
    shown.resize(600, 700)
    shown.show()
    qtbot.addWidget(shown)
    yield shown
    qtbot.waitUntil(lambda: not jobs.busy)


def colour(preview, x, y):
    return preview.viewport().grab().toImage().pixelColor(x, y).name()


def test_a_page_is_drawn_as_it_is(preview, qtbot):
    preview.show_pdf(pdf(1))
    qtbot.waitUntil(lambda: preview.ready)
    middle = preview.viewport().width() // 2
    assert colour(preview, middle, 40) == "#ffffff"
    assert colour(preview, middle, 600) == "#0000ff"


def test_only_pages_that_are_seen_are_drawn(preview, qtbot, jobs):
    drawn = []
    keep = preview._keep
    preview._keep = lambda page: (drawn.append(page.page), keep(page))
    started = []
    jobs.started.connect(started.append)
    preview.show_pdf(pdf(300))
    qtbot.waitUntil(lambda: preview.ready)
    for page in range(10, 290, 10):
        preview.go_to(page)
    preview.go_to(250)
    qtbot.waitUntil(lambda: preview.ready)
    assert len(drawn) < 12
    assert set(started) == {""}, "short work does not show in the strip"


def test_keys_move_and_zoom(preview, qtbot):
    preview.show_pdf(pdf(5))
    qtbot.waitUntil(lambda: preview.ready)
    seen = []
    preview.moved.connect(lambda page, pages: seen.append((page, pages)))
    qtbot.keyClick(preview, Qt.Key.Key_End)
    assert seen[-1][0] in (4, 5)
    qtbot.keyClick(preview, Qt.Key.Key_Home)
    assert seen[-1] == (1, 5)
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.verticalScrollBar().value() > 0
    fitted = preview._scale()
    qtbot.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview._scale() > fitted
    qtbot.keyClick(preview, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(preview, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview._scale() < fitted
    qtbot.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview._scale() == fitted


def test_a_damaged_file_shows_a_sentence(preview, qtbot, language):
    preview.show_pdf(b"%PDF-1.7 cut off")
    qtbot.waitUntil(lambda: bool(preview.message))
    assert preview.pages == 0
    said = {"en": "damaged", "lo": "ເສຍຫາຍ"}[language]
    assert said in preview.message


def test_a_renewed_document_stays_at_its_place(preview, qtbot):
    preview.show_pdf(pdf(5))
    qtbot.waitUntil(lambda: preview.ready)
    preview.go_to(3)
    place = preview.verticalScrollBar().value()
    preview.renew(pdf(5, "1 0 0"))
    qtbot.waitUntil(lambda: preview._pdf == pdf(5, "1 0 0") or preview.ready)
    qtbot.waitUntil(lambda: colour(preview, 300, 600) == "#ff0000")
    assert preview.verticalScrollBar().value() == place


def test_an_older_document_that_comes_late_is_not_shown(preview, qtbot):
    preview.show_pdf(pdf(9))
    preview.show_pdf(pdf(2))
    qtbot.waitUntil(lambda: preview.ready)
    assert preview.pages == 2


def test_cleared_while_pages_are_on_their_way_it_stays_empty(preview, qtbot, jobs):
    preview.show_pdf(pdf(2))
    preview.clear("nothing chosen")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert (preview.pages, preview.message) == (0, "nothing chosen")


def test_sizes_and_pages_of_what_is_no_pdf_are_refused():
    with pytest.raises(Damaged):
        page_sizes(b"a letter")
    with pytest.raises(Damaged):
        draw(b"", 0, 1.0)
