"""What leaves the calendar: a file for other programs, what came back of it, printed sheets."""

from datetime import date, time

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.calendar_out import ExportDialog, ReturnedDialog
from legalaid_desktop.desktop.sheets import SheetDialog
from legalaid_desktop.domain.copies import OWN_FILE
from legalaid_desktop.domain.events import Event, EventKind
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


def test_names_leave_only_with_a_warning(calendar):
    calendar.out.ask_export()
    dialog = shown(ExportDialog)
    assert dialog.warning.isHidden()
    dialog.named.setChecked(True)
    assert not dialog.warning.isHidden()
    dialog.reject()


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
