"""Opening without a passphrase: what it costs is said, it is switched on and off, and offered."""

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import app, keyrings, settings
from legalaid_desktop.desktop.keyrings import KeyringDialog
from legalaid_desktop.desktop.texts import filled, shown
from legalaid_desktop.domain.access import Role
from legalaid_desktop.services import doors
from legalaid_desktop.storage import os_keyring, slots
from tests.desktop.screen import on_screen, plain, words

USER, PASSPHRASE = "ສີວິໄລ", "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ"


def said(message):
    return plain(shown(filled(message)))


@pytest.fixture
def card(window, qtbot, jobs):
    def shown_in(window):
        window.go("office", "appearance")
        qtbot.waitUntil(lambda: not jobs.busy)
        QApplication.processEvents()
        return window.pages["office"].parts["appearance"].keyring

    return shown_in


@pytest.fixture
def answer(qtbot, jobs):
    def given(passphrase):
        dialog = on_screen(KeyringDialog)
        dialog.parts.own.editor.setText(passphrase)
        dialog.accept_button.click()
        qtbot.waitUntil(lambda: not jobs.busy, timeout=20000)
        QApplication.processEvents()

    return given


def test_it_is_off_until_allowed_and_says_its_cost_before(
    window, card, answer, account_keyring, language, office
):
    shown_card = card(window)
    assert plain(shown_card.words.text()) == said(keyrings.NOT_ALLOWED)
    assert not shown_card.turn_on.isVisible()
    shown_card.allow.click()
    assert plain(shown_card.words.text()) == said(keyrings.IS_OFF)
    shown_card.turn_on.click()
    assert said(keyrings.COST) in words(on_screen(KeyringDialog))
    assert account_keyring.kept == {}
    answer(PASSPHRASE)
    assert plain(shown_card.words.text()) == said(keyrings.IS_ON)
    assert office.keyrings.state().mine
    shown_card.turn_off.click()
    answer(PASSPHRASE)
    assert not office.keyrings.state().mine
    assert account_keyring.kept == {}


def test_a_wrong_passphrase_is_said_at_its_field(window, card, answer, account_keyring, office):
    shown_card = card(window)
    shown_card.allow.click()
    shown_card.turn_on.click()
    answer("ຜິດ ຜິດ ຜິດ")
    dialog = on_screen(KeyringDialog)
    assert plain(dialog.parts.own.error_line.text()) == said(slots.WRONG)
    assert not office.keyrings.state().mine
    dialog.reject()


def test_nothing_typed_is_said_too(window, card, account_keyring):
    shown_card = card(window)
    shown_card.allow.click()
    shown_card.turn_on.click()
    dialog = on_screen(KeyringDialog)
    dialog.accept_button.click()
    assert dialog.parts.own.error_line.isVisible()
    dialog.reject()


def test_a_computer_without_a_keyring_says_so_and_stays_off(window, card, no_keyring, language):
    shown_card = card(window)
    shown_card.allow.click()
    assert plain(shown_card.words.text()) == said(keyrings.NO_KEYRING)
    assert not shown_card.turn_on.isVisible()


def test_the_manager_takes_it_from_everybody(window, card, answer, account_keyring, office):
    office.keyrings.allow()
    office.keyrings.switch_on(PASSPHRASE)
    shown_card = card(window)
    shown_card.forbid.click()
    answer(PASSPHRASE)
    assert office.keyrings.state().users == ()
    assert plain(shown_card.words.text()) == said(keyrings.NOT_ALLOWED)


def test_a_clerk_sees_it_and_does_not_decide_it(window_of, account, card, account_keyring, office):
    office.keyrings.allow()
    shown_card = card(window_of(account("noy", Role.CLERK)))
    assert shown_card.turn_on.isVisible()
    assert not shown_card.forbid.isVisible()
    assert not shown_card.allow.isVisible()


@pytest.fixture
def program(qtbot, tmp_path, language, office, account_keyring):
    office.keyrings.allow()
    office.keyrings.switch_on(PASSPHRASE)
    made = app.Program(
        tmp_path / "settings.json", doors.open_office, doors.create_office, doors.users
    )
    made.settings = settings.Settings(language=language, theme="light", office=str(office.folder))
    made.start()
    qtbot.waitExposed(made.unlock)
    yield made
    made.close()


def test_the_office_opens_by_one_button(program, qtbot):
    button = program.unlock.unlocking.parts.keyring
    assert button.isVisible()
    button.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=20000)
    assert program.window.office.user == USER


def test_a_locked_keyring_is_said_and_the_passphrase_opens(
    program, qtbot, account_keyring, type_text
):
    account_keyring.locked = True
    form = program.unlock.unlocking
    form.parts.keyring.click()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    assert plain(form.notice.text.text()) == said(os_keyring.LOCKED)
    type_text(form.parts.passphrase, PASSPHRASE)
    form.parts.unlock.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=20000)


def test_who_does_not_have_it_is_not_offered_it(program, office):
    office.keyrings.switch_off(PASSPHRASE)
    program.unlock.start(str(office.folder))
    assert not program.unlock.unlocking.parts.keyring.isVisible()
