"""What leaves the calendar: a file for other programs, what came back of it, printed sheets."""

from datetime import date, time

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.calendar_out import ExportDialog, ReturnedDialog
from legalaid_desktop.desktop.kept_calendar import KeptDialog
from legalaid_desktop.desktop.sharing import OverrideDialog
from legalaid_desktop.desktop.sheets import SheetDialog
from legalaid_desktop.domain.copies import OWN_FILE
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.sharing import OverrideGround
from legalaid_desktop.services.calendar_files import Span

DAY = date(2026, 3, 30)
SPAN = Span(first=DAY, last=date(2026, 5, 30))


@pytest.fixture
def calendar(window, case):
    """The calendar of an office with a deadline and a hearing."""
    window.office.deadlines.add(case.id, "CV-24", DAY)
    hearing = Event(
        case_id=case.id, kind=EventKind.HEARING, on=date(2026, 4, 21), at=time(9), text="ພະຍານ"
    )
    window.office.cases.add_event(hearing)
    window.go("calendar")
    return window.pages["calendar"]


def shown(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def words(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_the_calendar_goes_out_by_numbers(calendar, window, case, qtbot, answers, tmp_path):
    answers.save = tmp_path / "out.ics"
    calendar.out.ask_export()
    dialog = shown(ExportDialog)
    dialog.last.set_value(date(2026, 1, 1))
    dialog.accept_button.click()
    assert "lies before the first" in words(dialog)
    dialog.last.set_value(date(2026, 6, 1))
    dialog.errand.recipient.set_value("our own file")
    dialog.accept_button.click()
    qtbot.waitUntil(answers.save.is_file)
    text = answers.save.read_text(encoding="utf-8")
    assert case.number in text
    assert "ບົວຄຳ" not in text
    qtbot.waitUntil(lambda: not window.jobs.busy)


def test_the_dialog_tells_whose_name_does_not_leave_before_it_is_written(
    calendar, window, case, qtbot, answers, tmp_path
):
    answers.save = tmp_path / "out.ics"
    calendar.out.ask_export()
    dialog = shown(ExportDialog)
    assert dialog.naming.warning.isHidden()
    dialog.errand.recipient.set_value("women_union")
    dialog.named.setChecked(True)
    assert not dialog.accept_button.isEnabled()
    qtbot.waitUntil(dialog.accept_button.isEnabled)
    assert not dialog.naming.warning.isHidden()
    assert "By number alone: 1" in words(dialog)
    assert case.number in words(dialog)
    assert "has not agreed to anything" in words(dialog)
    dialog.naming.anyway.click()
    asked = shown(OverrideDialog)
    asked.ground.set_value(OverrideGround.AUTHORITY)
    asked.why.set_value("ໜັງສື 12")
    asked.accept_button.click()
    # whoever types slowly makes it look once more: the button waits for that too
    qtbot.waitUntil(lambda: "With a name: 1" in words(dialog) and dialog.accept_button.isEnabled())
    dialog.accept_button.click()
    qtbot.waitUntil(answers.save.is_file)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert "Bouakham" in answers.save.read_text(encoding="utf-8")
    (copy,) = window.office.copies.of_case(case.id)
    assert copy.override == "ໜັງສື 12"


def test_what_was_moved_elsewhere_is_listed_and_changes_nothing(
    calendar, window, case, qtbot, answers, tmp_path
):
    out = tmp_path / "back.ics"
    window.office.calendar_files.export(SPAN, "en", OWN_FILE, out)
    out.write_bytes(out.read_bytes().replace(b"20260421T020000Z", b"20260428T020000Z"))
    answers.files = [out]
    calendar.out.ask_compare()
    qtbot.waitUntil(
        lambda: any(isinstance(w, ReturnedDialog) for w in QApplication.topLevelWidgets())
    )
    dialog = shown(ReturnedDialog)
    said = words(dialog)
    assert "on another day or time there" in said
    assert "Tuesday, 28 April 2026" in said
    assert "as it went out" in said
    dialog.accept_button.click()
    hearings = [one for one in window.office.cases.story(case.id) if one.at]
    assert hearings[0].on == date(2026, 4, 21)


def test_a_file_that_is_no_calendar_is_told(calendar, qtbot, answers, tmp_path):
    answers.files = [tmp_path / "x.ics"]
    answers.files[0].write_bytes(b"%PDF-1.7")
    calendar.out.ask_compare()
    qtbot.waitUntil(
        lambda: any(isinstance(w, dialogs.Dialog) for w in QApplication.topLevelWidgets())
    )
    dialog = shown(dialogs.Dialog)
    assert "not a calendar" in words(dialog)
    dialog.accept_button.click()


def test_the_control_sheet_of_the_chosen_day_is_saved(calendar, window, qtbot, answers, tmp_path):
    answers.save = tmp_path / "sheet.pdf"
    calendar.out.print_control()
    dialog = shown(SheetDialog)
    dialog.errand.recipient.set_value("our own file")
    dialog.save.click()
    qtbot.waitUntil(answers.save.is_file)
    assert answers.save.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: not window.jobs.busy)


def test_a_file_is_kept_current_and_a_stick_that_is_away_is_told_once(
    calendar, window, case, qtbot, answers, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    answers.save = stick / "kept.ics"
    calendar.out.ask_keep()
    dialog = shown(KeptDialog)
    assert dialog.end.isHidden()
    dialog.errand.recipient.set_value("our own file")
    dialog.accept_button.click()
    qtbot.waitUntil(answers.save.is_file)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    window.office.settling.write(case.id, DeadlineKind.TARGET, "ໂທຫາ", DAY)
    window.kept.write()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert answers.save.read_text("utf-8").count("BEGIN:VEVENT") == 3
    stick.rename(tmp_path / "away")
    for _ in range(2):
        window.kept.write()
        qtbot.waitUntil(lambda: not window.jobs.busy)
        assert window.kept.banner.isHidden() == bool(_)
        window.kept.banner.close_up.click()
    (tmp_path / "away").rename(stick)
    calendar.out.ask_keep()
    dialog = shown(KeptDialog)
    assert str(answers.save) in words(dialog)
    dialog.end.click()
    assert window.office.kept_calendars.kept() is None
