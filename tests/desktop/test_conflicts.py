"""The conflict check in the window: told over the case, answered on its people, asked before it."""

import pytest

from legalaid_desktop.desktop.conflicts import AnswerDialog, NameCheckDialog
from legalaid_desktop.domain.cases import Case, CaseType, Party, PartyRole
from legalaid_desktop.domain.conflicts import ConflictAnswer
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.users import Role
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
