"""Destruction in the windows: proposed by one, agreed by another, with a minute to sign."""

from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.destruction_form import (
    AgreementDialog,
    MinuteDialog,
    ProposalDialog,
)
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.destructions import DestructionGround, DestructionState
from legalaid_desktop.domain.errors import NotFound
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.users import User
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.storage import keys
from legalaid_desktop.storage import users as stored_users
from legalaid_desktop.storage.keys import Cost
from tests.closing import closed
from tests.desktop.screen import on_screen

MINE, THEIRS = "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ", "ຟ້າໃສ ຕອນເຊົ້າ 9"


@pytest.fixture
def case(office):
    """A closed case whose time is over, by a rule that the office decided."""
    opened = Case(
        client_id=0, type=CaseType.CIVIL, subject_lo="ໜີ້", subject_en="a debt",
        opened_on=date(2026, 3, 24),
    )  # fmt: skip
    made = office.cases.take_in(Person(given_lo="ບົວຄຳ", given_latin="Bouakham"), opened)
    over = closed(office, made)
    office.retention.decide("general", 10, "ຄຳແນະນຳ ເລກທີ 12")
    later = datetime(2036, 4, 1, 9, tzinfo=VIENTIANE)
    object.__setattr__(office._desk, "clock", lambda: later)
    return over


@pytest.fixture
def colleague(office):
    """A second manager with a passphrase of her own."""
    with office._desk.database.transaction() as session:
        account = User(name="manivone", role=Role.MANAGER, since=date(2026, 1, 5))
        stored_users.save(session, account)
    cost = Cost(memory=64, passes=1, lanes=1)
    keys.add_user(office.folder, office.user, MINE, "manivone", THEIRS, cost)


@pytest.fixture
def card(window, case):
    window.go("office", "retention")
    return window.pages["office"].parts["retention"].destructions


def press(widget, word):
    found = (b for b in widget.findChildren(Button) if b.text() == word and b.isVisible())
    next(found).click()


def press_first(widget):
    """The first button in a row, whatever the language."""
    found = (b for b in widget.findChildren(Button) if b.isVisible() and b.property("record"))
    next(found).click()


def shown(widget, qtbot, word):
    qtbot.waitUntil(lambda: word in words(widget))


def words(widget):
    rows = [row for row in widget.findChildren(Row) if row.isVisible()]
    said = " ".join(f"{row.title.text()} {row.reason.text()}" for row in rows)
    return said.replace("\u200b", "")


def test_a_case_is_proposed_from_the_list_with_a_reason(window, office, case, card, qtbot):
    tab = window.pages["office"].parts["retention"]
    shown(tab.due, qtbot, case.number)
    press(tab.due, "Propose …")
    dialog = on_screen(ProposalDialog)
    assert dialog.parts.case_number.value() == case.number
    assert not dialog.parts.requested_on.isVisible()
    dialog.accept_button.click()
    assert dialog.parts.reason.error_line.isVisible()
    dialog.parts.reason.set_value("ໝົດເວລາ")
    dialog.accept_button.click()
    shown(card.card, qtbot, "Proposed by")
    (one,) = office.destructions.every()
    assert one.destruction.state is DestructionState.WAITING


def test_a_request_is_recorded_and_the_case_stays_for_a_reason(window, office, case, card, qtbot):
    card.request.click()
    dialog = on_screen(ProposalDialog)
    dialog.parts.case_number.set_value("9999/999")
    dialog.parts.requested_on.editor.setText("27/03/2036")
    dialog.parts.reason.set_value("ຂໍໃຫ້ລຶບ")
    dialog.accept_button.click()
    notice = [w for w in QApplication.topLevelWidgets() if isinstance(w, dialogs.Dialog)]
    next(w for w in notice if w is not dialog and w.isVisible()).accept_button.click()
    dialog.parts.case_number.set_value(case.number)
    dialog.accept_button.click()
    shown(card.card, qtbot, "asked for it, on 27 March 2036")
    press(card.card, "It stays …")
    asked = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "reason"))
    asked.reason.setPlainText("ຍັງມີການອຸທອນ")
    asked.accept_button.click()
    shown(card.card, qtbot, "ຍັງມີການອຸທອນ")
    assert office.cases.get(case.id)


def test_the_second_person_signs_here_and_the_minute_is_saved(
    language, window, office, case, colleague, qtbot, tmp_path, answers
):
    office.destructions.propose(case.number, DestructionGround.RETENTION, "ໝົດເວລາ")
    window.go("office", "retention")
    card = window.pages["office"].parts["retention"].destructions
    shown(card.card, qtbot, case.number)
    press_first(card.card)
    dialog = on_screen(AgreementDialog)
    dialog.parts.name.set_value("manivone")
    dialog.parts.passphrase.editor.setText("ບໍ່ແມ່ນ ລະຫັດ ນີ້")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20000)
    assert dialog.parts.passphrase.error_line.isVisible()
    assert office.cases.get(case.id)
    dialog.parts.passphrase.editor.setText(THEIRS)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20000)
    with pytest.raises(NotFound):
        office.cases.get(case.id)
    (one,) = office.destructions.every()
    assert one.destruction.decided_by == "manivone"
    qtbot.waitUntil(lambda: case.number in words(card.card))
    assert not card.pending.isVisible()
    press_first(card.card)
    answers.save = tmp_path / "D0001.pdf"
    on_screen(MinuteDialog).accept_button.click()
    assert answers.save.read_bytes().startswith(b"%PDF")


def test_who_proposed_it_cannot_agree_alone(window, office, case, card, qtbot):
    office.destructions.propose(case.number, DestructionGround.RETENTION, "ໝົດເວລາ")
    shown(card.card, qtbot, case.number)
    press(card.card, "Agree …")
    dialog = on_screen(AgreementDialog)
    dialog.parts.name.set_value(office.user)
    dialog.parts.passphrase.editor.setText(MINE)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20000)
    notice = [w for w in QApplication.topLevelWidgets() if isinstance(w, dialogs.Dialog)]
    said = next(w for w in notice if w is not dialog and w.isVisible())
    assert "Two people must agree" in " ".join(t.text() for t in said.findChildren(dialogs.Text))
    said.accept_button.click()
    dialog.reject()
    assert office.cases.get(case.id)
