"""The bin in the windows: removed with a reason, undone at once, or put back later from a list."""

from datetime import date

import pytest

from legalaid_desktop.desktop import dialogs, translator
from legalaid_desktop.desktop.bin import BinSheet
from legalaid_desktop.desktop.lawyers import LawyerDialog
from legalaid_desktop.desktop.removing import small_button
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.errors import NotFound
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person
from tests.desktop.screen import give_reason, on_screen


@pytest.fixture
def event(office, case):
    told = Event(case_id=case.id, kind=EventKind.NOTE, on=date(2026, 3, 25), text="ໄດ້ໂທຫາ")
    return office.cases.add_event(told)


def removals(page):
    """The small buttons in the rows of a page."""
    tip = small_button(None).toolTip()
    found = [b for b in page.findChildren(type(small_button(None))) if b.toolTip() == tip]
    return [button for button in found if button.isVisible()]


def lines(tab):
    model = tab.table.model
    return [[model.index(r, c).data() for c in range(4)] for r in range(model.rowCount())]


@pytest.fixture
def bin_tab(window):
    window.go("office", "bin")
    return window.pages["office"].parts["bin"]


def test_a_person_goes_for_a_reason_and_comes_back_with_undo(language, window, office):
    person = office.people.save(Person(given_lo="ຄຳຕັນ", given_latin="Khamtan"))
    window.go("people")
    window.go("person", person.id)
    page = window.pages["person"]
    page.remove.click()
    on_screen(dialogs.Dialog).accept_button.click()
    assert on_screen(dialogs.Dialog).error.isVisible(), "not without a reason"
    give_reason("ຊ້ຳ")
    assert window.pages["people"].isVisible()
    with pytest.raises(NotFound):
        office.people.get(person.id)
    assert office.bin.contents()[0].why == "ຊ້ຳ"
    window.back()
    assert window.pages["people"].isVisible(), "the page of who is gone is skipped"
    window.toasts.undo_button.click()
    assert office.people.get(person.id).given_lo == "ຄຳຕັນ"


def test_who_is_in_a_case_is_offered_no_removal(window, office, case):
    (line,) = office.people.page().lines
    window.go("person", line[0].id)
    assert not window.pages["person"].remove.isVisible()


def test_a_case_goes_from_its_page_and_comes_back(window, office, case, event):
    window.go("cases")
    window.go("case", case.id)
    window.pages["case"].remove.trigger()
    give_reason("ເປີດຊ້ຳ")
    assert window.pages["cases"].isVisible()
    assert office.cases.page().lines == ()
    window.toasts.undo_button.click()
    assert office.cases.story(case.id) == [event]


def test_an_entry_of_the_story_goes_from_its_row(window, office, case, event, qtbot):
    window.go("case", case.id)
    chronology = window.pages["case"].parts["story"].chronology
    qtbot.waitUntil(lambda: len(removals(chronology)) == 1)
    removals(chronology)[0].click()
    give_reason("ຜິດຄະດີ")
    assert office.cases.story(case.id) == []
    assert removals(chronology) == []
    window.toasts.undo_button.click()
    assert [one.text for one in office.cases.story(case.id)] == ["ໄດ້ໂທຫາ"]


def test_an_attachment_goes_from_its_preview(window, office, case, tmp_path, qtbot):
    path = tmp_path / "contract.txt"
    path.write_text("ສັນຍາ", encoding="utf-8")
    told = Attachment(case_id=case.id, file_name="", title_lo="ສັນຍາ", received_on=date(2026, 3, 25))
    office.attachments.add(path, told)
    window.go("case", case.id)
    page = window.pages["case"]
    page.show_tab("evidence")
    evidence = page.parts["evidence"]
    evidence.show_attachment(next(iter(evidence._known)))
    evidence.remove.click()
    give_reason("ຜິດຄະດີ")
    assert office.attachments.of_case(case.id) == []
    assert not evidence.pane.isVisible()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60000)


def test_a_lawyer_goes_from_the_form(window, office):
    office.assignments.save_lawyer(Lawyer(name_lo="ມະນີວອນ", name_latin="Manivone"))
    window.go("office", "lawyers")
    table = window.pages["office"].parts["lawyers"].table
    table.opened.emit(table.model.record(0))
    on_screen(LawyerDialog).remove.click()
    give_reason("ຍ້າຍໄປ")
    assert office.assignments.lawyers() == []
    assert table.model.rowCount() == 0


def test_the_bin_says_what_who_when_and_why_and_puts_back(window, office, case, event, bin_tab):
    office.cases.remove_event(event.id, "ຜິດຄະດີ")
    ((what, kind, removed, why),) = lines(bin_tab)
    assert (what, kind, why) == (
        f"{case.number} · 25/03/2026 ໄດ້ໂທຫາ",
        "entry of a story",
        "ຜິດຄະດີ",
    )
    assert "30 March 2026, 09:00" in removed
    assert office.user in removed
    bin_tab.table.opened.emit(bin_tab.table.model.record(0))
    on_screen(BinSheet).accept_button.click()
    assert office.cases.story(case.id)[0].text == "ໄດ້ໂທຫາ"
    assert lines(bin_tab) == []


def test_the_bin_says_why_something_cannot_come_back_yet(window, office, case, event, bin_tab):
    office.cases.remove_event(event.id, "ຜິດ")
    office.cases.remove(case.id, "ຜິດ")
    bin_tab.table.opened.emit(bin_tab.table.model.record(1))
    assert bin_tab.table.model.record(1).kind is BinKind.EVENT
    on_screen(BinSheet).accept_button.click()
    notice = on_screen(dialogs.Dialog)
    words = " ".join(t.text() for t in notice.findChildren(dialogs.Text))
    assert f"case {case.number}" in words.replace("\u200b", "")
    notice.accept_button.click()
    assert len(lines(bin_tab)) == 2


def test_the_bin_is_filtered_by_words_and_kind_in_both_languages(
    window, office, case, event, bin_tab, type_text, qtbot, qapp
):
    office.cases.remove_event(event.id, "ຜິດຄະດີ")
    office.people.remove(office.people.save(Person(given_lo="ຄຳຕັນ", given_latin="Khamtan")).id, "x")
    assert len(lines(bin_tab)) == 2
    type_text(bin_tab.filter, "khamt")
    qtbot.waitUntil(lambda: len(lines(bin_tab)) == 1)
    bin_tab.filter.clear()
    qtbot.waitUntil(lambda: len(lines(bin_tab)) == 2)
    bin_tab.kind.set_value(BinKind.EVENT)
    assert [line[1] for line in lines(bin_tab)] == ["entry of a story"]
    translator.switch(qapp, "lo")
    window.pages["office"].reload(frozenset())
    assert len(lines(bin_tab)) == 1


def test_names_of_a_restricted_case_are_on_the_sheet_only(window, office, bin_tab):
    case = Case(
        client_id=0, type=CaseType.TRAFFICKING, subject_lo="ທະເລເລິກ", opened_on=date(2026, 3, 24),
        confidentiality=Confidentiality.RESTRICTED, code_name="ນົກຍຸງ",
    )  # fmt: skip
    case = office.cases.take_in(Person(given_lo="ພອນສະຫວັນ"), case)
    told = Event(case_id=case.id, kind=EventKind.NOTE, on=case.opened_on, text="ພອນສະຫວັນ ມາ")
    office.cases.remove_event(office.cases.add_event(told).id, "ພອນສະຫວັນ ຂໍ")
    bin_tab.reload(frozenset())
    assert "ພອນສະຫວັນ" not in str(lines(bin_tab))
    assert office.bin.contents("ພອນສະຫວັນ") == []
    assert len(office.bin.contents("ນົກຍຸງ")) == 1
    bin_tab.table.opened.emit(bin_tab.table.model.record(0))
    sheet = on_screen(BinSheet)
    words = " ".join(t.text() for t in sheet.findChildren(dialogs.Text)).replace("\u200b", "")
    assert "ພອນສະຫວັນ ມາ" in words
    sheet.reject()
