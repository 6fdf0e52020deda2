"""The line below a new passphrase: it says while one types how long guessing would take."""

import subprocess
import sys

import pytest

from legalaid_desktop import i18n
from legalaid_desktop.desktop import create_office, theme, translator
from legalaid_desktop.desktop.passphrase import PassphraseDialog
from legalaid_desktop.desktop.texts import filled, shown
from legalaid_desktop.domain import offices
from legalaid_desktop.domain.strength import judged
from legalaid_desktop.labels import strength as labels
from tests.desktop.screen import plain

OWN = "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ"
WEAK, STRONG = "ແມ່ນ້ຳຂອງ 2026", "ໝາກໂມ ຂີ່ ລົດຖີບ ຂ້າມ ຂົວ"


@pytest.fixture
def dialog(window, qtbot):
    made = PassphraseDialog(window, window)
    made.open()
    yield made
    made.reject()


def say(passphrase, own=()):
    return plain(labels.said(judged(passphrase, own), i18n.current()))


def test_it_says_how_long_guessing_takes(language, dialog, qtbot, type_text):
    assert plain(dialog.strength.text()) == plain(shown(filled(labels.LONG)))
    type_text(dialog.parts.passphrase, WEAK)
    qtbot.waitUntil(lambda: plain(dialog.strength.text()) == say(WEAK), timeout=20000)
    urgent, _ = theme.tokens().of_kind("urgent")
    assert urgent in dialog.strength.styleSheet()
    dialog.parts.passphrase.editor.setText(STRONG)
    qtbot.waitUntil(lambda: plain(dialog.strength.text()) == say(STRONG), timeout=20000)
    dialog.parts.passphrase.clear()
    assert plain(dialog.strength.text()) == plain(shown(filled(labels.LONG)))


def test_it_follows_the_language(dialog, qtbot, type_text, qapp):
    type_text(dialog.parts.passphrase, WEAK)
    qtbot.waitUntil(lambda: plain(dialog.strength.text()) == say(WEAK), timeout=20000)
    before = dialog.strength.text()
    translator.switch(qapp, "lo")
    assert plain(dialog.strength.text()) == say(WEAK)
    assert dialog.strength.text() != before


def test_a_passphrase_that_is_guessed_within_a_day_is_refused_at_its_field(
    language, dialog, qtbot, type_text, jobs
):
    type_text(dialog.parts.old, OWN)
    type_text(dialog.parts.passphrase, WEAK)
    type_text(dialog.parts.again, WEAK)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20000)
    error = dialog.parts.passphrase.error_line
    assert plain(error.text()) == plain(shown(filled(offices.GUESSED)))
    assert dialog.parts.passphrase.value() == WEAK, "what was typed stays"


def test_the_names_of_a_new_office_are_known_before_it_is_made(qtbot, jobs):
    form = create_office.CreateOfficeForm(lambda *_: None, jobs, [("04", "ອຸດົມໄຊ")])
    qtbot.addWidget(form)
    form.parts.name_en.editor.setText("Kindly Northern Lawyers")
    form.parts.passphrase.editor.setText("Kindly Northern Lawyers 1")
    own = ("", "Kindly Northern Lawyers", "")
    expected = say("Kindly Northern Lawyers 1", own)
    qtbot.waitUntil(lambda: plain(form.strength.text()) == expected, timeout=20000)
    assert expected != say("Kindly Northern Lawyers 1")


def test_the_first_window_loads_neither_the_judge_nor_the_keyring():
    script = (
        "import sys; from legalaid_desktop.desktop import app, unlock; "
        "from legalaid_desktop.services import doors; "
        "late = {'zxcvbn', 'keyring', 'sqlalchemy'} & set(sys.modules); assert not late, late"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
