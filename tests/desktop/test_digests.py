"""The morning digest from the start page: by numbers unless names are asked for."""

from legalaid_desktop.desktop.digests import DigestDialog
from legalaid_desktop.domain.rules import DeadlineKind
from tests.desktop.screen import on_screen, words


def test_the_digest_is_saved_by_numbers_and_with_names(window, case, qtbot, answers, tmp_path):
    day = window.office.today.day()
    window.office.settling.write(case.id, DeadlineKind.TARGET, "ໂທຫາລູກຄວາມ", day)
    answers.save = tmp_path / "digest.pdf"
    window.go("today")
    page = window.pages["today"]
    page.digest.click()
    dialog = on_screen(DigestDialog)
    assert dialog.errand.errand().recipient
    dialog.naming.named.setChecked(True)
    assert not dialog.save.isEnabled()
    qtbot.waitUntil(dialog.save.isEnabled)
    assert "With a name: 1. By number alone: 0." in words(dialog)
    dialog.save.click()
    qtbot.waitUntil(answers.save.is_file)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert [one.kind for one in window.office.copies.of_case(case.id)] == ["digest"]
