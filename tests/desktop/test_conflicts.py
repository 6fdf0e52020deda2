"""The conflict check in the window: told over the case, answered on its people, asked before it."""

import pytest

from legalaid_desktop.desktop.conflicts import AnswerDialog, NameCheckDialog
from legalaid_desktop.desktop.declarations import DeclareDialog
from legalaid_desktop.desktop.office_lists import ListDialog
from legalaid_desktop.desktop.parties import PartyDialog
from legalaid_desktop.domain.assignments import Declaration
from legalaid_desktop.domain.cases import Case, CaseType, Party, PartyRole
from legalaid_desktop.domain.conflicts import ConflictAnswer
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.users import Role, User
from legalaid_desktop.storage import users as stored_users
from tests.desktop.screen import on_screen, plain, rows, words


@pytest.fixture
def against(office, case):
    """A case whose opponent has the name of the client of another one, in Latin letters."""
    opponent = office.people.save(Person(given_latin="Buakam"))
    matter = Case(
        client_id=office.people.take_in(Person(given_lo="ສົມສັກ", surname_lo="ວົງສາ")).id,
        type=CaseType.LAND, subject_lo="ທີ່ດິນ", subject_en="land", opened_on=case.opened_on,
    )  # fmt: skip
    party = Party(case_id=0, person_id=opponent.id, role=PartyRole.DEFENDANT)
    return office.cases.open(matter, (party,))


def test_a_possible_conflict_is_told_and_answered(window, qtbot, case, against):
    window.go("case", against.id)
    page = window.pages["case"]
    assert "conflict check" in page.conflict.text.text()
    page.show_tab("people")
    page.to_check.click()
    card = page.parts["aid"].parts["conflicts"]
    assert card.isVisible()
    assert not page.to_check.isVisible(), "it is here"
    ((title, why),) = rows(card)
    assert title == f"Bouakham · client of the office · {case.number}"
    assert "Buakam in this case" in why
    card.answer.click()
    dialog = on_screen(AnswerDialog)
    dialog.accept_button.click()
    assert dialog.isVisible(), "a decision is needed"
    dialog.decision.set_value(ConflictAnswer.NO_CONFLICT)
    dialog.reason.set_value("ບໍ່ແມ່ນຄົນດຽວກັນ")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "no conflict" in plain(card.state.text()))
    assert not page.conflict.isVisible()
    assert "ບໍ່ແມ່ນຄົນດຽວກັນ" in plain(card.state.text())


def test_a_name_is_checked_before_there_is_a_case(
    window, qtbot, case, restricted, account, window_of
):
    window.go("people")
    window.pages["people"].check.click()
    dialog = on_screen(NameCheckDialog)
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.name.error_line.isVisible)
    dialog.name.set_value("Buakham")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(rows(dialog.found)))
    told = rows(dialog.found)
    assert f"Bouakham · client of the office · {case.number}" in [title for title, _ in told]
    dialog.reject()
    # a colleague is not told of the restricted case
    theirs = window_of(account("noy", Role.CLERK))
    theirs.go("people")
    theirs.pages["people"].check.click()
    dialog = on_screen(NameCheckDialog)
    dialog.name.set_value("ບົວຄຳ")
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert "ask the manager" in plain(dialog.banner.text.text())
    assert restricted.number not in words(dialog)
    dialog.reject()


def test_while_somebody_is_typed_a_line_says_who_may_be_known(
    window, qtbot, case, restricted, account, window_of
):
    """The manager who opened both cases reads of both; a colleague not even that there are two."""
    window.go("person_form")
    page = window.pages["person_form"]
    page.form.parts.given_latin.editor.setText("Buakham")
    qtbot.waitUntil(page.hint.isVisible)
    said = plain(page.hint.text.text())
    assert f"Bouakham · client of the office · {case.number}" in said
    assert "and 1 more" in said
    page.form.parts.given_latin.editor.setText("Zz")
    qtbot.waitUntil(lambda: not page.hint.isVisible())
    theirs = window_of(account("noy", Role.CLERK))
    theirs.go("case", case.id)
    theirs.pages["case"].show_tab("people")
    theirs.pages["case"].parts["people"].ask_new()
    dialog = on_screen(PartyDialog)
    dialog.person.name.editor.setText("Buakham")
    qtbot.waitUntil(dialog.hint.isVisible)
    assert plain(dialog.hint.text.text()) == "Possible conflict: ask the manager."
    assert restricted.number not in words(dialog)
    dialog.reject()


def test_the_list_of_people_goes_out_with_a_reason(window, qtbot, case, answers, tmp_path):
    assert case
    window.go("people")
    window.pages["people"].export.click()
    dialog = on_screen(ListDialog)
    dialog.accept_button.click()
    assert dialog.reason.error_line.isVisible()
    dialog.reason.set_value("ປະຊຸມ")
    answers.save = tmp_path / "people.xlsx"
    dialog.accept_button.click()
    qtbot.waitUntil((tmp_path / "people.xlsx").exists)


def test_a_lawyer_who_was_asked_declares_on_today(window, qtbot, office, case, window_of):
    lawyer = office.assignments.save_lawyer(Lawyer(name_latin="Manivone"))
    office.assignments.offer(case.id, lawyer.id)
    with office._desk.database.transaction() as session:
        known = User(name="m", role=Role.VOLUNTEER, since=case.opened_on, lawyer_id=lawyer.id)
        volunteer = stored_users.save(session, known)
    theirs = window_of(volunteer)
    theirs.go("today")
    page = theirs.pages["today"]
    ((title, _),) = rows(page.asked)
    assert title == "A case is offered to you"
    page.asked.opened.emit(theirs.office.assignments.asked()[0])
    dialog = on_screen(DeclareDialog)
    assert "Bouakham" in words(dialog)
    dialog.declaration.set_value(Declaration.NO_CONFLICT)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not page.asked.isVisible())
    assert theirs.office.cases.get(case.id) == case
