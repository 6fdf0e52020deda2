"""The bundle of a case: ticked, made, reported and shown; stopped or refused, no file is left."""

from datetime import date

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop.bundles import CaseBundle
from legalaid_desktop.desktop.cards import Chip
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.texts import Text
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.people import Person


@pytest.fixture
def case(office, tmp_path):
    client = office.people.take_in(Person(given_lo="ບົວຄຳ", given_latin="Bouakham"))
    opened = office.cases.open(
        Case(
            client_id=client.id,
            type=CaseType.LAND,
            subject_en="the garden",
            opened_on=date(2026, 3, 24),
        )
    )
    whole = tmp_path / "map.pdf"
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        made.save(whole)
    broken = tmp_path / "half.pdf"
    broken.write_bytes(whole.read_bytes()[:60])
    for path, title in ((whole, "Map of the garden"), (broken, "Crew list")):
        said = Attachment(
            case_id=opened.id,
            title_en=title,
            file_name=path.name,
            received_on=date(2026, 3, 25),
        )
        office.attachments.add(path, said)
    return opened


@pytest.fixture
def tab(window, case, qtbot):
    shown = CaseBundle(window)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show_case(case.id)
    shown.show()
    return shown


def texts(widget):
    return " ".join(text.text().replace("\u200b", "") for text in widget.findChildren(Text))


def test_the_bundle_is_made_reported_and_shown(tab, window, case, answers, qtbot, tmp_path):
    answers.save = tmp_path / "out.pdf"
    assert "2 of 2 documents" in texts(tab.contents)
    tab.language.set_value("both")
    tab.errand.recipient.set_value("our own file")
    tab.make.click()
    qtbot.waitUntil(lambda: tab._report is not None, timeout=60000)
    qtbot.waitUntil(lambda: tab.pane.preview.ready, timeout=20000)
    report = texts(tab.report)
    assert "2. Crew list" in report
    assert "The PDF is damaged" in report
    assert "Every line of the index leads to its document." in report
    assert "slip sheet" in [chip.text() for chip in tab.report.findChildren(Chip)]
    with pikepdf.open(tmp_path / "out.pdf") as made:
        assert tab.pane.preview.pages == len(made.pages)
    (kept,) = window.office.bundles.of_case(case.id)
    assert kept.language == "both"
    assert f"SHA-256 {kept.sha256[:16]}" in texts(tab.earlier)
    assert "Monday, 30 March 2026" in texts(tab.earlier)


def test_what_is_not_ticked_stays_out(tab, answers, qtbot, tmp_path):
    answers.save = tmp_path / "out.pdf"
    crew = next(box for box in tab.boxes.values() if "Crew" in box.accessibleName())
    crew.click()
    assert "1 of 2 documents" in texts(tab.contents)
    tab.errand.recipient.set_value("our own file")
    tab.make.click()
    qtbot.waitUntil(lambda: tab._report is not None, timeout=60000)
    assert "Every document is in it." in texts(tab.report)
    assert "Crew list" not in texts(tab.report)
    qtbot.waitUntil(lambda: tab.pane.preview.ready, timeout=20000)


def test_nothing_ticked_makes_nothing(tab):
    for box in tab.boxes.values():
        box.click()
    assert not tab.make.isEnabled()


def test_stopping_leaves_no_file(tab, window, answers, qtbot, tmp_path):
    answers.save = tmp_path / "out.pdf"
    before = sorted(tmp_path.iterdir())
    tab.errand.recipient.set_value("our own file")
    tab.make.click()
    window.strip.stop.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20000)
    assert sorted(tmp_path.iterdir()) == before
    assert "No file was left behind" in texts(window.toasts)
    assert tab.make.isEnabled()


def test_a_folder_that_is_gone_is_said(tab, answers, qtbot, tmp_path):
    answers.save = tmp_path / "gone" / "out.pdf"
    tab.errand.recipient.set_value("our own file")
    tab.make.click()
    qtbot.waitUntil(
        lambda: any(isinstance(w, Dialog) for w in QApplication.topLevelWidgets()), timeout=60000
    )
    notice = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog))
    assert "could not be written" in texts(notice)
    notice.accept_button.click()


def test_the_file_is_suggested_without_a_name(tab, monkeypatch):
    from legalaid_desktop.desktop import dialogs

    suggested = []
    monkeypatch.setattr(dialogs, "choose_save_file", lambda *said: suggested.append(said[2]))
    tab.errand.recipient.set_value("our own file")
    tab.make.click()
    assert suggested == ["2026-001 bundle.pdf"]
