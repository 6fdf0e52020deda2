"""Evidence in other hands: opened elsewhere, printed, saved; each entered, nothing left open."""

import io
from datetime import date, datetime

import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrintDialog

from legalaid_desktop.desktop import app, dialogs, outside, settings, translator
from legalaid_desktop.desktop.copy_form import CopyDialog
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.copies import CopyWay
from legalaid_desktop.services import demo_files, doors
from legalaid_desktop.services import office as services
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.storage import viewing
from tests.desktop.screen import cells, on_screen, words

MP4 = b"\x00\x00\x00\x18ftypmp42" + b"the fisherman" * 900
SIGN = {"lo": "ເພື່ອເຊັນ", "en": "to sign"}
LIST = {"lo": "ບັນທຶກເປັນໄຟລ໌", "en": "saved as a file"}
"""The tabs of a case."""


@pytest.fixture
def room(tmp_path, monkeypatch):
    made = tmp_path / "run"
    made.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made))
    monkeypatch.setattr(viewing, "_rooms", lambda: [made])
    return made


@pytest.fixture
def opened(monkeypatch):
    """The program of the computer that would show a file; it reads what it is given."""
    seen = []

    def show(path):
        seen.append((path.name, path.read_bytes()))
        return True

    monkeypatch.setattr(outside, "show", show)
    return seen


@pytest.fixture
def attach(office, case, tmp_path):
    def kept(name, data, about=case):
        path = tmp_path / name
        path.write_bytes(data)
        said = Attachment(
            case_id=about.id, title_lo="ບົວຄຳ", title_en="Bouakham", file_name="",
            received_on=date(2026, 3, 24),
        )  # fmt: skip
        return office.attachments.add(path, said)

    return kept


@pytest.fixture
def tab_of(qtbot):
    """The evidence of a case with one piece on screen."""

    def shown(window, attachment):
        window.go("case", attachment.case_id)
        window.pages["case"].show_tab("evidence")
        tab = window.pages["case"].parts["evidence"]
        tab.show_attachment(attachment.id)
        qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20000)
        return tab

    return shown


def idle(window, qtbot):
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20000)


def test_a_copy_goes_out_under_a_code_without_hidden_details(
    language, window, attach, tab_of, answers, qtbot, tmp_path
):
    kept = attach("Bouakham.jpg", demo_files.photo(()))
    tab = tab_of(window, kept)
    answers.save = tmp_path / "out.jpg"
    tab.copies.save.click()
    asked = on_screen(CopyDialog)
    asked.errand.recipient.set_value("our own file")
    said = {"lo": "ຕົ້ນສະບັບຍັງຮັກສາໄວ້", "en": "the original keeps it"}
    assert said[language] in words(asked)
    asked.errand.purpose.set_value("to sign")
    asked.accept_button.click()
    idle(window, qtbot)
    with (
        Image.open(answers.save) as copy,
        Image.open(io.BytesIO(window.office.attachments.data(kept.id))) as original,
    ):
        assert not copy.getexif().get_ifd(0x8825)
        assert original.getexif().get_ifd(0x8825)
    (line,) = window.office.copies.lines(kept.case_id)
    assert (line.copy.way, line.copy.purpose) == (CopyWay.FILE, SIGN["lo"])
    window.pages["case"].show_tab("copies")
    (shown,) = cells(window.pages["case"].parts["copies"].table, 4)
    assert "C00001" in shown
    assert "A1 · " in shown
    assert LIST[language] in shown
    idle(window, qtbot)


def test_the_proposed_name_tells_nothing(window, attach, tab_of, monkeypatch):
    tab = tab_of(window, attach("Bouakham at the port.mp4", MP4))
    names = []
    monkeypatch.setattr(dialogs, "choose_save_file", lambda *said: names.append(said[2]))
    tab.copies.save.click()
    asked = on_screen(CopyDialog)
    asked.errand.recipient.set_value("our own file")
    assert "The program cannot take that out" in words(asked)
    asked.accept_button.click()
    assert names == ["2026-001-A1.mp4"]


def test_a_cancelled_print_keeps_its_number_in_the_list(language, window, attach, tab_of, qtbot):
    kept = attach("letter.txt", b"words")
    tab = tab_of(window, kept)
    tab.copies.print.click()
    on_screen(CopyDialog).errand.recipient.set_value("our own file")
    on_screen(CopyDialog).accept_button.click()
    idle(window, qtbot)
    dialog = on_screen(QPrintDialog)
    assert dialog.printer().docName() == "2026-001-A1"
    assert [one.way for one in window.office.copies.of_case(kept.case_id)] == [CopyWay.PRINT]
    dialog.reject()
    assert [one.way for one in window.office.copies.of_case(kept.case_id)] == [CopyWay.CANCELLED]
    window.pages["case"].show_tab("copies")
    said = {"lo": "ຍົກເລີກ", "en": "cancelled"}
    assert said[language] in cells(window.pages["case"].parts["copies"].table, 4)[0]
    idle(window, qtbot)


def test_a_film_is_opened_after_a_word_of_warning_said_once(
    language, window, attach, tab_of, answers, qtbot, room, opened
):
    tab = tab_of(window, attach("Bouakham.mp4", MP4))
    tab.copies.open.click()
    warned = on_screen(dialogs.Dialog)
    assert "A3.mp4" in words(warned)
    answers.agree()
    idle(window, qtbot)
    tab.copies.open.click()
    idle(window, qtbot)
    assert opened == [("A1.mp4", MP4)] * 2
    ways = [one.way for one in window.office.copies.of_case(tab._case_id)]
    assert ways == [CopyWay.OPEN] * 2
    window.office.wipe_views()
    assert list(room.iterdir()) == []


def test_without_a_program_for_it_nothing_stays_outside(
    window, attach, tab_of, answers, qtbot, room, monkeypatch
):
    monkeypatch.setattr(outside, "show", lambda _path: False)
    tab = tab_of(window, attach("Bouakham.mp4", MP4))
    tab.copies.open.click()
    answers.agree()
    idle(window, qtbot)
    assert "no program that opens such a file" in words(on_screen(dialogs.Dialog))
    assert list(room.rglob("*.mp4")) == []
    assert [one.way for one in window.office.copies.of_case(tab._case_id)] == [CopyWay.CANCELLED]
    answers.agree()
    window.office.wipe_views()


def test_who_may_not_export_sees_no_buttons(window_of, account, office, attach, tab_of, case):
    kept = attach("a.txt", b"words")
    reader = account("khamla", Role.OFFICER)
    theirs = tab_of(window_of(reader), kept)
    assert theirs.copies.isVisible()
    lawyer_less = account("somphone", Role.AUDITOR)
    assert "case" not in window_of(lawyer_less).pages


def test_a_damaged_file_is_said(window, attach, tab_of, answers, office):
    kept = attach("a.mp4", MP4)
    tab = tab_of(window, kept)
    (blob,) = (office.folder / "attachments").glob(f"??/{kept.blob}")
    blob.write_bytes(blob.read_bytes()[:-1])
    tab.copies.save.click()
    assert "damaged" in words(on_screen(dialogs.Dialog))
    answers.agree()
    blob.unlink()
    tab.copies.save.click()
    assert "missing from the office's folder" in words(on_screen(dialogs.Dialog))
    answers.agree()


def test_the_list_is_printed_and_saved_as_a_copy_itself(
    language, window, attach, tab_of, answers, qtbot, tmp_path
):
    kept = attach("a.txt", b"words")
    tab_of(window, kept)
    window.pages["case"].show_tab("copies")
    tab = window.pages["case"].parts["copies"]
    answers.save = tmp_path / "list.pdf"
    tab.print.click()
    on_screen(CopyDialog).errand.recipient.set_value("our own file")
    on_screen(CopyDialog).save.click()
    idle(window, qtbot)
    assert answers.save.read_bytes().startswith(b"%PDF")
    tab.print.click()
    on_screen(CopyDialog).errand.recipient.set_value("our own file")
    on_screen(CopyDialog).accept_button.click()
    idle(window, qtbot)
    assert on_screen(QPrintDialog).printer().docName() == "2026-001-copies"
    on_screen(QPrintDialog).reject()
    kinds = [(one.kind, one.way) for one in window.office.copies.of_case(kept.case_id)]
    assert kinds == [("copy_list", CopyWay.CANCELLED), ("copy_list", CopyWay.FILE)]


@pytest.fixture
def program(qtbot, office, attach, tmp_path, room):
    def open_office(folder, user, passphrase):
        at = datetime(2026, 3, 30, 9, 0, tzinfo=VIENTIANE)
        return services.open_office(folder, user, passphrase, at=lambda: at)

    attach("Bouakham.mp4", MP4)
    made = app.Program(tmp_path / "settings.json", open_office, None, services.users)
    made.settings = settings.Settings(language="en", theme="light", office=str(office.folder))
    made.start()
    yield made
    made.close()


@pytest.fixture
def watching(program, qtbot, type_text, opened, tab_of, answers, case):
    """Signs in and has a film open in another program."""
    parts = program.unlock.unlocking.parts
    type_text(parts.passphrase, "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ")
    parts.unlock.click()
    qtbot.waitUntil(lambda: program.window is not None)
    idle(program.window, qtbot)
    (kept,) = program.window.office.attachments.of_case(case.id)
    tab_of(program.window, kept).copies.open.click()
    answers.agree()
    idle(program.window, qtbot)
    return program


def test_locking_wipes_what_lies_open(watching, qtbot, room):
    assert len(list(room.rglob("A1.mp4"))) == 1
    watching.lock()
    qtbot.waitUntil(watching.unlock.unlocking.parts.body.isEnabled)
    assert list(room.iterdir()) == []
    assert watching.unlock.leftovers.isHidden()


def test_the_end_of_the_program_wipes_it_too(watching, room):
    watching.close()
    assert list(room.iterdir()) == []


def test_what_another_program_still_holds_is_said_and_tried_again(
    watching, qtbot, room, monkeypatch, language, qapp
):
    def refuse(_path):
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patch:
        patch.setattr(viewing, "_overwrite", refuse)
        watching.lock()
        banner = watching.unlock.leftovers
        qtbot.waitUntil(lambda: not banner.isHidden())
        translator.switch(qapp, language)
        said = {"lo": "ຍັງມີໄຟລ໌", "en": "still open in another program: 1"}
        assert said[language] in words(banner)
        banner.try_again()
        qtbot.waitUntil(lambda: not watching.jobs.busy)
        assert not banner.isHidden()
    banner.try_again()
    qtbot.waitUntil(banner.isHidden)
    assert list(room.iterdir()) == []
    assert doors.wipe_leftovers() == 0
