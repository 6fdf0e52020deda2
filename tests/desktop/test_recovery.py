"""Recovery in the windows: made, typed back, tried; and the way in for who forgot."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from legalaid_desktop.desktop import app, printing, settings, sticks
from legalaid_desktop.desktop.recovery_codes import CodeField, SheetsField
from legalaid_desktop.desktop.recovery_rehearsal import RehearsalDialog
from legalaid_desktop.desktop.sticks import Stick
from legalaid_desktop.desktop.texts import filled, shown
from legalaid_desktop.domain import recovery_codes
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.recovery import Need
from legalaid_desktop.domain.recovery import sheet as sheet_of
from legalaid_desktop.domain.recovery_codes import set_name
from legalaid_desktop.domain.trail import Deed, Wanted
from legalaid_desktop.labels import recovery as labels
from legalaid_desktop.services import office as services
from legalaid_desktop.storage import places, shares, slots
from legalaid_desktop.storage import recovery as stored
from tests.desktop.screen import on_screen, plain, words
from tests.recovering import recoverable, typed

OWN = "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ"
NEW = "ພູເຂົາ ສາມ ໜ່ວຍ 9"


def said(message, **values):
    return shown(filled(message, **values))


def enter(field, sheet):
    """Types a code digit by digit, as it stands on the sheet."""
    field.boxes[0].setFocus()
    for box, group in zip(field.boxes, sheet.groups, strict=True):
        QTest.keyClicks(box, group)


@pytest.fixture
def made():
    return [sheet_of(code) for code in shares.made(shared=True)]


@pytest.fixture
def field(qtbot):
    shown_field = CodeField()
    qtbot.addWidget(shown_field)
    shown_field.show()
    qtbot.waitExposed(shown_field)
    shown_field.activateWindow()
    return shown_field


# the boxes


def test_a_code_is_typed_from_box_to_box(field, made, qtbot):
    with qtbot.waitSignal(field.finished):
        QTest.keyClicks(field.boxes[0], made[0].groups[0])
        for place in range(1, 12):
            qtbot.waitUntil(field.boxes[place].hasFocus)
            QTest.keyClicks(field.boxes[place], made[0].groups[place])
    assert set_name(field.code().set) == made[0].set
    assert field.error_line.isHidden()


@pytest.mark.parametrize("between", [" ", "-", "", "\n", " · "])
def test_a_code_is_pasted_in_lao_digits_too(field, made, between):
    lao = {ord(str(digit)): chr(0x0ED0 + digit) for digit in range(10)}
    text = between.join(made[2].groups).translate(lao)
    QGuiApplication.clipboard().setText(text)
    field.boxes[0].paste()
    assert [box.text() for box in field.boxes] == list(made[2].groups)
    QGuiApplication.clipboard().clear()


def test_the_mistyped_group_is_named_at_once(field, made, language):
    wrong = str((int(made[0].groups[0][0]) + 1) % 10) + made[0].groups[0][1:]
    QTest.keyClicks(field.boxes[0], wrong)
    assert field.error_line.text() == said(recovery_codes.MISTYPED, group=1)
    assert field.boxes[0].property("wrong") is True
    field.boxes[0].setText(made[0].groups[0])
    assert field.error_line.isHidden()
    assert not field.boxes[0].property("wrong")


def test_exchanged_groups_are_no_code(field, made):
    groups = list(made[0].groups)
    first, second = next((a, b) for a in range(12) for b in range(12) if groups[a] != groups[b])
    groups[first], groups[second] = groups[second], groups[first]
    for box, group in zip(field.boxes, groups, strict=True):
        box.setText(group)
    assert field.error_line.text() == said(recovery_codes.NOT_A_CODE)


def test_the_keyboard_goes_back_over_the_edge_and_copies_nothing(field, made, qtbot):
    QGuiApplication.clipboard().setText("mine")
    QTest.keyClicks(field.boxes[0], made[0].groups[0])
    qtbot.waitUntil(field.boxes[1].hasFocus)
    QTest.keyClick(field.boxes[1], Qt.Key.Key_Backspace)
    assert field.boxes[0].hasFocus()
    field.boxes[0].selectAll()
    QTest.keyClick(field.boxes[0], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field.boxes[0], Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "mine"
    assert field.boxes[0].text() == made[0].groups[0]


def test_letters_do_not_get_into_a_box(field):
    QTest.keyClicks(field.boxes[0], "1a2b")
    assert field.boxes[0].text() == "12"


def test_a_share_asks_for_a_second_one_of_its_set(qtbot, made, language):
    sheets = SheetsField()
    qtbot.addWidget(sheets)
    sheets.show()
    assert sheets.second.isHidden()
    enter(sheets.first, made[1])
    assert not sheets.second.isHidden()
    assert sheets.first.help_line.isVisible()
    other = [sheet_of(code) for code in shares.made(shared=True, other_than=[int(made[0].set, 16)])]
    enter(sheets.second, other[0])
    names = ", ".join(sorted([made[0].set, other[0].set]))
    assert sheets.second.error_line.text() == said(recovery_codes.MIXED, sets=names)
    sheets.second.clear()
    enter(sheets.second, made[1])
    assert sheets.second.error_line.text() == said(recovery_codes.ONE_MORE, number=2)
    sheets.second.clear()
    with qtbot.waitSignal(sheets.finished):
        enter(sheets.second, made[3])
    assert sheets.typed() == typed(made[1], made[3])


# from the new office to the first client


@pytest.fixture
def program(qtbot, tmp_path, create_bare, language):
    made = app.Program(
        tmp_path / "settings" / "settings.json",
        services.open_office,
        create_bare,
        services.users,
    )
    made.settings = settings.Settings(language=language, theme="light")
    made.start()
    qtbot.waitExposed(made.unlock)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "ຫ້ອງການ"


@pytest.fixture
def founded(program, folder, create_bare):
    """The window of a new office."""
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    program._opened(create_bare(folder, profile, "ສີວິໄລ", OWN), str(folder))
    return program.window


def idle(program, qtbot):
    qtbot.waitUntil(lambda: not program.jobs.busy)


def made_sheets(program, qtbot, page, monkeypatch):
    """Types the passphrase, makes five shares and has them printed; gives the sheets."""
    printed = []
    monkeypatch.setattr(printing, "print_pdf", lambda *what: printed.append(what[2:]))
    page.choosing.own.editor.setText(OWN)
    page.choosing.make.click()
    idle(program, qtbot)
    sheets = page._sheets
    assert not page.paper.next.isEnabled()
    page.paper.print.click()
    idle(program, qtbot)
    assert printed[0][0].startswith(b"%PDF")
    assert printed[0][1] == f"recovery-{sheets[0].set}"
    page.paper.next.click()
    return sheets


def test_the_founder_is_led_from_the_sheets_to_the_first_client(
    program, founded, qtbot, monkeypatch
):
    page = founded.pages["recovery"]
    assert founded.stack.currentWidget() is page
    sheets = made_sheets(program, qtbot, page, monkeypatch)
    assert not [group for group in sheets[0].groups if group in words(page)]
    enter(page.typing.sheets.first, sheets[4])
    enter(page.typing.sheets.second, sheets[1])
    page.typing.confirm.click()
    idle(program, qtbot)
    done = said(labels.CONFIRMED, name=sheets[0].set)
    assert page.done.sentence.text() == done
    assert founded.office.recovery.need() is Need.NOTHING
    assert page._sheets == ()
    page.done.button.click()
    assert founded.stack.currentWidget() is founded.pages["intake"]
    assert founded.pages["intake"].recovery.isHidden()


def test_put_off_by_locking_the_step_is_met_again(program, founded, folder, qtbot, monkeypatch):
    page = founded.pages["recovery"]
    sheets = made_sheets(program, qtbot, page, monkeypatch)
    enter(page.typing.sheets.first, sheets[0])
    program.lock()
    assert (page._sheets, page.typing.sheets.first.text()) == ((), "")
    qtbot.waitUntil(lambda: program._office is None)
    program._opened(services.open_office(folder, "ສີວິໄລ", OWN), str(folder))
    page = program.window.pages["recovery"]
    assert program.window.stack.currentWidget() is page
    page.choosing.waiting.click()  # they are on paper already
    enter(page.typing.sheets.first, sheets[0])
    enter(page.typing.sheets.second, sheets[1])
    page.typing.confirm.click()
    idle(program, qtbot)
    assert program.window.office.recovery.need() is Need.NOTHING


def test_today_and_intake_say_what_comes_before_the_first_client(program, founded):
    for name in ("today", "intake"):
        founded.go(name)
        banner = founded.pages[name].recovery
        assert plain(banner.text.text()) == filled(labels.NEEDS[Need.FIRST])
        banner.begin.click()
        assert founded.stack.currentWidget() is founded.pages["recovery"]


def test_a_wrong_passphrase_of_ones_own_stays_typed(program, founded, qtbot):
    page = founded.pages["recovery"]
    page.choosing.own.editor.setText("ຜິດ ຜິດ ຜິດ ຜິດ")
    page.choosing.make.click()
    idle(program, qtbot)
    assert page.choosing.own.error_line.text() == said(slots.WRONG)
    assert page._sheets == ()


def test_sheets_are_saved_on_a_stick_or_in_a_folder_under_codes(
    program, founded, qtbot, answers, monkeypatch, tmp_path
):
    page = founded.pages["recovery"]
    page.choosing.key.button.setChecked(True)
    page.choosing.own.editor.setText(OWN)
    page.choosing.make.click()
    idle(program, qtbot)
    code = page._sheets[0].code
    for name in ("stick", "folder"):
        (tmp_path / name).mkdir()
    stick = Stick(id="A1", label="A1", root=tmp_path / "stick", free=10**9)
    monkeypatch.setattr(sticks, "present", lambda: [stick])
    page.paper.to_stick.click()
    answers.agree()
    idle(program, qtbot)
    answers.folder = tmp_path / "folder"
    page.paper.to_folder.click()
    answers.agree()  # to the warning that the file opens the office
    idle(program, qtbot)
    for name in ("stick", "folder"):
        assert [path.name for path in (tmp_path / name).iterdir()] == [f"{code}.pdf"]
    assert page.paper.next.isEnabled()


# in the office


def test_the_tab_shows_the_sets_and_leads_to_new_ones(window, office, language):
    window.go("office", "recovery")
    tab = window.pages["office"].parts["recovery"]
    (one,) = office.recovery.state().sets
    assert one.name in words(tab)
    assert plain(filled("typed back on {day}", day="")).strip()[:8] in words(tab)
    assert tab.type_back.isHidden()
    office.recovery.make(OWN, shared=False)
    window.go("office", "recovery")
    assert not tab.type_back.isHidden()
    tab.type_back.click()
    page = window.pages["recovery"]
    assert page.stack.currentIndex() == 2


def test_a_rehearsal_says_that_the_sheets_open_and_forgets_them(
    window, office, jobs, qtbot, language
):
    sheets = office.recovery.make(OWN, shared=True)
    window.go("office", "recovery")
    window.pages["office"].parts["recovery"].rehearse.click()
    dialog = on_screen(RehearsalDialog)
    enter(dialog.sheets.first, sheets[2])
    enter(dialog.sheets.second, sheets[0])
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert dialog.found.text.text() == said(labels.GOOD, name=sheets[0].set)
    assert dialog.sheets.first.text() == ""
    assert office.trail.page(Wanted(deed=Deed.RECOVERY_REHEARSED))
    dialog.reject()


def test_an_older_office_with_clients_warns_its_manager_and_asks_others(
    window_of, account, office, language, monkeypatch
):
    office.people.take_in(Person(given_lo="ບົວຄຳ"))
    monkeypatch.setattr(stored, "sets", lambda _folder: {})  # as an older program left it
    theirs = window_of(account("noy", Role.MANAGER))
    banner = theirs.pages["today"].recovery
    assert banner.isVisible()
    assert plain(banner.text.text()) == filled(labels.NEEDS[Need.SHEETS])
    assert banner.begin.isVisible()
    clerk = window_of(account("khamla", Role.CLERK))
    banner = clerk.pages["today"].recovery
    assert plain(banner.text.text()) == filled(labels.ASK)
    assert not banner.begin.isVisible()
    assert "recovery" not in clerk.pages


# forgotten


@pytest.fixture
def forgotten(program, founded, folder, qtbot):
    """The form for a forgotten passphrase, and the two codes that open the office."""
    codes = recoverable(founded.office, OWN, shared=True)
    program.lock()
    qtbot.waitUntil(lambda: program._office is None)
    program.unlock.unlocking.parts.forgot.click()
    return program.unlock.recover, codes


def type_codes(form, codes):
    for field, code in zip((form.codes.first, form.codes.second), codes, strict=True):
        for box, group in zip(field.boxes, code.split(" "), strict=True):
            box.setText(group)


def type_new(form, again=NEW):
    form.parts.passphrase.editor.setText(NEW)
    form.parts.again.editor.setText(again)


def test_who_forgot_comes_in_and_today_tells_it(program, forgotten, folder, qtbot):
    form, codes = forgotten
    assert form.isVisible()
    assert form.parts.user.value() == "ສີວິໄລ"
    type_codes(form, codes)
    type_new(form)
    form.parts.recover.click()
    idle(program, qtbot)
    banner = program.window.pages["today"].recovery
    program.window.go("today")
    assert filled(labels.NEEDS[Need.NEW_SHEETS]) in plain(banner.text.text())
    assert "ສີວິໄລ" in banner.text.text().replace("\u200b", "")
    assert (form.codes.first.text(), form.parts.passphrase.value()) == ("", "")
    program.lock()
    qtbot.waitUntil(lambda: program._office is None)
    services.open_office(folder, "ສີວິໄລ", NEW).lock()


def test_the_sheets_are_tried_at_the_door_and_nothing_opens(program, forgotten, folder, qtbot):
    form, codes = forgotten
    before = (folder / places.KEYS).read_bytes()
    type_codes(form, codes)
    form.parts.rehearse.click()
    idle(program, qtbot)
    name = set_name(recovery_codes.read(codes[0]).set)
    assert form.notice.text.text() == said(labels.GOOD, name=name)
    assert program.window is None
    assert (folder / places.KEYS).read_bytes() == before
    form.parts.back.click()
    assert form.codes.first.text() == ""
    assert program.unlock.unlocking.isVisible()


def test_what_is_wrong_is_said_at_its_place(program, forgotten, qtbot, made):
    form, codes = forgotten
    type_codes(form, codes)
    type_new(form, again="ອື່ນ")
    form.parts.recover.click()
    assert form.parts.again.error_line.text() == said("The two passphrases are not the same.")
    first = form.codes.first.boxes[0]
    first.setText(str((int(first.text()[0]) + 1) % 10) + first.text()[1:])
    type_new(form)
    form.parts.recover.click()
    assert form.codes.first.error_line.text() == said(recovery_codes.MISTYPED, group=1)
    form.forget()
    type_codes(form, typed(*made[:2]))
    type_new(form)
    form.parts.recover.click()
    idle(program, qtbot)
    assert form.notice.isVisible()
    assert form.notice.text.text() == said(stored.OTHER_SET, name=made[0].set)
    assert form.codes.second.text()


def test_an_empty_form_asks_for_the_code(forgotten):
    form, _codes = forgotten
    type_new(form)
    form.parts.recover.click()
    assert form.codes.first.error_line.isVisible()


def test_the_form_follows_the_language(program, forgotten):
    form, codes = forgotten
    type_codes(form, codes)
    captions = [form.codes.first.caption.text()]
    for _ in range(2):
        program.unlock.language.click()
        captions.append(form.codes.first.caption.text())
        assert form.codes.typed() == codes
    assert captions[0] == captions[2] != captions[1]


def test_a_digit_is_put_right_in_the_middle_of_a_group(field):
    QTest.keyClicks(field.boxes[0], "1245")
    field.boxes[0].setCursorPosition(2)
    QTest.keyClicks(field.boxes[0], "x3")
    assert (field.boxes[0].text(), field.boxes[0].cursorPosition()) == ("12345", 3)
    QTest.keyClicks(field.boxes[0], "9")
    assert field.boxes[0].text() == "12394"
    assert field.boxes[1].text() == ""
