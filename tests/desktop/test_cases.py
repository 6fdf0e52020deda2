"""Cases: listed with what is next, told in a story, shared with people and lawyers."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import translator
from legalaid_desktop.desktop.assignments import OfferDialog
from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.declarations import DeclareDialog
from legalaid_desktop.desktop.parties import PartyDialog
from legalaid_desktop.desktop.tables import CELL
from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.domain.assignments import AssignmentStatus, Declaration
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, PartyRole
from legalaid_desktop.domain.events import EventKind
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services import reference
from tests.desktop.screen import give_reason, settled


@pytest.fixture
def opened(office):
    """Makes cases of one client."""

    def make(**values):
        client = office.people.take_in(Person(given_lo="ບຸນມີ", given_latin="Bounmy"))
        facts = {"type": CaseType.LAND, "subject_en": "the lower garden", **values}
        return office.cases.open(Case(client_id=client.id, opened_on=office.today.day(), **facts))

    return make


def dialog(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def texts(widget):
    return " ".join(text.text().replace("\u200b", "") for text in widget.findChildren(Text))


def test_the_list_says_what_is_next_and_hides_names(window, opened):
    plain = opened()
    opened(confidentiality=Confidentiality.RESTRICTED, code_name="Peacock")
    window.office.deadlines.add(plain.id, "CV-24", date(2026, 3, 27))
    window.go("cases")
    model = window.pages["cases"].table.model
    rows = [[model.index(r, c).data() for c in range(5)] for r in range(2)]
    assert "“Peacock”" in rows[0][0]
    assert "Bounmy" not in str(rows[0])
    assert "restricted" in rows[0][2]
    assert [model.index(r, 0).data(CELL).icon for r in range(2)] == ["lock", ""]
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("restricted. ")
    assert "Bounmy" in rows[1][0]
    assert rows[1][3].startswith("10 April 2026. Answer to the claim")


@pytest.mark.parametrize(("typed", "kind"), [("/call", EventKind.CALL), ("/ໂທ", EventKind.CALL)])
def test_a_quick_entry_goes_into_the_story(window, opened, qtbot, type_text, typed, kind):
    case = opened()
    window.go("case", case.id)
    story = window.pages["case"].parts["story"]
    type_text(story.quick, f"{typed} ລາວບໍ່ຢູ່ບ້ານ")
    qtbot.keyClick(story.quick, Qt.Key.Key_Return)
    event = window.office.cases.story(case.id)[0]
    assert (event.kind, event.text) == (kind, "ລາວບໍ່ຢູ່ບ້ານ")
    qtbot.waitUntil(lambda: "ລາວບໍ່ຢູ່ບ້ານ" in texts(story.chronology))
    assert story.quick.text() == ""


def test_a_party_is_added_by_name_and_taken_out_and_put_back(window, opened, qtbot, type_text):
    case = opened()
    window.go("case", case.id)
    page = window.pages["case"]
    page.show_tab("people")
    parties = page.parts["people"]
    parties.add.click()
    form = dialog(PartyDialog)
    form.accept_button.click()
    assert form.parts.role.error_line.isVisible()
    form.parts.role.set_value(PartyRole.PLAINTIFF)
    type_text(form.person.name, "ຄຳແພງ ພູທະວົງ")
    form.accept_button.click()
    member = window.office.cases.file(case.id).parties[0]
    assert (member.person.given_lo, member.person.surname_lo) == ("ຄຳແພງ", "ພູທະວົງ")
    qtbot.waitUntil(lambda: "ຄຳແພງ" in texts(parties.card))
    out = [b for b in parties.card.findChildren(Button) if b.property("party")]
    out[0].click()
    assert window.office.cases.file(case.id).parties == ()
    window.toasts.undo_button.click()
    assert window.office.cases.file(case.id).parties[0].party.role is PartyRole.PLAINTIFF


def test_a_lawyer_is_offered_the_case_and_declines_with_a_reason(
    window, opened, qtbot, type_text, answers
):
    case, office = opened(), window.office
    office.assignments.save_lawyer(Lawyer(name_lo="ບຸນທັນ", name_latin="Bounthan"))
    window.go("case", case.id)
    card = window.pages["case"].parts["story"].lawyer
    card.offer.click()
    dialog(OfferDialog).accept_button.click()
    assert office.assignments.waiting()[0].case_id == case.id
    qtbot.waitUntil(card.decline.isVisible)
    card.decline.click()
    answers.agree()
    assert office.assignments.waiting() != []
    reason = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "reason"))
    type_text(reason.reason, "ຂໍ້ຂັດແຍ່ງທາງດ້ານຜົນປະໂຫຍດ")
    answers.agree()
    told = office.assignments.of_case(case.id)[0]
    assert told.status is AssignmentStatus.DECLINED
    assert told.reason == "ຂໍ້ຂັດແຍ່ງທາງດ້ານຜົນປະໂຫຍດ"


def test_an_accepted_offer_shows_in_the_head(window, opened, qtbot):
    case, office = opened(), window.office
    lawyer = office.assignments.save_lawyer(Lawyer(name_latin="Bounthan"))
    office.assignments.offer(case.id, lawyer.id)
    window.go("case", case.id)
    page = window.pages["case"]
    card = page.parts["story"].lawyer
    assert not card.accept.isVisibleTo(card), "the declaration comes first"
    card.declare.click()
    asked = dialog(DeclareDialog)
    assert "Bounmy" in texts(asked)
    asked.accept_button.click()
    assert not asked.declaration.error_line.isHidden()
    asked.declaration.set_value(Declaration.NO_CONFLICT)
    asked.accept_button.click()
    qtbot.waitUntil(lambda: card.accept.isVisibleTo(card))
    card.accept.click()
    qtbot.waitUntil(lambda: "Bounthan" in page.head.subtitle.text())


def test_a_restricted_case_hides_names_until_its_people_are_asked_for(window, opened):
    case = opened(confidentiality=Confidentiality.HIGHLY_RESTRICTED, code_name="Peacock")
    window.go("case", case.id)
    page = window.pages["case"]
    assert "Bounmy" not in texts(page.parts["story"])
    assert "K-001" in texts(page.parts["story"])
    page.show_tab("people")
    assert "Bounmy" in texts(page.parts["people"])


def test_changing_a_case_keeps_what_is_half_typed(qapp, window, opened, type_text):
    case = opened()
    window.go("case_form", case.id)
    page = window.pages["case_form"]
    page.form.parts.court.set_value("province-04")
    type_text(page.form.parts.court_number, "31/2026")
    translator.switch(qapp, "lo")
    window.go("cases")
    window.go("case_form", case.id)
    assert page.form.parts.court.value() == "province-04"
    page.save.click()
    kept = window.office.cases.get(case.id)
    assert (kept.court, kept.court_number) == ("province-04", "31/2026")


def test_a_zone_court_that_no_list_names_is_typed(window, opened, type_text):
    case = opened()
    window.go("case_form", case.id)
    page = window.pages["case_form"]
    editor = page.form.parts.court.editor
    editor.setEditText("")
    type_text(editor.lineEdit(), "ສານປະຊາຊົນເຂດ ໄຊ")
    page.save.click()
    assert window.office.cases.get(case.id).court == "ສານປະຊາຊົນເຂດ ໄຊ"
    window.go("case_form", case.id)
    assert editor.currentText() == "ສານປະຊາຊົນເຂດ ໄຊ"


def test_the_search_box_finds_people_cases_and_things_to_do(window, opened, qtbot, type_text):
    case = opened()
    type_text(window.search, "boun")
    window.search.textEdited.emit("boun")
    qtbot.waitUntil(window.search.hits.isVisible)
    model = window.search.hits.table.model
    hits = [model.record(row) for row in range(model.rowCount())]
    found = {(hit.page, hit.key) for hit in hits if hit.page != "search"}
    assert found == {("case", case.id), ("person", 1)}
    assert hits[-1].page == "search", "the last line leads to all results"
    window.search.setText("new intake")
    window.search.textEdited.emit("new intake")
    qtbot.waitUntil(lambda: model.rowCount() and model.record(0).page == "intake")


def test_rows_open_with_the_keyboard(window, opened, qtbot):
    case = opened()
    window.go("today")
    settled(qtbot, window)
    rows = window.pages["today"].idle.findChildren(Row)
    qtbot.keyClick(rows[0], Qt.Key.Key_Return)
    assert window.pages["case"].isVisible()
    assert case.number in window.pages["case"].head.title.text()


def test_lowering_the_confidentiality_asks_why(window, restricted, language):
    window.go("case_form", restricted.id)
    page = window.pages["case_form"]
    explained = reference.levels()
    assert (
        page.form.level.text().replace("\u200b", "")
        == (explained[Confidentiality.RESTRICTED].texts[language])
    )
    page.form.parts.confidentiality.set_value(Confidentiality.ORDINARY)
    page.save.click()
    assert window.office.cases.get(restricted.id) == restricted, "not before there is a reason"
    give_reason("ຕັດສິນຢ່າງເປີດເຜີຍແລ້ວ")
    kept = window.office.cases.get(restricted.id)
    assert kept.confidentiality is Confidentiality.ORDINARY
    entry = window.office.trail.of_case(restricted.id)[0].entry
    assert entry.reason == "ຕັດສິນຢ່າງເປີດເຜີຍແລ້ວ"
