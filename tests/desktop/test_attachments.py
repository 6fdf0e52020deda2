"""Evidence: added, described, looked at; what cannot be shown is said and kept all the same."""

import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from legalaid_desktop.desktop import translator
from legalaid_desktop.desktop.attachment_form import AttachmentDialog
from legalaid_desktop.desktop.attachments import CaseEvidence
from legalaid_desktop.desktop.cards import Chip
from legalaid_desktop.desktop.texts import Text
from legalaid_desktop.domain.attachments import BundleSection, Form
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.people import Person
from legalaid_desktop.labels.attachments import size


@pytest.fixture
def case(office):
    client = office.people.take_in(Person(given_lo="ບົວຄຳ"))
    return office.cases.open(
        Case(
            client_id=client.id,
            type=CaseType.LAND,
            subject_lo="ທີ່ດິນ",
            opened_on=date(2026, 3, 24),
        )
    )


@pytest.fixture
def tab(window, case, qtbot):
    shown = CaseEvidence(window)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show_case(case.id)
    shown.show()
    return shown


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "ໃບຕາດິນ.jpg"
    Image.new("RGB", (300, 200), "green").save(path)
    return path


@pytest.fixture
def receipt(tmp_path):
    path = tmp_path / "receipt.pdf"
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        made.save(path)
    return path


@pytest.fixture
def broken(tmp_path, receipt):
    path = tmp_path / "half.pdf"
    path.write_bytes(receipt.read_bytes()[:60])
    return path


def dialog():
    return next(
        w
        for w in QApplication.topLevelWidgets()
        if isinstance(w, AttachmentDialog) and w.isVisible()
    )


def texts(widget):
    return " ".join(text.text().replace("\u200b", "") for text in widget.findChildren(Text))


def add(tab, answers, qtbot, *paths):
    """Chooses files, agrees to what the form says, and waits until they are kept."""
    answers.files = paths
    tab.add.click()
    dialog().accept_button.click()
    office = tab._frame.office
    qtbot.waitUntil(lambda: len(office.attachments.of_case(tab._case_id)) == len(paths))
    qtbot.waitUntil(lambda: not tab._frame.jobs.busy, timeout=20000)
    return office.attachments.of_case(tab._case_id)


def test_a_chosen_file_is_described_and_kept(tab, window, answers, qtbot, photo, type_text):
    assert "No evidence yet" in texts(tab)
    answers.files = [photo]
    tab.add.click()
    form = dialog().parts
    assert form.title_lo.value() == "ໃບຕາດິນ"
    form.title_lo.editor.clear()
    type_text(form.title_lo, "ໃບຕາດິນ ຂອງພໍ່ແມ່")
    type_text(form.source, "ນາຍບ້ານ")
    form.form.set_value(Form.ORIGINAL)
    form.dated_on.editor.setText("7/3/1999")
    dialog().accept_button.click()
    case_id = tab._case_id
    qtbot.waitUntil(lambda: len(window.office.attachments.of_case(case_id)) == 1)
    (kept,) = window.office.attachments.of_case(case_id)
    assert (kept.title_lo, kept.source) == ("ໃບຕາດິນ ຂອງພໍ່ແມ່", "ນາຍບ້ານ")
    assert (kept.form, kept.dated_on) == (Form.ORIGINAL, date(1999, 3, 7))
    assert window.office.attachments.data(kept.id) == photo.read_bytes()
    qtbot.waitUntil(lambda: tab.pane.preview.ready, timeout=20000)
    assert "A1 · ໃບຕາດິນ ຂອງພໍ່ແມ່" in texts(tab.card)
    assert "received 30/03/2026" in texts(tab.card)


def test_several_files_are_dropped_at_once(tab, window, qtbot, photo, receipt):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo)), QUrl.fromLocalFile(str(receipt))])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    tab.dropEvent(event)
    form = dialog().parts
    assert form.title_lo.isHidden()
    form.section.set_value(BundleSection.CORRESPONDENCE)
    dialog().accept_button.click()
    case_id = tab._case_id
    qtbot.waitUntil(lambda: len(window.office.attachments.of_case(case_id)) == 2)
    first, second = window.office.attachments.of_case(case_id)
    assert (first.title_lo, second.title_en) == ("ໃບຕາດິນ", "receipt")
    assert (first.exhibit, second.exhibit) == (1, 2)
    assert second.section is BundleSection.CORRESPONDENCE
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20000)


def test_a_broken_file_is_said_and_stays(tab, window, answers, qtbot, broken):
    (kept,) = add(tab, answers, qtbot, broken)
    qtbot.waitUntil(lambda: "damaged" in tab.pane.preview.message, timeout=20000)
    assert "The file itself is kept as it came." in tab.pane.preview.message
    assert window.office.attachments.data(kept.id) == broken.read_bytes()


def test_looking_leaves_no_readable_file(tab, answers, qtbot, photo, tmp_path):
    add(tab, answers, qtbot, photo)
    qtbot.waitUntil(lambda: tab.pane.preview.ready, timeout=20000)
    picture = io.BytesIO(photo.read_bytes()).getvalue()
    readable = [
        path
        for path in tmp_path.rglob("*")
        if path.is_file() and path != photo and picture in path.read_bytes()
    ]
    assert readable == []


def test_the_description_can_be_mended(tab, window, answers, qtbot, receipt, type_text):
    (kept,) = add(tab, answers, qtbot, receipt)
    tab.edit.click()
    type_text(dialog().parts.title_lo, "ໃບຮັບເງິນ")
    dialog().parts.received_on.editor.setText("31/12/2030")
    dialog().accept_button.click()
    assert not dialog().parts.received_on.error_line.isHidden()
    dialog().parts.received_on.editor.setText("29/03/2026")
    dialog().accept_button.click()
    (mended,) = window.office.attachments.of_case(tab._case_id)
    assert (mended.title_lo, mended.sha256) == ("ໃບຮັບເງິນ", kept.sha256)
    assert mended.received_on == date(2026, 3, 29)


def test_a_file_that_is_gone_is_said(tab, window, answers, qtbot):
    answers.files = [Path("/nowhere/gone.pdf")]
    tab.add.click()
    dialog().accept_button.click()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    qtbot.waitUntil(lambda: any(w.isVisible() for w in QApplication.topLevelWidgets()))
    assert window.office.attachments.of_case(tab._case_id) == []
    answers.agree()


def test_the_list_follows_the_language(tab, qapp, answers, qtbot, receipt):
    add(tab, answers, qtbot, receipt)
    translator.switch(qapp, "lo")
    tab.reload(frozenset())
    assert "ສຳເນົາ" in [chip.text() for chip in tab.card.findChildren(Chip)]
    assert "ຫຼັກຖານ" in texts(tab.card)


def test_sizes_are_round():
    assert [size(n) for n in (7, 1175, 30585, 2_400_000)] == ["7 B", "1.2 kB", "31 kB", "2.4 MB"]


def square(row):
    return row.findChild(QLabel, "picture")


def test_the_list_shows_small_pictures_from_memory_alone(tab, answers, qtbot, photo, receipt):
    kept = add(tab, answers, qtbot, photo, receipt)
    qtbot.waitUntil(lambda: all(tab.thumbnails.of(one.id) for one in kept), timeout=20000)
    picture = tab.thumbnails.of(kept[0].id).toImage()
    assert picture.width() / tab.devicePixelRatioF() <= 44
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    assert (middle.red(), middle.blue()) < (90, 90) < (middle.green(), middle.green())
    shown = [square(row).pixmap().cacheKey() for row in tab._rows.values()]
    assert shown == [tab.thumbnails.of(one.id).cacheKey() for one in kept]
    tab.thumbnails.ask(())
    assert [tab.thumbnails.of(one.id) for one in kept] == [None, None]


def test_what_has_no_picture_keeps_the_sign_of_a_file(tab, answers, qtbot, broken):
    (kept,) = add(tab, answers, qtbot, broken)
    qtbot.waitUntil(lambda: not tab._frame.jobs.busy, timeout=20000)
    assert tab.thumbnails.of(kept.id) is None
    assert not square(tab._rows[kept.id]).pixmap().isNull()
