"""Tasks, letters and things of the client on the screen of a case."""

from datetime import date

from PySide6.QtCore import Qt

from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.handover import HandoverPage
from legalaid_desktop.desktop.holding_form import GiveBackDialog, ReceiveDialog
from legalaid_desktop.desktop.letter_form import LetterDialog
from legalaid_desktop.desktop.sequences import SequenceDialog
from legalaid_desktop.desktop.sheets import SheetDialog
from legalaid_desktop.desktop.task_form import TaskDialog
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Stage
from legalaid_desktop.domain.closings import Service
from legalaid_desktop.domain.correspondence import Direction, Letter
from legalaid_desktop.domain.tasks import TaskStatus
from tests.desktop.screen import cells, give_reason, on_screen, plain, rows, settled, words


def tab(window, case):
    window.go("case", case.id)
    page = window.pages["case"]
    page.show_tab("work")
    return page.parts["work"]


def test_a_task_is_typed_done_and_undone(window, case, qtbot, type_text):
    part = tab(window, case).parts["tasks"]
    type_text(part.quick, "ໂທຫານາຍບ້ານ +3ມື້")
    qtbot.keyClick(part.quick, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rows(part.card)) == 1)
    ((title, said),) = rows(part.card)
    assert title == "ໂທຫານາຍບ້ານ"
    assert "2 April 2026" in said
    assert part.quick.text() == ""
    type_text(part.quick, "ໄປສານ @nobody")
    qtbot.keyClick(part.quick, Qt.Key.Key_Return)
    assert part.error.isVisible()
    assert part.quick.text() == "ໄປສານ @nobody"
    (line,) = window.office.tasks.of_case(case.id)
    part._done(line.task)
    assert window.office.tasks.mine() == []
    window.toasts.undo_button.click()
    assert [one.task.status for one in window.office.tasks.mine()] == [TaskStatus.OPEN]
    window.go("today")
    settled(qtbot, window)
    assert rows(window.pages["today"].tasks)[0][0] == "ໂທຫານາຍບ້ານ"


def test_a_sequence_is_shown_before_it_is_added_and_proposes_what_follows(window, case, qtbot):
    part = tab(window, case).parts["tasks"]
    part.begin.click()
    dialog = on_screen(SequenceDialog)
    dialog.parts.sequence.set_value("first_weeks")
    assert "our own practice" in words(dialog)
    shown = [title for title, _day in rows(dialog.preview)]
    assert len(shown) == 4
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: len(rows(part.card)) == 4)
    assert [title for title, _said in rows(part.card)] == shown
    task = window.office.tasks.begin(case.id, "land", date(2026, 3, 30), "en", None)[1]
    part._done(task)
    assert "Get the record of mediation" in plain(part.next.text.text())
    part.take.click()
    titles = [one.task.what for one in window.office.tasks.of_case(case.id)]
    assert "Get the record of mediation from the village" in titles


def test_letters_get_their_numbers_and_things_their_receipts(window, case, qtbot, type_text):
    part = tab(window, case)
    letters, things = part.parts["letters"], part.parts["holdings"]
    letters.came.click()
    dialog = on_screen(LetterDialog)
    type_text(dialog.parts.correspondent, "ສານປະຊາຊົນແຂວງ")
    dialog.accept_button.click()
    assert dialog.parts.subject.error_line.isVisible()
    type_text(dialog.parts.subject, "ໝາຍເຊີນ")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(rows(letters.card)))
    assert rows(letters.card)[0][0] == "In 1/2026 · ໝາຍເຊີນ"
    things.receive.click()
    dialog = on_screen(ReceiveDialog)
    type_text(dialog.parts.what, "ໜັງສືຜ່ານແດນ")
    dialog.more.click()
    type_text(dialog.parts.what, "ໂທລະສັບ")
    dialog.accept_button.click()
    on_screen(SheetDialog).reject()
    things.give.click()
    dialog = on_screen(GiveBackDialog)
    next(iter(dialog.ticks.values())).setChecked(False)
    dialog.accept_button.click()
    on_screen(SheetDialog).reject()
    found = window.office.holdings.of_case(case.id)
    assert [(one.receipt, one.return_receipt) for one in found] == [
        ("1/2026", ""),
        ("1/2026", "2/2026"),
    ]
    qtbot.waitUntil(lambda: "held for the client: 1" in _chips(window))


def _chips(window):
    layout = window.pages["case"].head.chips
    items = [layout.itemAt(place).widget() for place in range(layout.count())]
    return [plain(one.text()) for one in items if one is not None]


def test_a_case_is_closed_through_its_page_and_opened_again(window, case, qtbot):
    window.go("case", case.id)
    window.pages["case"].close_case.trigger()
    page = window.pages["closing"]
    page.ask.click()
    assert page.parts.service.error_line.isVisible()
    page.parts.service.set_value(Service.ADVICE)
    offered = [
        page.parts.outcome.editor.itemText(i) for i in range(page.parts.outcome.editor.count())
    ]
    assert "acquitted" not in offered
    page.parts.outcome.set_value("advised")
    page.ask.click()
    qtbot.waitUntil(page.approve.isVisible)
    assert not page.form.isVisible()
    page.send_back.click()
    give_reason("ຂາດໜັງສືແຈ້ງ")
    qtbot.waitUntil(page.form.isVisible)
    assert "ຂາດໜັງສືແຈ້ງ" in words(page.decision)
    page.parts.service.set_value(Service.ADVICE)
    page.parts.outcome.set_value("advised")
    page.ask.click()
    qtbot.waitUntil(page.approve.isVisible)
    page.approve.click()  # her own request, and nobody else is there
    give_reason("ຢູ່ຄົນດຽວ")
    assert window.office.cases.get(case.id).stage is Stage.CLOSED
    qtbot.waitUntil(page.again.isVisible)
    page.again.click()
    give_reason("ຫຼັກຖານໃໝ່")
    assert window.office.cases.get(case.id).stage is Stage.ADVICE


def test_a_case_is_handed_over_and_the_register_shows_no_name(window, restricted, account, qtbot):
    heir = account("noy", Role.LAWYER)
    office = window.office
    window.go("handover", restricted.id)
    page = window.pages["handover"]
    assert isinstance(page, HandoverPage)
    assert "“ນົກຍຸງ”" in words(page.runs)
    page.parts.successor.set_value(heir.id)
    page.do.click()
    assert page.parts.reason.error_line.isVisible()
    window.go("case", restricted.id)
    letters = tab(window, restricted).parts["letters"]
    letters.goes.click()
    dialog = on_screen(LetterDialog)
    dialog.parts.correspondent.set_value("ແມ່ຂອງບົວຄຳ")
    dialog.parts.subject.set_value("ບົວຄຳກັບບ້ານ")
    dialog.accept_button.click()
    window.go("office", "letters")
    register = window.pages["office"].parts["letters"]
    register.direction.set_value(Direction.OUT)
    (line,) = cells(register.table)
    assert "ບົວຄຳ" not in line
    assert "ນົກຍຸງ" in line
    window.go("handover", restricted.id)
    page.parts.successor.set_value(heir.id)
    page.parts.reason.set_value("ຍ້າຍໄປແຂວງອື່ນ")
    page.do.click()
    assert [one.id for one in office.teams.hidden()] == [restricted.id]


def test_a_letter_is_flagged_in_its_row_and_found_again_from_the_task(
    window, case, qtbot, type_text
):
    came = Letter(
        case_id=case.id, direction=Direction.IN, on=date(2026, 3, 26), correspondent="ສານ",
        subject="ໝາຍເຊີນ",
    )  # fmt: skip
    window.office.correspondence.save(came)
    part = tab(window, case)
    letters, work = part.parts["letters"], part.parts["tasks"]
    (button,) = [one for one in letters.findChildren(Button) if one.property("flags")]
    button.click()
    dialog = on_screen(TaskDialog)
    assert "In 1/2026 · ໝາຍເຊີນ" in words(dialog)
    dialog.accept_button.click()
    assert dialog.parts.due_on.error_line.isVisible()
    dialog.parts.what.set_value("ໂທຫາສານ")
    type_text(dialog.parts.due_on, "03/04/2026")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "ໂທຫາສານ" in words(letters.card))
    ((title, said),) = rows(work.card)
    assert (title, "In 1/2026 · ໝາຍເຊີນ" in said) == ("ໂທຫາສານ", True)
    window.go("today")
    settled(qtbot, window)
    (row,) = [one for one in window.pages["today"].tasks.findChildren(Row) if one.isVisible()]
    assert "In 1/2026" in plain(row.reason.text())
    row.opened.emit(row._key)
    qtbot.waitUntil(lambda: window.focusWidget() and window.focusWidget().property("flagged"))
    window.go("calendar", date(2026, 4, 3))
    settled(qtbot, window)
    assert "ໂທຫາສານ" in words(window.pages["calendar"].panels["month"])
    window.go("case", (case.id, "work"))
    next(one for one in letters.findChildren(Button) if plain(one.text()) == "Done").click()
    qtbot.waitUntil(lambda: "ໂທຫາສານ" not in words(letters.card))
