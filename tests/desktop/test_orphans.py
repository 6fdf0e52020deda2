"""Lost files in the office page: looked at, attached, deleted; records without their file."""

import os
from datetime import date

import pytest

from legalaid_desktop.desktop import dialogs, translator
from legalaid_desktop.desktop.orphans import BackupsDialog, FoundDialog
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.attachments import Attachment
from tests.desktop.screen import give_reason, on_screen, rows, words

WHY = "ບໍ່ມີໃຜຮູ້ຈັກ"


@pytest.fixture
def lost(office):
    name = office._desk.blobs.put_bytes("ຂໍ້ຄວາມ".encode()).name
    (path,) = (office.folder / "attachments").glob(f"??/{name}")
    before = office._desk.clock().timestamp() - 3600
    os.utime(path, (before, before))
    return name


@pytest.fixture
def kept(office, case, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("ຂໍ້ຄວາມ ອື່ນ", encoding="utf-8")
    said = Attachment(
        case_id=case.id, title_lo="ໃບຮັບເງິນ", title_en="Receipt", file_name="",
        received_on=date(2026, 3, 24),
    )  # fmt: skip
    return office.attachments.add(path, said)


def idle(window, qtbot):
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20000)


@pytest.fixture
def tab(window, qtbot):
    window.go("office", "lost")
    idle(window, qtbot)
    return window.pages["office"].parts["lost"]


def look(tab, window, qtbot, lost):
    tab.files.opened.emit(lost)
    idle(window, qtbot)
    qtbot.waitUntil(lambda: tab.pane.preview.ready, timeout=20000)


def test_a_lost_file_is_looked_at_and_attached_to_its_case(
    language, lost, tab, window, case, qtbot, type_text
):
    ((title, reason),) = rows(tab.files)
    assert title == lost[:8]
    assert {"lo": "ຕັ້ງແຕ່", "en": "since"}[language] in reason
    look(tab, window, qtbot, lost)
    tab.attach.click()
    dialog = on_screen(FoundDialog)
    type_text(dialog.number, "2026/999")
    type_text(dialog.parts.title_lo, "ຈົດໝາຍ")
    dialog.accept_button.click()
    assert not dialog.number.error_line.isHidden()
    dialog.number.editor.clear()
    type_text(dialog.number, case.number)
    dialog.accept_button.click()
    idle(window, qtbot)
    (made,) = window.office.attachments.of_case(case.id)
    assert (made.title_lo, made.blob) == ("ຈົດໝາຍ", lost)
    assert rows(tab.files) == []
    assert not tab.pane.isVisible()


def test_a_lost_file_is_deleted_for_a_reason(lost, tab, window, qtbot):
    look(tab, window, qtbot, lost)
    tab.delete.click()
    give_reason("")
    idle(window, qtbot)
    assert rows(tab.files)
    give_reason(WHY)
    idle(window, qtbot)
    assert rows(tab.files) == []
    assert "Every file belongs to a record" in words(tab.files)


def test_a_damaged_record_is_named_with_the_backups_that_hold_it(
    language, kept, window, office, case, qtbot, tmp_path
):
    (tmp_path / "stick").mkdir()
    office.backups.make(tmp_path / "stick")
    (path,) = (office.folder / "attachments").glob(f"??/{kept.blob}")
    path.write_bytes(path.read_bytes()[:-1])
    window.go("office", "lost")
    tab = window.pages["office"].parts["lost"]
    idle(window, qtbot)
    assert rows(tab.losses) == []
    tab.check.click()
    idle(window, qtbot)
    ((title, _),) = rows(tab.losses)
    assert title == f"{case.number} · A1 · {'ໃບຮັບເງິນ' if language == 'lo' else 'Receipt'}"
    tab.losses.opened.emit(kept.blob)
    idle(window, qtbot)
    told = on_screen(BackupsDialog)
    assert str(tmp_path / "stick") in words(told)
    told.accept_button.click()
    idle(window, qtbot)
    assert rows(tab.losses) == []
    assert office.orphans.verify().is_sound


def test_the_check_of_the_office_leads_there(lost, window, answers, qtbot, qapp):
    window.go("office", "backups")
    page = window.pages["office"]
    page.parts["backups"].verify.click()
    idle(window, qtbot)
    assert "Files that belong to no record: 1" in words(on_screen(dialogs.Dialog))
    answers.agree()
    assert page.tabs.currentIndex() == list(page.parts).index("lost")
    idle(window, qtbot)
    translator.switch(qapp, "lo")
    assert "ໄຟລ໌ຕົກຫຼົ່ນ" in page.tabs.tabText(page.tabs.currentIndex()).replace("\u200b", "")


def test_others_than_managers_have_no_such_tab(window_of, account):
    clerk = window_of(account("khamla", Role.CLERK))
    assert "lost" not in clerk.pages["office"].parts
