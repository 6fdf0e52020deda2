"""Papers: begun from a case, filled in beside their pages, issued, saved and discarded."""

from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import dialogs, translator
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.papers import CasePapers, NewPaperDialog
from legalaid_desktop.desktop.texts import Text
from legalaid_desktop.domain.assignments import Declaration
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.papers import PaperStatus
from legalaid_desktop.domain.people import Person


@pytest.fixture
def case(office):
    client = office.people.take_in(
        Person(given_lo="ບົວຄຳ", given_latin="Bouakham", born_on=date(1985, 3, 7))
    )
    return office.cases.open(
        Case(
            client_id=client.id,
            type=CaseType.CIVIL,
            subject_lo="ການທວງໜີ້",
            subject_en="a debt",
            opened_on=date(2026, 3, 24),
        )
    )


@pytest.fixture
def accepted(office, case):
    lawyer = office.assignments.save_lawyer(Lawyer(name_lo="ມະນີວອນ", card_number="0455"))
    offer = office.assignments.offer(case.id, lawyer.id)
    office.assignments.declare(offer.id, Declaration.NO_CONFLICT)
    return office.assignments.accept(offer.id)


@pytest.fixture
def page(window, qtbot, case):
    """The page of a draft power of attorney in Lao, with its pages on screen."""
    paper = window.office.papers.draft(case.id, "power_of_attorney", "lo")
    window.go("paper", paper.id)
    shown = window.pages["paper"]
    qtbot.waitUntil(lambda: shown.preview.ready)
    return shown


def dialog(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def texts(widget):
    return " ".join(text.text().replace("\u200b", "") for text in widget.findChildren(Text))


def only(office):
    (line,) = office.papers.lines()
    return line.paper


def test_a_paper_is_begun_from_its_case(window, qtbot, case):
    tab = CasePapers(window)
    qtbot.addWidget(tab)
    tab.show_case(case.id)
    assert "No paper of this case yet" in texts(tab)
    tab.new.click()
    asked = dialog(NewPaperDialog)
    asked.language.set_value("both")
    asked.accept_button.click()
    paper = only(window.office)
    assert (paper.kind, paper.language) == ("power_of_attorney", "both")
    assert window.stack.currentWidget() is window.pages["paper"]
    tab.reload(frozenset())
    assert "No lawyer has accepted this case yet." in texts(tab)


def test_the_list_shows_papers_of_all_cases_without_names(window, qtbot, case):
    office = window.office
    hidden = office.cases.open(
        Case(
            client_id=case.client_id,
            type=CaseType.TRAFFICKING,
            subject_en="Bouakham on the boat",
            confidentiality=Confidentiality.RESTRICTED,
            code_name="Peacock",
            opened_on=date(2026, 3, 24),
        )
    )
    office.papers.draft(case.id, "power_of_attorney", "lo")
    office.papers.draft(hidden.id, "referral_letter", "en")
    window.go("papers")
    model = window.pages["papers"].table.model
    first, second = ([model.index(row, c).data() for c in range(4)] for row in range(2))
    assert first[0].startswith("Referral letter. 2026/002")
    assert "Peacock" in first[0]
    assert "boat" not in first[0]
    assert second == ["Power of attorney. 2026/001 · a debt", "Lao", "30/03/2026", "draft"]


def test_a_new_paper_asks_for_its_case(window, case):
    window.go("papers")
    window.pages["papers"].new.click()
    asked = dialog(NewPaperDialog)
    asked.accept_button.click()
    assert not asked.case.error_line.isHidden()
    asked.case.set_value(case.id)
    asked.accept_button.click()
    assert only(window.office).case_id == case.id


def test_typed_facts_are_kept_and_set_after_a_pause(page, window, qtbot, type_text):
    before = page.preview._pdf
    type_text(page.form.editors["certifier_name_lo"], "ຫ້ອງການບ້ານນາໄຊ")
    qtbot.waitUntil(lambda: page.preview._pdf != before)
    assert dict(only(window.office).values)["certifier_name_lo"] == "ຫ້ອງການບ້ານນາໄຊ"
    qtbot.waitUntil(lambda: page.preview.ready)


def test_a_switch_of_language_keeps_a_half_filled_form(page, qapp, qtbot, type_text):
    editor = page.form.editors["certifier_name_lo"]
    type_text(editor, "ຫ້ອງການບ້ານ")
    page.form.editors["ends_on"].editor.setText("3/2")
    page.form.editors["settle"].set_value("yes")
    translator.switch(qapp, "lo")
    assert editor.value() == "ຫ້ອງການບ້ານ"
    assert page.form.editors["ends_on"].editor.text() == "3/2"
    assert page.form.editors["settle"].value() == "yes"
    assert page.form.editors["settle"].editor.currentText() == "ມອບໃຫ້"
    assert editor.label.replace("\u200b", "").startswith("ຊື່ພາກສ່ວນທີ່ຢັ້ງຢືນ")
    page.form.editors["ends_on"].editor.clear()


def test_the_language_of_the_paper_is_its_own(page, window, qtbot):
    page.language.set_value("en")
    qtbot.waitUntil(lambda: only(window.office).language == "en")
    assert "Power of attorney" in texts(page.head)
    qtbot.waitUntil(lambda: page.preview.ready)


def test_a_half_typed_date_is_said_and_holds_the_page(page, window):
    page.form.editors["ends_on"].editor.setText("3/2")
    assert not window.go("papers")
    assert not page.form.editors["ends_on"].error_line.isHidden()
    page.form.editors["ends_on"].editor.setText("3/2/2027")
    assert window.go("papers")
    assert dict(only(window.office).values)["ends_on"] == "2027-02-03"


def test_what_is_missing_leads_to_its_field(page, window, qtbot):
    page.form.editors["starts_on"].editor.clear()
    qtbot.waitUntil(lambda: len(page.missing.findChildren(Row)) == 2)
    assert not page.issue.isEnabled()
    row = next(r for r in page.missing.findChildren(Row) if "In force from" in texts(r))
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert window.focusWidget() is page.form.editors["starts_on"].editor


def test_issuing_asks_and_then_nothing_can_be_typed(accepted, page, window, answers, qtbot):
    page.issue.click()
    assert only(window.office).status is PaperStatus.DRAFT
    answers.agree()
    paper = only(window.office)
    assert paper.status is PaperStatus.ISSUED
    assert f"issued {paper.number}" in [chip.text() for chip in page.head.findChildren(Chip)]
    assert page.issue.isHidden()
    assert not page.form.editors["settle"].isEnabled()
    qtbot.waitUntil(lambda: page.preview._pdf == window.office.papers.pdf(paper))


def test_saving_writes_the_pages_under_a_neutral_name(page, window, qtbot, tmp_path, monkeypatch):
    suggested = []

    def choose(_parent, _title, name, then, _filters):
        suggested.append(name)
        then(tmp_path / name)

    monkeypatch.setattr(dialogs, "choose_save_file", choose)
    page.errand.recipient.set_value("our own file")
    page.export.click()
    qtbot.waitUntil((tmp_path / "2026-001 POA.pdf").is_file)
    assert suggested == ["2026-001 POA.pdf"]
    assert (tmp_path / "2026-001 POA.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_that_takes_no_file_is_said(page, window, qtbot, tmp_path, answers):
    answers.save = tmp_path / "gone" / "paper.pdf"
    page.errand.recipient.set_value("our own file")
    page.export.click()
    qtbot.waitUntil(
        lambda: any(isinstance(w, dialogs.Dialog) for w in QApplication.topLevelWidgets())
    )
    assert "cannot be written" in texts(dialog(dialogs.Dialog))
    dialog(dialogs.Dialog).accept_button.click()


def test_a_discarded_draft_comes_back(page, window, qtbot):
    page.discard.click()
    assert window.office.papers.lines() == []
    window.toasts.undo_button.click()
    assert only(window.office).kind == "power_of_attorney"
    assert window.stack.currentWidget() is page
    qtbot.waitUntil(lambda: page.preview.ready)


def test_late_pages_of_an_older_text_are_not_shown(page, window, qtbot, type_text):
    for word in ("ບ້ານໜຶ່ງ", "ບ້ານສອງ", "ບ້ານສາມ"):
        page.form.editors["certifier_name_lo"].editor.clear()
        type_text(page.form.editors["certifier_name_lo"], word)
        page._timer.timeout.emit()
    page._timer.stop()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    shown = pypdfium2.PdfDocument(page.preview._pdf)
    text = shown[0].get_textpage().get_text_bounded()
    shown.close()
    assert "ບ້ານສາມ" in text
    assert "ບ້ານສອງ" not in text


def test_a_saved_paper_is_a_copy_with_its_errand(window, case, qtbot, answers, tmp_path, type_text):
    paper = window.office.papers.draft(case.id, "referral_letter", "lo")
    window.go("paper", paper.id)
    page = window.pages["paper"]
    page.errand.recipient.set_value("the court")
    type_text(page.errand.purpose, "ຍື່ນຄຳຮ້ອງ")
    qtbot.waitUntil(lambda: not window.jobs.busy)
    answers.save = tmp_path / "out.pdf"
    page.export.click()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    (copy,) = window.office.copies.of_case(case.id)
    assert (copy.recipient, copy.purpose) == ("ສານ", "ຍື່ນຄຳຮ້ອງ")
    assert answers.save.read_bytes().startswith(b"%PDF")
    window.go("papers")
    window.go("paper", paper.id)
    assert page.errand.recipient.editor.currentText() == "the court"  # remembered for the case
